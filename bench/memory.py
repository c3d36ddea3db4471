"""`python -m bench.memory [--reports 100000] [--minutes N] [--memory-mb N] [--archive-mb 2000]`: does memory stay flat over many reports?

Short invented reports (bench.dispatches, about 70 words, all different) are written to a JSONL file and go through a real `sayso add`.
How far it is is seen by how far it has read the file, and the memory of its processes (RSS) is sampled by reports done. The peak up to
10,000 reports (or the first third, where fewer than 30,000 are run) is held against the peak of the whole run: the aim is a ratio of at
most 1.1, and at most 1.5 GB. Then a WARC file of which most records are no pages goes through the loader alone, which must stream. Prints
one JSON object; exit code 1 where an aim is missed.
"""

import argparse
import gzip
import json
import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.dispatches import dispatch
from bench.resident import MB, place_in, resident
from sayso.ledger import open_ledger
from sayso.load import Loaded, Options, inputs
from sayso.settings import shipped

EARLY = 10_000  # reports after which memory should have its height
RATIO, MOST_MB = 1.1, 1500.0  # the aims
EVERY = 1.0  # seconds between two looks
STEPS = 20  # figures of the curve
PAGE_EVERY = 400  # records of the archive to one page; the others are pictures
PICTURE = 200_000  # bytes


def write(path: Path, reports: int) -> list[int]:
    """Write the reports, one a line; return the byte behind each thousandth."""
    marks, size = [], 0
    with path.open("wb") as stream:
        for number in range(reports):
            size += stream.write(json.dumps(dispatch(number)).encode() + b"\n")
            if number % 1000 == 999:
                marks.append(size)
    return marks


@dataclass(slots=True)
class Curve:
    """Memory by reports done."""

    whole: int
    reports: int
    points: list[tuple[int, float, float]] = field(default_factory=list)

    def put(self, place: int, megabytes: float, seconds: float) -> None:
        """Add a look: reports done (by the bytes read; the lines are about as long as each other), MB, seconds."""
        self.points.append((round(self.reports * place / self.whole), megabytes, seconds))

    @property
    def done(self) -> int:
        """How many reports were done at the last look."""
        return self.points[-1][0] if self.points else 0

    def peak(self, until: int) -> float:
        """Return the greatest MB up to so many reports."""
        return max((megabytes for done, megabytes, _ in self.points if done <= until), default=0.0)

    def mean(self, first: float, last: float) -> float:
        """Return the mean MB between two shares (0.0 to 1.0) of the reports done."""
        own = [megabytes for done, megabytes, _ in self.points if first <= done / max(self.done, 1) <= last]
        return sum(own) / len(own) if own else 0.0

    def drawn(self) -> list[dict[str, float]]:
        """Return some points of the curve, evenly by reports: reports, MB, seconds."""
        found, step = list[dict[str, float]](), self.done / STEPS
        for done, megabytes, seconds in self.points:
            if done >= step * len(found):
                found.append({"reports": done, "MB": round(megabytes), "s": round(seconds)})
        return found


def run_add(folder: Path, curve: Curve, workers: int, memory_mb: int, minutes: float) -> subprocess.Popen[bytes]:
    """Run `sayso add` over the folder's reports to its end, or for so many minutes, and draw the curve."""
    file, settings, began = folder / "reports.jsonl", folder / "settings.toml", time.perf_counter()
    settings.write_text(f"[ledger]\nmemory_mb = {memory_mb}\n", "utf-8")
    command = [sys.executable, "-m", "sayso.cli", "add", str(file), "--ledger", str(folder / "ledger.duckdb"), "--workers", str(workers)]
    with (folder / "told.txt").open("wb") as stream:
        running = subprocess.Popen([*command, "--settings", str(settings)], stdout=stream, stderr=stream)
    shown = 0
    while running.poll() is None:
        seconds, place = time.perf_counter() - began, place_in(running.pid, file)
        if place is not None:
            curve.put(place, resident(running.pid), seconds)
        if curve.done >= shown:
            print(f"{curve.done} reports, {resident(running.pid):.0f} MB", file=sys.stderr, flush=True)
            shown += 500
        if seconds > minutes * 60:
            running.kill()
            break
        time.sleep(EVERY)
    running.wait()
    return running


def added(folder: Path, reports: int, workers: int, memory_mb: int, minutes: float) -> dict[str, Any]:
    """Run `sayso add` over so many reports and return the figures."""
    file, ledger = folder / "reports.jsonl", folder / "ledger.duckdb"
    write(file, reports)
    curve, began = Curve(file.stat().st_size, reports), time.perf_counter()
    running = run_add(folder, curve, workers, memory_mb, minutes)
    seconds = time.perf_counter() - began
    size = ledger.stat().st_size / MB
    with open_ledger(ledger) as book:
        held, faults = len(book.report_ids()), [f"{one.rule} {one.place}: {one.message}" for one in book.check()]
    early = min(EARLY, curve.done // 3)
    first, peak = curve.peak(early), curve.peak(reports)
    return {
        "reports given": reports, "reports done": held, "stopped after its minutes": running.returncode < 0,
        "exit code": running.returncode, "faults of the ledger": faults[:5], "workers": workers,
        "ledger.memory_mb": memory_mb, "reports/s": round(held / seconds, 2),
        "seconds": round(seconds), "early": early, "peak MB early": round(first), "peak MB": round(peak),
        "ratio": round(peak / first, 3) if first else None, "mean MB of the second quarter": round(curve.mean(0.25, 0.5)),
        "mean MB of the last quarter": round(curve.mean(0.75, 1.0)), "ledger MB": round(size), "curve": curve.drawn(),
        "said": (folder / "told.txt").read_text("utf-8", "replace").splitlines()[-1:],
    }  # fmt: skip


def record(kind: str, url: str, body: bytes) -> bytes:
    """Return a WARC record of an answer, packed by itself as crawlers do; bodies are random, so that nothing shrinks."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2031-05-14T00:00:00Z\r\n"
    )
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    return gzip.compress(head.encode() + answer + b"\r\n\r\n", 1)


def records() -> Iterator[bytes]:
    """Yield records without end: one page, then pictures (the same noise, which gzip cannot shrink)."""
    noise = bytes((17 * one * one + 31 * one) % 256 ^ (one >> 8) & 255 for one in range(PICTURE))
    picture, number = record("image/jpeg", "https://desk.example/picture", noise), 0
    while True:
        if number % PAGE_EVERY:
            yield picture
        else:
            page = f"<html><body><p>{dispatch(number)['text']}</p></body></html>".encode()
            yield record("text/html", f"https://desk.example/{number}", page)
        number += 1


def write_archive(path: Path, megabytes: int) -> int:
    """Write a WARC file of that size; return how many pages are in it."""
    pages, size = 0, 0
    with path.open("wb") as stream:
        for number, one in enumerate(records()):
            if size >= megabytes * MB:
                return pages
            pages += number % PAGE_EVERY == 0
            size += stream.write(one)
    return pages


def loaded(path: Path, answer: Connection) -> None:
    """Load the archive in this process and send pages, seconds and the MB of memory before and at the highest."""
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB, time.perf_counter()
    pages = sum(isinstance(one, Loaded) for one in inputs([str(path)], Options(), shipped()))
    answer.send((pages, time.perf_counter() - began, before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB))


def archive(folder: Path, megabytes: int) -> dict[str, Any]:
    """Stream an archive of that size through the loader in a process of its own and return the figures."""
    path = folder / "crawl.warc.gz"
    pages = write_archive(path, megabytes)
    context = multiprocessing.get_context("spawn")
    mine, other = context.Pipe()
    child = context.Process(target=loaded, args=(path, other))
    child.start()
    found, seconds, before, peak = mine.recv()
    child.join()
    size = path.stat().st_size / MB
    path.unlink()
    return {"archive MB": round(size), "pages in it": pages, "pages loaded": found, "MB before": round(before), "peak MB": round(peak),
            "archive MB/s": round(size / seconds)}  # fmt: skip


def missed(found: dict[str, Any]) -> list[str]:
    """Return the aims that were missed, in words."""
    faults = []
    if own := found.get("add"):
        whole = own["stopped after its minutes"] or own["reports done"] == own["reports given"]
        faults += [] if whole else [f"{own['reports done']} of {own['reports given']} reports are in the ledger"]
        faults += [f"exit code {own['exit code']}"] if own["exit code"] > 0 else []
        faults += own["faults of the ledger"]
        faults += [f"peak {own['peak MB']} MB, more than {MOST_MB:.0f}"] if own["peak MB"] > MOST_MB else []
        faults += [f"memory grew to {own['ratio']} of the early peak"] if (own["ratio"] or 0) > RATIO else []
    if own := found.get("archive"):
        faults += [f"{own['pages loaded']} of {own['pages in it']} pages"] if own["pages loaded"] != own["pages in it"] else []
        faults += [f"the archive took {own['peak MB']} MB"] if own["peak MB"] > own["MB before"] + 200 else []
    return faults


def main() -> None:
    """Measure and print; exit code 1 where an aim was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000, help="0 leaves `sayso add` out")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--memory-mb", type=int, default=shipped().ledger.memory_mb, help="ledger.memory_mb of the settings")
    parser.add_argument("--minutes", type=float, default=1e6, help="stop `sayso add` after so many")
    parser.add_argument("--archive-mb", type=int, default=2000, help="0 leaves the archive out")
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    given = parser.parse_args()
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as name:
        if given.archive_mb:
            found["archive"] = archive(Path(name), given.archive_mb)
            print(json.dumps(found["archive"]), file=sys.stderr, flush=True)
        if given.reports:
            found["add"] = added(Path(name), given.reports, given.workers, given.memory_mb, given.minutes)
    found["missed"] = missed(found)
    print(json.dumps(found, indent=1))
    if given.out:
        given.out.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    sys.exit(1 if found["missed"] else 0)


if __name__ == "__main__":
    main()
