"""The doors: who may come in and what may come through. A plain ASGI layer in front of every route.

Hosts are checked (DNS rebinding), addresses are counted, bodies are bounded, writes need a role and a sign that they come from our own
pages (CSRF), and every answer carries a policy under which a browser loads and runs nothing but our own files.
"""

import contextlib
import hashlib
import hmac
import secrets
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, RedirectResponse, Response

from sayso.settings import WebSettings
from sayso.web.tokens import Role, Tokens

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SEAT = "sayso_seat"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = ("127.0.0.1", "localhost", "[::1]", "::1")
OPEN = ("/static/", "/login", "/i.svg")
POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "font-src 'self'", "connect-src 'self'",
    "worker-src 'self'", "manifest-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
))  # fmt: skip
HEADERS = {
    "content-security-policy": POLICY, "x-content-type-options": "nosniff", "referrer-policy": "same-origin", "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}  # fmt: skip
MINUTE = 60.0
ADDRESSES = 10_000  # that are counted at once


class TooLarge(Exception):
    """A body that goes on after its limit."""


@dataclass(slots=True)
class Body:
    """What a route reads of a request, cut off where it goes on after `most` bytes."""

    receive: Receive
    most: int
    read: int = 0
    too_large: bool = False

    async def __call__(self) -> Message:
        """Return the next part. Raises TooLarge."""
        message = await self.receive()
        self.read += len(message.get("body", b""))
        if self.read > self.most:
            self.too_large = True
            raise TooLarge
        return message


@dataclass(slots=True)
class Doors:
    """The layer: `tokens` None lets everybody on this machine in with the right to write; `hosts` are names that we answer to."""

    app: App
    settings: WebSettings
    tokens: Tokens | None
    hosts: tuple[str, ...]
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _seats: dict[str, tuple[Role, float]] = field(default_factory=dict)
    _counts: dict[tuple[str, bool], tuple[float, int]] = field(default_factory=dict)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers, method = Headers(scope=scope), str(scope["method"])
        seat, fresh = self._seat(headers)
        refusal = self._refused(scope, headers, method, seat)

        async def through(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._sign(message, scope, seat if fresh else None)
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, through)
            return
        body = Body(receive, self._most())

        async def unless_too_large(message: Message) -> None:
            if not body.too_large:
                await through(message)

        with contextlib.suppress(TooLarge):
            await self.app(scope, body, unless_too_large)
        if body.too_large:
            await _no(413, self._too_large())(scope, receive, through)

    def _refused(self, scope: Scope, headers: Headers, method: str, seat: str) -> Response | None:
        """The answer for a request that may not pass, None for one that may; roles and signs are left in its state."""
        state = scope.setdefault("state", {})
        path = str(scope["path"])
        if not self._our_host(headers.get("host", "")):
            return _no(421, f"Host {headers.get('host', '')[:80]!r} is not served here: open the address that `sayso serve` printed")
        client = scope.get("client") or ("unknown", 0)
        write = method not in SAFE
        if not self._within(str(client[0]), write):
            return _no(429, "Too many requests from this address: wait a minute", {"retry-after": "60"})
        if headers.get("content-length", "").isdecimal() and int(headers["content-length"]) > self._most():
            return _no(413, self._too_large())
        role = self._role(headers, seat)
        state["role"], state["seat"] = str(role) if role else "", seat
        state["csrf"] = self.sign(seat)
        if role is None and not path.startswith(OPEN):
            return self._ask_for_token(path, headers)
        if write and path != "/login":
            return self._not_a_writer(role, headers, path)
        return None

    def _not_a_writer(self, role: Role | None, headers: Headers, path: str) -> Response | None:
        if role is not Role.WRITE:
            return _no(403, "This token may read, not write: use one of the role write (`sayso token --role write`)")
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != headers.get("host"):
            return _no(403, f"A page of {origin[:80]} may not write here")
        if headers.get("sec-fetch-site") in ("cross-site", "same-site"):
            return _no(403, "Another site may not write here")
        if path.startswith("/api/") and not headers.get("content-type", "").startswith("application/json"):
            return _no(415, "Send JSON with the content type application/json")
        return None

    def _ask_for_token(self, path: str, headers: Headers) -> Response:
        if path.startswith("/api/") or "text/html" not in headers.get("accept", ""):
            return _no(401, "A token is needed: send it as `Authorization: Bearer TOKEN`", {"www-authenticate": "Bearer"})
        return RedirectResponse("/login", 303)

    def _our_host(self, host: str) -> bool:
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
        return "*" in self.hosts or name.lower() in self.hosts

    def _within(self, address: str, write: bool) -> bool:
        """Count a request of an address; False where it is one too many for this minute."""
        most = self.settings.writes_a_minute if write else self.settings.requests_a_minute
        now = time.monotonic()
        began, count = self._counts.get((address, write), (now, 0))
        if now - began >= MINUTE:
            began, count = now, 0
        if len(self._counts) > ADDRESSES:
            self._counts.clear()
        self._counts[(address, write)] = (began, count + 1)
        return count < most

    def _seat(self, headers: Headers) -> tuple[str, bool]:
        """The browser's seat out of its cookie, or a new one."""
        jar = SimpleCookie()
        try:
            jar.load(headers.get("cookie", ""))
        except CookieError:
            jar = SimpleCookie()
        own = jar[SEAT].value if SEAT in jar else ""
        return (
            (own, False) if 20 <= len(own) <= 80 and own.replace("-", "").replace("_", "").isalnum() else (secrets.token_urlsafe(24), True)
        )

    def _role(self, headers: Headers, seat: str) -> Role | None:
        if self.tokens is None:
            return Role.WRITE
        given = headers.get("authorization", "")
        if given.startswith("Bearer "):
            return self.tokens.role(given.removeprefix("Bearer ").strip())
        role, until = self._seats.get(self._hash(seat), (None, 0.0))
        return role if until > time.monotonic() else None

    def enter(self, seat: str, token: str) -> Role | None:
        """Let a browser in with a token; returns its role, None where nobody made the token."""
        role = self.tokens.role(token) if self.tokens else Role.WRITE
        if role is not None:
            self._seats[self._hash(seat)] = (role, time.monotonic() + self.settings.session_hours * 3600)
        return role

    def leave(self, seat: str) -> None:
        """Forget a browser."""
        self._seats.pop(self._hash(seat), None)

    @staticmethod
    def _hash(seat: str) -> str:
        return hashlib.sha256(seat.encode()).hexdigest()

    def sign(self, seat: str) -> str:
        """Return the sign that forms of our pages carry for a seat."""
        return hmac.new(self._secret, seat.encode(), "sha256").hexdigest()

    def signed(self, seat: str, sign: str) -> bool:
        """Return whether a form carries the sign of its seat."""
        return hmac.compare_digest(self.sign(seat), sign)

    def _most(self) -> int:
        return int(self.settings.largest_request_mb * 1_000_000)

    def _too_large(self) -> str:
        return f"The request is larger than {self.settings.largest_request_mb:g} MB: send less, or raise web.largest_request_mb"

    def _sign(self, message: Message, scope: Scope, seat: str | None) -> None:
        """Put our headers on an answer, and a cookie for a new seat."""
        headers = MutableHeaders(scope=message)
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if str(scope["path"]).startswith("/static/"):
            headers["cache-control"] = "public, max-age=31536000, immutable" if b"v=" in scope["query_string"] else "public, max-age=3600"
        else:
            headers.setdefault("cache-control", "private, no-cache")
        if seat is not None and "text/html" in headers.get("content-type", ""):
            secure = "; Secure" if scope.get("scheme") == "https" else ""
            headers.append("set-cookie", f"{SEAT}={seat}; Path=/; HttpOnly; SameSite=Strict{secure}")


def _no(status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"error": {"status": status, "message": message}}, status, headers)
