"""A report: its running text with source, cue, content, hedge and stance marked, and beside it who says what.

Everything is made from the report's claims document after care was taken, so that a withheld name is withheld in the text as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from sayso.ledger import pages
from sayso.model import EvidenceKind
from sayso.model.corrections import OUTLET as PUBLISHER
from sayso.pipeline import retracted
from sayso.publish.record import PRIVATE
from sayso.publish.sheet import ReportSheet
from sayso.publish.words import count, day_words, one_line
from sayso.web import marks
from sayso.web.house import House, stored
from sayso.web.marks import Plain
from sayso.web.question import Question
from sayso.web.sides import OUTLET, Sides
from sayso.web.views.event import rulings

OWN = "own"  # the key of the report's own voice
LINE, ACROSS = 62, 46  # letters of a line and px of its length in the small map of the report
STANCES = {"endorsing": ("near", "report endorses"), "distancing": ("far", "report keeps distance"), "neutral": ("", "")}


@dataclass(slots=True)
class Marked:
    """A stretch of text with all that is marked on it."""

    start: int
    end: int
    content: list[int] = field(default_factory=list)
    source: Plain | None = None
    cue: str | None = None
    hedge: bool = False


def report(house: House, ask: Question, identity: str) -> Plain | None:
    """Return the page of a report, None where the ledger did not hold it then."""
    entry = house.ledger.report(identity, asof=ask.asof)
    if entry is None:
        return None
    entries = house.ledger.claims_of(identity, asof=ask.asof)
    sheet = ReportSheet(report=entry.report, claims=tuple(one.claim for one in entries), flags=entry.flags)
    plain = house.guard([identity], ask.asof).report(sheet)
    sides = house.sides()
    stands = standings(house, ask, [one.id for one in entries])
    claims = [claim(own, at, identity, sides, stands, ask) for at, own in enumerate(plain["claims"], 1)]
    text = plain["report"]["text"]
    versions = house.ledger.versions(identity)
    return {
        "id": identity, "title": plain["report"]["title"] or entry.report.name or "Untitled report", "outlet": marks.outlet(entry.report),
        "published": f"{entry.report.published:%A} {day_words(entry.report.published)}" if entry.report.published else "date unknown",
        "language": entry.report.language, "url": entry.report.url, "flags": list(entry.flags),
        "paragraphs": paragraphs(text, claims, plain, sides),
        "summary": summary(claims), "speakers": speakers(claims, ask, f"/reports/{identity}"), "speaker": ask.one("speaker") or "",
        "mini": mini(text, claims), "claims": claims, "known": f"{entry.known_from:%d %b %Y, %H:%M} UTC",
        "versions": [{"id": one.report.id, "known": f"{one.known_from:%d %b %Y, %H:%M}", "own": one.report.id == identity,
                      "href": ask.plain(f"/reports/{one.report.id}", asof=one.known_from.isoformat() if one.known_to else None)}
                     for one in versions] if len(versions) > 1 else [],
        "retracted": identity in retracted(house.ledger.judgements()), "publisher": entry.report.publisher,
        "blocs": [(bloc, sides.label(bloc)) for bloc in sides.blocs],
        "rulings": rulings(house, ask, [identity, f"{PUBLISHER}{entry.report.publisher}", *(one.id for one in entries)]),
    }  # fmt: skip


def standings(house: House, ask: Question, claims: Sequence[str]) -> dict[str, Plain]:
    """Return the event and standing of each claim that has one, by claim id."""
    events = {str(name): str(event) for name, event in house.ledger.rows(pages.events_of(claims, stored(ask.asof)))}
    held = house.ledger.whole(list(dict.fromkeys(events.values())), asof=ask.asof, profile=ask.rules) if events else {}
    found: dict[str, Plain] = {}
    for name, event in events.items():
        entry = held.get(event)
        if entry is not None and entry.standing is not None:
            found[name] = {"event": event, **marks.badge(entry.standing.verdict)}
    return found


def claim(own: Plain, number: int, report: str, sides: Sides, stands: dict[str, Plain], ask: Question) -> Plain:
    """Return a claim for the page; `key` names its speaker (the origin) for the filter."""
    chain = own["chain"]
    origin = chain[-1]["source"] if chain else None
    stand = stands.get(f"{report}:{own['id']}")
    return {
        "number": number, "id": own["id"], "full": f"{report}:{own['id']}", "gist": one_line(own["gist"]), "spans": spans(own["span"]),
        "role": sides.role(origin["bloc"], origin["kind"]) if origin else OUTLET, "key": key(origin),
        "who": origin["name"] if origin else "Own voice",
        "chain": [link(one, sides, ask) for one in reversed(chain)], "cue": chain[0]["cue"]["text"] if chain and chain[0]["cue"] else "",
        "stance": own["stance"], "hedged": bool(own["hedges"]), "negated": own["polarity"] == "negated", "modality": own["modality"],
        "evidence": evidence(own), "stand": stand, "href": ask.plain(f"/events/{stand['event']}") if stand else None,
        "reasons": [f"{one['rule']}: {one['why']}" for one in own["reasons"] if one], "core": own["core"],
        "type": own["what"]["type"].replace("_", " "), "when": own["when"]["edtf"] if own["when"] else None,
        "where": ", ".join(one["name"] for one in own["where"]), "custody": bool(origin and origin["kind"] == "prisoner"),
    }  # fmt: skip


def evidence(own: Plain) -> Plain | None:
    """Return the best evidence of a claim, None for none."""
    if not own["evidence"]:
        return None
    best = max(one["grade"] for one in own["evidence"])
    kinds = dict.fromkeys(one["kind"] for one in own["evidence"] if one["grade"] == best)
    icons = [{"icon": marks.ICONS[EvidenceKind(kind)], "name": kind} for kind in kinds if EvidenceKind(kind) in marks.ICONS]
    return {"evidence": best, "evidence_words": marks.GRADES[best], "icons": icons}


def key(source: Plain | None) -> str:
    """Return the word for a speaker in addresses."""
    return OWN if source is None else str(source["actor"] or source["name"]).casefold()


def link(own: Plain, sides: Sides, ask: Question) -> Plain:
    """Return the chip of a link."""
    source = own["source"]
    private = source["kind"] in {str(kind) for kind in PRIVATE}
    known = (source["actor"] or source["named"]) and not private
    return {
        "label": one_line(source["name"]), "role": sides.role(source["bloc"], source["kind"]), "gone": False,
        "title": sides.title(sides.role(source["bloc"], source["kind"]), source["bloc"]), "custody": source["kind"] == "prisoner",
        "href": ask.plain(f"/actors/{quote(source['actor'] or source['name'], safe='')}") if known else None,
    }  # fmt: skip


def spans(own: Any) -> list[tuple[int, int]]:
    """Return the fragments of a content."""
    return [tuple(one) for one in own] if own and isinstance(own[0], list) else [(own[0], own[1])]


def paragraphs(text: str, claims: Sequence[Plain], plain: Plain, sides: Sides) -> list[Plain]:
    """Return the paragraphs: their marked stretches, and the cards of the claims that begin in them."""
    found, at = [], 0
    segments = segmented(text, claims, plain, sides)
    for part in text.split("\n"):
        end = at + len(part)
        if part.strip():
            inside = [piece(one, text, claims, at, end) for one in segments if one.start < end and one.end > at]
            begun = [one for one in claims if at <= one["spans"][0][0] < end or (at == 0 and one["spans"][0][0] < at)]
            found.append({"pieces": inside, "cards": cards(begun)})
        at = end + 1
    return found


def segmented(text: str, claims: Sequence[Plain], plain: Plain, sides: Sides) -> list[Marked]:
    """Return the text cut wherever a mark begins or ends; stretches may lie in several contents at once."""
    cuts = {0, len(text), *(edge for own in claims for span in own["spans"] for edge in span)}
    sources: list[tuple[int, int, Plain]] = []
    cues: list[tuple[int, int, str]] = []
    hedges: list[tuple[int, int]] = []
    for own in plain["claims"]:
        for one in own["chain"]:
            source = one["source"]
            role = sides.role(source["bloc"], source["kind"])
            thing = source["kind"] in ("document", "prisoner")
            sources.append((*source["span"], {"role": role, "key": key(source), "dashed": thing, "name": source["name"]}))
            cues += [(*one["cue"]["span"], one["stance"])] if one["cue"] else []
            hedges += [tuple(hedge["span"]) for hedge in one["hedges"]]
        hedges += [tuple(hedge["span"]) for hedge in own["hedges"]]
    for start, end, *_ in (*sources, *cues, *hedges):
        cuts |= {start, end}
    edges = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    made = [Marked(start, end) for start, end in zip(edges, edges[1:], strict=False)]
    for one in made:
        one.content = [own["number"] for own in claims if any(start <= one.start and one.end <= end for start, end in own["spans"])]
        one.source = next((mark for start, end, mark in sources if start <= one.start and one.end <= end), None)
        one.cue = next((stance for start, end, stance in cues if start <= one.start and one.end <= end), None)
        one.hedge = any(start <= one.start and one.end <= end for start, end in hedges)
    return made


def piece(own: Marked, text: str, claims: Sequence[Plain], start: int, end: int) -> Plain:
    """Return a marked stretch, cut to its paragraph; `opens` are the claims whose first word it holds."""
    first, last = max(own.start, start), min(own.end, end)
    inner = claims[own.content[-1] - 1] if own.content else None
    opens = [number for number in own.content if claims[number - 1]["spans"][0][0] == own.start]
    return {
        "text": text[first:last], "content": own.content, "opens": [{"number": one, "id": claims[one - 1]["id"]} for one in opens],
        "role": inner["role"] if inner else "", "key": inner["key"] if inner else "", "source": own.source, "cue": own.cue,
        "icon": STANCES[own.cue][0] if own.cue else "", "stance": STANCES[own.cue][1] if own.cue else "", "hedge": own.hedge,
        "keys": sorted({claims[one - 1]["key"] for one in own.content} | ({own.source["key"]} if own.source else set())),
    }  # fmt: skip


def cards(claims: Sequence[Plain]) -> list[Plain]:
    """Return one card for each chain and cue, holding its claims."""
    found: dict[tuple[object, ...], Plain] = {}
    for own in claims:
        name = (*(one["label"] for one in own["chain"]), own["cue"], own["stance"])
        card = found.setdefault(name, {
            "role": own["role"], "key": own["key"], "chain": own["chain"], "cue": own["cue"], "icon": STANCES[own["stance"]][0],
            "stance": STANCES[own["stance"]][1], "claims": [], "evidence": None, "who": own["who"], "hedged": False,
        })  # fmt: skip
        card["claims"].append(own)
        card["hedged"] |= own["hedged"]
        card["evidence"] = card["evidence"] or own["evidence"]
    return list(found.values())


def speakers(claims: Sequence[Plain], ask: Question, path: str) -> list[Plain]:
    """Return the speakers with their claims, those of most claims first, the report's own voice last."""
    found: dict[str, Plain] = {}
    for own in claims:
        entry = found.setdefault(own["key"], {"key": own["key"], "name": own["who"], "role": own["role"], "count": 0,
                                              "href": ask.url(path, speaker=own["key"])})  # fmt: skip
        entry["count"] += 1
    return sorted(found.values(), key=lambda one: (one["key"] == OWN, -one["count"], one["name"]))


def summary(claims: Sequence[Plain]) -> str:
    """Return what the report holds, in one line."""
    named = {own["key"] for own in claims if own["key"] != OWN}
    longest = max((len(own["chain"]) for own in claims), default=0)
    parts = [count(len(claims), "claim"), count(len(named), "voice"), f"longest chain {count(longest, 'link')}"]
    parts.append(f"{sum(own['hedged'] for own in claims)} hedged")
    parts.append(f"{sum(own['stance'] == 'distancing' for own in claims)} kept at a distance")
    return ", ".join(parts)


def mini(text: str, claims: Sequence[Plain]) -> Plain:
    """Return the small map of the report: a line for each LINE letters, and where which side's claims lie on it."""
    rows = max(1, min(160, len(text) // LINE + 1))
    bars = []
    for own in claims:
        for start, end in own["spans"]:
            bars += [{"role": own["role"], **bar} for bar in strokes(start, end, rows)]
    return {"height": rows * 4 + 4, "rows": rows, "bars": bars[:600]}


def strokes(start: int, end: int, rows: int) -> Iterable[Plain]:
    """Yield the strokes of a span, one for each line that it crosses."""
    for row in range(start // LINE, min(rows, (max(start, end - 1)) // LINE + 1)):
        first, last = max(start, row * LINE) - row * LINE, min(end, (row + 1) * LINE) - row * LINE
        yield {"x": round(3 + first / LINE * ACROSS, 1), "y": row * 4 + 2, "w": round((last - first) / LINE * ACROSS, 1)}
