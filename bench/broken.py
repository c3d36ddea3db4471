"""`python -m bench.broken [--reports 10000] [--share 0.03]`: a folder of reports of which some are broken goes through `sayso add`.

The command must end, with exit code 1, name each broken one with its reason, keep these as failures in the ledger, and have every good
report in. Prints one JSON object.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sayso.ledger import open_ledger

PLACES = tuple(first + last for first in ("Mid", "Or", "Castle", "Pell", "Gran", "Tor", "Ves", "Kal", "Brin", "Ost") for last in
               ("vale", "rin", "ford", "mere", "tham", "by", "wick", "holm", "stead", "gate"))  # fmt: skip
ACTS = ("shelled the mill", "crossed the canal", "took two captives", "shot down a drone", "left the ridge", "freed the harbour")
VOICES = ("the ministry", "a spokesman for the brigade", "the governor", "a resident", "the coast guard")
BROKEN: tuple[tuple[str, Callable[[int], bytes]], ...] = (
    (".txt", lambda _: b""), (".txt", lambda _: b" \n\t "), (".txt", lambda n: bytes([0, 1, 2, 255]) * (n % 97 + 20)),
    (".pdf", lambda _: b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>"),
    (".html", lambda _: b"<html><body></body></html>"),
    (".warc.gz", lambda _: gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900\r\n\r\nHTTP/1.1 200")[:-9]),
    (".csv", lambda _: b"day,place\n1,here\n"), (".jsonl", lambda _: b'{"text": "half\n'), (".parquet", lambda _: b"PAR1 and then nothing"),
)  # fmt: skip


def good(number: int, dice: random.Random) -> str:
    """Return an invented report, each different."""
    lines = [
        f"{dice.choice(VOICES).capitalize()} said on Monday that the garrison had {dice.choice(ACTS)} at {dice.choice(PLACES)}, killing"
        f" {dice.randint(2, 40)} people."
        for _ in range(3)
    ]
    return (
        f"---\ntitle: Dispatch {number}\npublisher: Desk {number % 40}\npublished: 2031-{number % 12 + 1:02}-{number % 28 + 1:02}\n---\n\n"
        + " ".join(lines)
    )


def write(folder: Path, reports: int, share: float) -> tuple[int, list[str]]:
    """Write the folder; return how many reports are good, and the names of the broken ones."""
    dice, broken, kept = random.Random(3), list[str](), 0
    for number in range(reports):
        if dice.random() < share:
            end, make = BROKEN[number % len(BROKEN)]
            name = f"broken-{number:06}{end}"
            (folder / name).write_bytes(make(number))
            broken.append(name)
        else:
            (folder / f"report-{number:06}.txt").write_text(good(number, dice), "utf-8")
            kept += 1
    return kept, broken


def main() -> None:
    """Run it and print what came of it; exit code 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--share", type=float, default=0.03)
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, ledger = Path(name) / "reports", Path(name) / "ledger.duckdb"
        folder.mkdir()
        kept, broken = write(folder, given.reports, given.share)
        command = [sys.executable, "-m", "sayso.cli", "add", str(folder), "--ledger", str(ledger), "--workers", str(given.workers)]
        began = time.perf_counter()
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        spent = time.perf_counter() - began
        with open_ledger(ledger) as opened:
            inside, failures, faults = len(opened.report_ids()), opened.failures(), opened.check()
    unsaid = [one for one in broken if one not in run.stderr]
    unkept = [one for one in broken if not any(one in own.place for own in failures)]
    found = {"reports": given.reports, "good": kept, "in the ledger": inside, "broken": len(broken), "not named": len(unsaid),
             "not kept as failures": len(unkept), "exit code": run.returncode, "tracebacks": run.stderr.count("Traceback"),
             "faults of the ledger": len(faults), "seconds": round(spent)}  # fmt: skip
    print(json.dumps(found))
    sys.exit(0 if (inside, unsaid, unkept, run.returncode, len(faults)) == (kept, [], [], 1, 0) else 1)


if __name__ == "__main__":
    main()
