"""Every law of a ledger: it holds of a sound one, and fires where a row is broken by hand."""

import shutil
import sqlite3

import pytest
from typer.testing import CliRunner

from sayso.cli import main
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.laws import LAWS
from sayso.ledger.rereading import HOLDS
from sayso.model import Judgement, Ruling
from sayso.settings import LedgerSettings
from tests.ledger.build import TEXT, Read, at, event, full_claim, ids, read, report, standing

OLD, NEW = read(), read(TEXT.replace("Two", "Three"))
OTHER = read(TEXT.replace("Two", "Four"), name="other")
FULL = Read(report(name="full", day=15), (full_claim(report(name="full", day=15)),))
ONE, TWO = event(*ids(OLD)).id, event(*ids(OTHER)).id
SETTINGS = LedgerSettings(roll_up_after=1)


class Broken:
    """A report that could not be read."""

    place, message = "there/report.txt", "is empty"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Reports 1 to 4 (3 supersedes 1), claims 1 to 7, two events of which one was merged, a standing, a ruling, a failure."""
    path = tmp_path_factory.mktemp("ledger") / "own.duckdb"
    with open_ledger(path, settings=SETTINGS) as ledger:
        ledger.add([OLD, OTHER], at(0))
        ledger.put_events({ONE: event(*ids(OLD)), TWO: event(*ids(OTHER))}, at(1))
        ledger.add([NEW, FULL], at(2))
        ledger.put_events({ONE: event(*ids(NEW), *ids(OTHER))}, at(3), merged={TWO: ONE})
        ledger.put_standings({ONE: standing()}, at(4))
        ruled = Judgement(ruling=Ruling.CONFIRM, subjects=(*ids(NEW), TWO, "publisher:Morning Wire"), author="an editor", at=at(5))
        ledger.add_judgement(ruled, at(5))
        ledger.shelve({one: (["k"], [1]) for one in ids(NEW)})
        ledger.add_failures([Broken()], at(6))
    return path


@pytest.fixture
def book(written, tmp_path):
    """A copy of it, to be written on."""
    for name in ("own.duckdb", "own.fts.sqlite"):
        shutil.copy(written.with_name(name), tmp_path / name)
    with open_ledger(tmp_path / "own.duckdb", settings=SETTINGS) as ledger:
        yield ledger


def broken(book: Ledger, sql: str) -> set[str]:
    with book._store.batch() as batch:
        batch.run(sql)
    return {fault.rule for fault in book.check()}


def test_a_sound_ledger_keeps_every_law_and_each_looked_at_something(book):
    found = book.findings()
    assert [fault for law in found for fault in law.faults] == []
    assert {law.rule for law in found if not law.looked} == {"claim.refers"}
    assert len(found) == len({law.rule for law in LAWS} | {*HOLDS}) + 1


TIME = "TIMESTAMP '2031-05-15'"
CASES = [
    ("report.id", "UPDATE reports SET text = replace(text, 'saw', 'sees') WHERE n = 1", "a letter of a text"),
    ("report.once", "INSERT INTO reports SELECT * REPLACE (9 AS n, 'other' AS name) FROM reports WHERE n = 2", "a report twice"),
    ("report.version", "UPDATE reports SET supersedes = 2 WHERE n = 3", "the wrong version before it"),
    ("batch.whole", "DELETE FROM claims WHERE n = 6", "a claim is gone"),
    ("audit.claims", "DELETE FROM claims WHERE n = 6", "a claim that the audit counted is gone"),
    ("audit.claims", "UPDATE audit SET detail = replace(detail, '\"claims\": 4', '\"claims\": 5') WHERE n = 1", "one too many"),
    ("audit.reports", "UPDATE reports SET id = 'r0' WHERE n = 4", "a report that the audit names is gone"),
    ("audit.complete", f"UPDATE standings SET known_from = {TIME}", "a standing that no batch wrote"),
    ("audit.complete", f"UPDATE memberships SET known_to = {TIME} WHERE n = 7", "a membership that no batch closed"),
    ("audit.complete", "UPDATE audit SET action = 'failures' WHERE action = 'judgement'", "a ruling that no batch wrote"),
    ("audit.complete", "DELETE FROM audit WHERE action = 'standings'", "the audit lacks a batch"),
    ("audit.number", "DELETE FROM audit WHERE n = 2", "a row of the audit is gone"),
    ("audit.number", "UPDATE audit SET known_from = TIMESTAMP '2001-01-01' WHERE n = 3", "the audit runs backwards"),
    ("number.once", "UPDATE failures SET n = (SELECT 1); INSERT INTO failures SELECT * FROM failures", "a number twice"),
    ("time.order", "UPDATE events SET known_to = TIMESTAMP '2001-01-01' WHERE n = 1", "time runs backwards"),
    ("claim.report", "UPDATE claims SET report_n = 77 WHERE n = 7", "a claim in no report"),
    ("claim.time", "UPDATE claims SET known_to = NULL WHERE n = 1", "a claim outlives its report"),
    ("claim.position", "UPDATE claims SET position = 5 WHERE n = 6", "a gap between claims"),
    ("claim.id", "UPDATE claims SET id = replace(id, ':c', ':d') WHERE n = 7", "another id"),
    ("claim.columns", "UPDATE claims SET bloc = 'sudmark' WHERE n = 5", "another bloc"),
    ("claim.refers", "UPDATE claims SET json = replace(json, '\"gist\"', '\"parent\":\"c0\",\"gist\"') WHERE n = 5", "a parent of nothing"),
    ("span.words", "UPDATE claims SET json = replace(json, 'no fire', 'a fire') WHERE n = 4", "words that do not stand there"),
    ("span.words", "UPDATE claims SET json = replace(json, '\"end\":29', '\"end\":30') WHERE n = 7", "a place's span one letter longer"),
    ("chain.ends", "DELETE FROM links WHERE claim_n = 4", "a chain without its link"),
    ("chain.ends", "UPDATE links SET position = 1 WHERE claim_n = 4", "a chain that begins in its middle"),
    ("part.rows", "UPDATE places SET lat = 0 WHERE claim_n = 7", "a place moved"),
    ("part.rows", "DELETE FROM quantities WHERE claim_n = 7 AND position = 1", "a figure is gone"),
    ("part.rows", "DELETE FROM evidence", "evidence is gone"),
    ("part.rows", "UPDATE participants SET name = 'nobody'", "a participant renamed"),
    ("noun.reads", "UPDATE claims SET json = '{' WHERE n = 5", "no claim"),
    ("noun.reads", "UPDATE events SET json = '{\"gist\":1}' WHERE n = 1", "no event"),
    ("noun.reads", "UPDATE standings SET json = '[]'", "no standing"),
    ("noun.reads", "UPDATE judgements SET json = replace(json, 'confirm', 'shrug')", "no ruling"),
    ("rollup.counts", "DELETE FROM days", "counts are gone"),
    ("shelf.claim", "UPDATE shelves SET claim = 'r0:c0'", "linking keeps what is not there"),
    ("membership.once", "UPDATE memberships SET known_to = NULL WHERE n = 3", "two events at once"),
    ("membership.once", f"UPDATE memberships SET known_to = TIMESTAMP '{at(3.5):%Y-%m-%d %H:%M:%S}' WHERE n = 3", "two events for a while"),
    ("membership.claim", "UPDATE memberships SET known_to = NULL WHERE n = 1", "an old member"),
    ("membership.time", "UPDATE memberships SET known_to = NULL WHERE n = 1", "a member outlives its claim"),
    ("membership.number", "UPDATE memberships SET claim_n = 1 WHERE n = 5", "a member by another number"),
    ("membership.place", "UPDATE memberships SET position = 0 WHERE n IN (5, 6)", "two founders"),
    ("membership.event", "UPDATE memberships SET event = 'ev-3' WHERE n = 5", "a member of nothing"),
    ("event.id", "UPDATE events SET id = 'ev-000000000000' WHERE n = 1", "an id of no claim"),
    ("event.key", "UPDATE events SET key = 1 WHERE n = 1", "another key"),
    ("event.key", "UPDATE memberships SET event_key = 1 WHERE n = 5", "another key of a member"),
    ("event.members", f"UPDATE events SET known_to = NULL WHERE id = '{TWO}'", "an event without members"),
    ("event.members", f"UPDATE events SET reports = 7 WHERE id = '{ONE}' AND known_to IS NULL", "more reports than there are"),
    ("event.once", "INSERT INTO events SELECT * REPLACE (99 AS n) FROM events WHERE known_to IS NULL", "an event twice"),
    ("event.once", f"UPDATE events SET known_to = TIMESTAMP '{at(3.5):%Y-%m-%d %H:%M:%S}' WHERE n = 1", "two states at once, in the past"),
    ("redirect.ends", f"INSERT INTO redirects VALUES ('{ONE}', '{TWO}', {TIME})", "a circle"),
    ("redirect.ends", f"INSERT INTO redirects VALUES ('ev-7', 'ev-8', {TIME})", "a way to nothing"),
    ("standing.once", "INSERT INTO standings SELECT * REPLACE (99 AS n) FROM standings", "a standing twice"),
    ("standing.event", "UPDATE standings SET event = 'ev-9'", "a standing of nothing"),
    ("standing.event", f"UPDATE standings SET event = '{TWO}'", "a standing of an event that is gone"),
    ("standing.shown", "UPDATE events SET verdict = 'denied' WHERE known_to IS NULL", "the board shows another verdict"),
    ("standing.columns", "UPDATE standings SET verdict = 'denied'", "a column says denied"),
    ("judgement.subject", "UPDATE judgements SET subjects = ['ev-9']", "a ruling on nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "sql"), [pytest.param(rule, sql, id=f"{rule}: {words}") for rule, sql, words in CASES])
def test_a_broken_row_breaks_its_law(book, rule, sql):
    assert rule in broken(book, sql)


def test_every_law_has_a_case():
    assert {rule for rule, _, _ in CASES} == {law.rule for law in LAWS} | {*HOLDS}


@pytest.mark.parametrize("sql", ["DELETE FROM said_docsize WHERE id = 2", "UPDATE said_docsize SET id = 99 WHERE id = 2"])
def test_a_search_file_out_of_step_is_seen(book, tmp_path, sql):
    with sqlite3.connect(tmp_path / "own.fts.sqlite") as other:
        other.execute(sql)
    other.close()
    assert [fault.rule for fault in book.check()] == ["search.step"]


def test_the_command_prints_a_line_for_each_law_and_the_broken_rows(book, tmp_path):
    path = str(tmp_path / "own.duckdb")
    book.close()
    sound = CliRunner().invoke(main, ["check", "--ledger", path])
    assert sound.exit_code == 0 and sound.stdout.endswith("sound\n")
    assert sound.stdout.count("\nok ") == len(LAWS) + len(HOLDS)
    with open_ledger(path, settings=SETTINGS) as own:
        broken(own, "UPDATE memberships SET known_to = NULL WHERE n = 3")
    done = CliRunner().invoke(main, ["check", "--ledger", path])
    assert done.exit_code == 1
    assert "BROKEN membership.once" in done.stdout and "stands in two events at once" in done.stderr
