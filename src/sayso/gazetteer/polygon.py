"""Plane geometry over rings of degrees: which points lie inside, how large an area is."""

import math

import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]
KM_A_DEGREE = 111.195


def inside(ring: Ring, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return for each point whether it lies inside `ring` (n x 2: longitude, latitude; closed or not), by counting crossings."""
    held = np.zeros(len(lat), dtype=bool)
    x, y = ring[:, 0], ring[:, 1]
    for x1, y1, x2, y2 in zip(x, y, np.roll(x, -1), np.roll(y, -1), strict=True):
        if y1 == y2:
            continue
        crosses = (y1 > lat) != (y2 > lat)
        held ^= crosses & (lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1)
    return held


def area_km2(ring: Ring) -> float:
    """Return the area of a ring in square kilometres, in an equal-area plane about its own latitudes (exact to one
    percent or so)."""
    x = np.radians(ring[:, 0]) * 6371.0
    y = np.sin(np.radians(ring[:, 1])) * 6371.0
    return abs(float(np.dot(x, np.roll(y, -1)) - np.dot(np.roll(x, -1), y))) / 2


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the great-circle distance in kilometres between two points (latitude, longitude) on a sphere of 6,371 km."""
    north, south = math.radians(a[0]), math.radians(b[0])
    half = math.sin((north - south) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(math.radians(a[1] - b[1]) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))
