"""R13: every origin's figures, and the one best value that a codebook asks for."""

from datetime import timedelta

import pytest

from sayso.model import ActorKind, Posture, Value
from sayso.stand.case import case
from sayso.stand.figures import figures
from tests.stand.cast import DAY, SETTINGS, account, killed

GOVERNOR = account("a", "the governor", "norland", values=killed(6, 6))
MONITOR = account("b", "Grain Mission", None, kind=ActorKind.MONITOR, values=killed(5, None))
ARMY = account("c", "Sudmark army", "sudmark", values=killed(2, 3))


def figure(*accounts, profile="sayso"):
    """The one figure of the accounts."""
    (found,) = figures(case(accounts, SETTINGS), profile)
    return found


@pytest.mark.parametrize(
    ("accounts", "low", "high"),
    [
        pytest.param([GOVERNOR], 6, 6, id="one origin"),
        pytest.param([GOVERNOR, ARMY], 2, 6, id="the least and the largest"),
        pytest.param([GOVERNOR, MONITOR], 5, None, id="at least five leaves the top open"),
        pytest.param([account("d", "x", None, values=killed(None, 60)), GOVERNOR], None, 60, id="up to sixty leaves the bottom open"),
        pytest.param([GOVERNOR, account("d", "x", None, Posture.ALTER, values=killed(40, 40))], 6, 40, id="another version widens it"),
        pytest.param([GOVERNOR, account("d", "x", None, retracted=True, values=killed(40, 40))], 6, 6, id="what was taken back does not"),
        pytest.param([GOVERNOR, account("d", "x", "sudmark", Posture.DENY, values=killed(40, 40))], 6, 6, id="what denies does not"),
    ],
)
def test_the_range_over_all_origins(accounts, low, high):
    found = figure(*accounts)
    assert (found.low, found.high) == (low, high)


def test_an_origins_later_figure_replaces_its_earlier_one():
    early = account("a", "the governor", values=killed(3, 3), published=DAY)
    late = account("b", "the governor", values=killed(4, 4), published=DAY + timedelta(days=1), outlet="Harbour Times")
    assert figure(early, late).by_origin == (("the governor", 4, 4),)


def test_two_figures_of_one_day_widen_an_origins_range():
    assert figure(
        account("a", "the governor", values=killed(3, 3), published=DAY),
        account("b", "the governor", values=killed(5, 5), published=DAY),
    ).by_origin == (("the governor", 3, 5),)


def test_each_origin_keeps_its_own():
    assert figure(GOVERNOR, MONITOR, ARMY).by_origin == (
        ("Grain Mission", 5, None),
        ("Sudmark army", 2, 3),
        ("the governor", 6, 6),
    )


def test_what_is_counted_otherwise_is_another_figure():
    both = account("a", "the governor", values=(*killed(6, 6), Value("injured", "person", 17, 17)))
    assert [(one.role, one.low) for one in figures(case([both], SETTINGS), "sayso")] == [("injured", 17), ("killed", 6)]


@pytest.mark.parametrize(
    ("profile", "accounts", "best"),
    [
        pytest.param("sayso", [GOVERNOR, ARMY], None, id="sayso gives no point"),
        pytest.param("airwars", [GOVERNOR, ARMY], None, id="Airwars gives a range"),
        pytest.param("acled", [GOVERNOR, MONITOR, ARMY], 2, id="ACLED takes the most conservative"),
        pytest.param("acled", [account("d", "x", None, values=killed(None, 60))], 60, id="of an open range its known end"),
        pytest.param(
            "acled",
            [account("d", "x", None, values=killed(24, None, vague=True)), account("e", "y", None, values=killed(30, 30))],
            30,
            id="dozens only where nobody gives a number",
        ),
        pytest.param("acled", [account("d", "x", None, values=killed(24, None, vague=True))], 24, id="dozens are at least 24"),
        pytest.param("ucdp", [GOVERNOR, MONITOR, ARMY], 5, id="UCDP prefers the neutral monitor"),
        pytest.param(
            "ucdp",
            [GOVERNOR, account("c", "Sudmark army", "sudmark", interest=-1, values=killed(4, 4)), MONITOR],
            4,
            id="an admission first",
        ),
        pytest.param("ucdp", [GOVERNOR, ARMY], 2, id="else the lowest"),
    ],
)
def test_the_best_value_by_profile(profile, accounts, best):
    assert figure(*accounts, profile=profile).best == best
