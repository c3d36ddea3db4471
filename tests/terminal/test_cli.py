"""The commands as a user types them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sayso.cli import main

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports"
TEXT = "Two soldiers were killed near Orel on Saturday, the defence ministry said. The governor denied it.\n"


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


def test_read_prints_a_page(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(TEXT, "utf-8")
    done = run("read", str(file), "--published", "2025-01-12")
    assert done.exit_code == 0
    assert "ministry" in done.stdout and "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_read_json_follows_the_contract() -> None:
    done = run("read", "-", "--published", "2025-01-12", "--publisher", "Wire", "--json", given=TEXT)
    row = json.loads(done.stdout)
    assert row["report"]["published"] == "2025-01-12" and row["report"]["publisher"] == "Wire"
    assert row["claims"][0]["chain"][0]["source"]["text"] == "the defence ministry"


def test_read_a_folder_writes_a_file_each(tmp_path: Path) -> None:
    done = run("read", str(EXAMPLES), "--json", "--out", str(tmp_path / "claims"))
    assert done.exit_code == 0
    assert len(list((tmp_path / "claims").glob("*.json"))) == 6


WRONG = [
    (("read", "nowhere.txt"), 1, "nowhere.txt"),
    (("read", "-", "--published", "yesterday"), 2, "is no date"),
    (("read",), 2, "Missing argument"),
    (("events", "--ledger", "nowhere.duckdb"), 1, "is not there"),
    (("event", "ev-0", "--ledger", "nowhere.duckdb"), 1, "is not there"),
    (("judge", "perhaps", "x"), 2, "is no ruling"),
    (("packs", "show", "X", "--on", "yesterday"), 2, "is no day"),
    (("packs", "check", "nowhere.toml"), 1, "is not there"),
    (("export", "--format", "pdf", "--out", "x"), 2, "pdf"),
]


@pytest.mark.parametrize(("arguments", "code", "told"), WRONG, ids=lambda one: str(one)[:40])
def test_wrong_use_is_told(arguments: tuple[str, ...], code: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments, given="")
    assert done.exit_code == code
    assert told in done.stderr
    assert "Traceback" not in done.output


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    done = run("read", str(tmp_path), "--json", "--out", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["good.json"]
    assert "empty.txt" in done.stderr and "binary.txt" in done.stderr and "1 of 3 reports read" in done.stderr


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "war.duckdb"
    done = run("add", str(EXAMPLES), "--ledger", str(path))
    assert done.exit_code == 0 and "6 reports added" in done.stderr
    return path


def test_the_board_leads_to_the_event(ledger: Path) -> None:
    board = run("events", "--ledger", str(ledger), "--standing", "disputed")
    event = next(word for word in board.stdout.split() if word.startswith("ev-"))
    page = run("event", event, "--ledger", str(ledger))
    assert page.exit_code == 0 and "Who says what" in page.stdout and "What would move it" in page.stdout


def test_events_are_filtered(ledger: Path) -> None:
    done = run("events", "--ledger", str(ledger), "--standing", "disputed")
    assert "disputed" in done.stdout and "single source" not in done.stdout
    assert "No events" in run("events", "--ledger", str(ledger), "--since", "2030-01-01").stdout


def test_an_event_that_is_not_there(ledger: Path) -> None:
    done = run("event", "ev-000000000000", "--ledger", str(ledger))
    assert done.exit_code == 1 and "no such event" in done.stderr


def test_claims_are_searched(ledger: Path) -> None:
    lines = run("claims", "--ledger", str(ledger), "--search", "drone").stdout.splitlines()
    assert lines and all("drone" in line.lower() for line in lines)


def test_sources_have_intervals(ledger: Path) -> None:
    assert "Russia's defence ministry" in run("sources", "--ledger", str(ledger)).stdout


@pytest.mark.parametrize("form", ["json", "csv", "parquet", "geojson", "ftm", "jsonld", "graphml"])
def test_every_form_goes_out(form: str, ledger: Path, tmp_path: Path) -> None:
    done = run("export", "--format", form, "--out", str(tmp_path / form), "--ledger", str(ledger))
    assert done.exit_code == 0
    assert all(Path(line).stat().st_size for line in done.stdout.split())


def test_the_ledger_is_sound_and_copied(ledger: Path, tmp_path: Path) -> None:
    assert run("check", "--ledger", str(ledger)).stdout.endswith("sound\n")
    assert run("snapshot", str(tmp_path / "copy.duckdb"), "--ledger", str(ledger)).exit_code == 0
    assert "ev-" in run("events", "--ledger", str(tmp_path / "copy.duckdb")).stdout


def test_help_comes_fast_and_whole() -> None:
    done = subprocess.run([sys.executable, "-m", "sayso.cli", "--help"], capture_output=True, text=True, check=True)
    for name in ("read", "add", "events", "event", "claims", "sources", "judge", "export", "packs", "gazetteer"):
        assert name in done.stdout
    for name in ("read", "add", "events", "judge", "export"):
        assert "Examples:" in run(name, "--help").stdout
