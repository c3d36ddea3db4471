"""What a process and its children hold in memory, from /proc (Linux)."""

import os
from pathlib import Path

PROC = Path("/proc")
PAGE = os.sysconf("SC_PAGE_SIZE")
MB = 1_000_000


def family(process: int) -> list[int]:
    """Return the process and all that it started, and those that these started."""
    found = [process]
    for one in found:
        for task in (PROC / str(one) / "task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:  # it ended meanwhile
                continue
    return found


def resident(process: int) -> float:
    """Return the MB in memory of a process and its children together, 0 where it has ended."""
    pages = 0
    for one in family(process):
        try:
            pages += int((PROC / str(one) / "statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
    return pages * PAGE / MB


def place_in(process: int, file: Path) -> int | None:
    """Return the byte up to which a process has read a file that it has open, None where it does not have it open."""
    try:
        for one in (PROC / str(process) / "fd").iterdir():
            if one.readlink() == file:
                return int((PROC / str(process) / "fdinfo" / one.name).read_text().split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return None
