"""`python -m bench.ledger --claims 10000000`: p50 and p95 of what pages ask a ledger, warm, and the first call cold,
in ms; JSON to standard output.

The ledger is invented (bench/invented_ledger.py) and kept in out/bench, so that a second run only measures.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.invented_ledger import DAYS, TYPES, WORDS, build
from sayso.ledger import ClaimFilter, EventFilter, Ledger, open_ledger
from sayso.ledger.search import search_file

ROOT = Path(__file__).resolve().parents[1]
LAST = date(2028, 1, 1) + timedelta(days=DAYS)
Ask = Callable[[Ledger, random.Random], object]


def filters(chance: random.Random) -> dict[str, Any]:
    """A filter as people set them: a type, a side, a country, an outlet, a stretch of days, or two of these."""
    start = LAST - timedelta(days=chance.randrange(100, DAYS))
    kinds: list[dict[str, Any]] = [
        {"types": (chance.choice(TYPES),)}, {"blocs": (chance.choice(("nl", "sm")),)}, {"countries": (chance.choice(("NL", "SM", "AA")),)},
        {"publishers": (f"Wire {chance.randrange(200)}",)}, {"first": LAST - timedelta(days=90)},
        {"first": start, "until": start + timedelta(days=chance.choice((7, 30, 90)))},
    ]  # fmt: skip
    one, other = chance.sample(kinds, 2)
    return one if chance.random() < 0.5 else {**one, **other}


def claim_filter(chance: random.Random) -> ClaimFilter:
    """A filter of claims."""
    return ClaimFilter(**filters(chance))


def event_filter(chance: random.Random) -> EventFilter:
    """A filter of events, with a verdict in half of the cases."""
    given = filters(chance)
    if chance.random() < 0.5:
        given["verdicts"] = (chance.choice(("disputed", "corroborated", "denied")),)
    return EventFilter(**given)


def claim_id(chance: random.Random, total: int) -> str:
    """The id of an invented claim."""
    number = chance.randrange(total)
    return f"r{number // 8:016X}:c{number:012X}"


def asks(total: int) -> dict[str, Ask]:
    """What is measured."""
    return {
        "claim facets, filtered": lambda book, chance: book.facets(claim_filter(chance)),
        "claim facets, all": lambda book, chance: book.facets(),
        "claim page, filtered": lambda book, chance: book.claims(claim_filter(chance)),
        "claim page, newest": lambda book, chance: book.claims(),
        "claim map, filtered": lambda book, chance: book.map_bins(claim_filter(chance), size=0.25),
        "claim map, all": lambda book, chance: book.map_bins(size=0.25),
        "claim timeline, filtered": lambda book, chance: book.timeline(claim_filter(chance)),
        "claim timeline, all": lambda book, chance: book.timeline(),
        "claims at a place": lambda book, chance: book.claims(ClaimFilter(places=(f"Place {chance.randrange(20000)}",))),
        "claims of a speaker": lambda book, chance: book.claims(ClaimFilter(speakers=(f"Speaker {chance.randrange(5000)}",))),
        "event facets, filtered": lambda book, chance: book.facets(event_filter(chance)),
        "event page, filtered": lambda book, chance: book.events(event_filter(chance)),
        "event page, newest": lambda book, chance: book.events(),
        "one event with its members": lambda book, chance: book.event(f"ev-{chance.randrange(total // 3):012X}"),
        "one claim with its report": lambda book, chance: book.told([claim_id(chance, total)]),
        "event of a claim": lambda book, chance: book.event_of(claim_id(chance, total)),
        "search, two common words": lambda book, chance: book.search(" ".join(chance.sample(WORDS, 2))),
        "search, a rare word": lambda book, chance: book.search(f"site{chance.randrange(50021)}"),
        "search, filtered": lambda book, chance: book.search(chance.choice(WORDS), claim_filter(chance)),
    }  # fmt: skip


def warm(book: Ledger, ask: Ask, times: int) -> dict[str, float]:
    """p50 and p95 in ms, after one call that does not count."""
    chance = random.Random(7)
    taken = sorted([timed(book, ask, chance) for _ in range(times + 1)][1:])
    return {"p50": round(taken[len(taken) // 2], 1), "p95": round(taken[int(len(taken) * 0.95)], 1)}


def cold(path: Path, ask: Ask) -> float:
    """The first call in ms on a ledger just opened, its files out of the system's memory (where the system lets them go)."""
    for file in (path, search_file(path)):
        with file.open("rb") as stream:
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    with open_ledger(path) as book:
        return round(timed(book, ask, random.Random(11)), 1)


def timed(book: Ledger, ask: Ask, chance: random.Random) -> float:
    """What one call takes, in ms."""
    started = time.perf_counter()
    ask(book, chance)
    return 1000 * (time.perf_counter() - started)


def main() -> None:
    """Build where needed, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.ledger", description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--only", default="", help="measure only what has this in its name")
    given = parser.parse_args()
    folder = ROOT / "out" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"ledger-{given.claims}.duckdb"
    found: dict[str, Any] = {"claims": given.claims}
    if not path.exists():
        found["build_s"] = round(build(path, given.claims), 1)
        print(f"built in {found['build_s']} s", file=sys.stderr)
    found["mb"] = round(path.stat().st_size / 1e6)
    found["search_mb"] = round(search_file(path).stat().st_size / 1e6)
    wanted = {name: ask for name, ask in asks(given.claims).items() if given.only in name}
    found["cold_ms"] = {name: cold(path, ask) for name, ask in wanted.items()}
    started = time.perf_counter()
    with open_ledger(path) as book:
        found["open_ms"] = round(1000 * (time.perf_counter() - started), 1)
        found["warm_ms"] = {}
        for name, ask in wanted.items():
            found["warm_ms"][name] = warm(book, ask, given.times)
            print(name, found["warm_ms"][name], "cold", found["cold_ms"][name], file=sys.stderr)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
