"""The small map beside an event: the ground that the places may lie on, drawn as wide as the reports leave it."""

from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians
from typing import Any

from sayso.model import Where
from sayso.publish.blur import blurred, disc
from sayso.publish.document import where
from sayso.publish.words import one_line
from sayso.web import marks
from sayso.web.basemap import borders
from sayso.web.marks import Plain

WIDE, HIGH = 360, 240  # px
Point = Sequence[float]


def drawing(places: Sequence[Where], role: str, grid: float) -> Plain | None:
    """Return the shapes with their paths in px, None where no place is settled.

    Places that are known more exactly than `grid` (km, 0 = none) are drawn as the cell that they lie in.
    """
    own = [place for place in places if place.place.feature != "country" or len(places) == 1]
    if not own:
        return None
    grounds = [ground(place, grid) for place in own]
    box = frame([point for ground in grounds for point in points(ground)])
    shapes = [
        {"d": path(shape, box), "shape": "buffer" if coarse(place, grid) else marks.ground(place), "dashed": place.role != "site",
         "name": one_line(place.place.name), **spot(shape, box)}
        for place, shape in zip(own, grounds, strict=True)
    ]  # fmt: skip
    return {
        "w": WIDE,
        "h": HIGH,
        "role": role,
        "shapes": shapes,
        "borders": [path(line, box) for line in borders(box)],
        "words": caption(own),
    }


def coarse(place: Where, grid: float) -> bool:
    """Return True where a place is known more exactly than the grid."""
    return place.radius_km < grid


def ground(place: Where, grid: float) -> Mapping[str, Any]:
    """Return the ground (GeoJSON) that a place may lie on; the disc around its cell of the grid where it is known more exactly."""
    if coarse(place, grid):
        shape: Mapping[str, Any] = blurred(dict(where(place)), grid)["geometry"]
        return shape
    return place.geometry or disc(place.place.lat, place.place.lon, place.radius_km)


def spot(shape: Mapping[str, Any], box: Sequence[float]) -> Plain:
    """Return where the name of a place stands: the middle of its ground."""
    own = list(points(shape))
    west, south, east, north = (pick(one[axis] for one in own) for pick in (min, max) for axis in (0, 1))
    x, y = px(((west + east) / 2, (south + north) / 2), box)
    return {"x": round(x, 1), "y": round(y, 1)}


def caption(places: Sequence[Where]) -> str:
    """Return what the map shows, in words."""
    return "; ".join(f"{own['name']} ({own['how']})" for own in (marks.site([place]) for place in places[:3]))


def points(ground: Mapping[str, Any]) -> Iterable[Point]:
    """Yield every point of a geometry (GeoJSON: longitude, latitude)."""
    if ground["type"] == "GeometryCollection":
        for part in ground["geometries"]:
            yield from points(part)
        return
    todo: list[Any] = [ground["coordinates"]]
    while todo:
        own = todo.pop()
        if own and isinstance(own[0], int | float):
            yield own
        else:
            todo += own


def frame(found: Sequence[Point]) -> tuple[float, float, float, float]:
    """Return west, south, east, north around points with room about them, in the shape of the map."""
    west, east = min(one[0] for one in found), max(one[0] for one in found)
    south, north = min(one[1] for one in found), max(one[1] for one in found)
    middle, centre = (south + north) / 2, (west + east) / 2
    narrow = max(0.2, cos(radians(middle)))
    tall = max((north - south) * 1.9, (east - west) * narrow * 1.9 * HIGH / WIDE, 0.5)
    wide = tall * WIDE / HIGH / narrow
    return centre - wide / 2, middle - tall / 2, centre + wide / 2, middle + tall / 2


def px(point: Point, box: Sequence[float]) -> tuple[float, float]:
    """Return a point in px of the map."""
    west, south, east, north = box
    return (point[0] - west) / (east - west) * WIDE, (north - point[1]) / (north - south) * HIGH


def path(ground: Mapping[str, Any], box: Sequence[float]) -> str:
    """Return a geometry as an SVG path."""
    kind = ground["type"]
    if kind == "GeometryCollection":
        return "".join(path(part, box) for part in ground["geometries"])
    own = ground["coordinates"]
    if kind == "Point":
        x, y = px(own, box)
        return f"M{x - 4:.1f} {y:.1f}a4 4 0 1 0 8 0a4 4 0 1 0-8 0z"
    if kind == "LineString":
        return _line(own, box, close=False)
    if kind in ("Polygon", "MultiLineString"):
        return "".join(_line(ring, box, close=kind == "Polygon") for ring in own)
    return "".join(_line(ring, box, close=True) for polygon in own for ring in polygon)


def _line(ring: Sequence[Point], box: Sequence[float], *, close: bool) -> str:
    steps = [px(point, box) for point in ring]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in steps) + ("z" if close else "")
