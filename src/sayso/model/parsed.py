"""What `parse` hands on: the words of a report, its sentences, mentions and the clusters of mentions that are one thing.

Words carry Universal Dependencies v2 tags and arcs; mention kinds are GUM's (Zeldes 2017).
"""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.reason import Reason
from sayso.model.report import Report
from sayso.model.span import Span


class MentionKind(StrEnum):
    """What kind of thing a mention speaks of (GUM's entity types)."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    TIME = "time"
    EVENT = "event"
    OBJECT = "object"
    ABSTRACT = "abstract"
    ANIMAL = "animal"
    PLANT = "plant"
    SUBSTANCE = "substance"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or punctuation mark.

    `tag` is the UD part of speech (NOUN, PROPN, VERB ...), `head` the index in `Parsed.words` of its syntactic head (its own
    index for the root of a sentence), `relation` the UD relation to it without subtype (nsubj, obj, ccomp ...), `sentence` and
    `paragraph` count from 0.
    """

    text: str
    span: Span
    tag: str
    head: int
    relation: str
    sentence: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that speak of a thing: word indices `start`..`end` half-open, `head` the index of its head word.

    `name` is the span (word indices) of the proper name inside it, None where it holds none; `cluster` indexes
    `Parsed.clusters`; `pronoun` is True for "he", "they", "it", "who". `reason` says why it was put to an earlier mention of its
    cluster, None for the first one.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    name: tuple[int, int] | None
    pronoun: bool
    cluster: int
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Mentions (indices into `Parsed.mentions`, text order) of one thing in a report.

    `name` is its fullest name or description as it stands in the report, `names` every other form, pronouns left out. Both
    are empty where the cluster holds pronouns alone.
    """

    mentions: tuple[int, ...]
    kind: MentionKind
    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A report read for its syntax: everything in text order.

    `sentences` holds half-open ranges of word indices. `supported` is False where the text is not English, the only language
    that the encoder reads: words and sentences are there, arcs and mentions may be meaningless.
    """

    report: Report
    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    clusters: tuple[Cluster, ...]
    supported: bool = True

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of text that the words `start`..`end` (half-open, not empty) cover."""
        return Span(self.words[start].span.start, self.words[end - 1].span.end)

    def text(self, start: int, end: int) -> str:
        """Return the words `start`..`end` (half-open, not empty) as they stand in the report."""
        return self.span(start, end).of(self.report.text)
