"""The pages in Debian's Chromium over the ledger of the example episode: seen, used by keyboard, dark, narrow, without script."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from starlette.testclient import TestClient

from sayso.web import make_app
from tests.web.asking import addresses
from tests.web.conftest import copied, house_over
from tests.web.serving import Served

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text("utf-8")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--use-gl=angle", "--use-angle=swiftshader",
        "--enable-unsafe-swiftshader"]  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not here: apt-get install chromium")


@pytest.fixture(scope="module")
def served(episode: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    house = house_over(copied(episode, tmp_path_factory.mktemp("browser")))
    with house.ledger, Served(house) as own:
        yield own


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        own = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield own
        own.close()


class Watched:
    """A page with everything that went wrong on it: errors of the console, requests off the host."""

    def __init__(self, browser: Browser, served: Served, **context: Any) -> None:
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **context})
        self.page, self.address, self.faults = self.context.new_page(), served.address, list[str]()
        self.page.set_default_timeout(15_000)
        self.page.on("console", lambda one: self.faults.append(one.text) if one.type == "error" else None)
        self.page.on("pageerror", lambda one: self.faults.append(str(one)))
        self.page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"asked {request.url}")

    def open(self, path: str) -> Page:
        self.page.goto(self.address + path)
        return self.page

    def __enter__(self) -> "Watched":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.page.goto("about:blank")  # a page that still draws or loads may keep its context from closing
        self.context.close()
        if kind is None:
            assert not self.faults, self.faults


def every(served: Served) -> list[str]:
    return [one for one in addresses(TestClient(make_app(served.house), base_url="http://127.0.0.1")) if not one.startswith("/no-such")]


def violations(page: Page) -> list[str]:
    """What axe-core finds on a page as it is drawn now."""
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]} {one['nodes'][0]['any'][:1]}" for one in found]


def test_every_page_is_quiet_accessible_and_fits(browser: Browser, served: Served) -> None:
    with Watched(browser, served) as own:
        for path in every(served):
            page = own.open(path)
            for width in (390, 768, 1024, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
            page.evaluate(AXE)
            assert not violations(page), path
            page.emulate_media(color_scheme="dark")
            assert not violations(page), (path, "dark")
            page.emulate_media(color_scheme="light")


def test_everything_but_the_map_works_without_script(browser: Browser, served: Served) -> None:
    with Watched(browser, served, java_script_enabled=False) as own:
        page = own.open("/board")
        total = page.locator("[data-row]").count()
        page.locator(".fac a", has_text="Strike").first.click()
        assert 0 < page.locator("[data-row]").count() < total and "type=strike" in page.url
        page.locator(".tok").first.click()
        assert page.locator("[data-row]").count() == total
        page.locator("select[name=sort]").select_option("echo")
        page.get_by_role("button", name="Sort").click()
        assert "sort=echo" in page.url
        page.locator("#q").fill("drone")
        page.locator("#q").press("Enter")
        assert "/search?q=drone" in page.url and page.locator("[data-row]").count() > 0
        assert own.open("/map").locator("#list [data-row]").count() > 3
        assert "The map needs script" in page.content()


def test_keyboard(browser: Browser, served: Served) -> None:
    with Watched(browser, served) as own:
        page = own.open("/board")
        for _ in range(3):
            page.keyboard.press("j")
        assert page.locator("[data-row].cur").count() == 1
        third = page.locator("[data-row]").nth(2).locator("h3").inner_text()
        assert page.locator("[data-row].cur h3").inner_text() == third
        page.keyboard.press("k")
        page.keyboard.press("Escape")
        assert page.locator("[data-row].cur").count() == 0
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.press("Escape")
        page.keyboard.press("2")
        page.wait_for_url("**/board?desk=front-line")
        for key, path in (("m", "/map"), ("r", "/reports"), ("a", "/actors"), ("b", "/board")):
            page.keyboard.press("g")
            page.keyboard.press(key)
            page.wait_for_url(f"**{path}")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/events/ev-*")
        page.keyboard.press("?")
        page.wait_for_url("**/help#keys")
        page.locator("#keys-off").check()
        page.keyboard.press("g")
        page.keyboard.press("b")
        page.wait_for_timeout(200)
        assert page.url.endswith("/help#keys")


def test_filters_swap_the_page_and_the_back_button_undoes_them(browser: Browser, served: Served) -> None:
    with Watched(browser, served) as own:
        page = own.open("/board")
        page.evaluate("window.kept = 1")
        before = page.locator("[data-row]").count()
        page.locator(".fac a", has_text="Single source").first.click()
        page.wait_for_url("**standing=single_source**")
        expect(page.locator("[data-row]")).not_to_have_count(before)
        assert page.evaluate("window.kept") == 1, "the page was not loaded anew"
        page.go_back()
        expect(page.locator("[data-row]")).to_have_count(before)
        page.locator("select[name=sort]").select_option("origins")
        page.wait_for_url("**sort=origins**")


def test_as_known_then(browser: Browser, served: Served) -> None:
    with Watched(browser, served) as own:
        page = own.open("/board")
        now = page.locator("[data-row]").count()
        page = own.open("/board?asof=2025-03-20T12:00")
        assert page.locator(".bn").inner_text().startswith("You see the ledger as known on") and page.locator("[data-row]").count() < now
        page.locator("[data-row] h3 a").first.click()
        page.wait_for_url("**asof=2025**")
        page.get_by_role("link", name="Back to now").click()
        assert "asof" not in page.url


def test_review_and_undo(browser: Browser, served: Served) -> None:
    with Watched(browser, served) as own:
        page = own.open("/reports")
        page.locator("[data-row] a").first.click()
        page.get_by_role("link", name="One by one").click()
        page.wait_for_url("**/review/**")
        first = page.url
        page.locator("#review input[name=author]").fill("Ann")
        page.locator("#review input[name=note]").fill("read twice")
        page.get_by_role("heading", level=1).click()
        page.keyboard.press("a")
        page.wait_for_url(lambda url: url != first)
        assert "Claim 2 of" in page.locator(".by").inner_text()
        page.keyboard.press("p")
        page.wait_for_url(first)
        assert page.locator(".by .flag").inner_text() == "accepted" and "read twice" in page.locator("main").inner_text()
        assert page.locator("#review input[name=author]").input_value() == "Ann"
        page.keyboard.press("u")
        expect(page.locator(".by .flag")).to_have_count(0)


def test_theme_is_kept(browser: Browser, served: Served) -> None:
    with Watched(browser, served) as own:
        page = own.open("/board")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.locator("#theme").click()
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert dark != ground
        own.open("/reports")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def ready(page: Page) -> None:
    page.wait_for_selector("#map[data-ready=yes]", timeout=30_000)
    page.wait_for_selector(".tag")


@pytest.mark.parametrize("width", [390, 1280])
def test_map(browser: Browser, served: Served, width: int) -> None:
    with Watched(browser, served, viewport={"width": width, "height": 900}) as own:
        page = own.open("/map")
        ready(page)
        whole = page.locator("#list h2 small").first.inner_text()
        assert page.locator("#map canvas").bounding_box()["width"] > width / 2  # type: ignore[index]
        alone = page.locator(".tag", has_not_text="around")
        (alone if alone.count() else page.locator(".tag")).first.click()
        expect(page.locator("#list h2 small").first).not_to_have_text(whole)
        assert page.locator("#list [data-row]").count() >= 1


def test_days_on_the_map(browser: Browser, served: Served) -> None:
    with Watched(browser, served) as own:
        page = own.open("/map")
        ready(page)
        everything = page.locator("#list h2 small").first.inner_text()
        columns = page.locator("#days .brush a")
        columns.nth(2).scroll_into_view_if_needed()
        first, last = columns.nth(1).bounding_box(), columns.nth(2).bounding_box()
        assert first and last
        page.mouse.move(first["x"] + 5, first["y"] + 20)
        page.mouse.down()
        page.mouse.move(last["x"] + 5, last["y"] + 20, steps=4)
        page.mouse.up()
        page.wait_for_url("**from=**to=**")
        expect(page.locator("#list h2 small").first).not_to_have_text(everything)
        assert page.locator("#days a[aria-current=true]").count() == 2
        page.go_back()
        page.wait_for_url(lambda url: "from=" not in url)
        ready(page)


def test_as_of_handle(browser: Browser, served: Served) -> None:
    with Watched(browser, served) as own:
        page = own.open("/events/" + next(iter(served.house.ledger.events().entries)).id)
        assert page.get_by_role("heading", level=1).count() == 1
        if page.locator("#earlier").count():
            page.keyboard.press("[")
            page.wait_for_url("**asof=**")
