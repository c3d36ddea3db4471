"""The board, the event page and the page of sources: what stands on them, at any width, and never more than the width."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sayso.model import EventType, Verdict, When
from sayso.publish.sheet import EventSheet
from sayso.publish.words import between, place_words, when_words
from sayso.terminal import board, event, sources
from tests.publish.fiction import ledger
from tests.stand.cast import claim, link, report, spot


def sheets() -> tuple[EventSheet, ...]:
    """The events of the fiction."""
    return ledger()[0]


@pytest.mark.parametrize("width", [60, 80, 100, 132])
def test_nothing_is_wider_than_the_page(width: int) -> None:
    pages = [
        board.render(sheets(), width=width),
        *(event.render(one, width=width) for one in sheets()),
        sources.render(sheets(), width=width),
    ]
    assert all(cell_len(line) <= width for page in pages for line in page.split("\n"))


@pytest.mark.parametrize("width", [80, 120])
def test_board(width: int) -> None:
    page = board.render(sheets(), width=width)
    head, standings, *_ = page.split("\n")
    assert (head, standings) == ("3 events, 5 claims in 2 reports", "1 corroborated, 2 single source")
    assert page.index("Tuesday 13 May 2031") < page.index("Day not stated")
    for words in ("●◆  corroborated", "1 ▮▮▮▮▮▮", "E3", "2 origins, 2 outlets", "▲ Grain Mission", "● Norland army", "killed 3 to 4",
                  "Midvale, ±2 km", "not placeable", "under custody"):  # fmt: skip
        assert words in page
    assert all(sheet.event.id in page for sheet in sheets())


def test_board_order_does_not_matter() -> None:
    assert board.render(sheets()) == board.render(sheets()[::-1])


def test_empty_pages_say_what_to_type() -> None:
    assert "sayso add" in board.render([])
    assert "sayso add" in sources.render([])


def test_colour_only_where_asked() -> None:
    assert "\x1b[" in board.render(sheets(), colour=True)
    assert "\x1b[" not in board.render(sheets())


def test_event_page() -> None:
    page = event.render(sheets()[0])
    for words in ("Sudmark struck a silo in Midvale", "●◆  corroborated  1 ▮▮▮▮▮▮  E3  2 origins, 2 outlets", "13 May 2031 (2031-05-13)",
                  "Grain Mission: 4", "Norland army: 3", "● Norland army › Morning Wire", "○ Evening Echo", "Why corroborated",
                  "What would move it", "Looked at, did not decide", "E3 video"):  # fmt: skip
        assert words in page
    for own in sheets()[0].standing.reasons:
        assert own.rule in page


def test_event_page_marks_denials() -> None:
    paper = report("denial", "No silo was struck, the Sudmark army said.")
    denial = claim(paper, "No silo was struck", link("Sudmark army", "said", bloc="sudmark"), kind=EventType.STRIKE, negated=True)
    first = sheets()[0]
    page = event.render(replace(first, members=(*first.members, (paper, denial))))
    assert "NOT: No silo was struck" in page
    assert page.index("Norland army ─") < page.index("■ Sudmark army ─") < page.index("own voice ─")


def test_steering_characters_do_not_pass() -> None:
    first = sheets()[0]
    odd = replace(first, event=replace(first.event, gist="a\x1b[31m silo\nburned"))
    assert "\x1b" not in board.render([odd]) + event.render(odd)


def test_sources() -> None:
    page = sources.render(sheets(), width=120)
    assert "3 named sources" in page
    assert "Orlen Vasko" not in page
    army = next(line for line in page.split("\n") if "Norland army" in line)
    assert army.split()[3:9] == ["2", "1", "1", "of", "1", "(21–100"]


def test_sources_count_what_was_contradicted() -> None:
    denied = replace(sheets()[0], standing=replace(sheets()[0].standing, verdict=Verdict.DENIED))
    page = sources.render([denied])
    assert "0 of 1 (0–79 %)" in page


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share(pair: tuple[int, int]) -> None:
    k, n = pair
    low, high = sources.wilson(k, n)
    assert 0 <= low <= k / n + 1e-9 and k / n - 1e-9 <= high <= 1


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (3, 3, "3"),
        (3, 4, "3 to 4"),
        (3, None, "at least 3"),
        (None, 4, "at most 4"),
        (None, None, "no number"),
        (10000, 12000, "10,000 to 12,000"),
    ],
)
def test_between(low: float | None, high: float | None, words: str) -> None:
    assert between(low, high) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        pytest.param(date(2031, 5, 13), date(2031, 5, 14), "13 May 2031", id="a day"),
        pytest.param(None, date(2031, 5, 14), "by 13 May 2031", id="by a day"),
        pytest.param(date(2031, 5, 13), None, "13 May 2031 →", id="going on"),
        pytest.param(date(2031, 5, 1), date(2031, 6, 1), "1 May 2031 – 31 May 2031", id="a month"),
        pytest.param(None, None, "day not stated", id="open on both sides"),
    ],
)
def test_when_words(start: date | None, end: date | None, words: str) -> None:
    assert when_words(When(edtf="..", start=start, end=end, precision="day")) == words


def test_place_words() -> None:
    assert place_words(()) == "not placeable"
    assert place_words((spot("Midvale", 50, 30, 5), spot("Eastvale", 51, 30, 5))) == "Midvale, ±5 km and 1 more"
