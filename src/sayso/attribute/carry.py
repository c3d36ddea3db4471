"""Speakers that go on: lists under a heading ("the ministry reported:"), and quotations that run over paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sayso.attribute.chains import Pointed, source_of
from sayso.attribute.cues import cue_at
from sayso.attribute.propositions import Proposition
from sayso.attribute.quotes import Quote, paragraphs
from sayso.attribute.tagging import Stretch
from sayso.engines import Reading
from sayso.model import Attribution, Claim, Parsed, Phrase, Reason, Voice

_ITEM = re.compile(r"\s*(?:[-–—•*·▪]|\d{1,2}[.)]|\(?[a-z]\))\s")
LONGEST_LABEL = 7  # words of "Kharkiv sector." in front of a list item


@dataclass(frozen=True, slots=True)
class Led:
    """The speaker of a list: who the heading names, and the words that name it."""

    attribution: Attribution
    heading: str


def led_paragraphs(parsed: Parsed, reading: Reading, found: Sequence[Stretch]) -> dict[int, Led]:
    """Return, for each paragraph that is an item of a list, the speaker its heading names."""
    out: dict[int, Led] = {}
    leader: Led | None = None
    for start, end in paragraphs(parsed.words):
        if parsed.words[end - 1].text == ":":
            leader = _leader(parsed, reading, found, start, end)
        elif leader and is_item(parsed, start, end):
            out[parsed.words[start].paragraph] = leader
        else:
            leader = None
    return out


def is_item(parsed: Parsed, start: int, end: int) -> bool:
    """Return True where a paragraph begins with a bullet or number, or with a short label without a verb."""
    text = parsed.text(start, end)
    if _ITEM.match(text):
        return True
    for index in range(start, min(start + LONGEST_LABEL, end - 1)):
        if parsed.words[index].text in (".", ":"):
            return index > start and all(parsed.words[k].tag not in ("VERB", "AUX", "PRON") for k in range(start, index))
    return False


def _leader(parsed: Parsed, reading: Reading, found: Sequence[Stretch], start: int, end: int) -> Led | None:
    cues = [own for own in found if own.role == "cue" and start <= own.start and own.end <= end]
    sources = [own for own in found if own.role == "source" and start <= own.start and own.end <= end]
    if not cues or not sources:
        return None
    cue = cues[-1]
    pointers = reading.sources_of(np.array([cue.start], np.int64))[0]
    best = max(sources, key=lambda own: float(pointers[own.start + 1]))
    told = cue_at(parsed, cue.start, dict.fromkeys(range(cue.start, cue.end), cue))
    heading = parsed.text(start, end)
    return Led(
        Attribution(
            source=source_of(parsed, Pointed(best.start, best.end, 0.0)),
            cue=Phrase(parsed.text(told.start, told.end), parsed.span(told.start, told.end)),
            stance=told.stance,
            reason=Reason(rule="list-heading", why=f"an item of the list under “{heading}”", words=(heading,)),
        ),
        heading,
    )


def carried(
    parsed: Parsed, claims: Sequence[Claim], own: Sequence[Proposition], led: dict[int, Led], quoted: Sequence[Quote]
) -> tuple[Claim, ...]:
    """Return the claims, those without a speaker given the one that goes on: of their list, or of the quotation they continue."""
    runs = {quote.end: following for quote, following in zip(quoted, quoted[1:], strict=False) if quote.continues}
    out: list[Claim] = []
    for claim, place in zip(claims, own, strict=True):
        leader = led.get(parsed.words[place.start].paragraph)
        before = _continued(claims, own, place, quoted, runs)
        if not claim.chain and leader:
            claim = replace(claim, chain=(leader.attribution,), voice=Voice.INDIRECT, stance=leader.attribution.stance)
        elif before is not None and before.chain and [one.source.name for one in claim.chain] != [one.source.name for one in before.chain]:
            reason = Reason(rule="quotation-goes-on", why="the quotation began in the paragraph before", words=(before.text,))
            chain = tuple(replace(link, reason=reason) for link in before.chain)
            claim = replace(claim, chain=chain, voice=Voice.DIRECT, stance=before.stance)
        out.append(claim)
    return tuple(out)


def _continued(
    claims: Sequence[Claim], own: Sequence[Proposition], place: Proposition, quoted: Sequence[Quote], runs: dict[int, Quote]
) -> Claim | None:
    """Return the last claim of the quotation that the claim's quotation goes on from, None where it goes on from none."""
    for quote in quoted:
        following = runs.get(quote.end)
        if following and following.start <= place.start and place.end <= following.end:
            earlier = [claim for claim, one in zip(claims, own, strict=True) if quote.start <= one.start and one.end <= quote.end]
            return earlier[-1] if earlier else None
    return None
