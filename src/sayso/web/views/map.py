"""The map: the grounds that events may lie on, as wide as the reports leave them; what cannot be drawn is listed with its number."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sayso.ledger import pages
from sayso.ledger.codec import decoder
from sayso.ledger.filters import EventFilter
from sayso.lexicon import table
from sayso.model import Verdict, Where
from sayso.pipeline import sheets_of
from sayso.publish.blur import blurred
from sayso.publish.care import sites
from sayso.publish.document import where
from sayso.publish.sheet import EventSheet
from sayso.publish.words import one_line
from sayso.web import marks
from sayso.web.house import House, stored
from sayso.web.marks import Plain
from sayso.web.question import Question
from sayso.web.views.board import tokens, totals
from sayso.web.views.times import brush, desk_links, lanes

LISTED, LANES = 40, 8
GROUNDS = 1000  # that are drawn one by one; more are counted in squares
SIZES = (8.0, 4.0, 2.0, 1.0, 0.5, 0.25)  # degrees of a square; none so small that it gives away what is blurred
ACROSS = 24  # squares
FROM_JSON = decoder(tuple[Where, ...])


def atlas(house: House, ask: Question) -> Plain:
    """Return the page: the list of what is in view, what is not drawn, the days."""
    page = house.ledger.events(drawable(ask.filter), asof=ask.asof, after=ask.one("after"), limit=LISTED)
    sheets = sheets_of(house.ledger, [one.id for one in page.entries], asof=ask.asof, profile=ask.rules)
    rows = [entry(sheet, house, ask) for sheet in sheets]
    view = house.masked({"rows": rows}, [own for sheet in sheets for own in sheet.members], ask.asof)
    inside, everywhere = (totals(house, replace(drawable(ask.filter), bounds=own), ask.asof)[0] for own in (ask.filter.bounds, None))
    return {
        **view, "inside": inside, "everywhere": everywhere, "outside": everywhere - inside, "left": max(0, inside - len(rows)),
        "more": ask.url("/map", after=page.next) if page.next else None, "whole": ask.url("/map", bbox=None),
        "not_drawn": undrawn(house, ask),
        "desks": desk_links(ask, "/map"), "brush": brush(house, ask), "lanes": lanes(house, ask, LANES),
        "data": ask.url("/map/data"), "legend": house.sides().legend(),
        "hidden": [pair for pair in ask.pairs if pair[0] not in ("from", "to", "after", "t")],
        "tokens": [one for one in tokens(house, ask, "/map") if one["name"] != "bbox"],
    }  # fmt: skip


def drawable(own: EventFilter) -> EventFilter:
    """Return a filter narrowed to events that a map draws."""
    return replace(own, widest=pages.WIDEST)


def entry(sheet: EventSheet, house: House, ask: Question) -> Plain:
    """Return a row of the list."""
    blocs = sheet.standing.blocs
    return {
        "id": sheet.event.id, "href": ask.plain(f"/events/{sheet.event.id}"), "gist": one_line(sheet.event.gist),
        "place": marks.site(sheet.event.where), "at": at(house, sheet), "role": house.sides().role(blocs[0]) if len(blocs) == 1 else "N",
        "when": marks.when(sheet.event.when), **marks.badge(sheet.standing.verdict),
    }  # fmt: skip


def at(house: House, sheet: EventSheet) -> Plain | None:
    """Return where the map finds a row's ground again, None where the place wants care or there is none."""
    places = [own for own in sheet.event.where if own.role == "site"] or sheet.event.where
    return {"lat": places[0].place.lat, "lon": places[0].place.lon} if places and not house.grid(sheet.event) else None


def undrawn(house: House, ask: Question) -> list[Plain]:
    """Return what the map leaves out: events of a country alone (or ground as wide), and events without a place."""
    own = replace(ask.filter, bounds=None)
    rows = house.once(("undrawn", own, ask.asof), lambda: house.ledger.rows(pages.undrawn(own, stored(ask.asof))))
    wide = [(str(country or "sea or several"), int(number)) for country, number in rows if country is not None]
    nowhere = sum(int(number) for country, number in rows if country is None)
    words = ", ".join(f"{country} {number}" for country, number in wide[:4])
    listed = [{"name": "Country only", "count": sum(number for _, number in wide), "words": words}] if wide else []
    return [*listed, {"name": "No place given", "count": nowhere, "words": ""}] if nowhere else listed


def ground_data(house: House, ask: Question) -> Plain:
    """Return what the map draws: `grounds` one by one, or counts in squares of `size` degrees where there are too many.

    A ground: `lon`, `lat` (degrees), `radius_km` of its disc, `geometry` (GeoJSON) where it is no disc, `shape`, `name`, `how`,
    `n` events, `contradicted` of them, `role` of the one side that speaks, None for several, `event` where it is one alone.
    """
    own, held = drawable(ask.filter), tuple(table("care")["types"])
    words = r"\b(" + "|".join(sorted(re.escape(" ".join(site)) for site in sites())) + r")\b"
    spots = house.once(("spots", own, ask.asof), lambda: house.ledger.rows(pages.spots(own, stored(ask.asof), GROUNDS + 1)))
    if spots[0][0] > GROUNDS:
        return in_squares(house, ask, own)
    query = pages.grounds(own, stored(ask.asof), held, words, 2 * GROUNDS)
    rows = house.once(("grounds", own, ask.asof), lambda: list(house.ledger.rows(query)))
    grid = house.settings.publish.sensitive_blur_km
    found = [drawn(row, house, grid) for row in rows]
    return {"grounds": [one for one in found if one], "squares": [], "size": None}


def in_squares(house: House, ask: Question, own: EventFilter) -> Plain:
    """Return counts in squares, as many across as a map can show."""
    west, _, east, _ = own.bounds or (-180.0, 0.0, 180.0, 0.0)
    wide = (east - west) % 360 or 360
    size = next((one for one in reversed(SIZES) if wide / one <= ACROSS), SIZES[0])
    key = ("squares", own, ask.asof, size)
    rows = house.once(key, lambda: house.ledger.rows(pages.squares(own, stored(ask.asof), size)))
    listed = [{"lon": (x + 0.5) * size, "lat": (y + 0.5) * size, "n": int(n), "contradicted": int(contra)} for y, x, n, contra in rows]
    return {"grounds": [], "squares": listed, "size": size}


def drawn(row: Sequence[Any], house: House, grid: float) -> Plain | None:
    """Return a ground for the map, None where its event has no site after all."""
    places, held, number, contradicted, blocs, verdicts, event = row
    told: Sequence[Where] = FROM_JSON(json.loads(places))
    sites_of = [one for one in told if one.role == "site"] or list(told)
    if not sites_of:
        return None
    own: Mapping[str, Any] = where(sites_of[0])
    care = not house.settings.web.with_names and held and (own["radius_km"] or 0.0) < grid
    placed = blurred(dict(own), grid) if care else own
    named = marks.site(sites_of)
    sides = [one for one in blocs or () if one]
    codes = [marks.CODES[Verdict(one)] for one in verdicts or () if one]
    return {
        "lon": placed["lon"], "lat": placed["lat"], "radius_km": placed["radius_km"], "geometry": None if care else placed["geometry"],
        "shape": "buffer" if care else named["shape"], "name": named["name"], "how": named["how"], "n": int(number),
        "contradicted": int(contradicted), "role": house.sides().role(sides[0]) if len(sides) == 1 else None,
        "code": codes[0] if len(codes) == 1 else None, "event": event if number == 1 else None,
    }  # fmt: skip
