"""The application: routes are put together here, and what every answer carries."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.responses import FileResponse, Response

from sayso.web import pages
from sayso.web.errors import catch
from sayso.web.house import House

STATIC = Path(str(files("sayso.web") / "static"))


def icons() -> Response:
    """The shapes that pages draw with; a short address, since a page names it hundreds of times."""
    return FileResponse(STATIC / "icons.svg", headers={"cache-control": "max-age=86400"})


def make_app(house: House) -> FastAPI:
    """Return the application over an open ledger. Whoever makes it closes the ledger."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        yield

    app = FastAPI(title="Sayso", version=version("sayso"), docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json", lifespan=life)
    app.state.house = house
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.include_router(pages.router)
    app.add_api_route("/i.svg", icons, include_in_schema=False)
    catch(app)
    return app
