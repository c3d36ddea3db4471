"""What every batch does besides: events keep their counts, empty ones are closed, and the audit has a row."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sayso.ledger.schema import AUDIT, EVENTS
from sayso.ledger.store import Batch

_COUNTED = """SELECT event, count(*)::INTEGER AS claims, count(DISTINCT split_part(claim, ':', 1))::INTEGER AS reports
FROM memberships WHERE known_to IS NULL AND event IN (SELECT unnest(?::VARCHAR[])) GROUP BY event"""


def audit(batch: Batch, action: str, known: datetime, detail: Any) -> None:
    """Add the batch's row to the audit."""
    batch.add(AUDIT, [(batch.next_number(AUDIT), known, action, batch.rows, json.dumps(detail))])


def recount(batch: Batch, events: Sequence[str], known: datetime) -> None:
    """Give each of the events whose members changed a row with the new counts."""
    if not events:
        return
    taken = {"n": "? + row_number() OVER ()", "known_from": "?", "known_to": "NULL", "claims": "c.claims", "reports": "c.reports"}
    columns = ", ".join(taken.get(name, f'e."{name}"') for name in EVENTS.names)
    off = (
        f"FROM events e JOIN ({_COUNTED}) c ON c.event = e.id"
        " WHERE e.known_to IS NULL AND (c.claims, c.reports) IS DISTINCT FROM (e.claims, e.reports)"
    )
    stale = [n for (n,) in batch.read(f"SELECT e.n {off}", [list(events)])]
    batch.run(f"INSERT INTO events SELECT {columns} {off}", [batch.next_number(EVENTS) - 1, known, list(events)])
    batch.run("UPDATE events SET known_to = ? WHERE n IN (SELECT unnest(?::BIGINT[]))", [known, stale])


def bury(batch: Batch, events: Sequence[str], known: datetime) -> None:
    """Close those of the events that have no claim left, with their standings."""
    if not events:
        return
    empty = batch.read(
        "SELECT own FROM (SELECT unnest(?::VARCHAR[]) AS own) WHERE own NOT IN (SELECT event FROM memberships WHERE known_to IS NULL)",
        [list(events)],
    )
    ids = [str(own) for (own,) in empty]
    for table, column in (("events", "id"), ("standings", "event")):
        batch.run(f"UPDATE {table} SET known_to = ? WHERE known_to IS NULL AND {column} IN (SELECT unnest(?::VARCHAR[]))", [known, ids])
