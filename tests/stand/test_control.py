"""R14: who controls a place, over time."""

import random
from datetime import date

import pytest

from sayso.model import ActorKind, EventType, Grade, When
from sayso.stand import Basis, control
from tests.stand.cast import PACK, claim, film, link, report

ARMY = link("the Norland army", "said")
ENEMY = link("the Sudmark staff", "said")
MONITOR = link("Grain Mission", "assess", kind=ActorKind.MONITOR)


def on(day):
    """A day of May 2031."""
    return When(edtf=f"2031-05-{day:02}", start=date(2031, 5, day), end=date(2031, 5, day + 1), precision="day")


def taken(day, by="Norland troops", speaker=ARMY, **slots):
    """A claim that a side took the hill on the day."""
    of = report(f"r{day}{by}{speaker.source.name}", "the hill was taken.")
    return of, claim(of, "the hill was taken", speaker, kind=EventType.SEIZE_PLACE, agent=by, when=on(day), **slots)


def left(day, by="Sudmark troops", speaker=ENEMY):
    """A claim that a side left the hill on the day."""
    of = report(f"l{day}{by}{speaker.source.name}", "they left the hill.")
    return of, claim(of, "they left the hill", speaker, kind=EventType.WITHDRAW, agent=by, when=on(day))


def history(*claims):
    """The control that the claims give, as (day of May, bloc, basis)."""
    named = {f"{of.name}:{own.id}": (of, own) for of, own in claims}
    return [(state.day.day, state.bloc, state.basis) for state in control(named, packs=PACK)]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param([taken(3)], [(3, "norland", Basis.CLAIMED)], id="the gainer alone claims it"),
        pytest.param([taken(3, speaker=MONITOR)], [(3, "norland", Basis.ASSESSED)], id="a monitor assesses it"),
        pytest.param([taken(3, speaker=ENEMY)], [(3, "norland", Basis.CONCEDED)], id="the loser says so"),
        pytest.param([taken(3), taken(3, "Sudmark troops", ENEMY)], [(3, None, Basis.CONTESTED)], id="both claim it"),
        pytest.param([taken(3), taken(3, "Sudmark troops", MONITOR)], [(3, "sudmark", Basis.ASSESSED)], id="of one day the stronger word"),
        pytest.param([taken(3), left(3)], [(3, "norland", Basis.CONCEDED)], id="the loser left, the gainer claims"),
        pytest.param([left(3)], [(3, None, Basis.CONCEDED)], id="only a loss is told"),
        pytest.param(
            [taken(3), taken(5, "Sudmark troops", ENEMY)],
            [(3, "norland", Basis.CLAIMED), (5, "sudmark", Basis.CLAIMED)],
            id="a newer word of the same grade supersedes",
        ),
        pytest.param([taken(3), taken(4)], [(3, "norland", Basis.CLAIMED)], id="the same again adds nothing"),
        pytest.param([taken(3, speaker=link("a resident"))], [(3, "norland", Basis.CLAIMED)], id="a resident does not assess"),
        pytest.param(
            [taken(3, speaker=link("a resident"), evidence=[film(Grade.E3)])],
            [(3, "norland", Basis.ASSESSED)],
            id="placed film does",
        ),
    ],
)
def test_control(claims, expected):
    assert history(*claims) == expected


def test_an_advance_is_never_control():
    of = report("r", "troops advanced to the hill.")
    advance = claim(of, "troops advanced to the hill", ARMY, kind=EventType.ADVANCE, agent="Norland troops", when=on(3))
    assert history((of, advance)) == []


def test_a_weaker_later_word_is_marked():
    states = control(
        {f"{of.name}:{own.id}": (of, own) for of, own in (taken(3, speaker=ENEMY), taken(6, "Sudmark troops", ENEMY))}, packs=PACK
    )
    assert [state.overwrites for state in states] == [False, True]


def test_the_order_of_claims_does_not_matter():
    claims = [taken(3), left(4), taken(6, "Sudmark troops", ENEMY), taken(6)]
    shuffled = list(claims)
    random.Random(7).shuffle(shuffled)
    assert history(*claims) == history(*shuffled)


def test_without_a_date_of_the_happening_the_day_of_the_report_stands():
    of = report("r", "the hill was taken.")
    own = claim(of, "the hill was taken", ARMY, kind=EventType.SEIZE_PLACE, agent="Norland troops")
    assert history((of, own)) == [(14, "norland", Basis.CLAIMED)]
