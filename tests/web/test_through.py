"""Commands beside a server that owns the ledger, and `sayso serve` as a user runs it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from sayso.ledger import open_ledger
from sayso.web import House
from sayso.web.tokens import Role, Tokens, digest
from tests.web.serving import Served

SAID = "The port authority said on {day} that a crane had fallen on two men at Novohavan."


def sayso(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sayso.cli", *arguments], capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, **environment},
    )  # fmt: skip


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with two good reports and one that is empty."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for day in ("Monday", "Tuesday"):
        (folder / f"{day}.txt").write_text(SAID.format(day=day), "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    return folder


def test_reports_are_handed_to_the_server(house: House, reports: Path) -> None:
    with Served(house) as own:
        house.ledger.announce(f"{own.address}/")
        before = len(house.ledger.report_ids())
        first = sayso("add", str(reports), "--ledger", str(house.ledger.path), "--published", "2025-03-19")
        assert first.returncode == 1 and "empty.txt is empty" in first.stderr, first.stderr
        assert f"by the server at {own.address}/: 2 reports read" in first.stderr and "1 failed" in first.stderr
        assert len(house.ledger.report_ids()) == before + 2
        again = sayso("add", str(reports / "Monday.txt"), "--ledger", str(house.ledger.path), "--published", "2025-03-19")
        assert again.returncode == 0 and "0 new claims" in again.stderr
        assert len(house.ledger.report_ids()) == before + 2


def test_a_token_is_needed_where_the_server_asks_for_one(house: House, reports: Path) -> None:
    tokens = Tokens(((digest("sayso_r"), Role.READ), (digest("sayso_w"), Role.WRITE)))
    with Served(house, tokens) as own:
        house.ledger.announce(f"{own.address}/")
        command = ("add", str(reports / "Monday.txt"), "--ledger", str(house.ledger.path))
        refused = sayso(*command, SAYSO_TOKEN="sayso_r")
        assert refused.returncode == 1 and "SAYSO_TOKEN" in refused.stderr and "may read, not write" in refused.stderr
        assert sayso(*command).returncode == 1
        assert sayso(*command, SAYSO_TOKEN="sayso_w").returncode == 0


def test_a_server_that_is_gone_is_said(house: House, reports: Path) -> None:
    house.ledger.announce("http://127.0.0.1:9/")
    answer = sayso("add", str(reports / "Monday.txt"), "--ledger", str(house.ledger.path))
    assert answer.returncode == 1 and "does not answer" in answer.stderr and "Traceback" not in answer.stderr


def page(address: str) -> str:
    """A page of a server that may still be starting."""
    for _ in range(100):
        try:
            with urlopen(address, timeout=10) as answer:
                return str(answer.read().decode())
        except URLError:
            time.sleep(0.1)
    raise AssertionError(address)


def test_serve_as_a_user_runs_it(tmp_path: Path) -> None:
    ledger = tmp_path / "own.duckdb"
    command = [sys.executable, "-m", "sayso.cli", "serve", "--ledger", str(ledger), "--port", "0"]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert server.stderr is not None
    told = server.stderr.readline()
    try:
        address = told.split(" at ")[1].split(" ")[0]
        assert address.startswith("http://127.0.0.1:") and not address.endswith(":0/")
        assert "Nothing read yet" in page(f"{address}board")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)
        server.stderr.close()
    assert server.returncode == 0
    with open_ledger(ledger) as opened:
        assert opened.check() == ()


def test_another_address_without_a_token_is_refused(tmp_path: Path) -> None:
    settings = tmp_path / "own.toml"
    settings.write_text(f'[web]\ntokens = "{tmp_path / "tokens"}"\n', "utf-8")
    answer = sayso("serve", "--ledger", str(tmp_path / "own.duckdb"), "--host", "0.0.0.0", "--settings", str(settings))
    assert answer.returncode == 1 and "sayso token" in answer.stderr
    made = sayso("token", "--role", "write", "--settings", str(settings))
    assert made.returncode == 0 and made.stdout.startswith("sayso_") and "hash is kept" in made.stderr
