"""Tables with a report in each row: CSV, TSV, JSON lines, Parquet."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import InputError
from sayso.load.failure import Failure

COLUMNS = {
    "text": ("text", "body", "content", "article", "fulltext", "full_text", "article_text"),
    "url": ("url", "link", "uri", "source_url"),
    "published": ("published", "date", "published_at", "pubdate", "publication_date", "datetime"),
    "publisher": ("publisher", "outlet", "source", "source_name", "domain"),
    "title": ("title", "headline"),
    "name": ("id", "name", "doc_id", "guid"),
}
FIELD = 16_000_000  # longest cell
STEP = 500  # rows of Parquet fetched together


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number from 1 (the header of a CSV not counted), and its known columns as texts."""

    number: int
    cells: Mapping[str, str]


def rows(path: Path) -> Iterator[Row | Failure]:
    """Yield the rows of a table in its order; a broken row is a Failure. Raises InputError where there is no column for text or url."""
    ending = path.suffix.lower()
    read = _parquet if ending == ".parquet" else _lines if ending in (".jsonl", ".ndjson") else _csv
    try:
        yield from read(path)
    except OSError as fault:
        raise InputError(f"{path}: {fault.strerror}: name a table that can be read") from None
    except UnicodeDecodeError as fault:
        raise InputError(f"{path}: not UTF-8 at byte {fault.start}: save it as UTF-8") from None


def known(columns: list[str], path: Path) -> dict[str, str]:
    """Return which of the table's columns is which known one. Raises InputError where neither text nor url is among them."""
    low = {column.strip().lower(): column for column in columns}
    found = {name: next((low[one] for one in usual if one in low), "") for name, usual in COLUMNS.items()}
    if not found["text"] and not found["url"]:
        raise InputError(f"{path}: no column text or url among {', '.join(columns) or 'none'}: name one of them so")
    return {name: column for name, column in found.items() if column}


def cells(row: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    """Return the known cells of a row that hold something."""
    return {name: str(row[column]).strip() for name, column in columns.items() if row.get(column) not in (None, "")}


def _csv(path: Path) -> Iterator[Row | Failure]:
    csv.field_size_limit(FIELD)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        table = csv.DictReader(stream, delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
        columns = known(list(table.fieldnames or []), path)
        number = 0
        while True:
            number += 1
            try:
                row = next(table)
            except StopIteration:
                return
            except csv.Error as fault:
                yield Failure(f"{path}:{table.line_num}", f"{path}:{table.line_num}: {fault}: mend the row")
                continue
            yield Row(number, cells(row, columns))


def _lines(path: Path) -> Iterator[Row | Failure]:
    with path.open(encoding="utf-8-sig") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise ValueError("no object")
                columns = known(list(row), path)
            except (ValueError, RecursionError) as fault:
                yield Failure(f"{path}:{number}", f"{path}:{number}: no JSON object on this line ({fault}): mend it")
                continue
            except InputError as fault:
                yield Failure(f"{path}:{number}", f"{path}:{number}: {str(fault).removeprefix(f'{path}: ')}")
                continue
            yield Row(number, cells(row, columns))


def _parquet(path: Path) -> Iterator[Row | Failure]:
    import duckdb

    with duckdb.connect(config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}) as database:
        try:
            found = database.execute("SELECT * FROM read_parquet(?)", [str(path)])
            names = [column[0] for column in found.description or []]
            columns = known(names, path)
            number = 0
            while some := found.fetchmany(STEP):
                for values in some:
                    number += 1
                    yield Row(number, cells(dict(zip(names, values, strict=True)), columns))
        except duckdb.Error as fault:
            raise InputError(f"{path}: no Parquet that can be read ({str(fault).splitlines()[0]}): write it again") from None
