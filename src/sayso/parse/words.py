"""Tags, heads and relations of the words."""

from collections.abc import Iterator

import numpy as np

from sayso.engines import Reading
from sayso.engines.labels import RELATIONS, TAGS
from sayso.engines.reading import Ints
from sayso.model import Span, Word
from sayso.parse.tokens import Tokens
from sayso.parse.tree import tree

ROOT = RELATIONS.index("root")
TOGETHER = 512  # words whose relations are asked for in one call, which costs less than a call for each sentence

Ranges = tuple[tuple[int, int], ...]


def words(tokens: Tokens, sentences: Ranges, reading: Reading) -> tuple[Word, ...]:
    """Return a noun for every word: its likeliest tag, its head in the best tree of its sentence, its likeliest relation to it.

    The root of a sentence, and nothing else, has the relation "root".
    """
    if not sentences:
        return ()
    heads = np.concatenate([start + tree(reading.arcs(start, end)) for start, end in sentences])
    tags = [TAGS[index] for index in reading.tags().argmax(1).tolist()]
    relations = [relation for start, end in _stretches(sentences) for relation in _relations(reading, start, end, heads)]
    number_of = [number for number, (start, end) in enumerate(sentences) for _ in range(start, end)]
    columns = zip(tokens.texts, tokens.offsets, tags, heads.tolist(), relations, number_of, tokens.paragraphs, strict=True)
    return tuple(
        Word(text, Span(*offsets), tag, head, relation, sentence, paragraph)
        for text, offsets, tag, head, relation, sentence, paragraph in columns
    )


def _stretches(sentences: Ranges) -> Iterator[tuple[int, int]]:
    """Yield stretches of whole sentences, each of about `TOGETHER` words."""
    first = sentences[0][0]
    for start, end in sentences:
        if end - first > TOGETHER and start > first:
            yield first, start
            first = start
    yield first, sentences[-1][1]


def _relations(reading: Reading, start: int, end: int, heads: Ints) -> list[str]:
    own = heads[start:end] - start
    scores = reading.relations(start, end, own)
    scores[:, ROOT] = -np.inf
    best = scores.argmax(1)
    best[own == np.arange(end - start)] = ROOT
    return [RELATIONS[index] for index in best.tolist()]
