"""Every form: what it holds, that it is valid, that twice is the same, and that no private name is in it."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Judgement, Ruling
from sayso.publish.care import Care
from sayso.publish.csv import BOM, csv_lines, read_csv
from sayso.publish.export import Form, Rows, export, lines, rows
from sayso.publish.ledger import event_row, events_document
from sayso.publish.table import CLAIMS, EVENTS, LINKS, TABLES, Kind, Row, Table
from tests.publish.fiction import ledger

FILES = [Form.JSON, Form.GEOJSON, Form.FTM, Form.JSONLD, Form.GRAPHML]
XML = "{http://graphml.graphdrawing.org/xmlns}"


def own(care: Care = Care()) -> Rows:  # noqa: B008 frozen
    """The rows of the fiction."""
    return rows(*ledger(), care)


def text(form: Form, care: Care = Care()) -> str:  # noqa: B008 frozen
    """The fiction in a form that is one file."""
    return "".join(lines(form, own(care)))


def everything(form: Form, folder: Path, care: Care = Care()) -> str:  # noqa: B008 frozen
    """All that a form writes, as text; Parquet by its rows."""
    files = export(form, folder / f"out.{form}", own(care))
    if form is Form.PARQUET:
        with duckdb.connect() as book:
            return repr([book.execute(f"SELECT * FROM '{path}'").fetchall() for path in files])
    return "".join(path.read_text("utf-8") for path in files)


@pytest.mark.parametrize("form", list(Form))
def test_no_private_name_and_twice_the_same(form: Form, tmp_path: Path) -> None:
    first = everything(form, tmp_path / "a")
    assert "vasko" not in first.lower() and "orlen" not in first.lower()
    assert first == everything(form, tmp_path / "b")
    assert "orlen vasko" in everything(form, tmp_path / "c", Care(with_names=True)).lower()


@pytest.mark.parametrize("form", list(Form))
def test_order_of_what_is_given_does_not_matter(form: Form, tmp_path: Path) -> None:
    events, reports = ledger()
    turned = export(form, tmp_path / "out", rows(events[::-1], reports[::-1]))
    straight = export(form, tmp_path / "own", own())
    if form is not Form.PARQUET:
        assert [one.read_bytes() for one in turned] == [one.read_bytes() for one in straight]


def test_json_is_the_contract() -> None:
    told = json.loads(text(Form.JSON, Care(with_names=True)))
    assert told == json.loads(json.dumps(events_document(*ledger())))
    event = next(one for one in told["events"] if one["gist"] == "Sudmark struck a silo in Midvale")
    wanted = {
        "id",
        "standing",
        "rule",
        "reasons",
        "credibility",
        "evidence",
        "origins",
        "publishers",
        "when",
        "where",
        "quantities",
        "claims",
    }
    assert wanted <= set(event)
    claims = {f"{one['report']['name']}:{claim['id']}" for one in told["reports"] for claim in one["claims"]}
    assert set(event["claims"]) < claims and len(event["claims"]) == 3
    assert (event["quantities"]["killed"]["low"], event["quantities"]["killed"]["high"]) == (3, 4)
    assert {one["origin"] for one in event["quantities"]["killed"]["by_origin"]} == {"Norland army", "Grain Mission"}
    assert all(one["reason"]["why"] for one in event["members"])
    assert {claim for one in event["origin_list"] for claim in one["claims"]} < set(event["claims"])


def test_a_ledger_may_name_reports_by_their_ids() -> None:
    (first, *_), _ = ledger()
    by_id = tuple(
        replace(own, claim=f"{report.id}:{claim.id}") for own, (report, claim) in zip(first.event.members, first.members, strict=True)
    )
    row = event_row(replace(first, event=replace(first.event, members=by_id)))
    assert [one["claim"] for one in row["members"]] == event_row(first)["claims"]
    assert all(one["reason"]["rule"] == "link" for one in row["members"])


def test_csv_is_safe_in_a_spreadsheet(tmp_path: Path) -> None:
    files = {path.stem: path.read_text("utf-8") for path in export(Form.CSV, tmp_path, own(), bom=True)}
    assert set(files) == {"claims", "events", "links"}
    assert all(one.startswith(BOM) for one in files.values())
    assert "'=SUM(A1) was painted on a silo" in files["events"]
    gists = [row["gist"] for row in read_csv(EVENTS, files["events"])]
    assert "=SUM(A1) was painted on a silo" in gists


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_csv_round_trip(table: Table) -> None:
    given_rows = {one.name: list(cells) for one, cells in own().tables()}[table.name]
    assert given_rows
    assert list(read_csv(table, "".join(csv_lines(table, given_rows)))) == given_rows


CELLS = {
    Kind.TEXT: st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
    Kind.INTEGER: st.integers(),
    Kind.REAL: st.floats(allow_nan=False),
    Kind.BOOLEAN: st.booleans(),
    Kind.DATE: st.dates().map(lambda day: day.isoformat()),
}
ONE_OF_EACH = Table("all", tuple((kind.value, kind) for kind in Kind))


@given(st.lists(st.fixed_dictionaries({kind.value: st.none() | cell for kind, cell in CELLS.items()}), max_size=4))
def test_csv_writes_what_it_reads(given_rows: list[Row]) -> None:
    written = list(csv_lines(ONE_OF_EACH, given_rows))
    assert list(read_csv(ONE_OF_EACH, "".join(written))) == given_rows


@given(st.sampled_from("=+-@\t\r\n＝"), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_no_cell_begins_like_a_formula(sign: str, rest: str) -> None:
    table = Table("one", (("text", Kind.TEXT),))
    _, line = csv_lines(table, [{"text": sign + rest}])
    assert line.lstrip('"').startswith("'" + sign)


def test_parquet_has_types_and_the_rows_of_csv(tmp_path: Path) -> None:
    files = {path.stem: path for path in export(Form.PARQUET, tmp_path, own())}
    with duckdb.connect() as book:
        kinds = dict(row[:2] for row in book.execute(f"DESCRIBE SELECT * FROM '{files['claims']}'").fetchall())
        told = book.execute(f"SELECT claim, published, lat, core FROM '{files['claims']}'").fetchall()
        linked = book.execute(f"SELECT count(*) FROM '{files['links']}' WHERE kind = 'member'").fetchone()
    assert (kinds["published"], kinds["lat"], kinds["core"], kinds["start"]) == ("DATE", "DOUBLE", "BOOLEAN", "BIGINT")
    wanted = [row["claim"] for row in {one.name: list(cells) for one, cells in own().tables()}["claims"]]
    assert [row[0] for row in told] == wanted
    assert linked == (5,)


def test_columns_and_rows_agree() -> None:
    for table, cells in own().tables():
        assert all(set(row) == {name for name, _ in table.columns} for row in cells)
    assert [table.name for table in (CLAIMS, EVENTS, LINKS)] == ["claims", "events", "links"]


def test_geojson_draws_what_has_a_place_and_lists_the_rest() -> None:
    told = json.loads(text(Form.GEOJSON, Care(blur_km=10)))
    assert told["type"] == "FeatureCollection"
    assert {one["why"] for one in told["not_drawn"]} == {"no place is settled"} and len(told["not_drawn"]) == 1
    assert len(told["features"]) == 2
    for one in told["features"]:
        assert one["geometry"]["type"] == "Polygon" and one["properties"]["radius_km"] > 2 + 7
        assert one["properties"]["where_prec"] == 2 and one["properties"]["blurred_km"] == 10


def test_geojson_point_has_its_uncertainty() -> None:
    one = json.loads(text(Form.GEOJSON))["features"][0]
    assert one["geometry"] == {"type": "Point", "coordinates": [30.5234, 50.4501]}
    assert one["properties"]["uncertainty"]["type"] == "Polygon" and one["properties"]["radius_km"] == 2


def test_blur_leaves_no_true_coordinate(tmp_path: Path) -> None:
    for form in Form:
        told = everything(form, tmp_path, Care(blur_km=20))
        assert "50.4501" not in told and "30.5234" not in told


@pytest.mark.filterwarnings("ignore")
def test_ftm_is_valid() -> None:
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is a dependency of the tests")
    told = [json.loads(line) for line in text(Form.FTM).splitlines()]
    ids = {one["id"] for one in told}
    assert len(ids) == len(told)
    for one in told:
        proxy = ftm.model.get_proxy(one, cleaned=False)
        ftm.model.get(one["schema"]).validate(one)
        for name, values in one["properties"].items():
            assert len(proxy.get(name)) == len(values), f"{one['schema']}.{name} lost a value of {values}"
            if proxy.schema.get(name).type.name == "entity":
                assert set(values) <= ids
    assert {"Event", "Address", "Article", "Note", "Documentation", "Mention", "UnknownLink", "PublicBody", "Organization"} == {
        one["schema"] for one in told
    }


def test_ftm_knows_people() -> None:
    told = [json.loads(line) for line in text(Form.FTM, Care(with_names=True)).splitlines()]
    assert [one["properties"]["name"] for one in told if one["schema"] == "Person"] == [["Orlen Vasko"]]


def test_jsonld_keeps_the_chain() -> None:
    told = json.loads(text(Form.JSONLD))
    nodes = {one["@id"]: one for one in told["@graph"]}
    dug = next(one for one in nodes.values() if one.get("text") == "he was sent to Midvale to dig")
    first, last = dug["sayso:chain"]
    assert dug["derivedFrom"] == first["@id"] and first["derivedFrom"] == last["@id"] and "derivedFrom" not in last
    assert last["sayso:source"]["name"] == "a prisoner"
    reviews = [one for one in nodes.values() if "ClaimReview" in one["@type"]]
    assert len(reviews) == 3 and all(set(one["derivedFrom"]) <= set(nodes) for one in reviews)
    assert all(one["reviewRating"]["worstRating"] == 6 for one in reviews if "ratingValue" in one["reviewRating"])
    quoted = dug["oa:hasTarget"][0]["oa:hasSelector"][1]
    assert quoted["oa:exact"] == dug["text"] and quoted["oa:prefix"].endswith("said ")


@pytest.mark.filterwarnings("ignore")
def test_jsonld_is_read_as_rdf() -> None:
    rdflib = pytest.importorskip("rdflib", reason="rdflib comes with followthemoney")
    graph = rdflib.Graph().parse(data=text(Form.JSONLD), format="json-ld")
    prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
    assert len(list(graph.triples((None, prov.wasQuotedFrom, None)))) == 5
    assert len(list(graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/ClaimReview")))) == 3


def test_graphml_says_who_relays_whom() -> None:
    tree = ET.fromstring(text(Form.GRAPHML))
    labels = {one.get("id"): one.findtext(f"{XML}data[@key='n_label']") for one in tree.iter(f"{XML}node")}
    edges = {
        (labels[one.get("source")], one.findtext(f"{XML}data[@key='e_relation']"), labels[one.get("target")])
        for one in tree.iter(f"{XML}edge")
    }
    assert ("Morning Wire", "relays", "Norland army") in edges
    assert ("Norland army", "relays", "a prisoner") in edges
    assert ("a prisoner", "tells", "[a prisoner] was sent to Midvale to dig") in edges
    assert ("Evening Echo", "tells", "Sudmark struck a silo in Midvale") in edges


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_graphml_escapes(words: str) -> None:
    (event, *_), reports = ledger()
    told = replace(event, event=replace(event.event, gist=words))
    tree = ET.fromstring("".join(lines(Form.GRAPHML, rows([told], reports))))
    assert tree.tag == f"{XML}graphml"


def test_rulings_go_out_with_author_time_and_note(tmp_path: Path) -> None:
    at, note = datetime(2031, 5, 20, tzinfo=UTC), "Orlen Vasko said so"
    ruled = Judgement(ruling=Ruling.EDIT, subjects=("r1:c1",), author="Ann", at=at, note=note, fields=(("polarity", "negated"),))
    given_rows = rows(*ledger(), Care(), [ruled])
    (row,) = json.loads("".join(lines(Form.JSON, given_rows)))["judgements"]
    assert row == {"ruling": "edit", "subjects": ["r1:c1"], "author": "Ann", "at": "2031-05-20T00:00:00+00:00", "note": row["note"],
                   "fields": {"polarity": "negated"}}  # fmt: skip
    assert "Vasko" not in row["note"] and "said so" in row["note"]
    files = {path.stem: path for path in export(Form.CSV, tmp_path, given_rows)}
    assert "edit,r1:c1,Ann" in files["judgements"].read_text("utf-8") and "polarity: negated" in files["judgements"].read_text("utf-8")
    assert "judgements" in {path.stem for path in export(Form.PARQUET, tmp_path, given_rows)}
