"""Rulings through the pages: what they change, who made them, how they are taken back, how they leave and come home."""

import json
import re

import pytest
from starlette.testclient import TestClient
from training.corrections import corrections

from sayso.web import House
from tests.web.asking import claims, events, judged, reports, sign


def rulings(client: TestClient) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client.get("/api/v1/judgements").json()["judgements"]
    return found


def undone(client: TestClient) -> int:
    return client.post("/undo", data={"csrf": sign(client), "author": "Ann", "back": "/board"}, follow_redirects=False).status_code


def test_accept_and_undo(writer: TestClient) -> None:
    own = claims(writer)[0]["id"]
    answer = judged(writer, ruling="accept", subject=own, note="clear", back=f"/review/{own}")
    assert answer.status_code == 303 and answer.headers["location"] == f"/review/{own}"
    (ruling,) = rulings(writer)
    assert (ruling["ruling"], ruling["author"], ruling["note"], ruling["subjects"]) == ("accept", "Ann", "clear", [own]) and ruling["at"]
    page = writer.get(f"/review/{own}").text
    assert "accepted" in page and "Rulings on it" in page and "“clear”" in page and 'value="Ann"' in page
    assert undone(writer) == 303 and '<b class="flag">accepted' not in writer.get(f"/review/{own}").text
    assert [one["ruling"] for one in rulings(writer)] == ["accept", "undo"]
    assert undone(writer) == 400


def test_edit_changes_the_claim_and_nothing_else(writer: TestClient) -> None:
    own = claims(writer)[3]
    form = dict(re.findall(r'<input type="text" name="(\w+)" value="([^"]*)"', writer.get(f"/review/{own['id']}").text))
    assert judged(writer, ruling="edit", subject=own["id"], **{**form, "polarity": own["polarity"]}).status_code == 400
    assert judged(writer, ruling="edit", subject=own["id"], gist="Somebody said something else").status_code == 303
    again = next(one for one in claims(writer) if one["id"] == own["id"])
    assert again["gist"] == own["gist"], "the reading stays as it was read"
    page = writer.get(f"/review/{own['id']}").text
    assert "Somebody said something else" in page and "corrected" in page
    assert rulings(writer)[-1]["fields"] == {"gist": "Somebody said something else"}
    assert judged(writer, ruling="edit", subject=own["id"], modality="certain").status_code == 400


def test_a_rejected_claim_leaves_its_event(writer: TestClient) -> None:
    event = next(one for one in events(writer) if len(one["claim_ids"]) == 2 and one["origins"] == 2)
    before = event["standing"]
    assert judged(writer, ruling="reject", subject=event["claim_ids"][0]).status_code == 303
    after = writer.get(f"/api/v1/events/{event['id']}").json()
    assert after["reasons"] != event["reasons"] and any(one["rule"] == "R15" for one in after["reasons"])
    assert "Ann" in writer.get(f"/events/{event['id']}").text
    assert undone(writer) == 303
    assert writer.get(f"/api/v1/events/{event['id']}").json()["standing"] == before


def test_join_and_part_events(writer: TestClient) -> None:
    one, other = [own["id"] for own in events(writer, "type=strike")[:2]]
    assert judged(writer, ruling="same", subject=[one, other]).status_code == 303
    gone = [own for own in (one, other) if writer.get(f"/api/v1/events/{own}").status_code == 404]
    assert len(gone) == 1
    page = writer.get(f"/events/{gone[0]}")
    kept = other if gone[0] == one else one
    assert page.status_code == 410 and kept in page.text
    assert undone(writer) == 303


def test_retract_a_report(writer: TestClient) -> None:
    own = reports(writer)[0]["id"]
    held = [one["id"] for one in events(writer) if any(name.startswith(own) for name in one["claim_ids"])]
    assert judged(writer, ruling="retract", subject=own, note="taken down").status_code == 303
    after = {one["id"]: one["standing"] for one in events(writer)}
    assert any(after.get(one) == "retracted" for one in held)
    assert "taken down" in writer.get(f"/reports/{own}").text
    assert undone(writer) == 303


def test_the_side_of_an_outlet_and_a_letter(writer: TestClient) -> None:
    outlet = reports(writer)[0]["publisher"]
    assert judged(writer, ruling="set", subject=f"publisher:{outlet}", bloc="ukraine").status_code == 303
    actor = writer.get("/api/v1/actors").json()["rows"][0]
    before = [(one["id"], one["standing"]) for one in events(writer)]
    assert judged(writer, ruling="set", subject=f"actor:{actor['id']}", letter="B", note="ten years of contact").status_code == 303
    page = writer.get(actor["href"]).text
    assert '<span class="ltr">B</span>' in page and "ten years of contact" in page
    assert [(one["id"], one["standing"]) for one in events(writer)] == before, "a letter moves no standing"
    assert judged(writer, ruling="set", subject=f"actor:{actor['id']}", letter="Z").status_code == 400


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"ruling": "believe", "subject": "x"}, "give one of"), ({"ruling": "accept"}, "Nothing was chosen"),
     ({"ruling": "same", "subject": "ev-none"}, "ev-none"), ({"ruling": "accept", "subject": "r0:c0"}, "r0:c0")],
)  # fmt: skip
def test_rulings_that_cannot_be(writer: TestClient, fields: dict[str, str], words: str) -> None:
    answer = judged(writer, **fields)
    assert answer.status_code == 400 and words in answer.text and not rulings(writer)


def test_blind_hides_what_would_sway(client: TestClient) -> None:
    own = f"{reports(client)[0]['id']}:{client.get(reports(client)[0]['href'] + '.json').json()['claims'][0]['id']}"
    seen, blind = client.get(f"/review/{own}").text, client.get(f"/review/{own}?blind=1").text
    assert "Why it was read so" in seen and 'class="st ' in seen
    assert "Why it was read so" not in blind and 'class="st ' not in blind and "%" not in re.sub(r"<[^>]*>", "", blind)
    assert "blind=1" in "".join(re.findall(r'id="next" href="([^"]*)"', blind))


def test_next_and_previous_meet(client: TestClient) -> None:
    path, seen = f"/review/{reports(client)[0]['id']}", list[str]()
    first = client.get(f"/reports/{path.rpartition('/')[2]}.json").json()["claims"][0]["id"]
    address = f"{path}:{first}"
    while address:
        page = client.get(address).text
        seen.append(address)
        following = re.search(r'id="next" href="([^"]*)"', page)
        if following:
            back = re.search(r'id="previous" href="([^"]*)"', client.get(following[1]).text)
            assert back and back[1] == address
        address = following[1] if following else ""
    assert len(seen) == len(set(seen)) > 3


@pytest.mark.parametrize("form", ["labelstudio", "prodigy"])
def test_corrections_leave_and_come_home(writer: TestClient, house: House, form: str) -> None:
    report = min(reports(writer), key=lambda own: own["claims"])["id"]
    document = writer.get(f"/reports/{report}.json").json()
    names = [f"{report}:{one['id']}" for one in document["claims"]]
    other = next(one["id"] for one in claims(writer) if not one["id"].startswith(report))
    judged(writer, ruling="accept", subject=[*names, other])
    judged(writer, ruling="reject", subject=names[0])
    judged(writer, ruling="edit", subject=names[1], polarity="negated" if document["claims"][1]["polarity"] == "affirmed" else "affirmed")
    lines = writer.get(f"/api/v1/corrections?form={form}").text.splitlines()
    assert len(lines) == len(names) + 1
    for line in lines:
        row = json.loads(line)
        text = row["text"] if form == "prodigy" else row["data"]["text"]
        spans = row["spans"] if form == "prodigy" else [one["value"] for one in row["annotations"][0]["result"] if one["type"] == "labels"]
        assert spans and all(0 <= own["start"] < own["end"] <= len(text) for own in spans)
        assert form == "prodigy" or all(text[own["start"] : own["end"]] == own["text"] for own in spans)
    found = corrections(lines)
    assert len(found.documents) == 1 and len(found.left_out) == 1 and other.partition(":")[0] in found.left_out[0]
    (own,) = found.documents
    assert isinstance(own.targets, list) and len(own.targets) == len(names) - 1
    contents = {own.surfaces[claim.edge[0]] for claim in own.targets}
    assert contents <= set(document["report"]["text"].replace("“", " ").split()) | set(own.surfaces)
    assert writer.get("/api/v1/corrections?form=spacy").status_code == 400


def test_a_line_that_is_no_correction_is_named() -> None:
    with pytest.raises(ValueError, match="line 2 is no correction"):
        corrections(["\n", '{"text": "x"}'])
