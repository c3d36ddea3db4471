"""A page from the network, with manners: http and https only, no private addresses, capped in size, time and redirects."""

import ipaddress
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from types import MappingProxyType
from urllib.parse import SplitResult, urljoin, urlsplit

from sayso.errors import FetchError, TooLarge
from sayso.settings import FetchSettings

AGENT = "sayso/0.1 (reads reports; https://schema.org/Claim)"
PIECE = 65_536
Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host."""
    try:
        return sorted({str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})
    except (OSError, UnicodeError) as fault:
        raise FetchError(f"{host} has no address ({fault}): check the spelling and the connection") from None


def parts_of(url: str) -> SplitResult:
    """Return the parts of a URL. Raises FetchError where it has none."""
    try:
        return urlsplit(url)
    except ValueError as fault:
        raise FetchError(f"{url!r} is no address ({fault}): give one that begins with http:// or https://") from None


def checked(url: str, settings: FetchSettings, resolver: Resolve) -> tuple[SplitResult, str]:
    """Return the parts of a URL and the address to connect to.

    Raises FetchError for other schemes than http and https, for URLs with a password, and for hosts of which any address is private,
    loopback or otherwise not public, unless the settings allow these.
    """
    parts = parts_of(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(f"{url!r} is no http or https address: give one, or a file")
    if parts.username or parts.password:
        raise FetchError(f"{parts.hostname}: an address with a user name or password in it is not fetched: leave them out")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise FetchError(f"{url!r} has no valid port: give one from 1 to 65535") from None
    addresses = resolver(parts.hostname, port)
    hidden = [one for one in addresses if not ipaddress.ip_address(one.split("%")[0]).is_global]
    if hidden and not settings.private_addresses:
        raise FetchError(f"{parts.hostname} is at {hidden[0]}, which is not public: set fetch.private_addresses to true if you mean it")
    return parts, addresses[0]


def fetch(url: str, settings: FetchSettings, resolver: Resolve = resolve) -> tuple[bytes, str]:
    """Return the body of a page and the address it came from after redirects.

    Raises FetchError, or TooLarge where the body is over the limit.
    """
    deadline = time.monotonic() + settings.seconds
    for _ in range(settings.redirects + 1):
        parts, address = checked(url, settings, resolver)
        response = _get(parts, address, max(0.1, deadline - time.monotonic()))
        if response.status in (301, 302, 303, 307, 308) and response.getheader("Location"):
            url = _moved(url, response)
            continue
        if response.status != 200:
            raise FetchError(f"{url} answered {response.status} {response.reason}: open it in a browser and save the page")
        return _body(response, url, settings, deadline), url
    raise FetchError(f"{url}: more than {settings.redirects} redirects: give the last address")


@dataclass(frozen=True, slots=True)
class Changed:
    """What asking again gave: `data` is None where nothing changed; the marks go with the next question."""

    data: bytes | None
    etag: str | None
    modified: str | None
    retry_after: str | None


class BusyError(FetchError):
    """The server wants to be left alone for a while: `retry_after` is its header, or None."""

    def __init__(self, message: str, retry_after: str | None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


def fetch_changed(
    url: str, settings: FetchSettings, *, etag: str | None = None, modified: str | None = None, resolver: Resolve = resolve
) -> Changed:
    """Return the body at an address if it changed since the version with these marks (RFC 9110, conditional requests).

    Raises BusyError where the server answers 429 or 503, FetchError otherwise.
    """
    deadline = time.monotonic() + settings.seconds
    marks = {name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", modified)) if value}
    for _ in range(settings.redirects + 1):
        parts, address = checked(url, settings, resolver)
        response = _get(parts, address, max(0.1, deadline - time.monotonic()), marks)
        retry = response.getheader("Retry-After")
        if response.status in (301, 302, 303, 307, 308) and response.getheader("Location"):
            url = _moved(url, response)
        elif response.status == 304:
            return Changed(None, etag, modified, retry)
        elif response.status in (429, 503):
            raise BusyError(f"{url} answered {response.status} {response.reason}: it is asked again later", retry)
        elif response.status != 200:
            raise FetchError(f"{url} answered {response.status} {response.reason}: look whether the feed has moved")
        else:
            return Changed(_body(response, url, settings, deadline), response.getheader("ETag"), response.getheader("Last-Modified"), retry)
    raise FetchError(f"{url}: more than {settings.redirects} redirects: give the last address")


def _moved(url: str, response: HTTPResponse) -> str:
    where = response.getheader("Location") or ""
    try:
        return urljoin(url, where)
    except ValueError as fault:
        raise FetchError(f"{url} leads to {where!r}, which is no address ({fault}): give the last address") from None


def _get(parts: SplitResult, address: str, seconds: float, more: Mapping[str, str] = MappingProxyType({})) -> HTTPResponse:
    """Send the request to the address that was checked, not to the name, which could have moved since."""
    host = parts.hostname or ""
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(host, parts.port, timeout=seconds)
    connection._create_connection = lambda _, *rest: socket.create_connection((address, connection.port), *rest)  # type: ignore[attr-defined]
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        own = {"User-Agent": AGENT, "Accept": "text/html, text/plain;q=0.9, */*;q=0.5", "Accept-Encoding": "identity"}
        connection.request("GET", target, headers={**own, **more})
        return connection.getresponse()
    except (OSError, HTTPException) as fault:
        raise FetchError(
            f"{parts.geturl()}: {fault or type(fault).__name__}: try again later, or save the page and read the file"
        ) from None


def _body(response: HTTPResponse, url: str, settings: FetchSettings, deadline: float) -> bytes:
    limit, parts, size = int(settings.largest_mb * 1e6), [], 0
    while piece := response.read(PIECE):
        parts.append(piece)
        size += len(piece)
        if size > limit:
            raise TooLarge(f"{url} is over {settings.largest_mb:g} MB: save a part of it, or raise fetch.largest_mb")
        if time.monotonic() > deadline:
            raise FetchError(f"{url} took over {settings.seconds:g} s: try again later, or raise fetch.seconds")
    return b"".join(parts)
