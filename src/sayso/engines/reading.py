"""What an engine makes of a text: its words, one vector a word, and the scores of every head over them.

The engine only scores; `parse` and `attribute` decide. Every array is float32 and indexed by word; W is the number of words.
Log-probabilities are natural logarithms. "Pointer" scores are log-probabilities over 1 + W columns: column 0 stands for
"nowhere", column 1 + j for word j.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ClaimScores:
    """The scores of K candidate claims, rows in the order of the spans asked for.

    `slots` maps voice, stance, polarity, modality, hedged, event_type, depth (0 to 3 links) to log-probabilities (K x labels, see
    `labels`) and evidence to independent probabilities (K x 9). `links` is K x 3 x 2 x (1 + W): link number (0 told the
    reporter), edge (0 first word of the source, 1 last word), pointer. `cue` is K x (1 + W), the first word of the cue of link 0.
    `agent` and `patient` are K x 2 x (1 + W), edge and pointer. `places` is K x W: the probability that word j heads a place
    where the claim happened. `responses` is K x K x 5: what the row does to the column (`labels.RESPONSES`), log-probabilities.
    """

    slots: dict[str, Floats]
    links: Floats
    cue: Floats
    agent: Floats
    patient: Floats
    places: Floats
    responses: Floats


class Reading(Protocol):
    """A text as the engine read it."""

    @property
    def words(self) -> Sequence[tuple[int, int]]:
        """The words' offsets, half-open code points, in text order: runs of letters and digits, and single other marks."""

    @property
    def paragraphs(self) -> Ints:
        """The paragraph of each word, counted from 0; a newline ends a paragraph."""

    def sentence_starts(self) -> Floats:
        """W: the probability that a sentence starts at the word."""

    def tags(self) -> Floats:
        """W x 17: log-probabilities of the parts of speech."""

    def arcs(self, start: int, end: int) -> Floats:
        """n x n for the sentence of words `start`..`end`: log-probability that column is the head of row; the diagonal is root."""

    def relations(self, start: int, end: int, heads: Ints) -> Floats:
        """n x relations: log-probabilities of the relation of each word to its head (`heads` index inside the sentence)."""

    def kinds(self) -> Floats:
        """W x 11: log-probabilities of the kind of mention that the word heads, "O" where it heads none."""

    def names(self) -> Floats:
        """W x 11: log-probabilities of the name tags (BIO)."""

    def antecedents(self, heads: Ints) -> Floats:
        """M x (1 + M) for mentions with these head words in text order: log-probabilities; column 0 = new, 1 + k = mention k."""

    def attribution(self) -> Floats:
        """W x 7: log-probabilities of the source, cue and content tags (BIO)."""

    def sources_of(self, cues: Ints) -> Floats:
        """K x (1 + W): pointer from the first word of a cue to the first word of its source."""

    def cues_of(self, contents: Ints) -> Floats:
        """K x (1 + W): pointer from the first word of a content to the first word of its cue."""

    def claim_spans(self, floor: float) -> list[tuple[int, int, float]]:
        """Candidate claims (first word, word after the last, probability) of at least `floor`, best first; they may overlap."""

    def claims(self, spans: Ints) -> ClaimScores:
        """The scores of the K x 2 spans (first word, word after the last)."""


class Engine(Protocol):
    """Reads texts; one batch may hold texts of any length. The digest names the weights (SHA-256, 64 hex digits)."""

    @property
    def digest(self) -> str: ...

    def read(self, texts: Sequence[str]) -> Sequence[Reading]: ...


Arrays = dict[str, NDArray[Any]]
