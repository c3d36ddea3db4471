"""A voice's record: what became of its claims where others could check. It counts, it never scores, and no rule reads it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt

from sayso.model import ActorKind, Report, Source, Verdict
from sayso.publish.sheet import EventSheet

BACKED = frozenset({Verdict.CROSS_CONFIRMED, Verdict.CORROBORATED})
CONTRADICTED = frozenset({Verdict.DISPUTED, Verdict.DENIED, Verdict.RETRACTED})
PRIVATE = frozenset({ActorKind.PRISONER, ActorKind.WITNESS, ActorKind.CIVILIAN})
NORMAL = 1.96  # standard deviations on either side of a 95 % interval


@dataclass(slots=True)
class Voice:
    """A source over all events: as origin and as relay, in which outlets, and how the events stand that it is an origin of."""

    source: Source
    origin_of: int = 0
    relays: int = 0
    outlets: set[str] = field(default_factory=set)
    events: dict[str, Verdict] = field(default_factory=dict)

    @property
    def checked(self) -> int:
        """How many of its events others could check: they were backed or contradicted."""
        return sum(own in BACKED or own in CONTRADICTED for own in self.events.values())

    @property
    def backed(self) -> int:
        """How many of them were backed."""
        return sum(own in BACKED for own in self.events.values())


def voices(sheets: Iterable[EventSheet]) -> list[Voice]:
    """Return the named sources of the events, those with the most claims first; no prisoners, witnesses and civilians."""
    found: dict[str, Voice] = {}
    for sheet in sheets:
        for report, claim in sheet.members:
            for number, link in enumerate(claim.chain, 1):
                if (link.source.named or link.source.actor) and link.source.kind not in PRIVATE:
                    own = found.setdefault(link.source.actor or link.source.name.casefold(), Voice(link.source))
                    count_in(own, report, sheet, origin=number == len(claim.chain))
    return sorted(found.values(), key=lambda own: (-own.origin_of - own.relays, own.source.name))


def count_in(own: Voice, report: Report, sheet: EventSheet, *, origin: bool) -> None:
    """Count one claim of a voice."""
    own.outlets.add(report.publisher or report.name or report.id)
    own.origin_of += origin
    own.relays += not origin
    if origin:
        own.events[sheet.event.id] = sheet.standing.verdict


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of k in n (n at least 1), as Wilson has it: inside 0 to 1 even for few."""
    share, spread = k / n, NORMAL**2 / n
    middle = (share + spread / 2) / (1 + spread)
    half = NORMAL * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
