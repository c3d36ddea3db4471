"""What an address asks: filters, order, time of knowing and rules, read from the query and written back into links."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from math import ceil, floor
from urllib.parse import parse_qsl, urlencode

from sayso.errors import InputError
from sayso.ledger import ClaimFilter, EventFilter
from sayso.model import EventType, Grade, Verdict
from sayso.stand import PROFILES

Pairs = tuple[tuple[str, str], ...]
MANY = ("standing", "type", "side", "voice", "outlet", "place", "flag", "country", "credibility")
ONE = (
    "from",
    "to",
    "ev",
    "origins",
    "tally",
    "desk",
    "q",
    "sort",
    "asof",
    "rules",
    "after",
    "since",
    "speaker",
    "rows",
    "bbox",
    "t",
    "blind",
)
KEPT = ("asof", "rules", "blind")  # stay when a link leads to another page
SORTS = {
    "day": "Day, then last learned", "changed": "Last change of standing", "credibility": "Credibility", "origins": "Most origins",
    "echo": "Most repeated, least sourced",
}  # fmt: skip
CLOSED = {"standing": {str(one) for one in Verdict}, "type": {str(one) for one in EventType}, "ev": {str(one) for one in Grade}}
LONGEST = 300  # characters of a value
BOX = 0.02  # degrees, about 2 km: boxes are made of whole steps


@dataclass(frozen=True)
class Desk:
    """A saved view: its name, the word for it in addresses, and what it asks."""

    name: str
    word: str
    asks: Pairs


def desks(lines: Sequence[str]) -> tuple[Desk, ...]:
    """Return the desks of the settings, each "Name?query"."""
    found = []
    for line in lines:
        name, _, query = line.partition("?")
        found.append(Desk(name, re.sub(r"\W+", "-", name.lower()).strip("-"), tuple(parse_qsl(query))))
    return tuple(found)


@dataclass(frozen=True)
class Question:
    """A page's query. Unknown names are dropped; a value that cannot be is an InputError that says what can."""

    pairs: Pairs
    desks: tuple[Desk, ...] = ()

    def all(self, name: str) -> tuple[str, ...]:
        """Return every value of a name."""
        return tuple(dict.fromkeys(value for own, value in self.pairs if own == name))

    def one(self, name: str) -> str | None:
        """Return the last value of a name, None for none."""
        return next((value for own, value in reversed(self.pairs) if own == name), None)

    @cached_property
    def asof(self) -> datetime | None:
        """The time of knowing, None for now."""
        return moment(self.one("asof"), "asof")

    @property
    def rules(self) -> str:
        """The profile of rules: "sayso" unless asked otherwise."""
        own = (self.one("rules") or "sayso").partition("/")[0]
        if own not in PROFILES:
            raise InputError(f"rules={own!r} are no rules: give one of {', '.join(PROFILES)}")
        return own

    @property
    def sort(self) -> str:
        """The order of a list of events."""
        own = self.one("sort") or "day"
        if own not in SORTS:
            raise InputError(f"sort={own!r} is no order: give one of {', '.join(SORTS)}")
        return own

    @property
    def desk(self) -> Desk | None:
        """The desk that is open, None for everything."""
        own = self.one("desk")
        if own is None:
            return None
        found = next((desk for desk in self.desks if desk.word == own), None)
        if found is None:
            raise InputError(f"desk={own!r} is no desk: the settings have {', '.join(desk.word for desk in self.desks) or 'none'}")
        return found

    @cached_property
    def filter(self) -> EventFilter:
        """Return what the board lists: what is asked, within what the desk asks."""
        desk = Question(self.desk.asks) if self.desk else Question(())
        bounds = _box(box) if (box := self.one("bbox")) else None
        first, _, last = (self.one("t") or f"{self.one('from') or ''}/{self.one('to') or ''}").partition("/")
        return EventFilter(
            types=self._within(desk, "type"), verdicts=self._within(desk, "standing"), flags=self._within(desk, "flag"),
            blocs=self._within(desk, "side"), countries=self._within(desk, "country"), speakers=self._within(desk, "voice"),
            publishers=self._within(desk, "outlet"), places=self._within(desk, "place"),
            credibilities=tuple(_number(one, "credibility", 6) for one in self._within(desk, "credibility")),
            first=day(first, "from"), until=_after(day(last, "to")), evidence=self._closed("ev"),
            origins=_number(self.one("origins") or "", "origins", 10_000) if self.one("origins") else None,
            tally=None if self.one("tally") is None else self.one("tally") in ("1", "true", "yes"), profile=self.rules, bounds=bounds,
        )  # fmt: skip

    def _closed(self, name: str) -> str | None:
        own = self.one(name)
        _check(name, [own] if own else [])
        return own

    def _within(self, desk: "Question", name: str) -> tuple[str, ...]:
        own, base = self.all(name), desk.all(name)
        _check(name, own)
        if own and base:
            return tuple(one for one in own if one in base) or ("",)  # no event has the type ""
        return own or base

    @property
    def claims(self) -> ClaimFilter:
        """Return the same question asked of claims, as far as claims can answer it."""
        own = self.filter
        return ClaimFilter(
            types=own.types, blocs=own.blocs, countries=own.countries, speakers=own.speakers, publishers=own.publishers, places=own.places,
            first=own.first, until=own.until, evidence=own.evidence, bounds=own.bounds,
        )  # fmt: skip

    def url(self, path: str, **changes: str | int | None) -> str:
        """Return a link with the same question but for the changes (None takes a name away); a new question starts at its first page."""
        kept = [(name, value) for name, value in self.pairs if name not in changes and name != "after"]
        kept += [(name, str(value)) for name, value in changes.items() if value is not None]
        return f"{path}?{urlencode(kept)}" if kept else path

    def plain(self, path: str, **more: str | int | None) -> str:
        """Return a link to another page: only the time of knowing and the rules go along."""
        return Question(self.plain_pairs()).url(path, **more)

    def plain_pairs(self) -> Pairs:
        """Return what goes along to every page."""
        return tuple((name, value) for name, value in self.pairs if name in KEPT)

    def toggled(self, path: str, name: str, value: str) -> str:
        """Return a link with the value of a filter added, or taken away where it is there."""
        there = (name, value) in self.pairs
        pairs = [pair for pair in self.pairs if pair != (name, value) and pair[0] != "after"]
        return replace(self, pairs=tuple(pairs if there else [*pairs, (name, value)])).url(path)

    def active(self) -> list[tuple[str, str]]:
        """Return the filters that are set by hand: name, value."""
        return [(name, value) for name, value in self.pairs if name in (*MANY, "from", "to", "ev", "origins", "tally", "bbox")]

    def key(self) -> str:
        """Return what tells this question from others."""
        return urlencode(sorted(self.pairs))


def question(pairs: Iterable[tuple[str, str]], own: tuple[Desk, ...]) -> Question:
    """Return the question of a query's names and values. Raises InputError where a value is too long."""
    kept = [(name, value.strip()) for name, value in pairs if name in MANY + ONE and value.strip()]
    for name, value in kept:
        if len(value) > LONGEST:
            raise InputError(f"{name} is {len(value)} characters long: give at most {LONGEST}")
    return Question(tuple(kept), own)


def _check(name: str, values: Sequence[str]) -> None:
    for value in values:
        if name in CLOSED and value not in CLOSED[name]:
            raise InputError(f"{name}={value!r} is none: give one of {', '.join(sorted(CLOSED[name]))}")


def _number(text: str, name: str, most: int) -> int:
    if not text.isdecimal() or not 0 <= int(text) <= most:
        raise InputError(f"{name}={text!r} is no number up to {most}: give one")
    return int(text)


def day(text: str | None, name: str) -> date | None:
    """Return a day, None for none. Raises InputError."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"{name}={text!r} is no day: write it as 2025-01-12") from None


def _after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last and last < date.max else last


def moment(text: str | None, name: str) -> datetime | None:
    """Return a time (UTC), None for none; a day alone means its end. Raises InputError."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(f"{text}T23:59:59" if len(text) == 10 else text.replace(" ", "+"))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InputError(f"{name}={text!r} is no time: write it as 2025-01-12 or 2025-01-12T08:30") from None


def _box(text: str) -> tuple[float, float, float, float]:
    """The box, widened to whole steps: no finer question narrows a place down that is shown in a coarse cell."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise InputError(f"bbox={text!r} is no box: write it as west,south,east,north in degrees") from None
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise InputError(f"bbox={text!r} lies outside the world: longitudes reach from -180 to 180, latitudes from -90 to 90")
    return (
        max(-180.0, round(floor(west / BOX) * BOX, 6)), max(-90.0, round(floor(south / BOX) * BOX, 6)),
        min(180.0, round(ceil(east / BOX) * BOX, 6)), min(90.0, round(ceil(north / BOX) * BOX, 6)),
    )  # fmt: skip


def words_of(names: Mapping[str, str], value: str) -> str:
    """Return what a value of a filter is called."""
    return names.get(value, value.replace("_", " "))
