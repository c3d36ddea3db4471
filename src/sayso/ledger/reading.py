"""Rows back to nouns: what pages and stages ask the ledger."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sayso.ledger import queries
from sayso.ledger.codec import from_text
from sayso.ledger.entries import ClaimEntry, EventEntry, MembershipEntry, Page, ReportEntry, StandingEntry
from sayso.ledger.filters import ClaimFilter, EventFilter, believed
from sayso.ledger.moment import given_back
from sayso.ledger.rows import report_of
from sayso.ledger.store import Row, Store
from sayso.model import Claim, Event, Judgement, Membership, Reason, Report, Standing

Told = dict[str, tuple[Report, Claim]]


def ended(time: datetime | None) -> datetime | None:
    """Return a time of the file with its zone, None for none."""
    return None if time is None else given_back(time)


def report_entry(row: Row) -> ReportEntry:
    """Return the entry of a row of queries.REPORT."""
    n, text, plain, flags, claims, version, supersedes, known_from, known_to = row
    return ReportEntry(
        n=n, report=report_of(text, plain), flags=tuple(flags), claims=claims, version=version, supersedes=supersedes,
        known_from=given_back(known_from), known_to=ended(known_to),
    )  # fmt: skip


def claim_entry(row: Row) -> ClaimEntry:
    """Return the entry of a row of queries.CLAIM."""
    n, own, plain, position, publisher, published, known_from, known_to = row
    return ClaimEntry(
        n=n, id=own, claim=from_text(Claim, plain), position=position, publisher=publisher, published=published,
        known_from=given_back(known_from), known_to=ended(known_to),
    )  # fmt: skip


def event_entry(row: Row, members: Iterable[Membership] = ()) -> EventEntry:
    """Return the entry of a row of queries.EVENT."""
    n, own, plain, claims, reports, known_from, known_to, standing, standing_from = row
    held = from_text(Standing, standing) if standing else None
    event = replace(from_text(Event, plain), members=tuple(members), standing=held)
    return EventEntry(
        n=n, id=own, event=event, claims=claims, reports=reports, known_from=given_back(known_from), known_to=ended(known_to),
        standing_from=ended(standing_from),
    )  # fmt: skip


def reports(store: Store, ids: Sequence[str], asof: datetime | None) -> list[ReportEntry]:
    """Return the versions of the reports that were believed, in the order of their numbers."""
    sql, given = believed("r", asof)
    chosen = "r.id IN (SELECT unnest(?::VARCHAR[]))"
    rows = store.read(f"SELECT {queries.REPORT} FROM reports r WHERE {' AND '.join([chosen, *sql])} ORDER BY n", [list(ids), *given])
    return [report_entry(row) for row in rows]


def versions(store: Store, report: str) -> list[ReportEntry]:
    """Return every version under the report's url, or else its name and publisher, that the ledger ever held, oldest first."""
    parts, given = ["id = ?"], [report]
    for url, name, publisher in store.read("SELECT DISTINCT url, name, publisher FROM reports WHERE id = ?", [report]):
        parts.append("url = ?" if url else "(url IS NULL AND name = ? AND publisher IS NOT DISTINCT FROM ?)")
        given += [url] if url else [name, publisher]
    rows = store.read(f"SELECT {queries.REPORT} FROM reports WHERE {' OR '.join(parts)} ORDER BY n", given)
    return [report_entry(row) for row in rows]


def sheets(store: Store, ids: Sequence[str], asof: datetime | None) -> dict[str, tuple[ReportEntry, tuple[ClaimEntry, ...]]]:
    """Return each report that was believed with its claims in text order, by id."""
    entries = reports(store, ids, asof)
    sql, given = believed("c", asof)
    chosen = " AND ".join(["c.report_n IN (SELECT unnest(?::BIGINT[]))", *sql])
    rows = store.read(f"SELECT {queries.CLAIM} FROM claims c WHERE {chosen} ORDER BY position", [[own.n for own in entries], *given])
    found: dict[str, list[ClaimEntry]] = {}
    for own in map(claim_entry, rows):
        found.setdefault(own.id.partition(":")[0], []).append(own)
    return {own.report.id: (own, tuple(found.get(own.report.id, ()))) for own in entries}


def claims(store: Store, own: ClaimFilter, asof: datetime | None, after: str | None, limit: int) -> Page[ClaimEntry]:
    """Return a page of claims, newest day first."""
    found = store.read(*queries.page(own, asof, after, limit))
    return Page(tuple(claims_numbered(store, [n for n, _ in found])), _next(found, limit))


def claims_numbered(store: Store, numbers: list[int]) -> list[ClaimEntry]:
    """Return the claims of these numbers, in this order."""
    held = {row[0]: row for row in store.read(*queries.rows("claims", numbers))} if numbers else {}
    return [claim_entry(held[number]) for number in numbers]


def events(store: Store, own: EventFilter, asof: datetime | None, after: str | None, limit: int, order: str) -> Page[EventEntry]:
    """Return a page of events without their members in an order of queries.ORDERS."""
    found = store.read(*queries.page(own, asof, after, limit, order))
    numbers = [n for n, _ in found]
    held = {row[0]: row for row in store.read(*queries.events_by("n", numbers, own.profile, asof))} if numbers else {}
    return Page(tuple(event_entry(held[number]) for number in numbers), _next(found, limit))


def _next(found: Sequence[Row], limit: int) -> str | None:
    return queries.cursor(found[-1][1], found[-1][0]) if len(found) == limit else None


def whole(store: Store, ids: Sequence[str], profile: str, asof: datetime | None) -> dict[str, EventEntry]:
    """Return events with their members by id; those that were not believed are left out."""
    rows = store.read(*queries.events_by("id", list(ids), profile, asof))
    seats: dict[str, list[Membership]] = {}
    for event, claim, reason in store.read(*queries.members(list(ids), asof)) if rows else ():
        seats.setdefault(event, []).append(Membership(claim=claim, reason=from_text(Reason, reason)))
    return {row[1]: event_entry(row, seats.get(row[1], ())) for row in rows}


def memberships(store: Store, column: str, value: str, asof: datetime | None, *, past: bool) -> list[MembershipEntry]:
    """Return the memberships of an event or claim: those believed at the time, or all there ever were."""
    sql, given = ([], []) if past else believed("m", asof)
    rows = store.read(
        "SELECT event, claim, rule, score, known_from, known_to FROM memberships m"
        f" WHERE {' AND '.join([f'{column} = ?', *sql])} ORDER BY {'n' if past else 'position, n'}",
        [value, *given],
    )
    return [
        MembershipEntry(event=own, claim=claim, rule=rule, score=score, known_from=given_back(known), known_to=ended(until))
        for own, claim, rule, score, known, until in rows
    ]


def members(store: Store, events: Sequence[str]) -> dict[str, list[str]]:
    """Return the ids of the claims of each event, the founder first."""
    found: dict[str, list[str]] = {event: [] for event in events}
    for event, claim, _ in store.read(*queries.members(list(events), None)):
        found[event].append(claim)
    return found


def seats(store: Store, claims: Sequence[str], asof: datetime | None) -> dict[str, str]:
    """Return the event of each of the claims that belonged to one."""
    sql, given = believed("m", asof)
    chosen = " AND ".join(["claim IN (SELECT unnest(?::VARCHAR[]))", *sql])
    return dict(store.read(f"SELECT claim, event FROM memberships m WHERE {chosen} ORDER BY position DESC, n DESC", [list(claims), *given]))


def standing_entries(rows: Iterable[Row]) -> list[StandingEntry]:
    """Return the entries of rows event, json, cause, known_from, known_to."""
    return [
        StandingEntry(event=own, standing=from_text(Standing, plain), cause=cause, known_from=given_back(known), known_to=ended(until))
        for own, plain, cause, known, until in rows
    ]


def standings(store: Store, condition: str, given: list[Any], limit: int | None = None) -> list[StandingEntry]:
    """Return standings in the order in which they became known."""
    bound = f" LIMIT {int(limit)}" if limit is not None else ""
    rows = store.read(f"SELECT event, json, cause, known_from, known_to FROM standings WHERE {condition} ORDER BY n{bound}", given)
    return standing_entries(rows)


def told(store: Store, ids: Sequence[str], asof: datetime | None) -> Told:
    """Return report and claim for each claim id that was believed."""
    rows = store.read(*queries.told(list(ids), asof))
    numbers = sorted({report for _, _, report in rows})
    texts = store.read(f"SELECT {queries.REPORT} FROM reports WHERE n IN (SELECT unnest(?::BIGINT[]))", [numbers]) if rows else []
    held = {row[0]: report_entry(row).report for row in texts}
    return {own: (held[report], from_text(Claim, plain)) for own, plain, report in rows}


def judgements(store: Store, asof: datetime | None) -> tuple[Judgement, ...]:
    """Return the rulings known at the time, in the order in which they came."""
    sql, given = ("known_from <= ?", [asof]) if asof else ("TRUE", [])
    return tuple(from_text(Judgement, plain) for (plain,) in store.read(f"SELECT json FROM judgements WHERE {sql} ORDER BY n", given))
