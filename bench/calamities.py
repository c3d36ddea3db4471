"""`python -m bench.calamities --rounds 60`: a ledger whose disk is full, whose folder cannot be written, whose clock was set back.

Each round ends with a ledger that must open, hold every batch that was acknowledged, and pass `check`; what could not be written must
have been said as an error of sayso's own. Prints one JSON object; exits with 1 where anything was lost.
"""

import argparse
import json
import os
import random
import resource
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.crash import invented, losses, write
from sayso.errors import InputError, LedgerError, SaysoError
from sayso.ledger import open_ledger

REFUSED, ENDED, NOBODY = 3, 0, 65534


def apart(act: Callable[[int], None]) -> tuple[int, list[int]]:
    """Do it in a process of its own; returns how that ended and the batches that it acknowledged on the descriptor it was given."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        code = 1
        try:
            act(writing)
            code = ENDED
        except SaysoError:
            code = REFUSED
        finally:
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading) as stream:
        told = [line.split() for line in stream]
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), [int(batch) for kind, batch in told if kind == "batch"]


def disk_full(path: Path, limit: int) -> tuple[str, list[str]]:
    """Write batches while no file may grow over so many bytes; returns what happened and what is wrong afterwards."""

    def act(acknowledge: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        write(path, 1, acknowledge)

    code, acknowledged = apart(act)
    faults = [] if code == REFUSED else [f"full at {limit}: the writing process ended with {code}, not with an error of sayso's own"]
    return ("full at once" if not acknowledged else "full later"), faults + wrong(path, acknowledged)


def wrong(path: Path, acknowledged: list[int]) -> list[str]:
    """Return what is wrong with a ledger that holds these batches, and one more at most."""
    try:
        with open_ledger(path) as book:
            found = losses(book, acknowledged, range(1, max(acknowledged, default=0) + 2))
            return found + [f"{one.rule} {one.place}: {one.message}" for one in book.check()]
    except LedgerError as fault:
        return [f"does not open: {fault}"]


def folder_shut(folder: Path) -> list[str]:
    """Open a ledger for writing where neither it nor its folder can be written; returns what is wrong."""
    path = folder / "shut.duckdb"
    with open_ledger(path) as book:
        book.add(invented(1), datetime.now(UTC))
    path.chmod(0o444)
    folder.chmod(0o555)

    def act(_: int) -> None:
        if os.getuid() == 0:  # whom no mode keeps out
            os.setgroups([])
            os.setuid(NOBODY)
        with open_ledger(path) as book:
            book.add(invented(2), datetime.now(UTC))

    try:
        code, _ = apart(act)
    finally:
        folder.chmod(0o755)
        path.chmod(0o644)
    return ([] if code == REFUSED else [f"folder shut: ended with {code}, not with an error of sayso's own"]) + wrong(path, [1])


def clock_back(path: Path, back: timedelta) -> list[str]:
    """Add a batch under a clock that was set back; a little is forgiven, much is refused, and nothing is lost."""
    now = datetime.now(UTC)
    with open_ledger(path) as book:
        book.add(invented(1), now)
        try:
            book.add(invented(2), now - back)
            held = [1, 2]
        except InputError:
            held = [1]
        book.add(invented(3), now + timedelta(seconds=1))
    return wrong(path, [*held, 3])


def rounds(count: int, seed: int, folder: Path) -> dict[str, Any]:
    """Run the rounds and return the figures."""
    chance, happened = random.Random(seed), Counter[str]()
    faults: list[str] = []
    for step in range(count):
        own = folder / f"{step}"
        own.mkdir(mode=0o755)
        what, found = disk_full(own / "full.duckdb", chance.choice([chance.randrange(1, 20_000), chance.randrange(20_000, 3_000_000)]))
        happened[what] += 1
        faults += found
        faults += clock_back(own / "clock.duckdb", timedelta(seconds=10 ** chance.uniform(-2, 7)))
        if step % 10 == 0:
            faults += folder_shut(own)
        shutil.rmtree(own)
    return {"rounds": count, "seed": seed, **happened, "faults": len(faults), "first_faults": faults[:10]}


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.calamities", description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        found = rounds(given.rounds, given.seed, Path(folder))
    print(json.dumps(found))
    sys.exit(1 if found["faults"] else 0)


if __name__ == "__main__":
    main()
