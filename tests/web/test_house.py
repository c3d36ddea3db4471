"""What is worked out once: for the state of the ledger, or for good."""

import pytest

from sayso.model import Judgement, Ruling
from sayso.web import House
from sayso.web import house as houses


def test_answers_hold_until_the_ledger_grows(house: House) -> None:
    assert [house.once("key", lambda: 1), house.once("key", lambda: 2)] == [1, 1]
    house.ledger.add_judgement(Judgement(ruling=Ruling.CONFIRM, subjects=("ev-1",), author="an editor", at=house.clock()), house.clock())
    assert house.once("key", lambda: 3) == 3
    assert len(house._now) == 1


def test_what_rests_on_a_report_holds_for_good(house: House) -> None:
    assert house.kept("key", lambda: 1) == 1
    house.ledger.add_judgement(Judgement(ruling=Ruling.CONFIRM, subjects=("ev-1",), author="an editor", at=house.clock()), house.clock())
    assert house.kept("key", lambda: 2) == 1


@pytest.mark.parametrize("way", ["once", "kept"])
def test_of_many_answers_the_oldest_go(way: str, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(houses, "KEPT", 3)
    ask = getattr(house, way)
    for number in range(4):
        ask(number, lambda: "first")
    assert ask(3, lambda: "again") == "first" and ask(0, lambda: "again") == "again"
