"""What the ledger gives back: a noun with what the ledger knows about it besides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar

from sayso.model import Claim, Event, Report, Standing

Entry = TypeVar("Entry")


class ReadLike(Protocol):
    """A report that was read."""

    @property
    def report(self) -> Report: ...
    @property
    def claims(self) -> Sequence[Claim]: ...
    @property
    def flags(self) -> Sequence[str]: ...


class FailureLike(Protocol):
    """A report that could not be read: where it came from, and why."""

    @property
    def place(self) -> str: ...
    @property
    def message(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a batch of reports did.

    `reports` are ids that are new, `known` those that were there already and changed nothing, `superseded` pairs (old id, new
    id), `claims` the number of new claims, `doubles` claims left out because an earlier one of the same report has the same id,
    `events` those that lost claims to a superseded report and want linking and standing again.
    """

    reports: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    superseded: tuple[tuple[str, str], ...] = ()
    claims: int = 0
    doubles: int = 0
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEntry:
    """A version of a report; `known_to` is None while no later version superseded it. Times are UTC."""

    n: int
    report: Report
    flags: tuple[str, ...]
    claims: int
    version: int
    supersedes: int | None
    known_from: datetime
    known_to: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry:
    """A claim as the ledger holds it; `id` is "REPORT:CLAIM"."""

    n: int
    id: str
    claim: Claim
    position: int
    publisher: str | None
    published: date | None
    known_from: datetime
    known_to: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEntry:
    """An event as the ledger holds it, with its members and its standing at the time asked for.

    `id` is the one that it keeps, also when its founding claim is gone. In a list `event` has no members (`claims` counts them).
    `known_from` tells since when it is in this state, `standing_from` since when its standing holds, None where it has none.
    """

    n: int
    id: str
    event: Event
    claims: int
    reports: int
    known_from: datetime
    known_to: datetime | None
    standing_from: datetime | None = None

    @property
    def standing(self) -> Standing | None:
        """The event's standing, None until the rules ran."""
        return self.event.standing


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingEntry:
    """A standing and the time for which it held; `cause` says what brought it (report or claim ids, or a judgement)."""

    event: str
    standing: Standing
    cause: str
    known_from: datetime
    known_to: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipEntry:
    """That a claim belonged to an event for a time, and by which rule."""

    event: str
    claim: str
    rule: str
    score: float | None
    known_from: datetime
    known_to: datetime | None


@dataclass(frozen=True, slots=True)
class Page(Generic[Entry]):
    """Part of a list, and the cursor that continues it, None at its end."""

    entries: tuple[Entry, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Bin:
    """A square of the map: its south-west corner in degrees, and how many happenings have their place in it."""

    lat: float
    lon: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureEntry:
    """A report that could not be read."""

    place: str
    message: str
    known_from: datetime
