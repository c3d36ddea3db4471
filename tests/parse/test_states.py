"""Which states words name."""

import pytest

from sayso.parse.states import is_state, states


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        pytest.param("the Ukrainian army", {"UA"}, id="people"),
        pytest.param("Moscow ’ s ministry", {"RU"}, id="seat of government"),
        pytest.param("the North Korean soldiers", {"KP"}, id="two words"),
        pytest.param("the United Arab Emirates", {"AE"}, id="three words"),
        pytest.param("Ukrainians", {"UA"}, id="plural"),
        pytest.param("Russia and Ukraine", {"RU", "UA"}, id="both"),
        pytest.param("turkey", set(), id="lower case is no state"),
    ],
)
def test_states(words, codes):
    assert states(words.split()) == codes


def test_a_name_that_only_holds_a_state_is_none():
    assert is_state(["South", "Korea"]) and not is_state(["Georgia", "Tolen"])
