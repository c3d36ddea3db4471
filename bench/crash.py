"""`python -m bench.crash --rounds 200`: kills a process that adds to a ledger at random moments and looks at what is left.

After each SIGKILL the ledger must open, every batch that was acknowledged must be there whole, any other batch whole or not at
all, and `check` must find no fault. Prints one JSON object; exits with 1 where anything was lost.
"""

import argparse
import json
import os
import random
import signal
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
    Membership,
    Reason,
    Report,
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
    """Add batches without end; the number of each is written to the descriptor once it is in the ledger."""
    with open_ledger(path) as book:
        batch = first
        while True:
            reads = invented(batch)
            book.add(reads, datetime.now(UTC))
            os.write(acknowledge, f"{batch}\n".encode())
            claims = [f"{one.report.id}:{claim.id}" for one in reads for claim in one.claims]
            event = Event(gist="depots burn", type=EventType.DAMAGE, members=tuple(Membership(claim=own, reason=WHY) for own in claims))
            book.put_events({event.id: event}, datetime.now(UTC))
            standing = Standing(
                verdict=Verdict.SINGLE_SOURCE, rule="R10", credibility=6, evidence=Grade.E0, origins=(), publishers=1, blocs=()
            )
            book.put_standings({event.id: standing}, datetime.now(UTC))
            batch += 1


def killed(path: Path, first: int, seconds: float) -> list[int]:
    """Start a writing process, kill it after so many seconds, and return the batches that it acknowledged."""
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
    return [int(line) for line in told.split("\n")[:-1]]


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


def rounds(count: int, seed: int, longest: float, folder: Path) -> dict[str, Any]:
    """Run the rounds and return the figures."""
    chance, moments = random.Random(seed), Counter[str]()
    opening: list[float] = []
    faults: list[str] = []
    acknowledged: list[int] = []
    all_acknowledged, first = 0, 1
    for step in range(count):
        path = folder / f"crash{step // FRESH}.duckdb"
        if step % FRESH == 0:
            acknowledged, first = [], 1
        mine = killed(path, first, chance.uniform(0.0, longest))
        moments["nothing acknowledged" if not mine else "batches acknowledged"] += 1
        acknowledged += mine
        all_acknowledged += len(mine)
        started = time.perf_counter()
        with open_ledger(path) as book:
            opening.append(time.perf_counter() - started)
            faults += losses(book, acknowledged, range(1, first + len(mine) + 2))
            faults += [f"{one.rule} {one.place}: {one.message}" for one in book.check()]
        first = max(acknowledged, default=0) + 1
    return {
        "rounds": count, "seed": seed, "acknowledged_batches": all_acknowledged, **moments, "faults": len(faults),
        "slowest_opening_s": round(max(opening, default=0.0), 3), "first_faults": faults[:10],
    }  # fmt: skip


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.crash", description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=0.8, help="seconds that a process lives at most")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = rounds(given.rounds, given.seed, given.longest, Path(folder))
    print(json.dumps(found))
    sys.exit(1 if found["faults"] else 0)


if __name__ == "__main__":
    main()
