"""Which stretches of a report are claims: the set of candidate spans that is best as a whole."""

import math
from dataclasses import dataclass

from sayso.engines import Reading
from sayso.model import Parsed
from sayso.settings import AttributeSettings

EDGE_MARKS = frozenset("“”„«»\"'‘’.,;:!?…—–-()[]")
PAIRS = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"), ("‘", "’"))


@dataclass(frozen=True, slots=True)
class Proposition:
    """A claim's content: words `start`..`end` half-open, and the probability that it is one."""

    start: int
    end: int
    chance: float


def propositions(parsed: Parsed, reading: Reading, settings: AttributeSettings) -> tuple[Proposition, ...]:
    """Return the claims' contents in text order; no two share a word.

    Of all sets of candidates that do not overlap, this is the one with the highest sum of log-odds (weighted interval scheduling);
    `settings.claim_floor` is the probability from which a candidate adds to the sum.
    """
    found = [trimmed(parsed, start, end, chance) for start, end, chance in reading.claim_spans(settings.candidate_floor)]
    candidates = sorted((one for one in found if one), key=lambda one: (one.end, one.start))
    prior = math.log(settings.claim_floor / (1 - settings.claim_floor))
    best: list[tuple[float, int]] = [(0.0, -1)]  # best sum over the first k candidates, and whether candidate k - 1 is in it
    before: list[int] = []
    ends = [one.end for one in candidates]
    for index, one in enumerate(candidates):
        fits = _count_until(ends, one.start, index)
        before.append(fits)
        gain = best[fits][0] + math.log(one.chance / (1 - min(one.chance, 0.9999))) - prior
        best.append((gain, index) if gain > best[index][0] else (best[index][0], -1))
    return tuple(_backtrack(candidates, best, before))


def _count_until(ends: list[int], start: int, limit: int) -> int:
    low, high = 0, limit
    while low < high:
        middle = (low + high) // 2
        if ends[middle] <= start:
            low = middle + 1
        else:
            high = middle
    return low


def _backtrack(candidates: list[Proposition], best: list[tuple[float, int]], before: list[int]) -> list[Proposition]:
    chosen: list[Proposition] = []
    at = len(candidates)
    while at > 0:
        if best[at][1] == at - 1:
            chosen.append(candidates[at - 1])
            at = before[at - 1]
        else:
            at -= 1
    return chosen[::-1]


def trimmed(parsed: Parsed, start: int, end: int, chance: float) -> Proposition | None:
    """Return the candidate without marks at its edges (those inside stay), None where nothing is left or it runs over a sentence's end."""
    if parsed.words[start].sentence != parsed.words[end - 1].sentence:
        return None
    while start < end and parsed.words[start].text in EDGE_MARKS:
        start += 1
    while end > start and parsed.words[end - 1].text in EDGE_MARKS:
        end -= 1
    inner = [parsed.words[index].text for index in range(start, end)]
    if end < len(parsed.words) and any(inner.count(left) > inner.count(right) for left, right in PAIRS if parsed.words[end].text == right):
        end += 1  # a quotation or bracket that opens inside closes inside
    return Proposition(start, end, chance) if end > start else None
