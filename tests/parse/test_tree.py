"""The tree decoder against an oracle that tries every assignment of heads."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.parse.tree import tree


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(head == index for index, head in enumerate(heads)) != 1:
        return False
    for index in range(len(heads)):
        at, steps = index, 0
        while heads[at] != at and steps <= len(heads):
            at, steps = heads[at], steps + 1
        if heads[at] != at:
            return False
    return True


def worth(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(np.float64(scores[index, head]) for index, head in enumerate(heads)))


def best(scores: np.ndarray) -> float:
    return max(worth(scores, heads) for heads in itertools.product(range(len(scores)), repeat=len(scores)) if is_tree(heads))


SQUARES = st.integers(1, 5).flatmap(lambda size: arrays(np.float32, (size, size), elements=st.floats(-20, 0, width=32)))


@settings(deadline=None, max_examples=150)
@given(SQUARES)
def test_tree_is_the_best_one(scores):
    heads = tuple(tree(scores).tolist())
    assert is_tree(heads)
    assert worth(scores, heads) == pytest.approx(best(scores), abs=1e-3)


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_tree_has_one_root_and_no_cycle(size, seed):
    assert is_tree(tuple(tree(np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)).tolist()))


@pytest.mark.parametrize(
    ("scores", "heads"),
    [
        pytest.param([[0.0]], [0], id="one word is the root"),
        pytest.param([[5, 0, 0], [9, 0, 1], [9, 1, 0]], [0, 0, 0], id="greedy is already a tree"),
        pytest.param([[9, 0, 0], [5, 9, 0], [5, 0, 9]], [0, 0, 0], id="three roots become one"),
        pytest.param([[1, 9, 0], [9, 0, 0], [8, 0, 0]], [0, 0, 0], id="a cycle is broken where it costs least"),
    ],
)
def test_tree_of_small_tables(scores, heads):
    assert tree(np.array(scores, np.float32)).tolist() == heads


def test_tree_bears_scores_that_rule_out_almost_everything():
    scores = np.full((6, 6), -np.inf, np.float32)
    scores[range(6), [1, 2, 3, 4, 5, 0]] = 0.0
    assert is_tree(tuple(tree(scores).tolist()))
