"""Coordinates made coarse: a grid, the same for everyone who uses the same width, and a radius that still holds the true place."""

from math import ceil, cos, floor, hypot, radians, sin, sqrt
from typing import Any

KM_PER_DEGREE = 111.195  # of latitude, on a sphere of 6371 km
FINEST = 1e-4  # degrees; about 11 m
CORNERS = 32  # of the polygon that stands for a disc


def blurred(row: dict[str, Any], km: float) -> dict[str, Any]:
    """Return a place's row moved to the middle of its cell of a grid `km` wide; the row itself where km is 0 or less.

    The radius grows by half the cell's diagonal, so the disc still holds the true place; the geometry becomes that disc, and the
    gazetteer's id goes. Names stay.
    """
    if km <= 0:
        return row
    lat, lon = middle(row["lat"], row["lon"], km)
    radius = round((row["radius_km"] or 0.0) + km / sqrt(2) * 1.01, 3)
    return {
        **row, "lat": lat, "lon": lon, "radius_km": radius, "geonames": None, "geometry": disc(lat, lon, radius),
        "precision": max(row["precision"], 2 if radius <= 25 else 3), "geo_precision": max(row["geo_precision"], 2), "blurred_km": km,
    }  # fmt: skip


def middle(lat: float, lon: float, km: float) -> tuple[float, float]:
    """Return the middle of the cell that a point (degrees) lies in; cells are `km` high and at most as wide, whole round the globe."""
    rows = max(1, ceil(180 * KM_PER_DEGREE / km))
    row = min(rows - 1, floor((lat + 90) / 180 * rows))
    centre = -90 + (row + 0.5) * 180 / rows
    columns = max(1, ceil(360 * KM_PER_DEGREE * widest(row, rows) / km))
    column = floor(((lon + 180) % 360) / 360 * columns)
    return round(centre, 4), round(-180 + (column + 0.5) * 360 / columns, 4)


def widest(row: int, rows: int) -> float:
    """Return the cosine of the latitude of a row's edge that lies nearest the equator: there the row is widest."""
    south, north = -90 + row * 180 / rows, -90 + (row + 1) * 180 / rows
    return 1.0 if south <= 0 <= north else max(cos(radians(south)), cos(radians(north)))


def disc(lat: float, lon: float, radius_km: float) -> dict[str, Any]:
    """Return the GeoJSON polygon of a disc (RFC 7946: counter-clockwise, closed), large enough to hold it whole."""
    reach = radius_km / cos(radians(180 / CORNERS)) / KM_PER_DEGREE
    narrow = max(cos(radians(min(89.0, abs(lat)))), 0.01)
    turns = [radians(360 * corner / CORNERS) for corner in range(CORNERS)]
    ring = [[round(lon + reach / narrow * cos(turn), 5), round(lat + reach * sin(turn), 5)] for turn in turns]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def apart_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two near points (lat, lon) in km, the earth taken as flat between them."""
    east = ((one[1] - other[1] + 180) % 360 - 180) * cos(radians((one[0] + other[0]) / 2))
    return hypot(one[0] - other[0], east) * KM_PER_DEGREE
