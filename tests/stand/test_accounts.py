"""From claims to accounts: who speaks, for which side, and what he does to the proposition."""

from datetime import timedelta

import pytest

from sayso.model import (
    UNKNOWN_SIDE,
    ActorKind,
    Bound,
    EventType,
    Grade,
    Modality,
    PlaceRole,
    Posture,
    Responds,
    Response,
)
from sayso.stand.accounts import accounts
from sayso.stand.record import NOTHING, Record
from tests.stand.cast import DAY, PACK, SETTINGS, claim, event, film, link, people, report, spot

ARMY = link("the Norland army", "said")
ENEMY = link("the Sudmark command", "said")
MONITOR = link("the Grain Mission", "said", kind=ActorKind.MONITOR)


def told(*claims, kind=EventType.STRIKE, record=NOTHING, members=None):
    """The accounts of one event made of (report, claim) pairs, by the claim's words."""
    named = {f"{of.name}:{own.id}": (of, own) for of, own in claims}
    ids = [f"{of.name}:{own.id}" for of, own in (claims if members is None else claims[:members])]
    found = accounts(event(*ids, kind=kind), named, PACK, record, SETTINGS)
    return {named[one.claim][1].text: one for one in found}


def one(words, *chain, publisher="Morning Wire", text=None, kind=EventType.STRIKE, **slots):
    """The account of a report with one claim."""
    of = report("r", text or f"{words}.", publisher)
    return told((of, claim(of, words, *chain, kind=kind, **slots)), kind=kind)[words]


@pytest.mark.parametrize(
    ("chain", "publisher", "origin", "bloc"),
    [
        pytest.param((ARMY,), "Morning Wire", "the Norland army", "norland", id="a side's army"),
        pytest.param((MONITOR,), "Morning Wire", "the Grain Mission", None, id="a neutral monitor"),
        pytest.param((), "Morning Wire", None, None, id="an outlet's own voice is no origin"),
        pytest.param((), "Norland State News", "Norland State News", "norland", id="state media speak for their side"),
        pytest.param((), "Lake Incident Monitor", "Lake Incident Monitor", None, id="a body that publishes its own findings"),
        pytest.param(
            (link("the ministry"),),
            "Morning Wire",
            "the ministry",
            UNKNOWN_SIDE,
            id="an office of an unknown side is not neutral",
        ),
        pytest.param((link("the ministry", country="CH"),), "Morning Wire", "the ministry", None, id="an office of a third state is"),
        pytest.param(
            (link("the ministry"),), "Norland State News", "the ministry", "norland", id="a bare office in its own state's outlet"
        ),
        pytest.param((link("a hospital official"),), "Morning Wire", "a hospital official", None, id="a hospital is nobody's side"),
        pytest.param((link("a resident"),), "Morning Wire", "a resident", None, id="a resident"),
        pytest.param(
            (ARMY, link("a captured Sudmark soldier")),
            "Morning Wire",
            "a captured Sudmark soldier",
            "norland",
            id="a prisoner speaks for his captor's side",
        ),
        pytest.param(
            (link("a captured Sudmark soldier"),),
            "Morning Wire",
            "a captured Sudmark soldier",
            UNKNOWN_SIDE,
            id="a prisoner of nobody knows whom",
        ),
        pytest.param(
            (ARMY, link("their interrogators"), link("the elder man")),
            "Morning Wire",
            "the elder man",
            "norland",
            id="heard through interrogators",
        ),
        pytest.param((ARMY, link("a villager")), "Morning Wire", "a villager", "norland", id="a witness heard through one side alone"),
        pytest.param((MONITOR, link("a villager")), "Morning Wire", "a villager", None, id="a witness heard through a monitor"),
        pytest.param((ARMY, link("a video")), "Morning Wire", "the Norland army", "norland", id="a video is its issuer's word"),
        pytest.param((link("satellite pictures"),), "Morning Wire", "satellite pictures", None, id="pictures alone are an origin"),
        pytest.param((link("satellite pictures"),), "Lake Observatory", "Lake Observatory", None, id="who looks at pictures is the origin"),
    ],
)
def test_who_speaks(chain, publisher, origin, bloc):
    found = one("a bomb fell", *chain, publisher=publisher)
    assert (found.origin, found.bloc) == (origin, bloc)


def test_a_monitor_that_passes_on_what_is_reportedly_so_is_no_origin():
    assert one("a bomb fell", publisher="Lake Observatory", hedged=True).origin is None


@pytest.mark.parametrize(
    ("words", "chain", "slots", "posture"),
    [
        pytest.param("a bomb fell", (ENEMY,), {}, Posture.AFFIRM, id="says the same"),
        pytest.param("no bomb fell", (ENEMY,), {"negated": True}, Posture.DENY, id="says the contrary"),
        pytest.param("the tale is an invention", (ENEMY,), {"kind": EventType.REJECT}, Posture.DENY, id="calls it an invention"),
        pytest.param("it could not be verified", (MONITOR,), {"kind": EventType.OTHER}, Posture.SILENT, id="nobody could verify it"),
        pytest.param("it had no comment", (ENEMY,), {"kind": EventType.OTHER, "negated": True}, Posture.SILENT, id="no comment"),
        pytest.param("found no evidence of a bomb", (), {"negated": True, "kind": EventType.ASSESS}, Posture.SILENT, id="no evidence seen"),
        pytest.param("it would be a crime", (ENEMY,), {"modality": Modality.OPINION}, Posture.SILENT, id="an opinion beside a fact"),
        pytest.param("it may have been two", (MONITOR,), {"modality": Modality.POSSIBLE}, Posture.AFFIRM, id="a possibility affirms"),
        pytest.param("it took the report back", (ENEMY,), {"kind": EventType.OTHER}, Posture.WITHDRAW, id="takes a report back"),
    ],
)
def test_what_an_account_does(words, chain, slots, posture):
    first, second = report("r", "A bomb hit the mill."), report("s", f"Of this, {words}.", "Harbour Times")
    found = told((first, claim(first, "A bomb hit the mill", ARMY)), (second, claim(second, words, *chain, **slots)))
    assert found[words].posture is posture


def test_what_all_negate_is_affirmed_in_the_negative():
    first, second = report("r", "There were no soldiers."), report("s", "She saw no soldiers.", "Harbour Times")
    found = told(
        (first, claim(first, "There were no soldiers", ARMY, negated=True)),
        (second, claim(second, "She saw no soldiers", MONITOR, negated=True)),
    )
    assert {account.posture for account in found.values()} == {Posture.AFFIRM}


TAKEN = "Norland troops took the hill"


@pytest.mark.parametrize(
    ("words", "kind", "agent", "negated", "speaker", "posture"),
    [
        pytest.param(
            "Sudmark troops hold the hill",
            EventType.OTHER,
            "Sudmark troops",
            False,
            ENEMY,
            Posture.DENY,
            id="the other side holds it",
        ),
        pytest.param("the hill remains Sudmark", EventType.OTHER, None, False, ENEMY, Posture.DENY, id="named by its adjective"),
        pytest.param("the hill is still in our hands", EventType.OTHER, None, False, ENEMY, Posture.DENY, id="in our hands"),
        pytest.param("assaults were repelled", EventType.REPEL, "Sudmark troops", False, ENEMY, Posture.DENY, id="repelled"),
        pytest.param(
            "Sudmark troops left the hill",
            EventType.WITHDRAW,
            "Sudmark troops",
            False,
            MONITOR,
            Posture.AFFIRM,
            id="one left, the other has it",
        ),
        pytest.param("our troops did not leave", EventType.WITHDRAW, "our troops", True, ENEMY, Posture.DENY, id="did not leave"),
        pytest.param(
            "Norland troops advanced",
            EventType.ADVANCE,
            "Norland troops",
            False,
            ARMY,
            Posture.AFFIRM,
            id="an advance holds nothing",
        ),
        pytest.param("the hill had not fallen", EventType.SEIZE_PLACE, None, True, ENEMY, Posture.DENY, id="not fallen"),
        pytest.param(
            "it no longer held the hill",
            EventType.SEIZE_PLACE,
            None,
            True,
            link("the Sudmark staff", "conceded"),
            Posture.AFFIRM,
            id="concedes in the negative",
        ),
    ],
)
def test_whose_hands(words, kind, agent, negated, speaker, posture):
    first, second = report("r", f"{TAKEN}."), report("s", f"{words}.", "Harbour Times")
    taken = claim(first, TAKEN, ARMY, kind=EventType.SEIZE_PLACE, agent="Norland troops")
    found = told(
        (first, taken),
        (second, claim(second, words, speaker, kind=kind, agent=agent, negated=negated)),
        kind=EventType.SEIZE_PLACE,
    )
    assert found[words].posture is posture


def test_another_doer_is_another_version():
    first, second = report("r", "Sudmark guns hit the bus."), report("s", "Norland drones hit the bus.", "Harbour Times")
    found = told(
        (first, claim(first, "Sudmark guns hit the bus", ARMY, agent="Sudmark guns")),
        (second, claim(second, "Norland drones hit the bus", ENEMY, agent="Norland drones")),
    )
    assert sorted(account.posture for account in found.values()) == ["affirm", "alter"]


def test_of_a_toll_the_doer_is_no_core():
    first, second = report("r", "three died by Sudmark guns."), report("s", "three died by Norland drones.", "Harbour Times")
    pairs = (
        (first, claim(first, "three died", ARMY, agent="Sudmark guns", kind=EventType.KILL)),
        (second, claim(second, "three died by", ENEMY, agent="Norland drones", kind=EventType.KILL)),
    )
    assert {account.posture for account in told(*pairs, kind=EventType.KILL).values()} == {Posture.AFFIRM}


@pytest.mark.parametrize(
    ("left", "right", "clash"),
    [
        pytest.param(people(5), people(6), False, id="five and six"),
        pytest.param(people(5), people(10), False, id="twice is not more than twice"),
        pytest.param(people(5), people(11), True, id="more than twice"),
        pytest.param(people(5, Bound.AT_LEAST), people(40), False, id="at least five leaves forty open"),
        pytest.param(people(60, Bound.AT_MOST), people(5), False, id="up to sixty leaves five open"),
        pytest.param(people(60, Bound.AT_MOST), people(150), True, id="up to sixty against 150"),
        pytest.param(people(30, role="age"), people(3, role="age"), False, id="ages are no counts"),
    ],
)
def test_figures_that_clash(left, right, clash):
    first, second = report("r", "people died at the mill."), report("s", "people died.", "Harbour Times")
    found = told(
        (first, claim(first, "people died at the mill", ARMY, kind=EventType.KILL, quantities=[left])),
        (second, claim(second, "people died", MONITOR, kind=EventType.KILL, quantities=[right])),
        kind=EventType.KILL,
    )
    assert (Posture.ALTER in {account.posture for account in found.values()}) is clash


def test_an_origins_own_later_figure_is_an_update_and_no_clash():
    first = report("r", "two died.")
    second = report("s", "nine died.", "Harbour Times", DAY + timedelta(days=1))
    found = told(
        (first, claim(first, "two died", ARMY, kind=EventType.KILL, quantities=[people(2)])),
        (second, claim(second, "nine died", ARMY, kind=EventType.KILL, quantities=[people(9)])),
        kind=EventType.KILL,
    )
    assert {account.posture for account in found.values()} == {Posture.AFFIRM}


@pytest.mark.parametrize(
    ("where", "posture"),
    [
        pytest.param(spot("Mill", 50.0, 30.0), Posture.AFFIRM, id="the same place"),
        pytest.param(spot("Ford", 50.2, 30.0), Posture.AFFIRM, id="22 km off, within the tolerance"),
        pytest.param(spot("Bay", 52.0, 30.0), Posture.ALTER, id="220 km off"),
        pytest.param(spot("Province", 52.0, 30.0, radius_km=250), Posture.AFFIRM, id="a province that holds it"),
        pytest.param(spot("Base", 52.0, 30.0, role=PlaceRole.FROM), Posture.AFFIRM, id="where they came from is no site"),
    ],
)
def test_places_that_clash(where, posture):
    first, second = report("r", "a bomb hit it."), report("s", "a bomb fell.", "Harbour Times", DAY + timedelta(days=1))
    found = told(
        (first, claim(first, "a bomb hit it", ARMY, where=[spot("Mill", 50.0, 30.0)])),
        (second, claim(second, "a bomb fell", MONITOR, where=[where])),
    )
    assert found["a bomb fell"].posture is posture


@pytest.mark.parametrize(
    ("relation", "posture"),
    [
        pytest.param(Response.CONFIRMS, Posture.AFFIRM, id="confirms"),
        pytest.param(Response.DISPUTES, Posture.ALTER, id="disputes"),
        pytest.param(Response.DENIES, Posture.DENY, id="denies"),
    ],
)
def test_what_the_report_sets_against_another_account(relation, posture):
    of = report("r", "A bomb hit the mill, said one. It was a gas bottle, said the other.")
    hit = claim(of, "A bomb hit the mill", ARMY)
    bottle = claim(of, "It was a gas bottle", MONITOR, responds=[Responds(relation=relation, claim=hit.id)])
    assert told((of, hit), (of, bottle))["It was a gas bottle"].posture is posture


@pytest.mark.parametrize(
    ("kind", "speaker", "slots", "interest"),
    [
        pytest.param(EventType.SEIZE_PLACE, ARMY, {"agent": "Norland troops"}, 1, id="its own gain"),
        pytest.param(EventType.SEIZE_PLACE, ENEMY, {"agent": "Norland troops"}, -1, id="the other side's gain"),
        pytest.param(EventType.SEIZE_PLACE, ENEMY, {"agent": "Norland troops", "negated": True}, 1, id="no gain of the other side"),
        pytest.param(EventType.WITHDRAW, ARMY, {"agent": "our troops"}, -1, id="its own retreat"),
        pytest.param(EventType.WITHDRAW, ARMY, {"agent": "Sudmark troops"}, 1, id="the other side's retreat"),
        pytest.param(EventType.EXECUTE, ENEMY, {"agent": "Norland troops"}, 1, id="an accusation is never an admission"),
        pytest.param(EventType.EXECUTE, ARMY, {"agent": "Norland troops"}, -1, id="its own execution of prisoners"),
        pytest.param(EventType.KILL, ARMY, {"agent": "Norland troops", "patient": "villagers"}, -1, id="civilians by its own hand"),
        pytest.param(EventType.KILL, ARMY, {"agent": "Norland troops", "patient": "Sudmark soldiers"}, 1, id="combatants by its own hand"),
        pytest.param(EventType.KILL, ENEMY, {"agent": "Norland troops", "patient": "Sudmark soldiers"}, 0, id="losses told to accuse"),
        pytest.param(
            EventType.KILL,
            link("the Sudmark staff", "admitted"),
            {"agent": "Norland troops", "patient": "Sudmark soldiers"},
            -1,
            id="losses admitted",
        ),
        pytest.param(
            EventType.CAPTURE_PERSON,
            ENEMY,
            {"agent": "Norland troops", "patient": "Sudmark soldiers"},
            -1,
            id="its own men captured",
        ),
        pytest.param(EventType.STRIKE, MONITOR, {"agent": "Norland troops"}, 0, id="a neutral has no interest"),
        pytest.param(EventType.MEET, ARMY, {}, 0, id="a meeting serves nobody"),
        pytest.param(EventType.STRIKE, link("the Norland staff", "acknowledged"), {"agent": "Norland drones"}, -1, id="acknowledged"),
    ],
)
def test_whose_interest(kind, speaker, slots, interest):
    assert one("it happened", speaker, kind=kind, **slots).interest == interest


def test_what_a_prisoner_confesses_is_no_admission_of_his_captor():
    found = one("it happened", ARMY, link("a captured Sudmark soldier", "confessed"), kind=EventType.TESTIFY)
    assert (found.bloc, found.interest) == ("norland", 0)


def test_what_a_prisoner_says_against_his_captor_is_no_admission_either():
    found = one("guards shot two men", ARMY, link("a captured man"), kind=EventType.EXECUTE, agent="Norland guards")
    assert (found.bloc, found.interest) == ("norland", 0)


def test_the_name_of_a_prisoner_is_withheld():
    found = one("we had no food", ARMY, link("Private Ole Brandt", "said", kind=ActorKind.PRISONER), kind=EventType.TESTIFY)
    assert found.origin == "a prisoner"
    assert not any("Brandt" in reason.why + "".join(reason.words) for reason in found.reasons)


def test_who_gives_himself_up_is_the_one_captured():
    found = one(
        "five Sudmark soldiers surrendered",
        link("the Sudmark staff", "conceded"),
        kind=EventType.CAPTURE_PERSON,
        agent="five Sudmark soldiers",
    )
    assert found.interest == -1


@pytest.mark.parametrize(
    ("sentence", "shared"),
    [
        pytest.param("A bomb fell, the Grain Mission said, which had been assisting Norland army investigators.", True, id="assisting"),
        pytest.param("A bomb fell, the Grain Mission said on a tour with the Norland army.", True, id="on a tour"),
        pytest.param("A bomb fell, the Grain Mission said. It had been assisting Norland army doctors.", False, id="another sentence"),
        pytest.param("A bomb fell, the Grain Mission said; the Norland army had said so before.", False, id="only named"),
    ],
)
def test_shared_access(sentence, shared):
    first, second = report("r", "A bomb hit the mill."), report("s", sentence, "Harbour Times")
    army = link("Norland army")
    found = told((first, claim(first, "A bomb hit the mill", army)), (second, claim(second, "A bomb fell", MONITOR)))
    assert ("norland army" in found["A bomb fell"].shared_access) is shared


def test_a_verifier_is_an_account_of_its_own():
    of = report("r", "a bomb fell.")
    own = claim(of, "a bomb fell", ARMY, evidence=[film(Grade.E3, "Map Room")])
    found = accounts(event("r:x"), {"r:x": (of, own)}, PACK, NOTHING, SETTINGS)
    assert {account.origin for account in found} == {"the Norland army", "Map Room"}


def test_two_sides_that_speak_at_once_are_two_accounts():
    of = report("r", "a truce holds.")
    both = claim(of, "a truce holds", link("Norland and Sudmark", "say"), kind=EventType.AGREE)
    found = accounts(event("r:x", kind=EventType.AGREE), {"r:x": (of, both)}, PACK, NOTHING, SETTINGS)
    assert {account.bloc for account in found} == {"norland", "sudmark"}


def test_a_voice_does_not_deny_itself_in_one_breath():
    of = report("r", "She gave no names. She gave call signs.")
    found = told((of, claim(of, "She gave no names", MONITOR, negated=True)), (of, claim(of, "She gave call signs", MONITOR)))
    assert {account.posture for account in found.values()} == {Posture.AFFIRM}


def test_what_a_denier_tells_instead_belongs_to_his_denial():
    first = report("r", "guards beat him to death.")
    second = report("s", "He was not beaten. He died of his heart.", "Harbour Times")
    found = told(
        (first, claim(first, "guards beat him to death", ARMY)),
        (second, claim(second, "He was not beaten", ENEMY, negated=True)),
        (second, claim(second, "He died of his heart", ENEMY)),
    )
    assert found["He died of his heart"].posture is Posture.DENY


def test_members_that_the_mapping_lacks_are_passed_over():
    of = report("r", "a bomb fell.")
    found = accounts(event("r:x", "gone:y"), {"r:x": (of, claim(of, "a bomb fell", ARMY))}, PACK, NOTHING, SETTINGS)
    assert [account.claim for account in found] == ["r:x"]


def test_copies_and_rulings_come_from_the_record():
    of = report("r", "a bomb fell.")
    record = Record(near_copies={"r:x": "s:y"}, retracted=frozenset({"r:x"}))
    (found,) = accounts(event("r:x"), {"r:x": (of, claim(of, "a bomb fell", ARMY))}, PACK, record, SETTINGS)
    assert (found.near_copy_of, found.retracted) == ("s:y", True)


def test_without_packs_sides_come_from_the_sources_alone():
    of = report("r", "a bomb fell.")
    own = claim(of, "a bomb fell", link("the Norland army", bloc="norland"))
    (found,) = accounts(event("r:x"), {"r:x": (of, own)}, None, NOTHING, SETTINGS)
    assert found.bloc == "norland"
