import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.attribute.tagging import Stretch, paths, stretches, transitions, viterbi
from sayso.engines.labels import ATTRIBUTION


def scores_for(*names: str) -> np.ndarray:
    table = np.full((len(names), len(ATTRIBUTION)), -5.0, np.float32)
    for row, name in enumerate(names):
        table[row, ATTRIBUTION.index(name)] = -0.1
    return table


@pytest.mark.parametrize(
    ("names", "found"),
    [
        pytest.param(
            ["B-source", "I-source", "B-cue", "B-content"], [(0, 2, "source"), (2, 3, "cue"), (3, 4, "content")], id="three roles"
        ),
        pytest.param(["O", "I-content", "I-content"], [(1, 3, "content")], id="an inside tag without a beginning is given one"),
        pytest.param(["B-content", "B-content"], [(0, 1, "content"), (1, 2, "content")], id="two contents side by side"),
        pytest.param(["O", "O"], [], id="nothing"),
    ],
)
def test_stretches(names: list[str], found: list[tuple[int, int, str]]) -> None:
    assert stretches(scores_for(*names), np.zeros(len(names), np.int64), 0.0) == [Stretch(*one) for one in found]


def test_a_stretch_ends_with_its_paragraph() -> None:
    scores = scores_for("B-content", "I-content", "I-content")
    assert [own.end for own in stretches(scores, np.array([0, 0, 1]), 0.0)][0] == 2


def test_a_lower_outside_score_finds_more() -> None:
    scores = scores_for("O", "O")
    scores[:, ATTRIBUTION.index("B-cue")] = -0.5
    assert stretches(scores, np.zeros(2, np.int64), 0.0) == []
    assert stretches(scores, np.zeros(2, np.int64), -1.0) != []


@given(arrays(np.float32, st.tuples(st.integers(1, 6), st.just(len(ATTRIBUTION))), elements=st.floats(-8, 0, width=32)))
def test_viterbi_is_the_best_of_all_valid_paths(scores: np.ndarray) -> None:
    costs = transitions(ATTRIBUTION)
    path = viterbi(scores, costs)

    def total(labels: list[int]) -> float:
        start = 0.0 if ATTRIBUTION[labels[0]][0] != "I" else -1e4
        return (
            start
            + sum(scores[i, label] for i, label in enumerate(labels))
            + sum(costs[a, b] for a, b in zip(labels, labels[1:], strict=False))
        )

    beam = [[label] for label in range(len(ATTRIBUTION))]
    for _ in range(1, len(scores)):  # exact: keep the best path into each label
        beam = [max(([*one, label] for one in beam), key=total) for label in range(len(ATTRIBUTION))]
    assert total(path.tolist()) == pytest.approx(max(total(one) for one in beam), abs=1e-3)


@given(
    arrays(np.float32, st.tuples(st.integers(1, 12), st.just(len(ATTRIBUTION))), elements=st.floats(-8, 0, width=32)),
    st.sets(st.integers(1, 11)),
)
def test_paths_of_several_stretches_are_those_of_each(scores: np.ndarray, inner: set[int]) -> None:
    costs = transitions(ATTRIBUTION)
    borders = [0, *sorted(border for border in inner if border < len(scores)), len(scores)]
    apart = [viterbi(scores[start:end], costs) for start, end in zip(borders[:-1], borders[1:], strict=True)]
    assert paths(scores, np.array(borders), costs).tolist() == np.concatenate(apart).tolist()
