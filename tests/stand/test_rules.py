"""The truth table of the rules: what each set of accounts comes to, and Admiralty's digit for it."""

from dataclasses import replace

import pytest

from sayso.model import UNKNOWN_SIDE, Account, Grade, Posture
from sayso.stand.case import case
from sayso.stand.credibility import credibility
from sayso.stand.rules import RULES, decide, flags
from tests.stand.cast import SETTINGS, account

NORTH, SOUTH = "norland", "sudmark"
DENY, ALTER, SILENT, BACK = Posture.DENY, Posture.ALTER, Posture.SILENT, Posture.WITHDRAW
E1, E2, E3, E4 = Grade.E1, Grade.E2, Grade.E3, Grade.E4

ARMY = account("a", "Norland army")
STAFF = account("b", "Norland staff")
ENEMY = account("c", "Sudmark army", SOUTH)
MONITOR = account("d", "Grain Mission", None)
MEDICS = account("e", "Bridge Hospital", None)
WIRE = account("f", None, None, outlet="Morning Wire")
TIMES = account("g", None, None, outlet="Harbour Times")
ARMY_DENIES = account("h", "Norland army", NORTH, DENY)
ENEMY_DENIES = account("i", "Sudmark army", SOUTH, DENY)
MONITOR_DENIES = account("j", "Grain Mission", None, DENY)
UNKNOWN = account("k", "the ministry", UNKNOWN_SIDE)


def like(one: Account, claim: str, **more: object) -> Account:
    """The same account under another claim id, changed."""
    return replace(one, claim=claim, **more)


ADMISSION = like(ENEMY, "m", interest=-1)

CASES = [
    # R10, single source
    ([ARMY], "single_source", 6, "one side says it"),
    (
        [ARMY, like(ARMY, "z", publisher="Harbour Times"), like(ARMY, "y", publisher="Port Daily")],
        "single_source",
        6,
        "three outlets carry one voice",
    ),
    ([MONITOR], "single_source", 3, "one neutral voice, not hedged"),
    ([like(MONITOR, "d", hedged=True)], "single_source", 6, "one neutral voice that hedges"),
    ([like(ARMY, "a", evidence=E2)], "single_source", 3, "one side with a published film"),
    ([like(ARMY, "a", evidence=E3)], "single_source", 2, "one side whose film was placed"),
    ([like(MONITOR, "d", evidence=E3)], "single_source", 2, "one monitor who placed the film"),
    ([like(MONITOR, "d", evidence=E3, hedged=True)], "single_source", 3, "checked, but hedged: not better than 3"),
    ([WIRE], "single_source", 6, "an outlet states it as a fact, alone"),
    ([WIRE, TIMES], "single_source", 6, "two outlets state it in their own voice: one common report"),
    ([ARMY, WIRE], "single_source", 6, "a side says it and an outlet repeats it"),
    ([MONITOR, WIRE, TIMES], "single_source", 3, "a monitor says it and two outlets repeat it"),
    (
        [account("f", "Morning Wire", None, first_hand=True, outlet="Morning Wire")],
        "single_source",
        3,
        "a reporter who was there",
    ),
    ([UNKNOWN], "single_source", 6, "a ministry of nobody knows whose side"),
    ([ARMY, like(STAFF, "b", cites=ARMY.keys)], "single_source", 6, "the second cites the first"),
    (
        [ARMY, account("x", None, None, outlet="Port Daily", near_copy_of="a")],
        "single_source",
        6,
        "a near copy without a source of its own",
    ),
    ([ARMY, account("x", "Norland", NORTH, umbrella=True)], "single_source", 6, "the state as such speaks through its army"),
    ([MONITOR, like(MEDICS, "e", shared_access=MONITOR.keys)], "single_source", 3, "two neutrals with the same eyes"),
    ([ARMY, like(ENEMY, "c", retracted=True)], "single_source", 6, "the other side took its account back"),
    ([ARMY, account("s", "Sudmark army", SOUTH, SILENT)], "single_source", 6, "the other side has no comment: no denial"),
    ([MONITOR, account("s", "Grain Desk", None, SILENT)], "single_source", 3, "somebody could not verify it: no denial"),
    # R9, same side
    ([ARMY, STAFF], "same_side", 3, "two bodies of one side"),
    ([ARMY, account("t", "Norland State News", NORTH)], "same_side", 3, "an army and its state media"),
    ([ARMY, like(STAFF, "b", evidence=E3)], "same_side", 2, "two bodies of one side, film placed"),
    ([ARMY, like(STAFF, "b", evidence=E2)], "same_side", 3, "two bodies of one side, film only shown"),
    (
        [ARMY, account("p", "Partner service", None, shared_access=ARMY.keys)],
        "same_side",
        3,
        "a partner that helped to question adds no origin",
    ),
    ([ARMY, UNKNOWN], "same_side", 3, "a side and a ministry of an unknown side: not enough for more"),
    ([UNKNOWN, account("l", "the command", UNKNOWN_SIDE)], "same_side", 3, "two offices whose side is not known"),
    ([ARMY, STAFF, WIRE], "same_side", 3, "two bodies and an outlet's own voice"),
    ([ARMY, like(STAFF, "b", hedged=True), like(ARMY, "z", hedged=True)], "same_side", 3, "some of them hedge"),
    # R8, corroborated
    ([ARMY, MONITOR], "corroborated", 2, "a side and a neutral monitor"),
    ([MONITOR, MEDICS], "corroborated", 2, "two neutrals"),
    ([ARMY, like(MONITOR, "d", evidence=E3)], "corroborated", 1, "a side, and a monitor who placed the film"),
    ([ARMY, like(MONITOR, "d", evidence=E2)], "corroborated", 1, "a side, and a monitor who shows it"),
    ([ARMY, like(MONITOR, "d", evidence=E1)], "corroborated", 2, "a film that is only spoken of adds nothing"),
    ([like(ARMY, "a", hedged=True), like(MONITOR, "d", hedged=True)], "corroborated", 3, "both hedge: not better than 3"),
    ([ARMY, STAFF, MONITOR], "corroborated", 2, "one side twice, and a neutral"),
    ([UNKNOWN, MONITOR], "corroborated", 2, "whichever side the ministry is on, the monitor is another"),
    ([ARMY, account("p", "Partner service", None)], "corroborated", 2, "a partner service with its own collection"),
    ([MONITOR, MEDICS, ENEMY_DENIES], "corroborated", 2, "two neutrals, the accused denies (Airwars: Fair)"),
    ([like(MONITOR, "d", evidence=E3), MEDICS, ENEMY_DENIES], "corroborated", 2, "denied: the film does not lift it to 1"),
    (
        [ARMY, like(MONITOR, "d", evidence=E3), ENEMY_DENIES],
        "corroborated",
        2,
        "one neutral whose film was placed outweighs the denial",
    ),
    (
        [MONITOR, WIRE, TIMES, account("u", None, None, outlet="Port Daily")],
        "corroborated",
        2,
        "enough outlets of their own assert it",
    ),
    # R7, disputed by a denial
    ([ARMY, MONITOR, ENEMY_DENIES], "disputed", 4, "one neutral against a denial"),
    ([MONITOR, ENEMY_DENIES], "disputed", 4, "one neutral alone against a denial"),
    ([like(MONITOR, "d", evidence=E2), ENEMY_DENIES], "disputed", 4, "a film that nobody placed does not outweigh the denial"),
    ([ARMY, MONITOR_DENIES], "disputed", 4, "a neutral denies what a side says"),
    ([MONITOR, MEDICS, account("n", "Lake Observers", None, DENY)], "disputed", 3, "a neutral denies what two neutrals say"),
    ([like(ARMY, "a", evidence=E3), MONITOR_DENIES], "disputed", 3, "a placed film against a neutral's denial"),
    # R6, denied
    ([ARMY, ENEMY_DENIES], "denied", 5, "a side says, the other denies"),
    ([ARMY, STAFF, ENEMY_DENIES], "denied", 5, "two bodies of one side, the other denies"),
    ([like(ARMY, "a", evidence=E2), ENEMY_DENIES], "denied", 4, "denied, with a published film"),
    ([ARMY, WIRE, ENEMY_DENIES], "denied", 5, "an outlet's own voice is no neutral that affirms"),
    ([ENEMY_DENIES], "denied", 5, "only the denial is on file"),
    (
        [ARMY, account("w", None, None, DENY, outlet="Port Daily")],
        "single_source",
        6,
        "an outlet's own voice denies: it is no origin",
    ),
    # R5, disputed by another version
    ([ARMY, account("v", "Sudmark army", SOUTH, ALTER)], "disputed", 4, "two sides name each other"),
    ([ARMY, MONITOR, account("v", "Bridge Hospital", None, ALTER)], "disputed", 4, "a neutral tells it otherwise"),
    ([MONITOR, MEDICS, account("v", "Sudmark army", SOUTH, ALTER)], "disputed", 3, "two neutrals against another version"),
    (
        [ARMY, ENEMY, account("v", "Lake Observers", None, ALTER)],
        "disputed",
        4,
        "both sides say it, a neutral tells it otherwise, nobody admits",
    ),
    ([account("v", "Lake Observers", None, ALTER)], "disputed", 4, "only another version is left"),
    # R4, cross-confirmed
    ([ARMY, ENEMY], "cross_confirmed", 1, "both sides say so"),
    ([ADMISSION], "cross_confirmed", 1, "a side says it against its interest, alone"),
    ([ARMY, ADMISSION], "cross_confirmed", 1, "the loser concedes"),
    ([ADMISSION, ARMY_DENIES], "cross_confirmed", 1, "an admission outranks a denial"),
    ([ADMISSION, MONITOR_DENIES], "cross_confirmed", 1, "an admission outranks a neutral's denial"),
    (
        [ADMISSION, account("v", "Grain Mission", None, ALTER)],
        "cross_confirmed",
        1,
        "the accused admits, the numbers differ (Airwars: Confirmed)",
    ),
    ([like(ADMISSION, "m", hedged=True)], "cross_confirmed", 3, "a hedged admission"),
    ([like(MONITOR, "d", interest=-1)], "single_source", 3, "a neutral has no side to admit for"),
    ([like(UNKNOWN, "k", interest=-1)], "single_source", 6, "an unknown side cannot admit"),
    ([ARMY, like(ADMISSION, "m", retracted=True)], "single_source", 6, "an admission that was taken back"),
    (
        [ARMY, account("o", "Third army", "thirdland"), ENEMY_DENIES],
        "denied",
        5,
        "two allies say it, the side that it concerns denies",
    ),
    ([ARMY, ADMISSION, replace(ENEMY_DENIES, keys=ADMISSION.keys)], "denied", 5, "who denies it beside admits nothing"),
    # R15, retracted
    ([like(ARMY, "a", retracted=True)], "retracted", 5, "the only account was taken back"),
    ([like(ARMY, "a", retracted=True), WIRE], "retracted", 5, "taken back, though an outlet still repeats it"),
    ([like(ARMY, "a", retracted=True), ENEMY_DENIES], "retracted", 5, "taken back, and denied before"),
    ([account("q", "Night Channel", None, BACK)], "retracted", 5, "only the retraction is on file"),
    ([like(ARMY, "a", retracted=True), MONITOR], "single_source", 3, "somebody else stands by it"),
    # R0, on record
    ([like(ARMY, "a", speech=True)], "on_record", None, "an opinion"),
    ([like(ARMY, "a", speech=True), like(ENEMY, "c", speech=True)], "on_record", None, "two sides with plans"),
    ([like(ARMY, "a", speech=True), MONITOR], "corroborated", 2, "a possibility beside a fact"),
]


@pytest.mark.parametrize(("accounts", "verdict", "digit"), [pytest.param(*entry[:3], id=entry[3]) for entry in CASES])
def test_truth_table(accounts, verdict, digit):
    own = case(accounts, SETTINGS)
    decision = decide(own)
    assert (decision.verdict, credibility(decision.verdict, own)[0]) == (verdict, digit), decision.fired


def test_the_table_is_large_enough_and_reaches_every_rule():
    fired = {decide(case(accounts, SETTINGS)).fired.rule for accounts, *_ in CASES}
    assert len(CASES) >= 60
    assert fired == {rule.id for rule in RULES}


@pytest.mark.parametrize(("accounts"), [pytest.param(entry[0], id=entry[3]) for entry in CASES])
def test_the_rule_that_fired_is_not_among_those_that_did_not(accounts):
    decision = decide(case(accounts, SETTINGS))
    assert decision.fired.rule not in {reason.rule for reason in decision.considered}
    assert all(reason.why for reason in (decision.fired, *decision.considered))


@pytest.mark.parametrize(
    ("accounts", "rule", "words"),
    [
        pytest.param([ARMY, account("s", "Sudmark army", SOUTH, SILENT)], "R6", "no denial", id="silence is named as silence"),
        pytest.param([MONITOR, MEDICS, ENEMY_DENIES], "R7", "does not defeat", id="a denial that does not count says so"),
        pytest.param([ARMY, STAFF], "R8", "neither side", id="no neutral among them"),
        pytest.param(
            [ARMY, ENEMY, account("v", "Lake Observers", None, ALTER)],
            "R4",
            "nobody admits",
            id="both sides, but another version",
        ),
        pytest.param([ARMY], "R9", "one voice", id="one voice is not a side"),
    ],
)
def test_rules_that_did_not_apply_say_why(accounts, rule, words):
    considered = {reason.rule: reason.why for reason in decide(case(accounts, SETTINGS)).considered}
    assert words in considered[rule]


@pytest.mark.parametrize(
    ("accounts", "flag"),
    [
        pytest.param([ARMY, WIRE], "outlet_states_as_fact", id="an outlet repeats"),
        pytest.param([WIRE], "unattributed", id="no source is named"),
        pytest.param([ARMY, account("p", "Partner service", None, shared_access=ARMY.keys)], "shared_access", id="same eyes"),
        pytest.param([ADMISSION], "against_interest", id="an admission"),
        pytest.param([ADMISSION, account("v", "Grain Mission", None, ALTER)], "details_disputed", id="an admission with other details"),
        pytest.param([like(ARMY, "a", retracted=True), MONITOR], "has_retraction", id="something was taken back"),
        pytest.param([ARMY, account("s", "Sudmark army", SOUTH, SILENT)], "left_open", id="no comment"),
        pytest.param([like(ARMY, "a", evidence=E2)], "evidence_backed", id="a published film"),
        pytest.param([UNKNOWN], "side_unknown", id="a side nobody could tell"),
        pytest.param([like(ARMY, "a", hedged=True)], "all_hedged", id="all hedge"),
        pytest.param([ARMY, ENEMY_DENIES], "denied_by:Sudmark army", id="who denies"),
    ],
)
def test_flags(accounts, flag):
    own = case(accounts, SETTINGS)
    assert flag in flags(own, decide(own))
