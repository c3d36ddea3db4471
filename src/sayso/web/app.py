"""The application: routes are put together here, and what every answer carries."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, HTTPException
from fastapi.staticfiles import StaticFiles
from starlette.responses import FileResponse, Response

from sayso.errors import SaysoError
from sayso.web import api, forms, pages, review
from sayso.web.doors import LOOPBACK, Doors
from sayso.web.errors import catch
from sayso.web.house import House
from sayso.web.jobs import Jobs
from sayso.web.question import Question, desks
from sayso.web.tokens import Tokens
from sayso.web.unchanged import Unchanged
from sayso.web.views.board import board
from sayso.web.views.network import network

STATIC = Path(str(files("sayso.web") / "static"))
PACKED = ("world.geojson", "labels.geojson")


def icons() -> Response:
    """The shapes that pages draw with; a short address, since a page names it hundreds of times."""
    return FileResponse(STATIC / "icons.svg", headers={"cache-control": "max-age=86400"})


def packed(name: str) -> Response:
    """A file of the basemap, as it lies packed on disk."""
    if name not in PACKED:
        raise HTTPException(404, f"No file {name} of the map here")
    headers = {"content-encoding": "gzip", "cache-control": "max-age=86400"}
    return FileResponse(STATIC / f"{name}.gz", headers=headers, media_type="application/geo+json")


def warm(house: House) -> None:
    """Work out what the first pages of a large ledger would wait for."""
    everything = Question((), desks(house.settings.web.desks))
    with suppress(SaysoError):  # whoever opens the page is told
        board(house, everything)
        network(house, everything)


def make_app(house: House, *, tokens: Tokens | None = None, hosts: tuple[str, ...] = LOOPBACK) -> Doors:
    """Return the application over an open ledger, behind its doors. Whoever makes it closes the ledger.

    `tokens` None lets everybody in who reaches the address (this machine alone); `hosts` are the names that it answers to.
    """
    jobs = Jobs(house)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        warming = threading.Thread(target=warm, args=(house,), name="sayso-warm", daemon=True)
        warming.start()
        yield
        warming.join()
        jobs.close()

    app = FastAPI(title="Sayso", version=version("sayso"), docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json", lifespan=life)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_api_route("/i.svg", icons, include_in_schema=False)
    app.add_api_route("/map/base/{name}", packed, include_in_schema=False)
    for router in (api.router, forms.router, review.router, pages.router):
        app.include_router(router)
    catch(app)
    doors = Doors(Unchanged(app, house, jobs.state), house.settings.web, tokens, hosts)
    app.state.house, app.state.jobs, app.state.doors = house, jobs, doors
    return doors
