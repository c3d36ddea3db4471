"""The ledger keeps what it is given, once, and remembers what it believed when."""

import threading
from dataclasses import replace
from datetime import date

import pytest

from sayso.errors import InputError, LedgerBusyError, LedgerError
from sayso.ledger import ClaimFilter, EventFilter, finding, open_ledger
from sayso.model import Judgement, Ruling, Verdict
from sayso.settings import LedgerSettings
from tests.ledger.build import TEXT, Read, at, claim, event, full_claim, ids, read, report, standing


@pytest.fixture
def book(tmp_path):
    with open_ledger(tmp_path / "own.duckdb") as ledger:
        yield ledger


def test_nouns_come_back_equal(book):
    own = report(url="https://wire.example/1")
    given = Read(own, (full_claim(own), claim(own, "A resident of Harrow saw no fire")), ("recoded",))
    added = book.add([given], at(0))
    assert (added.reports, added.claims, added.doubles) == ((own.id,), 2, 0)
    entry = book.report(own.id)
    assert (entry.report, entry.flags, entry.version, entry.known_from) == (own, ("recoded",), 1, at(0))
    assert tuple(one.claim for one in book.claims_of(own.id)) == given.claims
    assert book.told(ids(given)) == {key: (own, one) for key, one in zip(ids(given), given.claims, strict=True)}


def test_the_same_report_adds_nothing(book):
    first = book.add([read()], at(0))
    second = book.add([read(), read()], at(1))
    assert (first.claims, second.claims, second.known) == (2, 0, first.reports * 2)
    assert len(book.claims().entries) == 2


def test_a_changed_report_supersedes(book):
    old, new = read(), read(TEXT.replace("Two", "Three"))
    book.add([old], at(0))
    book.put_events({"ev-1": event(*ids(old))}, at(1))
    added = book.add([new], at(2))
    assert added.superseded == ((old.report.id, new.report.id),)
    assert added.events == ("ev-1",)
    assert {one.id for one in book.claims().entries} == set(ids(new))
    assert {one.id for one in book.claims(asof=at(1)).entries} == set(ids(old))
    assert book.report(old.report.id) is None
    assert book.report(old.report.id, asof=at(1)).known_to == at(2)
    assert [one.version for one in book.versions(new.report.id)] == [1, 2]
    assert book.event("ev-1") is None
    assert len(book.event("ev-1", asof=at(1)).event.members) == 2


def test_a_text_that_returns_stands_again(book):
    old, new = read(), read(TEXT.replace("Two", "Three"))
    book.add([old, new, old], at(0))
    assert {one.id for one in book.claims().entries} == set(ids(old))
    assert [one.version for one in book.versions(new.report.id)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("first", "second", "stand"),
    [
        pytest.param({"url": "https://a.example"}, {"url": "https://a.example", "name": "other"}, 1, id="same url"),
        pytest.param({"url": "https://a.example"}, {"url": "https://b.example"}, 2, id="another url, same name"),
        pytest.param({"name": "a"}, {"name": "a"}, 1, id="same name and outlet"),
        pytest.param({"name": "a"}, {"name": "a", "publisher": "Evening Wire"}, 2, id="same name, another outlet"),
        pytest.param({"name": None}, {"name": None}, 2, id="no name"),
    ],
)
def test_what_supersedes_what(book, first, second, stand):
    book.add([read(**first)], at(0))
    book.add([read(TEXT.replace("Two", "Three"), **second)], at(1))
    assert len(book.claims().entries) == 2 * stand


def test_events_grow_move_and_merge(book):
    one, two = read(), read(TEXT.replace("Two", "Three"), name="other")
    book.add([one, two], at(0))
    a, b, c, d = ids(one, two)
    assert set(book.put_events({"ev-1": event(a, b), "ev-2": event(c, d)}, at(1))) == {"ev-1", "ev-2"}
    assert book.put_events({"ev-1": event(a, b)}, at(2)) == ()
    assert set(book.put_events({"ev-1": event(a, b, c)}, at(3))) == {"ev-1", "ev-2"}
    assert (book.event("ev-2").claims, book.event("ev-2", asof=at(2)).claims) == (1, 2)
    assert book.event("ev-1").event == event(a, b, c)
    assert book.event("ev-1", asof=at(2)).event == event(a, b)
    book.put_events({"ev-1": event(a, b, c, d)}, at(4), merged={"ev-2": "ev-1"})
    assert book.event("ev-2") is None
    assert book.merged_into("ev-2") == "ev-1"
    assert set(book.whole(["ev-1", "ev-2"])) == {"ev-1"}
    assert [one.event for one in book.whole(["ev-2", "ev-1"], asof=at(1)).values()] == [event(a, b), event(c, d)]
    assert [one.id for one in book.events().entries] == ["ev-1"]
    assert [one.id for one in book.events(asof=at(1)).entries] == ["ev-2", "ev-1"]
    assert book.event_of(c) == "ev-1"
    assert book.event_of(c, asof=at(2)) == "ev-2"
    assert len(book.memberships("ev-2", past=True)) == 2


def test_standings_have_a_history(book):
    one = read()
    book.add([one], at(0))
    book.put_events({"ev-1": event(*ids(one))}, at(0))
    weak, strong = standing(), standing(Verdict.CORROBORATED, "R8", credibility=2)
    assert book.put_standings({"ev-1": weak}, at(1), cause="first") == ("ev-1",)
    assert book.put_standings({"ev-1": weak}, at(2)) == ()
    assert book.put_standings({"ev-1": strong, "ev-1 ": weak}, at(3)) == ("ev-1", "ev-1 ")
    assert [own.standing for own in book.standings_of("ev-1")] == [weak, strong]
    assert [own.cause for own in book.standings_of("ev-1", asof=at(2))] == ["first"]
    assert book.event("ev-1").standing == strong
    assert book.event("ev-1", asof=at(2)).standing == weak
    assert [own.standing for own in book.changes(at(1))] == [strong, weak]
    assert [own.id for own in book.events(EventFilter(verdicts=("corroborated",))).entries] == ["ev-1"]
    assert book.events(EventFilter(verdicts=("corroborated",)), asof=at(2)).entries == ()


def test_an_event_may_bring_its_standing(book):
    one = read()
    book.add([one], at(0))
    weak, strong = standing(), standing(Verdict.CORROBORATED, "R8", credibility=2)
    with_standing = event(*ids(one), standing=weak)
    assert book.put_events({"ev-1": with_standing}, at(1), cause="first") == ("ev-1",)
    assert book.put_events({"ev-1": with_standing}, at(2)) == ()
    assert book.put_events({"ev-1": event(*ids(one))}, at(3)) == ()
    assert book.event("ev-1").event == with_standing
    assert book.put_events({"ev-1": event(*ids(one), gist="depots burn", standing=strong)}, at(4)) == ("ev-1",)
    assert [(own.standing, own.cause) for own in book.standings_of("ev-1")] == [(weak, "first"), (strong, "")]
    assert [own.id for own in book.events(EventFilter(rules=("R8",), credibilities=(2,), origins=1, evidence="E1")).entries] == ["ev-1"]
    assert [own.standing for own in book.events(asof=at(2)).entries] == [weak]
    assert book.event("ev-1").standing_from == at(4)


def test_other_profiles_beside_it(book):
    one = read()
    book.add([one], at(0))
    book.put_events({"ev-1": event(*ids(one), standing=standing())}, at(1))
    other = standing(Verdict.DISPUTED, profile="airwars", grade="Contested")
    book.put_standings({"ev-1": other}, at(2))
    assert book.event("ev-1", profile="airwars").standing == other
    assert book.event("ev-1").standing == standing()
    assert len(book.events(EventFilter(verdicts=("disputed",), profile="airwars")).entries) == 1
    assert book.facets(EventFilter(profile="airwars"))["verdict"] == {"disputed": 1}
    assert book.events(EventFilter(verdicts=("disputed",))).entries == ()


def test_judgements_and_failures(book):
    ruling = Judgement(ruling=Ruling.SAME, subjects=("a", "b"), author="Ann", at=at(-5), note="same fire")
    book.add_judgement(ruling, at(0))
    book.add_failures([type("Failure", (), {"place": "a.txt", "message": "empty"})()], at(1))
    assert book.judgements() == (ruling,)
    assert book.judgements(asof=at(-1)) == ()
    assert [(one.place, one.message, one.known_from) for one in book.failures()] == [("a.txt", "empty", at(1))]


CLAIM_FILTERS = [
    pytest.param({}, 3, id="none"),
    pytest.param({"types": ("destroy",)}, 1, id="type"),
    pytest.param({"types": ("destroy", "strike")}, 3, id="two types"),
    pytest.param({"families": ("force",)}, 3, id="family"),
    pytest.param({"speakers": ("A resident of Harrow",)}, 1, id="speaker by name"),
    pytest.param({"speakers": ("the-Norland-army",)}, 2, id="speaker by id"),
    pytest.param({"blocs": ("norland",)}, 2, id="bloc"),
    pytest.param({"blocs": ("",)}, 1, id="no bloc"),
    pytest.param({"polarities": ("negated",)}, 1, id="polarity"),
    pytest.param({"modalities": ("possible",)}, 1, id="modality"),
    pytest.param({"participants": ("the depots",)}, 1, id="participant"),
    pytest.param({"places": ("Harrow",)}, 1, id="place by name"),
    pytest.param({"places": (77, "Nowhere")}, 1, id="place by number"),
    pytest.param({"bounds": (30.0, 50.0, 31.0, 51.0)}, 1, id="bounds"),
    pytest.param({"bounds": (31.0, 50.0, 30.3, 51.0)}, 1, id="bounds over the date line"),
    pytest.param({"bounds": (30.3, 50.0, 31.0, 51.0)}, 0, id="bounds beside it"),
    pytest.param({"first": date(2031, 5, 14)}, 2, id="from a day"),
    pytest.param({"until": date(2031, 5, 14)}, 1, id="before a day"),
    pytest.param({"evidence": "E2"}, 1, id="evidence"),
    pytest.param({"evidence": "E3"}, 0, id="better evidence"),
    pytest.param({"chain": 1, "hedged": True}, 1, id="hedged"),
    pytest.param({"core": False}, 0, id="not core"),
    pytest.param({"publishers": ("Morning Wire",), "voices": ("indirect",), "stances": ("neutral",)}, 3, id="outlet, voice, stance"),
]


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """A ledger with three claims, one of them with every slot filled."""
    own = replace(report(name="other"), title="Another")
    with open_ledger(tmp_path_factory.mktemp("ledger") / "own.duckdb") as ledger:
        ledger.add([read(), Read(own, (full_claim(own),))], at(0))
        yield ledger


@pytest.mark.parametrize(("given", "count"), CLAIM_FILTERS)
def test_claim_filters(three, given, count):
    asked = ClaimFilter(**given)
    assert len(three.claims(asked).entries) == count
    assert sum(three.facets(asked)["type"].values()) == count
    assert sum(number for _, number in three.timeline(asked)) == count
    assert len(three.search("depots AND fire harrow", asked)) == 0
    assert len(three.search("harrow", asked)) == count


def test_pages_follow_each_other(book):
    book.add([read(name=f"n{step}", day=1 + step % 3, publisher=f"Wire {step}") for step in range(5)], at(0))
    seen, after = [], None
    for _ in range(4):
        page = book.claims(after=after, limit=3)
        seen += page.entries
        after = page.next
    assert after is None
    assert [one.n for one in seen] == [one.n for one in book.claims(limit=100).entries]
    assert len(seen) == 10
    with pytest.raises(InputError, match="take `next`"):
        book.claims(after="nonsense")


def test_facets_timeline_and_bins(book):
    one = read()
    own = replace(report(name="other"), title="Another")
    book.add([one, Read(own, (full_claim(own),))], at(0))
    assert book.facets()["type"] == {"strike": 2, "destroy": 1}
    assert book.facets()["bloc"] == {"norland": 2, None: 1}
    assert book.timeline() == ((date(2031, 5, 12), 1), (date(2031, 5, 14), 2))
    assert book.timeline(step="month") == ((date(2031, 5, 1), 3),)
    assert [(bin.lat, bin.lon, bin.count) for bin in book.map_bins(size=0.5)] == [(50.5, 30.0, 1)]
    book.put_events({"ev-1": event(*ids(one), where=full_claim(own).where, when=full_claim(own).when)}, at(1))
    book.put_standings({"ev-1": standing()}, at(1))
    assert book.facets(EventFilter())["verdict"] == {"single_source": 1}
    assert book.timeline(EventFilter()) == ((date(2031, 5, 12), 1),)
    assert (
        len(book.map_bins(EventFilter(flags=("unverified", "hedged"), blocs=("sudmark", "norland"), speakers=("A resident of Harrow",))))
        == 1
    )
    assert len(book.map_bins(EventFilter(flags=("denied_by",)))) == 0
    with pytest.raises(InputError, match="give day"):
        book.timeline(step="hour")


def test_time_runs_forward(book):
    book.add([read()], at(0))
    book.add([read(name="soon")], at(-0.5))
    assert book.report(read(name="soon").report.id).known_from == at(0)
    with pytest.raises(InputError, match="give a later time"):
        book.add([read(name="late")], at(-60))
    with pytest.raises(InputError, match="no time zone"):
        book.add([read(name="late")], at(0).replace(tzinfo=None))


def test_words_that_no_file_can_carry(book):
    own = read("A \ud800 depot burned, the Norland army said. A resident \x00 saw it", publisher="W\udfffre")
    book.add([own], at(0))
    assert book.report(own.report.id).report == own.report
    assert tuple(one.claim for one in book.claims_of(own.report.id)) == own.claims
    assert len(book.search("depot")) == 1


def test_one_ledger_a_process(book):
    with pytest.raises(LedgerBusyError, match="open in this process"):
        open_ledger(book.path)


def test_a_reader_writes_nothing(tmp_path):
    path = tmp_path / "own.duckdb"
    with pytest.raises(LedgerError, match="sayso add"):
        open_ledger(path, read_only=True)
    with open_ledger(path) as book:
        book.add([read()], at(0))
    with open_ledger(path, read_only=True) as book:
        assert len(book.search("depots")) == 1
        with pytest.raises(LedgerError, match="reading only"):
            book.add([read()], at(1))


def test_the_search_file_is_made_anew(tmp_path):
    path = tmp_path / "own.duckdb"
    with open_ledger(path) as book:
        book.add([read()], at(0))
    (tmp_path / "own.fts.sqlite").unlink()
    with open_ledger(path, read_only=True) as book, pytest.raises(LedgerError, match="reindex"):
        book.search("depots")
    with open_ledger(path) as book:
        assert len(book.search("depo*")) == 1
        assert book.reindex() == 2
        assert len(book.search('"no fire"')) == 1
        with pytest.raises(InputError, match="no word"):
            book.search('"" *')


@pytest.fixture(scope="module")
def nine(tmp_path_factory):
    """A ledger with nine reports of three outlets."""
    with open_ledger(tmp_path_factory.mktemp("ledger") / "own.duckdb") as ledger:
        ledger.add([read(name=f"n{number}", day=1 + number, publisher=f"Wire {number % 3}") for number in range(9)], at(0))
        yield ledger


@pytest.mark.parametrize("step", [1, 2, 3, 200])
@pytest.mark.parametrize(("limit", "patience", "few"), [(1, 3, 200), (4, 3, 200), (50, 3, 200), (1, 1, 1), (3, 1, 2)])
def test_search_goes_on_until_enough_fit(nine, monkeypatch, step, limit, patience, few):
    monkeypatch.setattr(finding, "PATIENCE", patience)
    monkeypatch.setattr(finding, "FEW", few)
    monkeypatch.setattr(nine, "_settings", LedgerSettings(search_step=step))
    asked = ClaimFilter(publishers=("Wire 1",), first=date(2031, 5, 3))
    seen, before = [], None
    while some := nine.search("harrow", asked, before=before, limit=limit):
        seen += some
        before = some[-1].n
    assert [one.n for one in seen] == sorted((one.n for one in nine.claims(asked).entries), reverse=True)
    assert len(seen) == 4
    assert nine.search("harrow", ClaimFilter(types=("repel",))) == ()


def test_a_broken_search_file_is_made_anew(tmp_path):
    path, file = tmp_path / "own.duckdb", tmp_path / "own.fts.sqlite"
    with open_ledger(path) as book:
        book.add([read()], at(0))
    file.write_bytes(b"depots " * 999)
    with open_ledger(path, read_only=True) as book:
        assert [fault.rule for fault in book.check()] == ["search.step"]
    with open_ledger(path) as book:
        assert len(book.search("depots")) == 1
        whole = file.read_bytes()
    file.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    with open_ledger(path) as book:
        assert book.reindex() == 2
        assert len(book.search("depots")) == 1
        assert book.check() == ()


def test_a_search_file_of_another_ledger_is_made_anew(tmp_path):
    for name in ("own", "other"):
        with open_ledger(tmp_path / f"{name}.duckdb") as book:
            book.add([read(TEXT if name == "own" else TEXT.replace("depots", "mills"))], at(0))
    (tmp_path / "other.fts.sqlite").replace(tmp_path / "own.fts.sqlite")
    with open_ledger(tmp_path / "own.duckdb") as book:
        assert (len(book.search("depots")), len(book.search("mills"))) == (1, 0)


def test_no_ledger_in_the_file(tmp_path):
    path = tmp_path / "own.duckdb"
    path.write_text("depots " * 2000)
    with pytest.raises(LedgerError, match="cannot be opened as a ledger"):
        open_ledger(path)


def test_what_is_read_still_is_one_state(book):
    first, second = read(), read(TEXT.replace("Two", "Three"), name="other")
    book.add([first], at(0))
    with book.still():
        assert len(book.report_ids()) == 1
        writing = threading.Thread(target=lambda: book.add([second], at(1)))
        writing.start()
        writing.join()
        assert len(book.report_ids()) == 1
        with book.still():
            assert len(book.sheets([first.report.id, second.report.id])) == 1
        assert len(book.report_ids()) == 1
    assert len(book.report_ids()) == 2


def test_after_a_reading_that_fails_the_next_one_is_as_ever(book):
    book.add([read()], at(0))
    with pytest.raises(LedgerError), book.still():
        book.rows(("SELECT nothing FROM nowhere", []))
    assert len(book.report_ids()) == 1


def test_an_event_that_goes_while_it_is_read_is_whole_or_not_there(book):
    own, over, wrong = read(), threading.Event(), list[str]()
    book.add([own], at(0))

    def look():
        while not over.is_set():
            for entry in book.events().entries:
                found = book.event(entry.id)
                if found is not None and not found.event.members:
                    wrong.append(entry.id)

    looking = [threading.Thread(target=look) for _ in range(2)]
    for one in looking:
        one.start()
    try:
        for step in range(20):
            members = ids(own) if step % 2 else ids(own)[::-1]
            made = event(*members)
            book.put_events({made.id: made}, at(step + 1))
    finally:
        over.set()
        for one in looking:
            one.join()
    assert not wrong


def test_seats_are_the_events_of_claims(book):
    own = read()
    book.add([own], at(0))
    made = event(ids(own)[0])
    book.put_events({made.id: made}, at(1))
    assert book.seats([*ids(own), "none"]) == {ids(own)[0]: made.id}
    assert book.seats(ids(own), asof=at(0.5)) == {}
    assert book.seats([]) == {}
    assert book.members([made.id, "ev-none"]) == {made.id: [ids(own)[0]], "ev-none": []} and book.members([]) == {}


def test_an_event_that_comes_back_takes_in_the_one_it_went_into(book):
    own = read()
    book.add([own], at(0))
    first, second = (event(one) for one in ids(own))
    book.put_events({first.id: first, second.id: second}, at(1))
    book.put_events({second.id: event(*ids(own)[::-1])}, at(2), merged={first.id: second.id})
    assert (book.merged_into(first.id), book.merged_into(second.id)) == (second.id, None)
    book.put_events({first.id: event(*ids(own))}, at(3), merged={second.id: first.id})
    assert (book.merged_into(first.id), book.merged_into(second.id)) == (None, first.id)
    assert [one for one in book.check() if one.rule == "redirect.ends"] == []


def test_two_events_that_go_into_each_other_at_once_are_a_fault(book):
    own = read()
    book.add([own], at(0))
    first, second = (event(one) for one in ids(own))
    book.put_events({first.id: first}, at(1), merged={first.id: second.id, second.id: first.id})
    assert [one.rule for one in book.check() if one.rule == "redirect.ends"]
