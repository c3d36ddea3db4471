"""Who has a ledger open for writing: one process, named in a small file beside the ledger.

The ledger's own lock decides who may write; this file only tells others whom to ask, so a stale one does no harm.
"""

import json
import os
import shlex
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """A process that writes: its id, its command and since when (UTC, ISO 8601); `address` where it serves the ledger, or None."""

    pid: int
    command: str
    since: str
    address: str | None = None

    def __str__(self) -> str:
        return f"process {self.pid} ({self.command}), since {self.since}"


def owner_file(ledger: Path) -> Path:
    """Return where the owner of the ledger is named."""
    return ledger.with_name(ledger.name + ".owner")


def this_process(now: datetime) -> Owner:
    """Return this process as an owner."""
    command = shlex.join([Path(sys.argv[0] or "python").name, *sys.argv[1:]])
    return Owner(pid=os.getpid(), command=command[:200], since=now.isoformat(timespec="seconds"))


def sign(ledger: Path, owner: Owner) -> None:
    """Name the owner beside the ledger, all at once."""
    half = owner_file(ledger).with_name(f"{ledger.name}.owner.{owner.pid}")
    half.write_text(json.dumps(asdict(owner)), "utf-8")
    half.replace(owner_file(ledger))


def unsign(ledger: Path) -> None:
    """Take the name away."""
    owner_file(ledger).unlink(missing_ok=True)


def owner_of(ledger: Path) -> Owner | None:
    """Return who is named beside the ledger, None where nobody is or the file cannot be read."""
    try:
        return Owner(**json.loads(owner_file(ledger).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
