"""The trained encoder on onnxruntime: texts in, readings out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.engines import heads
from sayso.engines.reading import ClaimScores, Floats, Ints
from sayso.engines.words import Pieces, Window, Words, cut, lengths, split, window

ROOM, OVERLAP = 254, 32  # pieces of a window, and of what two neighbours share


class Vectors(Protocol):
    """Turns a batch of windows into one vector for each of their words."""

    def __call__(self, windows: Sequence[Window]) -> list[Floats]: ...


@dataclass(frozen=True, slots=True)
class EncodedReading:
    """A text as the encoder read it: one vector (384) a word, and the layers of the heads over them."""

    split: Words
    surfaces: tuple[str, ...]
    layers: heads.Layers

    @property
    def vectors(self) -> Floats:
        return self.layers.vectors

    @property
    def weights(self) -> heads.Weights:
        return self.layers.weights

    @property
    def words(self) -> Sequence[tuple[int, int]]:
        return self.split.offsets

    @property
    def paragraphs(self) -> Ints:
        return self.split.paragraphs

    def sentence_starts(self) -> Floats:
        return heads.sigmoid(self.layers.of("sentence")[:, 0])

    def tags(self) -> Floats:
        return heads.log_softmax(self.layers.of("upos"))

    def arcs(self, start: int, end: int) -> Floats:
        return heads.arcs(self.layers, start, end)

    def relations(self, start: int, end: int, heads_: Ints) -> Floats:
        return heads.relations(self.layers, start, end, heads_)

    def kinds(self) -> Floats:
        return heads.log_softmax(self.layers.of("kind"))

    def names(self) -> Floats:
        return heads.log_softmax(self.layers.of("name"))

    def antecedents(self, heads_: Ints) -> Floats:
        own = self.vectors[heads_]
        distance = heads_[None, :] - heads_[:, None]
        numbers: dict[str, int] = {}
        low = np.array([numbers.setdefault(self.surfaces[head].casefold(), len(numbers)) for head in heads_.tolist()], np.int64)
        same = (low[:, None] == low[None, :]).astype(np.int64) * heads.BUCKETS
        scores = heads.pointer(self.weights, "antecedent", own, own, heads.buckets(distance) + same)
        later = np.triu(np.ones((len(heads_), len(heads_)), bool))
        scores[:, 1:][later] = -1e4
        return heads.log_softmax(scores)

    def attribution(self) -> Floats:
        return heads.log_softmax(self.layers.of("attribution"))

    def sources_of(self, cues: Ints) -> Floats:
        return self._point("source", cues)

    def cues_of(self, contents: Ints) -> Floats:
        return self._point("cue", contents)

    def content_edges(self, cues: Ints) -> Floats:
        """Return K x 2 x (1 + W): pointers from the first word of a cue to the first and the last word of its content."""
        return np.stack([self._point("content_first", cues), self._point("content_last", cues)], 1)

    def _point(self, name: str, words: Ints) -> Floats:
        at = np.arange(len(self.vectors))[None, :]
        same = self.paragraphs[words][:, None] == self.paragraphs[None, :]
        bucket = heads.place_bucket(at - words[:, None], same)
        held, bias = self.layers.of(f"{name}.k"), self.layers.of(f"{name}.b")
        return heads.pointed(self.weights, name, self.vectors[words], held, bias, bucket)

    def claim_spans(self, floor: float) -> list[tuple[int, int, float]]:
        found: list[tuple[int, int, float]] = []
        borders = np.flatnonzero(np.diff(self.paragraphs, prepend=-1, append=-1)) if len(self.vectors) else np.zeros(0, np.int64)
        for start, end in zip(borders[:-1], borders[1:], strict=True):
            for first in range(int(start), int(end), 4 * heads.LONGEST_CLAIM):  # very long paragraphs in overlapping pieces
                last = min(int(end), first + 5 * heads.LONGEST_CLAIM)
                found += self._spans_between(first, last, floor)
        return sorted(set(found), key=lambda span: (-span[2], span[0], span[1]))

    def _spans_between(self, start: int, end: int, floor: float) -> list[tuple[int, int, float]]:
        chance = heads.sigmoid(heads.span_scores(self.layers, start, end))
        rows, columns = np.nonzero(chance >= floor)
        inside = (columns >= rows) & (columns - rows < heads.LONGEST_CLAIM)
        rows, columns = rows[inside], columns[inside]
        return list(zip((start + rows).tolist(), (start + columns + 1).tolist(), chance[rows, columns].tolist(), strict=True))

    def claims(self, spans: Ints) -> ClaimScores:
        own = heads.claim_vectors(self.weights, self.vectors, spans)
        paragraph = self.paragraphs[spans[:, 0]][:, None] == self.paragraphs[None, :]
        bucket = heads.place_bucket(heads.to_spans(spans, len(self.vectors)), paragraph)
        raw = heads.claim_pointers(self.layers, own, bucket)
        points = heads.log_softmax(raw[:-1])
        slots = {name: heads.log_softmax(heads.linear(self.weights, f"slot.{name}", own)) for name in heads.SLOTS}
        slots["evidence"] = heads.sigmoid(heads.linear(self.weights, "slot.evidence", own))
        return ClaimScores(
            slots=slots,
            links=points[:6].reshape(3, 2, len(spans), -1).transpose(2, 0, 1, 3),
            agent=points[6:8].transpose(1, 0, 2),
            patient=points[8:10].transpose(1, 0, 2),
            cue=points[10],
            places=heads.sigmoid(raw[-1][:, 1:]),
            responses=heads.responses(self.weights, own),
        )


def read(texts: Sequence[str], pieces: Pieces, vectors: Vectors, weights: heads.Weights, batch: int) -> list[EncodedReading]:
    """Return a reading for each text. Windows of all texts go through the encoder together, those of like length in one batch."""
    splits = [split(text) for text in texts]
    surfaces = [tuple(text[start:end] for start, end in words.offsets) for text, words in zip(texts, splits, strict=True)]
    windows: list[tuple[int, Window]] = []
    for number, (words, own) in enumerate(zip(splits, surfaces, strict=True)):
        for start, end in cut(lengths(own, words.paragraphs, pieces), ROOM, OVERLAP):
            windows.append((number, window(own, words.paragraphs, start, end, pieces)))
    order = sorted(range(len(windows)), key=lambda index: len(windows[index][1].ids))
    out: dict[int, Floats] = {}
    for at in range(0, len(order), batch):
        chosen = order[at : at + batch]
        out.update(zip(chosen, vectors([windows[index][1] for index in chosen]), strict=True))
    parts: list[list[tuple[Window, Floats]]] = [[] for _ in texts]
    for index, (number, piece) in enumerate(windows):
        parts[number].append((piece, out[index]))
    return [
        EncodedReading(words, own, heads.Layers(weights, stitch(part, len(own))))
        for words, own, part in zip(splits, surfaces, parts, strict=True)
    ]


def stitch(parts: Sequence[tuple[Window, Floats]], words: int) -> Floats:
    """Return one vector a word: where two windows overlap, each gives the half that lies deeper inside it."""
    whole = np.zeros((words, parts[0][1].shape[1] if parts else 384), np.float32)
    for index, (piece, vectors) in enumerate(parts):
        start = piece.start if index == 0 else (piece.start + parts[index - 1][0].end) // 2
        whole[start : piece.end] = vectors[start - piece.start :]
    return whole


def pad(windows: Sequence[Window]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return ids, casings, attention mask (B x L) and the first pieces of words (B x W), padded with zeros."""
    length, most = max(len(piece.ids) for piece in windows), max(len(piece.first) for piece in windows)
    ids, casings, mask = (np.zeros((len(windows), length), np.int64) for _ in range(3))
    first = np.zeros((len(windows), most), np.int64)
    for row, piece in enumerate(windows):
        ids[row, : len(piece.ids)] = piece.ids
        casings[row, : len(piece.casings)] = piece.casings
        mask[row, : len(piece.ids)] = 1
        first[row, : len(piece.first)] = piece.first
    return ids, casings, mask, first
