"""Events on the map as GeoJSON (RFC 7946): areas, lines and discs as uncertain as they are, and what cannot be drawn by name."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.publish.blur import disc
from sayso.publish.document import Plain

ABOUT = ("gist", "type", "tally", "standing", "credibility", "evidence", "rule", "origins", "publishers", "blocs", "flags")


def geojson_lines(events: Iterable[Plain]) -> Iterator[str]:
    """Yield the file: a FeatureCollection with a feature for each place of each event, and `not_drawn`, the events without a place.

    A vague place is never a point alone: its geometry is the area or line it may lie on, or a point with `uncertainty`, a disc of
    `radius_km`, beside it. `where_prec` is UCDP's, 1 (exact) to 7; `geo_precision` ACLED's, 1 to 3.
    """
    yield '{"type": "FeatureCollection",\n"features": ['
    not_drawn, first = [], True
    for event in events:
        if not event["where"]:
            not_drawn.append({"event": event["id"], **{name: event[name] for name in ABOUT[:4]}, "why": "no place is settled"})
        for number, place in enumerate(event["where"]):
            yield ("\n" if first else ",\n") + compact(feature(event, place, number))
            first = False
    yield '\n],\n"not_drawn": ' + compact(not_drawn) + "}\n"


def feature(event: Plain, place: Plain, number: int) -> Plain:
    """Return the feature of one place of an event."""
    point = {"type": "Point", "coordinates": [place["lon"], place["lat"]]}
    happened = event["when"] or {}
    return {
        "type": "Feature", "id": f"{event['id']}-{number}", "geometry": place["geometry"] or point,
        "properties": {
            "event": event["id"], **{name: event[name] for name in ABOUT},
            "when": happened.get("edtf"), "start": happened.get("start"), "end": happened.get("end"),
            "place": place["name"], "country": place["country"], "feature": place["feature"], "geonames": place["geonames"],
            "role": place["role"], "relation": place["relation"], "distance_km": place["distance_km"], "lat": place["lat"],
            "lon": place["lon"], "radius_km": place["radius_km"], "where_prec": place["precision"], "geo_precision": place["geo_precision"],
            "uncertainty": None if place["geometry"] else disc(place["lat"], place["lon"], place["radius_km"]),
            "blurred_km": place.get("blurred_km"), "claims": event["claims"],
        },
    }  # fmt: skip


def compact(value: Any) -> str:
    """Return JSON on one line."""
    return json.dumps(value, ensure_ascii=False)
