"""Where, as reported: a place of the gazetteer, the relation to it, and the ground it may be on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.model.reason import Reason
from sayso.model.span import Span


class Relation(StrEnum):
    """How the happening lies to the named place (gold/SCHEMA)."""

    IN = "in"
    NEAR = "near"
    NORTH_OF = "north_of"
    SOUTH_OF = "south_of"
    EAST_OF = "east_of"
    WEST_OF = "west_of"
    NORTHEAST_OF = "northeast_of"
    NORTHWEST_OF = "northwest_of"
    SOUTHEAST_OF = "southeast_of"
    SOUTHWEST_OF = "southwest_of"
    WITHIN_KM = "within_km"
    BETWEEN = "between"
    TOWARD = "toward"
    FROM = "from"
    OFF = "off"
    OUTSKIRTS = "outskirts"


class PlaceRole(StrEnum):
    """Whether the happening is there, moves to or from there, or is only framed by it."""

    SITE = "site"
    TOWARD = "toward"
    FROM = "from"
    FRAME = "frame"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the gazetteer: `lat` and `lon` in degrees (WGS 84), `feature` settlement, admin1, admin2, country, sea, river,
    island, facility, sector or region, `country` ISO 3166 alpha-2 (None for seas), `geonames` its id there, `radius_km` its own
    extent: nine tenths of it lie within."""

    name: str
    lat: float
    lon: float
    feature: str
    country: str | None = None
    geonames: int | None = None
    radius_km: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlace:
    """A place that a pack adds to the gazetteer (a facility, a village of one war, a front sector), with its other names.

    `valid` is the EDTF interval in which the name holds, None for always.
    """

    place: Place
    aliases: tuple[str, ...] = ()
    valid: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place of a happening.

    `precision` is UCDP GED's where_prec, 1 (exact) to 7 (international waters or airspace); `geo_precision` is ACLED's, 1 to 3.
    `distance_km` is None where none is given. `radius_km` is that of the disc as large as `geometry` (GeoJSON).
    `span` is None where the place was inherited from the passage.
    """

    place: Place
    relation: Relation = Relation.IN
    distance_km: float | None = None
    text: str | None = None
    span: Span | None = None
    precision: int = 1
    geo_precision: int = 1
    radius_km: float = 1.0
    geometry: Mapping[str, Any] | None = None
    role: PlaceRole = PlaceRole.SITE
    reason: Reason | None = None
