"""A page: the view in its template, with what every page shows."""

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse, Response

from sayso.errors import InputError
from sayso.ledger import pages
from sayso.web.house import House, stored
from sayso.web.question import Question, desks, question

SECTIONS = {
    "board": "Board",
    "events": "Board",
    "map": "Map",
    "timeline": "Timeline",
    "network": "Network",
    "reports": "Reports",
    "actors": "Actors",
    "ships": "Ships",
}


def house_of(request: Request) -> House:
    """Return the house that a request is for."""
    house: House = request.app.state.house
    return house


def asked(request: Request) -> Question:
    """Return the question of a request. Raises InputError."""
    return question(request.query_params.multi_items(), desks(house_of(request).settings.web.desks))


@cache
def marked(name: str) -> str:
    """Return the address of a static file; a part of its hash tells browsers when it changed."""
    content = (files("sayso.web") / "static" / name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:10]}"


@cache
def templates() -> Environment:
    """Return the templates; everything is escaped, and a name that is missing is an error."""
    loader = PackageLoader("sayso.web", "templates")
    env = Environment(loader=loader, autoescape=select_autoescape(("html",), default=True), undefined=StrictUndefined, trim_blocks=True)
    env.globals["static"] = marked
    return env


def page(
    request: Request,
    template: str,
    view: dict[str, Any],
    *,
    status: int = 200,
    forms: tuple[str, ...] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    """Return a page. `forms` are the other forms of this address (json, csv, geojson)."""
    house = house_of(request)
    try:
        ask = asked(request)
        _ = ask.asof, ask.rules
    except InputError:
        ask = Question(())
    path = request.url.path
    known = ask.asof or house.moment().time
    words = {"json": "JSON", "csv": "CSV", "geojson": "GeoJSON"}
    made = templates().get_template(template).render(
        view=view, ask=ask, path=path, page=template.removesuffix(".html"), section=SECTIONS.get(path.strip("/").partition("/")[0]),
        known=f"{known:%d %b %Y, %H:%M} UTC" if known else "nothing yet", theme=_theme(request), version=version("sayso"),
        ledger_name=house.ledger.path.name, rows_per_page=house.settings.web.rows, forms=[(one, words[one]) for one in forms],
        later_claims=house.ledger.rows(pages.later(stored(ask.asof)))[0][0] if ask.asof else 0,  # type: ignore[arg-type]
        can_write=getattr(request.state, "role", "write") == "write", csrf=getattr(request.state, "csrf", ""),
        author=unquote(request.cookies.get("sayso_name", ""))[:100],
        closed=request.app.state.doors.tokens is not None, under_way=request.app.state.jobs.under_way(),
    )  # fmt: skip
    return HTMLResponse(made, status, headers)


def _theme(request: Request) -> str | None:
    own = request.query_params.get("theme")
    return own if own in ("dark", "light") else None
