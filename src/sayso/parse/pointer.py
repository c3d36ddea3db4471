"""The encoder's pointer from each mention to its antecedents, asked for so that long reports stay linear."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.engines import Reading
from sayso.engines.reading import Floats

BLOCK, STEP = 400, 200  # mentions whose antecedents are asked for in one call, and by how many the next call moves on


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the encoder points from each mention k: `rows[k]` are the probabilities of the mentions `first[k]`..k - 1 as its
    antecedent, `none[k]` that it has none."""

    rows: tuple[Floats, ...]
    first: tuple[int, ...]
    none: tuple[float, ...]


def pointer(reading: Reading, heads: Sequence[int]) -> Pointer:
    """Return the pointer over mentions with these head words; each sees at least `STEP` mentions before it."""
    rows: list[Floats] = []
    first: list[int] = []
    none: list[float] = []
    start = 0
    while len(rows) < len(heads):
        end = min(start + BLOCK, len(heads))
        chances = np.exp(reading.antecedents(np.array(heads[start:end], np.int64)))
        for mention in range(len(rows), end):
            rows.append(chances[mention - start, 1 : mention - start + 1])
            first.append(start)
            none.append(float(chances[mention - start, 0]))
        start += STEP
    return Pointer(tuple(rows), tuple(first), tuple(none))
