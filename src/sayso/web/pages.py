"""The pages by address."""

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from sayso.web.page import asked, house_of, page
from sayso.web.views import board as boards
from sayso.web.views import event as events
from sayso.web.views import lists, ships
from sayso.web.views import report as reports
from sayso.web.views.actor import record
from sayso.web.views.help import help_page
from sayso.web.views.map import atlas, ground_data
from sayso.web.views.network import network
from sayso.web.views.times import timeline

router = APIRouter(include_in_schema=False)
ALL = ("json", "csv", "geojson")


@router.get("/")
def start(request: Request) -> Response:
    return RedirectResponse("/board", 307)


@router.get("/board")
def board(request: Request) -> Response:
    return page(request, "board.html", boards.board(house_of(request), asked(request)), forms=ALL)


@router.get("/events/{identity}")
def event(request: Request, identity: str) -> Response:
    house, ask = house_of(request), asked(request)
    view = events.event(house, ask, identity)
    if view is not None:
        return page(request, "event.html", view, forms=ALL)
    gone = events.gone(house, ask, identity)
    if gone["into"]:
        return page(request, "merged.html", dict(gone), status=410)
    raise HTTPException(404, f"No event {identity} here: the board lists those of this ledger")


@router.get("/events/{identity}/accounts")
def accounts(request: Request, identity: str) -> Response:
    return RedirectResponse(asked(request).plain(f"/events/{identity}") + "#accounts", 303)


@router.get("/reports")
def all_reports(request: Request) -> Response:
    return page(request, "reports.html", lists.reports(house_of(request), asked(request)), forms=("json", "csv"))


@router.get("/reports/{identity}")
def report(request: Request, identity: str) -> Response:
    view = reports.report(house_of(request), asked(request), identity)
    if view is None:
        raise HTTPException(404, f"No report {identity} here: the list of reports has those of this ledger")
    return page(request, "report.html", view, forms=("json", "csv"))


@router.get("/claims/{identity}")
def claim(request: Request, identity: str) -> Response:
    report, _, own = identity.partition(":")
    if not own or not house_of(request).ledger.told([identity], asof=asked(request).asof):
        raise HTTPException(404, f"No claim {identity} here: ids are REPORT:CLAIM")
    return RedirectResponse(asked(request).plain(f"/reports/{report}") + f"#{own}", 303)


@router.get("/actors")
def actors(request: Request) -> Response:
    return page(request, "actors.html", lists.actors(house_of(request), asked(request)), forms=("json", "csv"))


@router.get("/actors/{identity:path}")
def actor(request: Request, identity: str) -> Response:
    view = record(house_of(request), asked(request), identity)
    if view is None:
        raise HTTPException(404, f"No voice {identity!r} that is followed here: the list of actors has those of this ledger")
    return page(request, "actor.html", view, forms=("json",))


@router.get("/search")
def search(request: Request) -> Response:
    return page(request, "search.html", lists.search(house_of(request), asked(request)), forms=("json", "csv"))


@router.get("/changes")
def changes(request: Request) -> Response:
    return page(request, "changes.html", lists.changes(house_of(request), asked(request)), forms=("json",))


@router.get("/timeline")
def times(request: Request) -> Response:
    return page(request, "timeline.html", timeline(house_of(request), asked(request)), forms=ALL)


@router.get("/map")
def where(request: Request) -> Response:
    return page(request, "map.html", atlas(house_of(request), asked(request)), forms=ALL)


@router.get("/map/data")
def grounds(request: Request) -> Response:
    return JSONResponse(ground_data(house_of(request), asked(request)))


@router.get("/ships")
def fleet(request: Request) -> Response:
    return page(request, "ships.html", ships.fleet(house_of(request), asked(request)), forms=("json", "csv"))


@router.get("/ships/{name:path}")
def ship(request: Request, name: str) -> Response:
    view = ships.ship(house_of(request), asked(request), name)
    if view is None:
        raise HTTPException(404, f"No ship {name!r} in the reports of this ledger: the list of ships has those that are named")
    return page(request, "ship.html", view)


@router.get("/network")
def relays(request: Request) -> Response:
    return page(request, "network.html", network(house_of(request), asked(request)), forms=("json", "csv"))


@router.get("/help")
def helping(request: Request) -> Response:
    return page(request, "help.html", help_page(house_of(request)))
