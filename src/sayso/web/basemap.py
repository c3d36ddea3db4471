"""Lines of the basemap (Natural Earth, public domain; `gazetteer_build/basemap.py` says how it was made)."""

import gzip
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

Box = tuple[float, float, float, float]
FILE = "world.geojson.gz"


@cache
def lines() -> tuple[tuple[Box, Mapping[str, Any]], ...]:
    """Return every border line with the box around it (west, south, east, north)."""
    plain = json.loads(gzip.decompress((files("sayso.web") / "static" / FILE).read_bytes()))
    found = []
    for feature in plain["features"]:
        if feature["properties"]["kind"] in ("border", "disputed"):
            for line in feature["geometry"]["coordinates"]:
                xs, ys = [point[0] for point in line], [point[1] for point in line]
                found.append(((min(xs), min(ys), max(xs), max(ys)), {"type": "LineString", "coordinates": line}))
    return tuple(found)


def borders(box: Sequence[float]) -> list[Mapping[str, Any]]:
    """Return the borders that cross a box (west, south, east, north in degrees) as GeoJSON lines."""
    west, south, east, north = box
    return [line for (left, low, right, top), line in lines() if left <= east and right >= west and low <= north and top >= south]
