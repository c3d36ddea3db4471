"""One process writes, others read copies, and what is broken is found."""

import shutil
import subprocess
import sys
import threading

import pytest

from sayso.errors import LedgerBusyError, LedgerError
from sayso.ledger import open_ledger
from tests.ledger.build import TEXT, at, event, ids, read, standing

ONE, TWO = event(*ids(read())).id, event(*ids(read(TEXT.replace("Two", "Four"), name="other"))).id

HOLD = """
import sys
from sayso.ledger import open_ledger
with open_ledger(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def held(tmp_path):
    """A ledger that another process has open, and that process."""
    path = tmp_path / "own.duckdb"
    own = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert own.stdout.readline() == "open\n"
    yield path, own
    own.communicate("")


def test_the_owner_is_named_and_a_stale_name_does_no_harm(held):
    path, own = held
    for read_only in (True, False):
        with pytest.raises(LedgerBusyError, match=rf"process {own.pid} \(-c .*own.duckdb\), since 20"):
            open_ledger(path, read_only=read_only)
    own.kill()
    own.wait()
    with open_ledger(path) as book:
        book.add([read()], at(0))
    assert not path.with_name("own.duckdb.owner").exists()


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A ledger with two reports, of which one was superseded, and two events, of which one was merged."""
    path = tmp_path_factory.mktemp("ledger") / "own.duckdb"
    with open_ledger(path) as ledger:
        old, new, other = read(), read(TEXT.replace("Two", "Three")), read(TEXT.replace("Two", "Four"), name="other")
        ledger.add([old, other], at(0))
        ledger.put_events({ONE: event(*ids(old)), TWO: event(*ids(other))}, at(1))
        ledger.add([new], at(2))
        ledger.put_events({ONE: event(*ids(new), *ids(other))}, at(3), merged={TWO: ONE})
        ledger.put_standings({ONE: standing()}, at(4))
    return path


@pytest.fixture
def book(written, tmp_path):
    """A copy of it, to be written on."""
    for name in ("own.duckdb", "own.fts.sqlite"):
        shutil.copy(written.with_name(name), tmp_path / name)
    with open_ledger(tmp_path / "own.duckdb") as ledger:
        yield ledger


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        pytest.param("UPDATE ledger SET schema = 0", r"other tables \(version 0\)", id="another version"),
        pytest.param("ALTER TABLE judgements DROP COLUMN note", "other tables", id="a column is missing"),
        pytest.param("DELETE FROM ledger", "holds no ledger", id="no ledger's tables"),
    ],
)
def test_other_tables_are_not_touched(book, sql, words):
    path = book.path
    with book._store.batch() as batch:
        batch.run(sql)
    book.close()
    with pytest.raises(LedgerError, match=words):
        open_ledger(path, read_only=True)


def test_a_snapshot_stays_as_it_was(book, tmp_path):
    target = tmp_path / "copies" / "then.duckdb"
    with pytest.raises(LedgerError, match="give a folder"):
        book.snapshot(target)
    target.parent.mkdir()
    book.snapshot(target)
    book.add([read(name="later", day=20)], at(9))
    with open_ledger(target, read_only=True) as then:
        assert len(then.claims().entries) == 4
        assert len(then.search("harrow")) == 4
        assert then.check() == ()
        assert then.event(ONE) == book.event(ONE)
    assert len(book.claims().entries) == 6
    book.snapshot(target)
    assert sorted(one.name for one in target.parent.iterdir()) == ["then.duckdb", "then.fts.sqlite"]
    with pytest.raises(LedgerError, match="the ledger itself"):
        book.snapshot(book.path)


def test_threads_read_while_one_writes(tmp_path):
    faults: list[str] = []
    with open_ledger(tmp_path / "own.duckdb") as book:
        done = threading.Event()

        def look() -> None:
            while not done.is_set():
                whole = len(book.claims(limit=1000).entries)
                if whole % 2 or len(book.search("harrow", limit=1000)) % 2:
                    faults.append(f"{whole} claims: half a batch")

        readers = [threading.Thread(target=look) for _ in range(2)]
        for reader in readers:
            reader.start()
        for step in range(8):
            book.add([read(name=f"n{step}", publisher=f"Wire {step}")], at(step))
            book.snapshot(tmp_path / "copy.duckdb")
        done.set()
        for reader in readers:
            reader.join()
        assert len(book.claims(limit=1000).entries) == 16
    assert faults == []


def test_closing_lets_go_of_the_file_whatever_threads_still_live(book):
    looked, go = threading.Event(), threading.Event()

    def look() -> None:
        book.claims()
        looked.set()
        go.wait()

    reader = threading.Thread(target=look)
    reader.start()
    looked.wait()
    book.close()
    with open_ledger(book.path) as again:
        book.close()
        assert again.check() == ()
        with pytest.raises(LedgerBusyError):
            open_ledger(book.path)
    with pytest.raises(LedgerError, match=r"own\.duckdb"):
        book.claims()
    go.set()
    reader.join()


def test_nothing_of_a_broken_batch_is_kept(book):
    before = book.claims().entries
    with pytest.raises(RuntimeError), book._store.batch() as batch:
        batch.run("DELETE FROM claims")
        raise RuntimeError
    assert book.claims().entries == before
    with pytest.raises(LedgerError, match="nothing of the batch was kept"), book._store.batch() as batch:
        batch.run("INSERT INTO redirects VALUES (1)")
    assert book.check() == ()
