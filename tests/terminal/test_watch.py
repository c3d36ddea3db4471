"""`sayso watch`: what came goes into the ledger or to the server that has it, and waits where neither takes it."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sayso.errors import LedgerError
from sayso.ledger import open_ledger
from sayso.load import Failure, Given, Loaded, load_text
from sayso.settings import shipped
from sayso.terminal import watch as command

ADDRESS = "http://127.0.0.1:1"
ROUNDS: list[list[str]] = [["Two men were shot in Orel, the governor said."], [], ["Three men were freed in Orel, the mayor said."]]


@pytest.fixture
def feed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A feed that gives the texts of one round after the other; what is known of it is the number of rounds."""

    def watch(urls: Sequence[str], state: dict[str, Any], *_: object, **__: object) -> Iterator[Loaded | Failure | None]:
        for some in ROUNDS:
            for text in some:
                yield load_text(text, text[:9], Given(), shipped().load)
            yield None

    monkeypatch.setattr(command, "watch", watch)


def run(ledger: Path) -> tuple[int, str]:
    found = CliRunner().invoke(command.app, ["https://feed.example/rss", "--ledger", str(ledger)])
    return found.exit_code, found.output


def texts(ledger: Path) -> list[str]:
    with open_ledger(ledger) as book:
        return sorted(entry.report.text for own in book.report_ids() if (entry := book.report(own)))


def test_every_round_goes_into_the_ledger(feed: None, tmp_path: Path) -> None:
    ledger = tmp_path / "war.duckdb"
    assert run(ledger)[0] == 0
    assert texts(ledger) == sorted(text for some in ROUNDS for text in some)


def giving(refusals: int, got: list[list[str]]) -> Callable[..., int]:
    """A server that refuses so many times."""

    def hand_over(address: str, loaded: Iterator[Loaded | Failure]) -> int:
        assert address == ADDRESS
        some = [one.report.text for one in loaded if isinstance(one, Loaded)]
        if len(got) < refusals:
            got.append([])
            raise LedgerError("the server does not answer")
        got.append(some)
        return 0

    return hand_over


@pytest.mark.parametrize(
    ("refusals", "given", "code"),
    [
        pytest.param(0, [ROUNDS[0], ROUNDS[2]], 0, id="a server that takes all"),
        pytest.param(2, [[], [], [*ROUNDS[0], *ROUNDS[2]]], 0, id="what was refused goes with the next round"),
        pytest.param(3, [[], [], []], 1, id="what nobody took makes the run fail"),
    ],
)
def test_a_server_gets_the_reports(
    refusals: int, given: list[list[str]], code: int, feed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    got: list[list[str]] = []
    monkeypatch.setattr(command, "opened_or_server", lambda *_: ADDRESS)
    monkeypatch.setattr(command, "hand_over", giving(refusals, got))
    ledger = tmp_path / "war.duckdb"
    found, words = run(ledger)
    assert (found, got) == (code, given)
    assert ledger.with_suffix(".feeds.json").exists() is (code == 0), "what was not kept is fetched again by the next run"
    assert words.count("kept for the next round") == refusals
    assert ("2 reports not kept" in words) is bool(code)


def test_a_file_that_is_no_ledger_ends_it_at_once(feed: None, tmp_path: Path) -> None:
    ledger = tmp_path / "notes.txt"
    ledger.write_text("no ledger" * 4000)
    code, words = run(ledger)
    assert code == 1 and "cannot be opened as a ledger" in words
