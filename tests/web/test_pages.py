"""Every page: it is there, small enough, whole, and the same question is answered as data."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.web import House, make_app
from tests.web.asking import addresses, claims, events, reports
from tests.web.conftest import BASE, house_over

LARGEST = 120_000  # bytes of a page
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Pieces(HTMLParser):
    """What stands in a page: ids, the levels of its headings, addresses that it loads, tags left open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids, self.levels, self.loads, self.open, self.inline = list[str](), list[int](), list[str](), list[str](), list[str]()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.ids += [own["id"] or ""] if "id" in own else []
        self.levels += [int(tag[1])] if re.fullmatch(r"h[1-6]", tag) else []
        self.inline += [name for name in own if name.startswith("on") or name == "style"]
        if (tag == "script" and "src" not in own) or tag == "style":
            self.inline.append(tag)
        self.loads += [own[name] or "" for name in ("src", "href", "action") if name in own]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()


def test_every_page(client: TestClient) -> None:
    for address in addresses(client):
        answer = client.get(address, headers={"accept": "text/html"})
        assert answer.status_code == (404 if address == "/no-such-page" else 200), address
        assert answer.headers["content-type"].startswith("text/html") and len(answer.content) <= LARGEST, address
        own = Pieces(answer.text)
        assert not own.open and not own.inline, (address, own.open, own.inline)
        assert len(own.ids) == len(set(own.ids)), address
        assert own.levels.count(1) == 1 and own.levels[0] == 1, (address, own.levels)
        assert all(later <= before + 1 for before, later in zip(own.levels, own.levels[1:], strict=False)), (address, own.levels)
        assert not [one for one in own.loads if "//" in one and not one.startswith("https://example")], address
        assert not re.search(r"\bNone\b|\bUndefined\b|\{\{|\}\}", re.sub(r"<[^>]*>", " ", answer.text)), address


def test_every_link_leads_somewhere(client: TestClient) -> None:
    todo, seen = ["/board"], set[str]()
    while todo and len(seen) < 150:
        address = todo.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = client.get(address, headers={"accept": "text/html"}, follow_redirects=True)
        assert answer.status_code == 200, address
        if answer.headers["content-type"].startswith("text/html"):
            found = [one.partition("#")[0].replace("&amp;", "&") for one in Pieces(answer.text).loads]
            todo += [
                one for one in found if one.startswith("/") and one not in seen and "/judge" not in one and one not in ("/undo", "/logout")
            ]
    assert len(seen) > 60


@pytest.mark.parametrize("page", ["board", "map", "timeline", "reports", "actors", "search", "changes", "network", "ships"])
def test_forms_of_a_page(client: TestClient, page: str) -> None:
    query = "?q=drone" if page == "search" else ""
    assert client.get(f"/{page}.json{query}").headers["content-type"] == "application/json"
    assert client.get(f"/{page}.csv{query}").headers["content-type"].startswith("text/csv")
    drawn = client.get(f"/{page}.geojson{query}")
    if page in ("board", "map", "timeline", "search"):
        assert drawn.headers["content-type"] == "application/geo+json"
        if page != "search":
            assert drawn.json()["type"] == "FeatureCollection" and drawn.json()["features"]
    else:
        assert drawn.status_code == 404 and ".json" in drawn.json()["error"]["message"]


def test_board_lists_every_event_once_page_by_page(client: TestClient, shown: House) -> None:
    listed = [one["id"] for one in events(client)]
    assert len(listed) == len(set(listed)) > 30
    found, address = list[str](), "/board"
    while address:
        page = client.get(address).text
        found += re.findall(r'<h3>.*?<a href="/events/(ev-\w+)', page)
        following = re.search(r'<a href="(/board\?after=[^"]*)" rel="next"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert sorted(found) == sorted(listed)


def test_past_view(client: TestClient) -> None:
    then, now = events(client, "asof=2025-03-20T12:00"), events(client)
    assert 0 < len(then) < len(now)
    page = client.get("/board?asof=2025-03-20T12:00").text
    assert "You see the ledger as known on" in page and "came later" in page and "Back to now" in page
    late = next(one["id"] for one in now if one["id"] not in {own["id"] for own in then})
    assert client.get(f"/events/{late}?asof=2025-03-20T12:00").status_code == 404


def test_origins_and_outlets_are_never_summed(client: TestClient) -> None:
    own = next(one for one in events(client) if one["origins"] > 1)
    page = client.get(f"/events/{own['id']}").text
    assert f"{own['origins']} origins" in page and "outlet" in page


def test_no_score_without_its_rule(client: TestClient) -> None:
    page = client.get("/board").text
    for found in re.findall(r'<span class="cr [^"]*" title="([^"]*)"', page):
        assert "Rule R" in found
    for own in events(client):
        assert own["rule"] and own["reasons"], own["id"]


def test_a_claim_leads_to_its_report(client: TestClient) -> None:
    own = claims(client)[0]["id"]
    report, _, name = own.partition(":")
    answer = client.get(f"/claims/{own}", follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == f"/reports/{report}#{name}"
    assert f'id="{name}"' in client.get(f"/reports/{report}").text


def test_report_page_shows_the_text(client: TestClient) -> None:
    for row in reports(client):
        document = client.get(f"/reports/{row['id']}.json").json()
        page = re.sub(r"<(sup|svg)\b.*?</\1>", "", client.get(f"/reports/{row['id']}").text, flags=re.S)
        page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page))
        for claim in document["claims"][:5]:
            if isinstance(claim["span"][0], int) and not re.search(r"[&'\"’“”<>]", claim["text"]):
                assert claim["text"].replace("\n", " ") in page, claim["id"]


def test_first_run(tmp_path: Path) -> None:
    house = house_over(tmp_path / "new.duckdb")
    with house.ledger, TestClient(make_app(house), base_url=BASE) as client:
        for path in ("/board", "/map", "/timeline", "/network", "/reports", "/actors", "/ships", "/changes", "/search?q=a"):
            assert client.get(path).status_code == 200, path
        assert "sayso add" in client.get("/board").text


def test_a_record_can_be_framed_by_days(client: TestClient) -> None:
    actor = client.get("/api/v1/actors").json()["rows"][0]["href"]
    whole = client.get(f"{actor}.json").json()["fates"]["total"]
    early = client.get(f"{actor}.json?to=2025-03-15").json()["fates"]["total"]
    late = client.get(f"{actor}.json?from=2025-03-16").json()["fates"]["total"]
    assert early + late <= whole and (early, late) != (whole, whole)


def test_accounts_have_an_address(client: TestClient) -> None:
    own = events(client)[0]["id"]
    answer = client.get(f"/events/{own}/accounts?asof=2025-04-01", follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"].endswith("#accounts") and "asof=" in answer.headers["location"]
    assert 'id="accounts"' in client.get(f"/events/{own}").text
