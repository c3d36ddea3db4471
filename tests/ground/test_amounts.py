"""Amounts in invented phrases: value, bound and unit, the whole of "X of Y", and figures that count nothing."""

import pytest

from sayso.engines import default_engine
from sayso.ground.amounts import find, starts
from sayso.model import Quantity, Report
from sayso.parse import parse

Value = float | tuple[float, float] | None

CASES: list[tuple[str, Value, str, str]] = [
    ("12 villagers were killed.", 12, "exact", "person"),
    ("Twelve villagers were killed.", 12, "exact", "person"),
    ("At least 31 people died.", 31, "at_least", "person"),
    ("More than 200 residents fled.", 200, "at_least", "person"),
    ("Over 5,000 soldiers were sent.", 5000, "at_least", "person"),
    ("Up to 40 fighters crossed.", 40, "at_most", "person"),
    ("Fewer than ten nurses are left.", 10, "at_most", "person"),
    ("As many as 300 miners were trapped.", 300, "at_most", "person"),
    ("About 60 prisoners were moved.", 60, "approx", "person"),
    ("Roughly 1,500 families have left.", 1500, "approx", "family"),
    ("Some 80 trucks were waiting.", 80, "approx", "truck"),
    ("Nearly 700 homes were damaged.", 700, "approx", "home"),
    ("An estimated 99,000 tonnes of crude leaked.", 99_000, "approx", "tonne"),
    ("Dozens of cars burned.", None, "vague", "car"),
    ("Hundreds of people gathered.", None, "vague", "person"),
    ("Several drones were seen.", None, "vague", "drone"),
    ("Between 20 and 30 soldiers surrendered.", (20, 30), "range", "person"),
    ("He saw 15 to 20 tanks.", (15, 20), "range", "tank"),
    ("They hold 500-600 prisoners.", (500, 600), "range", "person"),
    ("Two dozen shells fell.", 24, "exact", "shell"),
    ("A dozen houses burned.", 12, "exact", "house"),
    ("1.5 million people need aid.", 1_500_000, "exact", "person"),
    ("Three and a half million people fled.", 3_500_000, "exact", "person"),
    ("The strike cost $40 million.", 40_000_000, "exact", "usd"),
    ("They paid €2,000 each.", 2000, "exact", "eur"),
    ("He owes 300,000 roubles.", 300_000, "exact", "rub"),
    ("Prices rose by 12 percent.", 12, "exact", "percent"),
    ("Output fell 3.5%.", 3.5, "exact", "percent"),
    ("The front moved 4 km.", 4, "exact", "km"),
    ("It lies 30 kilometres away.", 30, "exact", "km"),
    ("The crater is 20 metres wide.", 20, "exact", "metre"),
    ("Two hospitals were hit.", 2, "exact", "hospital"),
    ("One woman was wounded.", 1, "exact", "person"),
    ("Seven children were among the dead.", 7, "exact", "person"),
    ("No casualties were reported.", 0, "exact", "person"),
    ("The army lost 90 armoured vehicles.", 90, "exact", "vehicle"),
    ("Rescuers pulled out two bodies.", 2, "exact", "person"),
    ("A convoy of 46 lorries arrived.", 46, "exact", "lorry"),
    ("Not fewer than 18 missiles were fired.", 18, "at_least", "missile"),
    ("A maximum of 50 wounded can be moved.", 50, "at_most", "person"),
]  # fmt: skip


def amounts(text: str) -> tuple[Quantity, ...]:
    parsed = parse(Report(text=text, language="en"), default_engine().read([text])[0])
    return find(parsed, 0, len(text), starts(parsed))


def singular(unit: str) -> str:
    irregular = {"bodies": "body", "families": "family", "lorries": "lorry"}
    return irregular.get(unit, unit if unit in ("eur", "usd", "rub") else unit.removesuffix("s") if not unit.endswith("ss") else unit)


@pytest.mark.parametrize(("text", "value", "bound", "unit"), CASES, ids=lambda own: own if isinstance(own, str) and " " in own else "")
def test_amounts(text: str, value: Value, bound: str, unit: str) -> None:
    first = amounts(text)[0]
    assert (first.value, first.bound.value, singular(first.unit)) == (value, bound, unit)
    assert first.words.span.of(text) == first.words.text


SHARES = [
    ("Forty of the 56 attacks were repelled.", 40, 56), ("46 out of 56 drones were shot down.", 46, 56),
    ("Half of the 24 men were freed.", 12, 24),
    ("A quarter of 60,000 homes have no heat.", 15_000, 60_000),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value", "whole"), SHARES, ids=lambda own: own if isinstance(own, str) else "")
def test_parts_of_a_whole(text: str, value: float, whole: float) -> None:
    first = amounts(text)[0]
    assert (first.value, first.out_of) == (value, whole)


NONE = [
    "A T-72 was destroyed.", "The F-16 came down.", "They fired 155mm shells.", "The 47th brigade withdrew.", "Article 5 was not invoked.",
    "Resolution 1701 was adopted.", "It happened in 2022.", "On 12 March it rained.", "It was the third attack.", "No one was there.",
    "One of the largest plants closed.", "At 04:30 the sirens sounded.",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_figures_that_count_nothing(text: str) -> None:
    assert amounts(text) == ()


ROLES = [
    ("Nine people were killed.", "killed"), ("At least 14 civilians were wounded.", "injured"), ("They captured 22 soldiers.", "captured"),
    ("Six sailors are missing.", "missing"), ("90 prisoners were released.", "released"), ("A man of 41 was wounded.", "age"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_roles(text: str, role: str) -> None:
    assert amounts(text)[0].role == role
