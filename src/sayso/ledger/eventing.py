"""Events and standings into the ledger: what changed is added, what it replaces is closed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sayso.ledger.codec import to_text
from sayso.ledger.filters import PROFILE
from sayso.ledger.rows import clean, days, event_key, named, spot, standing_row, verdict
from sayso.ledger.schema import EVENTS, MEMBERSHIPS, REDIRECTS, STANDINGS
from sayso.ledger.store import Batch, Row
from sayso.ledger.upkeep import audit, bury, recount, restate
from sayso.model import Event, Membership, Standing

Seat = tuple[str, int]  # the event that a claim belongs to, and its position there
_STANDS = EVENTS.names[EVENTS.names.index("verdict") : EVENTS.names.index("json")]


def write_events(batch: Batch, events: Mapping[str, Event], merged: Mapping[str, str], cause: str, known: datetime) -> tuple[str, ...]:
    """Write the events as they are now and return the ids of those that changed (see Ledger.put_events)."""
    members = {one.claim: (event, at, one) for event, noun in events.items() for at, one in enumerate(noun.members)}
    changed = dict.fromkeys(_seat(batch, events, members, known))
    standings = {own: event.standing for own, event in events.items() if event.standing is not None and event.members}
    changed.update(dict.fromkeys(_log(batch, standings, cause, known)))
    changed.update(dict.fromkeys(_describe(batch, events, known)))
    recount(batch, [one for one in changed if one not in events], known)
    bury(batch, list(changed), known)
    batch.add(REDIRECTS, [(gone, into, known) for gone, into in merged.items()])
    if batch.rows:
        audit(batch, "events", known, {"events": list(changed), "merged": dict(merged)})
    return tuple(changed)


def _seat(batch: Batch, events: Mapping[str, Event], members: Mapping[str, tuple[str, int, Membership]], known: datetime) -> list[str]:
    """Close memberships that hold no longer, add new ones, and return the events touched."""
    seats = "SELECT n, event, claim, position FROM memberships WHERE known_to IS NULL AND"
    found = batch.read(
        f"{seats} event IN (SELECT unnest(?::VARCHAR[])) UNION {seats} claim IN (SELECT unnest(?::VARCHAR[])) ORDER BY n",
        [list(events), list(members)],
    )
    seated = {claim: (event, position) for _, event, claim, position in found}
    wanted: dict[str, Seat] = {claim: (event, at) for claim, (event, at, _) in members.items()}
    gone = [(n, event) for n, event, claim, position in found if wanted.get(claim) != (event, position)]
    batch.close(MEMBERSHIPS, [n for n, _ in gone], known)
    number = batch.next_number(MEMBERSHIPS)
    fresh = [(claim, *own) for claim, own in members.items() if seated.get(claim) != wanted[claim]]
    numbers: dict[str, int] = dict(
        batch.read("SELECT id, n FROM claims WHERE known_to IS NULL AND id IN (SELECT unnest(?::VARCHAR[]))", [[own[0] for own in fresh]])
    )
    batch.add(MEMBERSHIPS, [_membership((number + step, numbers.get(own[0])), *own, known) for step, own in enumerate(fresh)])
    return [*(event for _, event in gone), *(event for _, event, _, _ in fresh)]


def _membership(numbers: tuple[int, int | None], claim: str, event: str, position: int, own: Membership, known: datetime) -> Row:
    """The row of a membership; `numbers` are its own n and the claim's."""
    number, claim_n = numbers
    reason = own.reason
    return number, event, event_key(event), claim, claim_n, position, known, None, reason.rule, reason.score, to_text(reason)


def _describe(batch: Batch, events: Mapping[str, Event], known: datetime) -> list[str]:
    """Add a row for each event that is not as its row says, and return their ids."""
    columns = ", ".join(("n", "id", "claims", "reports", "json", *_STANDS))
    rows = batch.read(f"SELECT {columns} FROM events WHERE known_to IS NULL AND id IN (SELECT unnest(?::VARCHAR[]))", [list(events)])
    held = {row[1]: row for row in rows}
    number = batch.next_number(EVENTS)
    fresh: list[Row] = []
    for own, event in events.items():
        before = held.get(own, (None,) * (5 + len(_STANDS)))
        stands = _stands(event.standing, before[5:], known)
        counts = (len(event.members), len({one.claim.partition(":")[0] for one in event.members}))
        plain = to_text(replace(event, members=(), standing=None))
        if event.members and before[2:] != (*counts, plain, *stands):
            fresh.append(event_row(number + len(fresh), own, event, (*counts, *stands, plain), known))
    ids = [str(row[1]) for row in fresh]
    batch.close(EVENTS, [held[own][0] for own in ids if own in held], known)
    batch.add(EVENTS, fresh)
    return ids


def _stands(standing: Standing | None, before: Row, known: datetime) -> Row:
    """How the event stands in its row: as before where nothing is said, or where that is the same."""
    if standing is None or standing.profile != PROFILE:
        return before
    return before if before[:-1] == verdict(standing) else (*verdict(standing), known)


def event_row(number: int, own: str, event: Event, rest: Row, known: datetime) -> Row:
    """Return the row of an event; `rest` are its counts, how it stands, and its JSON."""
    first, last = days(event.when)
    name, geonames, country, lat, lon, radius_km, _ = spot(event.where)
    return (
        number, own, event_key(own), known, None, clean(event.gist), event.type.value, event.tally,
        named(event.when.edtf) if event.when else None, first,
        last, name, geonames, country, lat, lon, radius_km, *rest,
    )  # fmt: skip


def write_standings(batch: Batch, standings: Mapping[str, Standing], cause: str, known: datetime) -> tuple[str, ...]:
    """Write the standings that changed and return their events (see Ledger.put_standings)."""
    changed = _log(batch, standings, cause, known)
    shown = {
        event: dict(zip(_STANDS, (*verdict(standings[event]), known), strict=True))
        for event in changed
        if standings[event].profile == PROFILE
    }
    restate(batch, shown, known)
    if changed:
        audit(batch, "standings", known, {"events": changed, "cause": cause})
    return tuple(changed)


def _log(batch: Batch, standings: Mapping[str, Standing], cause: str, known: datetime) -> Sequence[str]:
    """Add the standings that differ from those that hold, close these, and return the events."""
    profiles = sorted({standing.profile for standing in standings.values()})
    found = batch.read(
        "SELECT n, event, profile, json FROM standings WHERE known_to IS NULL AND event IN (SELECT unnest(?::VARCHAR[]))"
        " AND profile IN (SELECT unnest(?::VARCHAR[]))",
        [list(standings), profiles],
    )
    held = {(event, profile): (n, plain) for n, event, profile, plain in found}
    number = batch.next_number(STANDINGS)
    rows: list[Row] = []
    closed: list[int] = []
    for event, standing in standings.items():
        before = held.get((event, standing.profile))
        row = standing_row(number + len(rows), event, standing, known, cause)
        if before is None or before[1] != row[-1]:
            rows.append(row)
            closed += [before[0]] if before else []
    batch.close(STANDINGS, closed, known)
    batch.add(STANDINGS, rows)
    return [str(row[1]) for row in rows]
