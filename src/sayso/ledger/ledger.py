"""The ledger: append-only, and it remembers when it learned what."""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sayso.errors import LedgerError
from sayso.ledger import finding, owner, pages, queries, reading, shelves, snapshot
from sayso.ledger.adding import add_reports
from sayso.ledger.check import Finding, findings
from sayso.ledger.codec import from_text, to_text
from sayso.ledger.entries import (
    Added,
    Bin,
    ClaimEntry,
    EventEntry,
    FailureEntry,
    FailureLike,
    MembershipEntry,
    Page,
    ReadLike,
    ReportEntry,
    StandingEntry,
)
from sayso.ledger.eventing import write_events, write_standings
from sayso.ledger.filters import ClaimFilter, EventFilter, believed
from sayso.ledger.laws import Fault
from sayso.ledger.moment import given_back, next_moment, utc
from sayso.ledger.rows import clean
from sayso.ledger.schema import FAILURES, JUDGEMENTS
from sayso.ledger.search import Search, remove, search_file, words_of
from sayso.ledger.store import Batch, Row, Store
from sayso.ledger.upkeep import audit, roll_anew, roll_up
from sayso.model import Claim, Event, Judgement, Reason, Standing
from sayso.settings import LedgerSettings, shipped

CATCH_UP = 10_000  # claims that are indexed together when the search file lags behind
NO_CLAIMS, NO_EVENTS = ClaimFilter(), EventFilter()


def open_ledger(path: Path | str, *, read_only: bool = False, settings: LedgerSettings | None = None) -> "Ledger":
    """Return the ledger at `path`, made where there is none; use it in a `with` statement.

    Raises LedgerBusyError where another process has it, LedgerError where the file cannot be had (read_only: also where there is none).
    """
    return Ledger(Path(path).expanduser().absolute(), settings or shipped().ledger, read_only=read_only)


class Ledger:
    """An open ledger. Any thread may use it; batches are written one after the other.

    Every reading takes `asof`: what the ledger believed at that time; None = now. All times are aware; the ledger keeps UTC.
    """

    def __init__(self, path: Path, settings: LedgerSettings, *, read_only: bool) -> None:
        self.path, self._settings, self._indexing = path, settings, threading.Lock()
        self._store = Store(path, settings, read_only=read_only)
        try:
            self._search = self._open_search()
        except BaseException:
            self._store.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        if self._search:
            self._search.close()
        self._store.close()

    def announce(self, address: str) -> None:
        """Tell other processes at which address this one serves the ledger."""
        owner.sign(self.path, replace(owner.this_process(datetime.now(UTC)), address=address))

    @property
    def turn(self) -> int:
        """How many batches this process has written: what was worked out at the same turn still holds."""
        return self._store.commits

    # What is written

    def add(self, read: Sequence[ReadLike], known_at: datetime) -> Added:
        """Add reports with their claims, in one transaction, and return what that did.

        A report that stands already (same id, so same text) adds nothing. One with the url, or without url the name and
        publisher, of an earlier text supersedes it: the old report, its claims and their memberships are closed, and stay for asof.
        """
        with self._store.batch() as batch:
            known = self._moment(batch, known_at)
            added = add_reports(batch, read, known)
            roll_up(batch, self._settings.roll_up_after, known)
        if added.claims:
            self._catch_up()
        return added

    def put_events(
        self, events: Mapping[str, Event], known_at: datetime, *, merged: Mapping[str, str] | None = None, cause: str = ""
    ) -> tuple[str, ...]:
        """Write events as they are now, by id, in one transaction, and return the ids of all that changed, in no order.

        Members are whole: a claim that is missing leaves the event, one that stood in another event leaves that one. An event
        whose last claim went is closed; `merged` says (old id -> id) where its claims went. An event that carries a standing
        is written with it, as by `put_standings`; without one it keeps the standing that it has. What is as before is not written.
        """
        with self._store.batch() as batch:
            return write_events(batch, events, merged or {}, cause, self._moment(batch, known_at))

    def put_standings(self, standings: Mapping[str, Standing], known_at: datetime, *, cause: str = "") -> tuple[str, ...]:
        """Write the standings of events (by event id, each under its profile) and return the events whose standing changed."""
        with self._store.batch() as batch:
            return write_standings(batch, standings, cause, self._moment(batch, known_at))

    def add_judgement(self, judgement: Judgement, known_at: datetime) -> None:
        """Add a person's ruling."""
        with self._store.batch() as batch:
            known = self._moment(batch, known_at)
            row = (
                batch.next_number(JUDGEMENTS), known, judgement.ruling.value, list(judgement.subjects), clean(judgement.author),
                utc(judgement.at), clean(judgement.note), to_text(judgement),
            )  # fmt: skip
            batch.add(JUDGEMENTS, [row])
            audit(batch, "judgement", known, {"subjects": judgement.subjects, "author": clean(judgement.author)})

    def add_failures(self, failures: Iterable[FailureLike], known_at: datetime) -> None:
        """Add reports that could not be read."""
        with self._store.batch() as batch:
            known, number = self._moment(batch, known_at), batch.next_number(FAILURES)
            rows = [(number + step, known, clean(one.place), clean(one.message)) for step, one in enumerate(failures)]
            if rows:
                batch.add(FAILURES, rows)
                audit(batch, "failures", known, {"failures": len(rows)})

    def _moment(self, batch: Batch, known_at: datetime) -> datetime:
        last = batch.read("SELECT max(known_from) FROM audit")[0][0]
        return next_moment(known_at, last, self._settings.clock_slack_seconds)

    # What linking asks

    def unlinked(self, limit: int) -> tuple[str, ...]:
        """Return ids of claims that belong to no event yet, oldest first; remarks and recaps (not core) never do."""
        return tuple(shelves.unlinked(self._store, limit))

    def shelve(self, kept: Mapping[str, shelves.Kept]) -> None:
        """Keep claims (by id) under keys and buckets of days, for `near`."""
        with self._store.batch() as batch:
            shelves.shelve(batch, kept)

    def near(self, keys: Iterable[str], buckets: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of events that have a claim under any of the keys in any of the buckets."""
        return tuple(shelves.near(self._store, keys, buckets))

    def ambiguous(self) -> dict[str, Reason]:
        """Return the claims that fitted two events too closely, with the reason; a person's judgement settles them."""
        return {claim: from_text(Reason, plain) for claim, plain in shelves.ambiguous(self._store)}

    def positions(self, claims: Sequence[str]) -> dict[str, int]:
        """Return the place of each claim (by id) in its report, counted from 0."""
        return shelves.positions(self._store, claims)

    # What is read

    def still(self) -> AbstractContextManager[None]:
        """Let this thread read one state of the ledger within a `with` statement, the same for all its readings."""
        return self._store.still()

    def report(self, report: str, *, asof: datetime | None = None) -> ReportEntry | None:
        """Return a report by its id, None where it was not believed (see `versions`)."""
        found = reading.reports(self._store, [report], _time(asof))
        return found[-1] if found else None

    def holds(self, reports: Iterable[str], *, past: bool = False) -> frozenset[str]:
        """Return those of the report ids that stand now (they need no reading again); `past`: that were ever in the ledger."""
        standing = "TRUE" if past else "known_to IS NULL"
        rows = self._store.read(f"SELECT id FROM reports WHERE {standing} AND id IN (SELECT unnest(?::VARCHAR[]))", [list(reports)])
        return frozenset(str(own) for (own,) in rows)

    def report_ids(self, *, asof: datetime | None = None) -> tuple[str, ...]:
        """Return the ids of all reports that are believed, oldest first."""
        sql, given = believed("r", _time(asof))
        return tuple(str(own) for (own,) in self._store.read(f"SELECT r.id FROM reports r WHERE {' AND '.join(sql)} ORDER BY r.n", given))

    def versions(self, report: str) -> tuple[ReportEntry, ...]:
        """Return every text that this report superseded or was superseded by, and itself, oldest first."""
        return tuple(reading.versions(self._store, report))

    def claims(
        self, own: ClaimFilter = NO_CLAIMS, *, asof: datetime | None = None, after: str | None = None, limit: int = 50
    ) -> Page[ClaimEntry]:
        """Return claims that meet the filter, newest day first; `after` is `next` of the page before."""
        return reading.claims(self._store, own, _time(asof), after, limit)

    def claims_of(self, report: str, *, asof: datetime | None = None) -> tuple[ClaimEntry, ...]:
        """Return the claims of a report in text order."""
        found = reading.claims(self._store, ClaimFilter(report=report), _time(asof), None, 1 << 31).entries
        return tuple(sorted(found, key=lambda entry: entry.position))

    def sheets(self, reports: Iterable[str], *, asof: datetime | None = None) -> dict[str, tuple[ReportEntry, tuple[ClaimEntry, ...]]]:
        """Return each of these reports that is believed with its claims in text order, by id."""
        with self.still():
            return reading.sheets(self._store, list(reports), _time(asof))

    def told(self, claims: Iterable[str], *, asof: datetime | None = None) -> reading.Told:
        """Return report and claim for each id "REPORT:CLAIM"; ids that were not believed are left out."""
        with self.still():
            return reading.told(self._store, list(claims), _time(asof))

    def events(
        self, own: EventFilter = NO_EVENTS, *, asof: datetime | None = None, after: str | None = None, limit: int = 50, order: str = "day"
    ) -> Page[EventEntry]:
        """Return events that meet the filter with their standings but without members, newest day first or in another of ORDERS."""
        with self.still():
            return reading.events(self._store, own, _time(asof), after, limit, order)

    def rows(self, query: queries.Query) -> list[Row]:
        """Return the rows of a query of sayso.ledger.pages."""
        return self._store.read(*query)

    def event(self, event: str, *, asof: datetime | None = None, profile: str = "sayso") -> EventEntry | None:
        """Return an event with members and standing, None where it was not believed (see `merged_into`)."""
        return self.whole([event], asof=asof, profile=profile).get(event)

    def whole(self, events: Iterable[str], *, asof: datetime | None = None, profile: str = "sayso") -> dict[str, EventEntry]:
        """Return events with members and standings by id; ids that were not believed are left out."""
        with self.still():
            return reading.whole(self._store, list(events), profile, _time(asof))

    def merged_into(self, event: str) -> str | None:
        """Return the event that took the claims of this one, None where it was not merged, or stands again since."""
        gone = "NOT EXISTS (SELECT 1 FROM events e WHERE e.id = r.event AND e.known_to IS NULL)"
        rows = self._store.read(f'SELECT "into" FROM redirects r WHERE event = ? AND {gone} ORDER BY known_from DESC LIMIT 1', [event])
        return str(rows[0][0]) if rows else None

    def memberships(self, event: str, *, asof: datetime | None = None, past: bool = False) -> tuple[MembershipEntry, ...]:
        """Return an event's memberships; `past` gives all there ever were, in the order they came."""
        return tuple(reading.memberships(self._store, "event", event, _time(asof), past=past))

    def members(self, events: Iterable[str]) -> dict[str, list[str]]:
        """Return the ids of the claims that each of the events has now, the founder first."""
        return reading.members(self._store, list(events))

    def event_of(self, claim: str, *, asof: datetime | None = None) -> str | None:
        """Return the event that a claim belongs to, None for none."""
        found = reading.memberships(self._store, "claim", claim, _time(asof), past=False)
        return found[0].event if found else None

    def seats(self, claims: Iterable[str], *, asof: datetime | None = None) -> dict[str, str]:
        """Return the event of each of the claims (by id) that belongs to one."""
        return reading.seats(self._store, list(claims), _time(asof))

    def events_of_outlet(self, publisher: str) -> tuple[str, ...]:
        """Return the events that have a claim of an outlet now."""
        return tuple(str(event) for (event,) in self._store.read(*pages.events_of_outlet(publisher)))

    def standings_of(self, event: str, *, profile: str = "sayso", asof: datetime | None = None) -> tuple[StandingEntry, ...]:
        """Return how an event stood, one entry for each change up to `asof`, oldest first."""
        until, given = ("AND known_from <= ?", [_time(asof)]) if asof else ("", [])
        return tuple(reading.standings(self._store, f"event = ? AND profile = ? {until}", [event, profile, *given]))

    def changes(self, since: datetime, *, profile: str = "sayso", limit: int = 500) -> tuple[StandingEntry, ...]:
        """Return the standings that became known after a time, oldest first."""
        return tuple(reading.standings(self._store, "known_from > ? AND profile = ?", [_time(since), profile], limit))

    def judgements(self, *, asof: datetime | None = None) -> tuple[Judgement, ...]:
        """Return all rulings in the order in which they came."""
        return reading.judgements(self._store, _time(asof))

    def failures(self, *, since: datetime | None = None) -> tuple[FailureEntry, ...]:
        """Return reports that could not be read, oldest first."""
        later, given = ("WHERE known_from > ?", [_time(since)]) if since else ("", [])
        rows = self._store.read(f"SELECT place, message, known_from FROM failures {later} ORDER BY n", given)
        return tuple(FailureEntry(place=place, message=message, known_from=given_back(known)) for place, message, known in rows)

    def facets(self, own: ClaimFilter | EventFilter = NO_CLAIMS, *, asof: datetime | None = None) -> dict[str, dict[str | None, int]]:
        """Return for each facet (type, bloc, ... or type, verdict, ...) how many claims or events have which value.

        None counts those without a value; values come most frequent first.
        """
        names = queries.CLAIM_FACETS if isinstance(own, ClaimFilter) else queries.EVENT_FACETS
        found: dict[str, dict[str | None, int]] = {name: {} for name in names}
        for grouping, value, count in sorted(self._counted(lambda mark: queries.facets(own, _time(asof), mark)), key=lambda row: -row[2]):
            found[queries.facet_of(grouping, names)][value] = count
        return found

    def map_bins(self, own: ClaimFilter | EventFilter = NO_CLAIMS, *, size: float = 1.0, asof: datetime | None = None) -> tuple[Bin, ...]:
        """Return how many claims or events have their place in which square of `size` degrees; those without a place are left out."""
        rows = self._counted(lambda mark: queries.map_bins(own, size, _time(asof), mark))
        return tuple(Bin(y * size, x * size, count) for y, x, count in rows)

    def timeline(
        self, own: ClaimFilter | EventFilter = NO_CLAIMS, *, step: str = "day", asof: datetime | None = None
    ) -> tuple[tuple[date, int], ...]:
        """Return how many claims or events fall on which day, week, month or year, in order; those without a day are left out."""
        return tuple((day, count) for day, count in self._counted(lambda mark: queries.timeline(own, step, _time(asof), mark)))

    # Full text

    def search(
        self, words: str, own: ClaimFilter = NO_CLAIMS, *, asof: datetime | None = None, before: int | None = None, limit: int = 50
    ) -> tuple[ClaimEntry, ...]:
        """Return the claims last learned that hold all the words ("phrases" and beginnings with a star too) and meet the filter.

        `before` is the number `n` of the last entry of the page before.
        """
        if self._search is None:
            raise LedgerError(
                f"{search_file(self.path)} is not there or not in step: open the ledger for writing once, or run `sayso reindex`"
            )
        step = self._settings.search_step
        found = finding.matches(self._store, self._search, words, own, _time(asof), before, limit, step)
        return tuple(reading.claims_numbered(self._store, found))

    def reindex(self) -> int:
        """Make the search file and the ready counts anew and return how many claims are in the search file."""
        if self._search is None:
            raise LedgerError(f"{self.path} is open for reading only: open it without read_only to make the search file")
        with self._store.batch() as batch:
            roll_anew(batch)
        self._search.empty()
        return self._catch_up()

    # The file as a whole

    def snapshot(self, path: Path | str) -> None:
        """Write a copy of the ledger, as it is now, to `path` (with its search file beside it), to be opened with read_only."""
        snapshot.copy(self._store, self._search, Path(path).expanduser().absolute(), self._catch_up)

    def check(self) -> tuple[Fault, ...]:
        """Return everything that does not hold (none in a sound ledger)."""
        return tuple(fault for law in self.findings() for fault in law.faults)

    def findings(self) -> tuple[Finding, ...]:
        """Return every law that a ledger keeps, with how many rows were looked at and those that break it."""
        return findings(self._store, self._search, search_file(self.path))

    def _open_search(self) -> Search | None:
        """The search file in step with the ledger; a writer mends or remakes it, a reader goes without one that is not."""
        file, last = search_file(self.path), self._last_claim()
        try:
            search = Search(file, self._store.id, read_only=self._store.read_only)
        except LedgerError:
            if self._store.read_only:
                return None
            remove(file)
            search = Search(file, self._store.id, read_only=False)
        if self._store.read_only and search.last() < last:
            search.close()
            return None
        if not self._store.read_only:
            if not 0 <= search.last() <= last:
                search.empty()
            self._search = search
            self._catch_up()
        return search

    def _counted(self, query: Callable[[int], queries.Query]) -> list[Row]:
        """The rows of a query on the roll-ups, asked again where they were brought up to date meanwhile."""
        while True:
            mark = self._mark()
            rows = self._store.read(*query(mark))
            if self._mark() == mark:
                return rows

    def _mark(self) -> int:
        """The number of the last claim that is counted in the roll-ups, 0 for none."""
        return int(self._store.read("SELECT coalesce(max(claim_n), 0) FROM rolled")[0][0])

    def _last_claim(self) -> int:
        return int(self._store.read("SELECT coalesce(max(n), 0) FROM claims")[0][0])

    def _catch_up(self) -> int:
        """Index the claims that the search file lacks and return how many these were."""
        if self._search is None:
            return 0
        with self._indexing:
            count, last = 0, self._search.last()
            while rows := self._store.read("SELECT n, json FROM claims WHERE n > ? ORDER BY n LIMIT ?", [last, CATCH_UP]):
                last = int(rows[-1][0])
                self._search.add(((n, words_of(from_text(Claim, plain))) for n, plain in rows), last)
                count += len(rows)
        return count


def _time(asof: datetime | None) -> datetime | None:
    return None if asof is None else utc(asof)
