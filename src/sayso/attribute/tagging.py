"""The best sequence of BIO tags (Viterbi), paragraph by paragraph."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.engines.labels import ATTRIBUTION
from sayso.engines.reading import Floats, Ints

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Words `start`..`end` (half-open) with one role: source, cue or content."""

    start: int
    end: int
    role: str


def transitions(labels: tuple[str, ...]) -> NDArray[np.float32]:
    """Return labels x labels costs: an I- tag only follows a B- or I- tag of its own kind."""
    costs = np.zeros((len(labels), len(labels)), np.float32)
    for column, after in enumerate(labels):
        for row, before in enumerate(labels):
            if after[0] == "I" and before[2:] != after[2:]:
                costs[row, column] = -1e4
    return costs


def viterbi(scores: Floats, costs: NDArray[np.float32]) -> Ints:
    """Return the best label of each row of `scores` (n x labels log-probabilities)."""
    count, size = scores.shape
    back = np.zeros((count, size), np.int64)
    best = scores[0] + np.where((costs < 0).any(0), np.float32(-1e4), np.float32(0))  # no path starts inside
    for row in range(1, count):
        paths = best[:, None] + costs
        back[row] = paths.argmax(0)
        best = paths.max(0) + scores[row]
    path = np.zeros(count, np.int64)
    path[-1] = int(best.argmax())
    for row in range(count - 1, 0, -1):
        path[row - 1] = back[row, path[row]]
    return path


_COSTS = transitions(ATTRIBUTION)


def stretches(scores: Floats, paragraphs: Ints, outside: float) -> list[Stretch]:
    """Return source, cue and content stretches in text order. `outside` is added to the score of "no role": below 0 finds more."""
    shifted = scores.copy()
    shifted[:, 0] += outside
    found: list[Stretch] = []
    borders = np.flatnonzero(np.diff(paragraphs, prepend=-1, append=-1)) if len(scores) else np.zeros(0, np.int64)
    for start, end in zip(borders[:-1], borders[1:], strict=True):
        found += _runs(viterbi(shifted[start:end], _COSTS), int(start))
    return found


def _runs(path: Ints, base: int) -> list[Stretch]:
    found: list[Stretch] = []
    for index, label in enumerate(path):
        name = ATTRIBUTION[label]
        if name[0] == "B":
            found.append(Stretch(base + index, base + index + 1, name[2:]))
        elif name[0] == "I":
            last = found[-1]
            found[-1] = Stretch(last.start, base + index + 1, last.role)
    return found
