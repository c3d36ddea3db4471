"""A copy of the ledger at one moment, for readers elsewhere while one process goes on writing."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from sayso.errors import LedgerError
from sayso.ledger.search import Search, search_file
from sayso.ledger.store import Store


def copy(store: Store, search: Search | None, target: Path, catch_up: Callable[[], int]) -> None:
    """Copy ledger and search file to `target`, which appears whole or not at all; batches wait while the ledger is copied.

    The search file is copied later and put there first: one that knows more claims than the ledger beside it does no harm.
    """
    if target == store.path:
        raise LedgerError(f"{target} is the ledger itself: give the snapshot another name")
    half, half_search = (file.with_name(f"{file.name}.half") for file in (target, search_file(target)))
    try:
        with store.quiet():
            shutil.copyfile(store.path, half)
        _settle(half)
        if search is not None:
            catch_up()
            search.copy(half_search)
            half_search.replace(search_file(target))
        half.replace(target)
    except OSError as fault:
        raise LedgerError(f"{target}: {fault.strerror}: give a folder with room that can be written") from fault
    finally:
        half.unlink(missing_ok=True)
        half_search.unlink(missing_ok=True)


def _settle(file: Path) -> None:
    """Have the file on the disk before it gets its name."""
    with file.open("rb") as stream:
        os.fsync(stream.fileno())
