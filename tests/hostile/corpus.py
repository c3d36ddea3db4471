"""All hostile inputs together, and hostile names of files."""

from collections.abc import Iterator
from pathlib import Path

from tests.hostile import feeds, files, pages, tables, texts
from tests.hostile.made import Hostile

KINDS = (texts, pages, feeds, files, tables)
NAMES = [
    "a\nb.txt",
    "..%2f..%2fx.txt",
    "-rf.txt",
    "--ledger.txt",
    "$(x).txt",
    "a'b\"c.txt",
    "\u202etxt.exe.txt",
    " .txt",
    ".txt",
    "con.txt",
    "x" * 240 + ".txt",
    "a\tb.txt",
    "[bold]x.txt",
    "\x1b[31m.txt",
    "%s%n.txt",
    "{0}.txt",
    "http:x.txt",
    "é\u0301.txt",
    "*.txt",
    "a;b|c&d.txt",
    "~.txt",
    "\udcff.txt",
]


def corpus() -> Iterator[Hostile]:
    """Yield every input."""
    for kind in KINDS:
        yield from kind.inputs()


def write(folder: Path) -> int:
    """Write every input into a folder of its own and return how many there are."""
    for number, own in enumerate(corpus()):
        place = folder / f"{number:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / own.file).write_bytes(own.data)
    return number + 1
