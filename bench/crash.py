"""`python -m bench.crash --rounds 500`: kills a process that writes a ledger at random moments and looks at what is left.

The process adds reports, events and standings, rules, and copies the ledger, and says so after each. After each SIGKILL the ledger
must open, every batch and ruling that was acknowledged must be there whole, any other one whole or not at all, a copy must open and
hold what it was acknowledged with, and `check` must find no fault in either. `--commands 20` kills a real `sayso add` as often, lets
it run again to its end, and wants every report in. Prints one JSON object; exits with 1 where anything was lost.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sayso.ledger import Ledger, open_ledger
from sayso.model import (
    Claim,
    Event,
    EventType,
    Grade,
    Judgement,
    Membership,
    Reason,
    Report,
    Ruling,
    Span,
    Standing,
    Verdict,
    What,
)

REPORTS, CLAIMS = 4, 5  # in a batch, in a report
FRESH = 20  # rounds on one ledger, then a new one
WHY = Reason(rule="invented", why="for this measurement")


@dataclass(frozen=True)
class Read:
    """A report that was read."""

    report: Report
    claims: Sequence[Claim]
    flags: Sequence[str] = ()


def invented(batch: int) -> list[Read]:
    """A batch of reports, told by its number; every fourth report changes the text of one of the batch before."""
    return [_invented(batch, number) for number in range(REPORTS)]


def _invented(batch: int, number: int) -> Read:
    words = [f"Depot {number}-{step} of batch {batch} burned near Harrow" for step in range(CLAIMS)]
    slot = (batch // 2, number) if number == REPORTS - 1 else (batch, number)
    report = Report(
        text=". ".join(words) + ".", name=f"depots-{slot[0]}-{slot[1]}", publisher="Morning Wire", published=date(2031, 5, 14),
        title=f"{batch} {number}",
    )  # fmt: skip
    claims = []
    for one in words:
        start = report.text.index(one)
        claims.append(
            Claim(
                report=report.id,
                spans=(Span(start, start + len(one)),),
                text=one,
                gist=one,
                what=What(type=EventType.DAMAGE, family="effect"),
            )
        )
    return Read(report, claims)


def write(path: Path, first: int, acknowledge: int) -> None:
    """Add batches, rule and copy without end; what is in the ledger is written to the descriptor: "batch 3", "ruling 3", "copy 3"."""

    def done(kind: str, batch: int) -> None:
        os.write(acknowledge, f"{kind} {batch}\n".encode())

    with open_ledger(path) as book:
        batch = first
        while True:
            reads = invented(batch)
            book.add(reads, datetime.now(UTC))
            done("batch", batch)
            claims = [f"{one.report.id}:{claim.id}" for one in reads for claim in one.claims]
            event = Event(gist="depots burn", type=EventType.DAMAGE, members=tuple(Membership(claim=own, reason=WHY) for own in claims))
            book.put_events({event.id: event}, datetime.now(UTC))
            standing = Standing(
                verdict=Verdict.SINGLE_SOURCE, rule="R10", credibility=6, evidence=Grade.E0, origins=(), publishers=1, blocs=()
            )
            book.put_standings({event.id: standing}, datetime.now(UTC))
            book.add_judgement(ruling(batch, event.id), datetime.now(UTC))
            done("ruling", batch)
            if batch % 2 == 0:
                book.snapshot(copy_of(path))
                done("copy", batch)
            batch += 1


def ruling(batch: int, event: str) -> Judgement:
    """The ruling on a batch's event."""
    return Judgement(
        ruling=Ruling.CONFIRM, subjects=(event,), author="an editor", at=datetime(2031, 5, 14, tzinfo=UTC), note=f"batch {batch}"
    )


def copy_of(path: Path) -> Path:
    """Where a ledger is copied to."""
    return path.with_name(f"copy-of-{path.name}")


def killed(path: Path, first: int, seconds: float) -> dict[str, list[int]]:
    """Start a writing process, kill it after so many seconds, and return the batches of each kind that it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write(path, first, writing)
        finally:
            os._exit(1)
    os.close(writing)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading) as stream:
        told = stream.read()
    if not os.WIFSIGNALED(status):
        raise RuntimeError(f"the writing process ended by itself after {told!r}: run bench.crash alone to see its error")
    found: dict[str, list[int]] = {"batch": [], "ruling": [], "copy": []}
    for line in told.split("\n")[:-1]:
        kind, _, batch = line.partition(" ")
        found[kind].append(int(batch))
    return found


def losses(book: Ledger, acknowledged: Iterable[int], tried: range) -> list[str]:
    """Return what is lost or half there, one line each, of the batches that may have been tried."""
    found: list[str] = []
    wanted = set(acknowledged)
    batches = {batch: [one.report.id for one in invented(batch)] for batch in tried}
    held = book.holds((own for ids in batches.values() for own in ids), past=True)
    for batch, ids in batches.items():
        there = sum(own in held for own in ids)
        if not there and batch in wanted:
            found.append(f"batch {batch} was acknowledged and is not there")
        if 0 < there < REPORTS:
            found.append(f"batch {batch} has {there} of {REPORTS} reports")
    return found


def unruled(book: Ledger, acknowledged: Iterable[int]) -> list[str]:
    """Return the rulings that were acknowledged and are not there."""
    held = {own.note for own in book.judgements()}
    return [f"the ruling on batch {batch} was acknowledged and is not there" for batch in acknowledged if f"batch {batch}" not in held]


def wrong_copy(path: Path, acknowledged: Sequence[int], last: int) -> list[str]:
    """Return what is wrong with the copy of a ledger: it may be newer than the last one that was acknowledged, never older."""
    if not path.exists():
        return [f"copy {batch} was acknowledged and is not there" for batch in acknowledged]
    with open_ledger(path, read_only=True) as book:
        found = losses(book, range(1, max(acknowledged, default=0) + 1), range(1, last + 2))
        return found + [f"copy: {one.rule} {one.place}: {one.message}" for one in book.check() if one.rule != "search.step"]


def rounds(count: int, seed: int, longest: float, folder: Path) -> dict[str, Any]:
    """Run the rounds and return the figures."""
    chance, moments = random.Random(seed), Counter[str]()
    opening: list[float] = []
    faults: list[str] = []
    done: dict[str, list[int]] = {}
    first = 1
    for step in range(count):
        path = folder / f"crash{step // FRESH}.duckdb"
        if step % FRESH == 0:
            done, first = {"batch": [], "ruling": [], "copy": []}, 1
        mine = killed(path, first, chance.uniform(0.0, longest))
        moments["nothing acknowledged" if not mine["batch"] else "batches acknowledged"] += 1
        for kind, batches in mine.items():
            done[kind] += batches
            moments[f"acknowledged {kind}"] += len(batches)
        started = time.perf_counter()
        with open_ledger(path) as book:
            opening.append(time.perf_counter() - started)
            faults += losses(book, done["batch"], range(1, first + len(mine["batch"]) + 2)) + unruled(book, done["ruling"])
            faults += [f"{one.rule} {one.place}: {one.message}" for one in book.check()]
        faults += wrong_copy(copy_of(path), done["copy"], first + len(mine["batch"]))
        first = max(done["batch"], default=0) + 1
    return {
        "rounds": count, "seed": seed, **moments, "faults": len(faults),
        "slowest_opening_s": round(max(opening, default=0.0), 3), "first_faults": faults[:10],
    }  # fmt: skip


def commands(count: int, seed: int, folder: Path) -> dict[str, Any]:
    """Kill a real `sayso add` as often, each time on a ledger that the last one left, and let the last one end."""
    chance, reports, ledger = random.Random(seed), folder / "reports", folder / "command.duckdb"
    reports.mkdir()
    faults: list[str] = []
    for step in range(count + 1):
        for number in range(step * 60, step * 60 + 60):
            words = (
                f"Depot {number} burned near Harrow on Monday, the Norland army said. A resident of Harrow saw no fire at depot {number}."
            )
            (reports / f"{number:05}.txt").write_text(words, "utf-8")
        own = [sys.executable, "-m", "sayso.cli", "add", str(reports), "--ledger", str(ledger), "--published", "2031-05-14"]
        running = subprocess.Popen(own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if step < count:
            time.sleep(chance.uniform(0.8, 6.0))
            running.kill()
        if running.wait() not in (0, -signal.SIGKILL):
            faults.append(f"`sayso add` ended with {running.returncode} in round {step}")
        if ledger.exists():
            with open_ledger(ledger) as book:
                faults += [f"{one.rule} {one.place}: {one.message}" for one in book.check()]
                held = len(book.report_ids())
    if held != (count + 1) * 60:
        faults.append(f"{held} of {(count + 1) * 60} reports are there")
    return {"commands": count, "command_reports": held, "command_faults": faults[:10]}


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.crash", description=__doc__)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--commands", type=int, default=0, help="kills of a real `sayso add`")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=0.8, help="seconds that a process lives at most")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = rounds(given.rounds, given.seed, given.longest, Path(folder))
        if given.commands:
            found |= commands(given.commands, given.seed, Path(folder))
    print(json.dumps(found))
    sys.exit(1 if found["faults"] or found.get("command_faults") else 0)


if __name__ == "__main__":
    main()
