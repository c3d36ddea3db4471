"""Country dumps of GeoNames: tab-separated text of 19 columns, or the zip file that GeoNames gives out (CC BY 4.0)."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from sayso.errors import InputError
from sayso.gazetteer.book import Layer
from sayso.gazetteer.polygon import inside
from sayso.gazetteer.spelling import transliterations
from sayso.gazetteer.store import Row, load, write

COLUMNS = 19
MOST_FAULTS = 5
CODES = {
    "settlement": "PPL",
    "admin1": "ADM1",
    "admin2": "ADM2 ADM3",
    "island": "ISL ISLS",
    "sea": "SEA GULF STRT BAY LK RSV",
    "river": "STM",
    "facility": "PRT AIRB AIRP AIRF MILB PS PSN PSH BDG DAM PRSN MNMT",
}
FEATURES = {code: feature for feature, codes in CODES.items() for code in codes.split()}
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    RuntimeError,
)  # of an archive; locked ones and unknown ways of packing too
RADII = {"settlement": 0.6, "admin1": 80.0, "admin2": 25.0, "sea": 15.0, "river": 30.0, "island": 5.0, "facility": 1.0}


def read_dump(path: Path) -> list[Row]:
    """Return the places of a dump: populated places, provinces, districts, waters, islands, ports, airfields, power stations,
    dams and bridges; the rest is left out.

    Raises InputError that lists the first five broken lines with their numbers.
    """
    faults: list[str] = []
    rows = []
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        row = _row(line.rstrip("\n"), f"{path} line {number}", faults)
        if row is not None:
            rows.append(row)
        if len(faults) >= MOST_FAULTS:
            break
    if faults:
        advice = "download the file again from GeoNames, or name a country dump such as UA.txt or UA.zip"
        raise InputError("\n".join([*faults, advice]))
    if not rows:
        raise InputError(f"{path}: no places in it: name a country dump of GeoNames such as UA.txt or UA.zip")
    return rows


def _lines(path: Path) -> Iterator[str]:
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                inner = next((name for name in archive.namelist() if name.endswith(".txt") and name != "readme.txt"), None)
                if inner is None:
                    raise InputError(f"{path}: no country file in the archive: name the zip file that GeoNames gives out")
                with archive.open(inner) as packed:
                    yield from io.TextIOWrapper(packed, "utf-8", newline="\n")
        else:
            with path.open(encoding="utf-8", newline="\n") as file:
                yield from file
    except (OSError, UnicodeDecodeError, *BROKEN) as fault:
        raise InputError(f"{path}: {fault}: name a country dump of GeoNames that can be read") from fault


def _row(line: str, place: str, faults: list[str]) -> Row | None:
    cells = line.split("\t")
    if len(cells) != COLUMNS:
        faults.append(f"{place}: {len(cells)} columns instead of {COLUMNS}")
        return None
    try:
        number, lat, lon, population = int(cells[0]), float(cells[4]), float(cells[5]), int(cells[14] or 0)
    except ValueError as fault:
        faults.append(f"{place}: {fault}")
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        faults.append(f"{place}: {lat}, {lon} is no point on the globe")
        return None
    feature = FEATURES.get("PPL" if cells[6] == "P" else cells[7])
    if feature is None or not cells[1]:
        return None
    names = {cells[2], *cells[3].split(",")} - {"", cells[1]}
    names |= {latin for name in names for latin in transliterations(name)}
    kept = tuple(sorted(name for name in names if all(ord(letter) < 0x250 for letter in name)))
    radius = max(RADII[feature], 0.35 * (population / 1000) ** 0.5) if feature == "settlement" else RADII[feature]
    return Row(cells[1], lat, lon, feature, cells[8], number, population, round(radius, 2), "", kept, spoken=True)


def add_dump(path: Path, folder: Path, shipped: Path) -> Path:
    """Read a dump and write it into `folder` as COUNTRY.gaz, over what was there; returns the file written.

    The places get the provinces of the gazetteer file `shipped` that they lie in. Raises InputError where the dump is broken.
    """
    rows = read_dump(path)
    country = max({row.country for row in rows}, key=lambda code: sum(row.country == code for row in rows))
    target = folder.expanduser() / f"{country}.gaz"
    write(target, _placed(rows, Layer(load(shipped)), country))
    return target


def _placed(rows: Iterable[Row], shipped: Layer, country: str) -> list[Row]:
    """Each row with the province of its country that holds it; "" where the simplified borders hold it in none."""
    made = list(rows)
    lat, lon = np.array([row.lat for row in made]), np.array([row.lon for row in made])
    unit = np.full(len(made), "", dtype=object)
    for name in shipped.units(country):
        for ring in shipped.border(name):
            box = (lat >= ring[:, 1].min()) & (lat <= ring[:, 1].max()) & (lon >= ring[:, 0].min()) & (lon <= ring[:, 0].max())
            near = np.flatnonzero(box & (unit == ""))
            unit[near[inside(ring, lat[near], lon[near])]] = name
    return [replace(row, unit=str(name)) for row, name in zip(made, unit, strict=True)]
