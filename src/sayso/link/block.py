"""Keys: under which events a claim is worth comparing with.

A key joins at least two facts (a place and a day, an agent and a type and a day), never a type and a day alone. Days stand in
buckets of four; a claim looks into its own and the neighbours.
"""

import math

from sayso.link.compare import Weights
from sayso.link.details import Details, Spot, Weighed
from sayso.link.profile import NARROW_DAYS, PRECISE_KM

BUCKET_DAYS = 4
CELL_LAT, CELL_LON = 0.25, 0.375
REGION_LAT, REGION_LON = 1.0, 1.5
RARE_WORDS = 4
SMALLEST_FIGURE = 13
RING = tuple((north, east) for north in (-1, 0, 1) for east in (-1, 0, 1))


def buckets(claim: Details) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the buckets of days under which the claim is kept, and those in which it looks.

    A claim without a date, or with a long one, tells of something shortly before its publication.
    """
    first, last = claim.first, claim.last
    if first is not None and last is not None and last - first <= NARROW_DAYS:
        own = (first + last) // 2 // BUCKET_DAYS
        return (own,), (own - 1, own, own + 1)
    day = claim.published if claim.published is not None else last
    if day is None:
        return (0,), (0,)
    own = day // BUCKET_DAYS
    return (own, own - 1), (own - 2, own - 1, own, own + 1)


def keys(claim: Details, weights: Weights) -> tuple[list[str], list[str]]:
    """Return the keys under which the claim is kept, and those it looks up besides (the ring of cells around its own)."""
    own: list[str] = []
    ring: list[str] = []
    family = weights.family.get(claim.type, claim.type)
    agent, patient = rarest(claim.agents), rarest(claim.patients)
    for spot in claim.spots:
        place_keys(own, ring, spot, family, agent, patient)
    if agent is not None:
        own.append(f"a|{agent}|{claim.type}")
        if patient is not None:
            own.append(f"ab|{agent}|{patient}")
    if patient is not None:
        own.append(f"b|{patient}|{claim.type}")
    own.extend(f"o|{one}" for one in sorted(claim.objects))
    own.extend(f"f|{name}|{value:g}" for name, value in claim.figures if value >= SMALLEST_FIGURE)
    if claim.context:
        own.extend(f"w|{word}|{family}" for word in sorted(claim.context, key=lambda one: (-claim.context[one], one))[:RARE_WORDS])
    return own, ring


def place_keys(own: list[str], ring: list[str], spot: Spot, family: str, agent: str | None, patient: str | None) -> None:
    """Add the keys of a place: itself, its cell with the family of the type, its region with whoever took part."""
    if spot.key is not None:
        own.append(f"p|{spot.key}")
    if spot.lat is None or spot.lon is None:
        return
    if spot.radius_km < PRECISE_KM:
        north, east = math.floor(spot.lat / CELL_LAT), math.floor(spot.lon / CELL_LON)
        own.append(f"c|{north}|{east}|{family}")
        ring.extend(f"c|{north + up}|{east + right}|{family}" for up, right in RING if up or right)
    north, east = math.floor(spot.lat / REGION_LAT), math.floor(spot.lon / REGION_LON)
    if agent is not None:
        own.append(f"ra|{north}|{east}|{agent}")
    if patient is not None:
        own.append(f"rb|{north}|{east}|{patient}")


def rarest(names: Weighed) -> str | None:
    """Return the most telling of the names, None where there is none."""
    if len(names) < 2:
        return next(iter(names), None)
    return max(names, key=lambda one: (names[one], one))
