"""Every page's address with .json, .csv or .geojson at its end: the same question, answered as data."""

from collections.abc import Callable, Iterable

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import JSONResponse, Response

from sayso.pipeline import sheet_of
from sayso.publish.csv import csv_lines
from sayso.publish.document import Plain
from sayso.publish.geojson import geojson_lines
from sayso.publish.table import CLAIMS, EVENTS, claim_rows, event_rows
from sayso.web import plain
from sayso.web.page import asked, house_of
from sayso.web.views import lists
from sayso.web.views.actor import record
from sayso.web.views.network import network
from sayso.web.views.ships import fleet
from sayso.web.views.times import timeline

router = APIRouter(include_in_schema=False)
TYPES = {"csv": "text/csv; charset=utf-8", "geojson": "application/geo+json"}
MANY = 500


def made(form: str, json: Callable[[], Plain], rows: Callable[[], Iterable[str]] | None, name: str) -> Response:
    """Return the answer in a form; `rows` are the parts of the text of csv and geojson, None where there is no such form."""
    if form == "json":
        return JSONResponse(json())
    if rows is None:
        raise HTTPException(404, f"This page has no form .{form}: take .json")
    disposition = f'attachment; filename="{name}.{form}"' if form == "csv" else "inline"
    return Response("".join(rows()), media_type=TYPES[form], headers={"content-disposition": disposition})


def of_events(form: str, events: list[Plain]) -> Iterable[str]:
    """Return events as the text of csv or geojson."""
    return csv_lines(EVENTS, event_rows(events)) if form == "csv" else geojson_lines(events)


@router.get("/{page}.{form}")
def listed(request: Request, page: str, form: str) -> Response:
    """Return a list page in a form."""
    house, ask = house_of(request), asked(request)
    if form not in ("json", "csv", "geojson"):
        raise HTTPException(404, f"/{page}.{form} is not here: pages have the forms .json, .csv and .geojson")
    if page in ("board", "map", "timeline") and (form != "json" or page != "timeline"):
        found = plain.events(house, ask, house.settings.web.rows if form == "json" else MANY)
        following = ask.url(f"/{page}.json", after=found.next) if found.next else None
        return made(form, lambda: {"events": found.rows, "next": following}, lambda: of_events(form, found.rows), page)
    views: dict[str, Callable[[], Plain]] = {
        "timeline": lambda: timeline(house, ask), "reports": lambda: lists.reports(house, ask), "actors": lambda: lists.actors(house, ask),
        "changes": lambda: lists.changes(house, ask), "network": lambda: network(house, ask), "ships": lambda: fleet(house, ask),
    }  # fmt: skip
    if page == "search":
        claims = plain.claims(house, ask, 100)
        return made(form, lambda: {"claims": claims.rows, "next": claims.next}, lambda: [plain.csv_of(map(flat, claims.rows))], "claims")
    if page not in views:
        raise HTTPException(404, f"There is no page /{page}")
    view = views[page]()
    rows = view.get("rows") or view.get("lines") or []
    return made(form, lambda: view, (lambda: [plain.csv_of(rows)]) if form == "csv" else None, page)


def flat(row: Plain) -> Plain:
    """Return a claim's row with the cells that a spreadsheet can hold."""
    return {
        "claim": row["id"], "report": row["report"], "event": row["event"], "publisher": row["publisher"], "published": row["published"],
        "origin": row["chain"][-1]["source"]["name"] if row["chain"] else None,
        "chain": [link["source"]["name"] for link in reversed(row["chain"])],
        "gist": row["gist"], "text": row["text"], "polarity": row["polarity"],
        "modality": row["modality"], "stance": row["stance"],
        "type": row["what"]["type"], "when": row["when"]["edtf"] if row["when"] else None,
        "where": [place["name"] for place in row["where"]],
    }  # fmt: skip


@router.get("/events/{identity}.{form}")
def one_event(request: Request, identity: str, form: str) -> Response:
    """Return an event in a form."""
    house, ask = house_of(request), asked(request)
    sheet = sheet_of(house.ledger, identity, asof=ask.asof, profile=ask.rules)
    if sheet is None or form not in ("json", "csv", "geojson"):
        raise HTTPException(404, f"No event {identity} in the form .{form} here")
    row = plain.event(house, ask, sheet)
    return made(form, lambda: row, lambda: of_events(form, [row]), identity)


@router.get("/reports/{identity}.{form}")
def one_report(request: Request, identity: str, form: str) -> Response:
    """Return a report's claims document, or its claims as a table."""
    document = plain.report(house_of(request), asked(request), identity)
    if document is None or form not in ("json", "csv"):
        raise HTTPException(404, f"No report {identity} in the form .{form} here")
    return made(form, lambda: document, lambda: csv_lines(CLAIMS, claim_rows([document])), identity)


@router.get("/actors/{identity:path}.json")
def one_actor(request: Request, identity: str) -> Response:
    """Return the record of a voice."""
    view = record(house_of(request), asked(request), identity)
    if view is None:
        raise HTTPException(404, f"No voice {identity!r} that is followed here")
    return JSONResponse(view)
