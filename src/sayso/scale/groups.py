"""Which claims can have to do with each other at all: groups that are linked apart from each other give the events that all together give.

A claim is compared with the events that are kept under the keys it looks up, in the buckets of days it looks into, and with those of
the claims it answers; events hold claims that met so. Claims of two groups that share no such key therefore never meet, in whatever
order they come, and no score of one depends on the other.
"""

import hashlib
import heapq
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sayso.link import Details, buckets, keys
from sayso.link.compare import Weights

Numbers = NDArray[np.int64]


def number(words: str) -> int:
    """Return 63 bits of the hash of the words. Two words with one number join two groups, which is slower and never wrong."""
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def tokens(claim: Details, weights: Weights) -> Iterator[tuple[int, bool]]:
    """Yield the numbers of what a claim is kept under (True), and of what it looks up besides (False)."""
    (own, ring), (kept, seen) = keys(claim, weights), buckets(claim)
    yield number(f"={claim.id}"), True
    yield from ((number(f"{day}|{key}"), True) for day in kept for key in own)
    yield from ((number(f"{day}|{key}"), False) for day in seen if day not in kept for key in own)
    yield from ((number(f"{day}|{key}"), False) for day in seen for key in ring)
    yield from ((number(f"={answered}"), False) for answered in claim.answers)


def components(left: Numbers, right: Numbers, count: int) -> Numbers:
    """Return for each of `count` nodes the least node that pairs of neighbours lead to; the pairs are `left` and `right`."""
    least = np.arange(count, dtype=np.int64)
    while True:
        one, other = least[left], least[right]
        apart = one != other
        if not apart.any():
            return least
        left, right, one, other = left[apart], right[apart], one[apart], other[apart]
        np.minimum.at(least, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(least, shorter := least[least]):
            least = shorter


def packed(groups: Numbers, bins: int) -> tuple[Numbers, int]:
    """Return for each claim the bin that its group goes into, bins as even as can be, and the size of the largest group."""
    names, where, sizes = np.unique(groups, return_inverse=True, return_counts=True)
    chosen = np.zeros(len(names), np.int64)
    loads = [(0, one) for one in range(bins)]
    for at in np.argsort(-sizes, kind="stable"):
        load, one = heapq.heappop(loads)
        chosen[at] = one
        heapq.heappush(loads, (load + int(sizes[at]), one))
    return chosen[where], int(sizes.max(initial=0))
