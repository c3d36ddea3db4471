"""A ledger out of the house, in any form, with care taken."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sayso.model import Judgement
from sayso.publish.care import Care, Guard, guard
from sayso.publish.csv import csv_lines
from sayso.publish.document import VERSION, Plain
from sayso.publish.ftm import ftm_lines
from sayso.publish.geojson import geojson_lines
from sayso.publish.graphml import graphml_lines
from sayso.publish.jsonld import jsonld_lines
from sayso.publish.parquet import write_parquet
from sayso.publish.sheet import EventSheet, ReportSheet
from sayso.publish.table import CLAIMS, EVENTS, JUDGEMENTS, LINKS, Row, Table, claim_rows, event_rows, link_rows


class Form(StrEnum):
    """The forms that a ledger goes out in; csv and parquet are folders of tables, the others one file."""

    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"
    GEOJSON = "geojson"
    FTM = "ftm"
    JSONLD = "jsonld"
    GRAPHML = "graphml"


@dataclass(frozen=True, slots=True)
class Rows:
    """A ledger as plain rows with care taken, made anew each time they are asked for, in an order that is always the same."""

    guard: Guard
    sheets: Callable[[], Iterable[EventSheet]]
    read: Callable[[], Iterable[ReportSheet]]
    judgements: tuple[Judgement, ...] = ()

    def events(self) -> Iterator[Plain]:
        """Yield the row of each event."""
        return (self.guard.event(sheet) for sheet in self.sheets())

    def reports(self) -> Iterator[Plain]:
        """Yield the claims document of each report."""
        return (self.guard.report(sheet) for sheet in self.read())

    def rulings(self) -> Iterator[Plain]:
        """Yield each ruling of a person, the oldest first."""
        return (self.guard.masked(judgement_row(own), []) for own in self.judgements)

    def tables(self) -> Iterator[tuple[Table, Iterator[Row]]]:
        """Yield each table with its rows."""
        yield CLAIMS, claim_rows(self.reports())
        yield EVENTS, event_rows(self.events())
        yield LINKS, link_rows(self.reports(), self.events())
        if self.judgements:
            yield JUDGEMENTS, (judgement_cells(own) for own in self.rulings())


def rows(
    sheets: Iterable[EventSheet],
    reports: Iterable[ReportSheet],
    care: Care = Care(),  # noqa: B008 frozen
    judgements: Iterable[Judgement] = (),
) -> Rows:
    """Return the rows of a ledger that fits in memory: events by id, reports by name and id, rulings by time."""
    events = sorted(sheets, key=lambda one: one.event.id)
    read = sorted(reports, key=lambda one: (one.report.name or "", one.report.id))
    return Rows(guard(read, care), lambda: events, lambda: read, tuple(judgements))


def judgement_row(own: Judgement) -> Plain:
    """Return a ruling as plain data."""
    return {
        "ruling": str(own.ruling), "subjects": list(own.subjects), "author": own.author, "at": own.at.isoformat(), "note": own.note,
        "fields": dict(own.fields),
    }  # fmt: skip


def judgement_cells(row: Plain) -> Row:
    """Return a ruling as the cells of a table."""
    fields = "; ".join(f"{name}: {value}" for name, value in row["fields"].items())
    return {**row, "subjects": "; ".join(row["subjects"]), "fields": fields or None, "note": row["note"] or None}


def lines(form: Form, own: Rows) -> Iterator[str]:
    """Yield the text of a form that is one file. Raises KeyError for csv and parquet, which are folders."""
    made: dict[Form, Callable[[], Iterator[str]]] = {
        Form.JSON: lambda: json_lines(own.reports(), own.events(), list(own.rulings())),
        Form.GEOJSON: lambda: geojson_lines(own.events()),
        Form.FTM: lambda: ftm_lines(own.reports(), own.events()),
        Form.JSONLD: lambda: jsonld_lines(own.reports(), own.events()),
        Form.GRAPHML: lambda: graphml_lines(own.reports(), own.events()),
    }
    return made[form]()


def json_lines(reports: Iterable[Plain], events: Iterable[Plain], judgements: Sequence[Plain] = ()) -> Iterator[str]:
    """Yield the claims document of a ledger, a report or an event a line; `events_document` is the same as plain data.

    Rulings follow under "judgements" where there are any.
    """
    yield f'{{"sayso": {json.dumps(VERSION)},\n"reports": ['
    parts: list[tuple[str, Iterable[Plain]]] = [("", reports), ('\n],\n"events": [', events)]
    for name, part in [*parts, *([('\n],\n"judgements": [', judgements)] if judgements else [])]:
        yield name
        for number, own in enumerate(part):
            yield (",\n" if number else "\n") + json.dumps(own, ensure_ascii=False)
    yield "\n]}\n"


def export(form: Form, out: Path, own: Rows, *, bom: bool = False) -> tuple[Path, ...]:
    """Write the ledger to `out`, a file or for csv and parquet a folder, and return the files written.

    `bom` sets a byte order mark in csv, for spreadsheets that need one. A character that is no text (half a surrogate pair) is
    written as its escape. Raises OSError where `out` cannot be written.
    """
    if form not in (Form.CSV, Form.PARQUET):
        return (written(out, lines(form, own)),)
    out.mkdir(parents=True, exist_ok=True)
    files = []
    for table, cells in own.tables():
        path = out / f"{table.name}.{form}"
        if form is Form.CSV:
            written(path, csv_lines(table, cells, bom=bom))
        else:
            write_parquet(table, cells, path)
        files.append(path)
    return tuple(files)


def written(path: Path, parts: Iterable[str]) -> Path:
    """Write the parts as UTF-8, line ends as they are, and return the path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as out:
        out.writelines(parts)
    return path
