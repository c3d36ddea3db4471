"""SQL of every page, as text and its values. Pure: nothing runs here."""

import base64
import json
import re
from datetime import datetime
from typing import Any

from sayso.errors import InputError
from sayso.ledger.filters import ClaimFilter, EventFilter, believed, claim_conditions, event_conditions
from sayso.ledger.rollup import BY_DAY, BY_SLOT, BY_SQUARE, SQUARE, Rollup, counted

Query = tuple[str, list[Any]]
Filter = ClaimFilter | EventFilter

REPORT = "n, text, json, flags, claims, version, supersedes, known_from, known_to"
CLAIM = "n, id, json, position, publisher, published, known_from, known_to"
EVENT = "e.n, e.id, e.json, e.claims, e.reports, e.known_from, e.known_to, s.json, s.known_from"
CLAIM_FACETS = ("type", "family", "bloc", "country", "voice", "stance", "polarity", "modality", "evidence")
ORDERS = {
    "day": ("DATE", "e.first"),
    "changed": ("TIMESTAMP", "{since}"),
    "credibility": ("INTEGER", "-{s}.credibility"),
    "origins": ("INTEGER", "{s}.origins"),
    "echo": ("DOUBLE", "{s}.publishers / greatest({s}.origins, 1)"),
}
"""Orders of events: by day, by the last change of standing, best backed, most origins, most repeated by fewest origins."""
RANK = re.compile(r"-?[0-9][0-9:. e+-]{0,40}")  # a number, day or time as a cursor holds it
EVENT_FACETS = ("type", "verdict", "credibility", "evidence", "country")


def _all(conditions: list[str]) -> str:
    return " AND ".join(conditions)


def source(own: Filter, asof: datetime | None) -> Query:
    """Return FROM and WHERE for a filter: claims as c, or events as e with their standings as s."""
    if isinstance(own, ClaimFilter):
        sql, given = claim_conditions(own, asof)
        return f"FROM claims c WHERE {_all(sql)}", given
    sql, given = event_conditions(own, asof)
    if own.standing == "e":
        return f"FROM events e WHERE {_all(sql)}", given
    standing, times = believed("s", asof)
    join = f"FROM events e LEFT JOIN standings s ON s.event = e.id AND s.profile = ? AND {_all(standing)}"
    return f"{join} WHERE {_all(sql)}", [own.profile, *times, *given]


def page(own: Filter, asof: datetime | None, after: str | None, limit: int, order: str = "day") -> Query:
    """Return the query for n and rank of a page of claims or events, the greatest rank first (those without one last)."""
    name = "c" if isinstance(own, ClaimFilter) else "e"
    kind, rank = ("DATE", "c.day") if isinstance(own, ClaimFilter) else ranking(own, order)
    sql, given = source(own, asof)
    if after is not None:
        last_rank, last = point(after)
        if last_rank is None:
            sql, given = f"{sql} AND {rank} IS NULL AND {name}.n < ?", [*given, last]
        else:
            sql += f" AND ({rank} < ?::{kind} OR ({rank} = ?::{kind} AND {name}.n < ?) OR {rank} IS NULL)"
            given = [*given, last_rank, last_rank, last]
    return f"SELECT {name}.n, ({rank})::VARCHAR {sql} ORDER BY {rank} DESC NULLS LAST, {name}.n DESC LIMIT ?", [*given, limit]


def ranking(own: EventFilter, order: str) -> tuple[str, str]:
    """Return the SQL type and expression that events are ordered by. Raises InputError where `order` is none of ORDERS."""
    if order not in ORDERS:
        raise InputError(f"{order!r} is no order of events: give one of {', '.join(ORDERS)}")
    kind, sql = ORDERS[order]
    since = "s.known_from" if own.standing == "s" else "e.standing_from"
    return kind, sql.format(s=own.standing, since=since)


def cursor(rank: str | None, number: int) -> str:
    """Return the cursor that continues a list after this row."""
    return base64.urlsafe_b64encode(json.dumps([rank, number]).encode()).decode().rstrip("=")


def point(after: str) -> tuple[str | None, int]:
    """Return the rank (None for none) and the n that a cursor stands for. Raises InputError where it is none."""
    try:
        rank, number = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        plain = rank is None or (isinstance(rank, str) and RANK.fullmatch(rank))
        if not plain or type(number) is not int or not 0 <= number < 1 << 62:
            raise ValueError(after)
        return rank, number
    except (ValueError, TypeError) as fault:
        raise InputError(f"{after!r} is no cursor of a list: take `next` of the page before, or leave it out") from fault


def rows(table: str, numbers: list[int]) -> Query:
    """Return the query for claims by n."""
    return f"SELECT {CLAIM} FROM {table} WHERE n IN (SELECT unnest(?::BIGINT[]))", [numbers]


def events_by(column: str, values: list[Any], profile: str, asof: datetime | None) -> Query:
    """Return the query for events that were believed, with their standings, by `n` or `id`."""
    standing, times = believed("s", asof)
    kind = "BIGINT" if column == "n" else "VARCHAR"
    own, given = believed("e", asof)
    sql = (
        f"SELECT {EVENT} FROM events e LEFT JOIN standings s ON s.event = e.id AND s.profile = ? AND {_all(standing)}"
        f" WHERE {_all([f'e.{column} IN (SELECT unnest(?::{kind}[]))', *own])} ORDER BY e.n"
    )
    return sql, [profile, *times, values, *given]


def facets(own: Filter, asof: datetime | None, mark: int) -> Query:
    """Return the query for counts: the facet's place in the list, the value, the count."""
    ready = _counted(BY_SLOT, own, asof, mark)
    if ready:
        return _grouped({name: name for name in CLAIM_FACETS}, "sum(k)::BIGINT", f"FROM ({ready[0]})"), ready[1]
    sql, given = source(own, asof)
    if isinstance(own, ClaimFilter):
        return _grouped({name: f"c.{name}" for name in CLAIM_FACETS}, "count(*)", sql), given
    columns = {name: f"{'e' if name in ('type', 'country') else own.standing}.{name}" for name in EVENT_FACETS}
    return _grouped(columns, "count(*)", sql), given


def _grouped(columns: dict[str, str], count: str, sql: str) -> str:
    sets = ", ".join(f"({column})" for column in columns.values())
    which = f"GROUPING_ID({', '.join(columns.values())})"
    value = f"coalesce({', '.join(f'{column}::VARCHAR' for column in columns.values())})"
    return f"SELECT {which}, {value}, {count} AS total {sql} GROUP BY GROUPING SETS ({sets}) HAVING total > 0"


def _counted(rollup: Rollup, own: Filter, asof: datetime | None, mark: int) -> Query | None:
    return counted(rollup, own, mark) if isinstance(own, ClaimFilter) and asof is None else None


def facet_of(grouping: int, names: tuple[str, ...]) -> str:
    """Return the facet that a GROUPING_ID stands for: the one bit that is not set."""
    full = (1 << len(names)) - 1
    return names[len(names) - (full ^ grouping).bit_length()]


def map_bins(own: Filter, size: float, asof: datetime | None, mark: int) -> Query:
    """Return the query for counts in squares of `size` degrees: south and west in sizes, count."""
    steps = size / SQUARE
    ready = _counted(BY_SQUARE, own, asof, mark) if steps >= 1 and steps.is_integer() else None
    if ready:
        wider = f"floor(y / {int(steps)})::INTEGER AS south, floor(x / {int(steps)})::INTEGER AS west"
        return (
            f"SELECT {wider}, sum(k)::BIGINT AS total FROM ({ready[0]}) GROUP BY south, west HAVING total > 0 ORDER BY south, west",
            ready[1],
        )
    name = "c" if isinstance(own, ClaimFilter) else "e"
    sql, given = source(own, asof)
    square = f"floor({name}.lat / ?)::INTEGER AS south, floor({name}.lon / ?)::INTEGER AS west"
    return f"SELECT {square}, count(*) {sql} AND {name}.lat IS NOT NULL GROUP BY south, west ORDER BY south, west", [size, size, *given]


def timeline(own: Filter, step: str, asof: datetime | None, mark: int) -> Query:
    """Return the query for counts by day, week, month or year of the happening, in order."""
    if step not in ("day", "week", "month", "year"):
        raise InputError(f"{step!r} is no step of a timeline: give day, week, month or year")
    ready = _counted(BY_DAY, own, asof, mark)
    if ready:
        sql = f"SELECT date_trunc('{step}', day)::DATE AS t, sum(k)::BIGINT AS total FROM ({ready[0]}) WHERE day IS NOT NULL"
        return f"{sql} GROUP BY t HAVING total > 0 ORDER BY t", ready[1]
    day = "c.day" if isinstance(own, ClaimFilter) else "e.first"
    sql, given = source(own, asof)
    return f"SELECT date_trunc('{step}', {day})::DATE AS t, count(*) {sql} AND {day} IS NOT NULL GROUP BY t ORDER BY t", given


def members(events: list[str], asof: datetime | None) -> Query:
    """Return the query for events' members: event, claim and reason, of each event the founder first."""
    sql, given = believed("m", asof)
    chosen = ["m.event IN (SELECT unnest(?::VARCHAR[]))", *sql]
    return f"SELECT event, claim, reason FROM memberships m WHERE {_all(chosen)} ORDER BY event, position, n", [events, *given]


def told(claims: list[str], asof: datetime | None) -> Query:
    """Return the query for claims with their reports by claim id: of several versions the last one believed."""
    sql, given = believed("c", asof)
    return (
        "SELECT c.id, c.json, c.report_n FROM claims c WHERE c.id IN (SELECT unnest(?::VARCHAR[])) AND " + _all(sql) + " ORDER BY c.n",
        [claims, *given],
    )
