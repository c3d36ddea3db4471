"""Linking: what joins, what never does, what people rule, and the laws. All claims are invented."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sayso.link import Details, MemoryBook, keys, link, load_weights
from sayso.link.compare import FEATURES, compare, vetoed
from sayso.link.details import Spot
from sayso.link.profile import Profile, profile_of
from sayso.link.weights import MEANING, shipped, weights_text
from sayso.link.words import weighed
from sayso.model import Judgement, Ruling
from sayso.settings import LinkSettings
from sayso.settings import shipped as shipped_settings

DAY = 739_000
RULES = shipped_settings().link
OREL, TARN = Spot(key="p1", lat=48.0, lon=37.0), Spot(key="p2", lat=50.5, lon=30.5)
AT = datetime(2025, 4, 1, tzinfo=UTC)


def claim(name: str, **told: object) -> Details:
    own: dict[str, object] = {
        "id": f"{name}:c", "report": name, "type": "strike", "published": DAY + 1, "first": DAY, "last": DAY, "spots": (OREL,),
        "agents": weighed(["russian", "drone"]), "patients": weighed(["depot"]), "terms": weighed(["drone", "depot", "hit"]),
        "context": weighed(["drone", "depot", "hit", "orel"]), "speakers": weighed([f"speaker{name}"]),
    }  # fmt: skip
    return Details(**(own | told))  # type: ignore[arg-type]


def linked(*claims: Details, judgements: tuple[Judgement, ...] = ()) -> dict[str, str | None]:
    book = MemoryBook()
    link(claims, book, judgements, RULES)
    return {one.id: book.event_of(one.id) for one in claims}


def together(*claims: Details, judgements: tuple[Judgement, ...] = ()) -> bool:
    return len(set(linked(*claims, judgements=judgements).values())) == 1


def test_two_accounts_of_one_strike_meet() -> None:
    assert together(claim("a"), claim("b", agents={}, last=DAY + 1))


APART = [
    ("another place, far off", {"spots": (TARN,)}),
    ("another day", {"first": DAY + 9, "last": DAY + 9, "published": DAY + 10}),
    ("a tally", {"tally": True}),
    ("another ship", {"objects": frozenset({"ship:gale"}), "type": "vessel_incident"}),
]


@pytest.mark.parametrize(("why", "told"), APART, ids=[row[0] for row in APART])
def test_what_is_another_happening_stays_apart(why: str, told: dict[str, object]) -> None:
    first = claim("a", objects=frozenset({"ship:tide"}), type="vessel_incident") if "ship" in why else claim("a")
    assert not together(first, claim("b", **told))


def test_a_second_strike_of_one_report_is_another_one() -> None:
    assert not together(claim("a", ordinal=1), replace(claim("a", ordinal=2), id="a:d", position=1))


VETOES = [
    ({"first": DAY + 9, "last": DAY + 9}, "link.veto.days"), ({"spots": (TARN,)}, "link.veto.distance"),
    ({"tally": True}, "link.veto.tally"), ({"first": None, "last": None, "published": DAY + 30}, "link.veto.published"),
    ({"type": "seize_place", "first": DAY + 30, "last": DAY + 30, "published": DAY + 30}, "link.veto.published"),
    ({"first": None, "last": None, "published": DAY + 15}, None),
    ({}, None), ({"type": "seize_place", "first": DAY + 9, "last": DAY + 9}, None), ({"spots": ()}, None),
]  # fmt: skip


@pytest.mark.parametrize(("told", "rule"), VETOES)
def test_vetoes(told: dict[str, object], rule: str | None) -> None:
    event = profile_of("e", [claim("a")])
    assert vetoed(claim("b", **told), event, load_weights(), LinkSettings()) == rule


def test_rulings_outrank_scores() -> None:
    one, other = claim("a"), claim("b")
    part = Judgement(ruling=Ruling.NOT_SAME, subjects=(one.id, other.id), author="x", at=AT)
    assert not together(one, other, judgements=(part,))
    far = claim("b", spots=(TARN,))
    join = Judgement(ruling=Ruling.SAME, subjects=(one.id, far.id), author="x", at=AT)
    assert not together(one, far) and together(one, far, judgements=(join,))
    undo = Judgement(ruling=Ruling.UNDO, subjects=(one.id, far.id), author="x", at=datetime(2025, 4, 2, tzinfo=UTC))
    assert not together(one, far, judgements=(join, undo))


CROWD = [
    claim(
        f"r{number}", first=DAY + number % 3, last=DAY + number % 3, spots=((OREL, TARN)[number % 2],),
        type=("strike", "attack")[number % 5 == 0],
    )
    for number in range(12)
]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(some.permutations(CROWD))
def test_the_order_of_claims_does_not_matter(order: list[Details]) -> None:
    assert linked(*order) == linked(*CROWD)


def test_linking_twice_changes_nothing() -> None:
    book = MemoryBook()
    link(CROWD, book, (), RULES)
    before = {one.id: book.event_of(one.id) for one in CROWD}
    again = link(CROWD, book, (), RULES)
    assert not again.matches and {one.id: book.event_of(one.id) for one in CROWD} == before


@settings(max_examples=40, deadline=None)
@given(some.lists(some.sampled_from(CROWD), min_size=1, max_size=6, unique_by=lambda one: one.id), some.sampled_from(CROWD))
def test_taking_a_claim_out_undoes_putting_it_in(members: list[Details], extra: Details) -> None:
    plain, changed = profile_of("e", members), profile_of("e", members)
    if extra.id in plain.claims:
        return
    changed.add(extra)
    changed.remove(extra)
    probe = claim("probe")
    assert compare(probe, changed, load_weights()) == pytest.approx(compare(probe, plain, load_weights()))


def test_no_key_is_a_type_and_a_day_alone() -> None:
    own, ring = keys(claim("a", spots=(), agents={}, patients={}, context={}), load_weights())
    assert own == [] and ring == []


def test_the_table_of_weights_says_what_each_one_means() -> None:
    assert set(MEANING) == set(FEATURES) and len(shipped().values) == len(FEATURES)
    assert all(name in weights_text(shipped()) for name in FEATURES)


def test_an_empty_profile_has_no_mode() -> None:
    assert Profile("e").mode is None


def test_weighed_words_come_in_one_order() -> None:
    """A set's own order changes from process to process, and with it the last digit of every sum: two processes, two events."""
    words = frozenset({"depot", "drone", "russian", "hit", "orel", "tarn", "bridge"})
    assert list(weighed(words)) == sorted(words)
    own = claim("a", objects=frozenset({f"ship:{word}" for word in words}))
    named = [key for key in keys(own, load_weights())[0] if key.startswith("o|")]
    assert named == sorted(named) and len(named) == len(words)
