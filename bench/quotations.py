"""The peer's reading: who says what by textacy's quotation extractor over a spaCy pipeline, and by plain rules for indirect speech.

`training/peer.py` makes the pipeline. The rules for indirect speech are ours, to measure against more than direct quotations: a
reporting verb (textacy's list), its subject's words as source, its clause as content.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from textacy.constants import REPORTING_VERBS
from textacy.extract.triples import direct_quotations

from bench.speed import PIPELINE
from sayso.load import Loaded

BATCH = 16  # texts; 4, 16 and 64 give the same speed
SUBJECTS = ("nsubj", "csubj")
VERBS = REPORTING_VERBS["en"]
Edge = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """An attribution: the characters (half-open) of its source's, cue's and content's words."""

    source: list[Edge]
    cue: list[Edge]
    content: list[Edge]


@cache
def open_peer(names: bool = False) -> Language:
    """Return the trained pipeline; without its name finder, which quotations do not ask for, unless `names`."""
    return spacy.load(PIPELINE, exclude=[] if names else ["ner"])


def read(texts: Iterable[str], names: bool = False) -> Iterator[Doc]:
    """Yield the texts as the pipeline reads them."""
    return open_peer(names).pipe(texts, batch_size=BATCH)


def direct(doc: Doc) -> list[Found]:
    """Return textacy's direct quotations. Where an unpaired quotation mark makes it give a text up, it is asked by paragraph."""
    try:
        return [_found(*triple) for triple in direct_quotations(doc)]
    except ValueError:
        return [found for part in paragraphs(doc) for found in _of_paragraph(doc, *part)]


def paragraphs(doc: Sequence[Token]) -> Iterator[Edge]:
    """Yield the first and the last token (half-open) of each paragraph, its line ends included."""
    start = 0
    for index, token in enumerate(doc):
        if "\n" in token.text or index + 1 == len(doc):
            yield start, index + 1
            start = index + 1


def _of_paragraph(doc: Doc, start: int, end: int) -> list[Found]:
    try:
        found = list(direct_quotations(doc[start:end].as_doc()))
    except ValueError:
        return []
    return [_found(*([doc[start + token.i] for token in part] for part in triple)) for triple in found]


def _found(source: Iterable[Token], cue: Iterable[Token], content: Iterable[Token]) -> Found:
    return Found(edges(source), edges(cue), edges(content))


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


def indirect(doc: Doc) -> list[Found]:
    """Return what textacy finds, and the clauses of reporting verbs; a quotation inside such a clause is part of it."""
    clauses = [found for token in doc if (found := _clause(token) or _according(token))]
    covered = {place for one in clauses for edge in one.content for place in range(*edge)}
    return clauses + [one for one in direct(doc) if not any(place in covered for edge in one.content for place in range(*edge))]


def _clause(verb: Token) -> Found | None:
    """The clause of a reporting verb: its complement ("he said they left"), or what it stands beside ("they left, he said")."""
    if verb.pos_ not in ("VERB", "AUX") or verb.lemma_ not in VERBS:
        return None
    source = _subject(verb)
    complements = [token for child in verb.children if child.dep_ == "ccomp" for token in child.subtree]
    if not complements and verb.dep_ == "parataxis":
        complements = without(verb.head, verb)
    content = trimmed(complements)
    return _found(source, [verb], content) if source and content else None


def _according(noun: Token) -> Found | None:
    """What stands "according to" somebody: the rest of the clause that the noun hangs on."""
    cues = [child for child in noun.children if child.lower_ == "according"]
    if not cues or noun.head is noun:
        return None
    cue = list(cues[0].subtree)
    content = trimmed(without(noun.head, noun))
    return _found([token for token in noun.subtree if token not in cue], cue, content) if content else None


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
