"""Source, cue and content, joined: the flat attributions of PARC 3.0 and PolNeAR."""

from dataclasses import dataclass, replace

import numpy as np

from sayso.attribute.quotes import Quote, quotes
from sayso.attribute.tagging import Stretch, stretches
from sayso.engines import Reading
from sayso.engines.reading import Floats, Ints
from sayso.model import Parsed
from sayso.settings import AttributeSettings
NEVER = 1e9


@dataclass(frozen=True, slots=True)
class Attributed:
    """One attribution: `source` and `cue` may be None, `contents` are its fragments in text order (at least one)."""

    source: Stretch | None
    cue: Stretch | None
    contents: tuple[Stretch, ...]


def attributions(parsed: Parsed, reading: Reading, settings: AttributeSettings) -> tuple[Attributed, ...]:
    """Return the attributions of a report in text order of their contents."""
    found = stretches(reading.attribution(), reading.paragraphs, settings.outside_bias)
    found = with_quotes(found, quotes(parsed), settings.shortest_quote)
    cues, contents, sources = ([own for own in found if own.role == role] for role in ("cue", "content", "source"))
    if not contents:
        return ()
    told = _choose(reading.sources_of(_starts(cues)), cues, sources, settings.source_distance, settings.none_bias) if cues else []
    source_of = dict(zip(cues, told, strict=True))
    chosen = _choose(reading.cues_of(_starts(contents)), contents, cues, settings.cue_distance, -NEVER)
    groups: dict[Stretch | None, list[Stretch]] = {}
    for content, cue in zip(contents, chosen, strict=True):
        groups.setdefault(cue, []).append(content)
    joined = [Attributed(source_of[cue] if cue else None, cue, tuple(own)) for cue, own in groups.items()]
    return tuple(sorted(joined, key=lambda own: own.contents[0]))


def _starts(own: list[Stretch]) -> Ints:
    return np.array([one.start for one in own], np.int64)


def _choose(pointers: Floats, own: list[Stretch], among: list[Stretch], distance: float, bias: float) -> list[Stretch | None]:
    """Return, for each row, the stretch whose first word the pointer likes best.

    Each word between the two costs `distance`; None where "nowhere" scores higher by `bias`.
    """
    if not among:
        return [None] * len(pointers)
    starts, ends = _starts(among), np.array([one.end for one in among], np.int64)
    first, last = _starts(own)[:, None], np.array([one.end for one in own], np.int64)[:, None]
    gaps = np.maximum(np.maximum(starts[None, :] - last, first - ends[None, :]), 0)
    scores = pointers[:, starts + 1] - distance * gaps
    best = scores.argmax(1)
    return [among[one] if scores[row, one] > pointers[row, 0] + bias else None for row, one in enumerate(best)]


def with_quotes(found: list[Stretch], quoted: tuple[Quote, ...], shortest: int) -> list[Stretch]:
    """Return the stretches with quotations made whole.

    Quotation marks are certain where tags waver: a quotation of `shortest` words or more that tags cover in part is content
    from mark to mark, and one that no tag covers becomes content.
    """
    out = list(found)
    for quote in quoted:
        if quote.end - quote.start < shortest:
            continue
        whole = Stretch(quote.start - 1, quote.end + quote.closed, "content")
        inside = [own for own in out if own.role == "content" and own.start < whole.end and whole.start < own.end]
        if not inside:
            out = [own for own in out if own.end <= whole.start or whole.end <= own.start] + [whole]
            continue
        first, last = inside[0], inside[-1]
        joined = replace(first, start=min(first.start, whole.start), end=max(last.end, whole.end))
        out = [own for own in out if own.end <= joined.start or joined.end <= own.start] + [joined]
    return sorted(out)
