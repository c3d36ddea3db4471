"""What every batch does besides: events keep their counts, empty ones are closed, and the audit has a row."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

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
    empty = batch.read(
        "SELECT own FROM (SELECT unnest(?::VARCHAR[]) AS own) WHERE own NOT IN (SELECT event FROM memberships WHERE known_to IS NULL)",
        [list(events)],
    )
    ids = [str(own) for (own,) in empty]
    for table, column in ((EVENTS, "id"), (STANDINGS, "event")):
        rows = batch.read(f"SELECT n FROM {table.name} WHERE known_to IS NULL AND {column} IN (SELECT unnest(?::VARCHAR[]))", [ids])
        batch.close(table, [n for (n,) in rows], known)
