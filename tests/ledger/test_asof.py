"""What the ledger believed at a time is what it said at that time, whatever came later."""

import tempfile
from collections import defaultdict
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger import EventFilter, Ledger, open_ledger
from sayso.model import Verdict
from tests.ledger.build import TEXT, at, event, read, standing

NUMBERS = ("Two", "Three", "Four")
ADD = st.tuples(st.just("add"), st.integers(0, 2), st.sampled_from(NUMBERS))
SEAT = st.tuples(st.just("seat"), st.lists(st.integers(0, 2), min_size=6, max_size=6), st.just(""))
STAND = st.tuples(st.just("stand"), st.integers(0, 2), st.sampled_from(list(Verdict)[:3]))
STEPS = st.lists(st.one_of(ADD, SEAT, STAND), min_size=1, max_size=9)


def take(book: Ledger, step: tuple, minute: int) -> None:
    """Take one step: a report, all claims that stand seated anew, or a standing."""
    kind, one, other = step
    if kind == "add":
        book.add([read(TEXT.replace("Two", other), name=f"n{one}")], at(minute))
    elif kind == "seat":
        seats = defaultdict(list)
        for place, entry in zip(one, sorted(book.claims(limit=100).entries, key=lambda entry: entry.id), strict=False):
            seats[f"ev-{place}"].append(entry.id)
        book.put_events({own: event(*claims) for own, claims in seats.items()}, at(minute))
    elif book.event(f"ev-{one}"):
        book.put_standings({f"ev-{one}": standing(other)}, at(minute))


def believed(book: Ledger, asof=None) -> tuple:
    """Everything that pages show."""
    entries = book.events(asof=asof).entries
    whole = {one.id: book.event(one.id, asof=asof).event for one in entries}
    return (
        {one.id: one.claim for one in book.claims(asof=asof, limit=100).entries},
        {one.id: one.standing for one in entries},
        {one.id: (one.claims, one.reports) for one in entries},
        whole,
        {own: [one.standing for one in book.standings_of(own, asof=asof)] for own in whole},
        book.facets(asof=asof),
        book.facets(EventFilter(), asof=asof),
        book.timeline(asof=asof),
    )


@settings(max_examples=8, deadline=None)
@given(STEPS)
def test_the_past_stays_as_it_was(steps):
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "own.duckdb") as book:
        seen = []
        for minute, step in enumerate(steps):
            take(book, step, minute)
            seen.append(believed(book))
        for minute, then in enumerate(seen):
            assert believed(book, at(minute)) == then
        assert {fault.rule for fault in book.check()} <= {"event.id"}  # the ids above are made up
