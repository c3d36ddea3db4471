"""A hostile input on its way through loading and reading, with the time that it took."""

import time
from dataclasses import dataclass
from pathlib import Path

from sayso.load import Failure, Loaded, Options, inputs
from sayso.pipeline import ReadReport, read_reports
from sayso.settings import Settings, shipped
from tests.hostile.made import GOOD, Hostile


@dataclass(frozen=True)
class Outcome:
    """What came of an input: reports read, failures, the seconds of processor time, and whether the neighbour came through."""

    reads: tuple[ReadReport, ...]
    failures: tuple[Failure, ...]
    seconds: float
    neighbour: bool

    @property
    def good(self) -> int:
        """The reports whose honest words came through."""
        return sum("two depots near Harrow had burned" in one.report.text or "two soldiers" in one.report.text for one in self.reads)


def outcome(own: Hostile, folder: Path, settings: Settings | None = None) -> Outcome:
    """Return what comes of an input that lies in a folder beside an honest report."""
    (folder / own.file).write_bytes(own.data)
    (folder / "zz-neighbour.txt").write_text(GOOD, "utf-8")
    began = time.process_time()
    loaded = list(inputs([str(folder)], Options(), settings or shipped()))
    beside = [one for one in loaded if isinstance(one, Loaded) and one.report.name == "zz-neighbour"]
    results = list(read_reports(one for one in loaded if one not in beside))
    took = time.process_time() - began
    reads = tuple(one for one in results if isinstance(one, ReadReport))
    failures = tuple(one for one in results if isinstance(one, Failure))
    return Outcome(reads, failures, took, [one.report.text.strip() for one in beside] == [GOOD.strip()])
