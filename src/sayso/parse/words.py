"""Tags, heads and relations of the words."""

from bisect import bisect_left
from collections.abc import Iterator

import numpy as np

from sayso.engines import Reading
from sayso.engines.labels import RELATIONS, TAGS
from sayso.engines.reading import Ints
from sayso.model import Span, Word
from sayso.parse.tokens import Tokens
from sayso.parse.tree import tree

ROOT = RELATIONS.index("root")
ARCS_TOGETHER, RELATIONS_TOGETHER = 120, 1000  # words that are asked for in one call, which costs less than a call for each sentence

Ranges = tuple[tuple[int, int], ...]


def words(tokens: Tokens, sentences: Ranges, reading: Reading) -> tuple[Word, ...]:
    """Return a noun for every word: its likeliest tag, its head in the best tree of its sentence, its likeliest relation to it.

    The root of a sentence, and nothing else, has the relation "root".
    """
    if not sentences:
        return ()
    heads = np.concatenate([own for start, end in _stretches(sentences, ARCS_TOGETHER) for own in _trees(reading, sentences, start, end)])
    tags = [TAGS[index] for index in reading.tags().argmax(1).tolist()]
    relations = [
        relation for start, end in _stretches(sentences, RELATIONS_TOGETHER) for relation in _relations(reading, start, end, heads)
    ]
    number_of = [number for number, (start, end) in enumerate(sentences) for _ in range(start, end)]
    columns = zip(tokens.texts, tokens.offsets, tags, heads.tolist(), relations, number_of, tokens.paragraphs, strict=True)
    return tuple(
        Word(text, Span(*offsets), tag, head, relation, sentence, paragraph)
        for text, offsets, tag, head, relation, sentence, paragraph in columns
    )


def _stretches(sentences: Ranges, most: int) -> Iterator[tuple[int, int]]:
    """Yield stretches of whole sentences, each of at most `most` words where its sentences are no longer."""
    first = last = sentences[0][0]
    for start, end in sentences:
        if end - first > most and start > first:
            yield first, start
            first = start
        last = end
    yield first, last


def _trees(reading: Reading, sentences: Ranges, start: int, end: int) -> Iterator[Ints]:
    """Yield the heads of the words of each sentence of a stretch.

    Scores over the whole stretch differ from those over one sentence by the same sum in all of a row, which no tree can feel.
    """
    scores = reading.arcs(start, end)
    for first, last in sentences[_place(sentences, start) : _place(sentences, end)]:
        inside = slice(first - start, last - start)
        yield first + tree(scores[inside, inside])


def _place(sentences: Ranges, word: int) -> int:
    """Return the number of the first sentence that starts at the word or after it."""
    return bisect_left(sentences, (word, 0))


def _relations(reading: Reading, start: int, end: int, heads: Ints) -> list[str]:
    own = heads[start:end] - start
    scores = reading.relations(start, end, own)
    scores[:, ROOT] = -np.inf
    best = scores.argmax(1)
    best[own == np.arange(end - start)] = ROOT
    return [RELATIONS[index] for index in best.tolist()]
