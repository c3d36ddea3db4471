"""What others would call it."""

import pytest

from sayso.errors import InputError
from sayso.model import Grade, Posture
from sayso.stand.case import case
from sayso.stand.profiles import check, grade
from sayso.stand.rules import decide
from tests.stand.cast import SETTINGS, account

ARMY = account("a", "Norland army")
MONITOR = account("b", "Grain Mission", None)
MEDICS = account("c", "Bridge Hospital", None)
ENEMY = account("d", "Sudmark army", "sudmark")
ADMITS = account("e", "Sudmark staff", "sudmark", interest=-1)
DENIES = account("f", "Sudmark army", "sudmark", Posture.DENY)


def word(profile, *accounts):
    """The profile's word for the accounts."""
    own = case(accounts, SETTINGS)
    return grade(profile, decide(own).verdict, own)[0]


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        pytest.param([ADMITS], "Confirmed", id="a belligerent accepts responsibility"),
        pytest.param([ARMY, ENEMY], "Fair", id="both sides say so, nobody accepts responsibility"),
        pytest.param([MONITOR, MEDICS], "Fair", id="two credible sources"),
        pytest.param([MONITOR, MEDICS, DENIES], "Fair", id="the belligerent's denial does not un-make it"),
        pytest.param([ARMY], "Weak", id="a single source"),
        pytest.param([ARMY, account("g", "Norland staff")], "Weak", id="one side only"),
        pytest.param([ARMY, account("v", "Sudmark army", "sudmark", Posture.ALTER)], "Contested", id="competing claims"),
        pytest.param([ARMY, account("n", "Grain Mission", None, Posture.DENY)], "Discounted", id="a neutral rules it out"),
        pytest.param([MONITOR, account("n", "Lake Observers", None, Posture.DENY)], "Contested", id="two neutrals contradict each other"),
        pytest.param([account("a", "Norland army", retracted=True)], "Discounted", id="taken back"),
        pytest.param([account("a", "Norland army", speech=True)], None, id="no grade for what is only on record"),
    ],
)
def test_airwars(accounts, expected):
    assert word("airwars", *accounts) == expected


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        pytest.param([ARMY], "claimed", id="a side says it"),
        pytest.param([MONITOR, MEDICS], "claimed", id="two neutrals without placed footage"),
        pytest.param([account("b", "Grain Mission", None, evidence=Grade.E3)], "assessed", id="placed footage"),
        pytest.param([ARMY, ADMITS], "assessed", id="conceded by the loser"),
        pytest.param([account("a", "Norland army", evidence=Grade.E3), DENIES], "claimed", id="denied"),
    ],
)
def test_isw(accounts, expected):
    assert word("isw", *accounts) == expected


@pytest.mark.parametrize("profile", ["sayso", "ucdp", "acled"])
def test_profiles_without_a_scale_have_no_word(profile):
    assert word(profile, ARMY) is None


def test_an_unknown_profile_is_refused_with_the_known_ones():
    with pytest.raises(InputError, match="'gdelt' is not known: use one of sayso, airwars, isw, ucdp, acled"):
        check("gdelt")
