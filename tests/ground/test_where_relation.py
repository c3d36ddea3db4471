import json
from pathlib import Path

import pytest

from sayso.gazetteer import open_gazetteer
from sayso.ground.where.distance import distance_before
from sayso.ground.where.expression import read_expression
from sayso.ground.where.relation import relate
from sayso.model import Relation

ITEMS = [json.loads(line) for line in Path(__file__).with_name("place_relations.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def gazetteer():
    return open_gazetteer()


@pytest.mark.parametrize("item", [pytest.param(item, id=item["text"]) for item in ITEMS])
def test_expression(gazetteer, item):
    """Invented expressions in the form of the benchmark: accepted anchors, relation, distance within five per cent."""
    found = read_expression(item["text"], gazetteer)
    anchors = [set(item["anchor_names"]), *({names} if isinstance(names, str) else set(names) for names in item.get("accept_anchor", []))]
    assert set(found.anchors) in anchors
    assert found.relation.value in [item["relation"], *item.get("accept", [])]
    assert (found.distance_km is None) == (item["distance_km"] is None)
    if item["distance_km"] is not None:
        assert found.distance_km == pytest.approx(item["distance_km"], rel=0.05)


@pytest.mark.parametrize(
    ("text", "km", "most"),
    [
        pytest.param("within 3km ", 3, True, id="upper bound"),
        pytest.param("about 5 miles ", 8.05, False, id="miles"),
        pytest.param("12 nautical miles ", 22.22, False, id="nautical miles"),
        pytest.param("two and a half kilometres ", 2.5, False, id="and a half"),
        pytest.param("half a mile ", 0.8, False, id="half a mile"),
        pytest.param("twenty-five miles ", 40.23, False, id="number words"),
        pytest.param("a hundred metres ", 0.1, False, id="a hundred"),
        pytest.param("1,500 m ", 1.5, False, id="thousands separator"),
        pytest.param("10-15 km ", 12.5, False, id="middle of a range"),
        pytest.param("160km (100 miles) ", 160, False, id="the other unit in brackets"),
        pytest.param("a few kilometres ", None, False, id="no number"),
        pytest.param("an hour's drive ", None, False, id="travel time"),
    ],
)
def test_distance_before(text, km, most):
    found = distance_before(f"It lies {text}")
    assert found is not None and found.most is most
    assert found.km == (km if km is None else pytest.approx(km, rel=0.01))


@pytest.mark.parametrize("text", ["", "in the town ", "on 12 May ", "killed 30 people ", "1,000 km of pipes lie "])
def test_no_distance(text):
    assert distance_before(text) is None


@pytest.mark.parametrize(
    ("left", "right", "relation", "rule"),
    [
        pytest.param("in the ", " sector", Relation.NEAR, "where.rel.beside", id="sector"),
        pytest.param("in the ", " border region", Relation.IN, "where.rel.phrase", id="a border region is a region"),
        pytest.param("on the ", " road", Relation.NEAR, "where.rel.road", id="a town's road"),
        pytest.param("fighting between Bara and ", "", Relation.BETWEEN, "where.rel.between", id="second of a pair"),
        pytest.param("the highway linking Homs to ", "", Relation.BETWEEN, "where.rel.between", id="joined by a road"),
        pytest.param("in the far north of ", "", Relation.IN, "where.rel.phrase", id="a part of it"),
        pytest.param("to the north of ", "", Relation.NORTH_OF, "where.rel.compass", id="beside it"),
        pytest.param("he was trained for 40 days at ", "", Relation.IN, "where.rel.phrase", id="a duration is no distance"),
        pytest.param("the capture of ", "", Relation.IN, "where.rel.plain", id="no word of place"),
        pytest.param("flights to eastern ", "", Relation.TOWARD, "where.rel.phrase", id="over a compass adjective"),
    ],
)
def test_relate(left, right, relation, rule):
    found = relate(left, right)
    assert (found.relation, found.rule) == (relation, rule)


def test_the_words_of_a_relation_start_where_they_say():
    left = "A convoy stopped some 40 km south of the town of "
    assert left[relate(left).start :].startswith("some 40 km")
