"""Ship cards: what the reports of a ledger say of each ship, every fact with its words and its report, and how its events stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import quote

from sayso.ground.vessels import vessels_of
from sayso.ledger import ClaimEntry, pages
from sayso.lexicon import table
from sayso.load import Loaded
from sayso.model import Report
from sayso.model.vessel import Fact, Vessel
from sayso.packs import Packs, load_packs
from sayso.pipeline import parsed_report
from sayso.publish.words import one_line
from sayso.web import marks
from sayso.web.house import House, stored
from sayso.web.marks import Plain
from sayso.web.question import Question
from sayso.web.views.lists import hit
from sayso.web.views.report import standings

READ = 40  # reports that speak of ships, the last learned first, that cards are made of
FACTS = ("imo", "mmsi", "flag", "kind", "length", "tonnage", "cargo", "owner")
TITLES = {"imo": "IMO number", "mmsi": "MMSI", "flag": "Flag", "kind": "Kind", "length": "Length, m", "tonnage": "Tonnage",
          "cargo": "Cargo", "owner": "Owner or operator"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ship:
    """A ship of the ledger: its name and the cards of the reports that name it."""

    name: str
    cards: tuple[tuple[Report, Vessel], ...]


def fleet(house: House, ask: Question) -> Plain:
    """Return the ships that reports name, those of most reports first."""
    ships, reports = known(house, ask)
    rows = [
        {
            "name": own.name, "href": link(own.name, ask), "reports": len(own.cards),
            "facts": [f"{one['title']} {one['values'][0]['value']}" for one in facts(own, ask)[:4]],
            "differs": any(len(one["values"]) > 1 for one in facts(own, ask)),
        }
        for own in ships
    ]  # fmt: skip
    return {"rows": rows, "reports": reports, "most": READ}


def ship(house: House, ask: Question, name: str) -> Plain | None:
    """Return the card of a ship, None where no report names it."""
    own = next((one for one in known(house, ask)[0] if folded(one.name) == folded(name)), None)
    if own is None:
        return None
    claims = [one for report, _ in own.cards for one in house.ledger.claims_of(report.id, asof=ask.asof) if names(one, own.name)]
    stands = standings(house, ask, [one.id for one in claims])
    seen: dict[str, ClaimEntry] = {}
    for one in claims:
        seen.setdefault(stands[one.id]["event"] if one.id in stands else one.id, one)
    view = {
        "name": own.name, "facts": facts(own, ask), "rows": [hit(one, stands.get(one.id), ask) for one in list(seen.values())[:40]],
        "faults": sorted({fault.why for _, card in own.cards for fault in card.faults}),
        "reports": [{"name": marks.outlet(report), "title": one_line(report.title or report.name or report.id), "named": len(card.spans),
                     "href": ask.plain(f"/reports/{report.id}")} for report, card in own.cards],
    }  # fmt: skip
    told = house.ledger.told([one.id for one in seen.values()], asof=ask.asof)
    return house.masked(view, [*told.values(), *((report, None) for report, _ in own.cards)], ask.asof)


def link(name: str, ask: Question) -> str:
    """Return the page of a ship."""
    return ask.plain(f"/ships/{quote(name, safe='')}")


def names(entry: ClaimEntry, name: str) -> bool:
    """Return whether a claim speaks of a ship: its words, its gist or who takes part."""
    said = (entry.claim.text, entry.claim.gist, *(one.name for one in entry.claim.what.participants))
    return any(re.search(rf"\b{re.escape(name)}\b", one) for one in said)


def folded(name: str) -> str:
    """Return a name without case and signs, so that "Orla-Bay" and "ORLA BAY" are one ship's."""
    return re.sub(r"\W+", " ", name).strip().casefold()


def known(house: House, ask: Question) -> tuple[list[Ship], int]:
    """Return the ships and of how many reports."""
    return house.once(("ships", ask.asof), lambda: gathered(house, ask.asof))


def gathered(house: House, asof: datetime | None) -> tuple[list[Ship], int]:
    """Return the ships of the last reports that speak of ships; one with the same name or IMO number is the same ship."""
    packs = load_packs(house.settings.packs.names)
    found: dict[str, list[tuple[Report, Vessel]]] = {}
    imos: dict[str, str] = {}
    identities = [str(one[0]) for one in house.ledger.rows(pages.reports_with(pattern(), stored(asof), READ))]
    for identity in identities:
        entry = house.ledger.report(identity, asof=asof)
        if entry is None:
            continue
        report, flags = entry.report, entry.flags
        for card in house.kept(("cards", identity), partial(cards_of, report, flags, packs)):
            key = imos.get(card.imo.value, folded(card.name)) if card.imo else folded(card.name)
            if card.imo:
                imos.setdefault(card.imo.value, key)
            found.setdefault(key, []).append((report, card))
    ships = [Ship(cards[0][1].name, tuple(cards)) for cards in found.values()]
    return sorted(ships, key=lambda own: (-len(own.cards), own.name)), len(identities)


def pattern() -> str:
    """Return the pattern of a text that may name a ship: a noun for one."""
    nouns = sorted(table("vessels")["kinds"]["words"], key=len, reverse=True)
    return rf"(?i)\b(?:{'|'.join(re.escape(one) for one in nouns)})\b"


def cards_of(report: Report, flags: tuple[str, ...], packs: Packs) -> tuple[Vessel, ...]:
    """Return the cards of a report."""
    return vessels_of(parsed_report(Loaded(report, flags)), packs)


def facts(own: Ship, ask: Question) -> list[Plain]:
    """Return each fact with its values, and for each value who gives it in which words; values that differ are marked by the page."""
    listed = []
    for name in FACTS:
        values: dict[str, list[Any]] = {}
        for report, card in own.cards:
            fact: Fact | None = getattr(card, name)
            if fact is not None:
                values.setdefault(fact.value, []).append(
                    {"outlet": marks.outlet(report), "words": one_line(fact.words.text), "href": ask.plain(f"/reports/{report.id}")}
                )
        if values:
            listed.append({"name": name, "title": TITLES[name], "values": ordered(values)})
    return listed


def ordered(values: dict[str, Sequence[Any]] | dict[str, list[Any]]) -> list[Plain]:
    """Return values, those that most reports give first."""
    return [{"value": value, "by": by} for value, by in sorted(values.items(), key=lambda own: (-len(own[1]), own[0]))]
