"""Words -> things: when, where, how many. Each answer carries its reason; what is not sure stays None."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sayso.engines import ClaimScores
from sayso.gazetteer import Gazetteer
from sayso.ground.amounts import quantities_of_claims
from sayso.ground.times import times_of_claims
from sayso.ground.where import places_of_claims
from sayso.lexicon import table
from sayso.model import Claim, Parsed


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What grounding knows beside the report: places, and the day each war began by a word that names it."""

    gazetteer: Gazetteer
    wars: Mapping[str, date] = field(default_factory=dict)


def ground(parsed: Parsed, claims: Sequence[Claim], scores: ClaimScores | None, knowledge: Knowledge) -> tuple[Claim, ...]:
    """Return the claims with when, said_when, where and quantities; `scores`: the encoder's on the same claims, or None."""
    times = times_of_claims(parsed, claims, knowledge.wars)
    places = places_of_claims(parsed, claims, knowledge.gazetteer, None if scores is None else scores.places)
    amounts = quantities_of_claims(parsed, claims)
    return tuple(
        replace(claim, when=when, said_when=said, where=where, quantities=some)
        for claim, (when, said), where, some in zip(claims, times, places, amounts, strict=True)
    )


def wars() -> dict[str, date]:
    """Return the day each war began, by the words that name it in a report."""
    return {word: began for own in table("wars")["war"] for word in own["words"] for began in [own["began"]]}
