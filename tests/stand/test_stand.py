"""The verb: an event and its claims to a standing."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.model import ActorKind, Bound, EventType, Grade, Verdict
from sayso.stand import PROFILES, Record, stand, stands, taking_back
from tests.stand.cast import DAY, PACK, SETTINGS, Pack, claim, event, film, link, people, report

ARMY = link("the Norland army", "said")
STAFF = link("the Norland staff", "announced")
ENEMY = link("the Sudmark command", "said")
MONITOR = link("the Grain Mission", "said", kind=ActorKind.MONITOR)
MEDIC = link("a nurse", "told")


def told(number, words, *chain, publisher="Morning Wire", **slots):
    """A pair of a claim's key and the claim in a report of its own."""
    of = report(f"r{number}", f"{words}.", publisher, DAY + timedelta(days=number % 3))
    own = claim(of, words, *chain, **slots)
    return f"r{number}:{own.id}", (of, own)


def standing(*pairs, kind=EventType.STRIKE, **more):
    """The standing of an event of these claims."""
    return stand(event(*(key for key, _ in pairs), kind=kind), dict(pairs), packs=more.pop("packs", PACK), settings=SETTINGS, **more)


CASES = [
    told(1, "a bomb hit the mill", ARMY, agent="Sudmark guns"),
    told(2, "a bomb fell on the mill", MONITOR, evidence=[film(Grade.E3)], quantities=[people(3)]),
    told(3, "no bomb hit the mill", ENEMY, negated=True),
    told(4, "a bomb hit it", publisher="Harbour Times"),
    told(5, "Norland shells hit the mill", ENEMY, agent="Norland shells"),
    told(6, "our shells hit the mill", link("a Sudmark captain", "admitted"), agent="our shells"),
    told(7, "the report was withdrawn", MONITOR),
    told(8, "it could not be verified", publisher="Port Daily"),
    told(9, "a bomb hit the mill again", MEDIC, quantities=[people(20, Bound.AT_LEAST)]),
    told(10, "a bomb will hit the mill", STAFF),
]


@given(st.lists(st.sampled_from(CASES), min_size=1, max_size=8, unique_by=lambda pair: pair[0]), st.randoms(use_true_random=False))
def test_the_order_of_members_and_claims_does_not_matter(pairs, random):
    shuffled = list(pairs)
    random.shuffle(shuffled)
    assert standing(*shuffled) == standing(*pairs)


@given(st.lists(st.sampled_from(CASES), min_size=1, max_size=8, unique_by=lambda pair: pair[0]), st.integers(1, 8))
def test_of_other_claims_only_those_that_take_something_back_are_needed(pairs, members):
    own, every = pairs[:members], dict(pairs)
    told_of = event(*(key for key, _ in own), kind=EventType.STRIKE)
    needed = {**dict(own), **taking_back(every)}
    assert stand(told_of, needed, packs=PACK, settings=SETTINGS) == stand(told_of, every, packs=PACK, settings=SETTINGS)


@given(st.lists(st.sampled_from(CASES), min_size=1, max_size=8, unique_by=lambda pair: pair[0]))
def test_all_profiles_together_are_each_by_itself(pairs):
    whole = event(*(key for key, _ in pairs), kind=EventType.STRIKE)
    alone = {profile: stand(whole, dict(pairs), packs=PACK, profile=profile, settings=SETTINGS) for profile in PROFILES}
    assert stands(whole, dict(pairs), packs=PACK, settings=SETTINGS) == alone


def test_what_takes_something_back_is_found():
    assert list(taking_back(dict(CASES))) == [CASES[6][0]]


@given(st.lists(st.sampled_from(CASES[:6]), min_size=1, max_size=6, unique_by=lambda pair: pair[0]), st.data())
def test_an_outlet_that_repeats_a_named_source_never_raises_a_standing(pairs, data):
    named = [pair for pair in pairs if pair[1][1].chain]
    if not named:
        return
    _, (_, own) = data.draw(st.sampled_from(named))
    doer = next((participant.name for participant in own.what.participants), None)
    relay = told(30, own.text, *own.chain, publisher="Echo Daily", agent=doer, negated=own.polarity == "negated")
    before, after = standing(*pairs), standing(*pairs, relay)
    assert (after.verdict, after.credibility, len(after.origins)) == (before.verdict, before.credibility, len(before.origins))


def test_a_standing_says_who_counts_and_why():
    found = standing(CASES[0], told(2, "a bomb fell on the mill", MONITOR), CASES[3])
    assert (found.verdict, found.rule, found.credibility) == (Verdict.CORROBORATED, "R8", 2)
    assert [origin.names for origin in found.origins] == [("the Norland army",), ("the Grain Mission",)]
    assert (found.publishers, found.blocs, found.profile, found.grade) == (2, ("norland",), "sayso", None)
    rules = [reason.rule for reason in found.reasons]
    assert rules.index("R2") < rules.index("R8") < rules.index("R12")
    assert {reason.rule for reason in found.considered} >= {"R0", "R4", "R5", "R6"}
    assert all(reason.why.startswith("If ") for reason in found.would_move)


@pytest.mark.parametrize(
    ("pairs", "kind", "verdict"),
    [
        pytest.param([CASES[0]], EventType.STRIKE, Verdict.SINGLE_SOURCE, id="one side"),
        pytest.param([CASES[0], told(12, "a bomb fell", STAFF)], EventType.STRIKE, Verdict.SAME_SIDE, id="two of one side"),
        pytest.param([CASES[0], CASES[2]], EventType.STRIKE, Verdict.DENIED, id="the other side denies"),
        pytest.param([CASES[0], CASES[4]], EventType.STRIKE, Verdict.DISPUTED, id="each names the other"),
        pytest.param([CASES[0], CASES[2], CASES[5]], EventType.STRIKE, Verdict.CROSS_CONFIRMED, id="a captain admits after the denial"),
        pytest.param(
            [told(13, "a truce holds", link("Norland and Sudmark", "say"), kind=EventType.AGREE)],
            EventType.AGREE,
            Verdict.CROSS_CONFIRMED,
            id="two sides in one sentence",
        ),
        pytest.param(
            [told(14, "the mill must be rebuilt", ARMY, kind=EventType.DEMAND)],
            EventType.DEMAND,
            Verdict.ON_RECORD,
            id="a demand",
        ),
    ],
)
def test_standings(pairs, kind, verdict):
    assert standing(*pairs, kind=kind).verdict is verdict


def test_figures_and_grade_follow_the_profile():
    pairs = [
        told(1, "people died", ARMY, kind=EventType.KILL, quantities=[people(9)]),
        told(2, "people died there", MONITOR, kind=EventType.KILL, quantities=[people(6)]),
    ]
    assert [standing(*pairs, kind=EventType.KILL, profile=name).figures[0].best for name in ("sayso", "acled", "ucdp")] == [
        None,
        6,
        6,
    ]
    assert standing(*pairs, kind=EventType.KILL, profile="airwars").grade == "Fair"


def test_an_unknown_profile_is_refused():
    with pytest.raises(InputError, match="use one of sayso, airwars"):
        standing(CASES[0], profile="truth")


def test_a_pack_may_put_its_own_interests_first():
    row = {"types": ["supply"], "agent": -1, "patient": 0, "opponent": 1, "reason": "Arms to Norland break its truce."}
    pair = told(1, "arms were landed", ARMY, kind=EventType.SUPPLY, agent="Norland ships")
    assert standing(pair, kind=EventType.SUPPLY).verdict is Verdict.SINGLE_SOURCE
    assert standing(pair, kind=EventType.SUPPLY, packs=Pack([row])).verdict is Verdict.CROSS_CONFIRMED


def test_a_near_copy_without_a_source_is_no_second_origin():
    pairs = [told(1, "a bomb hit the mill", MEDIC), told(2, "the mill was hit", publisher="Lake Observatory")]
    assert standing(*pairs).verdict is Verdict.CORROBORATED
    copied = standing(*pairs, record=Record(near_copies={pairs[1][0]: pairs[0][0]}))
    assert copied.verdict is Verdict.CORROBORATED, "a body that publishes its own findings has a source of its own"


def test_an_event_of_remarks_alone_is_what_they_say():
    found = standing(told(1, "it could not be verified who fired", MONITOR, kind=EventType.ASSESS), kind=EventType.OTHER)
    assert found.verdict is Verdict.SINGLE_SOURCE
    assert [origin.names for origin in found.origins] == [("the Grain Mission",)]
