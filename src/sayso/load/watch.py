"""Feeds polled politely: only what changed, what robots.txt allows, later where a server is busy, and never twice the same entry."""

import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

from sayso.errors import FetchError, SaysoError
from sayso.load import feeds
from sayso.load.failure import Failure
from sayso.load.fetch import AGENT, fetch, fetch_changed, parts_of
from sayso.load.inputs import Options, from_feed
from sayso.load.source import Loaded
from sayso.settings import Settings, WatchSettings

KEPT = 2000  # entries of a feed that are remembered


@dataclass(slots=True)
class Feed:
    """What is known of a feed: the marks of its last version, when to ask again (seconds since 1970), failures in a row, entries seen."""

    etag: str | None = None
    modified: str | None = None
    next_at: float = 0.0
    failures: int = 0
    seen: list[str] = field(default_factory=list)


def load_state(path: Path) -> dict[str, Feed]:
    """Return what an earlier run knew of its feeds; nothing where there is no file, or a broken one."""
    try:
        rows: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return {url: Feed(**row) for url, row in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def save_state(path: Path, state: dict[str, Feed]) -> None:
    """Write it for the next run; a run that is killed meanwhile leaves the old file."""
    rows = {url: {name: getattr(feed, name) for name in Feed.__slots__} for url, feed in state.items()}
    path.with_suffix(".part").write_text(json.dumps(rows, indent=1), "utf-8")
    path.with_suffix(".part").replace(path)


def due(state: dict[str, Feed], now: float) -> list[str]:
    """Return the feeds that are to be asked now."""
    return [url for url, feed in state.items() if feed.next_at <= now]


def poll(url: str, feed: Feed, options: Options, settings: Settings, now: float, dice: random.Random) -> Iterator[Loaded | Failure]:
    """Ask a feed once and yield its new entries; sets in `feed` what it learned and when to ask again."""
    try:
        if not allowed(url, settings):
            feed.next_at = now + settings.watch.longest
            yield Failure(url, f"{url}: its robots.txt does not want it read: ask the outlet, or leave it out")
            return
        found = fetch_changed(url, settings.fetch, etag=feed.etag, modified=feed.modified)
        feed.next_at = now + wait(settings.watch, 0, found.retry_after, now, dice)
        if found.data is not None:
            yield from _new(found.data, url, feed, options, settings)
        feed.etag, feed.modified, feed.failures = found.etag, found.modified, 0
    except SaysoError as fault:
        feed.failures += 1
        feed.next_at = now + wait(settings.watch, feed.failures, getattr(fault, "retry_after", None), now, dice)
        yield Failure(url, f"{fault} (failure {feed.failures} in a row, asked again in {feed.next_at - now:.0f} s)")


def _new(data: bytes, url: str, feed: Feed, options: Options, settings: Settings) -> Iterator[Loaded | Failure]:
    for entry in feeds.entries(data, url):
        mark = entry.link or f"{entry.title}|{entry.published}|{entry.text[:200]}"
        if mark not in feed.seen:
            yield from from_feed(entry, url, options, settings)
            feed.seen = [*feed.seen, mark][-KEPT:]


def wait(settings: WatchSettings, failures: int, retry_after: str | None, now: float, dice: random.Random) -> float:
    """Return the seconds until a feed is asked again: doubled for each failure in a row, at least what the server asks for."""
    own: float = min(settings.every * 2**failures, settings.longest) * dice.uniform(0.9, 1.1)
    return max(own, asked(retry_after, now))


def asked(retry_after: str | None, now: float) -> float:
    """Return the seconds that a Retry-After header asks for, 0.0 where it says nothing that can be read."""
    if not retry_after:
        return 0.0
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return 0.0


def allowed(url: str, settings: Settings) -> bool:
    """Return whether robots.txt of the feed's host lets it be read; where there is none, it does."""
    parts = parts_of(url)
    try:
        data, _ = fetch(f"{parts.scheme}://{parts.netloc}/robots.txt", settings.fetch)
    except FetchError as fault:
        if "answered 4" in str(fault):
            return True
        raise
    robots = RobotFileParser()
    robots.parse(data.decode("utf-8", "replace").splitlines())
    return robots.can_fetch(AGENT.split("/")[0], url)


def watch(
    urls: list[str], state: dict[str, Feed], options: Options, settings: Settings, *, stop: Callable[[], bool],
    clock: Callable[[], float] = time.time, sleep: Callable[[float], None] = time.sleep, seed: int = 0,
) -> Iterator[Loaded | Failure | None]:  # fmt: skip
    """Yield new entries of the feeds until `stop` says so, and None after each round, when what came can be written.

    `state` is updated in place. Between rounds it sleeps until the next feed is due.
    """
    dice = random.Random(seed)
    for url in urls:
        state.setdefault(url, Feed())
    while not stop():
        now = clock()
        for url in due({url: state[url] for url in urls}, now):
            yield from poll(url, state[url], options, settings, now, dice)
        yield None
        if stop():
            return
        sleep(max(0.0, min(state[url].next_at for url in urls) - clock()))
