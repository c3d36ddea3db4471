"""The basemap of the web pages: `python -m gazetteer_build.basemap WORLD_MAP.gpkg` writes src/sayso/web/static/world.geojson.gz.

From Natural Earth (public domain), as Debian's package qgis-common carries it: land in one piece of colour, borders of states and
of provinces as lines, and lines that are in dispute. Natural Earth gives Crimea to Russia; here the lines around it are in dispute.
"""

import gzip
import json
import sqlite3
import struct
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parents[1] / "src" / "sayso" / "web" / "static" / "world.geojson.gz"
GRID = 0.01  # degrees to which points are moved, so that neighbours share theirs
COARSE = {"land": 0.02, "border": 0.02, "province": 0.07, "disputed": 0.02}  # degrees that a line may be off
SMALLEST = {"land": 0.01, "province": 0.3}  # square degrees, below which an island or a province has no shape of its own
DISPUTED = ("Crimea", "Sevastopol")
Point = tuple[float, float]


def rings(blob: bytes) -> Iterator[list[Point]]:
    """Yield the rings or lines of a GeoPackage geometry (OGC 12-128r15 header, then WKB)."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[(blob[3] >> 1) & 7]
    yield from _wkb(blob, 8 + envelope)[0]


def _wkb(blob: bytes, at: int) -> tuple[list[list[Point]], int]:
    order = "<" if blob[at] else ">"
    kind, at = struct.unpack_from(f"{order}I", blob, at + 1)[0], at + 5
    step = 3 if kind > 1000 else 2
    if kind % 1000 == 2:
        return _points(blob, at, order, step)
    number, at = struct.unpack_from(f"{order}I", blob, at)[0], at + 4
    found: list[list[Point]] = []
    for _ in range(number):
        some, at = _points(blob, at, order, step) if kind % 1000 == 3 else _wkb(blob, at)
        found += some
    return found, at


def _points(blob: bytes, at: int, order: str, step: int) -> tuple[list[list[Point]], int]:
    number, at = struct.unpack_from(f"{order}I", blob, at)[0], at + 4
    flat = struct.unpack_from(f"{order}{number * step}d", blob, at)
    return [[(flat[one], flat[one + 1]) for one in range(0, len(flat), step)]], at + number * step * 8


def snapped(ring: Iterable[Point]) -> list[Point]:
    """Return a ring on the grid, without points that fell together."""
    found: list[Point] = []
    for x, y in ring:
        own = (round(round(x / GRID) * GRID, 2), round(round(y / GRID) * GRID, 2))
        if not found or found[-1] != own:
            found.append(own)
    return found


def area(ring: Sequence[Point]) -> float:
    """Return the area of a ring in square degrees."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False))) / 2


def simpler(line: Sequence[Point], off: float) -> list[Point]:
    """Return a line with fewer points, none of those left out further than `off` from it (Douglas and Peucker 1973)."""
    keep, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        (x1, y1), (x2, y2) = line[first], line[last]
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        most, where = off, -1
        for at in range(first + 1, last):
            x, y = line[at]
            far = abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length if length else ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
            if far > most:
                most, where = far, at
        if where >= 0:
            keep.add(where)
            todo += [(first, where), (where, last)]
    return [line[at] for at in sorted(keep)]


def chained(segments: set[frozenset[Point]]) -> Iterator[list[Point]]:
    """Yield segments joined to lines that end where three meet, so that a border that two share is drawn once."""
    ends: dict[Point, set[Point]] = defaultdict(set)
    for one, other in (tuple(own) for own in segments if len(own) == 2):
        ends[one].add(other)
        ends[other].add(one)
    starts = {point for point, others in ends.items() if len(others) != 2}
    for start in [*sorted(starts), *sorted(ends)]:
        for following in sorted(ends.get(start, ())):
            if following not in ends[start]:
                continue
            line = [start, following]
            _drop(ends, start, following)
            while line[-1] not in starts and ends.get(line[-1]):
                after = next(iter(ends[line[-1]]))
                _drop(ends, line[-1], after)
                line.append(after)
            yield line


def _drop(ends: dict[Point, set[Point]], one: Point, other: Point) -> None:
    ends[one].discard(other)
    ends[other].discard(one)


def segments_of(found: Iterable[Sequence[Point]]) -> set[frozenset[Point]]:
    """Return the segments of rings, each once."""
    return {frozenset(pair) for ring in found for pair in zip(ring, ring[1:], strict=False)}


def feature(kind: str, geometry: dict[str, Any]) -> dict[str, Any]:
    """Return a GeoJSON feature."""
    return {"type": "Feature", "properties": {"kind": kind}, "geometry": geometry}


def build(source: Path) -> dict[str, Any]:
    """Return the basemap as a FeatureCollection."""
    book = sqlite3.connect(source)
    countries = [snapped(ring) for (blob,) in book.execute("SELECT geom FROM countries") for ring in rings(blob)]
    rows = book.execute("SELECT name, geom FROM states_provinces")
    provinces = [(name, snapped(ring)) for name, blob in rows for ring in rings(blob)]
    disputed = [snapped(ring) for (blob,) in book.execute("SELECT geom FROM disputed_borders") for ring in rings(blob)]
    crimea = segments_of(ring for name, ring in provinces if name in DISPUTED)
    near = {point for segment in crimea for point in segment}
    countries = [ring for ring in countries if area(ring) >= SMALLEST["land"]]
    borders = {own for own in segments_of(countries) if not own <= near}
    inner = segments_of(ring for name, ring in provinces if area(ring) >= SMALLEST["province"] and name not in DISPUTED) - borders
    inner = {own for own in inner if not own <= near}
    land = [simpler(ring, COARSE["land"]) for ring in countries]
    lines = {"border": borders, "province": inner, "disputed": crimea | segments_of(disputed)}
    made = [feature("land", {"type": "MultiPolygon", "coordinates": [[ring] for ring in land if len(ring) > 3]})]
    for kind, segments in lines.items():
        drawn = [simpler(line, COARSE[kind]) for line in chained(segments)]
        made.append(feature(kind, {"type": "MultiLineString", "coordinates": [line for line in drawn if len(line) > 1]}))
    return {"type": "FeatureCollection", "features": made}


if __name__ == "__main__":
    plain = json.dumps(build(Path(sys.argv[1])), separators=(",", ":")) + "\n"
    OUT.write_bytes(gzip.compress(plain.encode(), 9, mtime=0))
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")
