"""What goes wrong, said on a page or as JSON: the value, where it stood, what to do next."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from sayso.errors import InputError, SaysoError
from sayso.web.page import house_of, page

log = logging.getLogger("sayso.web")

TITLES = {400: "This cannot be asked", 401: "A token is needed", 403: "Not allowed", 404: "Not here", 405: "Not that way", 413: "Too large",
          422: "This cannot be asked", 429: "Too many requests", 500: "Sayso failed", 503: "Not now"}  # fmt: skip


def catch(app: FastAPI) -> None:
    """Say every error as it is asked for: JSON under /api and for .json addresses, else a page."""

    @app.exception_handler(InputError)
    async def wrong(request: Request, fault: InputError) -> Response:
        return answer(request, 400, str(fault))

    @app.exception_handler(SaysoError)
    async def failed(request: Request, fault: SaysoError) -> Response:
        ledger = house_of(request).ledger.path
        log.error("%s: %s", request.url.path, fault)
        return answer(request, 503, str(fault).partition("\n")[0].replace(f"{ledger.parent}/", ""))

    @app.exception_handler(RequestValidationError)
    async def unfit(request: Request, fault: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in fault.errors()[:5])
        return answer(request, 422, told)

    @app.exception_handler(HTTPException)
    async def refused(request: Request, fault: HTTPException) -> Response:
        return answer(request, fault.status_code, str(fault.detail), dict(fault.headers or {}))


def answer(request: Request, status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    """Return the answer for a fault."""
    path = request.url.path
    if path.startswith("/api/") or path.endswith((".json", ".geojson", ".csv")):
        return JSONResponse({"error": {"status": status, "message": message}}, status, headers)
    title = TITLES.get(status, TITLES[400 if status < 500 else 500])
    return page(request, "error.html", {"title": title, "message": message, "status": status}, status=status, headers=headers)
