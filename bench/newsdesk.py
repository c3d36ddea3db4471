"""An invented news desk: a feed on loopback that has new entries each time it is asked, and a real `sayso watch` that polls it."""

import json
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from xml.sax.saxutils import escape

from bench.dispatches import dispatch

FRESH, SHOWN = 2, 20  # entries that are new each time, and that the feed shows
CLOSE_S = 60  # seconds that the watcher may take to stop
SETTINGS = "[fetch]\nprivate_addresses = true\n\n[watch]\nevery = 10.0\n"


def entry(number: int) -> str:
    """Return the entry of a report."""
    row = dispatch(number)
    parts = {"title": row["title"], "link": row["url"], "description": row["text"]}
    return f"<item>{''.join(f'<{name}>{escape(words)}</{name}>' for name, words in parts.items())}</item>"


class Newsdesk:
    """The feed with its watcher; `number` gives the numbers of reports that nobody wrote yet."""

    def __init__(self, folder: Path, ledger: Path, number: Callable[[], int]) -> None:
        desk, self.ledger, self._shown = self, ledger, deque[str](maxlen=SHOWN)

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                body = desk.page(number) if self.path == "/feed.xml" else b""
                self.send_response(200 if body else 404)
                self.send_header("content-type", "application/rss+xml")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        settings = folder / "watch.toml"
        settings.write_text(SETTINGS, "utf-8")
        url = f"http://127.0.0.1:{self._server.server_address[1]}/feed.xml"
        self._command = [sys.executable, "-m", "sayso.cli", "watch", url, "--ledger", str(ledger), "--settings", str(settings)]
        self._told = folder / "watched.txt"

    def page(self, number: Callable[[], int]) -> bytes:
        """Return the feed with some new entries."""
        self._shown.extendleft(entry(number()) for _ in range(FRESH))
        return f"<rss version='2.0'><channel><title>Invented Desk</title>{''.join(self._shown)}</channel></rss>".encode()

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        with self._told.open("wb") as told:
            self._watcher = subprocess.Popen(self._command, stdout=told, stderr=told)
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._watcher.kill()
        self._watcher.wait()
        self._server.shutdown()

    def stop(self) -> tuple[int, str]:
        """Stop the watcher as a service is stopped; return its exit code and the last of what it said."""
        if self._watcher.poll() is None:
            self._watcher.send_signal(signal.SIGTERM)
        return self._watcher.wait(CLOSE_S), self._told.read_text("utf-8", "replace")[-300:]

    def acknowledged(self) -> set[str]:
        """Return the addresses of the entries that the watcher says are kept."""
        state = self.ledger.with_suffix(".feeds.json")
        return {url for feed in json.loads(state.read_text("utf-8")).values() for url in feed["seen"]} if state.exists() else set()
