"""Standings of the invented bundles with gold claims and gold events: floors below what was measured, raised as it rises."""

import pytest
from bench.suites.standing import judged

from tests.shared import shared_or_skip


@pytest.mark.parametrize(
    ("folders", "floor"),
    [
        pytest.param("gold/bundle", 0.85, id="the bundle kept for measuring"),
        pytest.param("gold/train/bundles/*", 0.77, id="the bundles the rules were tuned on"),
    ],
)
def test_standings_of_the_bundles(folders, floor):
    parent = folders.partition("/*")[0]
    found = shared_or_skip(parent)
    bundles = sorted(found.iterdir()) if "*" in folders else [found]
    rows = [row for bundle in bundles for row in judged(bundle)]
    right = sum(row["standing"] == row["gold"] for row in rows)
    assert right / len(rows) >= floor
