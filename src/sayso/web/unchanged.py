"""Answers that a browser has already: an entity tag from what the ledger knows, and 304 where nothing came since."""

import hashlib
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response

from sayso.web.house import House

Message = MutableMapping[str, Any]
PASSED = ("/static/", "/api/v1/jobs", "/jobs/", "/login", "/i.svg", "/reports/new")


@dataclass(slots=True)
class Unchanged:
    """The layer between doors and routes. A tag holds for one run of the server, one state of the ledger, one address and one seat."""

    app: Callable[..., Awaitable[None]]
    house: House
    news: Callable[[], str] = lambda: ""  # what else pages show that changes, such as jobs under way
    _run: str = field(default_factory=lambda: token_hex(4))

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer with 304 where the tag that the browser has still holds."""
        path = str(scope.get("path", ""))
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or path.startswith(PASSED):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        tag = self._tag(scope, headers.get("cookie", ""))
        if tag in [one.strip() for one in headers.get("if-none-match", "").split(",")]:
            await Response(status_code=304, headers={"etag": tag})(scope, receive, send)
            return

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message)["etag"] = tag
            await send(message)

        await self.app(scope, receive, tagged)

    def _tag(self, scope: Any, cookie: str) -> str:
        own = f"{self._run} {self.house.moment().turn} {self.news()} {scope['path']} {scope['query_string']!r} {cookie}"
        return f'W/"{hashlib.sha256(own.encode()).hexdigest()[:20]}"'
