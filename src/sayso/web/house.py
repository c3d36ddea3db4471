"""What every page needs: the open ledger, the settings, the sides, and what was worked out once and holds until the ledger grows."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sayso.ledger import Ledger, pages
from sayso.ledger.moment import given_back, utc
from sayso.model import Claim, Event, Report
from sayso.packs import load_packs
from sayso.publish.care import Care, Guard, wants_care
from sayso.publish.mask import whole_names
from sayso.publish.private import private_names
from sayso.publish.sheet import ReportSheet
from sayso.settings import Settings
from sayso.web.sides import Sides, sides

Found = TypeVar("Found")
KEPT = 2000  # answers that are kept until the ledger grows


@dataclass(frozen=True, slots=True)
class Moment:
    """What the ledger last learned and when (UTC), None for an empty ledger; `turn` grows with every act."""

    time: datetime | None
    turn: int


@dataclass(slots=True)
class House:
    """One served ledger. Any thread may use it."""

    ledger: Ledger
    settings: Settings
    clock: Callable[[], datetime]
    writing: threading.Lock = field(default_factory=threading.Lock, repr=False)  # held by who links: two at once would undo each other
    _kept: "OrderedDict[Hashable, Any]" = field(default_factory=OrderedDict, repr=False)
    _now: "OrderedDict[Hashable, Any]" = field(default_factory=OrderedDict, repr=False)
    _turn: int = -1  # of the ledger, for which `_now` holds
    _names: "OrderedDict[str, dict[str, str]]" = field(default_factory=OrderedDict, repr=False)
    _moment: tuple[int, Moment | None] = (-1, None)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def moment(self) -> Moment:
        """Return when the ledger last learned something."""
        turn, kept = self._moment
        if turn == self.ledger.turn and kept is not None:
            return kept
        turn = self.ledger.turn
        time, acts = self.ledger.rows(pages.moment())[0]
        kept = Moment(given_back(time) if time else None, int(acts))
        self._moment = (turn, kept)
        return kept

    def once(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """Return what `make` gives, worked out once for the state that the ledger is in; what was worked out for earlier ones goes."""
        turn = self.moment().turn
        with self._lock:
            if turn > self._turn:
                self._turn = turn
                self._now.clear()
        return self._held(self._now, (turn, key), make)

    def kept(self, key: Hashable, make: Callable[[], Found]) -> Found:
        """Return what `make` gives, worked out once for good: what rests on a report alone, which never changes."""
        return self._held(self._kept, key, make)

    def _held(self, answers: "OrderedDict[Hashable, Any]", key: Hashable, make: Callable[[], Found]) -> Found:
        """What is held under the key, or else what `make` gives; of more than KEPT answers those go that were asked for least lately."""
        with self._lock:
            if key in answers:
                answers.move_to_end(key)
                kept: Found = answers[key]
                return kept
        made = make()
        with self._lock:
            answers[key] = made
            while len(answers) > KEPT:
                answers.popitem(last=False)
        return made

    def sides(self) -> Sides:
        """Return the sides that speak in the ledger."""
        labels = load_packs(self.settings.packs.names).blocs
        return self.once(
            "sides", lambda: sides([str(bloc) for bloc, _ in self.ledger.rows(pages.blocs())], self.settings.web.sides, labels)
        )

    def guard(self, reports: Iterable[str], asof: datetime | None) -> Guard:
        """Return care for private persons for a page that shows these reports (ids)."""
        care = Care(with_names=self.settings.web.with_names, sensitive_blur_km=self.settings.publish.sensitive_blur_km)
        if care.with_names:
            return Guard(care)
        found = self._private(list(dict.fromkeys(reports)), asof)
        every = {name: role for names in found.values() for name, role in names.items()}
        return Guard(care, whole_names(every), {own: names for own, names in found.items() if names})

    def grid(self, event: Event) -> float:
        """Return the km of the grid that pages draw an event's places in, 0.0 where they need no care."""
        return self.settings.publish.sensitive_blur_km if wants_care(event) and not self.settings.web.with_names else 0.0

    def _private(self, reports: Sequence[str], asof: datetime | None) -> dict[str, Mapping[str, str]]:
        """The private names of reports, each found once: a report never changes."""
        with self._lock:
            kept: dict[str, Mapping[str, str]] = {own: self._names[own] for own in reports if own in self._names}
        wanted = [own for own in reports if own not in kept]
        read = self.ledger.sheets(wanted, asof=asof) if wanted else {}
        fresh = {
            own: private_names(ReportSheet(report=entry.report, claims=tuple(one.claim for one in claims)))
            for own, (entry, claims) in read.items()
        }
        with self._lock:
            self._names.update(fresh)
            while len(self._names) > KEPT * 10:
                self._names.popitem(last=False)
        return {**kept, **fresh}

    def masked(self, view: dict[str, Any], members: Sequence[tuple[Report, Claim | None]], asof: datetime | None) -> dict[str, Any]:
        """Return a view (plain data) with private names withheld."""
        return self.guard([report.id for report, _ in members], asof).masked(view, members)


def stored(asof: datetime | None) -> datetime | None:
    """Return a time as the queries of sayso.ledger.pages want it, None for now."""
    return None if asof is None else utc(asof)
