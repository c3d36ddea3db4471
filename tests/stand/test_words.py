"""The words behind the rules."""

import pytest

from sayso.lexicon.phrases import found, takes_back
from sayso.stand.words import body, institution, plain, telling


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("a spokesman for the Norland General Staff", "norland general staff", id="spokesman for"),
        pytest.param("the brigade’s press service", "brigade", id="press service of"),
        pytest.param("Norland defence ministry's bulletin", "norland defence ministry", id="a bulletin"),
        pytest.param("the head of the health zone", "health zone", id="head of"),
        pytest.param("Radio Lake's director", "radio lake", id="a director"),
        pytest.param("Colonel Arn Vesk", "colonel arn vesk", id="a person stays a person"),
        pytest.param("the spokesman", "spokesman", id="a bare spokesman stays one"),
    ],
)
def test_who_a_mouthpiece_speaks_for(name, expected):
    assert body(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("the Norland Ministry of Defense", "defence ministry", id="ministry of defense"),
        pytest.param("Defence Ministry in Norport", "defence ministry", id="with its town"),
        pytest.param("Norland's army", "military", id="army"),
        pytest.param("Army Wave radio", None, id="a radio called after the army"),
        pytest.param("Arn Vesk", None, id="a person"),
    ],
)
def test_institutions(name, expected):
    assert institution(name) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("the page took the item down", "took the item down", id="took down"),
        pytest.param("it has withdrawn its story of a captive", "withdrawn", id="withdrew a story"),
        pytest.param("the report was retracted within hours", "retracted", id="retracted"),
        pytest.param("two having been confused with namesakes", "confused with", id="confused"),
        pytest.param("troops withdrew from two positions", None, id="troops withdraw"),
        pytest.param("the wreck was removed from the road", None, id="a wreck is removed"),
        pytest.param("the column was attacked", None, id="nothing of the kind"),
    ],
)
def test_taking_back(text, words):
    assert takes_back(text) == words


def test_words_are_found_whole_and_whatever_the_apostrophe():
    assert found("denial", "they called it nonsense") == "nonsense"
    assert found("denial", "a nonsensical idea") is None
    assert found("civilians", "the people’s market") == "people"


def test_telling_words_leave_the_small_change_out():
    assert telling("the spokesman of the Grain Mission") == {"grain", "mission"}


def test_plain_names():
    assert plain("The Norland’s Army") == "norland army"
