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
    """Return the best label of each row of `scores` (n x labels log-probabilities, n at least 1)."""
    return paths(scores, np.array([0, len(scores)]), costs)


def paths(scores: Floats, borders: Ints, costs: NDArray[np.float32]) -> Ints:
    """Return the best label of each row, found apart for the stretches between neighbouring `borders` (0 to n, none empty),
    the k-th rows of all stretches in one step.
    """
    sizes = np.diff(borders)
    order = np.argsort(-sizes, kind="stable")
    starts, sizes = borders[:-1][order], sizes[order]
    best = scores[starts] + np.where((costs < 0).any(0), np.float32(-1e4), np.float32(0))  # no path starts inside
    back = np.zeros(scores.shape, np.int64)
    active = np.searchsorted(-sizes, -np.arange(int(sizes[0]) + 1), "left")  # how many stretches are longer than k
    for step in range(1, int(sizes[0])):
        count = active[step]
        routes = best[:count, :, None] + costs
        rows = starts[:count] + step
        back[rows] = routes.argmax(1)
        best[:count] = routes.max(1) + scores[rows]
    path = np.zeros(len(scores), np.int64)
    path[starts + sizes - 1] = best.argmax(1)
    for step in range(int(sizes[0]) - 1, 0, -1):
        rows = starts[: active[step]] + step
        path[rows - 1] = back[rows, path[rows]]
    return path


_COSTS = transitions(ATTRIBUTION)


def stretches(scores: Floats, paragraphs: Ints, outside: float) -> list[Stretch]:
    """Return source, cue and content stretches in text order. `outside` is added to the score of "no role": below 0 finds more."""
    shifted = scores.copy()
    shifted[:, 0] += outside
    if not len(scores):
        return []
    return _runs(paths(shifted, np.flatnonzero(np.diff(paragraphs, prepend=-1, append=-1)), _COSTS).tolist())


def _runs(path: list[int]) -> list[Stretch]:
    names = [ATTRIBUTION[label] for label in path]
    ends = [index for index, name in enumerate(names[1:], 1) if name[0] != "I" and names[index - 1] != "O"]
    ends += [len(names)] if names and names[-1] != "O" else []
    starts = [index for index, name in enumerate(names) if name[0] == "B"]
    return [Stretch(start, end, names[start][2:]) for start, end in zip(starts, ends, strict=True)]
