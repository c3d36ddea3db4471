import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.engines.words import casing, cut, split


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("The SBU’s post.", ["The", "SBU", "’", "s", "post", "."], id="marks stand alone"),
        pytest.param("3,000 t", ["3", ",", "000", "t"], id="figures split at marks"),
        pytest.param("a_b", ["a", "_", "b"], id="underscore"),
        pytest.param("Ка́менка", ["Ка", "́", "менка"], id="a combining mark"),
        pytest.param("a\u200bb\u202ec", ["a", "b", "c"], id="invisible marks are no words"),
        pytest.param("\ud800x", ["\ud800", "x"], id="a lone surrogate"),
        pytest.param("\n\n", [], id="newlines alone"),
    ],
)
def test_split(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in split(text).offsets] == words


def test_newlines_end_paragraphs_and_empty_ones_do_not_count() -> None:
    assert split("\na b\n\n\nc\nd").paragraphs.tolist() == [0, 0, 1, 2]


@given(st.text(max_size=200))
def test_words_cover_every_visible_letter_in_order(text: str) -> None:
    found = split(text)
    assert all(start < end for start, end in found.offsets)
    assert all(left[1] <= right[0] for left, right in zip(found.offsets, found.offsets[1:], strict=False))
    covered = {index for start, end in found.offsets for index in range(start, end)}
    assert all(index in covered for index, letter in enumerate(text) if letter.isalnum())
    assert all(left <= right for left, right in zip(found.paragraphs, found.paragraphs[1:], strict=False))


@pytest.mark.parametrize(
    ("word", "kind"),
    [("the", 0), ("The", 1), ("SBU", 2), ("A", 1), ("McKay", 1), ("iPhone", 3), ("155mm", 3), ("2024", 3), (".", 0)],
)
def test_casing(word: str, kind: int) -> None:
    assert casing(word) == kind


@given(st.lists(st.integers(1, 12), max_size=300), st.integers(20, 60), st.integers(0, 15))
def test_windows_fit_and_cover_everything(counts: list[int], room: int, overlap: int) -> None:
    ranges = cut(np.array(counts, np.int64), room, overlap)
    assert sorted({index for start, end in ranges for index in range(start, end)}) == list(range(len(counts)))
    assert all(sum(counts[start:end]) <= room for start, end in ranges)
    assert all(left[0] < right[0] and left[1] < right[1] for left, right in zip(ranges, ranges[1:], strict=False))
