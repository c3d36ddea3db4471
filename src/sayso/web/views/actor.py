"""A voice: what became of its claims where others could check, whom it relays and who carries it. A record, never a score."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sayso.ledger import ClaimFilter, pages
from sayso.model import Claim, Ruling, Verdict
from sayso.model.corrections import ACTOR, held
from sayso.publish.record import wilson
from sayso.publish.words import day_words, one_line
from sayso.web import marks
from sayso.web.house import House, stored
from sayso.web.marks import Plain, actor_url
from sayso.web.question import Question
from sayso.web.views.event import rulings
from sayso.web.views.lists import hit, kind_words
from sayso.web.views.report import standings
from sayso.web.views.times import bars


def record(house: House, ask: Question, identity: str) -> Plain | None:
    """Return what became of a voice's claims, None where it says nothing in this ledger. It counts, it never scores."""
    asof = stored(ask.asof)
    name, actor, country, kind, bloc, claims, read, first, last = house.ledger.rows(pages.voice(identity, asof))[0]
    if not read or kind in pages.PRIVATE_KINDS:
        return None
    fates = house.ledger.rows(pages.fates(identity, asof, ask.filter.first, ask.filter.until))
    sides = house.sides()
    role = sides.role(bloc, kind)
    latest = house.ledger.claims(ClaimFilter(speakers=(identity,)), asof=ask.asof, limit=30)
    mine = [
        one for one in latest.entries if one.claim.chain and identity in (one.claim.chain[-1].source.actor, one.claim.chain[-1].source.name)
    ]
    stands = standings(house, ask, [one.id for one in mine])
    told = house.ledger.told([one.id for one in mine], asof=ask.asof)
    rows = house.masked({"rows": [hit(one, stands.get(one.id), ask) for one in mine[:12]]}, list(told.values()), ask.asof)["rows"]
    relayed = house.ledger.rows(pages.relayed(identity, asof, 8))
    return {
        "id": identity, "name": one_line(str(name)), "actor": actor, "role": role, "title": sides.title(role, bloc),
        "kind": kind_words(kind),
        "country": country, "claims": claims, "reports": read, "relays": sum(int(one[2]) for one in relayed),
        "span": f"{day_words(first)} to {day_words(last)}" if first else "no days", "fates": outcomes(fates), "verdicts": verdicts(fates),
        "types": _types(fates),
        "months": months(fates), "latest": rows,
        "names": [{"name": one_line(str(own)), "count": count} for own, count in house.ledger.rows(pages.names(identity, asof, 8))],
        "relayed": _bars([(one_line(str(label or who)).replace("_", " "), int(count), actor_url(str(who), ask) if who else None)
                          for who, label, count in relayed]),
        "carriers": carriers(house.ledger.rows(pages.carriers(identity, asof, 8)), ask), "all": ask.plain("/board", voice=identity),
        "hidden": ask.plain_pairs(), "framed": bool(ask.filter.first or ask.filter.until),
        "letter": letter(house, identity), "rulings": rulings(house, ask, [f"{ACTOR}{identity}"]),
        "acts": f"{ACTOR}{identity}",
    }  # fmt: skip


def origin_names(claim: Claim) -> tuple[str | None, str]:
    """Return the id and the name of a claim's origin."""
    source = claim.chain[-1].source
    return source.actor, source.name


BACKED = {Verdict.CROSS_CONFIRMED, Verdict.CORROBORATED}
CONTRADICTED = {Verdict.DISPUTED, Verdict.DENIED}
WITHDRAWN = {Verdict.RETRACTED}


def letter(house: House, identity: str) -> Plain:
    """Return the reliability letter that a person gave to a voice, F ("cannot be judged") by default; no rule reads it."""
    own = held(house.ledger.judgements(), Ruling.SET).get(f"{ACTOR}{identity}")
    value = dict(own.fields).get("letter") if own else None
    if own is None or value is None:
        return {"value": "F", "author": "", "time": "", "note": ""}
    return {"value": value, "author": one_line(own.author), "time": f"{own.at:%d %b %Y}", "note": one_line(own.note)}


def outcomes(fates: Sequence[Sequence[Any]]) -> Plain:
    """Return of the events that others could check how many were backed, contradicted or taken back, with Wilson's 95 % intervals."""
    counts: dict[str, int] = {}
    by_type: dict[str, list[int]] = {}
    for kind, verdict, _, number in fates:
        counts[verdict] = counts.get(verdict, 0) + number
        if verdict in BACKED | CONTRADICTED | WITHDRAWN:
            pair = by_type.setdefault(kind, [0, 0])
            pair[1] += number
            pair[0] += number if verdict in BACKED else 0
    total = sum(counts.values())
    checked = sum(count for verdict, count in counts.items() if verdict in BACKED | CONTRADICTED | WITHDRAWN)
    rows = [
        interval(code, words, sum(counts.get(one, 0) for one in own), checked)
        for code, words, own in (
            ("CO", "backed from outside", BACKED),
            ("DP", "contradicted", CONTRADICTED),
            ("RT", "withdrawn", WITHDRAWN),
        )
    ]
    kinds = [interval(None, kind.replace("_", " "), k, n) for kind, (k, n) in sorted(by_type.items(), key=lambda own: -own[1][1])[:6]]
    return {"rows": rows if checked else [], "kinds": kinds, "checked": checked, "total": total}


def interval(code: str | None, words: str, k: int, n: int) -> Plain:
    """Return a share with its interval, in px of a plot 380 wide: k of n is always printed."""
    low, high = wilson(k, n) if n else (0.0, 1.0)
    share = k / n if n else 0.0
    return {
        "code": code, "words": words, "k": k, "n": n, "share": f"{share:.0%}", "low": f"{low:.0%}".rstrip("%"),
        "high": f"{high:.0%}".rstrip("%"),
        "x": round(6 + 368 * share, 1), "x1": round(6 + 368 * low, 1), "x2": round(6 + 368 * high, 1),
    }  # fmt: skip


def verdicts(fates: Sequence[Sequence[Any]]) -> list[Plain]:
    """Return how many of a voice's events stand how."""
    counts: dict[str, int] = {}
    for _, verdict, _, number in fates:
        counts[verdict] = counts.get(verdict, 0) + number
    most = max(counts.values(), default=1)
    return [{**marks.badge(one), "count": counts[one], "share": 100 * counts[one] / most} for one in marks.CODES if counts.get(one)]


def _types(fates: Sequence[Sequence[Any]]) -> list[Plain]:
    counts: dict[str, int] = {}
    for kind, _, _, number in fates:
        counts[kind] = counts.get(kind, 0) + number
    listed = sorted(counts.items(), key=lambda own: (-own[1], own[0]))[:8]
    return _bars([(kind.replace("_", " "), count, None) for kind, count in listed])


def _bars(rows: Sequence[tuple[str, int, str | None]]) -> list[Plain]:
    most = max((count for _, count, _ in rows), default=1)
    return [{"name": name, "count": count, "share": 100 * count / most, "href": href} for name, count, href in rows]


def carriers(rows: Sequence[Sequence[Any]], ask: Question) -> list[Plain]:
    """Return the outlets that carry a voice: in quotation, in other words."""
    most = max((quoted + other for _, quoted, other in rows), default=1)
    return [
        {"name": one_line(str(name)), "quoted": 100 * quoted / most, "other": 100 * other / most, "count": quoted + other,
         "href": ask.plain("/board", outlet=str(name))}
        for name, quoted, other in rows
    ]  # fmt: skip


def months(fates: Sequence[Sequence[Any]]) -> Plain | None:
    """Return the bars of a voice's events by month and how they stand now, None where no day is known."""
    found: dict[datetime, dict[str, int]] = {}
    for _, verdict, month, number in fates:
        if month is not None:
            column = found.setdefault(month, {})
            column[strength(verdict)] = column.get(strength(verdict), 0) + number
    return bars([(f"{month:%b %y}", column) for month, column in sorted(found.items())][-18:]) if found else None


def strength(verdict: str) -> str:
    """Return the ink of a standing in bars: strong, one, contra or rec."""
    if verdict in BACKED:
        return "strong"
    if verdict in CONTRADICTED | WITHDRAWN:
        return "contra"
    return "rec" if verdict == Verdict.ON_RECORD else "one"
