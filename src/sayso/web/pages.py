"""The pages by address."""

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from sayso.web.page import asked, house_of, page
from sayso.web.views import board as boards
from sayso.web.views import event as events
from sayso.web.views import report as reports

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


@router.get("/reports/{identity}")
def report(request: Request, identity: str) -> Response:
    view = reports.report(house_of(request), asked(request), identity)
    if view is None:
        raise HTTPException(404, f"No report {identity} here: the list of reports has those of this ledger")
    return page(request, "report.html", view, forms=("json", "csv"))
