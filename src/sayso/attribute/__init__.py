"""Parsed -> Claims: who says what happened, through whom, how sure."""

import numpy as np

from sayso.attribute.answers import with_answers
from sayso.attribute.carry import carried, led_paragraphs
from sayso.attribute.chains import chain
from sayso.attribute.cues import Cue
from sayso.attribute.factuality import hedges, modality, polarity, voice
from sayso.attribute.forwards import with_forward
from sayso.attribute.gist import gist
from sayso.attribute.happening import what
from sayso.attribute.propositions import Proposition, propositions
from sayso.attribute.quotes import quoted_words, quotes
from sayso.attribute.remarks import is_core
from sayso.attribute.tagging import Stretch, stretches
from sayso.engines import ClaimScores, Reading
from sayso.model import Claim, Parsed, Reason, Stance
from sayso.settings import AttributeSettings


def attribute(parsed: Parsed, reading: Reading, settings: AttributeSettings) -> tuple[tuple[Claim, ...], ClaimScores | None]:
    """Return the claims of a report in text order, and the encoder's scores of them (a row each; None where there is no claim).

    When, where, quantities and evidence are left to `ground`.
    """
    found = propositions(parsed, reading, settings)
    if not found:
        return (), None
    scores = reading.claims(np.array([(one.start, one.end) for one in found], np.int64))
    marks = quotes(parsed)
    quoted = quoted_words(marks, len(parsed.words))
    tagged = stretches(reading.attribution(), reading.paragraphs, settings.outside_bias)
    cues = {index: own for own in tagged if own.role == "cue" for index in range(own.start, own.end)}
    claims = [_claim(parsed, one, scores, row, quoted, cues, settings) for row, one in enumerate(found)]
    spoken = carried(parsed, claims, found, led_paragraphs(parsed, reading, tagged), marks)
    return with_answers(with_forward(parsed, spoken), scores, settings.answer_floor), scores


def _claim(
    parsed: Parsed, own: Proposition, scores: ClaimScores, row: int, quoted: list[bool], cues: dict[int, Stretch],
    settings: AttributeSettings,
) -> Claim:  # fmt: skip
    links, cue = chain(parsed, own, scores, row, cues, settings.link_distance, settings.relay_bonus)
    happening = what(parsed, own, scores, row, settings)
    span = parsed.span(own.start, own.end)
    return Claim(
        report=parsed.report.id,
        spans=(span,),
        text=span.of(parsed.report.text),
        gist=gist(parsed, own, happening),
        chain=links,
        voice=voice(quoted, parsed, own, bool(links)),
        stance=links[0].stance if links else Stance.NEUTRAL,
        polarity=polarity(scores, row),
        modality=modality(scores, row),
        hedges=hedges(parsed, own, scores, row, settings.hedge_floor, (cue.start, cue.end) if cue else None),
        what=happening,
        core=is_core(parsed, own),
        reasons=_reasons(own, cue),
    )


def _reasons(own: Proposition, cue: Cue | None) -> tuple[Reason, ...]:
    split = Reason(rule="claim-span", why="the encoder reads these words as one proposition", score=own.chance)
    return (split,) if cue is None else (split, cue.reason)
