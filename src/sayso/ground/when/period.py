"""Stretches of days and how EDTF writes them (ISO 8601-2:2019, level 2)."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

DAY = timedelta(days=1)
OPEN = ".."
SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
WINTER = 24


@dataclass(frozen=True, slots=True)
class Period:
    """A time: its first and last day (None on an open side), how EDTF writes it, and its precision (see `model.When`)."""

    first: date | None
    last: date | None
    edtf: str
    precision: str

    def about(self) -> "Period":
        """Return the same time marked as approximate on every side that is not open."""
        return replace(self, edtf="/".join(part if part == OPEN or part.endswith("~") else f"{part}~" for part in self.edtf.split("/")))

    def plain(self) -> "Period":
        """Return the same time without the mark of approximation."""
        return replace(self, edtf=self.edtf.replace("~", ""))


def day(own: date) -> Period:
    """Return one day."""
    return Period(own, own, own.isoformat(), "day")


def month(year_number: int, number: int) -> Period:
    """Return one month."""
    last = date(year_number, number, monthrange(year_number, number)[1])
    return Period(date(year_number, number, 1), last, f"{year_number:04}-{number:02}", "month")


def year(own: int) -> Period:
    """Return one year."""
    return Period(date(own, 1, 1), date(own, 12, 31), f"{own:04}", "year")


def decade(own: int) -> Period:
    """Return the ten years from `own`, 1990 for "199X"."""
    return Period(date(own, 1, 1), date(own + 9, 12, 31), f"{own // 10:03}X", "decade")


def century(number: int) -> Period:
    """Return a century as EDTF counts it: the nineteenth is 18XX, the years 1800 to 1899."""
    return Period(date(number * 100 - 100, 1, 1), date(number * 100 - 1, 12, 31), f"{number - 1:02}XX", "century")


def season(own: int, number: int) -> Period:
    """Return a season of the northern year (21 spring to 24 winter); winter is dated by the year it starts in."""
    start = date(own, SEASON_STARTS[number], 1)
    end = month(own + (number == WINTER), (SEASON_STARTS[number] + 1) % 12 + 1)
    return Period(start, end.last, f"{own:04}-{number}", "season")


def quarter(own: int, number: int) -> Period:
    """Return a quarter (EDTF 33 to 36)."""
    return Period(date(own, 3 * number - 2, 1), month(own, 3 * number).last, f"{own:04}-{32 + number}", "quarter")


def days(first: date, last: date, precision: str = "interval") -> Period:
    """Return the days from `first` to `last`, both counted; one day where they are the same."""
    if first == last:
        return day(first)
    return Period(first, last, f"{first.isoformat()}/{last.isoformat()}", precision)


def months(first: date, last: date) -> Period:
    """Return the months from that of `first` to that of `last`."""
    one, two = month(first.year, first.month), month(last.year, last.month)
    return one if one == two else joined(one, two)


def week_of(own: date) -> Period:
    """Return the ISO week, Monday to Sunday, that holds a day."""
    monday = own - own.weekday() * DAY
    return days(monday, monday + 6 * DAY, "week")


def joined(first: Period, last: Period) -> Period:
    """Return the stretch from the start of one time to the end of another, each side in its own terms."""
    return Period(first.first, last.last, f"{first.edtf.split('/')[0]}/{last.edtf.split('/')[-1]}", "interval")


def since(own: Period) -> Period:
    """Return from the start of a time on."""
    return Period(own.first, None, f"{own.edtf.split('/')[0]}/{OPEN}", "interval")


def until(own: Period) -> Period:
    """Return up to the end of a time."""
    return Period(None, own.last, f"{OPEN}/{own.edtf.split('/')[-1]}", "interval")


def shift_months(own: date, count: int) -> date:
    """Return the day `count` months later (earlier where negative), the last one of its month where it does not exist."""
    target, number = divmod(own.year * 12 + own.month - 1 + count, 12)
    return date(target, number + 1, min(own.day, monthrange(target, number + 1)[1]))


def easter(own: int) -> date:
    """Return Easter Sunday of the western churches (the algorithm printed in Nature, 1876)."""
    golden, hundred, rest = own % 19, own // 100, own % 100
    moon = (19 * golden + hundred - hundred // 4 - (hundred - (hundred + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (hundred % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    number, before = divmod(moon + weekday - 7 * late + 114, 31)
    return date(own, number, before + 1)
