"""The gazetteer in use: which places a name may mean, and what lies inside what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.gazetteer.polygon import Ring, distance_km, inside
from sayso.gazetteer.spelling import bare, key, sound
from sayso.gazetteer.store import COORDINATE_STEP, FEATURES, NO_UNIT, Columns, filed
from sayso.model import NamedPlace, Place

MOST = 40
_BELOW = np.uint64((1 << 24) - 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with what choosing among namesakes needs.

    `population` is 0 where unknown, `unit` the id of the province (or country) that it lies in or is, None where unknown, `own`
    True where the name asked for is its first name and not another one of it, `pack` True where a pack added it.
    """

    place: Place
    population: int = 0
    unit: str | None = None
    own: bool = True
    pack: bool = False


class Layer:
    """One file of places, looked up by plain names."""

    def __init__(self, columns: Columns, worldview: str = "un") -> None:
        self._arrays = columns.arrays
        self._countries = columns.lists["countries"]
        self._units = columns.lists["units"]
        self._held = dict(pair.split("=") for pair in columns.lists["held"]) if worldview == "as_held" else {}
        self.entry = lru_cache(maxsize=20000)(self._entry)

    def numbers(self, names: Sequence[str], *, by_sound: bool = False) -> list[NDArray[np.uint64]]:
        """Return for each plain name (or sound) the numbers of its places, best known first, at most 40."""
        index = self._arrays["sounds" if by_sound else "names"]
        low = np.array([filed(name) for name in names], np.uint64)
        first = np.searchsorted(index, low)
        last = np.searchsorted(index, low + _BELOW, side="right")
        return [self._best(index[a:b] & _BELOW) for a, b in zip(first, last, strict=True)]

    def _best(self, numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
        if len(numbers) <= MOST:
            return numbers
        size = self._arrays["size"][numbers >> np.uint64(1)]
        return numbers[np.argsort(-size, kind="stable")[:MOST]]

    def _entry(self, number: int) -> Entry:
        at, arrays = number >> 1, self._arrays
        start, end = int(arrays["name_at"][at]), int(arrays["name_at"][at + 1])
        unit = None if arrays["unit"][at] == NO_UNIT else self._units[arrays["unit"][at]]
        country = self._held.get(unit or "", self._countries[arrays["country"][at]]) or None
        place = Place(
            name=bytes(arrays["blob"][start:end]).decode(),
            lat=round(float(arrays["lat"][at]), 5),
            lon=round(float(arrays["lon"][at]), 5),
            feature=FEATURES[arrays["feature"][at]],
            country=country,
            geonames=int(arrays["geonames"][at]) or None,
            radius_km=round(float(arrays["radius"][at]), 2),
        )
        return Entry(place, round(10 ** float(arrays["size"][at])) - 1, unit, not number & 1)

    def countries(self) -> dict[str, Entry]:
        """Return the country entries by ISO 3166 alpha-2 code."""
        numbers = np.flatnonzero(self._arrays["feature"] == FEATURES.index("country"))
        return {entry.place.country: entry for number in numbers if (entry := self.entry(int(number) << 1)).place.country}

    def units(self, country: str) -> tuple[str, ...]:
        """Return the ids of a country's provinces."""
        return tuple(unit for unit in self._units if unit.startswith(f"{country}."))

    @cached_property
    def _rings(self) -> dict[str, list[int]]:
        rings: dict[str, list[int]] = defaultdict(list)
        for ring, unit in enumerate(self._arrays["ring_unit"]):
            rings[self._units[unit]].append(ring)
        return rings

    def border(self, unit: str) -> tuple[Ring, ...]:
        """Return the outer rings (longitude, latitude) of a province or country, none where the file has no border of it."""
        at, corners = self._arrays["ring_at"], self._arrays["corners"]
        return tuple(corners[at[ring] : at[ring + 1]].astype(np.float64) / COORDINATE_STEP for ring in self._rings.get(unit, ()))


class Gazetteer:
    """Places by name over several layers; a later layer's places come before those of an earlier one."""

    def __init__(self, layers: Sequence[Layer], places: Iterable[NamedPlace] = ()) -> None:
        self._layers = tuple(layers)
        self._extra: dict[str, list[Entry]] = defaultdict(list)
        self._extra_sounds: dict[str, list[Entry]] = defaultdict(list)
        for known in places:
            for name in (known.place.name, *known.aliases):
                entry = Entry(known.place, own=name == known.place.name, pack=True)
                self._extra[key(name)].append(entry)
                if folded := sound(name):
                    self._extra_sounds[folded].append(entry)

    def find(self, names: Sequence[str]) -> Mapping[str, tuple[Entry, ...]]:
        """Return the places that each name may mean, under the name as given; names without a place are left out.

        A name is looked up in its plain form, and without its Arabic article where that finds nothing.
        """
        found = self._look(names, {name: key(name) for name in names})
        short = {name: bare(name) for name in names if name not in found and bare(name) != key(name)}
        return found | self._look(list(short), short)

    def _look(self, names: Sequence[str], plain: Mapping[str, str]) -> dict[str, tuple[Entry, ...]]:
        found: dict[str, list[Entry]] = {name: list(self._extra.get(plain[name], ())) for name in names}
        for layer in reversed(self._layers):
            for name, numbers in zip(names, layer.numbers([plain[name] for name in names]), strict=True):
                found[name].extend(layer.entry(int(number)) for number in numbers)
        return {name: _once(entries) for name, entries in found.items() if entries}

    def sounds_like(self, name: str) -> tuple[Entry, ...]:
        """Return the places of the covered countries and packs whose name is spelt otherwise but heard alike; none where
        the name is too short to tell."""
        folded = sound(name)
        if not folded:
            return ()
        found = list(self._extra_sounds.get(folded, ()))
        for layer in reversed(self._layers):
            found.extend(layer.entry(int(number)) for number in layer.numbers([folded], by_sound=True)[0])
        return tuple(found)

    @cached_property
    def _countries(self) -> dict[str, Entry]:
        return {code: entry for layer in reversed(self._layers) for code, entry in layer.countries().items()}

    def country(self, code: str) -> Entry | None:
        """Return the country with this ISO 3166 alpha-2 code, None where there is none."""
        return self._countries.get(code)

    def border(self, unit: str | None) -> tuple[Ring, ...]:
        """Return the outer rings (n x 2: longitude, latitude) of a province or country; none where no border is known."""
        return next((rings for layer in self._layers if unit and (rings := layer.border(unit))), ())

    def holds(self, unit: str, place: Place) -> bool:
        """Return whether the point of `place` lies inside the border of the province or country `unit`."""
        lat, lon = np.array([place.lat]), np.array([place.lon])
        return any(bool(inside(ring, lat, lon)[0]) for ring in self.border(unit))


def _once(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Leave out what an earlier layer already gave: the same GeoNames id."""
    if len(entries) < 2:
        return tuple(entries)
    seen: set[int] = set()
    kept = []
    for entry in entries:
        number = entry.place.geonames
        if number is None or number not in seen:
            kept.append(entry)
        if number is not None:
            seen.add(number)
    return tuple(kept)


def apart_km(left: Place, right: Place) -> float:
    """Return the great-circle distance in kilometres between the points of two places."""
    return distance_km((left.lat, left.lon), (right.lat, right.lon))
