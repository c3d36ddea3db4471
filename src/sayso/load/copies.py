"""Near-copies: the share of word shingles that two passages have in common, estimated by MinHash (Broder 1997)."""

import hashlib
import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"\w+")
SHINGLE = 4  # words
ROWS = 64
PRIME = (1 << 61) - 1
_random = np.random.default_rng(20250601)
FACTORS = _random.integers(1, 1 << 31, ROWS, dtype=np.uint64)
SHIFTS = _random.integers(0, 1 << 31, ROWS, dtype=np.uint64)
Signature = NDArray[np.uint64]


@lru_cache(maxsize=4096)
def signature(text: str) -> Signature:
    """Return the signature of a text: 64 numbers, of which two texts share about the share of shingles that they have in common."""
    words = [word.lower() for word in WORD.findall(text)]
    shingles = {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}
    hashes = np.array([int.from_bytes(hashlib.blake2b(one.encode(), digest_size=4).digest(), "big") for one in shingles], np.uint64)
    found: Signature = ((hashes[:, None] * FACTORS[None, :] + SHIFTS[None, :]) % np.uint64(PRIME)).min(0)
    return found


def likeness(one: str, other: str) -> float:
    """Return the estimated share of shingles in common, 0.0 to 1.0."""
    return float((signature(one) == signature(other)).mean())
