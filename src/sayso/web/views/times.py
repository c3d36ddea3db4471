"""The timeline: events by day and how they stand, and those whose dates are not exact as bars that fade on the unknown end."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sayso.ledger import pages
from sayso.model import Verdict
from sayso.pipeline import sheets_of
from sayso.publish.words import one_line, when_words
from sayso.web import marks
from sayso.web.house import House, stored
from sayso.web.marks import Plain
from sayso.web.question import Question

INKS = ("strong", "one", "contra", "rec")
WIDE, HIGH, LEFT = 1000, 130, 34  # px
LONG = 70  # columns of days at most; more are weeks, months or years
LANES = 24
STEPS = (("day", 1), ("week", 7), ("month", 30), ("year", 365))
INK = {
    Verdict.CROSS_CONFIRMED: "strong", Verdict.CORROBORATED: "strong", Verdict.DISPUTED: "contra", Verdict.DENIED: "contra",
    Verdict.RETRACTED: "contra", Verdict.ON_RECORD: "rec",
}  # fmt: skip


def timeline(house: House, ask: Question) -> Plain:
    """Return the timeline of a question's events."""
    listed, step = columns_of(house, ask)
    return {
        "step": step,
        "chart": bars([(name(day, step), column) for day, column in listed]),
        "days": [
            {
                "name": name(day, step),
                "counts": [column.get(ink, 0) for ink in INKS],
                "total": sum(column.values()),
                "href": stretch(ask, "/board", day, step),
            }
            for day, column in reversed(listed)
        ],
        "lanes": lanes(house, ask),
        "desks": desk_links(ask, "/timeline"),
    }


def columns_of(house: House, ask: Question) -> tuple[list[tuple[date, dict[str, int]]], str]:
    """Return the last columns: the first day of each, and events by ink; and the step."""
    rows, step = stepped(house, ask)
    columns: dict[date, dict[str, int]] = {}
    for day, verdict, number in rows:
        column = columns.setdefault(day, {})
        ink = INK.get(Verdict(verdict), "one") if verdict else "one"
        column[ink] = column.get(ink, 0) + int(number)
    return [(day, columns[day]) for day in sorted(columns)][-LONG:], step


def stepped(house: House, ask: Question) -> tuple[list[Sequence[Any]], str]:
    """Return the counts by day, or by the finest step of which not too many columns come."""
    first, last, number = house.once(("span", ask.filter, ask.asof), lambda: house.ledger.rows(pages.span(ask.filter, stored(ask.asof))))[0]
    long = (last - first).days if first else 0
    step = next((one for one, days in STEPS if min(number, long / days) <= LONG - 2), "year")
    return counted(house, ask, step), step


def counted(house: House, ask: Question, step: str) -> list[Any]:
    """Return the rows of pages.days for one step."""
    return house.once(("days", step, ask.filter, ask.asof), lambda: list(house.ledger.rows(pages.days(ask.filter, step, stored(ask.asof)))))


def name(day: date, step: str) -> str:
    """Return what a column is called."""
    return {"day": f"{day.day} {day:%b %Y}", "week": f"week of {day.day} {day:%b %Y}", "month": f"{day:%b %Y}", "year": f"{day:%Y}"}[step]


def stretch(ask: Question, path: str, day: date, step: str) -> str:
    """Return the address of a column's events."""
    return ask.url(path, **{"from": day.isoformat(), "to": last_of(day, step).isoformat(), "t": None})


def last_of(day: date, step: str) -> date:
    """Return the last day of the day, week, month or year that begins on a day."""
    month = (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return {"day": day, "week": day + timedelta(days=6), "month": month, "year": date(day.year, 12, 31)}[step]


def brush(house: House, ask: Question) -> Plain | None:
    """Return the days of a question as columns to choose a stretch from, with the stretch that is chosen; None where none has a day."""
    every = Question(tuple(pair for pair in ask.pairs if pair[0] not in ("from", "to", "t", "bbox", "after")), ask.desks)
    listed, step = columns_of(house, every)
    if not listed:
        return None
    chart = bars([(name(day, step), column) for day, column in listed])
    own = ask.filter
    links = [
        {"x": round(LEFT + at * chart["each"], 1), "w": round(chart["each"], 1), "name": f"{name(day, step)}: {sum(column.values())}",
         "from": day.isoformat(), "to": last_of(day, step).isoformat(), "href": stretch(ask, "/map", day, step),
         "on": bool(own.first or own.until) and (not own.first or last_of(day, step) >= own.first) and (not own.until or day < own.until)}
        for at, (day, column) in enumerate(listed)
    ]  # fmt: skip
    return {"step": step, "chart": chart, "columns": links, "chosen": bool(own.first or own.until)}


def bars(columns: Sequence[tuple[str, dict[str, int]]]) -> Plain:
    """Return a stacked bar chart: rects in px, with the words of each column."""
    most = max((sum(column.values()) for _, column in columns), default=1)
    each = (WIDE - LEFT) / max(1, len(columns))
    wide = min(44.0, each * 0.72)
    rects, labels = [], []
    for at, (words, column) in enumerate(columns):
        x, y = LEFT + at * each + (each - wide) / 2, float(HIGH)
        for ink in INKS:
            tall = column.get(ink, 0) / most * (HIGH - 14)
            if tall:
                y -= tall
                rects.append({"ink": ink, "x": round(x, 1), "y": round(y, 1), "w": round(wide, 1), "h": round(max(tall, 1.5), 1)})
        if at % max(1, len(columns) // 9) == 0:
            labels.append({"x": round(x + wide / 2, 1), "words": words.removeprefix("week of ")})
    return {"w": WIDE, "h": HIGH + 24, "foot": HIGH, "rects": rects, "labels": labels, "most": most, "left": LEFT, "each": each}


def lanes(house: House, ask: Question, most: int = LANES) -> list[Plain]:
    """Return events whose dates are open or span several days, as bars over the time that they may have taken."""
    key = ("vague", ask.filter, ask.asof, most)
    ids = house.once(key, lambda: [str(own[0]) for own in house.ledger.rows(pages.vague(ask.filter, stored(ask.asof), most))])
    sheets = [one for one in sheets_of(house.ledger, ids, asof=ask.asof, profile=ask.rules) if _vague(one.event.when)]
    days = [day for one in sheets for day in (one.event.when.start, one.event.when.end) if one.event.when and day]  # type: ignore[union-attr]
    if not days:
        return []
    first, last = min(days), max(days)
    long = max(1, (last - first).days)
    sides = house.sides()
    found = []
    for one in sheets:
        when = one.event.when
        start = ((when.start or first) - first).days / long if when else 0.0
        end = ((when.end or last) - first).days / long if when else 1.0
        found.append({
            "gist": one_line(one.event.gist), "href": ask.plain(f"/events/{one.event.id}"), "when": when_words(when),
            "x": round(1000 * start, 1), "w": round(max(6.0, 1000 * (end - start)), 1),
            "open": "start" if when and not when.start else "end" if when and not when.end else "",
            "role": sides.role(one.standing.blocs[0]) if one.standing.blocs else "N", **marks.badge(one.standing.verdict),
        })  # fmt: skip
    masked: list[Plain] = house.masked({"rows": found}, [own for one in sheets for own in one.members], ask.asof)["rows"]
    return masked


def _vague(when: Any) -> bool:
    if when is None or (when.start is None and when.end is None):
        return False
    return when.start is None or when.end is None or (when.end - when.start).days > 1


def desk_links(ask: Question, path: str) -> list[Plain]:
    """Return the desks as links to another page than the board."""
    found = [{"name": "Everything", "href": ask.plain(path), "on": ask.desk is None}]
    return found + [{"name": one.name, "href": ask.plain(path, desk=one.word), "on": ask.desk == one} for one in ask.desks]
