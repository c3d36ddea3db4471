"""Several processes read what one reads; one that is killed loses nothing."""

import os
import signal
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.cli import main
from sayso.errors import SaysoError, ScaleError
from sayso.ledger import ClaimFilter, EventFilter, open_ledger
from sayso.load import Failure, Given, Loaded, load_text
from sayso.pipeline import ReadReport, read_reports, sheets
from sayso.scale import read_side_by_side
from sayso.scale.processes import Item, Reader, Result, open_reader
from sayso.settings import Settings, shipped
from tests.scale.invented import text

BROKEN = Failure("broken.txt", "broken.txt holds no running text")


def loaded(count: int) -> list[Item]:
    found: list[Item] = [load_text(text(number), f"report {number}", Given(), shipped().load) for number in range(count)]
    return [*found[: count // 2], BROKEN, *found[count // 2 :]]


def open_deadly(settings: Settings) -> Reader:
    """A reader that one report kills each time, as the system kills a process that takes too much memory."""
    read = open_reader(settings)

    def own(one: Item) -> Result:
        if isinstance(one, Loaded) and one.report.title == "Report 5":
            os.kill(os.getpid(), signal.SIGKILL)
        return read(one)

    return own


def open_never(settings: Settings) -> Reader:
    raise SaysoError("no weights here")


def open_dead(settings: Settings) -> Reader:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_the_same_reports_in_the_same_order() -> None:
    assert [*read_side_by_side(loaded(22), 2)] == [*read_reports(loaded(22))]
    assert not active_children()


def test_killed_processes_lose_nothing() -> None:
    found: list[Result] = []
    for number, one in enumerate(read_side_by_side(loaded(60), 2)):
        found.append(one)
        if number in (2, 20):
            for child in active_children():
                os.kill(child.pid or 0, signal.SIGKILL)
    assert found == [*read_reports(loaded(60))]


def test_a_report_that_kills_is_listed_alone() -> None:
    found = [*read_side_by_side(loaded(10), 2, opener=open_deadly)]
    failed = [one for one in found if isinstance(one, Failure)]
    assert [one.place for one in failed] == ["broken.txt", "https://invented.example/5"]
    assert len(found) == 11


@pytest.mark.parametrize(("opener", "told"), [(open_never, "no weights here"), (open_dead, "died before they began")])
def test_processes_that_cannot_begin(opener: object, told: str) -> None:
    with pytest.raises(ScaleError, match=told):
        list(read_side_by_side(loaded(4), 1, opener=opener))  # type: ignore[arg-type]
    assert not active_children()


def test_no_processes_at_all() -> None:
    with pytest.raises(ScaleError, match="at least 1"):
        list(read_side_by_side(loaded(1), 0))


def test_a_run_that_is_left_ends_its_processes() -> None:
    results: Iterator[Result] = read_side_by_side(loaded(40), 2)
    assert isinstance(next(results), ReadReport)
    results.close()  # type: ignore[attr-defined]
    assert not active_children()


def held(path: Path) -> tuple[object, ...]:
    """What a ledger holds, without the times at which it learned it."""
    with open_ledger(path) as ledger:
        assert ledger.check() == ()
        claims = [(one.id, one.claim, one.position) for one in ledger.claims(ClaimFilter(), limit=10_000).entries]
        events = sorted(sheets(ledger, EventFilter(), limit=None), key=lambda sheet: sheet.event.id)
        return claims, events, [(one.place, one.message) for one in ledger.failures()]


def test_the_same_ledger_with_one_and_two_workers(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number:03}.txt").write_text(text(number), "utf-8")
    (folder / "empty.txt").write_text("", "utf-8")
    for workers in ("1", "2"):
        done = CliRunner().invoke(main, ["add", str(folder), "--ledger", str(tmp_path / f"{workers}.duckdb"), "--workers", workers])
        assert done.exit_code == 1 and "60 reports added" in done.stderr and "1 failed" in done.stderr
    one, two = held(tmp_path / "1.duckdb"), held(tmp_path / "2.duckdb")
    assert one[1] and one == two


def test_no_workers_is_wrong_use() -> None:
    assert CliRunner().invoke(main, ["add", "x", "--workers", "0"]).exit_code == 2
