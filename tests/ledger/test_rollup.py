"""Counts that are kept ready are the counts of the claims, whatever was superseded and whatever is asked."""

from dataclasses import replace
from datetime import date

import pytest

from sayso.ledger import ClaimFilter, open_ledger
from sayso.model import EventType, Polarity, What
from sayso.settings import LedgerSettings
from tests.ledger.build import TEXT, Read, at, full_claim, read, report

BLOCS = ("norland", "sudmark", None)


def reads():
    """Reports over three months, some with a place, some of whose texts change later."""
    for step in range(12):
        own = replace(report(name=f"n{step}", publisher=f"Wire {step}"), published=date(2031, 4 + step % 3, 1 + step * 2), title=f"t{step}")
        one = replace(full_claim(own), what=What(type=list(EventType)[step % 4], family="force"))
        given = (replace(one, when=None), replace(full_claim(own), polarity=Polarity.AFFIRMED)) if step % 2 else (replace(one, where=()),)
        yield Read(own, given)


def fill(book):
    """Three batches, the last of which supersedes reports of both others."""
    every = list(reads())
    book.add(every[:6], at(0))
    book.add([*every[6:], read(name=None)], at(1))
    book.add([read(TEXT.replace("Two", "Six"), name=f"n{step}", publisher=f"Wire {step}") for step in (1, 2, 9)], at(2))


@pytest.fixture(scope="module", params=[1, 9, 1_000], ids=["after each batch", "at times", "never"])
def books(request, tmp_path_factory):
    """A ledger whose counts are made ready that often, and one where they never are."""
    folder = tmp_path_factory.mktemp("rollup")
    with (
        open_ledger(folder / "ready.duckdb", settings=LedgerSettings(roll_up_after=request.param)) as ready,
        open_ledger(folder / "plain.duckdb", settings=LedgerSettings(roll_up_after=1_000_000)) as plain,
    ):
        fill(ready)
        fill(plain)
        yield ready, plain


FILTERS = [
    pytest.param({}, id="all"),
    pytest.param({"types": ("attack", "clash")}, id="types"),
    pytest.param({"blocs": ("norland",)}, id="a bloc"),
    pytest.param({"blocs": ("",), "voices": ("indirect",)}, id="no bloc, voice"),
    pytest.param({"evidence": "E1", "polarities": ("affirmed",), "modalities": ("possible",)}, id="more slots"),
    pytest.param({"publishers": ("Wire 3",)}, id="what no count knows"),
    pytest.param({"first": date(2031, 5, 1)}, id="from the first of a month"),
    pytest.param({"first": date(2031, 4, 15)}, id="from the middle of a month"),
    pytest.param({"until": date(2031, 6, 10)}, id="to the middle of a month"),
    pytest.param({"first": date(2031, 4, 5), "until": date(2031, 6, 10), "types": ("strike",)}, id="over months"),
    pytest.param({"first": date(2031, 5, 5), "until": date(2031, 5, 13)}, id="inside a month"),
    pytest.param({"first": date(2030, 12, 5), "until": date(2031, 12, 13)}, id="over the year's end"),
]


@pytest.mark.parametrize("given", FILTERS)
def test_ready_counts_are_the_counts(books, given):
    ready, plain = books
    asked = ClaimFilter(**given)
    assert ready.facets(asked) == plain.facets(asked)
    assert sum(ready.facets(asked)["voice"].values()) == len(plain.claims(asked, limit=1000).entries)
    for step in ("day", "month"):
        assert ready.timeline(asked, step=step) == plain.timeline(asked, step=step)
    for size in (0.25, 0.3, 2.0):
        assert ready.map_bins(asked, size=size) == plain.map_bins(asked, size=size)


def test_sound_and_made_anew(books):
    ready, _ = books
    before = ready.facets(), ready.timeline(), ready.map_bins()
    assert ready.check() == ()
    ready.reindex()
    assert (ready.facets(), ready.timeline(), ready.map_bins()) == before
    assert ready.check() == ()


def test_a_wrong_count_is_found(tmp_path):
    with open_ledger(tmp_path / "own.duckdb", settings=LedgerSettings(roll_up_after=1)) as book:
        fill(book)
        with book._store.batch() as batch:
            batch.run("UPDATE days SET count = count + 1")
        assert [one.place for one in book.check()] == ["days"]
