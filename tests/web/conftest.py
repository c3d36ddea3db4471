"""The ledger of the example episode, built once by the real pipeline, and servers over copies of it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.ledger import open_ledger
from sayso.load import Options, inputs
from sayso.pipeline import ReadReport, add, read_reports
from sayso.settings import Settings, shipped
from sayso.web import House, make_app

REPORTS = Path(__file__).resolve().parents[2] / "examples" / "reports"
FIRST = datetime(2025, 3, 20, 8, tzinfo=UTC)
BASE = "http://127.0.0.1"


class Clock:
    """A clock that goes on by a minute at every look."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


@pytest.fixture(scope="session")
def episode(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger's file: four reports, and a day later two more, so that standings moved."""
    settings = shipped()
    read = [one for one in read_reports(inputs([str(REPORTS)], Options(), settings), settings=settings) if isinstance(one, ReadReport)]
    assert len(read) == 6
    path = tmp_path_factory.mktemp("episode") / "episode.duckdb"
    with open_ledger(path) as ledger:
        add(ledger, read[:4], known_at=FIRST, settings=settings)
        add(ledger, read[4:], known_at=FIRST + timedelta(days=1), settings=settings)
        ledger.reindex()
    return path


def copied(episode: Path, folder: Path) -> Path:
    """Return a copy of the ledger to write into."""
    for one in episode.parent.glob("episode*"):
        shutil.copy(one, folder / one.name)
    return folder / episode.name


def house_over(path: Path, settings: Settings | None = None) -> House:
    """Return a house over a ledger; whoever asks closes its ledger."""
    own = settings or shipped()
    return House(open_ledger(path, settings=own.ledger), own, Clock(FIRST + timedelta(days=2)))


@pytest.fixture(scope="session")
def shown(episode: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house that no test writes to."""
    house = house_over(copied(episode, tmp_path_factory.mktemp("shown")))
    with house.ledger:
        yield house


@pytest.fixture(scope="session")
def client(shown: House) -> Iterator[TestClient]:
    """A browser's place at that house."""
    with TestClient(make_app(shown), base_url=BASE) as own:
        yield own


@pytest.fixture
def house(episode: Path, tmp_path: Path) -> Iterator[House]:
    """A house of a test's own."""
    own = house_over(copied(episode, tmp_path))
    with own.ledger:
        yield own


@pytest.fixture
def writer(house: House) -> Iterator[TestClient]:
    """A browser's place at that house."""
    with TestClient(make_app(house), base_url=BASE) as own:
        yield own
