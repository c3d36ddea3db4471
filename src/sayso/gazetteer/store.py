"""The gazetteer's file: columns of numbers one after another, mapped into memory and not parsed, so that it opens in
milliseconds.

Layout: the line `SAYSOGAZ1`, eight bytes with the length of the header, the header (JSON: name -> dtype, shape, offset; and
the lists of countries and units), then the columns, each at a multiple of eight. The SHA-256 of the whole file stands beside it
in NAME.sha256.
"""

import hashlib
import json
import mmap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.errors import SettingsError
from sayso.gazetteer.spelling import key, sound

MAGIC = b"SAYSOGAZ1\n"
FEATURES = (
    "settlement", "admin1", "admin2", "country", "region", "sea", "river", "island", "facility", "sector",
)  # fmt: skip
NO_UNIT = 65535
COORDINATE_STEP = 180.0


@dataclass(frozen=True, slots=True)
class Row:
    """One place on its way into a file: `names` are its other names, `unit` the id of the province that holds it ("" for none),
    `spoken` whether spellings that sound alike should find it. Degrees, kilometres."""

    name: str
    lat: float
    lon: float
    feature: str
    country: str = ""
    geonames: int = 0
    population: int = 0
    radius_km: float = 1.0
    unit: str = ""
    names: tuple[str, ...] = ()
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The simplified border of the unit or country `unit`: rings of (longitude, latitude), outer rings only."""

    unit: str
    rings: tuple[NDArray[np.float64], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """A file as it lies in memory: its columns by name, and the lists in its header."""

    arrays: Mapping[str, NDArray[Any]]
    lists: Mapping[str, list[str]]


def filed(name: str) -> int:
    """Return the 40-bit number under which a plain name (or sound) is filed, shifted so that the place's number fits below it."""
    return int.from_bytes(hashlib.blake2b(name.encode(), digest_size=5).digest(), "big") << 24


def write(path: Path, rows: Sequence[Row], outlines: Sequence[Outline] = (), held: Sequence[str] = ()) -> str:
    """Write the places to `path` with its digest beside it, and return the digest (64 hex digits).

    `held` are the disputed units as "UNIT=COUNTRY", for readers who ask who holds them.
    """
    countries = sorted({row.country for row in rows})
    units = sorted({row.unit for row in rows if row.unit} | {outline.unit for outline in outlines})
    number = {unit: at for at, unit in enumerate(units)}
    blob = [row.name.encode() for row in rows]
    arrays: dict[str, NDArray[Any]] = {
        "lat": np.array([row.lat for row in rows], np.float32),
        "lon": np.array([row.lon for row in rows], np.float32),
        "geonames": np.array([row.geonames for row in rows], np.uint32),
        "size": np.log10(np.array([row.population for row in rows], np.float64) + 1).astype(np.float16),
        "country": np.searchsorted(countries, [row.country for row in rows]).astype(np.uint16),
        "unit": np.array([number.get(row.unit, NO_UNIT) for row in rows], np.uint16),
        "feature": np.array([FEATURES.index(row.feature) for row in rows], np.uint8),
        "radius": np.array([row.radius_km for row in rows], np.float16),
        "name_at": np.cumsum([0, *(len(name) for name in blob)]).astype(np.uint32),
        "blob": np.frombuffer(b"".join(blob), np.uint8),
        "names": _names(rows),
        "sounds": _sounds(rows),
    }
    return _pack(path, arrays | _borders(outlines, number), {"countries": countries, "units": units, "held": list(held)})


def _names(rows: Sequence[Row]) -> NDArray[np.uint64]:
    """The index of plain names: name number above, place number below it, and the last bit set for other names than its own."""
    entries = set()
    for place, row in enumerate(rows):
        own = key(row.name)
        entries.add(filed(own) | place << 1)
        entries.update(filed(plain) | place << 1 | 1 for plain in {key(name) for name in row.names} if plain and plain != own)
    return np.array(sorted(entries), np.uint64)


def _sounds(rows: Sequence[Row]) -> NDArray[np.uint64]:
    heard = {
        filed(folded) | place << 1
        for place, row in enumerate(rows)
        if row.spoken
        for folded in {sound(name) for name in (row.name, *row.names)}
        if folded
    }
    return np.array(sorted(heard), np.uint64)


def _borders(outlines: Sequence[Outline], number: Mapping[str, int]) -> dict[str, NDArray[Any]]:
    """All rings end to end: `ring_unit` and `ring_at` say whose each one is and where it starts in `corners`."""
    owners, lengths, corners = [], [0], []
    for outline in outlines:
        for ring in outline.rings:
            owners.append(number[outline.unit])
            lengths.append(len(ring))
            corners.append(np.round(ring * COORDINATE_STEP).astype(np.int16))
    return {
        "ring_unit": np.array(owners, np.uint16),
        "ring_at": np.cumsum(lengths).astype(np.uint32),
        "corners": np.concatenate(corners) if corners else np.zeros((0, 2), np.int16),
    }


def _pack(path: Path, arrays: Mapping[str, NDArray[Any]], lists: Mapping[str, list[str]]) -> str:
    columns: dict[str, tuple[str, list[int], int]] = {}
    offset = 0
    for name, array in arrays.items():
        columns[name] = (array.dtype.str, list(array.shape), offset)
        offset += -(-array.nbytes // 8) * 8
    header = json.dumps({"columns": columns, "lists": lists}).encode()
    header += b" " * (-(len(MAGIC) + 8 + len(header)) % 8)
    made = bytearray(MAGIC + len(header).to_bytes(8, "little") + header)
    for array in arrays.values():
        made += array.tobytes() + b"\0" * (-array.nbytes % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(made).hexdigest()
    path.write_bytes(made)
    path.with_name(path.name + ".sha256").write_text(digest + "\n", "utf-8")
    return digest


def load(path: Path) -> Columns:
    """Map the file into memory.

    Raises SettingsError where it is missing, is no gazetteer, or differs from the digest beside it.
    """
    advice = "build it again with gazetteer_build/build.py, reinstall sayso, or, for your own copy, run `sayso gazetteer add` again"
    try:
        with path.open("rb") as file:
            held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        wanted = path.with_name(path.name + ".sha256").read_text("utf-8").split()[0]
    except (OSError, ValueError, IndexError) as fault:
        raise SettingsError(f"gazetteer {path}: {fault}: {advice}") from fault
    if held[: len(MAGIC)] != MAGIC:
        raise SettingsError(f"gazetteer {path} starts with {held[:10]!r}, not {MAGIC!r}: {advice}")
    found = hashlib.sha256(held).hexdigest()
    if found != wanted:
        raise SettingsError(f"gazetteer {path} has the SHA-256 {found}, not {wanted} of the file beside it: {advice}")
    length = int.from_bytes(held[len(MAGIC) : len(MAGIC) + 8], "little")
    start = len(MAGIC) + 8 + length
    header = json.loads(held[len(MAGIC) + 8 : start])
    arrays = {
        name: np.frombuffer(held, np.dtype(kind), count=int(np.prod(shape)), offset=start + offset).reshape(shape)
        for name, (kind, shape, offset) in header["columns"].items()
    }
    return Columns(arrays=arrays, lists=header["lists"])
