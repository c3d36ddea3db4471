"""`python -m bench.speed [--reports N]`: reports a second of `read` in one and in two processes, what each stage takes
(milliseconds of processor time a report, and share), peak memory; and the same of a peer, spaCy with textacy's quotations.

The reports are put together from the invented examples, 700 words each, every one different. Ours and the peer read them in turn,
each twice, and the better of two counts: others may use the machine, so processor time is told as well. Prints one JSON object.
"""

import argparse
import importlib
import importlib.util
import json
import multiprocessing
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from sayso.attribute import attribute
from sayso.engines import Reading, default_engine
from sayso.ground import ground
from sayso.load import Given, Loaded, load_text
from sayso.parse import parse
from sayso.pipeline import knowledge, read_reports
from sayso.publish import document
from sayso.publish.indent import indented
from sayso.settings import shipped

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples" / "reports"
PIPELINE = ROOT / "runs" / "peer" / "pipeline"  # the peer's; training/peer.py makes it
OURS, PEER = "bench.speed", "bench.quotations"  # the modules whose `readings` read
ROUNDS = 2
WALL, PROCESSOR = "reports/s", "reports/s of processor time"
RATIOS = {"ratio": WALL, "ratio of processor time": PROCESSOR}
WORDS = 700
WAIT = 900  # seconds after which a worker is taken for dead


def corpus(count: int) -> list[Loaded]:
    """Return `count` different reports of about 700 words, from the paragraphs of the examples in ever another order."""
    paragraphs = [part.strip() for file in sorted(EXAMPLES.glob("*.txt")) for part in file.read_text("utf-8").split("\n\n") if part.strip()]
    given = [Given(published=date(2025, 1, 12 + number % 7)) for number in range(count)]
    return [load_text(_report(paragraphs, number), f"report {number}", given[number], shipped().load) for number in range(count)]


def _report(paragraphs: list[str], number: int) -> str:
    own: list[str] = []
    at, step = number % len(paragraphs), 1 + 2 * (number // len(paragraphs))
    while sum(len(part.split()) for part in own) < WORDS:
        own.append(paragraphs[at % len(paragraphs)])
        at += step
    return "\n\n".join(own)


@dataclass
class Clock:
    """Seconds of processor time by stage; what runs inside another stage counts for itself alone."""

    spent: dict[str, float] = field(default_factory=dict)
    _inner: float = 0.0

    def timed(self, stage: str, run: Callable[..., Any], *given: Any) -> Any:
        """Run and count the time."""
        before, self._inner = self._inner, 0.0
        began = time.process_time()
        result = run(*given)
        whole = time.process_time() - began
        self.spent[stage] = self.spent.get(stage, 0.0) + whole - self._inner
        self._inner = before + whole
        return result

    def shares(self, reports: int) -> dict[str, dict[str, float]]:
        """Return each stage's milliseconds a report and its share of the whole."""
        whole = sum(self.spent.values())
        return {stage: {"ms": round(1000 * own / reports, 1), "share": round(own / whole, 3)} for stage, own in self.spent.items()}


class Watched:
    """A reading whose scores are timed as the stage "heads", whoever asks for them."""

    def __init__(self, reading: Reading, clock: Clock) -> None:
        self._reading, self._clock = reading, clock

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._reading, name)
        return partial(self._clock.timed, "heads", found) if callable(found) else found


def stages(count: int) -> dict[str, dict[str, float]]:
    """Return what each stage takes of the reading of `count` reports in one process, from the text to JSON; the first two warm up."""
    engine, settings, clock = default_engine(), shipped(), Clock()
    known = knowledge(settings)
    for number, one in enumerate(clock.timed("load", corpus, count + 2)):
        if number == 2:
            clock.spent = {"load": clock.spent["load"]}
        reading = Watched(clock.timed("encoder", engine.read, [one.report.text])[0], clock)
        parsed = clock.timed("parse", parse, one.report, reading)
        claims, scores = clock.timed("attribute", attribute, parsed, reading, settings.attribute)
        claims = clock.timed("ground", ground, parsed, claims, scores, known, settings.evidence)
        clock.timed("JSON", lambda told=claims, report=one.report: indented(document(report, told)))
    return clock.shares(count)


def readings(reports: Iterable[Loaded]) -> Iterator[int]:
    """Yield how many claims each report has."""
    return (len(one.claims) for one in read_reports(reports) if hasattr(one, "claims"))


def worker(reader: str, count: int, offset: int, ready: Any, results: Any) -> None:
    """Read `count` reports once the others are ready as well; puts seconds, those of the processor, words, findings, peak MB."""
    reports, read = corpus(offset + count)[offset:], importlib.import_module(reader).readings
    sum(read(reports[:2]))
    ready.wait()
    began, worked = time.perf_counter(), time.process_time()
    found = sum(read(reports))
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    words = sum(len(one.report.text.split()) for one in reports)
    results.put((seconds, worked, words, found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def rate(reader: str, count: int, processes: int) -> dict[str, float]:
    """Return reports and words a second of so many processes side by side, and the largest peak memory of one."""
    context = multiprocessing.get_context("spawn")
    ready, results, each = context.Barrier(processes), context.Queue(), count // processes
    running = [context.Process(target=worker, args=(reader, each, number * each, ready, results)) for number in range(processes)]
    for one in running:
        one.start()
    rows = [results.get(timeout=WAIT) for _ in running]
    for one in running:
        one.join()
    seconds = max(row[0] for row in rows)
    return {
        WALL: round(each * processes / seconds, 2), "words/s": round(sum(row[2] for row in rows) / seconds),
        PROCESSOR: round(each * processes / sum(row[1] for row in rows), 2),
        "claims" if reader == OURS else "quotations": sum(row[3] for row in rows),
        "peak MB a process": round(max(row[4] for row in rows)),
    }  # fmt: skip


def missing() -> str | None:
    """Return why the peer cannot be measured here and what to do about it; None where it can."""
    if not all(importlib.util.find_spec(name) for name in ("spacy", "textacy")):
        return "spaCy and textacy are not installed: uv sync --group peer"
    if not PIPELINE.exists():
        return f"{PIPELINE.relative_to(ROOT)} is not here: python -m training.peer --shared ../shared --out runs/peer"
    return None


def in_turn(readers: list[str], count: int, processes: int) -> dict[str, dict[str, float]]:
    """Return each reader's rate, the better of its rounds; the readers take turns."""
    rows = [(reader, rate(reader, count, processes)) for _ in range(ROUNDS) for reader in readers]
    return {reader: max((row for own, row in rows if own == reader), key=lambda row: row[WALL]) for reader in readers}


def ratio(ours: dict[str, float], peer: dict[str, float], by: str = WALL) -> float:
    """Return how many times the peer's rate ours is."""
    return round(ours[by] / peer[by], 2)


def rates(count: int) -> dict[str, Any]:
    """Return our rates in one and in two processes, and under "peer" the peer's with the ratios, or why there are none."""
    why = missing()
    readers = [OURS] if why else [OURS, PEER]
    found = {name: in_turn(readers, count, processes) for name, processes in (("one process", 1), ("two processes", 2))}
    ours: dict[str, Any] = {name: row[OURS] for name, row in found.items()}
    if why:
        return {**ours, "peer": f"not measured, {why}"}
    peer = {name: row[PEER] for name, row in found.items()}
    ratios = {title: {name: ratio(ours[name], peer[name], by) for name in found} for title, by in RATIOS.items()}
    return {**ours, "peer": {**peer, **ratios}}


def alone() -> float:
    """Return the seconds of `sayso read` on one example, process start included, the better of three."""
    command = [sys.executable, "-m", "sayso.cli", "read", str(sorted(EXAMPLES.glob("*.txt"))[0])]
    spent = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        spent.append(time.perf_counter() - began)
    return round(min(spent), 2)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=60)
    count = parser.parse_args().reports
    result = {
        "reports": count, "words each": WORDS, **rates(count),
        "one report from process start, s": alone(), "processor time of each stage": stages(max(count // 3, 1)),
    }  # fmt: skip
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
