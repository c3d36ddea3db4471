"""Documents ready to be cut into training windows."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sayso.engines.words import MASK, Pieces, Window, lengths, split, window

Edge = tuple[int, int]  # first word, last word


@dataclass(frozen=True)
class Document:
    """A text's words with the targets of one task; every target counts words of the document."""

    surfaces: tuple[str, ...]
    paragraphs: NDArray[np.int64]
    offsets: tuple[tuple[int, int], ...] = ()
    columns: dict[str, NDArray[np.int64]] = field(default_factory=dict)  # one label a word; -100 = unknown
    targets: object = None

    def counts(self, pieces: Pieces) -> NDArray[np.int64]:
        """Return the pieces that each word takes."""
        if "_counts" not in self.__dict__:
            self.__dict__["_counts"] = lengths(self.surfaces, self.paragraphs, pieces)
        return self.__dict__["_counts"]

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where each word starts in the text."""
        return np.array([start for start, _ in self.offsets], np.int64)

    def words_in(self, start: int, end: int) -> Edge | None:
        """Return the first and last word that share a character with `start`..`end`, None where there is none."""
        first = int(np.searchsorted(self.starts, start, "right")) - 1
        if first < 0 or self.offsets[first][1] <= start:
            first += 1
        last = int(np.searchsorted(self.starts, end, "left")) - 1
        return (first, last) if first <= last else None


def document(text: str) -> Document:
    """Return the words of a text without targets."""
    words = split(text)
    return Document(tuple(text[a:b] for a, b in words.offsets), words.paragraphs, words.offsets)


def curl(text: str) -> str:
    """Return the text with typographic quotation marks where it has straight ones: same length, same offsets."""
    letters, inside = list(text), False
    for index, letter in enumerate(letters):
        if letter == "\n":
            inside = False
        elif letter == '"':
            letters[index] = "”" if inside else "“"
            inside = not inside
        elif letter == "'":
            opens = index == 0 or letters[index - 1] in " \n(“["
            letters[index] = "‘" if opens else "’"
    return "".join(letters)


def masked(piece: Window, share: float, dice: random.Random) -> Window:
    """Return the window with a share of its words hidden from the encoder."""
    ids = list(piece.ids)
    borders = (*piece.first, len(ids) - 1)
    for start, end in zip(borders, borders[1:], strict=False):
        if dice.random() < share:
            ids[start:end] = [MASK] * (end - start)
    return Window(piece.start, piece.end, tuple(ids), piece.casings, piece.first)


def cuts(doc: Document, room: int, pieces: Pieces, dice: random.Random) -> list[tuple[int, int]]:
    """Return neighbouring word ranges of at most `room` pieces, the first of a random length, so that borders move each epoch."""
    total = np.concatenate([[0], np.cumsum(doc.counts(pieces))])
    out: list[tuple[int, int]] = []
    start, first = 0, dice.randint(room // 2, room)
    while start < len(doc.surfaces):
        limit = total[start] + (room if out else first)
        end = min(max(int(np.searchsorted(total, limit, "right")) - 1, start + 1), len(doc.surfaces))
        out.append((start, end))
        start = end
    return out


def to_window(doc: Document, start: int, end: int, pieces: Pieces) -> Window:
    """Return the words `start`..`end` of a document as a window."""
    return window(doc.surfaces, doc.paragraphs, start, end, pieces)


def find_words(doc: Document, low: Sequence[str], phrase: Sequence[str]) -> list[Edge]:
    """Return every place where the words of `phrase` stand in a row in `low` (the document's words in lower case)."""
    size = len(phrase)
    heads = [index for index, word in enumerate(low) if word == phrase[0]]
    return [(index, index + size - 1) for index in heads if list(low[index : index + size]) == list(phrase)]
