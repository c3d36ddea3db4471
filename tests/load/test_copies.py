"""Near-copies: alike where most words in a row are shared, whatever stands around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sayso.load.copies import likeness

STORY = (
    "Two soldiers were killed and nine wounded when a drone struck a depot near Orel on Saturday night, the regional governor said, "
    "adding that a second drone had been shot down over the river before it reached the town."
)
CASES = [
    (STORY, STORY, 1.0, 1.0),
    (STORY, STORY.replace("Saturday night", "Sunday morning"), 0.55, 0.99),
    (STORY, f"OREL (Wire) - {STORY} More follows.", 0.6, 0.99),
    (STORY, "The parliament will vote on the budget next week, the speaker told reporters after a meeting with ministers.", 0.0, 0.1),
]


@pytest.mark.parametrize(("one", "other", "least", "most"), CASES)
def test_likeness(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(one, other) <= most


@given(some.text(min_size=1, max_size=80), some.text(min_size=1, max_size=80))
def test_it_is_the_same_both_ways(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1.0
