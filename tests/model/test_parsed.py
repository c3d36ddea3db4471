"""What Parsed answers about its words."""

import pytest

from tests.parse.build import parsed_of

PARSED = parsed_of(
    """the DET 2 det
    ministry NOUN 5 nmod organization
    _’ PART 2 case
    _s PART 3 goeswith
    spokesman NOUN 6 nsubj person
    said VERB 0 root
    it PRON 8 nsubj
    fell VERB 6 ccomp""",
    """Trucks NOUN 2 nsubj object
    left VERB 0 root""",
)


@pytest.mark.parametrize(
    ("index", "children"),
    [
        pytest.param(5, (4, 7), id="a verb"),
        pytest.param(4, (1,), id="a noun"),
        pytest.param(0, (), id="a leaf"),
        pytest.param(9, (8,), id="next sentence"),
    ],
)
def test_children(index, children):
    assert PARSED.children(index) == children


@pytest.mark.parametrize(
    ("index", "words"),
    [
        pytest.param(5, "the ministry’s spokesman said it fell", id="root"),
        pytest.param(4, "the ministry’s spokesman", id="subject"),
        pytest.param(7, "it fell", id="content"),
        pytest.param(8, "Trucks", id="leaf"),
    ],
)
def test_subtree(index, words):
    assert PARSED.text(*PARSED.subtree(index)) == words


def test_sentence_of():
    assert PARSED.sentence_of(0) == (0, 8) and PARSED.sentence_of(9) == (8, 10)


def test_mention_headed_by_a_word():
    found = PARSED.mention_headed_by(1)
    assert found and PARSED.text(found.start, found.end) == "the ministry"
    assert PARSED.mention_headed_by(0) is None


@pytest.mark.parametrize(
    ("index", "words"),
    [
        pytest.param(0, "the ministry", id="the shortest that holds it"),
        pytest.param(4, "the ministry’s spokesman", id="the one it heads"),
        pytest.param(2, "the ministry’s spokesman", id="only the longer one holds it"),
    ],
)
def test_mention_at(index, words):
    found = PARSED.mention_at(index)
    assert found and PARSED.text(found.start, found.end) == words


def test_no_mention_no_cluster():
    assert PARSED.mention_at(5) is None and PARSED.cluster_of(5) is None


def test_cluster_of_a_word():
    found = PARSED.cluster_of(0)
    assert found and found.name == "the ministry"
