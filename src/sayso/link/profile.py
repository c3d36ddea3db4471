"""The profile of an event: what its claims say, summed up, so that a claim is compared with events and not with all claims."""

import math
from collections.abc import Iterable, Mapping
from typing import TypeVar

from sayso.link.details import Details, Spot, Vector

Number = TypeVar("Number", int, float)

EXEMPLARS = 8
NARROW_DAYS = 10
PRECISE_KM = 50.0


class Votes:
    """How often each value was told, and how many claims told one."""

    __slots__ = ("of", "voters")

    def __init__(self) -> None:
        self.of: dict[str, float] = {}
        self.voters = 0

    def add(self, values: Iterable[str], sign: int = 1) -> None:
        """Count one claim's values; `sign` -1 takes them back."""
        of = self.of
        told = 0
        for value in values:
            told = 1
            left = of.get(value, 0) + sign
            if left > 0:
                of[value] = left
            else:
                of.pop(value, None)
        self.voters += sign * told

    def share(self, values: Iterable[str]) -> float:
        """Return the mean over `values` of the share (0.0 to 1.0) of voters that told it; 0.0 where nobody voted."""
        total, count, of = 0.0, 0, self.of
        for value in values:
            count += 1
            if value in of:
                total += of[value]
        return total / (count * self.voters) if count and self.voters else 0.0


class Profile:
    """An event as its claims tell it: votes for every slot.

    `id` is the event's; `claims` are the members in order of arrival. `mode` is the day that most claims name, None while no
    claim names one. `near` sums latitude, longitude and number of the precise places, `away` is the last imprecise one.
    `exemplars` are up to eight members kept whole: they answer where sums would blur. Taking a claim out undoes adding it, but
    for the exemplars, which are not filled up again.
    """

    __slots__ = (
        "agents", "answered", "away", "claims", "day_mass", "days", "exemplars", "figures", "id", "length", "mode", "near",
        "objects", "ordinals", "patients", "places", "reports", "speakers", "tallies", "terms", "terms_length", "triggers", "types",
        "vector",
    )  # fmt: skip

    def __init__(self, identity: str) -> None:
        self.id = identity
        self.claims: dict[str, None] = {}
        self.types, self.places, self.objects = Votes(), Votes(), Votes()
        self.agents, self.patients, self.speakers, self.triggers = Votes(), Votes(), Votes(), Votes()
        self.days: dict[int, float] = {}
        self.day_mass = 0.0
        self.mode: int | None = None
        self.near: tuple[float, float, int] = (0.0, 0.0, 0)
        self.away: Spot | None = None
        self.figures: dict[str, list[float]] = {}
        self.terms: dict[str, float] = {}
        self.terms_length = 0.0
        self.vector: Vector | None = None
        self.length = 0.0
        self.tallies = 0
        self.ordinals: dict[str, list[int]] = {}
        self.reports: dict[str, list[int]] = {}
        self.answered: dict[str, int] = {}
        self.exemplars: list[Details] = []

    def __len__(self) -> int:
        return len(self.claims)

    def add(self, claim: Details) -> None:
        """Take the claim in."""
        self.claims[claim.id] = None
        if len(self.exemplars) < EXEMPLARS:
            self.exemplars.append(claim)
        self._count(claim, 1)

    def remove(self, claim: Details) -> None:
        """Take the claim, a member, out."""
        del self.claims[claim.id]
        self.exemplars = [one for one in self.exemplars if one.id != claim.id]
        self._count(claim, -1)

    def absorb(self, others: Iterable[Details]) -> None:
        """Take in the claims of another event."""
        for claim in others:
            self.add(claim)

    def _count(self, claim: Details, sign: int) -> None:
        self.types.add((claim.type,), sign)
        self.agents.add(claim.agents, sign)
        self.patients.add(claim.patients, sign)
        if claim.objects:
            self.objects.add(claim.objects, sign)
        if claim.speakers:
            self.speakers.add(claim.speakers, sign)
        if claim.trigger:
            self.triggers.add((claim.trigger,), sign)
        self.tallies += sign * claim.tally
        self._count_places(claim.spots, sign)
        self._count_days(claim, sign)
        self._count_words(claim, sign)
        if claim.report:
            counted(self.reports, claim.report, claim.position, sign)
        if claim.ordinal is not None:
            counted(self.ordinals, claim.report, claim.ordinal, sign)
        for answer in claim.answers:
            left = self.answered.get(answer, 0) + sign
            self.answered[answer] = left
            if not left:
                del self.answered[answer]
        for name, value in claim.figures:
            counted(self.figures, name, value, sign)

    def _count_places(self, spots: tuple[Spot, ...], sign: int) -> None:
        if not spots:
            return
        self.places.add((spot.key for spot in spots if spot.key is not None), sign)
        for spot in spots:
            if spot.lat is None or spot.lon is None:
                continue
            if spot.radius_km < PRECISE_KM:
                lat, lon, count = self.near
                self.near = (lat + sign * spot.lat, lon + sign * spot.lon, count + sign)
            elif sign > 0:
                self.away = spot

    def _count_days(self, claim: Details, sign: int) -> None:
        first, last = claim.first, claim.last
        if first is None or last is None or last - first > NARROW_DAYS:
            return
        weight, days = sign / (1 + last - first), self.days
        for day in range(first, last + 1):
            days[day] = days.get(day, 0.0) + weight
        self.day_mass += sign
        if self.day_mass < 1:
            days.clear()
        self.mode = max(days, key=lambda day: (days[day], -day)) if days else None

    def _count_words(self, claim: Details, sign: int) -> None:
        if claim.terms:
            terms = self.terms
            for one, weight in claim.terms.items():
                terms[one] = terms.get(one, 0.0) + sign * weight
            self.terms_length = math.sqrt(sum(weight * weight for weight in terms.values()))
        if claim.vector is not None:
            self.vector = claim.vector * sign if self.vector is None else self.vector + sign * claim.vector
            self.length = math.sqrt(max(float(self.vector @ self.vector), 1e-12))


def counted(held: dict[str, list[Number]], name: str, value: Number, sign: int) -> None:
    """Add the value to the list under `name` of `held`, kept in order, or with `sign` -1 take it out."""
    own = held.setdefault(name, [])
    if sign > 0:
        own.append(value)
        own.sort()
    else:
        own.remove(value)
        if not own:
            del held[name]


def profile_of(identity: str, claims: Iterable[Details]) -> Profile:
    """Return the profile of the event `identity` with these members."""
    profile = Profile(identity)
    profile.absorb(claims)
    return profile


Profiles = Mapping[str, Profile]
