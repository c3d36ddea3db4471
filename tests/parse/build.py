"""Invented sentences as an engine would read them: rows of words with arcs, kinds and names, turned into peaked scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sayso.engines.labels import KINDS, NAMES, RELATIONS, TAGS
from sayso.engines.reading import ClaimScores, Floats, Ints
from sayso.engines.words import split
from sayso.model import Cluster, Mention, Parsed, Report
from sayso.parse import parse

SURE = 9.0  # log-odds of every score


@dataclass(frozen=True)
class Row:
    """A word: head is 1-based in its sentence, 0 for the root; `glued` touches the word before; kind and name are labels or O."""

    form: str
    tag: str
    head: int
    relation: str
    kind: str
    name: str
    glued: bool
    antecedent: str


def rows(sentence: str) -> list[Row]:
    """Return the words of a sentence written one a line: `form TAG head relation [kind] [name] [<antecedent]`.

    A form that begins with "_" touches the word before it; `<Kim` points the encoder's pointer to the last word "Kim" before.
    """
    found = []
    for line in sentence.strip().splitlines():
        form, tag, head, relation, *more = line.split()
        antecedent = next((one[1:] for one in more if one[0] == "<"), "")
        name = next((one for one in more if one in NAMES and "-" in one), "O")
        kind = next((one for one in more if one in KINDS), "O")
        found.append(Row(form.lstrip("_"), tag, int(head), relation, kind, name, form[0] == "_", antecedent))
    return found


@dataclass(frozen=True)
class FakeReading:
    """Scores as peaked as can be over hand-written rows; `links` maps a head word to the head word it points to."""

    words: Sequence[tuple[int, int]]
    paragraphs: Ints
    starts: frozenset[int]
    rows: tuple[Row, ...]
    heads: Ints
    links: Mapping[int, int] = field(default_factory=dict)

    def sentence_starts(self) -> Floats:
        return np.array([0.98 if index in self.starts else 0.02 for index in range(len(self.words))], np.float32)

    def tags(self) -> Floats:
        return peaked([TAGS.index(row.tag) for row in self.rows], len(TAGS))

    def arcs(self, start: int, end: int) -> Floats:
        return peaked((self.heads[start:end] - start).tolist(), end - start)

    def relations(self, start: int, end: int, heads: Ints) -> Floats:
        return peaked([RELATIONS.index(row.relation) for row in self.rows[start:end]], len(RELATIONS))

    def kinds(self) -> Floats:
        return peaked([KINDS.index(row.kind) for row in self.rows], len(KINDS))

    def names(self) -> Floats:
        return peaked([NAMES.index(row.name) for row in self.rows], len(NAMES))

    def antecedents(self, heads: Ints) -> Floats:
        place = {int(head): column for column, head in enumerate(heads)}
        return peaked([1 + place.get(self.links.get(int(head), -1), -1) for head in heads], len(heads) + 1)

    def attribution(self) -> Floats:
        raise NotImplementedError("parse does not ask for attributions")

    def sources_of(self, cues: Ints) -> Floats:
        raise NotImplementedError("parse does not ask for attributions")

    def cues_of(self, contents: Ints) -> Floats:
        raise NotImplementedError("parse does not ask for attributions")

    def claim_spans(self, floor: float) -> list[tuple[int, int, float]]:
        raise NotImplementedError("parse does not ask for claims")

    def claims(self, spans: Ints) -> ClaimScores:
        raise NotImplementedError("parse does not ask for claims")


def peaked(best: Sequence[int], size: int) -> Floats:
    """Return log-probabilities, one row an entry of `best`, nearly all of it on that column."""
    scores = np.zeros((len(best), size), np.float32)
    scores[np.arange(len(best)), best] = SURE
    return scores - np.log(np.exp(scores).sum(1, keepdims=True))


def reading_of(*sentences: str) -> tuple[str, FakeReading]:
    """Return the running text of sentences written as rows, and its reading. "¶" in place of a sentence begins a paragraph."""
    text, starts, every, heads = "", [], [], []
    for sentence in sentences:
        if sentence.strip() == "¶":
            text += "\n"
            continue
        own = rows(sentence)
        base = len(every)
        starts.append(base)
        for number, row in enumerate(own):
            text += ("" if row.glued or not text or text[-1] == "\n" else " ") + row.form
            heads.append(base + (row.head - 1 if row.head else number))
        every += own
    words = split(text)
    forms = [text[start:end] for start, end in words.offsets]
    assert forms == [row.form for row in every], "write one row for each word of the engine"
    links = {index: _last(forms, row.antecedent, index) for index, row in enumerate(every) if row.antecedent}
    return text, FakeReading(words.offsets, words.paragraphs, frozenset(starts), tuple(every), np.array(heads, np.int64), links)


def _last(forms: Sequence[str], form: str, before: int) -> int:
    return max(index for index in range(before) if forms[index] == form)


def parsed_of(*sentences: str) -> Parsed:
    """Return what `parse` makes of sentences written as rows."""
    text, reading = reading_of(*sentences)
    return parse(Report(text=text, language="en"), reading)


def mention(parsed: Parsed, words: str, nth: int = 1) -> Mention:
    """Return the nth mention with exactly these words."""
    found = [own for own in parsed.mentions if parsed.text(own.start, own.end) == words]
    assert len(found) >= nth, f"no mention {words!r} among {[parsed.text(own.start, own.end) for own in parsed.mentions]}"
    return found[nth - 1]


def cluster(parsed: Parsed, words: str, nth: int = 1) -> Cluster:
    """Return the cluster of the nth mention with these words."""
    return parsed.clusters[mention(parsed, words, nth).cluster]


def together(parsed: Parsed, words: str, nth: int = 1) -> list[str]:
    """Return the words of every mention in the cluster of the nth mention with these words."""
    return [parsed.text(parsed.mentions[one].start, parsed.mentions[one].end) for one in cluster(parsed, words, nth).mentions]


def rule(parsed: Parsed, words: str, nth: int = 1) -> str | None:
    """Return the rule that put the mention into its cluster, None for the first of a cluster."""
    reason = mention(parsed, words, nth).reason
    return reason.rule if reason else None
