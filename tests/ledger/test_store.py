"""Statements as they run."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.ledger.store import LONGEST_LIST, Store, written_out
from sayso.settings import shipped

LIST = "IN (SELECT unnest(?::BIGINT[]))"
LONG = list(range(LONGEST_LIST + 1))


@pytest.mark.parametrize(
    ("sql", "given", "text", "values"),
    [
        pytest.param("SELECT ?", [1], "SELECT ?", [1], id="no list"),
        pytest.param(f"n {LIST}", [[1, 2]], "n IN (?, ?)", [1, 2], id="a list"),
        pytest.param(f"? AND n {LIST} AND ?", [0, [1, 2], 3], "? AND n IN (?, ?) AND ?", [0, 1, 2, 3], id="between values"),
        pytest.param(f"n {LIST}", [[]], "n IN (NULL)", [], id="empty"),
        pytest.param(f"n {LIST} OR n {LIST}", [LONG, [1]], f"n {LIST} OR n IN (?)", [LONG, 1], id="a long list stays"),
        pytest.param("SELECT unnest(?::BIGINT[])", [[1]], "SELECT unnest(?::BIGINT[])", [[1]], id="not a condition"),
    ],
)
def test_short_lists_are_written_out(sql, given, text, values):
    assert written_out(sql, given) == (text, values)


def test_closing_waits_for_the_batch_that_is_being_written(tmp_path: Path) -> None:
    store = Store(tmp_path / "l.duckdb", shipped().ledger, read_only=False)
    begun, order = threading.Event(), list[str]()

    def write() -> None:
        with store.batch() as batch:
            begun.set()
            time.sleep(0.2)
            batch.run("SELECT 1")
            order.append("written")

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(10)
    store.close()
    order.append("closed")
    writer.join(10)
    assert order == ["written", "closed"]


def test_a_ledger_without_memory_says_what_to_set(tmp_path: Path) -> None:
    store = Store(tmp_path / "war.duckdb", replace(shipped().ledger, memory_mb=20), read_only=False)
    try:
        with pytest.raises(LedgerError, match=r"memory_mb under \[ledger\]"):
            store.read("SELECT list(a.range || repeat('x', 2000)) FROM range(100000) a")
    finally:
        store.close()
