"""Quotations and brackets, balanced or not."""

import numpy as np
import pytest

from sayso.engines.words import split
from sayso.model import Report
from sayso.parse.tokens import Tokens, tokens
from tests.parse.build import FakeReading


def tokens_of(text: str) -> Tokens:
    words = split(text)
    return tokens(Report(text=text), FakeReading(words.offsets, words.paragraphs, frozenset(), (), np.zeros(0, np.int64)))


def quoted(text: str) -> list[str]:
    """Return the words of each quotation, marks included."""
    own = tokens_of(text)
    numbers = sorted({number for number in own.quotation if number >= 0})
    return [" ".join(word for word, number in zip(own.texts, own.quotation, strict=True) if number == one) for one in numbers]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("He said “we go” and “we stay”.", ["“ we go ”", "“ we stay ”"], id="curly"),
        pytest.param('He said "we go" and "we stay".', ['" we go "', '" we stay "'], id="straight"),
        pytest.param("«We go», he said.", ["« We go »"], id="guillemets"),
        pytest.param("He said ‘we don’t go’ again.", ["‘ we don ’ t go ’"], id="single, with an apostrophe inside"),
        pytest.param("The men’s ‘base’ fell.", ["‘ base ’"], id="an apostrophe opens nothing"),
        pytest.param("“We go.\n“We stay,” he said.", ["“ We go . “ We stay , ”"], id="over two paragraphs, marked again"),
        pytest.param("“We go.\nHe left. “No,” she said.", ["“ We go .", "“ No , ”"], id="never closed: ends with the paragraph"),
        pytest.param("We go” he said.", [], id="never opened"),
        pytest.param("“They said “go” to us” he wrote.", ["“ They said “ go ”"], id="opened twice, closed at the first mark"),
        pytest.param('“We go" he said.', ['“ We go "'], id="mixed marks"),
    ],
)
def test_quotations(text, wanted):
    assert quoted(text) == wanted


def test_marks_open_and_close():
    own = tokens_of("(“Go”)")
    assert own.opens == (True, True, False, False, False)
    assert own.closes == (False, False, False, True, True)


def test_glued_words():
    assert tokens_of("Al-Bab fell").glued == (False, True, True, False)
