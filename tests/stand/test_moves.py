"""What would move a standing."""

import pytest

from sayso.model import Grade, Posture
from sayso.stand.case import case
from sayso.stand.moves import moves
from tests.stand.cast import SETTINGS, account

ARMY = account("a", "Norland army")
MONITOR = account("b", "Grain Mission", None)
DENIES = account("c", "Sudmark army", "sudmark", Posture.DENY)


def sentences(*accounts):
    """The sentences for the accounts."""
    return [reason.why for reason in moves(case(accounts, SETTINGS), SETTINGS)]


@pytest.mark.parametrize(
    ("accounts", "sentence"),
    [
        pytest.param([ARMY], "If a neutral monitor with access of its own affirms it: corroborated, credibility 2", id="a monitor affirms"),
        pytest.param([ARMY], "If the other side denies it: denied, credibility 5", id="the other side denies"),
        pytest.param([ARMY], "If the other side admits it: cross confirmed, credibility 1", id="the other side admits"),
        pytest.param([ARMY], "If Norland army takes it back: retracted, credibility 5", id="the only origin takes it back"),
        pytest.param([ARMY, DENIES], "If sudmark admits it: cross confirmed, credibility 1", id="the denier admits"),
        pytest.param([ARMY, MONITOR], "If the other side denies it: disputed, credibility 4", id="a denial against one neutral"),
        pytest.param([ARMY, MONITOR], "If somebody outside places the footage: corroborated, credibility 1", id="placed footage"),
        pytest.param(
            [ARMY, MONITOR, DENIES],
            "If somebody outside places the footage: corroborated, credibility 2",
            id="it outweighs the denial",
        ),
        pytest.param([MONITOR], "If a neutral monitor with access of its own denies it: disputed, credibility 4", id="two monitors differ"),
    ],
)
def test_moves(accounts, sentence):
    assert sentence in sentences(*accounts)


def test_what_changes_nothing_is_left_out():
    confirmed = account("d", "Sudmark army", "sudmark", interest=-1, evidence=Grade.E4)
    assert not any("denies it" in sentence for sentence in sentences(confirmed))


def test_what_is_on_record_cannot_move():
    assert sentences(account("a", "Norland army", speech=True)) == []


def test_each_move_names_the_rule_that_would_decide():
    rules = {reason.why: reason.rule for reason in moves(case([ARMY], SETTINGS), SETTINGS)}
    assert rules["If the other side denies it: denied, credibility 5"] == "R6"
