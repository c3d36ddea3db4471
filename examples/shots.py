"""What `make shots` runs: a picture of every page of the demo's ledger, into docs/shots. Needs `make demo` first, and Chromium."""

import re
import shutil
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
LEDGER, OUT = ROOT / "out" / "demo.duckdb", ROOT / "docs" / "shots"
ARGS = ["--no-sandbox", "--disable-background-networking", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
VIEWS = (("light", 1280), ("dark", 1280), ("light", 390))
TALLEST = 1900  # px of a picture
EVERY_VIEW = ("board", "event", "report", "map", "actor")


def asked(port: int, path: str) -> str:
    """Return a page of the server."""
    host = HTTPConnection("127.0.0.1", port, timeout=60)
    host.request("GET", path, headers={"accept": "text/html"})
    return host.getresponse().read().decode()


def first(port: int, path: str, pattern: str) -> str:
    """Return the first address on a page that fits."""
    found = re.search(pattern, asked(port, path))
    if found is None:
        raise SystemExit(f"{path} has no {pattern}: run `make demo` first")
    return found[1].replace("&amp;", "&")


def pages(port: int) -> dict[str, str]:
    """Return an address of each page by the name of its picture."""
    event = first(port, "/board?standing=disputed", r'href="(/events/ev-\w+)')
    report = first(port, "/reports", r'href="(/reports/r[0-9a-f]{16})"')
    return {
        "board": "/board", "board-filtered": "/board?type=strike&standing=corroborated", "board-empty": "/board?type=aid&ev=E4",
        "event": event, "report": report, "review": first(port, report, r'href="(/review/[^"]+)"'),
        "map": "/map", "timeline": "/timeline", "network": "/network", "reports": "/reports", "new-report": "/reports/new",
        "actors": "/actors", "actor": first(port, "/actors", r'href="(/actors/[^"?]+)"'), "ships": "/ships",
        "ship": first(port, "/ships", r'href="(/ships/[^"?]+)"'), "search": "/search?q=drone", "changes": "/changes?since=2020-01-01",
        "help": "/help", "not-here": "/events/ev-000000000000",
    }  # fmt: skip


def shot(browser: Browser, address: str, file: Path, scheme: str, width: int) -> None:
    """Take a picture of a page, of a long one its first part."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address)
    if address.endswith("/map"):
        page.wait_for_selector("#map[data-ready=yes]", timeout=60_000)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    tall = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": tall})
    page.close()


def main() -> int:
    """Return 0 where every picture was taken."""
    chromium = shutil.which("chromium")
    if chromium is None or not LEDGER.exists():
        print("make shots needs Chromium (apt-get install chromium) and the ledger of `make demo`", file=sys.stderr)
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-m", "sayso.cli", "serve", "--ledger", str(LEDGER), "--port", str(port)], cwd=ROOT)
    try:
        wait(port)
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=ARGS)
            for name, path in pages(port).items():
                for scheme, width in VIEWS if name in EVERY_VIEW else VIEWS[:1]:
                    shot(browser, f"http://127.0.0.1:{port}{path}", OUT / f"{name}-{width}-{scheme}.png", scheme, width)
            browser.close()
    finally:
        server.terminate()
        server.wait()
    print(len([*OUT.glob("*.png")]), "pictures in", OUT.relative_to(ROOT))
    return 0


def wait(port: int) -> None:
    """Return when the server answers."""
    for _ in range(200):
        try:
            asked(port, "/help")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not start: try `sayso serve --ledger out/demo.duckdb`")


if __name__ == "__main__":
    sys.exit(main())
