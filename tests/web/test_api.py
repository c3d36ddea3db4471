"""/api/v1: pages by cursor, jobs, tags, rulings; and whatever schemathesis can think of, without a 500."""

import dataclasses
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from sayso.web import House, make_app
from tests.web.asking import claims, events, reports
from tests.web.test_doors import done


@pytest.mark.parametrize("kind", ["events", "claims", "claims?q=drone"])
def test_cursors_list_everything_once(client: TestClient, kind: str) -> None:
    path, _, query = kind.partition("?")
    whole = client.get(f"/api/v1/{path}?limit=200&{query}").json()[path]
    found, after = list[str](), ""
    for _ in range(100):
        page = client.get(f"/api/v1/{path}?limit=7&{query}{'&after=' + after if after else ''}").json()
        found += [one["id"] for one in page[path]]
        after = page["next"]
        if not after:
            break
    assert found == [one["id"] for one in whole] and len(set(found)) == len(found) > 2


@pytest.mark.parametrize("path", ["/board", "/api/v1/events", "/map/data", "/board.json", "/api/v1/reports"])
def test_what_did_not_change_is_not_sent_again(writer: TestClient, path: str) -> None:
    writer.get("/board")  # takes its seat
    first = writer.get(path)
    again = writer.get(path, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    writer.post("/api/v1/judgements", json={"ruling": "accept", "subjects": [claims(writer)[0]["id"]], "author": "Ann"})
    assert writer.get(path, headers={"if-none-match": first.headers["etag"]}).status_code == 200


def test_a_report_goes_in_and_can_be_followed(writer: TestClient) -> None:
    given = {"text": "Harbour police said on Monday that a tanker, the Blue Heron, had been boarded off Novohavan.", "title": "Boarded",
             "published": "2025-03-19", "publisher": "Harbour Desk"}  # fmt: skip
    answer = writer.post("/api/v1/reports", json=given)
    assert answer.status_code == 202 and answer.headers["location"] == answer.json()["href"]
    job = done(writer, answer.json())
    assert job["state"] == "done" and job["claims"] >= 1 and job["events"] and job["href"].endswith(job["id"])
    (own,) = job["reports"]
    document = writer.get(f"/api/v1/reports/{own}").json()
    assert document["report"]["publisher"] == "Harbour Desk" and len(document["claims"]) == job["claims"]
    again = done(writer, writer.post("/api/v1/reports", json={"reports": [given, {"text": " "}]}).json())
    assert again["reports"] == [own] and again["claims"] == 0 and len(again["failures"]) == 1
    assert "Blue Heron" in writer.get("/ships").text


def test_ids_of_the_api_are_those_of_the_pages(client: TestClient) -> None:
    for own in events(client)[:10]:
        assert client.get(own["permalink"]).status_code == 200
        assert client.get(f"/api/v1/events/{own['id']}").json() == own
        told = client.get(f"/api/v1/events/{own['id']}/history").json()["standings"]
        assert told[-1]["standing"] == own["standing"] and told[-1]["to"] is None
    for own in claims(client)[:10]:
        assert client.get(f"/api/v1/claims/{own['id']}").json()["gist"] == own["gist"]
    assert {one["id"] for one in reports(client)} == {one["report"] for one in claims(client)}


@pytest.mark.parametrize(
    "path",
    ["/events/ev-none", "/claims/r:c", "/claims/none", "/reports/none", "/actors/nobody", "/jobs/none", "/events/ev-none/history", "/none"],
)
def test_what_is_not_there_says_so(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 404 and answer.json()["error"]["message"]


def test_a_job_that_fails_does_not_stop_the_next(writer: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError("out of cheese")

    with monkeypatch.context() as patch:
        patch.setattr("sayso.web.jobs.read_reports", broken)
        job = done(writer, writer.post("/api/v1/reports", json={"text": "A minister said so."}).json())
    assert job["state"] == "failed" and "out of cheese" in job["failures"][0]["message"]
    assert done(writer, writer.post("/api/v1/reports", json={"text": "A minister said so on Monday."}).json())["state"] == "done"


def test_claims_of_a_report_with_private_names_are_listed_without_them(writer: TestClient) -> None:
    text = "A captured soldier, Danylo Harbuz, told reporters on Monday that his unit had lost 14 men. Harbuz said he was fed."
    job = done(writer, writer.post("/api/v1/reports", json={"text": text, "published": "2025-03-18"}).json())
    assert job["claims"]
    listed = writer.get("/api/v1/claims?limit=200")
    assert listed.status_code == 200 and "Harbuz" not in listed.text
    mine = [one for one in listed.json()["claims"] if one["report"] == job["reports"][0]]
    assert len(mine) == job["claims"] and any("withheld" in str(one) for one in mine)
    for one in mine:
        alone = writer.get(f"/api/v1/claims/{one['id']}")
        assert alone.status_code == 200 and alone.json()["event"] == one["event"] and "Harbuz" not in alone.text


def test_nothing_that_is_asked_breaks_it(house: House) -> None:
    many = dataclasses.replace(house.settings.web, requests_a_minute=10**6, writes_a_minute=10**6)
    house.settings = dataclasses.replace(house.settings, web=many)
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", make_app(house, hosts=("testserver",)))
    tried = set[tuple[str, str, int]]()

    def ask(case: Any) -> None:
        answer = case.call()
        tried.add((case.method, case.path, answer.status_code))
        assert answer.status_code < 500 or (answer.status_code == 503 and "jobs" in answer.text), (case.path, answer.text)
        assert str(answer.headers["content-type"][0]).startswith(("application/json", "application/x-ndjson")), case.path

    rules = settings(max_examples=20, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    for operation in schema.get_all_operations():
        rules(given(operation.ok().as_strategy())(ask))()
    assert len({(method, path) for method, path, _ in tried}) >= 18 and any(status == 200 for *_, status in tried)
