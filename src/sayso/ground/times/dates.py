"""Times that stand alone: dates, weekdays, months, seasons, years, holidays, parts of them."""

import re
from collections.abc import Callable
from datetime import date

from sayso.ground.times.days import calendar_date, month_day, month_name, nearest, part_of_day, weekday, year_number
from sayso.ground.times.openers import opens_date
from sayso.ground.times.period import DAY, Period, day, easter, month, months, quarter, season, shift_months, span, week_of, year
from sayso.ground.times.words import Read, Setting, Tense, Word, lexicon, low, ordinal

Rule = Callable[[list[Word], int, Setting], Read | None]
EARLY, MID, LATE = "early", "mid", "late"


def bare_year(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "in 2021", "2014-2015", "the 1990s", "the early 2000s"."""
    word = low(own, at)
    found = re.fullmatch(r"(1[89]|20)\d\d", word) if len(word) == 4 else None
    if found is None:
        return None
    number = int(found[0])
    if low(own, at + 1) == "s":
        return Read(at + 2, Period(date(number, 1, 1), date(number + 9, 12, 31), f"{number // 10}X", "decade"), "decade")
    if low(own, at + 1) in ("-", "–") and re.fullmatch(r"(?:(1[89]|20)\d\d|\d\d)", low(own, at + 2)):
        last = int(low(own, at + 2))
        last += number // 100 * 100 if last < 100 else 0
        if last > number:
            return Read(at + 3, months(year(number), year(last)), "years")
    before = low(own, at - 1)
    known = before in (
        "in",
        "since",
        "of",
        "by",
        "until",
        "from",
        "before",
        "after",
        "throughout",
        "during",
        "early",
        "late",
        "mid",
        "-",
        "between",
        "and",
        "to",
        "year",
    )
    return Read(at + 1, year(number), "year") if known and low(own, at + 1) not in ("mm", "people", "men", "km", "tonnes") else None


def season_name(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "last summer", "this autumn", "the spring of 2022", "the winter of 2022-23", "next spring"."""
    start = at + (low(own, at) in ("last", "this", "next", "the"))
    number = lexicon()["seasons"].get(low(own, start))
    if number is None or (
        start == at and low(own, at - 1) not in ("in", "by", "since", "until", "early", "late", "of", "mid", "-", "during")
    ):
        return None
    end, today = start + 1, setting.published
    stated = year_number(own, end + (low(own, end) == "of"))
    if stated:
        end = stated[1]
        if low(own, end) in ("-", "–", "/") and re.fullmatch(r"\d\d|\d{4}", low(own, end + 1)):
            return Read(
                end + 2,
                span(*_edges(season(stated[0], number))) if number != 24 else months(month(stated[0], 12), month(stated[0] + 1, 2)),
                "season-year",
            )
        return Read(end, season(stated[0], number), "season-year")
    if low(own, start) == "fall" and low(own, at) not in ("last", "this", "next", "the"):
        return None
    own_year = today.year
    begun = season(own_year, number).first or today
    if low(own, at) == "last":
        own_year -= (season(own_year, number).last or today) >= today
    elif low(own, at) == "next":
        own_year += begun <= today
    elif begun > today and low(own, at) != "this" and setting.tense is Tense.PAST and low(own, at - 1) not in ("by", "until"):
        own_year -= 1
    return Read(end, season(own_year, number), "season")


def _edges(own: Period) -> tuple[date, date]:
    assert own.first and own.last
    return own.first, own.last


def holiday(own: list[Word], at: int, setting: Setting) -> Read | None:
    """Holidays on a fixed date, and Easter."""
    for length in (3, 2, 1):
        name = " ".join(low(own, at + k) for k in range(length))
        fixed = lexicon()["holidays"].get(name)
        if fixed:
            return Read(at + length, day(nearest(fixed[0], fixed[1], setting)), "holiday")
        if name in ("easter", "easter sunday", "easter monday", "good friday"):
            shift = {"easter monday": 1, "good friday": -2}.get(name, 0)
            found = easter(setting.published.year) + shift * DAY
            if found > setting.published and setting.tense is Tense.PAST:
                found = easter(setting.published.year - 1) + shift * DAY
            return Read(at + length, day(found), "holiday")
    return None


def relative_unit(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "last week", "this month", "next year", "the week before last", "last weekend"."""
    which, today = low(own, at), setting.published
    step = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}.get(which)
    unit = low(own, at + 1)
    if [low(own, at + k) for k in range(4)] == ["the", "week", "before", "last"]:
        return Read(at + 4, week_of(today - 14 * DAY), "relative-unit")
    if (which in ("the", "over") and unit == "weekend") or which == "weekend":
        return Read(at + (1 if which == "weekend" else 2), _weekend(today, 0), "weekend")
    if step is None:
        return None
    if unit == "week":
        found = week_of(today + step * 7 * DAY)
        if step == -1 and today.weekday() >= 5:  # at the weekend "last week" reaches into the one that ends
            found = span(found.first or today, today - DAY, "week")
        return Read(at + 2, found, "relative-unit")
    if unit == "weekend":
        return Read(at + 2, _weekend(today, step), "weekend")
    if unit == "month":
        shifted = shift_months(today.replace(day=1), step)
        return Read(at + 2, month(shifted.year, shifted.month), "relative-unit")
    if unit == "year":
        return Read(at + 2, year(today.year + step), "relative-unit")
    if unit == "night" and step == -1:
        return Read(at + 2, day(today - DAY), "last-night")
    if unit in lexicon()["parts_of_day"]["words"] and which == "this":
        return Read(at + 2, day(today), "this-part")
    return None


def _weekend(today: date, step: int) -> Period:
    saturday = today - ((today.weekday() - 5) % 7) * DAY
    if step == -1 and today.weekday() >= 5:
        saturday -= 7 * DAY
    if step == 1:
        saturday += 7 * DAY
    return span(saturday, saturday + DAY, "weekend")


def deictic(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "today", "yesterday", "overnight", "at dawn", "earlier today", "the day before yesterday"."""
    today, word = setting.published, low(own, at)
    if [low(own, at + k) for k in range(4)] == ["the", "day", "before", "yesterday"]:
        return Read(at + 4, day(today - 2 * DAY), "deictic")
    if word in ("today", "yesterday", "tomorrow", "tonight"):
        shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
        return Read(part_of_day(own, at + 1), day(today + shift * DAY), "deictic")
    if word == "overnight":
        if low(own, at + 1) in ("into", "to") and (later := weekday(own, at + 2, setting)) and later.period and later.period.first:
            return Read(later.end, span(later.period.first - DAY, later.period.first), "overnight")
        return Read(at + 1, span(today - DAY, today), "overnight")
    before = low(own, at - 1)
    if word in ("dawn", "dusk", "noon", "midday", "midnight", "daybreak", "nightfall", "sunrise") and before in (
        "at",
        "before",
        "after",
        "by",
        "around",
        "since",
    ):
        later = weekday(own, at + 2, setting) if low(own, at + 1) == "on" else None
        return Read(later.end, later.period, "part-of-day") if later else Read(at + 1, day(today), "part-of-day")
    return None


def half_or_quarter(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "the first half of 2024", "the second quarter of 2024", "the second week of December", "the end of the year"."""
    start = at + (low(own, at) == "the")
    if low(own, start) in ("start", "beginning", "end") and low(own, start + 1) == "of":
        inner = period_at(
            own, start + 2 + (low(own, start + 2) == "the" and low(own, start + 3) not in ("week", "month", "year", "day")), setting
        )
        if inner is None and low(own, start + 2) == "the" and low(own, start + 3) in ("week", "month", "year"):
            own_unit = {
                "week": week_of(setting.published),
                "month": month(setting.published.year, setting.published.month),
                "year": year(setting.published.year),
            }
            inner = Read(start + 4, own_unit[low(own, start + 3)], "relative-unit")
        return Read(inner.end, _edge(inner.period, low(own, start) == "end"), "edge") if inner and inner.period else None
    found = ordinal(own, start)
    if found is None:
        return None
    count, unit = found[0], low(own, found[1])
    if low(own, found[1] + 1) not in ("of", "in") or unit not in ("half", "quarter", "week", "day", "days", "weeks", "months"):
        return None
    inner = period_at(own, found[1] + 2, setting)
    if inner is None or inner.period is None or inner.period.first is None or inner.period.last is None:
        return None
    return Read(inner.end, _slice(inner.period, count, unit), "slice")


def _edge(own: Period, last: bool) -> Period:
    """The end of a day's multiple is its last day or month, roughly; its start the first."""
    assert own.first and own.last
    if own.precision == "year":
        return month(own.last.year, 12 if last else 1).about()
    return day(own.last if last else own.first).about()


def _slice(own: Period, count: int, unit: str) -> Period | None:
    assert own.first and own.last
    if unit == "half" and own.precision == "year" and count in (1, 2):
        return months(month(own.first.year, 1 if count == 1 else 7), month(own.first.year, 6 if count == 1 else 12))
    if unit == "quarter" and own.precision == "year" and 1 <= count <= 4:
        return quarter(own.first.year, count)
    if unit == "week" and own.precision == "month" and 1 <= count <= 4:
        start = own.first + 7 * (count - 1) * DAY
        return span(start, start + 6 * DAY, "week")
    if unit in ("days", "weeks", "months"):
        size = {"days": 10, "weeks": 21, "months": 92}[unit]
        return span(own.last - size * DAY, own.last) if count == -1 else span(own.first, own.first + size * DAY)
    return None


def part_of(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "mid-January", "early 2024", "late December", "earlier this month", "early on Sunday", "early hours of Monday"."""
    word = low(own, at)
    if word not in (EARLY, MID, LATE, "earlier", "later", "middle"):
        return None
    end = at + 1 + (low(own, at + 1) in ("-", "on", "in"))
    if word == EARLY and low(own, end) == "hours" and low(own, end + 1) in ("of", "on"):
        end += 2
    if word == "middle":
        end += low(own, end) == "of"
    inner = period_at(own, end, setting)
    if inner is None or inner.period is None or inner.period.first is None or inner.period.last is None:
        return None
    if word in ("earlier", "later"):
        today = setting.published
        if inner.period.precision == "day" or not inner.period.first <= today <= inner.period.last:
            return Read(inner.end, inner.period, "part-of")
        return Read(inner.end, span(inner.period.first, today) if word == "earlier" else span(today, inner.period.last), "part-of")
    return Read(inner.end, _third(inner.period, MID if word == "middle" else word), "part-of")


def _third(own: Period, which: str) -> Period:
    assert own.first and own.last
    if own.precision == "month":
        first, last = {EARLY: (1, 10), MID: (11, 20), LATE: (21, own.last.day)}[which]
        return span(own.first.replace(day=first), own.first.replace(day=last))
    if own.precision == "year":
        first, last = {EARLY: (1, 4), MID: (5, 8), LATE: (9, 12)}[which]
        return months(month(own.first.year, first), month(own.first.year, last))
    if own.precision == "decade":
        base = own.first.year
        first, last = {EARLY: (0, 4), MID: (4, 6), LATE: (5, 9)}[which]
        return Period(date(base + first, 1, 1), date(base + last, 12, 31), f"{base + first}/{base + last}~", "interval")
    return own


BASES: tuple[Rule, ...] = (
    half_or_quarter, part_of, calendar_date, month_day, weekday, month_name, relative_unit, season_name, holiday, deictic, bare_year,
)  # fmt: skip


def period_at(own: list[Word], at: int, setting: Setting) -> Read | None:
    """Return the time that starts at word `at` by the first rule that reads one; a leading "the" is passed over."""
    if at >= len(own) or not opens_date(own[at].low):
        return None
    for rule in BASES:
        if found := rule(own, at, setting):
            return found
    if low(own, at) == "the" and low(own, at + 1) not in ("week", "month", "year", "day"):
        return period_at(own, at + 1, setting)
    return None
