"""Places by name: the file that ships with sayso, the user's own additions, and the places of the packs, as one gazetteer."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sayso.errors import SettingsError
from sayso.gazetteer.book import Entry, Gazetteer, Layer
from sayso.gazetteer.store import load
from sayso.model import NamedPlace

SHIPPED = Path(__file__).with_name("world.gaz")
WORLDVIEWS = ("un", "as_held")

__all__ = ["SHIPPED", "Entry", "Gazetteer", "open_gazetteer"]


@cache
def _layer(path: Path, changed: float, worldview: str) -> Layer:
    return Layer(load(path), worldview)


def open_gazetteer(own: Path | None = None, places: Iterable[NamedPlace] = (), worldview: str = "un") -> Gazetteer:
    """Return the gazetteer: the shipped file, the country files of the folder `own` on top of it, and the packs' places on top of
    both. A folder that does not exist holds nothing.

    `worldview` says whose disputed provinces are: "un" follows resolutions of the United Nations, "as_held" who holds them.
    Raises SettingsError where a file is damaged or the worldview is unknown.
    """
    if worldview not in WORLDVIEWS:
        raise SettingsError(f"worldview {worldview!r} is unknown: give one of {', '.join(WORLDVIEWS)}")
    paths = [SHIPPED, *(sorted(own.expanduser().glob("*.gaz")) if own is not None else [])]
    layers = tuple(_layer(path, path.stat().st_mtime, worldview) for path in paths)
    return Gazetteer(layers=layers, places=tuple(places))
