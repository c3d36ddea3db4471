"""Stretches of days and how EDTF writes them (ISO 8601-2:2019, level 2)."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sayso.errors import InputError

DAY = timedelta(days=1)
SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A time as said: first and last day (None on an open side), its EDTF string and precision."""

    first: date | None
    last: date | None
    edtf: str
    precision: str

    def about(self) -> "Period":
        """Return the same time, approximate."""
        return replace(
            self, edtf="/".join(part if part in ("..", "") or part.endswith("~") else f"{part}~" for part in self.edtf.split("/"))
        )


def day(own: date) -> Period:
    """Return one day."""
    return Period(own, own, own.isoformat(), "day")


def month(year: int, number: int) -> Period:
    """Return one month."""
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]), f"{year:04}-{number:02}", "month")


def year(own: int) -> Period:
    """Return one year."""
    return Period(date(own, 1, 1), date(own, 12, 31), f"{own:04}", "year")


def months(first: Period, last: Period, precision: str = "interval") -> Period:
    """Return the stretch from the first month (or year) to the last, written in their own terms."""
    return Period(first.first, last.last, f"{first.edtf}/{last.edtf}", precision)


def season(own: int, number: int) -> Period:
    """Return a season (21 spring to 24 winter); winter is dated by the year it starts in."""
    start = date(own, SEASON_MONTHS[number], 1)
    end = month(own + (number == 24), (SEASON_MONTHS[number] + 1) % 12 + 1)
    return Period(start, end.last, f"{own:04}-{number}", "season")


def quarter(own: int, number: int) -> Period:
    """Return a quarter (EDTF 33 to 36)."""
    return Period(date(own, 3 * number - 2, 1), month(own, 3 * number).last, f"{own:04}-{32 + number}", "quarter")


def span(first: date, last: date, precision: str = "interval") -> Period:
    """Return the days from `first` to `last`, both counted."""
    return Period(first, last, f"{first.isoformat()}/{last.isoformat()}", precision)


def since(own: Period) -> Period:
    """Return from the start of a time on."""
    return Period(own.first, None, f"{own.edtf.split('/')[0]}/..", "interval")


def until(own: Period) -> Period:
    """Return up to the end of a time."""
    return Period(None, own.last, f"../{own.edtf.split('/')[-1]}", "interval")


def week_of(own: date) -> Period:
    """Return the ISO week, Monday to Sunday, that holds a day."""
    monday = own - own.weekday() * DAY
    return Period(monday, monday + 6 * DAY, f"{monday.isoformat()}/{(monday + 6 * DAY).isoformat()}", "week")


def shift_months(own: date, count: int) -> date:
    """Return the day `count` months later (earlier where negative), the last one of its month where it does not exist."""
    index = own.year * 12 + own.month - 1 + count
    target, number = divmod(index, 12)
    return date(target, number + 1, min(own.day, monthrange(target, number + 1)[1]))


def easter(own: int) -> date:
    """Return Easter Sunday of the western churches (Butcher's rule)."""
    a, b, c = own % 19, own // 100, own % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(own, f // 31, f % 31 + 1)


_PART = re.compile(r"(\d{3}X|\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def read_edtf(text: str) -> tuple[date | None, date | None]:
    """Return the first and last day of an EDTF string of the kinds that sayso writes; None on an open side.

    Raises InputError that names the part which is no EDTF.
    """
    if text.startswith("{"):
        parts = text.strip("{}").split(",")
    else:
        parts = text.split("/")
    edges = [_edges(part, text) for part in parts]
    return edges[0][0], edges[-1][1]


def _edges(part: str, whole: str) -> tuple[date | None, date | None]:
    clean = re.sub("[~?%]", "", part).split("T")[0]
    if clean in ("", ".."):
        return None, None
    found = _PART.fullmatch(clean)
    try:
        if found is None:
            raise ValueError
        if found[1].endswith("X"):
            decade = int(found[1][:3]) * 10
            return date(decade, 1, 1), date(decade + 9, 12, 31)
        own, number = int(found[1]), int(found[2] or 0)
        if not found[2]:
            return year(own).first, year(own).last
        if found[3]:
            return date(own, number, int(found[3])), date(own, number, int(found[3]))
        period = season(own, number) if number in SEASON_MONTHS else quarter(own, number - 32) if 33 <= number <= 36 else month(own, number)
        return period.first, period.last
    except ValueError:
        raise InputError(f"{part!r} in {whole!r} is no EDTF date: write it as 2025-01-12, 2025-01 or 2025") from None
