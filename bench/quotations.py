"""The peer's reading: who says what by textacy's quotation extractor over a spaCy pipeline, and by plain rules for indirect speech.

`training/peer.py` makes the pipeline. The rules for indirect speech are ours, to measure against more than direct quotations: a
reporting verb (textacy's list), its subject's words as source, its clause or object as content.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from textacy.constants import REPORTING_VERBS
from textacy.extract.triples import direct_quotations
from threadpoolctl import threadpool_limits

from bench.speed import PIPELINE
from sayso.load import Loaded

BATCH = 16  # texts
SUBJECTS = ("nsubj", "csubj")
COMPLEMENTS = ("ccomp", "xcomp", "obj")
VERBS = REPORTING_VERBS["en"]
Edge = tuple[int, int]


class Triple(NamedTuple):
    """An attribution: the words of its source, cue and content."""

    source: list[Token]
    cue: list[Token]
    content: list[Token]


@cache
def open_peer() -> Language:
    """Return the trained pipeline in one thread; without its name finder, which quotations do not ask for."""
    threadpool_limits(1)
    return spacy.load(PIPELINE, exclude=["ner"])


def read(texts: Iterable[str]) -> Iterator[Doc]:
    """Yield the texts as the pipeline reads them."""
    return open_peer().pipe(texts, batch_size=BATCH)


def direct(doc: Doc) -> list[Triple]:
    """Return textacy's direct quotations, asked paragraph by paragraph.

    Asked for a whole text it gives up at one unpaired quotation mark, and takes speakers from the paragraphs around.
    """
    return [found for part in paragraphs(doc) for found in _of_paragraph(doc, *part)]


def paragraphs(doc: Sequence[Token]) -> Iterator[Edge]:
    """Yield the first and the last token (half-open) of each paragraph, its line ends included."""
    start = 0
    for index, token in enumerate(doc):
        if "\n" in token.text or index + 1 == len(doc):
            yield start, index + 1
            start = index + 1


def _of_paragraph(doc: Doc, start: int, end: int) -> list[Triple]:
    if not any(token.is_quote for token in doc[start:end]):
        return []
    try:
        found = list(direct_quotations(doc[start:end].as_doc()))
    except ValueError:
        return []
    return [Triple(*([doc[start + token.i] for token in part] for part in triple)) for triple in found]


def edges(tokens: Iterable[Token]) -> list[Edge]:
    """Return the stretches of text that the tokens cover; neighbours make one."""
    made: list[Edge] = []
    last = None
    for token in tokens:
        end = token.idx + len(token)
        if last is not None and token.i == last + 1:
            made[-1] = (made[-1][0], end)
        else:
            made.append((token.idx, end))
        last = token.i
    return made


def indirect(doc: Doc) -> list[Triple]:
    """Return the clauses of reporting verbs, and what textacy finds; a quotation that overlaps a clause becomes part of it."""
    made = [found for token in doc if (found := _clause(token) or _according(token))]
    for quotation in direct(doc):
        inside = next((index for index, one in enumerate(made) if set(one.content) & set(quotation.content)), None)
        if inside is None:
            made.append(quotation)
        else:
            whole = {token.i: token for token in made[inside].content + quotation.content}
            made[inside] = made[inside]._replace(content=[whole[index] for index in sorted(whole)])
    return made


def _clause(verb: Token) -> Triple | None:
    """What a reporting verb tells: its complement ("he said they left", "he reported losses") or its neighbour ("they left, he said")."""
    if verb.pos_ not in ("VERB", "AUX") or verb.lemma_ not in VERBS:
        return None
    content = [token for child in verb.children if child.dep_ in COMPLEMENTS for token in child.subtree]
    if not content and verb.dep_ == "parataxis":
        content = without(verb.head, verb)
    return _triple(_subject(verb), [verb], content)


def _according(noun: Token) -> Triple | None:
    """What stands "according to" somebody: the rest of the clause that the noun hangs on."""
    cue = [token for child in noun.children if child.lower_ == "according" for token in child.subtree]
    return _triple([token for token in noun.subtree if token not in cue], cue, without(noun.head, noun)) if cue else None


def _triple(source: list[Token], cue: list[Token], content: list[Token]) -> Triple | None:
    content = trimmed(content)
    return Triple(source, cue, content) if source and content else None


def _subject(verb: Token) -> list[Token]:
    """The words of the verb's subject, or of that of the verb it is joined to ("he rose and said")."""
    while True:
        subjects = [token for child in verb.children if child.dep_ in SUBJECTS for token in child.subtree]
        if subjects or verb.dep_ != "conj":
            return subjects
        verb = verb.head


def without(whole: Token, part: Token) -> list[Token]:
    """Return the words under `whole` that are not under `part`."""
    left_out = {token.i for token in part.subtree}
    return [token for token in whole.subtree if token.i not in left_out]


def trimmed(tokens: list[Token]) -> list[Token]:
    """Return the tokens without punctuation and white space at either end."""
    kept = [index for index, token in enumerate(tokens) if not (token.is_punct or token.is_space)]
    return tokens[kept[0] : kept[-1] + 1] if kept else []


def readings(reports: Iterable[Loaded]) -> Iterator[int]:
    """Yield how many direct quotations each report has: the reading whose speed `bench.speed` measures."""
    return (len(direct(doc)) for doc in read(one.report.text for one in reports))
