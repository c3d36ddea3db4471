"""The tables as Parquet, written by DuckDB."""

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

from sayso.publish.table import Kind, Row, Table

TYPES = {Kind.TEXT: "VARCHAR", Kind.INTEGER: "BIGINT", Kind.REAL: "DOUBLE", Kind.BOOLEAN: "BOOLEAN", Kind.DATE: "DATE"}


def write_parquet(table: Table, rows: Iterable[Row], path: Path) -> None:
    """Write the rows to `path` in their order, dates as dates, numbers as numbers, unknown as null."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="sayso-") as folder:
        lines = Path(folder) / "rows.jsonl"
        with lines.open("w", encoding="utf-8", errors="backslashreplace") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        with duckdb.connect() as book:
            book.execute("SET preserve_insertion_order = true")
            book.execute(copy_query(table, lines, path))


def copy_query(table: Table, lines: Path, path: Path) -> str:
    """Return the SQL that reads the lines of JSON and writes the Parquet file."""
    named = ", ".join(f"{quoted(name)}: {quoted(TYPES[kind])}" for name, kind in table.columns)
    picked = ", ".join(f'"{name}"' for name, _ in table.columns)
    source = f"read_json({quoted(str(lines))}, format = 'newline_delimited', columns = {{{named}}})"
    return f"COPY (SELECT {picked} FROM {source}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)"


def quoted(text: str) -> str:
    """Return an SQL string."""
    return "'" + text.replace("'", "''") + "'"
