"""Where: places named in a report, the relation to them, and which of them each claim speaks of."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.gazetteer import Gazetteer
from sayso.ground.where.assign import assign
from sayso.ground.where.choose import Located, choose
from sayso.ground.where.mention import layout, place_mentions
from sayso.ground.where.names import names_of
from sayso.ground.where.recognise import recognise
from sayso.ground.where.seats import seat, sentence_stems, sites
from sayso.ground.where.wheres import scores_of_sites, wheres
from sayso.model import Claim, Parsed, Where


def located(parsed: Parsed, gazetteer: Gazetteer) -> tuple[Located, ...]:
    """Return the named places of a report in text order, each with the place it means or None."""
    text = parsed.report.text
    return choose(text, recognise(text, gazetteer, names_of(parsed)), gazetteer)


def places_of_claims(
    parsed: Parsed, claims: Sequence[Claim], gazetteer: Gazetteer, scores: NDArray[np.float32] | None = None
) -> tuple[tuple[Where, ...], ...]:
    """Return the places of each claim, in the order of `claims`; none where the report gives the claim no place.

    `scores[k, w]`, where given, is the encoder's probability that word w heads a place of claim k (claims x words).
    """
    page = layout(parsed)
    places = sites(place_mentions(located(parsed, gazetteer), page))
    order = sorted(range(len(claims)), key=lambda number: claims[number].spans[0].start)
    seats = [seat(claims[number], page) for number in order]
    told = scores_of_sites(parsed, scores[order], places) if scores is not None else None
    chosen = assign(seats, places, sentence_stems(page), told)
    made = {number: wheres(here, pick, places, gazetteer) for number, here, pick in zip(order, seats, chosen, strict=True)}
    return tuple(made[number] for number in range(len(claims)))
