"""Reports read on Spark: files -> reports -> reports with their claims -> Parquet, partitioned by month of publication."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.engines import default_engine
from sayso.errors import InputError
from sayso.ledger.adding import address
from sayso.ledger.rows import claim_row, clean, report_json, report_of, report_row
from sayso.ledger.schema import CLAIMS, REPORTS
from sayso.load import Failure, Given, Loaded, Options, inputs
from sayso.load.inputs import readable
from sayso.model import Claim, Report
from sayso.pipeline import ReadReport
from sayso.scale.arrow import Plain, batch, rows
from sayso.scale.columns import CLAIM, FILE, LOADED, PLACE, READ, REPORT
from sayso.scale.processes import open_reader
from sayso.scale.stored import MARK
from sayso.settings import Settings, shipped

if TYPE_CHECKING:  # an extra: imported where Spark runs
    import pyarrow as pa
    from pyspark.sql import SparkSession

TOGETHER = 32  # reports that a task of loading hands on in one step
PARTS = 4  # tasks for each core, so that none waits long for the last
NO_MONTH = "unknown"
NOT_KNOWN: Any = None  # numbers and times that only a ledger gives


@dataclass(frozen=True, slots=True)
class Counted:
    """What a run wrote."""

    reports: int
    claims: int
    failures: tuple[Failure, ...]


def read_on_spark(
    session: "SparkSession", places: Sequence[str], out: Path, *, given: Given | None = None, settings: Settings | None = None
) -> Counted:
    """Read everything at the places into tables `reports` and `claims` in the folder `out`; what failed stands in its `sayso.json`.

    Each file is loaded by one task; its reports are then spread over all. Places and `out` must be reached by every worker under the
    same path. Raises InputError where there is nothing to read or `out` is there already, ScaleError where Spark gives up.
    """
    own, files = settings or shipped(), listed(places)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise InputError(f"{out} is there already: name a new folder")
    options, parts = Options(given=given or Given()), tasks(session)
    named_files = session.createDataFrame([*enumerate(files)], FILE.ddl()).repartition(min(parts, len(files)))
    loaded = named_files.mapInArrow(lambda batches: load_rows(batches, options, own), LOADED.ddl())
    spread = loaded.repartition(parts, *PLACE.names)
    read = spread.mapInArrow(lambda batches: read_rows(batches, own), READ.ddl()).persist()
    good, wrong = read.where("message IS NULL"), read.where("message IS NOT NULL").orderBy(*PLACE.names)
    good.select(*REPORT.names).write.partitionBy("month").parquet(uri(out / "reports"))
    claims = good.selectExpr(*PLACE.names, "month", "explode(told) AS told").select(*PLACE.names, "month", "told.*")
    claims.write.partitionBy("month").parquet(uri(out / "claims"))
    failed = [([row.file, row.number], Failure(row.place, row.message)) for row in wrong.select(*PLACE.names, "place", "message").collect()]
    counts = good.selectExpr("count(*)", "coalesce(sum(claims), 0)").collect()[0]
    read.unpersist()
    (out / MARK).write_text(mark(failed), "utf-8")
    return Counted(int(counts[0]), int(counts[1]), tuple(one for _, one in failed))


def tasks(session: "SparkSession") -> int:
    """Return into how many tasks work is cut."""
    return PARTS * int(session.sparkContext.defaultParallelism)


def uri(folder: Path) -> str:
    """Return the folder as Spark names it, whatever file system it takes for its own."""
    return folder.absolute().as_uri()


def mark(failed: Sequence[tuple[list[int], Failure]]) -> str:
    """Return what is written last, when the folder is whole: the weights that read it, and what failed where in the input."""
    told = [{"at": at, "place": one.place, "message": one.message} for at, one in failed]
    return json.dumps({"sayso": "read", "weights": default_engine().digest, "failures": told}, indent=1) + "\n"


def listed(places: Sequence[str]) -> list[str]:
    """Return the files at the places, folders searched deep, in the order in which one process loads them.

    Raises InputError where a place is an address, or nothing to read.
    """
    found: list[str] = []
    for place in places:
        path = Path(place).absolute()
        here = [str(one) for one in readable(path)] if path.is_dir() else [str(path)] if path.is_file() else []
        if not here:
            raise InputError(
                f"{place}: no file to read: give files or folders of text, HTML, feeds, WARC, PDF, tables or Telegram's exports"
            )
        found += here
    return found


def load_rows(batches: "Iterable[pa.RecordBatch]", options: Options, settings: Settings) -> "Iterator[pa.RecordBatch]":
    """Yield the reports of files, a few at a time."""
    for files in rows(batches):
        for file in files:
            some: list[Plain] = []
            for number, one in enumerate(inputs([file["path"]], options, settings)):
                some.append(loaded_row(one, file["file"], number))
                if len(some) >= TOGETHER:
                    yield batch(some, LOADED)
                    some = []
            yield batch(some, LOADED)


def loaded_row(one: Loaded | Failure, file: int, number: int) -> Plain:
    """Return the row of a report that was loaded, or of why it was not."""
    empty = dict.fromkeys(LOADED.names)
    if isinstance(one, Failure):
        return {**empty, "file": file, "number": number, "place": clean(one.place), "message": clean(one.message)}
    flags = [clean(flag) for flag in one.flags]
    return {
        **empty, "file": file, "number": number, "text": clean(one.report.text), "report": report_json(one.report), "flags": flags,
    }  # fmt: skip


def read_rows(batches: "Iterable[pa.RecordBatch]", settings: Settings) -> "Iterator[pa.RecordBatch]":
    """Yield reports with their claims: one engine a process, on one thread."""
    read = open_reader(settings)
    for some in rows(batches):
        yield batch([read_row(row, read(item_of(row))) for row in some], READ)


def item_of(row: Plain) -> Loaded | Failure:
    """Return what a row of LOADED holds."""
    if row["message"] is not None:
        return Failure(row["place"], row["message"])
    return Loaded(report_of(row["text"], row["report"]), tuple(row["flags"]))


def read_row(loaded: Plain, result: ReadReport | Failure) -> Plain:
    """Return the row of a report that was read, or of why it was not."""
    empty = {**dict.fromkeys(READ.names), "file": loaded["file"], "number": loaded["number"], "told": []}
    if isinstance(result, Failure):
        return {**empty, "place": clean(result.place), "message": clean(result.message)}
    report, first = result.report, {claim.id: claim for claim in reversed(result.claims)}
    claims = [claim for claim in result.claims if first[claim.id] is claim]
    row = dict(zip(REPORTS.names, report_row(report, result.flags, len(claims), (0, 0, None), NOT_KNOWN), strict=True))
    told = [told_row(claim, report, position) for position, claim in enumerate(claims)]
    return {**empty, **row, "address": address_of(report), "month": month(report.published), "told": told}


def told_row(claim: Claim, report: Report, position: int) -> Plain:
    """Return the row of a claim, its columns those of the ledger's."""
    row = dict(zip(CLAIMS.names, claim_row(claim, report, (0, 0, position), NOT_KNOWN), strict=True))
    return {name: row[name] for name in CLAIM.names}


def address_of(report: Report) -> str:
    """Return under what a later text supersedes this one; its id where nothing does."""
    own = address(report)
    return json.dumps(own) if own else report.id


def month(day: date | None) -> str:
    """Return the month in which the report is kept, such as 2031-05."""
    return f"{day:%Y-%m}" if day else NO_MONTH
