"""The pages over a large ledger: `python -m bench.web [--claims 1000000] [--ledger FILE]`.

Makes a ledger of invented claims (bench.invented_ledger) unless one is given, serves it, and asks every page under changing questions:
first the answer's time at the server (p50 and p95 over different questions, the same ones again warm), the size of a page, then the
first contentful paint in Chromium where it is installed.
"""

import argparse
import json
import random
import shutil
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from bench.invented_ledger import build
from sayso.ledger import open_ledger
from sayso.settings import shipped
from sayso.web import House, make_app

WARM = 5.0  # seconds in which a server that has just started works out the board without filters
STATIC = Path(__file__).resolve().parents[1] / "src" / "sayso" / "web" / "static"
REACH = {"server p95, ms": 150.0, "first paint, ms": 1000.0, "HTML, KB": 120.0, "JS without MapLibre, KB": 60.0}


def questions(house: House, dice: random.Random) -> dict[str, list[str]]:
    """Return addresses of each page, each another question."""
    page = house.ledger.events(limit=400)
    ids = [one.id for one in page.entries]
    days = sorted({one.event.when.start for one in page.entries if one.event.when and one.event.when.start})
    types = [str(one) for one in {own.event.type for own in page.entries}]
    claims = house.ledger.claims(limit=300).entries
    reports = list(dict.fromkeys(one.id.partition(":")[0] for one in claims))
    words = [word for one in claims[:100] for word in one.claim.gist.split() if word.isalpha() and len(word) > 4]
    sample: Callable[[list[Any]], list[Any]] = lambda own: dice.sample(own, min(12, len(own)))  # noqa: E731
    boxes = [(lon, lat, size) for size in (2, 6, 20) for lon in (22, 30, 36) for lat in (44, 48, 51)]
    return {
        "board": ["/board", *(f"/board?type={one}" for one in sample(types)), *(f"/board?from={day}" for day in sample(days)),
                  "/board?standing=disputed", "/board?sort=echo", "/board?ev=E2", "/board?desk=prisoners"],
        "event": [f"/events/{one}" for one in dice.sample(ids, min(30, len(ids)))],
        "report": [f"/reports/{one}" for one in sample(reports)],
        "map page": ["/map", *(f"/map?type={one}" for one in sample(types))],
        "map data": ["/map/data", *(f"/map/data?type={one}" for one in sample(types)),
                     *(f"/map/data?bbox={lon},{lat},{lon + size},{lat + size}" for lon, lat, size in boxes)],
        "search": [f"/search?q={one}" for one in dice.sample(words, min(20, len(words)))],
        "timeline": ["/timeline", *(f"/timeline?type={one}" for one in sample(types))],
        "actors": ["/actors"], "network": ["/network"], "changes": ["/changes"], "reports": ["/reports"],
    }  # fmt: skip


def served(house: House) -> Iterator[str]:
    """Yield the address of a server in a thread."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(house, tokens=None), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    time.sleep(WARM)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def timed(address: str, paths: list[str]) -> tuple[list[float], int]:
    """Return the milliseconds of each answer, and the size of the largest (bytes)."""
    host = HTTPConnection(address.removeprefix("http://"), timeout=120)
    found, largest = [], 0
    for path in paths:
        began = time.perf_counter()
        host.request("GET", path)
        answer = host.getresponse()
        size = len(answer.read())
        if answer.status != 200:
            raise SystemExit(f"{path} is answered with {answer.status}")
        found.append((time.perf_counter() - began) * 1000)
        largest = max(largest, size)
    return found, largest


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def painted(address: str, paths: list[str]) -> float | None:
    """Return the median first contentful paint (ms) in Chromium, None where it is not installed."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return None
    script = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        found = []
        for path in paths[:5]:
            page = browser.new_context().new_page()
            page.goto(address + path)
            page.wait_for_timeout(300)
            found.append(float(page.evaluate(script)))
            page.context.close()
        browser.close()
    return statistics.median(found)


def measured(house: House) -> list[list[str]]:
    """Return a row for each page."""
    rows = []
    for address in served(house):
        for name, paths in questions(house, random.Random(7)).items():
            cold, largest = timed(address, paths)
            warm, _ = timed(address, paths)
            paint = None if name == "map data" else painted(address, paths)
            kept = [f"{p95(own):.0f}" for own in (cold, warm)]
            rows.append([name, str(len(paths)), f"{statistics.median(cold):.0f}", *kept, f"{largest / 1000:.0f}",
                         f"{paint:.0f}" if paint else "-"])  # fmt: skip
            print("  ".join(rows[-1]), flush=True)
    return rows


def script_size() -> int:
    """Return the bytes of our own script."""
    return sum(one.stat().st_size for one in STATIC.glob("*.js"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.ledger or Path(folder) / "ledger.duckdb"
        if not path.exists():
            print(f"made in {build(path, arguments.claims):.0f} s", flush=True)
        settings = shipped()
        with open_ledger(path, settings=settings.ledger) as ledger:
            settings = replace(settings, web=replace(settings.web, requests_a_minute=10**9))
            rows = measured(House(ledger, settings, lambda: datetime.now(UTC)))
    heads = ["page", "questions", "p50 new, ms", "p95 new, ms", "p95 again, ms", "largest, KB", "first paint, ms"]
    print("\n".join("  ".join(f"{cell:>16}" for cell in row) for row in [heads, *rows]))
    print(f"JS without MapLibre: {script_size() / 1000:.1f} KB; to reach: {REACH}")
    if arguments.out:
        arguments.out.write_text(json.dumps([dict(zip(heads, row, strict=True)) for row in rows], indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
