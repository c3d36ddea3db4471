"""The board: what is said to have happened, how it stands, who says so, and what moved."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from sayso.ledger import pages
from sayso.ledger.filters import EventFilter
from sayso.model import Verdict
from sayso.pipeline import sheets_of
from sayso.publish.sheet import EventSheet
from sayso.publish.words import day_words, flag_words, one_line
from sayso.web import marks
from sayso.web.house import House, stored
from sayso.web.marks import Plain
from sayso.web.question import SORTS, Question, words_of

DAY = timedelta(days=1)
TILES = 4
CAUTIONS = {
    "side_unknown": "Side not known", "outlet_states_as_fact": "Outlet's own word", "all_hedged": "Hedged", "unattributed": "Unattributed",
    "against_interest": "Against interest", "shared_access": "Shared access", "evidence_backed": "Evidence shown",
}  # fmt: skip
FACETS = (("standing", "Standing"), ("side", "Who says so"), ("voice", "Voices"), ("type", "What happened"), ("ev", "Evidence"),
          ("place", "Place"), ("flag", "Caution"))  # fmt: skip


def board(house: House, ask: Question) -> Plain:
    """Return the board for a question."""
    since = news_since(house, ask)
    page = house.ledger.events(ask.filter, asof=ask.asof, after=ask.one("after"), limit=house.settings.web.rows, order=ask.sort)
    sheets = sheets_of(house.ledger, [one.id for one in page.entries], asof=ask.asof, profile=ask.rules)
    known = {one.id: one.known_from for one in page.entries}
    rows = [row(sheet, house, ask, known[sheet.event.id] > since if since else False) for sheet in sheets]
    members = [own for sheet in sheets for own in sheet.members]
    view = house.masked({"rows": rows}, members, ask.asof)
    total, claims = totals(house, ask.filter, ask.asof)
    return {
        **view, "days": days(view["rows"]) if ask.sort == "day" else [{"name": None, "rows": view["rows"]}], "total": total,
        "claims": claims, "desks": _desks(house, ask), "facets": facets(house, ask), "tokens": tokens(house, ask),
        "next": ask.url("/board", after=page.next) if page.next else None, "left": max(0, total - len(rows)),
        "sorts": [{"value": value, "label": name, "on": value == ask.sort} for value, name in SORTS.items()],
        "hidden": [pair for pair in ask.pairs if pair[0] not in ("sort", "after")],
        "strip": strip(house, ask, since) if since and not ask.one("after") else None,
        "empty": emptiness(house, ask) if not rows else None, "saved": saved(ask),
    }  # fmt: skip


def row(sheet: EventSheet, house: House, ask: Question, new: bool) -> Plain:
    """Return a row of the board."""
    sides, own = house.sides(), sheet.standing
    custody = any(link.source.kind == "prisoner" for _, claim in sheet.members for link in claim.chain)
    flags = [*(["tally"] if sheet.event.tally else []), *(["under custody"] if custody else []), *map(flag_words, own.flags)]
    return {
        "id": sheet.event.id, "href": ask.plain(f"/events/{sheet.event.id}"), "gist": one_line(sheet.event.gist), "new": new,
        "standing": marks.standing(own), "place": marks.site(sheet.event.where), "when": marks.when(sheet.event.when),
        "day": _day(sheet), "flags": flags[:4], "who": marks.who(sheet, sides, ask) or marks.lost(sheet, sides, ask),
        "differs": own.verdict in (Verdict.DISPUTED, Verdict.DENIED), "icons": marks.evidence_icons(sheet.members),
        "figure": marks.figures(own.figures), "type": str(sheet.event.type), "claims": len(sheet.members),
        "retracted": own.verdict is Verdict.RETRACTED,
    }  # fmt: skip


def _day(sheet: EventSheet) -> str | None:
    """The day that the ledger lists an event under: its first one."""
    happened = sheet.event.when
    return happened.start.isoformat() if happened and happened.start else None


def days(rows: Sequence[Plain]) -> list[Plain]:
    """Return the rows under their days, in their order."""
    found: dict[str | None, list[Plain]] = {}
    for own in rows:
        found.setdefault(own["day"], []).append(own)
    return [{"name": day_name(day), "rows": listed} for day, listed in found.items()]


def day_name(day: str | None) -> str:
    """Return a day as a heading: "Sunday 12 January 2025"."""
    own = date.fromisoformat(day) if day else None
    return f"{own:%A} {own.day} {own:%B %Y}" if own else "Day not stated"


def news_since(house: House, ask: Question) -> datetime | None:
    """Return from when on things are new: as asked, else the day before the ledger last learned something; None for an empty one."""
    from_question = ask.one("since")
    if from_question:
        return Question((("asof", from_question),)).asof
    last = ask.asof or house.moment().time
    return last - DAY if last else None


def strip(house: House, ask: Question, since: datetime) -> Plain:
    """Return what changed: counts, and the last standings that moved."""
    until = stored(ask.asof)
    key = ("strip", since, until)
    counted, moved = house.once(
        key,
        lambda: (house.ledger.rows(pages.news(stored(since), until))[0], house.ledger.rows(pages.moved(stored(since), until, TILES))),  # type: ignore[arg-type]
    )
    return {
        "since": f"{day_words(since.date())}, {since:%H:%M}", "events": counted[0], "accounts": counted[1], "moved": counted[2],
        "tiles": [tile(own, ask) for own in moved], "href": ask.plain("/changes", since=since.strftime("%Y-%m-%dT%H:%M")),
    }  # fmt: skip


def tile(own: Sequence[Any], ask: Question) -> Plain:
    """Return one standing that moved: from, to, the event and the cause."""
    event, gist, before, after, rule, cause, known = own
    return {
        "from": marks.badge(Verdict(before)), "to": marks.badge(Verdict(after)), "gist": one_line(gist), "rule": rule, "cause": cause or "",
        "href": ask.plain(f"/events/{event}"), "event": event, "time": f"{known:%d %b %Y, %H:%M}",
    }  # fmt: skip


def totals(house: House, own: EventFilter, asof: datetime | None) -> tuple[int, int]:
    """Return how many events meet a filter, and how many claims are in them."""
    found = house.once(("totals", own, asof), lambda: house.ledger.rows(pages.totals(own, stored(asof)))[0])
    return int(found[0]), int(found[1])


def _desks(house: House, ask: Question) -> list[Plain]:
    """The desks with their counts, everything first."""
    found = [{"name": "Everything", "href": ask.plain("/board"), "on": ask.desk is None, "count": _count(house, ask, None)}]
    for desk in ask.desks:
        href = ask.plain("/board", desk=desk.word)
        found.append({"name": desk.name, "href": href, "on": desk == ask.desk, "count": _count(house, ask, desk.word)})
    return found


def _count(house: House, ask: Question, desk: str | None) -> int:
    own = Question(tuple(pair for pair in (("desk", desk or ""), ("rules", ask.rules)) if pair[1]), ask.desks)
    return totals(house, own.filter, ask.asof)[0]


def facets(house: House, ask: Question) -> list[Plain]:
    """Return the filters with the count of each value under the question."""
    counts = house.once(("facets", ask.filter, ask.asof), lambda: counted(house, ask.filter, ask.asof))
    found = []
    for name, title in FACETS:
        values = named(house, ask, name, counts.get(name, []))
        most = max(1, *(one["count"] for one in values), 1)
        found.append({"name": name, "title": title, "values": [{**one, "share": round(100 * one["count"] / most)} for one in values]})
    return [own for own in found if own["values"]]


def counted(house: House, own: EventFilter, asof: datetime | None) -> dict[str, list[tuple[str, str, int]]]:
    """Return for each facet its values: value, name, events."""
    most = house.settings.web.longest_list
    plain = house.ledger.facets(own, asof=asof)
    found = {
        "standing": [(str(one), marks.label(one), plain["verdict"].get(str(one), 0)) for one in marks.CODES],
        "type": [(value, words_of({}, value).capitalize(), count) for value, count in plain["type"].items() if value][:most],
        "ev": [(value, f"{value} {marks.GRADES[value]}", count) for value, count in sorted(plain["evidence"].items(), key=str) if value],
    }
    for facet, value, count in house.ledger.rows(pages.lists(own, stored(asof), most)):
        words = one_line(value) if facet == "place" else CAUTIONS.get(value, words_of({}, value).capitalize())
        found.setdefault(facet, []).append((value, words, count))
    voices = house.ledger.rows(pages.voices(own, stored(asof), 6))
    found["voice"] = [(str(own[0]), one_line(str(own[1])), int(own[4])) for own in voices]
    return found


def named(house: House, ask: Question, facet: str, values: Sequence[tuple[str, str, int]]) -> list[Plain]:
    """Return a facet's values with their links; one that is on and has no event left is kept, so that it can be taken off."""
    sides, on = house.sides(), ask.all(facet)
    listed = [(value, sides.label(value) if facet == "side" else name, count) for value, name, count in values if count]
    listed += [(value, sides.label(value) if facet == "side" else value, 0) for value in on if value not in [one for one, _, _ in listed]]
    return [
        {
            "value": value, "name": name, "count": count, "on": value in on, "href": ask.toggled("/board", facet, value),
            "code": marks.CODES[Verdict(value)] if facet == "standing" else None, "role": sides.role(value) if facet == "side" else None,
        }
        for value, name, count in listed
    ]  # fmt: skip


def tokens(house: House, ask: Question, path: str = "/board") -> list[Plain]:
    """Return the filters that are on, each with the link that takes it off."""
    found = []
    for name, value in ask.active():
        words = (
            house.sides().label(value) if name == "side" else CAUTIONS.get(value) or (marks.label(value) if name == "standing" else value)
        )
        lead = {"from": "from ", "to": "to ", "origins": "origins ≥ ", "bbox": "box "}.get(name, "")
        found.append({"name": name, "words": f"{lead}{words.replace('_', ' ')}", "href": ask.toggled(path, name, value)})
    return found


def saved(ask: Question) -> str | None:
    """Return the line of the settings that keeps these filters as a desk, None where none is set or a desk is open."""
    pairs = [pair for pair in ask.active() if pair[0] != "bbox"]
    return None if ask.desk or not pairs else f'"My view?{urlencode(pairs)}",'


def emptiness(house: House, ask: Question) -> Plain:
    """Return why a board is empty: no ledger yet, or filters that clash, with how many there are without each."""
    if house.moment().time is None or not _count(house, Question(ask.plain_pairs(), ask.desks), None):
        return {"first_run": True, "without": []}
    without = []
    for name, value in ask.active()[:6]:
        own = Question(tuple(pair for pair in ask.pairs if pair != (name, value)), ask.desks)
        count = int(house.ledger.rows(pages.totals(own.filter, stored(ask.asof)))[0][0])
        without.append({"words": next(one["words"] for one in tokens(house, ask) if one["href"] == ask.toggled("/board", name, value)),
                        "href": own.url("/board"), "count": count})  # fmt: skip
    return {"first_run": False, "without": without}
