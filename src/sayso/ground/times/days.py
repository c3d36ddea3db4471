"""Days and months by name and number: weekdays, calendar dates, "August", "24 February"."""

import re
from datetime import date

from sayso.ground.times.period import DAY, day, month, span
from sayso.ground.times.words import Read, Setting, Tense, Word, lexicon, low


def weekday(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "Saturday", "on Friday evening", "last Tuesday", "next Monday", "Friday, February 16": by tense around the publication."""
    start = at + (low(own, at) in ("last", "next", "this", "coming"))
    word = low(own, start)
    if (
        word not in lexicon()["weekdays"]
        or (len(word) < 5 and own[start].text[:1].islower())
        or (word in ("sun", "sat", "wed", "mon") and own[start].text.islower())
    ):
        return None
    end = start + 1 + (low(own, start + 1) == "." and len(word) < 5)
    for comma in (low(own, end) == ",", 0):
        dated = calendar_date(own, end + comma, setting) or month_day(own, end + comma, setting)
        if dated:
            return Read(dated.end, dated.period, "weekday-date")
    target, today = lexicon()["weekdays"][word], setting.published
    ahead = low(own, at) in ("next", "coming") or (setting.tense is Tense.FUTURE and low(own, at) != "last")
    if ahead:
        found = today + ((target - today.weekday() - 1) % 7 + 1) * DAY
    else:
        found = today - ((today.weekday() - target) % 7) * DAY
        if low(own, at) == "last" and found == today:
            found -= 7 * DAY
    return Read(part_of_day(own, end), day(found), "weekday")


def part_of_day(own: list[Word], at: int) -> int:
    """Return where "morning", "night" behind a day ends."""
    return at + 1 if low(own, at) in lexicon()["parts_of_day"]["words"] else at


def calendar_date(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ISO and slashed dates: day before month unless that cannot be."""
    word = low(own, at)
    if not word[:1].isdecimal():
        return None
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", word):
            return Read(at + 1, day(date.fromisoformat(word)), "date-iso")
        if found := re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d\d)", word):
            first, second, own_year = int(found[1]), int(found[2]), int(found[3])
            own_year += 2000 if own_year < 100 else 0
            return Read(at + 1, day(date(own_year, second, first) if second <= 12 else date(own_year, first, second)), "date-slashed")
    except ValueError:
        return None
    return None


def _day_number(own: list[Word], at: int) -> tuple[int, int] | None:
    word = low(own, at)
    if word.isdecimal() and 1 <= int(word) <= 31:
        return int(word), at + 1 + (low(own, at + 1) in ("st", "nd", "rd", "th"))
    return None


def year_number(own: list[Word], at: int) -> tuple[int, int] | None:
    comma = at + (low(own, at) == ",")
    for start in (comma, at):
        word = low(own, start)
        if re.fullmatch(r"(1[89]|20)\d\d", word):
            return int(word), start + 1
    return None


def _month_number(own: list[Word], at: int) -> tuple[int, int] | None:
    word = low(own, at)
    number = lexicon()["months"].get(word)
    if number is None or not own[at].text[0].isupper() or (word == "may" and own[at].text == "MAY"):
        return None
    return number, at + 1 + (low(own, at + 1) == "." and len(word) <= 4 and word != "may")


def month_day(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "24 February 2022", "August 6, 2024", "the 6th of August", "11-12 January", "Feb. 24"."""
    start = at + (low(own, at) == "the")
    first = _day_number(own, start)
    if first:
        number, end = first
        second = _second_day(own, end)
        if second:
            end = second[1]
        end += low(own, end) == "of"
        named = _month_number(own, end)
        if named is None:
            return None
        return _dated(own, named[1], named[0], number, second[0] if second else None, setting)
    named = _month_number(own, at)
    after = _day_number(own, named[1]) if named else None
    if named is None or after is None:
        return None
    second = _second_day(own, after[1])
    return _dated(own, second[1] if second else after[1], named[0], after[0], second[0] if second else None, setting)


def _second_day(own: list[Word], at: int) -> tuple[int, int] | None:
    if low(own, at) in ("-", "–", "and", "to"):
        return _day_number(own, at + 1)
    return None


def _dated(own: list[Word], end: int, number: int, first: int, last: int | None, setting: Setting) -> Read | None:
    stated = year_number(own, end)
    try:
        if stated:
            found, end = date(stated[0], number, first), stated[1]
        else:
            found = nearest(number, first, setting)
        if last is not None:
            return Read(end, span(found, date(found.year, number, last)), "month-days")
    except ValueError:
        return None
    return Read(part_of_day(own, end), day(found), "month-day")


def nearest(number: int, day_number: int, setting: Setting) -> date:
    """A date without a year: this year, or the year before where that lies ahead and the tense is past."""
    today = setting.published
    found = date(today.year, number, min(day_number, 28)).replace(day=1)
    own = date(found.year, number, day_number)
    if own > today and setting.tense is Tense.PAST:
        return own.replace(year=own.year - 1)
    if own < today and setting.tense is Tense.FUTURE:
        return own.replace(year=own.year + 1)
    return own


def month_name(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "August 2024", "last November", "August": the latest one not after the publication, the next one in the future."""
    start = at + (low(own, at) in ("last", "next", "this"))
    named = _month_number(own, start)
    if named is None or (start == at and low(own, at) in ("march", "may") and not _month_context(own, at)):
        return None
    number, end = named
    stated = year_number(own, end)
    if stated:
        return Read(stated[1], month(stated[0], number), "month-year")
    today = setting.published
    own_year = today.year
    if low(own, at) == "next" or (setting.tense is Tense.FUTURE and low(own, at) != "last"):
        own_year += number < today.month or (low(own, at) == "next" and number == today.month)
    else:
        own_year -= number > today.month or (low(own, at) == "last" and number == today.month)
    return Read(end, month(own_year, number), "month-name")


def _month_context(own: list[Word], at: int) -> bool:
    before = low(own, at - 1)
    return (
        before
        in (
            "in",
            "since",
            "by",
            "until",
            "of",
            "from",
            "between",
            "and",
            "to",
            "last",
            "next",
            "this",
            "early",
            "late",
            "mid",
            "-",
            "during",
            "before",
            "after",
        )
        or year_number(own, at + 1) is not None
    )
