"""Nouns of the ledger read again: ids are their hashes, words stand where their spans say, columns and parts say what the noun says."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from sayso.errors import SaysoError
from sayso.ledger import queries
from sayso.ledger.codec import from_text
from sayso.ledger.columns import Table
from sayso.ledger.laws import Fault
from sayso.ledger.reading import report_entry
from sayso.ledger.rows import claim_row, parts, standing_row
from sayso.ledger.schema import CLAIMS, EVIDENCE, LINKS, PARTICIPANTS, PLACES, QUANTITIES, STANDINGS
from sayso.ledger.store import Row, Store
from sayso.model import Claim, Event, Judgement, Phrase, Report, Span, Standing

STEP = 500  # reports looked at together
JOINT = " … "  # between the fragments of a claim's text
PARTS = (LINKS, PLACES, PARTICIPANTS, QUANTITIES, EVIDENCE)
HOLDS = {
    "noun.reads": "every noun can be read",
    "report.id": "a report's id is the hash of its publisher, day, title and text",
    "claim.id": "a claim's id is the hash of its report, spans and polarity",
    "claim.columns": "a claim's columns say what the claim says",
    "claim.refers": "a claim answers claims of its own report",
    "span.words": "every quoted word stands where its span says",
    "chain.ends": "a chain's links are all there, in order",
    "part.rows": "places, participants, figures and evidence are the claim's",
    "standing.columns": "a standing's columns say what the standing says",
}
Held = dict[Table, dict[int, list[Row]]]


def faults_of_nouns(store: Store, looked: Counter[str]) -> Iterator[Fault]:
    """Yield what does not hold of reports, claims, events, standings and judgements; `looked` counts what was looked at under each rule."""
    last = 0
    while reports := store.read(f"SELECT {queries.REPORT} FROM reports WHERE n > ? ORDER BY n LIMIT ?", [last, STEP]):
        last = reports[-1][0]
        columns = ", ".join(f'"{name}"' for name in CLAIMS.names)
        numbers = [row[0] for row in reports]
        claims = store.read(f"SELECT {columns} FROM claims WHERE report_n IN (SELECT unnest(?::BIGINT[])) ORDER BY n", [numbers])
        ids = {own: str(name) for own, name in store.read("SELECT n, id FROM reports WHERE n IN (SELECT unnest(?::BIGINT[]))", [numbers])}
        held = {table: _parts(store, table, claims) for table in PARTS}
        of: dict[int, list[Row]] = {}
        for claim in claims:
            of.setdefault(claim[2], []).append(claim)
        for row in reports:
            yield from _report_faults(row, ids[row[0]], of.get(row[0], []), held, looked)
    yield from _standing_faults(store, looked)
    for kind, table, name in ((Event, "events", "id"), (Judgement, "judgements", "n")):
        for place, plain in store.read(f"SELECT {name}, json FROM {table} ORDER BY n"):
            yield from _unreadable(kind, f"{table} {place}", plain, looked)


def _unreadable(kind: type[Any], place: str, plain: str, looked: Counter[str]) -> Iterator[Fault]:
    looked["noun.reads"] += 1
    try:
        from_text(kind, plain)
    except SaysoError as fault:
        yield Fault("noun.reads", place, str(fault))


def _parts(store: Store, table: Table, claims: list[Row]) -> dict[int, list[Row]]:
    """The rows of a table of parts by the claims' numbers."""
    if not claims:
        return {}
    columns = ", ".join(f'"{name}"' for name in table.names)
    found: dict[int, list[Row]] = {}
    numbers = [claim[0] for claim in claims]
    sql = f"SELECT {columns} FROM {table.name} WHERE claim_n BETWEEN ? AND ? ORDER BY claim_n, position"
    for row in store.read(sql, [min(numbers), max(numbers)]):
        found.setdefault(row[0], []).append(row)
    return found


def _report_faults(row: Row, own: str, claims: list[Row], held: Held, looked: Counter[str]) -> Iterator[Fault]:
    looked["noun.reads"] += 1 + len(claims)
    looked["report.id"] += 1
    try:
        report = report_entry(row).report
        nouns = [from_text(Claim, claim[-1]) for claim in claims]
    except SaysoError as fault:
        yield Fault("noun.reads", own, str(fault))
        return
    if report.id != own:
        yield Fault("report.id", own, f"is not the hash of its publisher, day, title and text ({report.id})")
    here = {claim.id for claim in nouns}
    for kept, claim in zip(claims, nouns, strict=True):
        yield from _column_faults(kept, claim, report, looked)
        yield from _word_faults(str(kept[1]), claim, report, here, looked)
        yield from _part_faults(kept, claim, held, looked)


def _column_faults(kept: Row, claim: Claim, report: Report, looked: Counter[str]) -> Iterator[Fault]:
    place = str(kept[1])
    looked["claim.id"] += 1
    looked["claim.columns"] += 1
    rebuilt = claim_row(claim, report, (kept[0], kept[2], kept[3]), kept[4])
    for name, old, new in zip(CLAIMS.names, kept, rebuilt, strict=True):
        if old != new and name != "known_to":
            yield Fault("claim.id" if name == "id" else "claim.columns", place, f"has {name} {old!r} where its noun says {new!r}")
    if claim.report != report.id:
        yield Fault("claim.report", place, f"says that it stands in {claim.report}")


def _word_faults(place: str, claim: Claim, report: Report, here: set[str], looked: Counter[str]) -> Iterator[Fault]:
    for words, span in quoted(claim):
        looked["span.words"] += 1
        if span.of(report.text) != words:
            yield Fault(
                "span.words", place, f"quotes {words[:60]!r} at {span.start}..{span.end}, where {span.of(report.text)[:60]!r} stands"
            )
    looked["span.words"] += 1
    if JOINT.join(span.of(report.text) for span in claim.spans) != claim.text:
        yield Fault("span.words", place, "has other words than its spans")
    for answered in (*(one.claim for one in claim.responds), *((claim.parent,) if claim.parent else ())):
        looked["claim.refers"] += 1
        if answered not in here:
            yield Fault("claim.refers", place, f"names the claim {answered}, which its report does not have")


def _part_faults(kept: Row, claim: Claim, held: Held, looked: Counter[str]) -> Iterator[Fault]:
    for table, rows in parts(claim, kept[0]).items():
        found = held[table].get(kept[0], [])
        rule = "chain.ends" if table is LINKS else "part.rows"
        looked[rule] += len(rows)
        if found != rows:
            yield Fault(rule, str(kept[1]), f"has {table.name} {found!r:.120} where its noun says {rows!r:.120}")


def _standing_faults(store: Store, looked: Counter[str]) -> Iterator[Fault]:
    """Standings whose noun cannot be read, or whose columns differ from it."""
    columns = ", ".join(f'"{name}"' for name in STANDINGS.names)
    cause, last = STANDINGS.names.index("cause"), 0
    while rows := store.read(f"SELECT {columns} FROM standings WHERE n > ? ORDER BY n LIMIT ?", [last, STEP]):
        last = rows[-1][0]
        for row in rows:
            place = f"{row[1]} ({row[2]})"
            looked["noun.reads"] += 1
            looked["standing.columns"] += 1
            try:
                rebuilt = standing_row(row[0], row[1], from_text(Standing, row[-1]), row[3], row[cause])
            except SaysoError as fault:
                yield Fault("noun.reads", place, str(fault))
                continue
            for name, old, new in zip(STANDINGS.names, row, rebuilt, strict=True):
                if old != new and name != "known_to":
                    yield Fault("standing.columns", place, f"has {name} {old!r} where its noun says {new!r}")


def quoted(noun: Any) -> Iterator[tuple[str, Span]]:
    """Yield every stretch of words that a noun quotes with its span."""
    if isinstance(noun, Phrase):
        yield noun.text, noun.span
    elif isinstance(noun, tuple):
        for one in noun:
            yield from quoted(one)
    elif is_dataclass(noun) and not isinstance(noun, Span):
        words, span = getattr(noun, "text", None), getattr(noun, "span", None)
        if words is not None and isinstance(span, Span) and not isinstance(noun, Claim):
            yield words, span
        for own in fields(noun):
            yield from quoted(getattr(noun, own.name))
