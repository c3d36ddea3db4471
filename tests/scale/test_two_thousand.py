"""Two thousand reports: one process, two processes and Spark give the same claims, and the same events. Minutes: set SAYSO_NIGHTLY."""

import os
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from sayso.cli import main
from sayso.ledger import EventFilter, open_ledger
from sayso.ledger.codec import from_text
from sayso.load import Options, inputs
from sayso.model import Event
from sayso.pipeline import ReadReport, assemble, read_reports, sheets
from sayso.scale import read_side_by_side
from sayso.scale.linking import link_on_spark
from sayso.scale.reading import read_on_spark
from sayso.scale.session import spark
from sayso.scale.stored import stored
from sayso.settings import shipped
from tests.scale.invented import text
from tests.scale.test_spark import needs_spark

COUNT = 2000
pytestmark = [
    pytest.mark.nightly,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(not os.environ.get("SAYSO_NIGHTLY"), reason="takes minutes: set SAYSO_NIGHTLY"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    own = tmp_path_factory.mktemp("reports")
    for number in range(COUNT):
        (own / f"{number:04}.txt").write_text(text(number), "utf-8")
    return own


@pytest.fixture(scope="module")
def alone(folder: Path) -> list[ReadReport]:
    """What one process reads."""
    return [one for one in read_reports(inputs([str(folder)], Options(), shipped())) if isinstance(one, ReadReport)]


@pytest.fixture(scope="module")
def events(alone: list[ReadReport]) -> dict[str, Event]:
    """The events of all reports linked at once, with their standings."""
    return {sheet.event.id: replace(sheet.event, standing=sheet.standing) for sheet in assemble(alone)}


def members(found: dict[str, Event]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(one.claim for one in own.members) for name, own in found.items()}


def test_two_processes_read_the_same(folder: Path, alone: list[ReadReport]) -> None:
    assert len(alone) == COUNT
    assert [*read_side_by_side(inputs([str(folder)], Options(), shipped()), 2)] == alone


def test_a_ledger_that_grew_by_and_by_has_the_same_events(folder: Path, events: dict[str, Event], tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["add", str(folder), "--ledger", str(tmp_path / "war.duckdb"), "--workers", "2"])
    assert done.exit_code == 0, done.stderr
    with open_ledger(tmp_path / "war.duckdb") as ledger:
        assert ledger.check() == ()
        held = {one.event.id: one for one in sheets(ledger, EventFilter(), limit=None)}
    assert members({name: one.event for name, one in held.items()}) == members(events)
    assert {name: one.standing.verdict for name, one in held.items()} == {
        name: own.standing.verdict for name, own in events.items() if own.standing
    }


@needs_spark
def test_spark_reads_and_links_the_same(folder: Path, alone: list[ReadReport], events: dict[str, Event], tmp_path: Path) -> None:
    with spark("local-cluster[2,1,2048]", {"spark.sql.shuffle.partitions": "4"}) as session:
        read_on_spark(session, [str(folder)], tmp_path / "read")
        link_on_spark(session, tmp_path / "read")
    assert [*stored(tmp_path / "read")] == alone
    rows = duckdb.sql(f"SELECT id, json FROM read_parquet('{tmp_path}/read/events/**/*.parquet')").fetchall()
    assert {name: from_text(Event, plain) for name, plain in rows} == events
