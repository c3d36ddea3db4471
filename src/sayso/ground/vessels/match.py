"""Ship cards against a list of sanctioned ships. A number decides; a name alone never does (design/grounding-notes)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from sayso.model import Reason
from sayso.model.vessel import Vessel

ALIKE = 0.94  # Jaro-Winkler: Eventin and Eventim
NEEDED = 2  # facts beside the name that must agree


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A ship of a list: its id there, names, numbers, flags (ISO alpha-2, present and past), kind, and programmes that list it."""

    id: str
    names: tuple[str, ...]
    imo: frozenset[str] = frozenset()
    mmsi: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    kind: str | None = None
    tonnage: str | None = None
    programmes: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A card and a target: `same` is True where they are one ship, False where only the name agrees; `reasons` say why."""

    vessel: Vessel
    target: Target
    same: bool
    reasons: tuple[Reason, ...]


def match(vessels: Iterable[Vessel], targets: Iterable[Target]) -> Iterator[Match]:
    """Yield every pair that agrees on a number or on the name, in the order of the list."""
    cards = list(vessels)
    for target in targets:
        for vessel in cards:
            found = compare(vessel, target)
            if found is not None:
                yield found


def compare(vessel: Vessel, target: Target) -> Match | None:
    """Return whether a card and a target are one ship and why, None where neither number nor name agrees."""
    for what, fact, numbers in (("IMO", vessel.imo, target.imo), ("MMSI", vessel.mmsi, target.mmsi)):
        if fact is not None and fact.value in numbers:
            why = Reason(rule=f"vessel-{what.lower()}", why=f"the {what} number {fact.value} is the same", words=(fact.value,))
            return Match(vessel=vessel, target=target, same=True, reasons=(why,))
    name = max(target.names, key=lambda own: likeness(vessel.name, own), default="")
    if likeness(vessel.name, name) < ALIKE:
        return None
    alike = Reason(rule="vessel-name", why=f"the names agree: {vessel.name}, {name}", words=(name,))
    if vessel.imo is not None and target.imo:
        other = ", ".join(sorted(target.imo))
        apart = Reason(rule="vessel-other-imo", why=f"but the IMO numbers differ: {vessel.imo.value}, {other}: two ships of one name")
        return Match(vessel=vessel, target=target, same=False, reasons=(alike, apart))
    shared = tuple(agreeing(vessel, target))
    if len(shared) >= NEEDED:
        return Match(vessel=vessel, target=target, same=True, reasons=(alike, *shared))
    short = Reason(rule="vessel-name-alone", why=f"a name alone is no match: {len(shared)} of {NEEDED} other facts agree")
    return Match(vessel=vessel, target=target, same=False, reasons=(alike, *shared, short))


def likeness(one: str, other: str) -> float:
    """Return how alike two names of ships are, 0.0 to 1.0, without case and marks."""
    left, right = (" ".join("".join(mark if mark.isalnum() else " " for mark in name.casefold()).split()) for name in (one, other))
    return JaroWinkler.similarity(left, right) if left and right else 0.0


def agreeing(vessel: Vessel, target: Target) -> Iterator[Reason]:
    """Yield the facts beside name and numbers that agree."""
    if vessel.flag is not None and vessel.flag.value.lower() in {flag.lower() for flag in target.flags}:
        yield Reason(rule="vessel-flag", why=f"the flag agrees: {vessel.flag.value}")
    if vessel.kind is not None and target.kind and vessel.kind.value.split()[-1] in target.kind.lower():
        yield Reason(rule="vessel-kind", why=f"the kind agrees: {target.kind}")
    if vessel.tonnage is not None and target.tonnage and vessel.tonnage.value.split()[0] == target.tonnage.replace(",", "").split(".")[0]:
        yield Reason(rule="vessel-tonnage", why=f"the tonnage agrees: {target.tonnage}")
