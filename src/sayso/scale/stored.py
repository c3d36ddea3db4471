"""What Spark read, back as reports with their claims: into a ledger without reading them again."""

import json
from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb

from sayso.errors import InputError
from sayso.ledger.codec import from_text
from sayso.ledger.rows import report_of
from sayso.load import Failure
from sayso.model import Claim
from sayso.pipeline import ReadReport

MARK = "sayso.json"
STEP = 200  # reports fetched together


def is_stored(folder: Path) -> bool:
    """Return True for a folder that `sayso scale read` finished."""
    return (folder / MARK).is_file() and (folder / "reports").is_dir()


def stored(folder: Path) -> Iterator[ReadReport | Failure]:
    """Yield the reports of a folder that `sayso scale read` wrote, and what failed there, in the order of its input.

    Raises InputError where the folder cannot be read.
    """
    try:
        mark = json.loads((folder / MARK).read_text("utf-8"))
        failed = ((one["at"], Failure(str(one["place"]), str(one["message"]))) for one in mark["failures"])
        with duckdb.connect() as book:
            yield from (one for _, one in merge(_reads(book, folder), failed, key=itemgetter(0)))
    except (OSError, ValueError, KeyError, TypeError, duckdb.Error) as fault:
        raise InputError(f"{folder}: not what `sayso scale read` writes ({str(fault).splitlines()[0]}): read the reports again") from None


def _reads(book: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[tuple[list[int], ReadReport | Failure]]:
    """The reports, each with its place in the input: which file, and which report in it."""
    told = _rows(book, folder / "claims", "file, number, json", "file, number, position")
    claims = groupby(told, key=lambda row: row[:2])
    at, own = next(claims, (None, iter(())))
    for file, number, text, plain, flags in _rows(book, folder / "reports", "file, number, text, json, flags", "file, number"):
        found: list[Claim] = []
        if at == (file, number):
            found = [from_text(Claim, row[2]) for row in own]
            at, own = next(claims, (None, iter(())))
        yield [file, number], ReadReport(report_of(text, plain), tuple(found), tuple(flags))


def _rows(book: duckdb.DuckDBPyConnection, table: Path, columns: str, order: str) -> Iterator[tuple[Any, ...]]:
    if not any(table.rglob("*.parquet")):
        return
    query = f"SELECT {columns} FROM read_parquet(?, hive_partitioning = true) ORDER BY {order}"
    found = book.cursor().execute(query, [str(table / "**" / "*.parquet")])
    while some := found.fetchmany(STEP):
        yield from some
