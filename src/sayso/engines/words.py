"""Text to words, and words to the wordpieces and casing types that the encoder takes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

CLS, SEP, MASK, BREAK, UNKNOWN = (
    101,
    102,
    103,
    2,
    100,
)  # BERT's vocabulary; BREAK is [unused1] and stands for the end of a paragraph
LONGEST_WORD = 12  # pieces of one word that the encoder sees; the rest of a very long word says little
_WORD = re.compile(r"\n+|[^\W_]+|[^\w\s]|_", re.UNICODE)
_NO_MARK = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: offsets (half-open, code points) and the paragraph that each one stands in, from 0."""

    offsets: tuple[tuple[int, int], ...]
    paragraphs: NDArray[np.int64]


def split(text: str) -> Words:
    """Return the words of `text`: runs of letters and digits, and every other visible mark by itself. Newlines end paragraphs."""
    offsets: list[tuple[int, int]] = []
    paragraphs: list[int] = []
    paragraph = 0
    for match in _WORD.finditer(text):
        if match[0][0] == "\n":
            paragraph += bool(offsets) and paragraphs[-1] == paragraph
        elif not _NO_MARK.fullmatch(match[0]):
            offsets.append(match.span())
            paragraphs.append(paragraph)
    return Words(tuple(offsets), np.array(paragraphs, np.int64))


def casing(word: str) -> int:
    """Return the casing type of a word: 0 lower, 1 Capital, 2 UPPER (two letters or more), 3 mixed or with digits."""
    if len(word) > 1 and word.isupper():
        return 2
    if word[:1].isupper():
        return 1
    return 3 if any(letter.isupper() or letter.isdecimal() for letter in word) else 0


class Pieces:
    """Looks up the wordpieces of words, each word but once."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self.of = lru_cache(maxsize=50_000)(self._of)
        self._tokenizer = tokenizer

    def _of(self, word: str) -> tuple[int, ...]:
        clean = word[:100].encode("utf-8", "replace").decode()  # a lone surrogate is no text to the tokenizer
        ids: Sequence[int] = self._tokenizer.encode(clean, add_special_tokens=False).ids
        return tuple(ids[:LONGEST_WORD]) or (UNKNOWN,)


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words ready for the encoder: `ids` and `casings` with [CLS] and [SEP]; `first[k]` is where word `start + k` begins."""

    start: int
    end: int
    ids: tuple[int, ...]
    casings: tuple[int, ...]
    first: tuple[int, ...]


def lengths(words: Sequence[str], paragraphs: NDArray[np.int64], pieces: Pieces) -> NDArray[np.int64]:
    """Return how many pieces each word takes, the break before a new paragraph counted with its first word."""
    counts = np.fromiter((len(pieces.of(word)) for word in words), np.int64, len(words))
    if len(words):
        counts[1:] += paragraphs[1:] != paragraphs[:-1]
    return counts


def window(words: Sequence[str], paragraphs: NDArray[np.int64], start: int, end: int, pieces: Pieces) -> Window:
    """Return the words `start`..`end` as one window."""
    ids, casings, first = [CLS], [0], []
    for index in range(start, end):
        if index > start and paragraphs[index] != paragraphs[index - 1]:
            ids.append(BREAK)
            casings.append(0)
        first.append(len(ids))
        own = pieces.of(words[index])
        ids.extend(own)
        casings.extend([casing(words[index])] * len(own))
    return Window(start, end, (*ids, SEP), (*casings, 0), tuple(first))


def cut(counts: NDArray[np.int64], room: int, overlap: int) -> list[tuple[int, int]]:
    """Return word ranges of at most `room` pieces that cover all words, neighbours sharing about `overlap` pieces."""
    total = np.concatenate([[0], np.cumsum(counts)])
    ranges, start, words = [], 0, len(counts)
    while start < words:
        end = max(int(np.searchsorted(total, total[start] + room, "right")) - 1, start + 1)
        ranges.append((start, min(end, words)))
        if end >= words:
            break
        reaching = total[end + 1] - room  # the next window must hold the word that this one had no room for
        start = max(start + 1, int(np.searchsorted(total, max(total[end] - overlap, reaching))))
    return ranges
