"""What pages are made of, as plain data: standing badges, chips, places with their shape, days, figures, evidence."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from sayso.model import Claim, EvidenceKind, Figure, Origin, Reason, Relation, Report, Source, Standing, Verdict, When, Where
from sayso.publish.record import PRIVATE
from sayso.publish.sheet import EventSheet, Member
from sayso.publish.words import between, count, day_words, flag_words, one_line, radius, when_words
from sayso.web.question import Question
from sayso.web.sides import OUTLET, Sides

Plain = dict[str, Any]
CODES = {
    Verdict.CROSS_CONFIRMED: "XC", Verdict.CORROBORATED: "CO", Verdict.SAME_SIDE: "SS", Verdict.SINGLE_SOURCE: "1S",
    Verdict.DISPUTED: "DP", Verdict.DENIED: "DN", Verdict.RETRACTED: "RT", Verdict.ON_RECORD: "OR",
}  # fmt: skip
GROUNDS = {  # the shape of a place, by its relation; "in" goes by the kind of place
    Relation.NEAR: "buffer", Relation.WITHIN_KM: "buffer", Relation.OUTSKIRTS: "buffer", Relation.OFF: "sector", Relation.BETWEEN: "line",
    Relation.TOWARD: "sector", Relation.FROM: "sector",
}  # fmt: skip
AREAS = frozenset({"admin1", "admin2", "country", "sea", "region", "island"})
LINES = frozenset({"river", "sector"})
EXACT = 12.0  # km; a town that is known no better is drawn as the ring that it may lie in
ICONS = {
    EvidenceKind.VIDEO: "video", EvidenceKind.PHOTO: "photo", EvidenceKind.DOCUMENT: "doc", EvidenceKind.TESTIMONY: "testimony",
    EvidenceKind.GEOLOCATION: "geo",
}  # fmt: skip
WIDEST = 6  # chips of a row; the others are counted
GRADES = {"E0": "none", "E1": "said to exist", "E2": "shown", "E3": "verified outside", "E4": "verified by several"}


def label(verdict: str) -> str:
    """Return a standing in words: "Cross-confirmed"."""
    return "Cross-confirmed" if verdict == Verdict.CROSS_CONFIRMED else verdict.replace("_", " ").capitalize()


def badge(verdict: Verdict) -> Plain:
    """Return the badge of a standing: its code (glyph and ink) and its word."""
    return {"code": CODES[verdict], "label": label(verdict), "verdict": str(verdict)}


def standing(own: Standing) -> Plain:
    """Return what badges show of a standing, never a number without its rule."""
    return {
        **badge(own.verdict), "credibility": own.credibility, "evidence": str(own.evidence), "rule": own.rule, "grade": own.grade,
        "origins": len(own.origins), "outlets": own.publishers, "flags": [flag_words(flag) for flag in own.flags], "profile": own.profile,
        "evidence_words": GRADES[str(own.evidence)],
    }  # fmt: skip


def reason(own: Reason) -> Plain:
    """Return a reason with its rule."""
    return {"rule": own.rule, "why": one_line(own.why)}


def chip(source: Source, sides: Sides, ask: Question) -> Plain:
    """Return the chip of a source; private persons lead nowhere."""
    role = sides.of(source)
    private = source.kind in PRIVATE
    known = (source.actor or source.named) and not private
    return {
        "label": one_line(source.name), "role": role, "title": sides.title(role, source.bloc), "custody": source.kind == "prisoner",
        "href": actor_url(source.actor or source.name, ask) if known else None, "gone": False,
    }  # fmt: skip


def actor_url(identity: str, ask: Question) -> str:
    """Return the page of an actor, by pack id or name."""
    return ask.plain(f"/actors/{quote(identity, safe='')}")


def outlet_chip(report: Report, ask: Question, *, words: str = "") -> Plain:
    """Return the chip of an outlet that speaks in its own voice."""
    name = outlet(report)
    return {
        "label": f"{name}{words}", "role": OUTLET, "title": "Outlet's own voice", "custody": False, "gone": False,
        "href": ask.plain("/board", outlet=report.publisher) if report.publisher else None,
    }  # fmt: skip


def outlet(report: Report) -> str:
    """Return who published a report."""
    return one_line(report.publisher or report.name or report.id)


def ladder(claim: Claim, report: Report, sides: Sides, ask: Question) -> list[Plain]:
    """Return the chips of a chain, origin first; of more than four links the middle ones are counted."""
    if not claim.chain:
        return [outlet_chip(report, ask)]
    chips = [chip(link.source, sides, ask) for link in reversed(claim.chain)]
    if len(chips) > 4:
        chips[2:-1] = [
            {"label": f"{len(chips) - 3} more", "role": "N", "title": "links between", "custody": False, "href": None, "gone": False}
        ]
    return chips


def who(sheet: EventSheet, sides: Sides, ask: Question) -> list[Plain]:
    """Return what stands in the column "who says so": a group for each origin (`hull`: several voices count once), `more`."""
    members = {f"{report.id}:{claim.id}": (report, claim) for report, claim in sheet.members}
    groups: list[Plain] = []
    for origin in sheet.standing.origins[:WIDEST]:
        held = [members[name] for name in origin.claims if name in members]
        groups.append(group(origin, held, sides, ask))
    left = len(sheet.standing.origins) - WIDEST
    return [*groups, {"more": left}] if left > 0 else groups


def group(origin: Origin, held: Sequence[Member], sides: Sides, ask: Question) -> Plain:
    """Return the chips of one origin; one voice shows through whom it reached the outlets."""
    chips: dict[str, Plain] = {}
    for report, claim in held:
        own = chip(claim.chain[-1].source, sides, ask) if claim.chain else outlet_chip(report, ask)
        chips.setdefault(own["label"].casefold(), own)
    listed = list(chips.values()) or [
        {"label": name, "role": "N", "title": "", "custody": False, "href": None, "gone": False} for name in origin.names
    ]
    relays: list[Plain] = []
    if len(listed) == 1 and held and len(held[0][1].chain) > 1:
        relays = [chip(link.source, sides, ask) for link in reversed(held[0][1].chain[:-1])][:2]
    if all(not claim.chain for _, claim in held) and len(listed) > 1:
        listed = [{**listed[0], "label": f"{count(len(listed), 'outlet')}, own voice", "href": None}]
    return {"chips": listed[:4], "relays": relays, "hull": len(listed) > 1, "why": reason(origin.reason)}


def lost(sheet: EventSheet, sides: Sides, ask: Question) -> list[Plain]:
    """Return the chips of an event whose origins were all taken back or denied, struck through."""
    chips = [ladder(claim, report, sides, ask)[0] for report, claim in sheet.members[:2]]
    return [{"chips": [{**own, "gone": True}], "relays": [], "hull": False, "why": None} for own in chips]


def ground(own: Where) -> str:
    """Return the shape that a place is drawn with: point, buffer, sector, line or area."""
    if own.relation in GROUNDS:
        return GROUNDS[own.relation]
    if str(own.relation).endswith("_of"):
        return "sector"
    if own.place.feature in AREAS or own.place.feature in LINES:
        return "area" if own.place.feature in AREAS else "line"
    return "point" if own.radius_km <= EXACT else "buffer"


def site(places: Sequence[Where]) -> Plain:
    """Return the place of an event with its shape; what nobody placed says so."""
    sites = [own for own in places if own.role == "site"] or list(places)
    if not sites:
        return {"shape": "none", "name": "not placeable", "how": ""}
    own = sites[0]
    kind = {"settlement": "town", "admin1": "region", "admin2": "district"}.get(own.place.feature, own.place.feature)
    relation = "" if own.relation == "in" else f"{str(own.relation).replace('_', ' ')} "
    distance = f"{own.distance_km:g} km " if own.distance_km is not None else ""
    more = f", and {len(sites) - 1} more" if len(sites) > 1 else ""
    lead = f"{distance}{relation}".strip()
    return {
        "shape": ground(own), "name": f"{lead.capitalize()} {one_line(own.place.name)}".strip() if lead else one_line(own.place.name),
        "how": f"{kind}, ±{radius(own.radius_km)} km{more}",
    }  # fmt: skip


def when(own: When | None) -> str:
    """Return when it happened, in words; never a day that nobody stated."""
    return when_words(own)


def figures(own: Iterable[Figure]) -> Plain | None:
    """Return the figure that a row shows with what it counts, None for none; `dots` where origins differ."""
    listed = list(own)
    if not listed:
        return None
    first = listed[0]
    unit = "people" if first.unit == "person" else first.unit
    differs = len({(low, high) for _, low, high in first.by_origin}) > 1
    sub = f"{first.role}, {unit}" if first.role != unit else first.role
    notes = ([f"{len(first.by_origin)} figures"] if differs else []) + ([f"and {len(listed) - 1} more"] if len(listed) > 1 else [])
    return {"main": between(first.low, first.high), "sub": "; ".join([sub, *notes]), "differs": differs}


def evidence_icons(members: Iterable[Member]) -> list[Plain]:
    """Return the kinds of evidence of the best grade that is cited, each with its name."""
    found = [one for _, claim in members for one in claim.evidence]
    if not found:
        return []
    best = max(one.grade for one in found)
    kinds = dict.fromkeys(one.kind for one in found if one.grade == best)
    return [{"icon": ICONS[kind], "name": str(kind)} for kind in kinds if kind in ICONS][:3]


def published(report: Report) -> str:
    """Return the day of publication."""
    return day_words(report.published) if report.published else "date unknown"
