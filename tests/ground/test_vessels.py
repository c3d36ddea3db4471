"""Ship cards and matches. Ships, numbers and lists are invented."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli import main
from sayso.errors import InputError
from sayso.ground.vessels import imo_is_right, vessels_of
from sayso.load import Given, load_text
from sayso.load.targets import ships
from sayso.model import Vessel
from sayso.packs import load_packs
from sayso.pipeline import parsed_report
from sayso.settings import shipped

TEXT = (
    "The Amber Gale (IMO 9074729) was seized on Tuesday, the coast guard said. The 228-metre oil tanker was carrying about "
    "99,000 tonnes of crude oil from Ust-Luga when it lost power.\n\n"
    "The Panama-flagged tanker Orla Bay, owned by Calder Shipping, was boarded off Malta. MV Northern Star (IMO 1234568, MMSI 352001234), "
    "a 62,000 dwt bulk carrier, was hit by a drone."
)


def cards(text: str) -> dict[str, Vessel]:
    parsed = parsed_report(load_text(text, "a text", Given(), shipped().load))
    return {vessel.name: vessel for vessel in vessels_of(parsed, load_packs())}


FACTS = [
    ("Amber Gale", "imo", "9074729"), ("Amber Gale", "length", "228"), ("Amber Gale", "kind", "oil tanker"),
    ("Amber Gale", "cargo", "about 99,000 tonnes of crude oil"), ("Amber Gale", "flag", None), ("Orla Bay", "flag", "PA"),
    ("Orla Bay", "owner", "Calder Shipping"), ("Orla Bay", "imo", None), ("Orla Bay", "cargo", None),
    ("Northern Star", "mmsi", "352001234"),
    ("Northern Star", "tonnage", "62000 dwt"), ("Northern Star", "imo", None), ("Northern Star", "kind", "bulk carrier"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "fact", "value"), FACTS)
def test_facts_stand_on_the_ship_they_belong_to(name: str, fact: str, value: str | None) -> None:
    own = getattr(cards(TEXT)[name], fact)
    assert (own.value if own else None) == value
    if own:
        assert own.words.span.of(TEXT) == own.words.text


def test_a_wrong_digit_is_a_fault_that_says_what_to_do() -> None:
    (fault,) = cards(TEXT)["Northern Star"].faults
    assert "1234568" in fault.why and "would be 7" in fault.why


def test_names_stand_where_they_are_said_to() -> None:
    for vessel in cards(TEXT).values():
        assert all(span.of(TEXT) == vessel.name for span in vessel.spans)


@pytest.mark.parametrize(("digits", "right"), [("9074729", True), ("9074728", False), ("1234567", True), ("123456", False)])
def test_imo(digits: str, right: bool) -> None:
    assert imo_is_right(digits) is right


@pytest.mark.parametrize("text", ["The ministry said on Tuesday that the ship had sunk.", "Nobody was hurt.", "A vessel was seen."])
def test_ships_without_names_have_no_card(text: str) -> None:
    assert cards(text) == {}


HEAD = "id,schema,name,aliases,countries,identifiers,program_ids,dataset\n"
ROWS = (
    'x-1,Vessel,AMBER GALE,Gale Star,pa;ga,"IMO9074729;352009999",XX-SHIPS,xx\n'
    "x-2,Vessel,ORLA BAY,,lr,IMO1234567,XX-SHIPS,xx\n"
    "x-3,Person,Amber Gale,,,,,xx\n"
    "x-4,Vessel,NORTHERN STAR,,,352001234,YY-SHIPS,yy\n"
)


def test_a_number_decides_and_a_name_alone_does_not(tmp_path: Path) -> None:
    (tmp_path / "targets.csv").write_text(HEAD + ROWS, "utf-8")
    (tmp_path / "report.txt").write_text(TEXT, "utf-8")
    done = CliRunner().invoke(main, ["vessels", "match", str(tmp_path / "report.txt"), "--list", str(tmp_path / "targets.csv")])
    assert done.exit_code == 0
    assert "Amber Gale: on the list: AMBER GALE (x-1" in done.stdout and "the IMO number 9074729 is the same" in done.stdout
    assert "Orla Bay: name only, not a match" in done.stdout and "a name alone is no match" in done.stdout
    assert "Northern Star: on the list" in done.stdout and "x-3" not in done.stdout


def test_followthemoney_lines(tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_text(
        '{"id": "x-1", "schema": "Vessel", "properties": {"name": ["Amber Gale"], "imoNumber": ["IMO9074729"], "flag": ["pa"]}}\n'
        '{"id": "p", "schema": "Person", "properties": {"name": ["A"]}}\n', "utf-8",
    )  # fmt: skip
    (row,) = ships(file)
    assert row["imo"] == ["9074729"] and row["place"].endswith(":1")


BROKEN = [("list.csv", "a,b\n1,2\n", "no column"), ("list.json", "not json\n", ":1:"), ("list.json", "[1]\n", ":1:")]


@pytest.mark.parametrize(("name", "text", "told"), BROKEN)
def test_a_broken_list_says_where(name: str, text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(InputError, match=told):
        list(ships(tmp_path / name))
