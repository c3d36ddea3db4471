"""The main path on one screen: parse, attribute, ground. Stages meet here and nowhere else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path

from sayso.attribute import attribute
from sayso.engines import Engine, Reading, default_engine
from sayso.errors import SaysoError
from sayso.gazetteer import open_gazetteer
from sayso.ground import Knowledge, ground, wars
from sayso.load import Loaded
from sayso.model import Claim, Parsed, Report
from sayso.packs import load_packs
from sayso.parse import parse
from sayso.publish.marked import marked
from sayso.settings import Settings, shipped

BATCH = 8  # reports that go through the encoder together


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report with its claims in text order, and flags on what is unusual about it."""

    report: Report
    claims: tuple[Claim, ...]
    flags: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        return marked(self.report, self.claims)


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be read: where it came from, and what to do."""

    place: str
    message: str


@cache
def knowledge(settings: Settings) -> Knowledge:
    """Return what grounding knows under these settings, opened once a process."""
    gazetteer = open_gazetteer(Path(settings.gazetteer.folder), worldview=settings.gazetteer.worldview)
    return Knowledge(gazetteer, load_packs(settings.packs.names), wars())


def read_report(loaded: Loaded, *, engine: Engine | None = None, settings: Settings | None = None) -> ReadReport:
    """Return one report read. Errors go to the caller."""
    own, settings = engine or default_engine(), settings or shipped()
    return _read(loaded, own.read([loaded.report.text])[0], settings)


def read_reports(
    loaded: Iterable[Loaded | Failure], *, engine: Engine | None = None, settings: Settings | None = None, batch: int = BATCH
) -> Iterator[ReadReport | Failure]:
    """Yield every report read, in order; one that fails becomes a Failure and the run goes on. Failures of loading pass through."""
    own, settings = engine or default_engine(), settings or shipped()
    rest = iter(loaded)
    while some := list(islice(rest, batch)):
        whole = [one for one in some if isinstance(one, Loaded)]
        readings = dict(zip(map(id, whole), own.read([one.report.text for one in whole]), strict=True))
        for one in some:
            yield one if isinstance(one, Failure) else _kept(one, readings[id(one)], settings)


def _kept(loaded: Loaded, reading: Reading, settings: Settings) -> ReadReport | Failure:
    try:
        return _read(loaded, reading, settings)
    except SaysoError as fault:
        return Failure(_place(loaded), str(fault))
    except Exception as fault:  # noqa: BLE001 the one place: whatever a report does to a stage, the run goes on and says so
        return Failure(_place(loaded), f"{type(fault).__name__}: {fault}: please report this with the text")


def _place(loaded: Loaded) -> str:
    return loaded.report.name or loaded.report.url or loaded.report.id


def _read(loaded: Loaded, reading: Reading, settings: Settings) -> ReadReport:
    parsed: Parsed = parse(loaded.report, reading)
    claims, scores = attribute(parsed, reading, settings.attribute)
    return ReadReport(loaded.report, ground(parsed, claims, scores, knowledge(settings), settings.evidence), loaded.flags)
