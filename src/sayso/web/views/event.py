"""One event: who says what, who had it from whom, why it stands as it does, what would move it, and how it stood before."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sayso.ledger import EventFilter, pages
from sayso.model import Account, Judgement, Origin, Verdict, When, Where
from sayso.model import Evidence as Cited
from sayso.model import Value as Count
from sayso.pipeline import accounts_of, sheet_of, sheets_of
from sayso.publish.sheet import EventSheet, Member
from sayso.publish.words import between, count, day_words, evidence_words, one_line, when_words
from sayso.publish.words import marks as claim_marks
from sayso.stand import by_claim, cells, stood
from sayso.stand.matrix import SLOTS, Cell, Relation, Stood
from sayso.web import marks
from sayso.web.house import House, stored
from sayso.web.marks import Plain
from sayso.web.question import Question
from sayso.web.sides import OUTLET, PARTIES, Sides
from sayso.web.views.history import history
from sayso.web.views.place import drawing
from sayso.web.views.relay import relay

HEADS = {
    "what": "What happened",
    "by": "By whom",
    "whom": "To whom",
    "when": "When",
    "where": "Where",
    "how many": "How many",
    "evidence": "Evidence",
}
ICONS = {
    Relation.AGREES: "eq",
    Relation.ADDS: "plus",
    Relation.COARSER: "sup",
    Relation.DIFFERS: "ne",
    Relation.DENIES: "x",
    Relation.SILENT: "dash",
}
MOVES = re.compile(r": ([a-z ]+), credibility (None|\d)$")
NEAR = 6  # events beside this one that are listed
MOST = 120  # accounts that the matrix shows; the list of accounts has all


def event(house: House, ask: Question, identity: str) -> Plain | None:
    """Return the page of an event, None where the ledger did not believe in it then."""
    sheet = sheet_of(house.ledger, identity, asof=ask.asof, profile=ask.rules)
    if sheet is None:
        return None
    own, path = sheet.standing, f"/events/{identity}"
    rulings = house.ledger.judgements(asof=ask.asof)
    accounts, copies = accounts_of(sheet, rulings, house.settings)
    sides = house.sides()
    view = {
        "id": identity, "path": path, "gist": one_line(sheet.event.gist), "standing": marks.standing(own),
        "icons": marks.evidence_icons(sheet.members), "verdict": verdict(sheet, sides), "matrix": matrix(sheet, accounts, sides, ask),
        "relay": relay(sheet.members, copies, sides), "reasons": [marks.reason(one) for one in own.reasons],
        "considered": [marks.reason(one) for one in own.considered], "moves": [moving(one.rule, one.why, sides) for one in own.would_move],
        "figures": [figure(sheet, at) for at in range(len(own.figures))], "slots": slots(sheet), "place": marks.site(sheet.event.where),
        "map": drawing(sheet.event.where, sides.role(own.blocs[0]) if own.blocs else "N", house.grid(sheet.event)),
        "near": near(house, ask, sheet),
        "origins": [origin(one, sides) for one in own.origins], "members": [member(own, ask) for own in sheet.members],
    }  # fmt: skip
    view = house.masked(view, sheet.members, ask.asof)
    standings = house.ledger.standings_of(identity, profile=ask.rules)
    seats = house.ledger.memberships(identity, past=True)
    return {
        **view, "history": history(standings, seats, ask, path), "later": _later(seats, ask.asof), "acts": acts(house, sheet),
        "merged": [], "profile": ask.rules,
    }  # fmt: skip


def _later(seats: Sequence[object], asof: datetime | None) -> int:
    return sum(seat.known_from > asof for seat in seats) if asof else 0  # type: ignore[attr-defined]


def verdict(sheet: EventSheet, sides: Sides) -> str:
    """Return who says so in one sentence, made from the origins and the rule that decided."""
    own = sheet.standing
    why = next((one.why for one in own.reasons if one.rule == own.rule), "")
    names = [one_line(origin.names[0]) for origin in own.origins if origin.names]
    said = f"{_listed(names[:4])} {'say' if len(names) > 1 else 'says'} so. " if names else "Nobody is left who says so. "
    quiet = [sides.label(bloc) for bloc in sides.blocs[:2] if bloc not in own.blocs and own.blocs]
    silence = (
        f" {_listed(quiet)} {'have' if len(quiet) > 1 else 'has'} said nothing." if quiet and own.verdict is not Verdict.ON_RECORD else ""
    )
    return f"{said}{why[:1].upper()}{why[1:]}{'' if why.endswith('.') or not why else '.'}{silence}"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def matrix(sheet: EventSheet, accounts: Sequence[Account], sides: Sides, ask: Question) -> Plain:
    """Return who says what: the slots as they stand, then the accounts by side, outlets' own voices last."""
    held, own = by_claim(accounts), stood(sheet.event, sheet.standing, (claim for _, claim in sheet.members))
    groups: dict[str, list[Plain]] = {}
    for report, claim in sheet.members[:MOST]:
        account = held.get(f"{report.id}:{claim.id}")
        groups.setdefault(_role(claim.chain[-1].source.bloc if claim.chain else None, claim, sides), []).append(
            line((report, claim), own, account, sides, ask)
        )
    order = [*PARTIES, "N", "M", OUTLET]
    titles = dict(sides.legend())
    listed = [
        {"role": role, "title": titles.get(role, ""), "rows": groups[role], "note": _note(role, groups[role], sheet)}
        for role in order
        if role in groups
    ]
    silent = [{"role": sides.role(bloc), "title": sides.label(bloc)} for bloc in sides.blocs[:2] if sides.role(bloc) not in groups]
    return {
        "heads": [HEADS[slot] for slot in SLOTS], "stands": standing_cells(sheet, own), "groups": listed, "silent": silent,
        "accounts": len(sheet.members), "left": max(0, len(sheet.members) - MOST),
    }  # fmt: skip


def _role(bloc: str | None, claim: object, sides: Sides) -> str:
    chain = claim.chain  # type: ignore[attr-defined]
    return OUTLET if not chain else sides.of(chain[-1].source)


def _note(role: str, rows: Sequence[Plain], sheet: EventSheet) -> str:
    if role == OUTLET:
        return "repetition counts as an origin only where several outlets say it by themselves"
    names = {row["chips"][0]["label"] for row in rows}
    del sheet
    return count(len(names), "voice")


def line(own: Member, stands: Stood, account: Account | None, sides: Sides, ask: Question) -> Plain:
    """Return the row of one account."""
    report, claim = own
    relations = cells(claim, stands, account)
    told = f"{marks.published(report)}" if not claim.chain else f"in {marks.outlet(report)}, {marks.published(report)}"
    return {
        "id": f"{report.id}:{claim.id}", "chips": marks.ladder(claim, report, sides, ask), "told": told,
        "href": ask.plain(f"/reports/{report.id}") + f"#{claim.id}", "gone": bool(account and account.retracted),
        "cells": [cell(slot, relations[slot], claim_marks(claim)) for slot in SLOTS],
        "cue": claim.chain[0].cue.text if claim.chain and claim.chain[0].cue else "", "stance": str(claim.stance),
    }  # fmt: skip


def cell(slot: str, own: Cell, lead: str) -> Plain:
    """Return a cell: the relation with its mark, and what the account says."""
    words, note = said(own.value)
    if slot == "what":
        words = f"{lead}{words}"
    return {"slot": HEADS[slot], "relation": str(own.relation), "icon": ICONS[own.relation], "words": words, "note": note}


def said(value: object) -> tuple[str, str]:
    """Return what a claim gives for a slot, and a remark on it."""
    if isinstance(value, When):
        return when_words(value), value.text or "inherited"
    if isinstance(value, Where):
        own = marks.site([value])
        return str(own["name"]), str(own["how"])
    if isinstance(value, Count):
        return between(
            value.low, value.high
        ) if not value.vague else f"at least {value.low:,g}, vague" if value.low else "vague", value.role
    if isinstance(value, Cited):
        return f"{value.grade} {value.kind}", f"by {value.verifier}" if value.verifier else ""
    return one_line(str(value)) if value is not None else "", ""


def standing_cells(sheet: EventSheet, own: Stood) -> list[Plain]:
    """Return the slots as they stand; one that accounts differ on is marked."""
    place = marks.site(sheet.event.where)
    first = sheet.standing.figures[0] if sheet.standing.figures else None
    differs = bool(first) and len({(low, high) for _, low, high in first.by_origin}) > 1 if first else False
    happened = sheet.event.when
    return [
        {"words": one_line(sheet.event.gist), "note": str(sheet.event.type).replace("_", " ")},
        {"words": own.by or "not named", "note": ""}, {"words": own.whom or "not named", "note": ""},
        {"words": when_words(happened), "note": happened.edtf if happened else ""}, {"words": place["name"], "note": place["how"]},
        {"words": between(first.low, first.high) if first else "no figure", "note": first.role if first else "", "differs": differs},
        {"words": f"{own.evidence} {marks.GRADES[str(own.evidence)]}", "note": ""},
    ]  # fmt: skip


def moving(rule: str, why: str, sides: Sides) -> Plain:
    """Return what one more account would change, with the badge of what would come out; sides are called by their names."""
    found = MOVES.search(why)
    for bloc in sides.blocs:
        why = why.replace(f"If {bloc} admits it", f"If the {sides.label(bloc)} admits it")
    verdict_word = found.group(1).replace(" ", "_") if found else ""
    return {"rule": rule, "why": why, "to": marks.badge(Verdict(verdict_word)) if verdict_word in set(Verdict) else None}


def figure(sheet: EventSheet, at: int) -> Plain:
    """Return a figure with what each origin says of it."""
    own = sheet.standing.figures[at]
    return {
        "role": own.role, "unit": "people" if own.unit == "person" else own.unit, "range": between(own.low, own.high),
        "best": f"{own.best:,g}" if own.best is not None else None,
        "by": [{"who": one_line(who), "range": between(low, high)} for who, low, high in own.by_origin],
    }  # fmt: skip


def slots(sheet: EventSheet) -> list[Plain]:
    """Return the event's fields by name."""
    happened = sheet.event.when
    told = {
        "Type": str(sheet.event.type).replace("_", " ") + (", a tally" if sheet.event.tally else ""),
        "When": happened.edtf if happened else "not stated", "Where": marks.site(sheet.event.where)["name"],
        "Grade": sheet.standing.grade or "", "Claims": str(len(sheet.members)), "Id": sheet.event.id,
    }  # fmt: skip
    return [{"name": name, "value": value} for name, value in told.items() if value]


def origin(own: Origin, sides: Sides) -> Plain:
    """Return an origin: the voices that count once, and why."""
    bloc = own.blocs[0] if own.blocs else None
    return {
        "names": [one_line(name) for name in own.names],
        "role": sides.role(bloc),
        "claims": len(own.claims),
        "why": marks.reason(own.reason),
    }


def member(own: Member, ask: Question) -> Plain:
    """Return a claim for the list of accounts."""
    report, claim = own
    return {
        "id": f"{report.id}:{claim.id}", "gist": f"{claim_marks(claim)}{one_line(claim.gist)}", "outlet": marks.outlet(report),
        "published": day_words(report.published) if report.published else "date unknown", "evidence": evidence_words(claim),
        "href": ask.plain(f"/reports/{report.id}") + f"#{claim.id}",
        "chain": " › ".join(one_line(link.source.name) for link in reversed(claim.chain)),
    }  # fmt: skip


def near(house: House, ask: Question, sheet: EventSheet) -> list[Plain]:
    """Return events of the same place, or of the same reports where no place is settled."""
    sites = [own.place.name for own in sheet.event.where if own.role == "site"][:2]
    ids: list[str] = []
    if sites:
        ids = [
            one.id
            for one in house.ledger.events(EventFilter(places=tuple(sites), profile=ask.rules), asof=ask.asof, limit=NEAR + 1).entries
        ]
    else:
        report = sheet.members[0][0].id
        claims = [one.id for one in house.ledger.claims_of(report, asof=ask.asof)]
        ids = list(dict.fromkeys(str(own) for _, own in house.ledger.rows(pages.events_of(claims, stored(ask.asof)))))[: NEAR + 1]
    found = sheets_of(house.ledger, [one for one in ids if one != sheet.event.id][:NEAR], asof=ask.asof, profile=ask.rules)
    return [
        {"gist": one_line(one.event.gist), "href": ask.plain(f"/events/{one.event.id}"), **marks.badge(one.standing.verdict)}
        for one in found
    ]


def acts(house: House, sheet: EventSheet) -> list[Plain]:
    """Return what people ruled on this event, the last first."""
    subjects = {
        sheet.event.id,
        *(f"{report.id}:{claim.id}" for report, claim in sheet.members),
        *(report.id for report, _ in sheet.members),
    }
    return [act(one) for one in reversed(house.ledger.judgements()) if subjects & set(one.subjects)][:50]


def rulings(house: House, ask: Question, subjects: Iterable[str], limit: int = 20) -> list[Plain]:
    """Return what people ruled on any of these subjects (claims, reports, outlets, voices), the last first."""
    wanted = set(subjects)
    return [act(one) for one in reversed(house.ledger.judgements(asof=ask.asof)) if wanted & set(one.subjects)][:limit]


def act(own: Judgement) -> Plain:
    """Return a ruling as a line of the history."""
    return {
        "ruling": str(own.ruling).replace("_", " "), "author": one_line(own.author), "time": f"{own.at:%d %b %Y, %H:%M}",
        "note": one_line(own.note), "subjects": list(own.subjects),
    }  # fmt: skip


def gone(house: House, ask: Question, identity: str) -> Mapping[str, str | None]:
    """Return where an event that is no more went: the event that took its claims, None for none."""
    other = house.ledger.merged_into(identity)
    return {"id": identity, "into": other, "href": ask.plain(f"/events/{other}") if other else None}
