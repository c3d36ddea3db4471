"""R15: what is taken back, by whom, and what falls with it."""

from datetime import timedelta

import pytest

from sayso.model import EventType, Responds, Response, Verdict
from sayso.stand import NOTHING, Record, stand
from tests.stand.cast import DAY, PACK, SETTINGS, claim, event, link, report

NEXT = DAY + timedelta(days=1)
CHANNEL = link("Night Channel", "reported")


def verdict(*claims, members=None, kind=EventType.STRIKE, record=NOTHING):
    """The verdict on the first `members` of the (report, claim) pairs; the others are claims of other events."""
    named = {f"{of.name}:{own.id}": (of, own) for of, own in claims}
    ids = list(named)[:members]
    return stand(event(*ids, kind=kind), named, packs=PACK, record=record, settings=SETTINGS).verdict


FIRST = report("r", "A colonel was captured at the ford.", "Harbour Times")
STORY = claim(FIRST, "A colonel was captured", CHANNEL, kind=EventType.CAPTURE_PERSON)


@pytest.mark.parametrize(
    ("words", "chain", "slots"),
    [
        pytest.param(
            "Night Channel has taken down its report", (), {"agent": "Night Channel"}, id="an outlet tells that it was taken down"
        ),
        pytest.param("it was mistaken", (CHANNEL,), {}, id="the origin says it was mistaken"),
        pytest.param("the post was removed", (CHANNEL,), {}, id="the post was removed"),
        pytest.param(
            "it had confused him with another officer",
            (link("Night Channel's editor", "explained"),),
            {},
            id="its editor explains",
        ),
        pytest.param("the report was retracted", (link("Night Channel", "said"),), {}, id="retracted"),
    ],
)
def test_the_only_source_takes_it_back(words, chain, slots):
    later = report("s", f"On Friday {words}.", "Morning Wire", NEXT)
    assert verdict((FIRST, STORY), (later, claim(later, words, *chain, kind=EventType.PUBLISH, **slots))) is Verdict.RETRACTED


def test_relays_of_a_source_fall_with_it():
    relay = report("t", "A colonel is a prisoner.", "Echo Daily")
    later = report("s", "It was mistaken.", "Morning Wire", NEXT)
    told = claim(relay, "A colonel is a prisoner", link("the Echo desk"), CHANNEL, kind=EventType.CAPTURE_PERSON)
    assert (
        verdict((FIRST, STORY), (relay, told), (later, claim(later, "It was mistaken", CHANNEL, kind=EventType.OTHER))) is Verdict.RETRACTED
    )


def test_an_outlet_that_withdraws_takes_its_own_story_along():
    own = report("r", "A patrol crossed the river. We withdraw the report.", "Harbour Times")
    crossing = claim(own, "A patrol crossed the river", link("a council source"), kind=EventType.ATTACK)
    assert verdict((own, crossing), (own, claim(own, "We withdraw the report", kind=EventType.PUBLISH))) is Verdict.RETRACTED


def test_somebody_else_who_stands_by_it_keeps_it():
    later = report("s", "It was mistaken. The Grain Mission saw him in chains.", "Morning Wire", NEXT)
    back = claim(later, "It was mistaken", CHANNEL, kind=EventType.OTHER)
    seen = claim(later, "saw him in chains", link("the Grain Mission"), kind=EventType.CAPTURE_PERSON)
    assert verdict((FIRST, STORY), (later, back), (later, seen)) is Verdict.SINGLE_SOURCE


def test_a_source_that_later_says_the_contrary_gives_its_first_word_up():
    later = report("s", "No colonel was captured.", "Morning Wire", NEXT)
    denial = claim(later, "No colonel was captured", CHANNEL, kind=EventType.CAPTURE_PERSON, negated=True)
    assert verdict((FIRST, STORY), (later, denial), kind=EventType.CAPTURE_PERSON) is Verdict.RETRACTED


def test_a_retraction_told_in_another_event_counts_where_it_speaks_of_the_same_words():
    later = report("s", "Night Channel removed its post about a colonel captured in May.", "Morning Wire", NEXT)
    back = claim(later, "Night Channel removed its post about a colonel captured", agent="Night Channel", kind=EventType.PUBLISH)
    assert verdict((FIRST, STORY), (later, back), members=1) is Verdict.RETRACTED


def test_a_retraction_of_another_story_does_not():
    later = report("s", "Night Channel removed its post about a bridge.", "Morning Wire", NEXT)
    back = claim(later, "Night Channel removed its post about a bridge", agent="Night Channel", kind=EventType.PUBLISH)
    assert verdict((FIRST, STORY), (later, back), members=1) is Verdict.SINGLE_SOURCE


def test_troops_that_withdraw_take_nothing_back():
    of = report("r", "Norland troops withdrew from the ford.")
    gone = claim(
        of,
        "Norland troops withdrew from the ford",
        link("the Sudmark staff", "said"),
        kind=EventType.WITHDRAW,
        agent="Norland troops",
    )
    assert verdict((of, gone), kind=EventType.WITHDRAW) is Verdict.SINGLE_SOURCE


def test_a_withdrawal_can_be_the_happening_itself():
    of = report("r", "Night Channel took its story down.", "Morning Wire")
    assert (
        verdict((of, claim(of, "Night Channel took its story down", kind=EventType.PUBLISH)), kind=EventType.PUBLISH)
        is Verdict.SINGLE_SOURCE
    )


def test_a_persons_ruling_takes_an_account_back():
    key = f"r:{STORY.id}"
    assert verdict((FIRST, STORY), record=Record(retracted=frozenset({key}))) is Verdict.RETRACTED


def test_an_admission_is_not_undone_by_the_earlier_denial_of_its_own_side():
    of = report("r", "A drone hit the post. Yesterday its speaker had ruled it out.", "Morning Wire")
    admits = claim(of, "A drone hit the post", link("Norland military", "admits"), agent="Norland drones")
    denies = claim(
        of,
        "ruled it out",
        link("Norland military", "had"),
        negated=True,
        responds=[Responds(relation=Response.DENIES, claim=admits.id)],
    )
    assert verdict((of, admits), (of, denies)) is Verdict.CROSS_CONFIRMED


def test_a_ruling_on_a_source_fells_its_relays_too():
    relay = report("t", "A colonel is a prisoner.", "Echo Daily")
    told = claim(relay, "A colonel is a prisoner", CHANNEL, kind=EventType.CAPTURE_PERSON)
    assert verdict((FIRST, STORY), (relay, told), record=Record(retracted=frozenset({f"r:{STORY.id}"}))) is Verdict.RETRACTED
