"""R1 to R3: what counts once."""

import pytest

from sayso.stand.origins import collapse
from tests.stand.cast import account

ARMY = account("a", "Norland army")


@pytest.mark.parametrize(
    ("others", "count", "rule", "words"),
    [
        pytest.param([account("b", "Norland army", outlet="Harbour Times")], 1, "R1", "same last link", id="the same voice in two outlets"),
        pytest.param([account("b", "Norland staff")], 2, "R1", "one account", id="two bodies of one side"),
        pytest.param([account("b", "a channel", None, cites=ARMY.keys)], 1, "R1", "hands on", id="a channel that cites the army"),
        pytest.param([account("b", None, None, outlet="Port Daily", near_copy_of="a")], 1, "R1", "copied", id="a copy without a source"),
        pytest.param([account("b", "Grain Mission", None, near_copy_of="a")], 2, "R1", "one account", id="a copy with a source of its own"),
        pytest.param([account("b", "Norland", "norland", umbrella=True)], 1, "R1", "as a state", id="the state speaks through its army"),
        pytest.param([account("b", "Sudmark", "sudmark", umbrella=True)], 2, "R1", "one account", id="another state does not"),
        pytest.param([account("b", "partner", None, shared_access=ARMY.keys)], 1, "R3", "shared access", id="a partner at the same table"),
        pytest.param(
            [
                account("b", "he", None, keys=frozenset({"?|governor"})),
                account("c", "she", "norland", keys=frozenset({"norland|governor"})),
            ],
            2,
            "R1",
            "does not tell",
            id="an office whose side one report does not tell",
        ),
        pytest.param(
            [
                account("b", "he", None, keys=frozenset({"@morning wire|doctor"})),
                account("c", "she", None, keys=frozenset({"@port daily|doctor"})),
            ],
            3,
            "R1",
            "one account",
            id="two outlets' doctors are two doctors",
        ),
        pytest.param(
            [
                account("b", "x", None, keys=frozenset({"@one|head"}), cites=frozenset({"ash"})),
                account("c", "y", None, keys=frozenset({"@two|head"}), cites=frozenset({"ash"})),
            ],
            2,
            "R1",
            "same relay",
            id="the same words for a source through the same relay",
        ),
    ],
)
def test_collapse(others, count, rule, words):
    groups = collapse([ARMY, *others])
    assert len(groups) == count
    assert any(group.reason.rule == rule and words in group.reason.why for group in groups)


def test_an_office_of_an_untold_side_joins_nobody_where_two_sides_have_one():
    own = [
        account("a", "he", "norland", keys=frozenset({"norland|governor"})),
        account("b", "she", "sudmark", keys=frozenset({"sudmark|governor"})),
        account("c", "the governor", None, keys=frozenset({"?|governor"})),
    ]
    assert len(collapse(own)) == 3


def test_two_films_of_one_event_are_taken_for_one():
    one = account("a", "Norland army", shared_access=frozenset({"thing|film"}))
    two = account("b", "Grain Mission", None, shared_access=frozenset({"thing|film"}))
    (group,) = collapse([one, two])
    assert (group.voices, group.reason.rule) == (2, "R3")


def test_one_outlets_own_voice_is_one():
    groups = collapse([account("a", None, None, outlet="Morning Wire"), account("b", None, None, outlet="Morning Wire")])
    assert len(groups) == 1


def test_joining_is_transitive():
    chain = [
        account("a", "A", None, keys=frozenset({"a", "b"})),
        account("b", "B", None, keys=frozenset({"c", "d"})),
        account("c", "C", None, keys=frozenset({"b", "c"})),
    ]
    assert len(collapse(chain)) == 1


def test_an_origin_lists_its_names_sides_and_claims_in_order():
    (group,) = collapse([account("b", "Norland army", outlet="Wire"), account("a", "Norland army", outlet="Times")])
    origin = group.origin()
    assert (origin.names, origin.blocs, origin.claims) == (("Norland army",), ("norland",), ("a", "b"))


@pytest.mark.parametrize(
    ("near", "far", "hedged"),
    [
        pytest.param(True, False, True, id="a relay that drops the hedge does not lift it"),
        pytest.param(False, True, False, id="a relay that adds one does not lower it"),
    ],
)
def test_only_those_nearest_the_origin_hedge_for_it(near, far, hedged):
    (group,) = collapse([account("a", "Norland army", hedged=near), account("b", "Norland army", hedged=far, distance=2, outlet="Times")])
    assert group.hedged is hedged
