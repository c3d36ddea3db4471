"""Times with an edge or a second half: since and until, between and from-to, sets of two, days of a war."""

import re
from dataclasses import replace

from sayso.ground.times.dates import period_at
from sayso.ground.times.modified import ago
from sayso.ground.times.period import DAY, Period, day, month, shift_months, since, span, until
from sayso.ground.times.words import Read, Setting, Tense, Word, low, number, ordinal


def bounded(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "since X", "until X", "by X", "before X", "after X", "between X and Y", "from X to Y", "around X", "throughout X"."""
    word = low(own, at)
    if word in ("between", "from"):
        return _between(own, at, setting)
    if word not in ("since", "until", "till", "by", "before", "after", "around", "about", "circa", "throughout", "during"):
        return None
    if word == "until" and low(own, at + 1) == "recently":
        return Read(at + 2, until(day(setting.published)), "until-recently")
    if (
        word == "since"
        and setting.war
        and re.match(
            r"(the )?(start|beginning|outbreak) of the|the (full|invasion|war)|(the )?invasion",
            " ".join(low(own, at + k) for k in range(1, 6)),
        )
    ):
        return Read(_war_end(own, at + 1), since(day(setting.war)), "since-war", True)
    inner = period_at(own, at + 1, _facing(word, setting)) or ago(own, at + 1, setting)
    if inner is None or inner.period is None:
        return None
    own_period = inner.period
    if word in ("since", "after"):
        if (
            word == "after"
            and own_period.precision == "day"
            and own_period.first
            and low(own, inner.end - 1) in ("midnight", "dawn", "dusk", "noon")
        ):
            return Read(inner.end, own_period, "after-hour")
        return Read(inner.end, since(own_period), word)
    if word in ("until", "till", "by", "before"):
        return Read(inner.end, until(_plain(own_period)), word)
    return Read(inner.end, own_period.about() if word in ("around", "about", "circa") else own_period, word)


def _facing(word: str, setting: Setting) -> Setting:
    """ "until", "by" and "after" look ahead where the nearest such day does; "since" never does."""
    if word == "after":  # "talks after 20 January": what comes after a day to come is to come
        return replace(setting, tense=Tense.PAST)
    return replace(setting, tense=Tense.PAST) if word == "since" else setting


def _plain(own: Period) -> Period:
    """ "until the end of January", "by the summer": the last day or month, without the mark of approximation."""
    if own.precision == "season" and own.last:
        return month(own.last.year, own.last.month)
    if own.edtf.endswith("~") and own.precision == "month" and own.last:
        return day(own.last)
    return Period(own.first, own.last, own.edtf.replace("~", ""), own.precision)


def _war_end(own: list[Word], at: int) -> int:
    end = at
    while end < len(own) and end < at + 9 and low(own, end) not in ("invasion", "war", "conflict", "offensive"):
        end += 1
    return end + 1


def _between(own: list[Word], at: int, setting: Setting) -> Read | None:
    start = at + 1 + (low(own, at + 1) == "the")
    first = period_at(own, start, setting)
    if first and first.period and low(own, first.end - 1).isdecimal() and first.rule == "month-days":
        return Read(first.end, first.period, "range")
    figure = low(own, start)
    joint = low(own, start + 1) if figure.isdecimal() else ""
    if figure.isdecimal() and joint in ("to", "and", "until", "-", "–") and int(figure) <= 31:
        last = period_at(own, start + 2, setting)
        if last and last.period and last.period.first and last.period.precision == "day":
            edge = last.period.first
            beginning = (
                edge.replace(day=int(figure))
                if int(figure) <= edge.day
                else shift_months(edge.replace(day=1), -1).replace(day=min(int(figure), 28))
            )
            return Read(last.end, span(beginning, edge), "range")
    if first is None or first.period is None or low(own, first.end) not in ("and", "to", "until", "till", "through", "-", "–"):
        return None
    last = period_at(own, first.end + 1, setting)
    if last is None or last.period is None or last.period.last is None or first.period.first is None:
        return None
    whole = _joined(first.period, last.period)
    backwards = whole.first and whole.last and whole.first > whole.last  # "between Monday and February": no one stretch of time
    return None if backwards else Read(last.end, whole, "range")


def _joined(first: Period, last: Period) -> Period:
    assert first.first and last.last
    if first.precision == "month" and last.precision == "month" and first.first > last.last:
        first = month(last.last.year - (first.first.month > last.last.month), first.first.month)
    if first.precision == "month" and last.precision == "month" and first.first and last.last and first.first.month <= last.last.month:
        first = month(last.last.year, first.first.month) if first.first.year != last.last.year and "-" in last.edtf else first
    if first.first and last.last and first.first > last.last and first.precision == "day":
        first = day(first.first - 7 * DAY)
    return Period(first.first, last.last, f"{first.edtf.split('/')[0]}/{last.edtf.split('/')[-1]}", "interval")


def war_day(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "day 1,054 of the invasion", "the 1,000th day of the war", "the third year of the war", "the second anniversary of the invasion"."""
    if setting.war is None:
        return None
    start = at + (low(own, at) == "the")
    if low(own, start) == "day" and (counted := number(own, start + 1)) and low(own, counted[1]) in ("of", "since"):
        return Read(_war_end(own, counted[1]), day(setting.war + (int(counted[0]) - 1) * DAY), "war-day", True)
    found = ordinal(own, start)
    if found is None or low(own, found[1] + 1) not in ("of", "since"):
        return None
    count, unit = found[0], low(own, found[1])
    end = _war_end(own, found[1] + 1)
    if unit == "day":
        return Read(end, day(setting.war + (count - 1) * DAY), "war-day", True)
    if unit == "year":
        return Read(end, span(shift_months(setting.war, 12 * (count - 1)), shift_months(setting.war, 12 * count) - DAY), "war-year", True)
    if unit == "month":
        return Read(end, span(shift_months(setting.war, count - 1), shift_months(setting.war, count) - DAY), "war-month", True)
    return Read(end, day(shift_months(setting.war, 12 * count)), "anniversary", True) if unit == "anniversary" else None


def several(own: list[Word], at: int, setting: Setting) -> Read | None:
    """ "in December and January", "the night of 11-12 January", "the weekend of 16-17 March", "in late 2022 and early 2023"."""
    start = at + (low(own, at) == "the")
    if low(own, start) in ("night", "weekend", "morning", "evening", "afternoon", "week", "early") and low(own, start + 1) == "of":
        inner = period_at(own, start + 2, setting)
        return Read(inner.end, inner.period, "of") if inner and inner.period else None
    if not any(word.low == "and" for word in own[at + 1 :]):
        return None
    first = period_at(own, at, setting)
    if first is None or first.period is None or low(own, first.end) != "and":
        return None
    second = period_at(own, first.end + 1, setting)
    if second is None or second.period is None:
        return None
    if first.period.precision == second.period.precision == "month" and first.period.first and second.period.first:
        one, two = first.period, second.period
        return Read(second.end, Period(one.first, two.last, f"{{{one.edtf},{two.edtf}}}", "interval"), "set")
    if first.rule == second.rule == "part-of" and first.period.first and second.period.last:
        return Read(
            second.end,
            Period(
                first.period.first, second.period.last, f"{first.period.edtf.split('/')[0]}/{second.period.edtf.split('/')[-1]}", "interval"
            ),
            "joined",
        )
    return None
