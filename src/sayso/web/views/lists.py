"""Lists: reports with failures, voices, search results, changes, the ledger's rulings."""

from collections.abc import Sequence
from typing import Any

from sayso.errors import InputError
from sayso.ledger import ClaimEntry, pages
from sayso.model import ActorKind
from sayso.publish.words import day_words, one_line
from sayso.web import marks
from sayso.web.house import House, stored
from sayso.web.marks import Plain, actor_url
from sayso.web.question import Question
from sayso.web.views.board import news_since, tile
from sayso.web.views.event import act
from sayso.web.views.report import standings

TOGETHER = 100
FOUND = 40


def reports(house: House, ask: Question) -> Plain:
    """Return the reports of the ledger, the last learned first, and what could not be read."""
    after = _number(ask.one("after"))
    rows = house.ledger.rows(pages.reports(ask.one("q"), stored(ask.asof), after, TOGETHER))
    failures = house.ledger.failures()
    return {
        "rows": [_report(row, ask) for row in rows], "q": ask.one("q") or "",
        "next": ask.url("/reports", after=rows[-1][0]) if len(rows) == TOGETHER else None,
        "failures": [{"place": one_line(one.place), "message": one_line(one.message), "time": f"{one.known_from:%d %b %Y, %H:%M}"}
                     for one in reversed(failures[-200:])], "failed": len(failures),
    }  # fmt: skip


def _report(row: Sequence[Any], ask: Question) -> Plain:
    _, identity, title, name, publisher, published, language, claims, flags, known = row
    return {
        "id": identity, "title": one_line(title or name or "Untitled report"), "publisher": one_line(publisher or "publisher unknown"),
        "published": day_words(published) if published else "date unknown", "language": language, "claims": claims, "flags": list(flags),
        "known": f"{known:%d %b %Y, %H:%M}", "href": ask.plain(f"/reports/{identity}"),
    }  # fmt: skip


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdecimal() or len(text) > 18:
        raise InputError(f"after={text!r} is no place in this list: take the link to the next page")
    return int(text)


def actors(house: House, ask: Question) -> Plain:
    """Return the named voices of the ledger, those that most events rest on first. Private persons are not followed."""
    rows = house.once(("actors", ask.filter, ask.asof), lambda: house.ledger.rows(pages.voices(ask.filter, stored(ask.asof), 200)))
    sides = house.sides()
    words = (ask.one("q") or "").casefold()
    found: list[Plain] = [
        {
            "id": str(own), "name": one_line(str(name)), "role": sides.role(bloc, kind), "title": sides.title(sides.role(bloc, kind), bloc),
            "kind": kind_words(kind), "events": int(events), "href": actor_url(str(own), ask),
        }
        for own, name, bloc, kind, events in rows
        if words in str(name).casefold()
    ]  # fmt: skip
    most = max((one["events"] for one in found), default=1)
    return {"rows": [{**one, "share": 100 * one["events"] / most} for one in found], "q": ask.one("q") or ""}


def kind_words(kind: str | None) -> str:
    """Return what a voice is, in words."""
    return (
        "not known"
        if kind is None
        else {ActorKind.IO: "international body", ActorKind.NGO: "charity"}.get(ActorKind(kind), kind.replace("_", " "))
    )


def search(house: House, ask: Question) -> Plain:
    """Return the claims that hold the words, the last learned first, each with its event; and voices and places of that name."""
    words = ask.one("q") or ""
    if not words:
        return {"q": "", "rows": [], "next": None, "voices": [], "places": []}
    found = house.ledger.search(words, ask.claims, asof=ask.asof, before=_number(ask.one("after")), limit=FOUND)
    stands = standings(house, ask, [one.id for one in found])
    told = house.ledger.told([one.id for one in found], asof=ask.asof)
    rows = [hit(one, stands.get(one.id), ask) for one in found]
    view = house.masked({"rows": rows}, [told[one.id] for one in found if one.id in told], ask.asof)
    return {
        **view, "q": words, "next": ask.url("/search", after=found[-1].n) if len(found) == FOUND else None,
        "voices": _voices(house, ask, words), "places": _places(found, ask),
    }  # fmt: skip


def hit(own: ClaimEntry, stand: Plain | None, ask: Question) -> Plain:
    """Return a claim that was found."""
    report, _, name = own.id.partition(":")
    return {
        "id": own.id, "gist": one_line(own.claim.gist), "text": one_line(own.claim.text),
        "stand": stand,
        "chain": " › ".join(one_line(link.source.name) for link in reversed(own.claim.chain)) or "own voice",
        "outlet": one_line(own.publisher or "publisher unknown"),
        "published": day_words(own.published) if own.published else "date unknown",
        "href": ask.plain(f"/reports/{report}") + f"#{name}", "event": ask.plain(f"/events/{stand['event']}") if stand else None,
        "when": marks.when(own.claim.when), "negated": own.claim.polarity == "negated",
    }  # fmt: skip


def _voices(house: House, ask: Question, words: str) -> list[Plain]:
    asked = Question((("q", words), *ask.plain_pairs()), ask.desks)
    found: list[Plain] = actors(house, asked)["rows"]
    return found[:8]


def _places(found: Sequence[ClaimEntry], ask: Question) -> list[Plain]:
    names: dict[str, int] = {}
    for one in found:
        for own in one.claim.where:
            names[own.place.name] = names.get(own.place.name, 0) + 1
    listed = sorted(names.items(), key=lambda own: (-own[1], own[0]))[:8]
    return [{"name": one_line(name), "count": count, "href": ask.plain("/board", place=name)} for name, count in listed]


def changes(house: House, ask: Question) -> Plain:
    """Return what became known since a time: standings that moved, and rulings."""
    since = news_since(house, ask)
    if since is None:
        return {"since": None, "rows": [], "acts": [], "counts": (0, 0, 0), "value": ""}
    until = stored(ask.asof)
    rows = house.ledger.rows(pages.moved(stored(since) or since, until, TOGETHER))
    counts = house.ledger.rows(pages.news(stored(since) or since, until))[0]
    acts = [own for own in house.ledger.judgements(asof=ask.asof) if own.at > since]
    return {
        "since": f"{since:%d %b %Y, %H:%M}", "value": since.strftime("%Y-%m-%d"), "rows": [tile(own, ask) for own in rows],
        "counts": tuple(int(one) for one in counts), "acts": [act(one) for one in reversed(acts)][:TOGETHER],
    }  # fmt: skip
