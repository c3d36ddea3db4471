"""What every batch does besides: events and roll-ups keep their counts, empty events are closed, and the audit has a row."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sayso.ledger.counts import ROLLED
from sayso.ledger.rollup import ROLLUPS, counting
from sayso.ledger.schema import AUDIT, EVENTS, STANDINGS
from sayso.ledger.store import Batch, Row


def audit(batch: Batch, action: str, known: datetime, detail: Any) -> None:
    """Add the batch's row to the audit."""
    batch.add(AUDIT, [(batch.next_number(AUDIT), known, action, batch.rows, json.dumps(detail))])


def restate(batch: Batch, changes: Mapping[str, Mapping[str, Any]], known: datetime) -> None:
    """Give each of the events a row with the columns changed as said, and close the row before it."""
    if not changes:
        return
    columns = ", ".join(f'"{name}"' for name in EVENTS.names)
    before = batch.read(
        f"SELECT {columns} FROM events WHERE known_to IS NULL AND id IN (SELECT unnest(?::VARCHAR[])) ORDER BY n", [list(changes)]
    )
    number = batch.next_number(EVENTS)
    rows: list[tuple[int, Row]] = []
    for row in before:
        held = dict(zip(EVENTS.names, row, strict=True))
        own = {**held, **changes[held["id"]]}
        if own != held:
            rows.append((row[0], tuple({**own, "n": number + len(rows), "known_from": known}.values())))
    batch.close(EVENTS, [n for n, _ in rows], known)
    batch.add(EVENTS, [row for _, row in rows])


def recount(batch: Batch, events: Sequence[str], known: datetime) -> None:
    """Give each of the events whose members changed a row with the new counts."""
    if not events:
        return
    counted = batch.read(
        "SELECT event, count(*), count(DISTINCT split_part(claim, ':', 1)) FROM memberships"
        " WHERE known_to IS NULL AND event IN (SELECT unnest(?::VARCHAR[])) GROUP BY event",
        [list(events)],
    )
    restate(batch, {event: {"claims": claims, "reports": reports} for event, claims, reports in counted}, known)


def bury(batch: Batch, events: Sequence[str], known: datetime) -> None:
    """Close those of the events that have no claim left, with their standings."""
    if not events:
        return
    held = batch.read("SELECT event FROM memberships WHERE known_to IS NULL AND event IN (SELECT unnest(?::VARCHAR[]))", [list(events)])
    ids = sorted(set(events) - {str(event) for (event,) in held})
    for table, column in ((EVENTS, "id"), (STANDINGS, "event")):
        rows = batch.read(f"SELECT n FROM {table.name} WHERE known_to IS NULL AND {column} IN (SELECT unnest(?::VARCHAR[]))", [ids])
        batch.close(table, [n for (n,) in rows], known)


def roll_up(batch: Batch, after: int, known: datetime) -> None:
    """Count the claims that no roll-up counts yet, where there are at least `after`."""
    mark = rolled(batch)
    last = int(batch.read("SELECT coalesce(max(n), 0) FROM claims")[0][0])
    if last - mark < after:
        return
    _count(batch, mark, last, known)


def _count(batch: Batch, mark: int, last: int, known: datetime) -> None:
    for own in ROLLUPS:
        batch.run(counting(own, f"c.known_to IS NULL AND c.n > {mark} AND c.n <= {last}"))
    batch.add(ROLLED, [(last, known)])


def roll_anew(batch: Batch) -> None:
    """Count all claims that the roll-ups count from the beginning."""
    marks = batch.read("SELECT claim_n, known_from FROM rolled ORDER BY claim_n DESC LIMIT 1")
    for table in (*(own.table for own in ROLLUPS), ROLLED):
        batch.run(f"DELETE FROM {table.name}")
    for mark, known in marks:
        _count(batch, 0, mark, known)


def take_off(batch: Batch, reports: Sequence[int]) -> None:
    """Take the claims of reports that are superseded off the roll-ups that count them; they are still believed."""
    mark = rolled(batch)
    numbers = ", ".join(str(int(number)) for number in reports)
    for own in ROLLUPS if mark else ():
        batch.run(counting(own, f"c.known_to IS NULL AND c.n <= {mark} AND c.report_n IN ({numbers})", "-"))


def rolled(batch: Batch) -> int:
    """Return the number of the last claim that the roll-ups count, 0 for none."""
    return int(batch.read("SELECT coalesce(max(claim_n), 0) FROM rolled")[0][0])
