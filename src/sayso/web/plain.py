"""What pages show, as data: the same queries with care taken, for /api/v1 and for .json, .csv and .geojson on every address."""

import csv as comma
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.ledger import ClaimEntry
from sayso.pipeline import sheets_of
from sayso.publish.csv import written
from sayso.publish.document import Plain, claim_row
from sayso.publish.sheet import EventSheet, ReportSheet
from sayso.web.house import House
from sayso.web.jobs import Job
from sayso.web.question import Question

MOST = 500  # entries of a page of JSON


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows, and the cursor that continues them, None at the end."""

    rows: list[Plain]
    next: str | None


def events(house: House, ask: Question, limit: int) -> Listed:
    """Return a page of events as rows of the claims document."""
    page = house.ledger.events(ask.filter, asof=ask.asof, after=ask.one("after"), limit=max(1, min(limit, MOST)), order=ask.sort)
    sheets = sheets_of(house.ledger, [one.id for one in page.entries], asof=ask.asof, profile=ask.rules)
    return Listed([event(house, ask, sheet) for sheet in sheets], page.next)


def event(house: House, ask: Question, sheet: EventSheet) -> Plain:
    """Return one event as a row; claims carry the ids of the ledger, so that links can be made of them."""
    row = house.guard([report.id for report, _ in sheet.members], ask.asof).event(sheet)
    ids = [f"{report.id}:{claim.id}" for report, claim in sheet.members]
    return {**row, "claim_ids": ids, "permalink": ask.plain(f"/events/{sheet.event.id}")}


def report(house: House, ask: Question, identity: str) -> Plain | None:
    """Return the claims document of a report with care taken, None where the ledger did not hold it then."""
    entry = house.ledger.report(identity, asof=ask.asof)
    if entry is None:
        return None
    claims = tuple(one.claim for one in house.ledger.claims_of(identity, asof=ask.asof))
    sheet = ReportSheet(report=entry.report, claims=claims, flags=entry.flags)
    return {**house.guard([identity], ask.asof).report(sheet), "permalink": ask.plain(f"/reports/{identity}")}


def claims(house: House, ask: Question, limit: int) -> Listed:
    """Return a page of claims: those that hold the words of `q`, else by day."""
    limit = max(1, min(limit, MOST))
    if words := ask.one("q"):
        after = ask.one("after")
        found: Sequence[ClaimEntry] = house.ledger.search(
            words, ask.claims, asof=ask.asof, before=int(after) if after and after.isdecimal() else None, limit=limit
        )
        following = str(found[-1].n) if len(found) == limit else None
    else:
        page = house.ledger.claims(ask.claims, asof=ask.asof, after=ask.one("after"), limit=limit)
        found, following = page.entries, page.next
    return Listed(_claims(house, ask, found), following)


def claim(house: House, ask: Question, entry: ClaimEntry) -> Plain:
    """Return one claim as a row with its report and event."""
    return _claims(house, ask, [entry])[0]


def _claims(house: House, ask: Question, entries: Sequence[ClaimEntry]) -> list[Plain]:
    """Claims as rows, fetched together."""
    ids = [one.id for one in entries]
    told, seats = house.ledger.told(ids, asof=ask.asof), house.ledger.seats(ids, asof=ask.asof)
    care = house.guard([own.partition(":")[0] for own in ids], ask.asof)
    return [care.masked(_row(ask, one, seats.get(one.id)), [told[one.id]] if one.id in told else []) for one in entries]


def _row(ask: Question, entry: ClaimEntry, event: str | None) -> Plain:
    report, _, name = entry.id.partition(":")
    return {
        **claim_row(entry.claim), "id": entry.id, "report": report, "publisher": entry.publisher,
        "published": entry.published.isoformat() if entry.published else None, "event": event,
        "permalink": ask.plain(f"/reports/{report}") + f"#{name}",
    }  # fmt: skip


def job(own: Job) -> Plain:
    """Return a job as it goes."""
    return {
        "id": own.id, "state": own.state, "asked": own.asked.isoformat(), "words": own.words, "read": own.read,
        "reports": list(own.reports),
        "claims": own.claims, "events": list(own.events),
        "failures": [{"place": place, "message": message} for place, message in own.failures],
        "href": f"/api/v1/jobs/{own.id}",
    }  # fmt: skip


def csv_of(rows: Iterable[Plain]) -> str:
    """Return flat rows as comma-separated values; a text that begins like a formula is guarded, lists are joined by "; "."""
    listed = [{name: _cell(value) for name, value in row.items()} for row in rows]
    names = list(dict.fromkeys(name for row in listed for name in row))
    out = io.StringIO()
    writer = comma.writer(out)
    writer.writerow(names)
    writer.writerows([written(row.get(name)) for name in names] for row in listed)
    return out.getvalue()


def _cell(value: Any) -> str | int | float | bool | None:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple):
        return "; ".join(str(_cell(one)) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_cell(one)}" for name, one in value.items())
    return str(value)
