"""What an address asks, and what it may not."""

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sayso.errors import InputError
from sayso.settings import shipped
from sayso.web.question import MANY, ONE, Question, desks, question

DESKS = desks(shipped().web.desks)


def asked(query: str) -> Question:
    return question(parse_qsl(query, keep_blank_values=True), DESKS)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("sort=loudest", "is no order"), ("standing=true", "give one of"), ("type=rumour", "give one of"), ("ev=E9", "give one of"),
        ("from=yesterday", "is no day"), ("to=2025-13-01", "is no day"), ("t=1/2", "is no day"), ("asof=noon", "is no time"),
        ("asof=9999999999", "is no time"), ("rules=mine", "are no rules"), ("desk=none", "is no desk"), ("bbox=1,2,3", "is no box"),
        ("bbox=0,0,999,1", "outside the world"), ("bbox=nan,0,1,1", "outside the world"),
        ("origins=many", "is no number"), ("credibility=7", "is no number"),
        ("place=" + "x" * 301, "characters long"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_said_with_what_can(query: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        own = asked(query)
        _ = own.asof, own.rules, own.sort, own.desk, own.filter


def test_filters() -> None:
    own = asked("type=strike&type=clash&standing=denied&from=2025-01-05&to=2025-01-12&bbox=30,45,40,52&ev=E2&origins=2&tally=1").filter
    assert own.types == ("strike", "clash") and own.verdicts == ("denied",) and own.evidence == "E2" and own.origins == 2 and own.tally
    assert (own.first, own.until) == (date(2025, 1, 5), date(2025, 1, 13)) and own.bounds == (30.0, 45.0, 40.0, 52.0)
    assert asked("t=2025-01-05/2025-01-12").filter == asked("from=2025-01-05&to=2025-01-12").filter


@pytest.mark.parametrize("box", ["30.0101,45.0101,30.0102,45.0102", "30,45,30.001,45.001"])
def test_no_box_is_finer_than_its_steps(box: str) -> None:
    assert asked(f"bbox={box}").filter.bounds == asked("bbox=30.001,45.001,30.019,45.019").filter.bounds


def test_a_desk_narrows_and_is_narrowed() -> None:
    assert "capture_person" in asked("desk=prisoners").filter.types
    assert asked("desk=prisoners&type=execute").filter.types == ("execute",)
    assert asked("desk=prisoners&type=supply").filter.types == ("",)


def test_unknown_names_are_dropped() -> None:
    assert asked("callback=evil&utm=1&q=oil").pairs == (("q", "oil"),)


PAIRS = some.lists(some.tuples(some.sampled_from((*MANY, *ONE)), some.text(max_size=30)), max_size=6)


@given(PAIRS)
def test_links_keep_the_question(pairs: list[tuple[str, str]]) -> None:
    own = question(pairs, DESKS)
    again = question(parse_qsl(urlsplit(own.url("/board")).query, keep_blank_values=True), DESKS)
    assert [pair for pair in own.pairs if pair[0] != "after"] == list(again.pairs)
    twice = question(parse_qsl(urlsplit(own.toggled("/board", "side", "x y&=é")).query), DESKS)
    assert (("side", "x y&=é") in twice.pairs) != (("side", "x y&=é") in own.pairs)


@given(PAIRS)
def test_any_question_is_answered_or_refused(pairs: list[tuple[str, str]]) -> None:
    own = question(pairs, DESKS)
    try:
        _ = own.asof, own.rules, own.sort, own.filter, own.claims
    except InputError as fault:
        assert str(fault)
