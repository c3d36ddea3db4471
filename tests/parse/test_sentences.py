"""Sentence borders: rules that hold whatever the encoder says, and its probabilities where the rules leave it open."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.engines.words import split
from sayso.model import Report
from sayso.parse.sentences import LONGEST, sentences
from sayso.parse.tokens import tokens
from tests.parse.build import FakeReading


def cut(text: str, chance: dict[int, float] | float = 0.0) -> list[str]:
    """Return the sentences of a text; `chance` maps a word to its probability of starting one, or is that of all words."""
    words = split(text)
    starts = np.full(len(words.offsets), chance if isinstance(chance, float) else 0.0, np.float32)
    for index, value in chance.items() if isinstance(chance, dict) else ():
        starts[index] = value
    reading = FakeReading(words.offsets, words.paragraphs, frozenset(), (), np.zeros(0, np.int64))
    found = sentences(tokens(Report(text=text), reading), starts)
    return [text[words.offsets[start][0] : words.offsets[end - 1][1]] for start, end in found]


def marked(text: str, high: float = 0.95, low: float = 0.02) -> list[str]:
    """Return the sentences of a text in which "|" stands before every word that the encoder would begin a sentence with."""
    places = [index - text[:index].count("|") for index, letter in enumerate(text) if letter == "|"]
    plain = text.replace("|", "")
    offsets = split(plain).offsets
    chance = {index: high if start in places else low for index, (start, _) in enumerate(offsets)}
    return cut(plain, chance)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("|Kesh fell. |The army left.", ["Kesh fell.", "The army left."], id="plain"),
        pytest.param("|Kesh fell.\n|The army left", ["Kesh fell.", "The army left"], id="a paragraph without a stop"),
        pytest.param("|“We hold.” |He left.", ["“We hold.”", "He left."], id="closing quote belongs to its sentence"),
        pytest.param("|“We hold.|” He left.", ["“We hold.”", "He left."], id="a start put on the closing quote moves behind it"),
        pytest.param('|"We hold.|" He left.', ['"We hold."', "He left."], id="the same with straight quotes"),
        pytest.param("|It fell. “|We saw it.”", ["It fell.", "“We saw it.”"], id="opening quote goes with what it opens"),
        pytest.param("|It fell (at dawn.|) They ran.", ["It fell (at dawn.)", "They ran."], id="closing bracket"),
        pytest.param("|He met Gen. |Orlo in Kesh.", ["He met Gen. Orlo in Kesh."], id="title before a name never ends"),
        pytest.param("|It costs 3.|5 million.", ["It costs 3.5 million."], id="decimal"),
        pytest.param("|The U.|S. base burned.", ["The U.S. base burned."], id="dotted letters"),
        pytest.param("|“Will it hold?” |he asked.", ["“Will it hold?”", "he asked."], id="sure of a lower-case start"),
        pytest.param("|Really?.. |No.", ["Really?..", "No."], id="heaped marks"),
        pytest.param("|Kesh fell.|The army left.", ["Kesh fell.", "The army left."], id="missing space"),
        pytest.param("|See kesh.|com for more.", ["See kesh.com for more."], id="address"),
        pytest.param("|they came they saw |they left", ["they came they saw", "they left"], id="no marks, the encoder is sure"),
    ],
)
def test_borders(text, wanted):
    assert marked(text) == wanted


@pytest.mark.parametrize(
    ("text", "chance", "wanted"),
    [
        pytest.param("Kesh fell. |The army left.", 0.15, 2, id="a stop and a capital need little"),
        pytest.param("It was Mr. |Ali.", 0.99, 1, id="after Mr. nothing starts, however sure"),
        pytest.param("He works for Acme Inc. |Smith left.", 0.15, 1, id="a short form needs more"),
        pytest.param("He works for Acme Inc. |Smith left.", 0.7, 2, id="a short form that ends its sentence"),
        pytest.param("He met J. |Smith.", 0.5, 1, id="an initial needs more"),
        pytest.param("“Will it hold?” |he asked.", 0.8, 1, id="a lower-case word after a quotation goes on"),
        pytest.param("they came |they saw", 0.5, 1, id="without a stop the encoder must be sure"),
    ],
)
def test_probability_needed(text, chance, wanted):
    assert len(marked(text, high=chance)) == wanted


def test_overlong_sentence_is_cut_at_the_best_mark():
    text = " ".join(["word"] * 100) + ", " + " ".join(["other"] * 100)
    first, second = cut(text)
    assert first.endswith("word,")
    assert second.startswith("other")


@pytest.mark.parametrize("text", ["a" * 100_000, "a b " * 25_000, "a." * 50_000, '"' * 20_000, "é\u200f,“" * 10_000])
def test_huge_sentences_come_in_pieces(text):
    words = split(text).offsets
    ranges = cut(text)
    assert sum(len(split(piece).offsets) for piece in ranges) == len(words)
    assert max(len(split(piece).offsets) for piece in ranges) <= LONGEST


def test_no_words_no_sentences():
    assert cut("") == [] and cut("\n\n") == []


LETTERS = st.text(st.sampled_from("aBé .!?,\"“”‘’'()[]\n-3\u200f"), max_size=80)


@given(LETTERS, st.floats(0, 1))
def test_sentences_partition_the_words(text, chance):
    words = split(text)
    reading = FakeReading(words.offsets, words.paragraphs, frozenset(), (), np.zeros(0, np.int64))
    found = sentences(tokens(Report(text=text), reading), np.full(len(words.offsets), chance, np.float32))
    assert [index for start, end in found for index in range(start, end)] == list(range(len(words.offsets)))
    for start, end in found:
        assert len(set(words.paragraphs[start:end].tolist())) == 1
