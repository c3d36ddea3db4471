"""Counts kept ready: what facets, timelines and maps of millions of claims are added up from.

A roll-up counts the claims up to a number that the ledger remembers. Newer claims, and days that are no whole month of it, are
counted from the claims themselves; a claim that is superseded is taken off by a row with a negative count. Pure text, nothing runs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sayso.ledger.columns import Table
from sayso.ledger.counts import CELLS, DAYS, SQUARES
from sayso.ledger.filters import ClaimFilter, believed, slot_conditions

Query = tuple[str, list[Any]]
SQUARE = 0.25  # degrees of the squares that are counted


@dataclass(frozen=True, slots=True)
class Rollup:
    """Counts by a stretch of time (month or day) and by columns; `words` are the filters that ask nothing but these columns."""

    table: Table
    step: str
    columns: tuple[tuple[str, str], ...]  # the column, and what it is of a claim
    words: tuple[str, ...]
    only: str = "TRUE"

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(name for name, _ in self.columns)

    def answers(self, own: ClaimFilter) -> bool:
        """Return True where the filter sets no condition but on these columns and on time."""
        plain = ClaimFilter()
        asked = {one.name for one in fields(own) if getattr(own, one.name) != getattr(plain, one.name)}
        return asked <= {*self.words, "first", "until"}


def _same(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, f"c.{name}") for name in names)


OF_TYPE = ("types", "blocs", "countries")
BY_SLOT = Rollup(
    CELLS,
    "month",
    _same("type", "family", "bloc", "country", "voice", "stance", "polarity", "modality", "evidence"),
    (*OF_TYPE, "families", "voices", "stances", "polarities", "modalities", "evidence"),
)
BY_DAY = Rollup(DAYS, "day", _same("type", "bloc", "country"), OF_TYPE)
BY_SQUARE = Rollup(
    SQUARES,
    "month",
    (("y", f"floor(c.lat / {SQUARE})::INTEGER"), ("x", f"floor(c.lon / {SQUARE})::INTEGER"), *_same("type", "bloc")),
    ("types", "blocs"),
    only="c.lat IS NOT NULL",
)
ROLLUPS = (BY_SLOT, BY_DAY, BY_SQUARE)


def counting(own: Rollup, condition: str, sign: str = "") -> str:
    """Return the statement that adds the counts of the claims that meet the condition to the roll-up."""
    columns = ", ".join(f"{sql} AS {name}" for name, sql in own.columns)
    return (
        f"INSERT INTO {own.table.name} SELECT date_trunc('{own.step}', c.day)::DATE, {columns}, {sign}count(*)"
        f" FROM claims c WHERE {own.only} AND {condition} GROUP BY ALL ORDER BY ALL"
    )


def counted(own: Rollup, asked: ClaimFilter, mark: int) -> Query | None:
    """Return a query for rows (time, columns, k) whose k add up to the claims asked for, from the counts up to claim `mark`.

    None where the roll-up does not answer the filter, or has no whole stretch of the time asked for.
    """
    first, until = _whole(own.step, asked.first, up=True), _whole(own.step, asked.until, up=False)
    if not mark or not own.answers(asked) or (first and until and first >= until):
        return None
    sql, given = slot_conditions(replace(asked, first=None, until=None))
    bounds = [(condition, day) for condition, day in ((f"{own.step} >= ?", first), (f"{own.step} < ?", until)) if day is not None]
    names = ", ".join((own.step, *own.names, "count AS k"))
    arms = [
        (f"SELECT {names} FROM {own.table.name} c WHERE {_all([*sql, *(one for one, _ in bounds)])}", [*given, *(day for _, day in bounds)])
    ]
    arms.append(_claims(own, asked, f"c.n > {mark}"))
    if asked.first and first and asked.first < first:
        arms.append(_claims(own, replace(asked, until=first), f"c.n <= {mark}"))
    if asked.until and until and until < asked.until:
        arms.append(_claims(own, replace(asked, first=until), f"c.n <= {mark}"))
    return " UNION ALL ".join(arm for arm, _ in arms), [value for _, values in arms for value in values]


def _claims(own: Rollup, asked: ClaimFilter, part: str) -> Query:
    """The same rows from the claims themselves."""
    sql, given = slot_conditions(asked)
    columns = ", ".join(f"{expression} AS {name}" for name, expression in own.columns)
    now, _ = believed("c", None)
    where = _all([own.only, *now, part, *sql])
    return f"SELECT date_trunc('{own.step}', c.day)::DATE, {columns}, 1 AS k FROM claims c WHERE {where}", given


def _whole(step: str, day: date | None, *, up: bool) -> date | None:
    """The border of whole months that a day is, or the next one inside the stretch that it bounds."""
    if day is None or step == "day" or day.day == 1:
        return day
    start = day.replace(day=1)
    return start if not up else (start.replace(year=day.year + 1, month=1) if day.month == 12 else start.replace(month=day.month + 1))


def _all(conditions: Sequence[str]) -> str:
    return " AND ".join(conditions) or "TRUE"
