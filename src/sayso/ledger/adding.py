"""Reports into the ledger: a batch in one transaction, nothing twice, a changed report superseding its earlier text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sayso.ledger.columns import Table
from sayso.ledger.entries import Added, ReadLike
from sayso.ledger.rows import claim_row, parts, report_row
from sayso.ledger.schema import CLAIMS, EVIDENCE, LINKS, MEMBERSHIPS, PARTICIPANTS, PLACES, QUANTITIES, REPORTS
from sayso.ledger.store import Batch, Row
from sayso.ledger.upkeep import audit, bury, recount, take_off
from sayso.model import Claim, Report

Address = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Held:
    """A version of a report that stands: its n, version and id."""

    n: int
    version: int
    id: str


@dataclass(slots=True)
class Pile:
    """Rows that a batch gathers before it writes them."""

    standing: dict[Address, Held]
    ids: set[str]
    number: int
    claim_number: int
    rows: dict[Table, list[Row]] = field(default_factory=dict)
    closed: list[int] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    superseded: list[tuple[str, str]] = field(default_factory=list)
    doubles: int = 0

    def put(self, table: Table, *rows: Row) -> None:
        """Add rows for the table."""
        self.rows.setdefault(table, []).extend(rows)


def address(report: Report) -> Address | None:
    """Return under what a later text supersedes this one: its url, or else its name and publisher; None where it has neither."""
    if report.url:
        return (report.url, None, None)
    return (None, report.name, report.publisher) if report.name else None


def add_reports(batch: Batch, read: Sequence[ReadLike], known: datetime) -> Added:
    """Write reports with their claims and return what that did (see Ledger.add)."""
    pile = Pile(
        standing=_standing(batch, [one.report for one in read]),
        ids=_standing_ids(batch, [one.report.id for one in read]),
        number=batch.next_number(REPORTS),
        claim_number=batch.next_number(CLAIMS),
    )
    for one in read:
        _gather(pile, one, known)
    for table in (REPORTS, CLAIMS, LINKS, PLACES, PARTICIPANTS, QUANTITIES, EVIDENCE):
        batch.add(table, pile.rows.get(table, ()))
    events = _close(batch, pile.closed, known)
    added = Added(
        reports=tuple(pile.new), known=tuple(pile.known), superseded=tuple(pile.superseded), claims=len(pile.rows.get(CLAIMS, ())),
        doubles=pile.doubles, events=events,
    )  # fmt: skip
    if pile.new:
        audit(batch, "add", known, {"reports": added.reports, "claims": added.claims, "superseded": added.superseded})
    return added


def _standing_ids(batch: Batch, ids: Sequence[str]) -> set[str]:
    rows = batch.read("SELECT id FROM reports WHERE known_to IS NULL AND id IN (SELECT unnest(?::VARCHAR[]))", [list(ids)])
    return {str(own) for (own,) in rows}


def _standing(batch: Batch, reports: Sequence[Report]) -> dict[Address, Held]:
    """The versions that stand under the reports' addresses."""
    urls = [report.url for report in reports if report.url]
    names = [report.name for report in reports if report.name and not report.url]
    held = "SELECT url, name, publisher, n, version, id FROM reports WHERE known_to IS NULL AND"
    found = batch.read(f"{held} url IN (SELECT unnest(?::VARCHAR[])) ORDER BY n", [urls])
    found += batch.read(f"{held} url IS NULL AND name IN (SELECT unnest(?::VARCHAR[])) ORDER BY n", [names])
    return {((url, None, None) if url else (None, name, publisher)): Held(*own) for url, name, publisher, *own in found}


def _gather(pile: Pile, read: ReadLike, known: datetime) -> None:
    report = read.report
    if report.id in pile.ids:
        pile.known.append(report.id)
        return
    place = address(report)
    before = pile.standing.get(place) if place else None
    if before:
        pile.closed.append(before.n)
        pile.ids.discard(before.id)
        pile.superseded.append((before.id, report.id))
    claims = {claim.id: claim for claim in reversed(read.claims)}
    own = Held(pile.number, before.version + 1 if before else 1, report.id)
    pile.put(REPORTS, report_row(report, read.flags, len(claims), (own.n, own.version, before.n if before else None), known))
    for position, claim in enumerate(one for one in read.claims if claims[one.id] is one):
        _gather_claim(pile, claim, report, position, known)
    pile.doubles += len(read.claims) - len(claims)
    pile.number += 1
    pile.ids.add(report.id)
    pile.new.append(report.id)
    if place:
        pile.standing[place] = own


def _gather_claim(pile: Pile, claim: Claim, report: Report, position: int, known: datetime) -> None:
    pile.put(CLAIMS, claim_row(claim, report, (pile.claim_number, pile.number, position), known))
    for table, rows in parts(claim, pile.claim_number).items():
        pile.put(table, *rows)
    pile.claim_number += 1


def _close(batch: Batch, closed: Sequence[int], known: datetime) -> tuple[str, ...]:
    """Close superseded versions, their claims and memberships; return the events that lost claims."""
    if not closed:
        return ()
    claims = batch.read("SELECT n, id FROM claims WHERE report_n IN (SELECT unnest(?::BIGINT[]))", [list(closed)])
    seats = batch.read(
        "SELECT n, event FROM memberships WHERE known_to IS NULL AND claim IN (SELECT unnest(?::VARCHAR[])) ORDER BY n",
        [[own for _, own in claims]],
    )
    take_off(batch, closed)
    batch.close(REPORTS, closed, known)
    batch.close(CLAIMS, [n for n, _ in claims], known)
    batch.close(MEMBERSHIPS, [n for n, _ in seats], known)
    events = list(dict.fromkeys(str(event) for _, event in seats))
    recount(batch, events, known)
    bury(batch, events, known)
    return tuple(events)
