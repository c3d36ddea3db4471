"""What `sayso add` says at its end."""

import pytest

from sayso.ledger import Added
from sayso.link import Linked, Match
from sayso.terminal.add import Sums, summary

Batch = tuple[Added, Linked]


def batch(new: int = 0, known: int = 0, claims: int = 0, changed: tuple[str, ...] = (), ambiguous: int = 0, earlier: int = 0) -> Batch:
    """A batch that did so much."""
    added = Added(
        reports=tuple(f"r{one}" for one in range(new)), known=tuple(f"k{one}" for one in range(known)),
        superseded=tuple((f"o{one}", f"r{one}") for one in range(earlier)), claims=claims, doubles=0, events=(),
    )  # fmt: skip
    return added, Linked({f"c{one}": Match(event="ev-0", rule="link.ambiguous") for one in range(ambiguous)}, changed, ())


@pytest.mark.parametrize(
    ("batches", "failed", "words"),
    [
        pytest.param([], 0, "0 reports added with 0 claims, 0 events new or changed", id="nothing"),
        pytest.param([batch(1, claims=1, changed=("ev-1",))], 0, "1 report added with 1 claim, 1 event new or changed", id="one"),
        pytest.param(
            [batch(2, claims=5, changed=("ev-1", "ev-2")), batch(1, claims=2, changed=("ev-2", "ev-3"))], 0,
            "3 reports added with 7 claims, 3 events new or changed", id="an event of two batches counts once",
        ),
        pytest.param(
            [batch(1, 2, 3, ("ev-1",), 1, 1)], 4,
            "1 report added with 3 claims, 2 already there, 1 earlier text superseded, 1 event new or changed,"
            " 1 claim fit two events: `sayso judge` decides, 4 failed (listed above)", id="everything",
        ),
    ],
)  # fmt: skip
def test_the_last_line(batches: list[Batch], failed: int, words: str) -> None:
    sums = Sums()
    for added, linked in batches:
        sums.put(added)
        sums.put_linked(linked)
    assert summary(sums, failed) == f"sayso: {words}"
