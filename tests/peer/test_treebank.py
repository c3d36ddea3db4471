"""From a treebank's rows to the columns of a spaCy document."""

import pytest

pytest.importorskip("spacy", reason="spaCy is not installed: uv sync --group peer")

import spacy
from training.peer import curled, names_of, pieces, relation_of, rows
from training.treebank import Entity, Token

BLANK = spacy.blank("en")


def token(form: str, head: int, relation: str = "dep", sentence: int = 0, paragraph: int = 0, **more) -> Token:
    return Token(
        form, more.pop("space", True), more.pop("upos", "NOUN"), more.pop("xpos", "NN"), head, relation, sentence, paragraph, **more
    )


TWO = [  # two paragraphs of one sentence each, invented
    token("Guns", 1, "nsubj"),
    token("fired", 1, "root", space=False),
    token(".", 1, "punct"),
    token("Rain", 4, "nsubj", 1, 1),
    token("fell", 4, "root", 1, 1),
]


@pytest.mark.parametrize(
    ("relation", "subtype", "name"),
    [
        pytest.param("root", "", "ROOT", id="root"),
        pytest.param("nsubj", "", "nsubj", id="subject"),
        pytest.param("nsubj", "pass", "nsubjpass", id="subject of a passive"),
        pytest.param("nsubj", "outer", "nsubj", id="another kind of subject"),
        pytest.param("obl", "tmod", "obl", id="subtype that no rule asks for"),
    ],
)
def test_relation_of(relation, subtype, name):
    assert relation_of(token("x", 0, relation, subtype=subtype)) == name


def test_rows_put_white_space_between_paragraphs():
    made = rows(TWO, None)
    assert made.words == ["Guns", "fired", ".", "\n\n", "Rain", "fell"]
    assert made.heads == [1, 1, 1, 2, 5, 5]
    assert made.relations == ["nsubj", "ROOT", "punct", "dep", "nsubj", "ROOT"]
    assert "".join(word + " " * space for word, space in zip(made.words, made.spaces, strict=True)).strip() == "Guns fired.\n\nRain fell"
    assert made.names is None


def test_rows_are_cut_as_the_tokenizer_cuts_their_text():
    made = rows(TWO, None)
    text = "".join(word + " " * space for word, space in zip(made.words, made.spaces, strict=True))
    assert [one.text for one in BLANK(text)] == made.words


@pytest.mark.parametrize(
    ("together", "words"),
    [
        pytest.param(1, [["Guns", "fired", "."], ["Rain", "fell"]], id="one at a time"),
        pytest.param(10, [["Guns", "fired", ".", "\n\n", "Rain", "fell"]], id="all"),
    ],
)
def test_pieces(together, words):
    made = list(pieces(TWO, ["O"] * 5, together))
    assert [one.words for one in made] == words
    assert all(0 <= head < len(one.words) for one in made for head in one.heads)
    assert [len(one.names or []) for one in made] == [len(one) for one in words]


NAMED = [
    token("the", 2, "det"),
    token("Stepova", 2, "compound", xpos="NNP"),
    token("Brigade", 4, "nsubj", xpos="NNP"),
    token("that", 4),
    token("left", 4, "root"),
]


@pytest.mark.parametrize(
    ("entities", "tags"),
    [
        pytest.param([Entity(0, 4, "1", "organization", (2, 3))], "O B-organization I-organization O O", id="the name in a mention"),
        pytest.param([Entity(0, 1, "1", "organization", ())], "O O O O O", id="no name"),
        pytest.param([Entity(1, 3, "1", "time", ())], "O O O O O", id="a time is no name"),
        pytest.param([Entity(1, 2, "1", "plant", ())], "O B-other O O O", id="a kind of little use"),
        pytest.param(
            [Entity(1, 2, "1", "place", ()), Entity(0, 3, "2", "organization", (2, 3))],
            "O B-organization I-organization O O",
            id="the longest of two",
        ),
    ],
)
def test_names_of(entities, tags):
    assert names_of(NAMED, entities) == tags.split()


def test_curled_keeps_lengths():
    quoted = [token('"', 1, space=False), token("No", 1, "root", space=False), token('"', 1)]
    assert [one.form for one in curled(quoted)] == ["“", "No", "”"]
