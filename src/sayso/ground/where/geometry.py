"""The ground that a relation to a place may mean: discs, rings, wedges and buffers as GeoJSON (defaults: design/grounding-notes).

Shapes are drawn in a plane about the place, in kilometres, and carried back to degrees; exact enough to a few hundred kilometres.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.gazetteer.polygon import KM_A_DEGREE, Ring, area_km2, inside
from sayso.model import Place, Relation

Point = tuple[float, float]
CORNERS = 48
JUST_KM = 3.0
DIRECTION_KM = 15.0
NEAR_KM = 10.0
OUTSKIRTS_KM = 1.5
OFF_KM = 40.0
SECTOR_KM = 25.0
BETWEEN_LEAST_KM = 1.5
BETWEEN_SHARE = 0.2
AZIMUTHS = {
    Relation.NORTH_OF: 0.0, Relation.NORTHEAST_OF: 45.0, Relation.EAST_OF: 90.0, Relation.SOUTHEAST_OF: 135.0, Relation.SOUTH_OF:
    180.0, Relation.SOUTHWEST_OF: 225.0, Relation.WEST_OF: 270.0, Relation.NORTHWEST_OF: 315.0,
}  # fmt: skip
_PARTS = {"n": (0, 1), "s": (0, -1), "e": (1, 0), "w": (-1, 0), "ne": (1, 1), "nw": (-1, 1), "se": (1, -1), "sw": (-1, -1)}


@dataclass(frozen=True, slots=True)
class Ground:
    """A GeoJSON geometry and the radius in kilometres of the disc as large as it."""

    geometry: dict[str, Any]
    radius_km: float


def ground(
    place: Place, relation: Relation, distance_km: float | None, *, border: Sequence[Ring] = (), other: Place | None = None
) -> Ground:
    """Return the ground of a relation to a place.

    `border` are the rings of a province or country, drawn as they are for "in" it; `other` is the second place of "between".
    """
    size = place.radius_km
    if relation is Relation.BETWEEN and other is not None:
        return _between(place, other)
    if relation in AZIMUTHS:
        inner, outer, half = (
            (0.6 * size, size + DIRECTION_KM, 45.0) if distance_km is None else (0.75 * distance_km, 1.25 * distance_km + size, 30.0)
        )
        return _drawn(place, [_wedge(inner, outer, AZIMUTHS[relation], half)])
    if relation is Relation.WITHIN_KM and distance_km is not None:
        return _drawn(place, [_disc(size + distance_km)])
    if relation is Relation.FROM and distance_km is not None:
        return _drawn(place, [_disc(1.25 * distance_km + size), _disc(0.75 * distance_km)])
    if relation is Relation.OFF:
        return _drawn(place, [_disc(size + (distance_km * 1.25 if distance_km else OFF_KM)), _disc(max(0.5, (distance_km or size) * 0.75))])
    if relation is Relation.OUTSKIRTS:
        return _drawn(place, [_disc(size + OUTSKIRTS_KM), _disc(0.6 * size)])
    if relation is Relation.NEAR:
        return _drawn(place, [_disc(SECTOR_KM if place.feature == "sector" else size + NEAR_KM)])
    if border:
        return Ground(_rings(border), round(math.sqrt(sum(area_km2(ring) for ring in border) / math.pi), 2))
    return _drawn(place, [_disc(size)])


def _disc(radius_km: float) -> NDArray[np.float64]:
    turns = np.linspace(0, 2 * math.pi, CORNERS, endpoint=False)
    return np.column_stack([radius_km * np.cos(turns), radius_km * np.sin(turns)])


def _wedge(inner_km: float, outer_km: float, azimuth: float, half: float) -> NDArray[np.float64]:
    turns = np.radians(np.linspace(azimuth - half, azimuth + half, 25))
    out = np.column_stack([outer_km * np.sin(turns), outer_km * np.cos(turns)])
    back = np.column_stack([inner_km * np.sin(turns[::-1]), inner_km * np.cos(turns[::-1])])
    return np.concatenate([out, back])


def _drawn(place: Place, rings: Sequence[NDArray[np.float64]]) -> Ground:
    """A polygon of the first ring with the others as holes, carried from kilometres about the place to degrees."""
    area = _area(rings[0]) - sum(_area(hole) for hole in rings[1:])
    wide = KM_A_DEGREE * max(0.05, math.cos(math.radians(place.lat)))
    coordinates = []
    for number, ring in enumerate(rings):
        turned = ring if (_signed(ring) > 0) == (number == 0) else ring[::-1]
        turned = np.round(np.array([place.lon, place.lat]) + turned / np.array([wide, KM_A_DEGREE]), 5).tolist()
        coordinates.append([*turned, turned[0]])
    return Ground({"type": "Polygon", "coordinates": coordinates}, round(math.sqrt(max(area, 0.01) / math.pi), 2))


def _signed(ring: NDArray[np.float64]) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(np.roll(x, -1), y)) / 2


def _area(ring: NDArray[np.float64]) -> float:
    return abs(_signed(ring))


def _between(place: Place, other: Place) -> Ground:
    """The flat strip between two places, as wide on either side as a fifth of its length."""
    wide = KM_A_DEGREE * max(0.05, math.cos(math.radians((place.lat + other.lat) / 2)))
    x, y = (other.lon - place.lon) * wide, (other.lat - place.lat) * KM_A_DEGREE
    length = max(0.1, math.hypot(x, y))
    half = max(BETWEEN_LEAST_KM, BETWEEN_SHARE * length)
    across = np.array([-y, x]) / length * half
    ends = np.array([[0.0, 0.0], [x, y]])
    return _drawn(place, [np.array([ends[0] + across, ends[0] - across, ends[1] - across, ends[1] + across])])


def _rings(border: Sequence[Ring]) -> dict[str, Any]:
    polygons = [[np.round(np.concatenate([ring, ring[:1]]), 4).tolist()] for ring in border]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def moved(place: Place, azimuth: float, km: float) -> Point:
    """Return the point (latitude, longitude) so many kilometres from a place towards a compass bearing in degrees."""
    wide = KM_A_DEGREE * max(0.05, math.cos(math.radians(place.lat)))
    turn = math.radians(azimuth)
    return round(place.lat + km * math.cos(turn) / KM_A_DEGREE, 4), round(place.lon + km * math.sin(turn) / wide, 4)


def part_of(place: Place, border: Sequence[Ring], compass: str) -> Point | None:
    """Return a point (latitude, longitude) of the part of an area that a compass word names: the middle of the third of its land
    that lies furthest that way. None for a word that is no compass point; without a border the point moves by half the radius."""
    word = compass.lower().replace("-", "")
    if word.startswith("cent"):
        return place.lat, place.lon
    toward = _PARTS.get("".join(letter for part, letter in (("north", "n"), ("south", "s"), ("east", "e"), ("west", "w")) if part in word))
    if toward is None:
        return None
    east, north = toward
    wide = max(0.05, math.cos(math.radians(place.lat)))
    if not border:
        step = place.radius_km * 0.5 / KM_A_DEGREE / math.hypot(east, north)
        return round(place.lat + north * step, 4), round(place.lon + east * step / wide, 4)
    lat, lon = _grid(max(border, key=area_km2))
    if not len(lat):
        return None
    reach = lat * north + lon * wide * east
    far = reach >= np.quantile(reach, 2 / 3)
    return round(float(lat[far].mean()), 4), round(float(lon[far].mean()), 4)


def _grid(ring: Ring) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points inside a ring, about three hundred over its bounds."""
    xs = np.linspace(ring[:, 0].min(), ring[:, 0].max(), 18)
    ys = np.linspace(ring[:, 1].min(), ring[:, 1].max(), 18)
    lon, lat = (grid.ravel() for grid in np.meshgrid(xs, ys))
    held = inside(ring, lat, lon)
    return lat[held], lon[held]
