"""Who says what: each account of an event held against the event as it stands, slot by slot.

A cell agrees, adds detail, agrees but coarser, differs, denies, or is silent. Silence is never agreement nor denial (R6).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

from sayso.model import Account, Claim, Event, EventType, Figure, Grade, Participant, Posture, Role, Standing, When, Where
from sayso.stand.values import values

EARTH_KM = 6371.0
DETAIL = 2.0  # a disc this many times as wide is coarser, or the other is a detail of it
SLOTS = ("what", "by", "whom", "when", "where", "how many", "evidence")


class Relation(StrEnum):
    """What a cell does to the event as it stands."""

    AGREES = "agrees"
    ADDS = "adds"
    COARSER = "coarser"
    DIFFERS = "differs"
    DENIES = "denies"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Cell:
    """One slot of one account: the relation, and what the claim gives for it (None for nothing)."""

    relation: Relation
    value: object = None


@dataclass(frozen=True, slots=True)
class Stood:
    """The slots of an event as they stand: who most accounts name, the event's own time and place, the figures."""

    type: EventType
    by: str | None
    whom: str | None
    when: When | None
    where: Where | None
    figures: tuple[Figure, ...]
    evidence: Grade


def stood(event: Event, standing: Standing, claims: Iterable[Claim]) -> Stood:
    """Return the slots that accounts are held against."""
    listed = list(claims)
    sites = [own for own in event.where if own.role == "site"] or list(event.where)
    return Stood(
        type=event.type, by=_commonest(listed, Role.AGENT),
        whom=_commonest(listed, Role.PATIENT), when=event.when, where=sites[0] if sites else None,
        figures=standing.figures, evidence=standing.evidence,
    )  # fmt: skip


def _commonest(claims: Sequence[Claim], role: Role) -> str | None:
    names = Counter(own.name for claim in claims if (own := part(claim, role)))
    return min(names, key=lambda name: (-names[name], -len(name), name)) if names else None


def part(claim: Claim, role: Role) -> Participant | None:
    """Return the first participant in a role."""
    return next((own for own in claim.what.participants if own.role is role), None)


def cells(claim: Claim, own: Stood, account: Account | None) -> dict[str, Cell]:
    """Return a cell for each of SLOTS; `account` is what the rules made of the claim, None where they left it out."""
    return {
        "what": Cell(_posture(claim, account), claim.gist), "by": _named(claim, Role.AGENT, own.by),
        "whom": _named(claim, Role.PATIENT, own.whom),
        "when": _when(claim.when, own.when), "where": _where(claim.where, own.where), "how many": _figures(claim, own.figures, own.type),
        "evidence": _evidence(claim, own.evidence),
    }  # fmt: skip


def _posture(claim: Claim, account: Account | None) -> Relation:
    if account is None or account.posture is Posture.SILENT:
        return Relation.SILENT
    if account.posture in (Posture.DENY, Posture.WITHDRAW):
        return Relation.DENIES
    return Relation.DIFFERS if account.posture is Posture.ALTER else Relation.AGREES


def _named(claim: Claim, role: Role, own: str | None) -> Cell:
    said = part(claim, role)
    if said is None or own is None:
        return Cell(Relation.SILENT)
    if _same(said, own):
        return Cell(Relation.AGREES, said.name)
    inside = set(_words(said.name)) & set(_words(own))
    return Cell(Relation.COARSER if inside or not said.name[:1].isupper() else Relation.DIFFERS, said.name)


def _same(said: Participant, own: str) -> bool:
    names = {name.casefold() for name in (said.name, said.text, *said.names)}
    return own.casefold() in names


def _words(name: str) -> list[str]:
    return [word for word in name.casefold().replace("'s", "").split() if len(word) > 3]


def _when(said: When | None, own: When | None) -> Cell:
    if said is None or (said.start is None and said.end is None):
        return Cell(Relation.SILENT)
    if own is None or (own.start is None and own.end is None):
        return Cell(Relation.ADDS, said)
    if (said.start, said.end) == (own.start, own.end):
        return Cell(Relation.AGREES, said)
    apart = (said.end and own.start and said.end <= own.start) or (own.end and said.start and own.end <= said.start)
    if apart:
        return Cell(Relation.DIFFERS, said)
    narrow = said.start is not None and said.end is not None and (own.start is None or own.end is None or _days(said) < _days(own))
    return Cell(Relation.ADDS if narrow else Relation.COARSER, said)


def _days(own: When) -> int:
    return (own.end - own.start).days if own.start and own.end else 1 << 20


def _where(said: Sequence[Where], own: Where | None) -> Cell:
    sites = [one for one in said if one.role == "site"]
    if not sites:
        return Cell(Relation.SILENT)
    if own is None:
        return Cell(Relation.ADDS, sites[0])
    best = min(sites, key=lambda one: distance(one, own))
    if distance(best, own) > best.radius_km + own.radius_km:
        return Cell(Relation.DIFFERS, best)
    if best.radius_km > DETAIL * own.radius_km:
        return Cell(Relation.COARSER, best)
    return Cell(Relation.ADDS if DETAIL * best.radius_km < own.radius_km else Relation.AGREES, best)


def distance(one: Where, other: Where) -> float:
    """Return the distance of two places in km, on a sphere."""
    south, north = radians(one.place.lat), radians(other.place.lat)
    east = radians(other.place.lon - one.place.lon)
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def _figures(claim: Claim, figures: Sequence[Figure], kind: EventType) -> Cell:
    said = values(claim, kind)
    if not said:
        return Cell(Relation.SILENT)
    held = {(own.role, own.unit): own for own in figures}
    first = next((one for one in said if (one.role, one.unit) in held), said[0])
    own = held.get((first.role, first.unit))
    if own is None:
        return Cell(Relation.ADDS, first)
    others = {(low, high) for _, low, high in own.by_origin}
    if len(others) <= 1:
        return Cell(Relation.AGREES, first)
    overlap = all(_meet(first.low, first.high, low, high) for low, high in others)
    return Cell(Relation.COARSER if overlap else Relation.DIFFERS, first)


def _meet(low: float | None, high: float | None, other_low: float | None, other_high: float | None) -> bool:
    below = high is not None and other_low is not None and high < other_low
    above = low is not None and other_high is not None and other_high < low
    return not (below or above)


def _evidence(claim: Claim, best: Grade) -> Cell:
    if not claim.evidence:
        return Cell(Relation.SILENT)
    own = max(claim.evidence, key=lambda one: one.grade)
    return Cell(Relation.AGREES if own.grade == best else Relation.COARSER, own)


def by_claim(accounts: Iterable[Account]) -> Mapping[str, Account]:
    """Return the accounts by claim id; of a claim that gives two, the one that contradicts."""
    found: dict[str, Account] = {}
    for one in accounts:
        if one.claim not in found or one.posture is not Posture.AFFIRM:
            found[one.claim] = one
    return found
