"""A full disk, a shut folder, a clock set back: said as an error of sayso's own, and what was acknowledged is there."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bench.calamities import wrong
from bench.crash import invented
from typer.testing import CliRunner

from sayso.cli import main
from sayso.errors import LedgerError
from sayso.ledger import open_ledger, owner
from sayso.terminal import add
from tests.ledger.build import at

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Two depots burned near Harrow on Monday, the Norland army said.\n"


def test_rounds_of_calamities_lose_nothing():
    done = subprocess.run([sys.executable, "-m", "bench.calamities", "--rounds", "8"], capture_output=True, text=True, cwd=ROOT)
    found = json.loads(done.stdout or "{}")
    assert (done.returncode, found.get("faults")) == (0, 0), done.stdout + done.stderr
    assert found["full at once"] and found["full later"]


def test_what_is_wrong_afterwards_is_seen(tmp_path):
    with open_ledger(tmp_path / "own.duckdb") as book:
        book.add(invented(1), at(0))
    assert wrong(tmp_path / "own.duckdb", [1]) == []
    assert wrong(tmp_path / "own.duckdb", [1, 2]) == ["batch 2 was acknowledged and is not there"]
    (tmp_path / "half.duckdb").write_bytes(b"half")
    assert wrong(tmp_path / "half.duckdb", [])[0].startswith("does not open")


class Earlier(datetime):
    """A clock that was set back."""

    @classmethod
    def now(cls, tz=None):
        return datetime(2001, 1, 1, tzinfo=UTC)


def test_under_a_clock_set_back_nothing_is_added_and_it_is_said(tmp_path, monkeypatch):
    ledger, first, second = tmp_path / "war.duckdb", tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(TEXT, "utf-8")
    second.write_text(TEXT.replace("Two", "Nine"), "utf-8")
    assert CliRunner().invoke(main, ["add", str(first), "--ledger", str(ledger)]).exit_code == 0
    monkeypatch.setattr(add, "datetime", Earlier)
    done = CliRunner().invoke(main, ["add", str(second), "--ledger", str(ledger)])
    assert done.exit_code == 1 and "a ledger only grows, give a later time" in done.stderr
    monkeypatch.undo()
    with open_ledger(ledger) as book:
        assert len(book.report_ids()) == 1 and book.check() == ()
    assert CliRunner().invoke(main, ["add", str(second), "--ledger", str(ledger)]).exit_code == 0


def test_a_clock_a_little_back_is_forgiven(tmp_path):
    with open_ledger(tmp_path / "own.duckdb") as book:
        book.add(invented(1), at(0))
        book.add(invented(2), at(0) - timedelta(seconds=2))
        assert len(book.report_ids()) == 8 and book.check() == ()


def test_a_folder_that_takes_no_file_is_said(tmp_path, monkeypatch):
    def refuse(ledger, who):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(owner, "sign", refuse)
    with pytest.raises(LedgerError, match=r"No space left on device: give a folder with room"):
        open_ledger(tmp_path / "own.duckdb")


def test_a_ledger_that_could_not_be_begun_leaves_nothing_behind(tmp_path):
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)); from sayso.ledger import open_ledger;"
    path = tmp_path / "own.duckdb"
    done = subprocess.run([sys.executable, "-c", f"{limit} open_ledger(sys.argv[1])", str(path)], capture_output=True, text=True)
    assert done.returncode == 1 and "LedgerError" in done.stderr
    with open_ledger(path) as book:
        assert book.report_ids() == ()
