"""Source, cue and content, joined: the flat attributions of PARC 3.0 and PolNeAR."""

from dataclasses import dataclass, replace

import numpy as np

from sayso.attribute.quotes import Quote, quotes
from sayso.attribute.tagging import Stretch, stretches
from sayso.engines import Reading
from sayso.engines.reading import Floats, Ints
from sayso.model import Parsed
from sayso.settings import AttributeSettings

CLOSE = 3  # words between two contents side by side
OTHER_PARAGRAPH = 3.0  # log-score that a pair loses across paragraphs
AROUND_CUE = 20  # words between two contents with their cue between them


@dataclass(frozen=True, slots=True)
class Attributed:
    """One attribution: `source` is None where the text names none, `contents` are its fragments in text order (at least one)."""

    source: Stretch | None
    cue: Stretch
    contents: tuple[Stretch, ...]


def attributions(parsed: Parsed, reading: Reading, settings: AttributeSettings) -> tuple[Attributed, ...]:
    """Return the attributions of a report in text order of their contents; content that no cue carries is none."""
    found = stretches(reading.attribution(), reading.paragraphs, settings.outside_bias)
    found = with_quotes(found, quotes(parsed), settings.shortest_quote)
    cues, contents, sources = ([own for own in found if own.role == role] for role in ("cue", "content", "source"))
    if not contents or not cues:
        return ()
    told = _choose(
        _scores(reading.sources_of(_starts(cues)), cues, sources, settings.source_distance, reading.paragraphs), sources, settings.none_bias
    )
    source_of = dict(zip(cues, told, strict=True))
    groups = _by_cue(
        _scores(reading.cues_of(_starts(contents)), contents, cues, settings.cue_distance, reading.paragraphs)[:, 1:],
        contents,
        cues,
        reading.paragraphs,
    )
    joined = [Attributed(source_of[cue], cue, tuple(sorted(own))) for cue, own in groups.items()]
    return tuple(sorted(joined, key=lambda own: own.contents[0]))


def _by_cue(scores: Floats, contents: list[Stretch], cues: list[Stretch], paragraphs: Ints) -> dict[Stretch, list[Stretch]]:
    """Return the contents of each cue: the best pairs first, and no second content that is not a fragment of the first."""
    groups: dict[Stretch, list[Stretch]] = {}
    taken: set[int] = set()
    rows, columns = np.unravel_index(np.argsort(-scores, axis=None, kind="stable"), scores.shape)
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        own = groups.get(cues[column], [])
        if row not in taken and all(_fragments(contents[row], other, cues[column], paragraphs) for other in own):
            groups.setdefault(cues[column], []).append(contents[row])
            taken.add(row)
    return groups


def _fragments(left: Stretch, right: Stretch, cue: Stretch, paragraphs: Ints) -> bool:
    """Return True where two contents of a cue are parts of one: in one paragraph, side by side or with little more than the cue between."""
    first, second = sorted((left, right))
    if paragraphs[first.start] != paragraphs[second.start]:
        return False
    gap = second.start - first.end
    return gap <= CLOSE or (gap <= AROUND_CUE and first.end <= cue.start < second.start)


def _starts(own: list[Stretch]) -> Ints:
    return np.array([one.start for one in own], np.int64)


def _scores(pointers: Floats, own: list[Stretch], among: list[Stretch], distance: float, paragraphs: Ints) -> Floats:
    """Return own x (1 + among): what the pointers say of each pair; column 0 = none.

    Each word between the two costs `distance`, and a border of paragraphs as much as OTHER_PARAGRAPH.
    """
    starts, ends = _starts(among), np.array([one.end for one in among], np.int64)
    first, last = _starts(own)[:, None], np.array([one.end for one in own], np.int64)[:, None]
    gaps = np.maximum(np.maximum(starts[None, :] - last, first - ends[None, :]), 0)
    apart = paragraphs[_starts(own)][:, None] != paragraphs[starts][None, :]
    return np.concatenate([pointers[:, :1], pointers[:, starts + 1] - distance * gaps - OTHER_PARAGRAPH * apart], 1)


def _choose(scores: Floats, among: list[Stretch], bias: float) -> list[Stretch | None]:
    """Return the best stretch of each row, None where "nowhere" scores higher by `bias`."""
    if not among:
        return [None] * len(scores)
    best = scores[:, 1:].argmax(1)
    return [among[one] if scores[row, 1 + one] > scores[row, 0] + bias else None for row, one in enumerate(best)]


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
