"""What the tests of the pages ask for again and again."""

import re
from typing import Any

from starlette.testclient import TestClient

Plain = dict[str, Any]


def events(client: TestClient, query: str = "") -> list[Plain]:
    """The events of the ledger."""
    found: list[Plain] = client.get(f"/api/v1/events?limit=200{'&' + query if query else ''}").json()["events"]
    return found


def claims(client: TestClient, query: str = "") -> list[Plain]:
    """The claims of the ledger."""
    found: list[Plain] = client.get(f"/api/v1/claims?limit=200{'&' + query if query else ''}").json()["claims"]
    return found


def reports(client: TestClient) -> list[Plain]:
    """The reports of the ledger."""
    found: list[Plain] = client.get("/api/v1/reports").json()["rows"]
    return found


def sign(client: TestClient, path: str = "/reports/new") -> str:
    """The sign that the forms of this browser carry."""
    found = re.search(r'name="csrf" value="(\w+)"', client.get(path).text)
    assert found, path
    return found[1]


def judged(client: TestClient, **fields: Any) -> Any:
    """What a form of /judge is answered with."""
    return client.post("/judge", data={"csrf": sign(client), "author": "Ann", "back": "/board", **fields}, follow_redirects=False)


def addresses(client: TestClient) -> list[str]:
    """One address of every page, in several states."""
    past = events(client, "asof=2025-03-20T12:00")[0]["id"]
    event, claim, report = events(client)[0]["id"], claims(client)[0]["id"], reports(client)[0]["id"]
    actor = client.get("/api/v1/actors").json()["rows"][0]["href"]
    ship = client.get("/ships.json").json()["rows"][0]["href"]
    return [
        "/board", "/board?sort=echo", "/board?desk=prisoners", "/board?standing=disputed&standing=denied", "/board?type=aid&ev=E4",
        "/board?asof=2025-03-20T12:00", "/board?rules=ucdp", f"/events/{event}", f"/events/{past}?asof=2025-03-20T12:00", "/map",
        "/map?from=2025-03-13&to=2025-03-14", "/timeline", "/network", "/reports", f"/reports/{report}", f"/review/{claim}",
        f"/review/{claim}?blind=1", "/reports/new", "/actors", actor, "/ships", ship, "/search?q=drone", "/search?q=nothingatall",
        "/changes?since=2025-03-20", "/help", "/no-such-page",
    ]  # fmt: skip
