"""The names on the map: `python -m gazetteer_build.labels` writes src/sayso/web/static/labels.geojson.gz from the gazetteer.

Countries, seas, and the larger towns. `rank` is the zoom (of MapLibre) from which a name is shown: the largest towns first, and
no two of one rank so near that they would lie on each other.
"""

import gzip
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from sayso.gazetteer.store import FEATURES, load

OUT = Path(__file__).resolve().parents[1] / "src" / "sayso" / "web" / "static" / "labels.geojson.gz"
TOWNS = 9000
FIRST, LAST = 3, 9  # zooms at which the first and the last towns come
APART = 9.0  # degrees between towns at zoom 0; half as much at each further zoom
WORLD = Path(str(files("sayso.gazetteer") / "world.gaz"))


def build() -> dict[str, Any]:
    """Return the labels as a FeatureCollection of points with `name`, `kind` (country, sea, town) and `rank`."""
    own = load(WORLD).arrays
    starts, blob = own["name_at"], own["blob"]
    names = [bytes(blob[int(start) : int(end)]).decode() for start, end in zip(starts, starts[1:], strict=False)]
    found = []
    for kind, rank in (("country", 2), ("sea", 4)):
        for at in (own["feature"] == FEATURES.index(kind)).nonzero()[0]:
            found.append(label(names[at], kind, rank, float(own["lon"][at]), float(own["lat"][at])))
    towns = (own["feature"] == FEATURES.index("settlement")).nonzero()[0]
    taken: dict[tuple[int, int, int], int] = {}
    for at in towns[(-own["size"][towns]).argsort(kind="stable")][:TOWNS]:
        lon, lat = float(own["lon"][at]), float(own["lat"][at])
        rank = next((one for one in range(FIRST, LAST) if cell(one, lon, lat) not in taken), LAST)
        for one in range(rank, LAST):
            taken.setdefault(cell(one, lon, lat), at)
        found.append(label(names[at], "town", rank, lon, lat))
    return {"type": "FeatureCollection", "features": found}


def cell(zoom: int, lon: float, lat: float) -> tuple[int, int, int]:
    """Return the square that a town fills at a zoom."""
    step = APART * 4 / 2**zoom
    return zoom, int(lon // step), int(lat * 1.6 // step)


def label(name: str, kind: str, rank: int, lon: float, lat: float) -> dict[str, Any]:
    """Return a GeoJSON feature."""
    point = {"type": "Point", "coordinates": [round(lon, 3), round(lat, 3)]}
    return {"type": "Feature", "properties": {"name": name, "kind": kind, "rank": rank}, "geometry": point}


if __name__ == "__main__":
    plain = json.dumps(build(), separators=(",", ":"), ensure_ascii=False) + "\n"
    OUT.write_bytes(gzip.compress(plain.encode(), 9, mtime=0))
    print(f"{OUT}: {OUT.stat().st_size:,} bytes")
