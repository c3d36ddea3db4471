"""Care: no private name leaves, spans still point at their words, blurred discs hold the true place."""

import json
from xml.sax.saxutils import escape

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sayso.model import Report
from sayso.publish.blur import apart_km, blurred, disc, middle
from sayso.publish.care import Care, guard
from sayso.publish.csv import csv_lines
from sayso.publish.document import where
from sayso.publish.export import Form, lines, rows
from sayso.publish.mask import Mask, near_names, whole_names
from sayso.publish.private import person, private_names
from sayso.publish.sheet import ReportSheet
from tests.publish.fiction import ledger
from tests.stand.cast import spot

VASKO = {"Orlen Vasko": "a prisoner"}
LETTERS = st.text(st.characters(categories=["Ll"], max_codepoint=0x24F, exclude_characters="ªºŉǰ"), min_size=4, max_size=8)
NAME = st.tuples(st.sampled_from(["", "O'", "Zyx-", "al-"]), LETTERS.map(str.capitalize).filter(lambda one: one[0].isupper())).map("".join)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Captured soldier Orlen Vasko spoke.", {"Orlen Vasko": "a prisoner"}, id="noun before"),
        pytest.param("A prisoner of war named Sgt. Orlen Vasko spoke.", {"Orlen Vasko": "a prisoner"}, id="named, with a rank"),
        pytest.param("The captive Vasko spoke.", {"Vasko": "a prisoner"}, id="a surname alone"),
        pytest.param("Orlen Vasko, 24, a captured Norlander and prisoner, spoke.", {"Orlen Vasko": "a prisoner"}, id="noun after"),
        pytest.param("Orlen Vasko, who drove the van, was detained on Monday.", {"Orlen Vasko": "a detainee"}, id="verb after"),
        pytest.param("Prisoners of war Orlen Vasko, Timo Rell and Jan Ost spoke.",
                     {"Orlen Vasko": "a prisoner", "Timo Rell": "a prisoner", "Jan Ost": "a prisoner"}, id="several"),
        pytest.param("The captive Abu al-Masri spoke.", {"Abu al-Masri": "a prisoner"}, id="a joint"),
        pytest.param("The wounded soldier, Orlen Vasko, spoke.", {"Orlen Vasko": "a wounded person"}, id="wounded"),
        pytest.param("Resident Rana Vasko and a witness, Jan Ost, spoke.",
                     {"Jan Ost": "a witness", "Rana Vasko": "a civilian"}, id="private"),
        pytest.param("Midvale was captured on Monday.", {}, id="a town is no person"),
        pytest.param("The 12th Brigade was captured. Ukrainian prisoners Russia holds are many.", {}, id="bodies, peoples and states"),
        pytest.param("President Orlen Vasko spoke.", {}, id="a man in office"),
    ],
)  # fmt: skip
def test_private_names(text: str, names: dict[str, str]) -> None:
    assert private_names(ReportSheet(report=Report(text=text), claims=())) == names


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("captured soldier Orlen Vasko", "Orlen Vasko"),
        ("the North Korean", None),
        ("he", None),
        ("Gen. Rell", "Rell"),
        ("47th Brigade", None),
        ("Jan Ost", "Jan Ost"),
        ("The wounded man Abu al-Masri", "Abu al-Masri"),
        ("Residents of Midvale", None),
        ("Orlen Vasko, a soldier", "Orlen Vasko"),
        ("Captured", None),
    ],
)
def test_person(name: str, bare: str | None) -> None:
    assert person(name) == bare


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        pytest.param("Orlen Vasko", "a prisoner", id="the whole field"),
        pytest.param("Vasko’s van", "[a prisoner]’s van", id="possessive"),
        pytest.param("ORLEN VASKO SPEAKS", "[a prisoner] SPEAKS", id="capitals"),
        pytest.param("https://x.example/orlen-vasko/1", "https://x.example/[a prisoner]/1", id="address"),
        pytest.param("Minister Rana Vasko and Orlen Vasko", "Minister Rana Vasko and [a prisoner]", id="a namesake in office"),
        pytest.param("He [Orlen Vasko] dug", "He [a prisoner] dug", id="in brackets already"),
        pytest.param("the orlen flew", "the orlen flew", id="a common word"),
        pytest.param("Orlén\nVasko", "a prisoner", id="accents, a line break"),
    ],
)  # fmt: skip
def test_mask(text: str, masked: str) -> None:
    assert Mask(whole_names(VASKO), near_names(VASKO, ["Rana Vasko"])).string(text) == masked


def test_care_by_default() -> None:
    events, reports = ledger()
    own = guard(reports, Care())
    told = json.dumps([[own.report(one) for one in reports], [own.event(one) for one in events]])
    assert "vasko" not in told.lower()
    assert "orlen" not in told.lower()
    assert "a prisoner" in told


def test_a_name_is_private_in_every_report_its_words_alone_only_beside_it() -> None:
    taken = Report(text="Captured soldier Orlen Vasko spoke.", name="taken")
    beside = Report(text="Orlen Vasko sang. Vasko was good.", name="beside")
    other = Report(text="Vasko, a village, burned.", name="other")
    sheets = [ReportSheet(report=one, claims=()) for one in (taken, beside, other)]
    own = guard(sheets, Care())
    assert [own.report(one)["report"]["text"] for one in sheets] == [
        "Captured soldier [a prisoner] spoke.",
        "[a prisoner] sang. [a prisoner] was good.",
        "Vasko, a village, burned.",
    ]


def test_names_on_request() -> None:
    events, reports = ledger()
    own = guard(reports, Care(with_names=True))
    assert own.report(reports[0])["claims"][1]["chain"][-1]["source"]["name"] == "Orlen Vasko"
    assert own.event(events[1])["gist"] == "Orlen Vasko was sent to Midvale to dig"


@settings(max_examples=30, deadline=None, derandomize=True)
@given(st.lists(NAME, min_size=2, max_size=3).map(" ".join))
def test_no_form_holds_the_name(name: str) -> None:
    assume(person(name) is not None)  # "Aaaa Party" is no person's name: words of bodies are data (lexicon/care.toml)
    told = rows(*ledger(name), Care())
    for form in (Form.JSON, Form.GEOJSON, Form.FTM, Form.JSONLD, Form.GRAPHML):
        text = "".join(lines(form, told))
        for writing in (name, name.upper(), name.replace(" ", "-").lower(), name.split()[-1]):
            assert writing not in text and escape(writing) not in text
    for table, cells in told.tables():
        assert name not in "".join(csv_lines(table, cells))


def test_spans_point_at_their_words() -> None:
    _, reports = ledger()
    row = guard(reports, Care()).report(reports[0])
    text = row["report"]["text"]
    assert [text[start:end] for start, end in (claim["span"] for claim in row["claims"])] == [claim["text"] for claim in row["claims"]]
    assert row["claims"][1]["id"] == reports[0].claims[1].id


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(0.5, 200))
def test_a_blurred_disc_holds_the_place(lat: float, lon: float, km: float) -> None:
    row = blurred(where(spot("Midvale", lat, lon)), km)
    assert apart_km((lat, lon), (row["lat"], row["lon"])) <= row["radius_km"] + 0.02
    assert (row["lat"], row["lon"]) == middle(lat, lon, km) and row["geonames"] is None


def test_neighbours_share_a_cell_and_nothing_moves_unasked() -> None:
    row = where(spot("Midvale", 50.4501, 30.5234))
    assert blurred(row, 0) is row
    assert middle(50.4501, 30.5234, 10) == middle(50.4502, 30.5235, 10)


def test_a_disc_is_a_closed_ring() -> None:
    ring = disc(50, 30, 5)["coordinates"][0]
    area = sum(one[0] * two[1] - two[0] * one[1] for one, two in zip(ring, ring[1:], strict=False))
    assert ring[0] == ring[-1] and area > 0


def test_sensitive_claims_are_blurred_where_asked() -> None:
    _, reports = ledger()
    struck, dug, _ = guard(reports, Care(sensitive_blur_km=10)).report(reports[0])["claims"]
    assert struck["where"][0]["lat"] == 50.4501
    assert dug["where"][0]["blurred_km"] == 10


def test_a_vague_sensitive_place_stays() -> None:
    _, reports = ledger()
    _, dug, _ = guard(reports, Care(sensitive_blur_km=2)).report(reports[0])["claims"]
    assert dug["where"][0]["radius_km"] == 2 and "blurred_km" not in dug["where"][0]
