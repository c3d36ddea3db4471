"""Parsed texts for the tests of this folder: words as the engine splits them, arcs only where a test gives them."""

from collections.abc import Mapping

from sayso.engines.words import split
from sayso.model import Parsed, Report, Span, Word


def parsed_of(text: str, tags: Mapping[str, str] | None = None, arcs: Mapping[int, tuple[int, str]] | None = None) -> Parsed:
    """Return `text` as one sentence a paragraph; `tags` by word form, `arcs` by word index (head, relation)."""
    found = split(text)
    words = []
    for index, ((start, end), paragraph) in enumerate(zip(found.offsets, found.paragraphs, strict=True)):
        form = text[start:end]
        tag = (tags or {}).get(form, "PUNCT" if not form[0].isalnum() else "NOUN")
        head, relation = (arcs or {}).get(index, (index, "root"))
        words.append(Word(form, Span(start, end), tag, head, relation, int(paragraph), int(paragraph)))
    borders = [index for index, word in enumerate(words) if index == 0 or word.paragraph != words[index - 1].paragraph]
    sentences = tuple(zip(borders, [*borders[1:], len(words)], strict=False))
    return Parsed(Report(text=text, language="en"), tuple(words), sentences, (), ())
