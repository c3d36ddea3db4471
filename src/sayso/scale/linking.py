"""Claims to events on Spark: keys, groups of claims that can have to do with each other, and the linker and the rules in each group.

Linker and rules are those of one machine (`pipeline.assemble_claims`), and so are the events.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sayso.errors import InputError
from sayso.ledger.codec import from_text, to_text
from sayso.ledger.eventing import event_row
from sayso.ledger.rows import report_of, verdict
from sayso.ledger.schema import EVENTS
from sayso.link import Details, load_weights
from sayso.model import Claim
from sayso.pipeline import assemble_claims, details_of
from sayso.publish.sheet import EventSheet
from sayso.scale.arrow import Plain, arrays, batch, rows, table
from sayso.scale.columns import EDGE, EVENT, MEMBER, PLACE, shape
from sayso.scale.groups import components, packed, tokens
from sayso.scale.reading import NOT_KNOWN, month, tasks, uri
from sayso.scale.stored import is_stored
from sayso.settings import Settings, shipped

if TYPE_CHECKING:  # an extra: imported where Spark runs
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

A_BIN = 50_000  # claims that a task links together, where groups allow it
SEATS = shape("own:BIGINT bin:BIGINT")


@dataclass(frozen=True, slots=True)
class Linked:
    """What a run wrote: events of so many claims, of which the largest group, that one task had to link, holds `largest`."""

    events: int
    claims: int
    groups: int
    largest: int


def link_on_spark(session: "SparkSession", folder: Path, *, settings: Settings | None = None) -> Linked:
    """Link the claims of a folder that `read_on_spark` wrote and write the tables `events` and `memberships` into it.

    A report whose text was superseded by a later one of the input is left out, as in a ledger. Raises InputError where the folder
    is not whole or its events are there already, ScaleError where Spark gives up.
    """
    own = settings or shipped()
    if not is_stored(folder):
        raise InputError(f"{folder}: no finished reading in it: run `sayso scale read` first")
    if (folder / "events").exists():
        raise InputError(f"{folder / 'events'} is there already: remove it, and memberships beside it, to link again")
    reports = standing(session.read.parquet(uri(folder / "reports")))
    if not any((folder / "claims").rglob("*.parquet")):
        raise InputError(f"{folder}: no claims in it: nothing to link")
    claims = session.read.parquet(uri(folder / "claims")).where("core").join(reports.select(*PLACE.names), [*PLACE.names])
    told = claims.selectExpr("xxhash64(id) AS own", "id", "published", "position", "json")
    seats, found = seated(session, told)
    placed = told.join(seats, "own")
    here = placed.selectExpr(
        "bin + 0 AS bin", "split(id, ':')[0] AS report"
    ).distinct()  # a column of its own: both sides of the pairs stem from one
    bodies = here.join(reports.selectExpr("id AS report", "text", "json"), "report")
    pairs = placed.groupBy("bin").cogroup(bodies.groupBy("bin"))
    events = pairs.applyInArrow(lambda left, right: linked(left, right, own), EVENT.ddl())
    events.write.partitionBy("month").parquet(uri(folder / "events"))
    written = session.read.parquet(uri(folder / "events"))
    written.selectExpr("explode(members) AS member").select("member.*").write.parquet(uri(folder / "memberships"))
    return Linked(written.count(), found.claims, found.groups, found.largest)


def standing(reports: "DataFrame") -> "DataFrame":
    """Return the reports that a ledger of this input would hold: the last text under each address, each report once."""
    from pyspark.sql import Window
    from pyspark.sql.functions import col, row_number

    last = Window.partitionBy("address").orderBy(*(col(name).desc() for name in PLACE.names))
    first = Window.partitionBy("id").orderBy(*PLACE.names)
    kept = reports.withColumn("late", row_number().over(last)).where("late = 1")
    return kept.withColumn("nth", row_number().over(first)).where("nth = 1").drop("late", "nth")


def seated(session: "SparkSession", told: "DataFrame") -> "tuple[DataFrame, Linked]":
    """Return into which bin each claim goes, and what the groups are like."""
    edges = told.mapInArrow(edge_rows, EDGE.ddl()).persist()
    kept = edges.where("kept").groupBy("token").agg({"own": "min"}).withColumnRenamed("min(own)", "head")
    pairs = edges.join(kept, "token").where("own <> head").select("own", "head").distinct().toArrow()
    names = np.sort(told.select("own").distinct().toArrow()["own"].to_numpy())
    edges.unpersist()
    left, right = (np.searchsorted(names, pairs[name].to_numpy()) for name in ("own", "head"))
    groups = components(left, right, len(names))
    bins, largest = packed(groups, max(tasks(session), len(names) // A_BIN))
    return session.createDataFrame(arrays(SEATS, names, bins)), Linked(0, len(names), len(np.unique(groups)), largest)


def edge_rows(batches: "Iterable[pa.RecordBatch]") -> "Iterator[pa.RecordBatch]":
    """Yield what each claim is kept under and looks up."""
    weights = load_weights()
    for some in rows(batches):
        found = [(row["own"], one) for row in some for one in tokens(details_in(row), weights)]
        yield batch(({"token": token, "own": own, "kept": kept} for own, (token, kept) in found), EDGE)


def details_in(row: Plain) -> Details:
    """Return what linking compares of a claim of TOLD."""
    return details_of(row["id"], from_text(Claim, row["json"]), row["published"], row["position"])


def linked(claims: "pa.Table", reports: "pa.Table", settings: Settings) -> "pa.Table":
    """Return the events of one bin as they stand; the columns are those of TOLD, and report, text, json."""
    bodies = {row["report"]: report_of(row["text"], row["json"]) for row in reports.to_pylist()}
    rows_of = sorted(claims.to_pylist(), key=itemgetter("id"))
    told = {row["id"]: (bodies[row["id"].partition(":")[0]], from_text(Claim, row["json"])) for row in rows_of}
    sheets = assemble_claims([details_in(row) for row in rows_of], told, settings=settings)
    return table(map(sheet_row, sheets), EVENT)


def sheet_row(sheet: EventSheet) -> Plain:
    """Return the row of an event: the ledger's columns, and its memberships in their order."""
    event, own = replace(sheet.event, standing=sheet.standing), sheet.event.id
    reports = len({one.claim.partition(":")[0] for one in event.members})
    rest = (len(event.members), reports, *verdict(sheet.standing), NOT_KNOWN, to_text(event))
    row = dict(zip(EVENTS.names, event_row(0, own, event, rest, NOT_KNOWN), strict=True))
    members = [
        {
            "event": own,
            "claim": one.claim,
            "position": at,
            "rule": one.reason.rule,
            "score": one.reason.score,
            "reason": to_text(one.reason),
        }
        for at, one in enumerate(event.members)
    ]
    return {**row, "month": month(row["first"]), "members": [{name: one[name] for name in MEMBER.names} for one in members]}
