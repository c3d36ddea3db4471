"""Times with words around them: ago and later, since and until, ranges, windows, days of a war, clock times, durations."""

import re
from datetime import date

from sayso.ground.times.dates import period_at
from sayso.ground.times.period import DAY, Period, day, month, shift_months, span, until, year
from sayso.ground.times.words import Read, Setting, Word, lexicon, low, number

EARLIER, LATER = ("earlier", "before", "previously"), ("later", "after", "afterwards")
FEW = {"several": 5, "a few": 4, "some": 5, "recent": 4, "many": 8}


def shifted(own: date, count: float, unit: str) -> Period:
    """Return the day `count` units from `own`, as precise as the unit: days exact, from weeks up approximate."""
    if unit == "hour":
        return day(own)
    if unit == "day":
        return day(own + int(count) * DAY)
    if unit in ("week", "fortnight"):
        return day(own + int(count * (14 if unit == "fortnight" else 7)) * DAY).about()
    if unit == "month" or count != int(count):
        found = shift_months(own, round(count * (12 if unit == "year" else 1)))
        return month(found.year, found.month).about()
    if unit == "decade":
        found = shift_months(own, int(count) * 120)
        return month(found.year, found.month).about()
    if abs(count) == 1:
        found = shift_months(own, int(count) * 12)
        return month(found.year, found.month).about()
    return year(own.year + int(count)).about()


def ago(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "five months ago", "more than a decade ago", "several days ago", "a week ago today", "two days earlier", "three days later"."""
    start, more = at, False
    while low(own, start) in (
        "nearly",
        "almost",
        "about",
        "some",
        "around",
        "roughly",
        "just",
        "over",
        "only",
        "barely",
        "more",
        "than",
        "at",
        "least",
        "exactly",
        "up",
        "to",
        "some",
    ):
        more = more or low(own, start) in ("more", "over", "least")
        start += 1
    opener = low(own, start)
    vague = opener if opener in ("several", "many") else "a few" if opener == "a" and low(own, start + 1) == "few" else None
    counted = (float(FEW[vague]), start + len(vague.split())) if vague else number(own, start)
    if low(own, start) in ("hours", "minutes", "days", "weeks", "months", "years") and counted is None:
        counted = (2.0 if low(own, start) in ("hours", "minutes") else 0.0, start)
        if low(own, start + 1) not in ("after", "later", "before", "earlier"):
            return None
    if counted is None:
        return None
    count, end = counted
    unit = lexicon()["units"].get(low(own, end))
    if unit is None or (low(own, end) in ("night", "nights")):
        return None
    return _placed(own, end + 1, setting, count, unit, more, vague is not None)


def _placed(own: list[Word], at: int, setting: Setting, count: float, unit: str, more: bool, vague: bool) -> Read | None:
    word = low(own, at)
    if word == "ago" or (word == "before" and low(own, at + 1) == "publication"):
        if low(own, at + 1) in ("today", "to"):
            return Read(at + 2 + (low(own, at + 1) == "to"), _exact(setting.published, -count, unit), "ago-exact")
        found = shifted(setting.published, -count, unit)
        if more and unit in ("year", "decade"):
            months_back = shift_months(setting.published, -int(count * (120 if unit == "decade" else 12)))
            return Read(at + 1, until(month(months_back.year, months_back.month).about()), "ago-more")
        return Read(at + 1, found.about() if vague else found, "ago")
    if word in EARLIER + LATER:
        base = setting.anchor
        named = word in ("before", "after")
        if base is None:
            return Read(at + 1, None, "anchored-nothing", True)
        if count == 0.0:
            return Read(at + 1, None, "anchored-vague", True)
        found = shifted(base, -count if word in EARLIER else count, unit)
        return Read(_to_noun(own, at + 1) if named else at + 1, found, "anchored", True)
    if word == "into" and setting.war and low(own, at + 1) in ("the", "its"):
        found_day = shift_months(setting.war, int(count * 12)) if unit == "year" else setting.war + int(count) * DAY
        return Read(at + 3, day(found_day).about(), "into-war", True)
    return None


def _exact(own: date, count: float, unit: str) -> Period:
    if unit in ("month", "year"):
        return day(shift_months(own, int(count) * (12 if unit == "year" else 1)))
    return day(own + int(count * {"week": 7, "fortnight": 14}.get(unit, 1)) * DAY)


def _to_noun(own: list[Word], at: int) -> int:
    """Return where "the attack" behind "before" or "after" ends."""
    return at + 2 if low(own, at) in ("the", "his", "her", "its", "their", "a") else at


def anchored(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "the previous day", "the following morning", "the same day", "that night", "the day after the attack", "on the eve of"."""
    if low(own, at) not in ("the", "that", "eve") and low(own, at + 1) != "eve":
        return None
    words = [low(own, at + k) for k in range(5)]
    if words[:4] == ["the", "day", "before", "yesterday"]:
        return Read(at + 4, day(setting.published - 2 * DAY), "deictic")
    the = words[0] in ("the", "that")
    parts = (*lexicon()["parts_of_day"]["words"], "day", "night")
    step: int | None = None
    end = at
    if words[0] == "the" and words[1] in ("previous", "preceding", "following", "next", "same") and words[2] in parts:
        step, end = {"previous": -1, "preceding": -1, "same": 0}.get(words[1], 1), at + 3
    elif words[0] == "the" and words[1] in ("day", "night", "evening", "morning") and words[2] in ("before", "after"):
        step, end = (-1 if words[2] == "before" else 1), _to_noun(own, at + 3)
        if words[1] == "night" and words[2] == "before" and setting.anchor is None:
            return Read(at + 3, day(setting.published - DAY), "night-before")
    elif words[0] == "that" and words[1] in parts:
        step, end = 0, at + 2
    elif (words[:2] == ["eve", "of"] or words[1:3] == ["eve", "of"]) and (the or words[0] == "eve"):
        step, end = -1, _to_noun(own, at + 3 - (words[0] == "eve"))
    if step is None:
        return None
    return Read(end, day(setting.anchor + step * DAY) if setting.anchor else None, "anchored-day", True)


def window(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "in the past 24 hours", "over the last three days", "in recent weeks", "in the coming days", "for three weeks", "within weeks"."""
    start, today = at, setting.published
    opener = low(own, start)
    if opener in ("in", "over", "during", "within", "for", "throughout"):
        start += 1
    up_to = [low(own, start), low(own, start + 1)] == ["up", "to"]
    start += 2 if up_to else 0
    more = [low(own, start), low(own, start + 1)] == ["more", "than"]
    start += 2 if more else 0
    the = low(own, start) == "the"
    which = low(own, start + the)
    if which in ("past", "last", "previous", "coming", "next"):
        return _counted_window(own, start + the + 1, which, today)
    if which == "recent" and (unit := lexicon()["units"].get(low(own, start + the + 1))):
        return Read(start + the + 2, _about_start(shifted(today, -{"day": 7, "week": 4, "month": 3}.get(unit, 2), unit), today), "recent")
    if opener == "within" and (unit := lexicon()["units"].get(low(own, start))) and low(own, start).endswith("s"):
        return Read(
            start + 1,
            Period(today, today + 28 * DAY, f"{today}/{today + {'day': 7, 'week': 28}.get(unit, 90) * DAY}~", "interval"),
            "within",
        )
    counted = number(own, start) if opener == "for" else None
    unit = lexicon()["units"].get(low(own, counted[1])) if counted else None
    if counted is None or unit is None:
        return None
    return _duration(own, counted, unit, setting, up_to, more)


def _duration(own: list[Word], counted: tuple[float, int], unit: str, setting: Setting, up_to: bool, more: bool) -> Read | None:
    """ "for three weeks": a stretch up to now, or up to the anchor; a bare duration where the tense does not reach the present."""
    count, end = counted
    before = low(own, end + 1) == "before"
    base = setting.anchor if before else setting.published
    if base is None or not (before or _reaches_now(own, end) or (end == len(own) - 1 == counted[1] and counted[1] <= 5)):
        return Read(end + 1, None, "duration")
    start = _exact(base, -count, unit).first or base
    if more and not before:
        return Read(end + 1, until(day(start)), "for-more")
    return Read(_to_noun(own, end + 2) if before else end + 1, span(start, base), "for", before)


def _reaches_now(own: list[Word], end: int) -> bool:
    """A perfect in front of "for three weeks" ("has been besieged") makes it end now."""
    return any(word.low in ("has", "have", "'s", "been") for word in own[:end])


def _about_start(first: Period, today: date) -> Period:
    assert first.first is not None
    return Period(first.first, today, f"{first.first.isoformat()}~/{today.isoformat()}", "interval")


def _counted_window(own: list[Word], at: int, which: str, today: date) -> Read | None:
    counted = number(own, at)
    vague = low(own, at) in ("few", "several", "couple")
    if vague:
        counted = (float(FEW["several"] if low(own, at) == "several" else 4), at + 1 + (low(own, at + 1) == "of"))
    count, end = counted or (1.0, at)
    word = low(own, end)
    unit = lexicon()["units"].get(word)
    if unit is None or (counted is None and which in ("last", "next", "previous") and unit != "fortnight"):
        return None
    plural = word.endswith("s") and counted is None
    if unit == "hour":
        count, unit = max(1.0, round(count / 24)), "day"
    if plural:
        count = {"day": 7, "week": 4, "month": 3}.get(unit, 2)
    edge = _exact(today, -count if which in ("past", "last", "previous") else count, unit).first or today
    if which in ("coming", "next"):
        tail = "~" if plural or vague else ""
        return Read(end + 1, Period(today, edge, f"{today}/{edge}{tail}", "interval"), "window-ahead")
    return Read(end + 1, _about_start(day(edge), today) if plural or vague else span(edge, today), "window")


def clock(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "at 3am on Sunday", "at 14:30 on Saturday": the hour of a day; a clock time alone is of the publication's day."""
    start = at + (low(own, at) in ("at", "around", "about"))
    word = low(own, start)
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))?", word) if word[:1].isdecimal() else None
    if found is None:
        return None
    end, half = start + 1, low(own, start + 1)
    if half in ("am", "pm"):
        end += 1
    elif half in ("a", "p") and low(own, start + 2) == "." and low(own, start + 3) == "m":
        half, end = half + "m", start + 4 + (low(own, start + 4) == ".")
    elif found[2] is None or low(own, at) not in ("at", "around", "about"):
        return None
    hour, minute = int(found[1]) % 24 + (12 if half == "pm" and int(found[1]) < 12 else 0), int(found[2] or 0)
    if half == "am" and int(found[1]) == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    end += low(own, end) in ("gmt", "utc", "local", "kyiv", "moscow")
    end += low(own, end) == "time"
    later = period_at(own, end + (low(own, end) in ("on", "of", ",")), setting)
    base = later.period.first if later and later.period and later.period.precision == "day" else setting.published
    assert base is not None
    exact = Period(base, base, f"{base.isoformat()}T{hour:02}:{minute:02}:00", "minute" if found[2] else "hour")
    return Read(later.end if later and later.period and later.period.precision == "day" else end, exact, "clock")


def vague(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "recently": some time up to now."""
    if low(own, at) in ("recently", "lately"):
        return Read(at + 1, until(day(setting.published)), "recently")
    return None


def habitual(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "on Fridays", "every week", "around the clock", "a day": no date."""
    word = low(own, at)
    if word in ("every", "each") and (low(own, at + 1) in lexicon()["units"] or low(own, at + 1) in lexicon()["weekdays"]):
        return Read(at + 2, None, "habitual")
    if word.endswith("s") and word[:-1] in lexicon()["weekdays"] and len(word) > 6:
        return Read(at + 1, None, "habitual")
    return None
