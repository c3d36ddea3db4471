"""Polling: only what changed, never twice, later where a server is busy, not what robots.txt forbids."""

import random
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from sayso.load import Failure, Loaded, Options
from sayso.load.watch import Feed, asked, load_state, poll, save_state, wait, watch
from sayso.settings import FetchSettings, Settings, WatchSettings

SETTINGS = Settings(fetch=FetchSettings(private_addresses=True), watch=WatchSettings(every=100, longest=1000))
ITEM = (
    "<item><title>T</title><link>https://x.example/{0}</link>"
    "<description>Two soldiers were killed near Orel, the ministry said. {0}</description></item>"
)


class Site(BaseHTTPRequestHandler):
    items: ClassVar[int] = 2
    status: ClassVar[int] = 200
    robots: ClassVar[str] = ""
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Site.asked.append(self.path)
        body = (
            Site.robots if self.path == "/robots.txt" else f"<rss><channel>{''.join(map(ITEM.format, range(Site.items)))}</channel></rss>"
        )
        tag = f'"{Site.items}"'
        missing = self.path == "/robots.txt" and not body
        same = self.headers.get("If-None-Match") == tag and self.path != "/robots.txt"
        self.send_response(404 if missing else 304 if same else Site.status if self.path != "/robots.txt" else 200)
        self.send_header("ETag", tag)
        if Site.status == 503:
            self.send_header("Retry-After", "777")
        self.end_headers()
        if not same:
            self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def feed() -> Iterator[str]:
    Site.items, Site.status, Site.robots, Site.asked = 2, 200, "", []
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}/feed"
    httpd.shutdown()
    httpd.server_close()


def ask(url: str, known: Feed, now: float = 0.0) -> tuple[list[Loaded], list[Failure]]:
    found = list(poll(url, known, Options(), SETTINGS, now, random.Random(1)))
    return [one for one in found if isinstance(one, Loaded)], [one for one in found if isinstance(one, Failure)]


def test_only_what_is_new_comes(feed: str) -> None:
    known = Feed()
    assert len(ask(feed, known)[0]) == 2
    assert ask(feed, known) == ([], [])
    Site.items = 3
    (new,) = ask(feed, known)[0]
    assert new.report.text.endswith("2")


def test_a_busy_server_is_left_alone(feed: str) -> None:
    known = Feed()
    Site.status = 503
    _, (fault,) = ask(feed, known)
    assert "503" in fault.message and known.next_at >= 777 and known.failures == 1
    Site.status = 500
    ask(feed, known)
    assert known.failures == 2 and 360 <= known.next_at <= 440
    Site.status = 200
    assert len(ask(feed, known)[0]) == 2 and known.failures == 0


def test_robots_are_heeded(feed: str) -> None:
    Site.robots = "User-agent: *\nDisallow: /feed\n"
    found, (fault,) = ask(feed, Feed())
    assert not found and "robots.txt" in fault.message and "/feed" not in Site.asked


def test_state_is_kept(tmp_path: Path, feed: str) -> None:
    known = {feed: Feed()}
    ask(feed, known[feed])
    save_state(tmp_path / "state.json", known)
    assert load_state(tmp_path / "state.json") == known
    (tmp_path / "state.json").write_text("{broken", "utf-8")
    assert load_state(tmp_path / "state.json") == {}


def test_rounds_end_when_told(feed: str) -> None:
    rounds: list[None] = []
    slept: list[float] = []
    found = []
    for one in watch(
        [feed], {}, Options(), SETTINGS, stop=lambda: len(rounds) == 3, clock=lambda: 100.0 * len(slept) * 2, sleep=slept.append
    ):
        if one is None:
            rounds.append(one)
        else:
            found.append(one)
    assert len(found) == 2 and len(slept) == 2


@pytest.mark.parametrize(("header", "seconds"), [("120", 120.0), ("Thu, 01 Jan 1970 00:05:00 GMT", 300.0), ("soon", 0.0), (None, 0.0)])
def test_retry_after(header: str | None, seconds: float) -> None:
    assert asked(header, 0.0) == seconds


def test_waits_double_up_to_the_longest() -> None:
    waits = [wait(SETTINGS.watch, failures, None, 0.0, random.Random(2)) for failures in range(6)]
    assert all(90 * 2**at <= own <= 110 * 2**at for at, own in enumerate(waits[:4])) and all(own <= 1100 for own in waits)
