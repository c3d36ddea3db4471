"""The form of a pack file: which sections and keys it may hold, and the records that are made of them.

A day range is written as in EDTF with half-open ends that a reader would expect: "2021-12-08/2025-05-06" holds from the first
day up to, and without, the last one, so that the next holder may begin on it; "2019-05-20/.." is still running.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sayso.model import ActorKind

KEYS: Mapping[str, Mapping[str, type]] = {
    "pack": {"id": str, "title": str, "version": str, "valid": str, "license": str, "extends": list},
    "actor": {
        "id": str, "name": str, "kind": str, "country": str, "aliases": list, "context": list, "parent": str, "role": str,
        "when": str,
    },
    "office": {"role": str, "of": str, "kind": str, "country": str, "titles": list, "alone": list, "holders": list},
    "bloc": {"id": str, "label": str, "members": list},
    "metonym": {"surface": str, "means": str, "kind": str, "reason": str},
    "descriptor": {"id": str, "heads": list, "kind": str, "name": str, "person": bool, "else": list},
    "area": {"id": str, "names": list, "country": str},
    "place": {
        "id": str, "name": str, "aliases": list, "kind": str, "country": str, "admin1": str, "lat": float, "lon": float,
        "radius_km": float,
    },
    "war": {"id": str, "phrases": list, "began": str},
    "vessel": {"id": str, "name": str, "imo": str, "aliases": list},
    "interest": {"type": str, "agent": int, "patient": int, "reason": str},
}  # fmt: skip
NEEDED: Mapping[str, tuple[str, ...]] = {
    "pack": ("id", "title"),
    "actor": ("id", "name", "kind"),
    "office": ("role", "of"),
    "bloc": ("id", "label", "members"),
    "metonym": ("surface", "means"),
    "descriptor": ("id", "heads", "kind"),
    "area": ("id", "names", "country"),
    "place": ("id", "name", "kind", "lat", "lon"),
    "war": ("id", "phrases", "began"),
    "vessel": ("id", "name"),
    "interest": ("reason",),
}
TABLES = ("country", "person")
MEDIA = {"media.state": True, "media.private": False}


@dataclass(frozen=True, slots=True)
class Days:
    """A half-open range of days; `first` or `end` is None where it is open."""

    first: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Return True where the day lies inside."""
        return (self.first is None or self.first <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: "Days") -> bool:
        """Return True where the two share a day."""
        return _before(self.first, other.end) and _before(other.first, self.end)


def _before(first: date | None, end: date | None) -> bool:
    return first is None or end is None or first < end


@dataclass(frozen=True, slots=True)
class Country:
    """A state: ISO 3166 alpha-2 code, names (the usual one first), words for its people, seats of government."""

    code: str
    names: tuple[str, ...]
    people: tuple[str, ...]
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an office (the id of a person) and when."""

    who: str
    days: Days


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor as a pack gives it: `context` are words of which one must stand in the report for an alias to count; `role` is the
    institution that it is for its country; `organ` is True where it speaks for its state (state media)."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    parent: str | None = None
    role: str | None = None
    organ: bool = False
    days: Days = Days()


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A kind of institution or office that states have, and the heads of the phrases that name it."""

    id: str
    kind: ActorKind
    heads: tuple[str, ...]
    name: str | None
    person: bool
    otherwise: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """An office of `of` (the id of a country, area or actor) and who held it when.

    `alone` are the titles that mean this office without its owner ("the chancellor"), though other states have such an office.
    """

    role: str
    of: str
    kind: ActorKind | None
    country: str | None
    titles: tuple[str, ...]
    alone: tuple[str, ...]
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """Membership of an actor or country in a bloc."""

    who: str
    bloc: str
    days: Days


def days(text: str) -> Days:
    """Return the range that "2021-12-08/2025-05-06", "../2024-03", "2024/.." or "2024-10" names.

    A month or year as the last part ends with its last day. Raises ValueError where it names none.
    """
    first, slash, last = text.strip().partition("/")
    begin = None if first == ".." else _day(first)
    end = None if last == ".." else _day(last) if slash and len(last) == 10 else _next(last if slash else first)
    if begin is not None and end is not None and end <= begin:
        raise ValueError(f"{text!r} ends before it begins")
    return Days(begin, end)


def _day(part: str) -> date:
    return date.fromisoformat(part + "-01-01"[len(part) - 4 :] if len(part) in (4, 7) else part)


def _next(part: str) -> date:
    """The first day after the year, month or day."""
    first = _day(part)
    if len(part) == 4:
        return date(first.year + 1, 1, 1)
    if len(part) == 7:
        return date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(first.toordinal() + 1)
