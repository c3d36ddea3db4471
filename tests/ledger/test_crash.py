"""Whatever was acknowledged is there after the process was killed. bench.crash does the killing: `--rounds 200` for the full count."""

import json
import subprocess
import sys
from pathlib import Path

from bench.crash import REPORTS, copy_of, invented, losses, ruling, unruled, wrong_copy

from sayso.ledger import open_ledger
from tests.ledger.build import at

ROOT = Path(__file__).resolve().parents[2]


def test_a_killed_process_loses_nothing():
    done = subprocess.run(
        [sys.executable, "-m", "bench.crash", "--rounds", "10", "--longest", "0.4"], capture_output=True, text=True, cwd=ROOT
    )
    found = json.loads(done.stdout or "{}")
    assert (done.returncode, found.get("faults"), found.get("rounds")) == (0, 0, 10), done.stdout + done.stderr
    assert found["acknowledged batch"] > 0


def test_losses_are_seen(tmp_path):
    with open_ledger(tmp_path / "own.duckdb") as book:
        book.add(invented(1), at(0))
        book.add(invented(2)[:2], at(1))
        assert losses(book, [1], range(1, 2)) == []
        assert losses(book, [1, 3], range(1, 4)) == [
            f"batch 2 has 2 of {REPORTS} reports",
            "batch 3 was acknowledged and is not there",
        ]


def test_lost_rulings_and_copies_are_seen(tmp_path):
    path = tmp_path / "own.duckdb"
    with open_ledger(path) as book:
        book.add(invented(1), at(0))
        book.add_judgement(ruling(1, "ev-0"), at(1))
        assert unruled(book, [1]) == []
        assert unruled(book, [1, 2]) == ["the ruling on batch 2 was acknowledged and is not there"]
        assert wrong_copy(copy_of(path), [1], 1) == ["copy 1 was acknowledged and is not there"]
        book.snapshot(copy_of(path))
    found = wrong_copy(copy_of(path), [2], 2)
    assert found[0] == "batch 2 was acknowledged and is not there"
    assert "judgement.subject" in found[1]
