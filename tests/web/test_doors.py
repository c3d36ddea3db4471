"""The doors: every guard is tried with it and without it, so that a guard that is taken out is noticed."""

import dataclasses
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.errors import SettingsError
from sayso.settings import shipped
from sayso.terminal.serve import doors
from sayso.web import House, api, make_app, review
from sayso.web import doors as rooms
from sayso.web.tokens import Role, Tokens, digest, load_tokens, make_token
from tests.web.asking import claims, judged, sign
from tests.web.conftest import BASE

READ, WRITE = "sayso_reading", "sayso_writing"
TOKENS = Tokens(((digest(READ), Role.READ), (digest(WRITE), Role.WRITE)))


@pytest.fixture
def closed(house: House) -> TestClient:
    """A place at a house that asks for tokens."""
    return TestClient(make_app(house, tokens=TOKENS, hosts=("desk.example",)), base_url="http://desk.example")


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_other_hosts_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = lambda: client.get("/board", headers={"host": "evil.example:8000"}).status_code  # noqa: E731
    assert asked() == 421
    monkeypatch.setattr(rooms.Doors, "_our_host", lambda self, host: True)
    assert asked() == 200


def test_headers_of_every_answer(client: TestClient) -> None:
    for path in ("/board", "/api/v1/events", "/static/keys.js", "/nowhere", "/i.svg", "/map/data"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy, path
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY", path
        assert headers["referrer-policy"] == "same-origin", path


def test_writes_want_a_sign(writer: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    own = claims(writer)[0]["id"]
    fields = {"ruling": "accept", "subject": own, "author": "Eve"}
    asked = lambda sign: writer.post("/judge", data={**fields, "csrf": sign}, follow_redirects=False).status_code  # noqa: E731
    assert asked("") == asked("0" * 64) == 403 and not writer.get("/api/v1/judgements").json()["judgements"]
    monkeypatch.setattr(rooms.Doors, "signed", lambda self, seat, sign: True)
    assert asked("") == 303 and len(writer.get("/api/v1/judgements").json()["judgements"]) == 1


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://evil.example"}, 403), ({"sec-fetch-site": "cross-site"}, 403), ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "null"}, 403), ({"origin": "http://[x"}, 403), ({"content-type": "text/plain"}, 415),
        ({"content-type": "multipart/form-data; boundary=x"}, 415),
    ],
)  # fmt: skip
def test_other_sites_may_not_write(writer: TestClient, headers: dict[str, str], status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    body = {"ruling": "accept", "subjects": [claims(writer)[0]["id"]], "author": "Eve"}
    asked = lambda: writer.post("/api/v1/judgements", json=body, headers=headers).status_code  # noqa: E731
    assert asked() == status and not writer.get("/api/v1/judgements").json()["judgements"]
    monkeypatch.setattr(rooms.Doors, "_not_a_writer", lambda self, role, headers, path: None)
    assert asked() != status


def test_tokens(closed: TestClient) -> None:
    body = {"ruling": "accept", "subjects": ["x"], "author": "Ann"}
    assert closed.get("/api/v1/events").status_code == closed.get("/board.csv").status_code == 401
    assert closed.get("/board", headers={"accept": "text/html"}, follow_redirects=False).headers["location"] == "/login"
    assert closed.get("/api/v1/events", headers=bearer("sayso_wrong")).status_code == 401
    assert closed.get("/api/v1/events", headers=bearer(READ)).status_code == 200
    assert closed.post("/api/v1/judgements", json=body, headers=bearer(READ)).status_code == 403
    assert closed.post("/api/v1/judgements", json=body, headers=bearer(WRITE)).status_code in (201, 400)


def test_a_browser_comes_in_with_a_token_and_leaves(closed: TestClient) -> None:
    page = closed.get("/login", headers={"accept": "text/html"})
    own = re.search(r'name="csrf" value="(\w+)"', page.text)
    assert own
    assert closed.post("/login", data={"csrf": own[1], "token": "sayso_wrong"}).status_code == 403
    assert closed.post("/login", data={"csrf": "no", "token": READ}).status_code == 403
    assert closed.post("/login", data={"csrf": own[1], "token": WRITE}, follow_redirects=False).status_code == 303
    assert closed.get("/board", headers={"accept": "text/html"}).status_code == 200
    cookie = page.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert closed.post("/logout", data={"csrf": own[1]}, follow_redirects=False).status_code == 303
    assert closed.get("/api/v1/events").status_code == 401


def test_another_address_demands_a_token(tmp_path: Path) -> None:
    own = dataclasses.replace(shipped(), web=dataclasses.replace(shipped().web, tokens=str(tmp_path / "tokens")))
    assert doors("127.0.0.1", [], own)[0] is None
    with pytest.raises(SettingsError, match="sayso token"):
        doors("0.0.0.0", [], own)
    token = make_token(tmp_path / "tokens", Role.READ)
    kept = (tmp_path / "tokens").read_text("utf-8")
    assert token not in kept and (tmp_path / "tokens").stat().st_mode & 0o077 == 0
    tokens, hosts = doors("0.0.0.0", ["Desk.example"], own)
    assert tokens is not None and tokens.role(token) is Role.READ and tokens.role(token[:-1]) is None and "desk.example" in hosts
    (tmp_path / "tokens").write_text("read nonsense\n", "utf-8")
    with pytest.raises(SettingsError, match="tokens:1"):
        load_tokens(tmp_path / "tokens")


def limited(house: House, **changes: Any) -> TestClient:
    own = dataclasses.replace(house.settings.web, **changes)
    house.settings = dataclasses.replace(house.settings, web=own)
    return TestClient(make_app(house), base_url=BASE)


def test_too_many_requests(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client = limited(house, requests_a_minute=5, writes_a_minute=2)
    assert [client.get("/help").status_code for _ in range(7)] == [200] * 5 + [429] * 2
    assert client.get("/help").headers["retry-after"] == "60"
    assert [client.post("/api/v1/judgements", json={}).status_code for _ in range(3)][2] == 429
    monkeypatch.setattr(rooms.time, "monotonic", lambda: 1e12)
    assert client.get("/help").status_code == 200


def test_too_large(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    client = limited(house, largest_request_mb=0.01)
    body = {"text": "x" * 20_000}
    assert client.post("/api/v1/reports", json=body).status_code == 413

    def pieces() -> Any:
        yield b'{"text": "'
        for _ in range(20):
            yield b"x" * 1000
        yield b'"}'

    sent = lambda: client.post("/api/v1/reports", content=pieces(), headers={"content-type": "application/json"}).status_code  # noqa: E731
    assert sent() == 413
    monkeypatch.setattr(rooms.Doors, "_most", lambda self: 1 << 40)
    assert sent() == 202


PRIVATE = [
    "http://127.0.0.1:9/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data",
    "http://2130706433/", "http://0x7f.1/", "file:///etc/passwd", "ftp://example.org/", "/etc/passwd", "examples/reports", "-",
    "gopher://127.0.0.1/", "http://user@127.0.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("url", PRIVATE)
def test_no_address_of_this_machine_is_fetched(writer: TestClient, url: str) -> None:
    job = done(writer, writer.post("/api/v1/reports", json={"url": url}).json())
    assert job["state"] == "failed" and not job["reports"] and job["failures"], job
    assert not re.search(r"root:|daemon:", str(job))


def test_without_the_guard_a_file_would_be_read(writer: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("The ministry said on Monday that two soldiers had been killed.", "utf-8")

    def open_door(url: str, given: Any, settings: Any) -> Any:
        yield from api.inputs([url], api.Options(given=given), settings)

    address = str(tmp_path / "secret.txt")
    assert done(writer, writer.post("/api/v1/reports", json={"url": address}).json())["state"] == "failed"
    monkeypatch.setattr(api, "fetched", open_door)
    assert done(writer, writer.post("/api/v1/reports", json={"url": address}).json())["state"] == "done"


def done(client: TestClient, job: dict[str, Any]) -> dict[str, Any]:
    """The job when it has ended."""
    ended = datetime.now(UTC).timestamp() + 60
    while job["state"] in ("waiting", "reading") and datetime.now(UTC).timestamp() < ended:
        job = client.get(job["href"]).json()
    return job


@pytest.mark.parametrize(
    "path",
    [
        "/static/../page.py", "/static/%2e%2e/page.py", "/static/..%2f..%2fsettings.toml", "/static//etc/passwd", "/static/%2fetc/passwd",
        "/map/base/..%2f..%2fpage.py", "/map/base/world.geojson.gz", "/map/base/../../settings.toml", "/reports/..%2f..%2fetc%2fpasswd",
        "/events/%00", "/actors/..%2f..%2f..%2fetc%2fpasswd", "/ships/..%2f..%2fetc%2fpasswd", "/jobs/..%2f..%2fetc",
        "/board/../../etc/passwd", "/i.svg/../page.py", "/static/fonts", "/static/",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_house(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404, 405), path
    assert not re.search(r"root:|import |\[web\]", answer.text), path


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "\r\nset-cookie: x=1", "javascript:alert(1)", ""]
)
def test_a_form_leads_back_to_us_alone(writer: TestClient, back: str, monkeypatch: pytest.MonkeyPatch) -> None:
    own = claims(writer)[0]["id"]
    asked: Callable[[], Any] = lambda: judged(writer, ruling="accept", subject=own, back=back)  # noqa: E731
    assert asked().headers["location"] == "/board"
    if back:
        monkeypatch.setattr(
            review, "back", lambda fields, otherwise: review.first(fields, "back", otherwise).replace("\r\n", "") or otherwise
        )
        assert asked().headers["location"] != "/board"


def test_a_name_makes_no_header(writer: TestClient) -> None:
    answer = judged(writer, ruling="accept", subject=claims(writer)[0]["id"], author="Ann\r\nset-cookie: evil=1; Ünal")
    assert answer.status_code == 303
    assert [one for one in answer.headers.get_list("set-cookie") if "evil=1;" in one] == []
    assert "sayso_name=Ann%0D%0Aset-cookie" in answer.headers["set-cookie"]
    name = writer.get("/events/ev%0d%0aset-cookie:%20evil=1.csv")
    assert name.status_code == 404 and "evil" not in name.headers.get("content-disposition", "")


def test_the_sign_of_another_seat_is_none(house: House) -> None:
    one, other = (TestClient(make_app(house), base_url=BASE) for _ in range(2))
    own = claims(one)[0]["id"]
    stolen = sign(other)
    answer = one.post("/judge", data={"csrf": stolen, "author": "Eve", "ruling": "accept", "subject": own}, follow_redirects=False)
    assert answer.status_code == 403


def test_a_fault_of_a_failed_job_is_kept_in_the_ledger(writer: TestClient, house: House) -> None:
    job = done(writer, writer.post("/api/v1/reports", json={"text": "<html></html>", "title": "Nothing in it"}).json())
    assert job["state"] == "failed" and [one.place for one in house.ledger.failures()] == ["Nothing in it"]
