"""Laws that hold for any set of accounts."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import UNKNOWN_SIDE, Account, Grade, Posture, Verdict
from sayso.stand.case import case
from sayso.stand.credibility import credibility
from sayso.stand.figures import figures
from sayso.stand.moves import moves
from sayso.stand.rules import decide, flags
from tests.stand.cast import SETTINGS, killed

STRENGTH = [Verdict.SINGLE_SOURCE, Verdict.SAME_SIDE, Verdict.CORROBORATED, Verdict.CROSS_CONFIRMED]
VOICES = [
    ("Norland army", "norland"),
    ("Norland staff", "norland"),
    ("Sudmark army", "sudmark"),
    ("Grain Mission", None),
    ("Bridge Hospital", None),
    ("the ministry", UNKNOWN_SIDE),
    (None, None),
]


@st.composite
def some_accounts(draw):
    """Up to seven accounts of a handful of voices, with distinct claim ids."""
    made = []
    for number in range(draw(st.integers(1, 7))):
        origin, bloc = draw(st.sampled_from(VOICES))
        outlet = draw(st.sampled_from(["Morning Wire", "Harbour Times", "Port Daily"]))
        made.append(
            Account(
                claim=f"c{number}",
                publisher=outlet,
                origin=origin,
                bloc=bloc,
                keys=frozenset({origin.lower() if origin else outlet.lower()}),
                posture=draw(st.sampled_from(list(Posture))),
                interest=draw(st.sampled_from([-1, 0, 0, 1])),
                evidence=draw(st.sampled_from(list(Grade))),
                hedged=draw(st.booleans()),
                retracted=draw(st.sampled_from([False, False, False, True])),
                distance=1 if origin else 0,
                speech=draw(st.sampled_from([False, False, False, True])),
                values=draw(st.sampled_from([(), killed(5, 5), killed(7, None)])),
            )
        )
    return made


def outcome(accounts):
    """Everything that the rules say of the accounts."""
    own = case(accounts, SETTINGS)
    decision = decide(own)
    return (
        decision,
        credibility(decision.verdict, own),
        flags(own, decision),
        figures(own, "ucdp"),
        moves(own, SETTINGS),
        [group.origin() for group in own.origins],
    )


@given(some_accounts(), st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(accounts, random):
    shuffled = list(accounts)
    random.shuffle(shuffled)
    assert outcome(shuffled) == outcome(accounts)


@given(some_accounts(), st.data())
def test_a_pure_relay_never_raises_a_standing(accounts, data):
    voiced = [one for one in accounts if one.origin]
    if not voiced:
        return
    told = data.draw(st.sampled_from(voiced))
    relay = replace(
        told,
        claim="relay",
        publisher="Echo Daily",
        distance=told.distance + 1,
        hedged=data.draw(st.booleans()),
        evidence=min(told.evidence, data.draw(st.sampled_from(list(Grade)))),
        values=(),
    )
    before, after = case(accounts, SETTINGS), case([*accounts, relay], SETTINGS)
    verdict = decide(before).verdict
    assert decide(after).verdict is verdict
    assert credibility(verdict, after)[0] == credibility(verdict, before)[0]
    assert len(after.origins) == len(before.origins)


@given(some_accounts())
def test_silence_changes_nothing(accounts):
    silent = Account(
        claim="silent",
        publisher="Echo Daily",
        origin="Sudmark speaker",
        bloc="sudmark",
        posture=Posture.SILENT,
        keys=frozenset({"s"}),
    )
    assert decide(case([*accounts, silent], SETTINGS)).verdict is decide(case(accounts, SETTINGS)).verdict


@given(some_accounts(), st.sampled_from([Posture.DENY, Posture.ALTER]))
def test_neither_denial_nor_another_version_outranks_an_admission(accounts, posture):
    admission = Account(
        claim="admits",
        publisher="Echo Daily",
        origin="Sudmark sergeant",
        bloc="sudmark",
        interest=-1,
        keys=frozenset({"sergeant"}),
    )
    against = Account(
        claim="against",
        publisher="Echo Daily",
        origin="Sudmark speaker",
        bloc="sudmark",
        posture=posture,
        keys=frozenset({"speaker"}),
    )
    assert decide(case([*accounts, admission, against], SETTINGS)).verdict is Verdict.CROSS_CONFIRMED


@given(some_accounts())
def test_where_all_that_affirm_it_take_it_back_it_is_retracted(accounts):
    affirming = [one for one in accounts if one.posture is Posture.AFFIRM and not one.speech]
    if affirming:
        fallen = [replace(one, retracted=True) for one in affirming]
        assert decide(case(fallen, SETTINGS)).verdict is Verdict.RETRACTED


@given(some_accounts())
def test_a_neutral_that_affirms_never_lowers_what_nobody_contests(accounts):
    uncontested = [replace(one, posture=Posture.AFFIRM, retracted=False, speech=False) for one in accounts]
    neutral = Account(claim="new", publisher="Echo Daily", origin="Lake Observers", keys=frozenset({"lake observers"}))
    before, after = (decide(case(own, SETTINGS)).verdict for own in (uncontested, [*uncontested, neutral]))
    assert STRENGTH.index(after) >= STRENGTH.index(before)


@given(some_accounts())
def test_a_digit_comes_with_every_verdict_but_on_record(accounts):
    own = case(accounts, SETTINGS)
    verdict = decide(own).verdict
    digit = credibility(verdict, own)[0]
    assert (digit is None) is (verdict is Verdict.ON_RECORD)
    assert digit is None or 1 <= digit <= 6
