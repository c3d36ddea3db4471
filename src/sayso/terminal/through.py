"""Reports handed to the server that owns a ledger: `sayso add` while `sayso serve` has the file open."""

import json
import os
import time
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import typer

from sayso.errors import LedgerError
from sayso.load import Failure, Loaded
from sayso.publish.words import count

TOKEN = "SAYSO_TOKEN"  # the environment's name for a token of the role write
TOGETHER = 20  # reports of one request
LARGEST = 4_000_000  # bytes of one request; a longer report goes alone
WAIT = 0.2  # seconds between looks at a job
Plain = dict[str, Any]


def hand_over(address: str, loaded: Iterator[Loaded | Failure]) -> int:
    """Send reports to the server at `address` and wait until they are read; returns how many failed. Raises LedgerError."""
    failed, reports, claims, events = 0, set[str](), 0, set[str]()
    for some in batches(loaded):
        for one in some:
            if isinstance(one, Failure):
                failed += told(one.message)
        given = [one for one in some if isinstance(one, Loaded)]
        if not given:
            continue
        job = followed(address, asked(address, "POST", "/api/v1/reports", {"reports": [plain(one) for one in given]}))
        for wrong in job["failures"]:
            failed += told(wrong["message"])
        reports.update(job["reports"])
        events.update(job["events"])
        claims += job["claims"]
    words = f"{count(len(reports), 'report')} read with {count(claims, 'new claim')}, {count(len(events), 'event')} new or changed"
    typer.echo(f"sayso: by the server at {address}: {words}{f', {failed} failed (listed above)' if failed else ''}", err=True)
    return failed


def batches(loaded: Iterator[Loaded | Failure]) -> Iterator[Sequence[Loaded | Failure]]:
    """Yield reports in batches that one request can carry."""
    while some := list(islice(loaded, TOGETHER)):
        batch, size = list[Loaded | Failure](), 0
        for one in some:
            own = len(one.report.text.encode("utf-8", "replace")) if isinstance(one, Loaded) else 0
            if batch and size + own > LARGEST:
                yield batch
                batch, size = [], 0
            batch.append(one)
            size += own
        yield batch


def plain(one: Loaded) -> Plain:
    """Return a report as the server takes it."""
    own = one.report
    return {
        "text": own.text, "title": own.title, "publisher": own.publisher, "url": own.url, "name": own.name,
        "published": own.published.isoformat() if own.published else None,
    }  # fmt: skip


def followed(address: str, job: Plain) -> Plain:
    """Return a job when it has ended."""
    while job["state"] in ("waiting", "reading"):
        time.sleep(WAIT)
        job = asked(address, "GET", job["href"])
    return job


def asked(address: str, method: str, path: str, body: Plain | None = None) -> Plain:
    """Return what the server answers. Raises LedgerError where it refuses or is not there."""
    whole = urlsplit(address)
    kind = HTTPSConnection if whole.scheme == "https" else HTTPConnection
    headers = {"content-type": "application/json", "accept": "application/json"}
    if os.environ.get(TOKEN):
        headers["authorization"] = f"Bearer {os.environ[TOKEN]}"
    connection = kind(whole.hostname or "127.0.0.1", whole.port, timeout=60)
    try:
        connection.request(method, path, json.dumps(body).encode() if body is not None else None, headers)
        answer = connection.getresponse()
        told = json.loads(answer.read() or b"{}")
    except (OSError, HTTPException, ValueError) as fault:
        raise LedgerError(f"the server at {address} owns the ledger but does not answer ({fault}): stop it, or try again") from fault
    finally:
        connection.close()
    if answer.status >= 400:
        why = told.get("error", {}).get("message", "no reason given")
        hint = f" (put a token of the role write into {TOKEN})" if answer.status in (401, 403) else ""
        raise LedgerError(f"the server at {address} refuses: {why}{hint}")
    found: Plain = told
    return found


def told(message: str) -> int:
    """Say what failed; returns 1."""
    typer.echo(f"sayso: {message}", err=True)
    return 1
