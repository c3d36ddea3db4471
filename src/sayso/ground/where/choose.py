"""Each name of a report with its place: the best of its candidates, or what the report says of an unknown name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from rapidfuzz.distance import JaroWinkler

from sayso.gazetteer import Entry, Gazetteer
from sayso.gazetteer.spelling import key
from sayso.ground.where.geometry import AZIMUTHS, DIRECTION_KM, moved, part_of
from sayso.ground.where.recognise import Toponym
from sayso.ground.where.relation import relate
from sayso.ground.where.weigh import Floats, contest, holders, settle
from sayso.model import Place, Reason, Span

ALIKE = 0.93
CONTEXT_KM = 30.0
COUNTRY_WIDE_KM = 250.0
CONTINENT_WIDE_KM = 1200.0
_SIDES = "north-?east|north-?west|south-?east|south-?west|north|south|east|west"
_COMPASS_BEFORE = re.compile(rf"\b(?:({_SIDES}|central)(?:ern)?|the (?:far )?({_SIDES}|centre|center) of(?: the)?)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Located:
    """A name with the place it means; `entry` is None where no place could be told, and `reason` says what decided."""

    toponym: Toponym
    entry: Entry | None
    reason: Reason

    @property
    def span(self) -> Span:
        """Where the name stands."""
        return self.toponym.span

    @property
    def place(self) -> Place | None:
        """The place, None where none could be told."""
        return self.entry.place if self.entry else None


def choose(text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> tuple[Located, ...]:
    """Return each toponym with its place, in the same order."""
    held = contest(text, toponyms)
    choice, scores = settle(held)
    found: dict[int, Located] = {}
    for group, pool, best, score in zip(held.members, held.pools, choice, scores, strict=True):
        for at in group:
            found[at] = _located(toponyms[at], pool, best, score)
    located = [found[at] for at in range(len(toponyms))]
    located = [_alike(located, at) for at in range(len(located))]
    located = [_by_context(text, located, at) for at in range(len(located))]
    return tuple(_part(text, each, gazetteer) for each in located)


def _located(toponym: Toponym, pool: Sequence[Entry], best: int, score: Floats) -> Located:
    words = (toponym.text,)
    if best < 0:
        return Located(toponym, None, Reason(rule="where.unknown", why="the gazetteer has no place of this name", words=words))
    if len(pool) == 1:
        return Located(toponym, pool[0], Reason(rule="where.only", why="only one place bears the name", score=1.0, words=words))
    # How sure the choice is, 0.5 to 1.0: the logistic of the lead over the runner-up.
    sure = round(1 / (1 + float(np.exp(np.delete(score, best).max() - score[best]))), 3)
    why = f"fits the report best of {len(pool)} places of the name"
    reason = Reason(rule="where.coherence", why=why, score=sure, words=words)
    return Located(toponym, pool[best], reason)


def _alike(located: Sequence[Located], at: int) -> Located:
    """A name without a place takes that of a nearly identical name of the report (Jaro-Winkler)."""
    this = located[at]
    if this.entry is not None:
        return this
    alike = [
        (JaroWinkler.similarity(key(this.toponym.text), key(other.toponym.text)), other)
        for other in located
        if other.entry is not None and other.entry.place.feature == "settlement"
    ]
    if not alike or (best := max(alike, key=lambda pair: pair[0]))[0] < ALIKE:
        return this
    why = f"nearly the same name as {best[1].toponym.text!r}, which the report places"
    reason = Reason(rule="where.alike", why=why, score=round(best[0], 3), words=(this.toponym.text,))
    return Located(this.toponym, best[1].entry, reason)


def _by_context(text: str, located: Sequence[Located], at: int) -> Located:
    """A name that no gazetteer knows is put where the report puts it: in the place behind the comma, else near the last place
    named before it; its radius says how little that tells."""
    this = located[at]
    if this.entry is not None:
        return this
    toponyms = [each.toponym for each in located]
    around = [located[number] for number in holders(text, toponyms, at) if located[number].entry is not None]
    others = [each for each in located if each.entry is not None and each.entry.place.radius_km < COUNTRY_WIDE_KM]
    before = [each for each in others if each.span.start < this.span.start]
    if behind := _located_by(text, located, at):
        return behind
    near = around or before[-1:] or others[:1]
    if not near or near[0].entry is None:
        return this
    outer = near[0].entry
    place = replace(
        outer.place, name=this.toponym.text, feature=this.toponym.kind or "settlement", geonames=None,
        radius_km=max(CONTEXT_KM, outer.place.radius_km),
    )  # fmt: skip
    why = f"no gazetteer knows it; the report speaks of {near[0].toponym.text!r} beside it"
    reason = Reason(rule="where.context", why=why, score=0.3, words=(this.toponym.text,))
    return Located(this.toponym, Entry(place, unit=outer.unit), reason)


def _located_by(text: str, located: Sequence[Located], at: int) -> Located | None:
    """An unknown name that the text places itself: "Nykanorivka, northeast of Pokrovsk", "the Iron Hill west of Sweida"."""
    this, after = located[at], located[at + 1] if at + 1 < len(located) else None
    if after is None or after.entry is None or after.entry.place.radius_km > COUNTRY_WIDE_KM:
        return None
    gap = text[this.span.end : after.span.start]
    found = relate(gap)
    if len(gap) > 60 or any(mark in gap for mark in ".;:\n") or found.relation not in AZIMUTHS or found.start > 12:
        return None
    lat, lon = moved(after.entry.place, AZIMUTHS[found.relation], found.distance_km or DIRECTION_KM / 2)
    place = replace(
        after.entry.place, name=this.toponym.text, lat=lat, lon=lon, feature=this.toponym.kind or "settlement", geonames=None,
        radius_km=max(5.0, found.distance_km or DIRECTION_KM),
    )  # fmt: skip
    why = f"no gazetteer knows it; the report says how it lies to {after.toponym.text!r}"
    reason = Reason(rule="where.locator", why=why, score=0.5, words=(this.toponym.text, gap.strip(" ,"), after.toponym.text))
    return Located(this.toponym, Entry(place, unit=after.entry.unit), reason)


def _part(text: str, this: Located, gazetteer: Gazetteer) -> Located:
    """The point of a part of a country, province or region: "northern Syria", "the east of Ukraine"."""
    if this.entry is None or this.entry.place.feature not in ("country", "admin1", "region"):
        return this
    if this.entry.place.radius_km > CONTINENT_WIDE_KM:
        return this
    match = _COMPASS_BEFORE.search(text[max(0, this.span.start - 40) : this.span.start])
    side = (match[1] or match[2]).lower() if match else ""
    point = _middle(gazetteer, this.entry.place, this.entry.unit, side) if match else None
    if match is None or point is None:
        return this
    place = replace(
        this.entry.place, name=f"{side} {this.entry.place.name}", lat=point[0], lon=point[1], feature="region", geonames=None,
        radius_km=round(this.entry.place.radius_km * 0.6, 1),
    )  # fmt: skip
    words = (match[0].strip() + " " + this.toponym.text,)
    reason = Reason(rule="where.part", why="the part of it that the compass word names", score=this.reason.score, words=words)
    return Located(this.toponym, replace(this.entry, place=place), reason)


@lru_cache(maxsize=1024)
def _middle(gazetteer: Gazetteer, place: Place, unit: str | None, side: str) -> tuple[float, float] | None:
    """The point of a part of a place; reports name the same parts again and again."""
    return part_of(place, gazetteer.border(unit), side)
