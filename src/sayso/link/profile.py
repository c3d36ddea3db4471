"""The profile of an event: what its claims say, summed up, so that a claim is compared with events and not with all claims."""

import math
from collections.abc import Iterable
from typing import TypeVar

from sayso.link.details import Details, Spot, Vector, Weighed
from sayso.model import Response

Number = TypeVar("Number", int, float)
Key = TypeVar("Key")

EXEMPLARS = 8
NARROW_DAYS = 10
PRECISE_KM = 50.0


class Votes:
    """How often each value was told, by weight, and how many claims told one."""

    __slots__ = ("of", "voters")

    def __init__(self) -> None:
        self.of: dict[str, float] = {}
        self.voters = 0

    def add(self, values: Weighed, sign: int = 1) -> None:
        """Count one claim's values by their weights; `sign` -1 takes them back."""
        if not values:
            return
        of = self.of
        for value, weight in values.items():
            of[value] = of.get(value, 0.0) + sign * weight
        self.voters += sign
        if not self.voters:
            of.clear()

    def add_each(self, values: Iterable[str], sign: int = 1) -> None:
        """Count one claim's values alike."""
        self.add(dict.fromkeys(values, 1.0), sign)

    def likeness(self, values: Weighed) -> float:
        """Return the mean likeness (0.0 to 1.0) of the values to those of each voter; 0.0 where nobody voted."""
        if not self.voters:
            return 0.0
        of, total = self.of, 0.0
        for value, weight in values.items():
            if value in of:
                total += weight * of[value]
        return total / self.voters


class Profile:
    """An event as its claims tell it: votes for every slot.

    `id` is the event's; `claims` are the members in order of arrival. `mode` is the day that most claims name, None while no
    claim names one; `published` counts members by their reports' day. `sites` are the named places, `near` sums latitude, longitude
    and number of precise ones without a name, `away` are the imprecise ones, of which the last counts. `exemplars` are up to eight
    members kept whole: they speak for the event when two events are compared. Taking a claim out undoes adding it, but for the
    exemplars, which are not filled up again.
    """

    __slots__ = (
        "agents", "answered", "away", "claims", "context", "day_mass", "days", "exemplars", "figures", "id", "length", "modalities",
        "mode", "near", "objects", "ordinals", "patients", "places", "published", "reports", "retractions", "sites", "sorts", "speakers",
        "tallies", "terms", "types", "vector",
    )  # fmt: skip

    def __init__(self, identity: str) -> None:
        self.id = identity
        self.claims: dict[str, None] = {}
        self.types, self.places, self.objects, self.sorts = Votes(), Votes(), Votes(), Votes()
        self.agents, self.patients, self.speakers = Votes(), Votes(), Votes()
        self.terms, self.context, self.modalities = Votes(), Votes(), Votes()
        self.days: dict[int, float] = {}
        self.day_mass = 0
        self.published: dict[int, int] = {}
        self.mode: int | None = None
        self.sites: dict[str, Spot] = {}
        self.near: tuple[float, float, int] = (0.0, 0.0, 0)
        self.away: list[Spot] = []
        self.figures: dict[str, list[float]] = {}
        self.vector: Vector | None = None
        self.length = 0.0
        self.tallies = self.retractions = 0
        self.ordinals: dict[str, list[int]] = {}
        self.reports: dict[str, list[int]] = {}
        self.answered: dict[tuple[str, Response], int] = {}
        self.exemplars: list[Details] = []

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

    def _count(self, claim: Details, sign: int) -> None:
        self.types.add_each((claim.type,), sign)
        self.agents.add(claim.agents, sign)
        self.patients.add(claim.patients, sign)
        if claim.spots:
            self._count_places(claim.spots, sign)
        self._count_days(claim, sign)
        if claim.published is not None:
            tallied(self.published, claim.published, sign)
        for name, value in claim.figures:
            counted(self.figures, name, value, sign)
        if claim.vector is not None:
            self.vector = claim.vector * sign if self.vector is None else self.vector + sign * claim.vector
            self.length = math.sqrt(max(float(self.vector @ self.vector), 1e-12))
        self.tallies += sign * claim.tally
        self.retractions += sign * claim.retracts
        if claim.modality is not None:
            self.modalities.add({claim.modality: 1.0}, sign)
        self.objects.add_each(claim.objects, sign)
        if claim.report:
            self._count_telling(claim, sign)

    def _count_telling(self, claim: Details, sign: int) -> None:
        self.sorts.add_each(claim.sorts, sign)
        self.speakers.add(claim.speakers, sign)
        self.terms.add(claim.terms, sign)
        self.context.add(claim.context, sign)
        counted(self.reports, claim.report, claim.position, sign)
        if claim.ordinal is not None:
            counted(self.ordinals, claim.report, claim.ordinal, sign)
        for answer in claim.answers.items():
            tallied(self.answered, answer, sign)

    def _count_places(self, spots: tuple[Spot, ...], sign: int) -> None:
        self.places.add_each((spot.key for spot in spots if spot.key is not None), sign)
        for spot in spots:
            if spot.key is not None:
                if self.places.of.get(spot.key, 0.0) > 0:
                    self.sites[spot.key] = spot
                else:
                    self.sites.pop(spot.key, None)
            elif spot.lat is not None and spot.lon is not None:
                if spot.radius_km < PRECISE_KM:
                    lat, lon, count = self.near
                    self.near = (lat + sign * spot.lat, lon + sign * spot.lon, count + sign)
                elif sign > 0:
                    self.away.append(spot)
                else:
                    self.away.remove(spot)

    def _count_days(self, claim: Details, sign: int) -> None:
        first, last = claim.first, claim.last
        if first is None or last is None or last - first > NARROW_DAYS:
            return
        weight, days = sign / (1 + last - first), self.days
        for day in range(first, last + 1):
            days[day] = days.get(day, 0.0) + weight
        self.day_mass += sign
        if not self.day_mass:
            days.clear()
        self.mode = max(days, key=lambda day: (days[day], -day)) if days else None


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


def tallied(held: dict[Key, int], key: Key, sign: int) -> None:
    """Count the key once more, or with `sign` -1 once less."""
    left = held.get(key, 0) + sign
    held[key] = left
    if not left:
        del held[key]


def profile_of(identity: str, claims: Iterable[Details]) -> Profile:
    """Return the profile of the event `identity` with these members."""
    profile = Profile(identity)
    for claim in claims:
        profile.add(claim)
    return profile
