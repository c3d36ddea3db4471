"""The peer's rules over trees set by hand; the sentences are invented."""

import pytest

pytest.importorskip("spacy", reason="spaCy is not installed: uv sync --group peer")
pytest.importorskip("textacy", reason="textacy is not installed: uv sync --group peer")

import spacy
from bench.quotations import direct, edges, indirect, paragraphs, trimmed
from spacy.tokens import Doc, Token

VOCABULARY = spacy.blank("en").vocab


def tree(rows: str) -> Doc:
    """A document from "word tag head relation lemma" a line; heads count from 0, LINE stands for the end of a paragraph."""
    cells = [row.split() for row in rows.strip().splitlines()]
    return Doc(
        VOCABULARY, words=["\n\n" if row[0] == "LINE" else row[0] for row in cells], pos=[row[1] for row in cells],
        heads=[int(row[2]) for row in cells],
        deps=[row[3] for row in cells], lemmas=[row[4] for row in cells],
    )  # fmt: skip


def words(part: list[Token]) -> str:
    return " ".join(token.text for token in part)


BEFORE = """
The DET 1 det the
mayor NOUN 2 nsubj mayor
said VERB 2 ROOT say
guns NOUN 4 nsubj gun
fired VERB 2 ccomp fire
. PUNCT 2 punct .
"""
AFTER = """
Guns NOUN 1 nsubj gun
fired VERB 1 ROOT fire
, PUNCT 5 punct ,
the DET 4 det the
mayor NOUN 5 nsubj mayor
said VERB 1 parataxis say
. PUNCT 1 punct .
"""
JOINED = """
Petro PROPN 1 nsubj Petro
rose VERB 1 ROOT rise
and CCONJ 3 cc and
said VERB 1 conj say
guns NOUN 5 nsubj gun
fired VERB 3 ccomp fire
"""
ACCORDING = """
Guns NOUN 1 nsubj gun
fired VERB 1 ROOT fire
, PUNCT 1 punct ,
according VERB 6 case accord
to ADP 3 fixed to
the DET 6 det the
mayor NOUN 1 obl mayor
. PUNCT 1 punct .
"""
OBJECT = """
Petro PROPN 1 nsubj Petro
denied VERB 1 ROOT deny
heavy ADJ 3 amod heavy
losses NOUN 1 obj loss
"""
QUOTED = """
“ PUNCT 2 punct “
Guns NOUN 2 nsubj gun
fired VERB 6 ccomp fire
here ADV 2 advmod here
” PUNCT 2 punct ”
Petro PROPN 6 nsubj Petro
said VERB 6 ROOT say
. PUNCT 6 punct .
"""
PASSIVE = """
Petro PROPN 2 nsubjpass Petro
was AUX 2 auxpass be
told VERB 2 ROOT tell
guns NOUN 4 nsubj gun
fired VERB 2 ccomp fire
"""


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        pytest.param(BEFORE, [("The mayor", "said", "guns fired")], id="clause after the verb"),
        pytest.param(AFTER, [("the mayor", "said", "Guns fired")], id="clause before the verb"),
        pytest.param(JOINED, [("Petro", "said", "guns fired")], id="subject of the verb it is joined to"),
        pytest.param(OBJECT, [("Petro", "denied", "heavy losses")], id="an object"),
        pytest.param(ACCORDING, [("the mayor", "according to", "Guns fired")], id="according to"),
        pytest.param(QUOTED, [("Petro", "said", "“ Guns fired here ”")], id="a quotation inside a clause counts once"),
        pytest.param(PASSIVE, [], id="who is told does not say"),
    ],
)
def test_indirect(rows, found):
    assert [tuple(map(words, one)) for one in indirect(tree(rows))] == found


def test_direct():
    assert [(words(one.source), words(one.content)) for one in direct(tree(QUOTED))] == [("Petro", "“ Guns fired here ”")]


def test_direct_leaves_out_only_the_paragraph_with_the_unpaired_mark():
    doc = tree(QUOTED + "LINE SPACE 7 dep LINE\n” PUNCT 9 ROOT ”\n")
    assert [words(one.source) for one in direct(doc)] == ["Petro"]


def test_edges_join_neighbours():
    doc = tree(AFTER)
    assert edges([doc[0], doc[1], doc[4]]) == [(0, 10), (17, 22)]
    assert edges([]) == []


@pytest.mark.parametrize(
    ("kept", "left"),
    [pytest.param([0, 1, 2], [0, 1], id="at the end"), pytest.param([2, 3], [3], id="at the start"), pytest.param([2], [], id="all")],
)
def test_trimmed(kept, left):
    doc = tree(AFTER)
    assert [token.i for token in trimmed([doc[index] for index in kept])] == left


def test_paragraphs():
    doc = Doc(VOCABULARY, words=["One", ".", "\n\n", "Two", "."])
    assert list(paragraphs(doc)) == [(0, 3), (3, 5)]
