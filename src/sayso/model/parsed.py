"""What `parse` hands on: the words of a report, its sentences, mentions and the clusters of mentions that are one thing.

Words carry Universal Dependencies v2 tags and arcs; mention kinds are GUM's (Zeldes 2017).
"""

from bisect import bisect_left
from dataclasses import dataclass, field
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

    `sentences` holds half-open ranges of word indices; `mentions` stand in the order of their head words, no two with one head.
    `supported` is False where the text is not English, the only language that the encoder reads: words and sentences are
    there, arcs and mentions may be meaningless.
    """

    report: Report
    words: tuple[Word, ...]
    sentences: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]
    clusters: tuple[Cluster, ...]
    supported: bool = True
    _heads: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_heads", tuple(mention.head for mention in self.mentions))

    def span(self, start: int, end: int) -> Span:
        """Return the stretch of text that the words `start`..`end` (half-open, not empty) cover."""
        return Span(self.words[start].span.start, self.words[end - 1].span.end)

    def text(self, start: int, end: int) -> str:
        """Return the words `start`..`end` (half-open, not empty) as they stand in the report."""
        return self.report.text[self.words[start].span.start : self.words[end - 1].span.end]

    def sentence_of(self, index: int) -> tuple[int, int]:
        """Return the half-open word range of the sentence that the word stands in."""
        return self.sentences[self.words[index].sentence]

    def children(self, index: int) -> tuple[int, ...]:
        """Return the words that hang directly on the word, in text order."""
        return tuple(other for other in range(*self.sentence_of(index)) if self.words[other].head == index != other)

    def subtree(self, index: int) -> tuple[int, int]:
        """Return the smallest half-open word range that holds the word and all that hangs on it, whatever stands between."""
        start, end = self.sentence_of(index)
        inside = {index}
        waiting = [index]
        by_head: dict[int, list[int]] = {}
        for other in range(start, end):
            by_head.setdefault(self.words[other].head, []).append(other)
        while waiting:
            for child in by_head.get(waiting.pop(), ()):
                if child not in inside:
                    inside.add(child)
                    waiting.append(child)
        return min(inside), max(inside) + 1

    def mention_headed_by(self, index: int) -> Mention | None:
        """Return the mention whose head is the word, None where it heads none."""
        at = bisect_left(self._heads, index)
        return self.mentions[at] if at < len(self.mentions) and self._heads[at] == index else None

    def mentions_between(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions whose heads lie in the half-open word range, text order."""
        return self.mentions[bisect_left(self._heads, start) : bisect_left(self._heads, end)]

    def mention_at(self, index: int) -> Mention | None:
        """Return the mention that the word heads, else the shortest one of its sentence that holds it, None where none does."""
        holding = [own for own in self.mentions_between(*self.sentence_of(index)) if own.start <= index < own.end]
        return min(holding, key=lambda own: (own.head != index, own.end - own.start), default=None)

    def cluster_of(self, index: int) -> Cluster | None:
        """Return the thing that the word speaks of (see `mention_at`), None where it speaks of none."""
        mention = self.mention_at(index)
        return None if mention is None else self.clusters[mention.cluster]
