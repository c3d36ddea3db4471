import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.propositions import propositions
from sayso.settings import AttributeSettings
from tests.attribute.build import parsed_of

TEXT = "a b c d e f g h"


class Candidates:
    """A reading that proposes given spans and scores nothing else."""

    def __init__(self, spans: list[tuple[int, int, float]]) -> None:
        self.spans = spans

    def claim_spans(self, floor: float) -> list[tuple[int, int, float]]:
        return [span for span in self.spans if span[2] >= floor]


def chosen(spans: list[tuple[int, int, float]], text: str = TEXT, **settings: float) -> list[tuple[int, int]]:
    own = AttributeSettings(**{"candidate_floor": 0.1, "claim_floor": 0.5, **settings})
    return [(one.start, one.end) for one in propositions(parsed_of(text), Candidates(spans), own)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        pytest.param([(0, 3, 0.9)], [(0, 3)], id="one"),
        pytest.param([(0, 3, 0.4)], [], id="below the floor"),
        pytest.param([(0, 8, 0.8), (0, 4, 0.7), (4, 8, 0.7)], [(0, 4), (4, 8)], id="two good halves beat a better whole"),
        pytest.param([(0, 8, 0.99), (0, 4, 0.6), (4, 8, 0.6)], [(0, 8)], id="a sure whole beats two doubtful halves"),
        pytest.param([(2, 6, 0.7), (0, 4, 0.9), (4, 8, 0.6)], [(0, 4), (4, 8)], id="crossing spans"),
        pytest.param([], [], id="none"),
    ],
)
def test_the_best_set(spans: list[tuple[int, int, float]], found: list[tuple[int, int]]) -> None:
    assert chosen(spans) == found


def test_marks_at_the_edges_are_left_out() -> None:
    assert chosen([(0, 5, 0.9)], "“ a b . ”") == [(1, 3)]


def test_a_quotation_that_opens_inside_closes_inside() -> None:
    assert chosen([(0, 5, 0.9)], "a b “ c d ” e") == [(0, 6)]


def test_a_candidate_of_marks_alone_is_no_claim() -> None:
    assert chosen([(0, 2, 0.9)], "“ ”") == []


def test_a_claim_stays_in_its_sentence() -> None:
    assert chosen([(0, 6, 0.9)], "a b c\nd e f") == []


spans = st.lists(
    st.tuples(st.integers(0, 6), st.integers(1, 4), st.floats(0.15, 0.99)).map(lambda one: (one[0], min(one[0] + one[1], 8), one[2])),
    max_size=7,
)


@given(spans)
def test_no_set_is_better(own: list[tuple[int, int, float]]) -> None:
    def gain(one: tuple[int, int, float]) -> float:
        return math.log(one[2] / (1 - one[2]))

    def apart(some: tuple[tuple[int, int, float], ...]) -> bool:
        return all(a[1] <= b[0] or b[1] <= a[0] for a, b in itertools.combinations(some, 2))

    best = max(
        (sum(map(gain, some)) for size in range(len(own) + 1) for some in itertools.combinations(own, size) if apart(some)),
        default=0,
    )
    found = chosen(own)
    got = sum(max(gain(one) for one in own if one[:2] == place) for place in found)
    assert got == pytest.approx(best, abs=1e-6)
    assert apart(tuple((*place, 0.0) for place in found))
