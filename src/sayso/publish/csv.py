"""Comma-separated values (RFC 4180) that a spreadsheet opens without running anything that a report holds."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date

from sayso.publish.table import Cell, Kind, Row, Table

DANGER = "=+\\-@\t\r\n＝＋－＠"  # a spreadsheet may take a cell that begins so for a formula (OWASP, CSV injection)
RISKY = re.compile(f"'*[{DANGER}]")
GUARDED = re.compile(f"'+[{DANGER}]")
BOM = "\ufeff"


def csv_lines(table: Table, rows: Iterable[Row], *, bom: bool = False) -> Iterator[str]:
    """Yield the file line by line: a head, then a row each. `bom` sets the byte order mark that older spreadsheets need for UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([name for name, _ in table.columns])
    yield (BOM if bom else "") + out.getvalue()
    for row in rows:
        out.seek(0)
        out.truncate()
        writer.writerow([written(row[name]) for name, _ in table.columns])
        yield out.getvalue()


def read_csv(table: Table, text: str) -> Iterator[Row]:
    """Yield the rows of a file that `csv_lines` wrote, with the types of their columns; an empty cell is None."""
    for row in csv.DictReader(io.StringIO(text.removeprefix(BOM), newline="")):
        yield {name: read(row[name], kind) for name, kind in table.columns}


def written(cell: Cell) -> str:
    """Return a cell as text; a text that begins like a formula gets an apostrophe in front."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if RISKY.match(cell) else cell
    return str(cell).lower() if isinstance(cell, bool) else repr(cell)


def read(cell: str, kind: Kind) -> Cell:
    """Return a written cell as it was. Raises ValueError where the text is none of its kind."""
    if cell == "":
        return None
    match kind:
        case Kind.BOOLEAN:
            return cell == "true"
        case Kind.INTEGER:
            return int(cell)
        case Kind.REAL:
            return float(cell)
        case Kind.DATE:
            return date.fromisoformat(cell).isoformat()
    return cell[1:] if GUARDED.match(cell) else cell
