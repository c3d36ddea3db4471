"""What must hold of a ledger, looked at row by row: `sayso check` lists every fault."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from sayso.errors import SaysoError
from sayso.ledger import queries
from sayso.ledger.codec import from_text
from sayso.ledger.reading import report_entry
from sayso.ledger.rollup import ROLLUPS
from sayso.ledger.rows import claim_row
from sayso.ledger.schema import CLAIMS
from sayso.ledger.store import Row, Store
from sayso.model import Claim, Phrase, Report, Span

STEP = 500  # reports looked at together
JOINT = " … "  # between the fragments of a claim's text


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: the rule that it breaks, the row, and what is wrong."""

    rule: str
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Law:
    """A rule of the tables: the query finds the rows that break it, as (place, detail)."""

    rule: str
    message: str
    sql: str


LAWS = (
    Law("batch.whole", "has not the number of claims that it was added with", """
        SELECT r.id, r.claims FROM reports r LEFT JOIN (SELECT report_n, count(*) AS own FROM claims GROUP BY report_n) c
        ON c.report_n = r.n WHERE coalesce(c.own, 0) <> r.claims"""),
    Law("claim.report", "stands in no report", "SELECT id, report_n FROM claims WHERE report_n NOT IN (SELECT n FROM reports)"),
    Law("claim.time", "was not believed as long as its report", """
        SELECT c.id, c.known_from FROM claims c JOIN reports r ON r.n = c.report_n
        WHERE (c.known_from, c.known_to) IS DISTINCT FROM (r.known_from, r.known_to)"""),
    Law("report.version", "supersedes a version that is not the one before it, or is not closed", """
        SELECT r.id, r.supersedes FROM reports r LEFT JOIN reports b ON b.n = r.supersedes WHERE r.supersedes IS NOT NULL
        AND (b.n IS NULL OR b.n >= r.n OR b.version <> r.version - 1 OR b.known_to IS DISTINCT FROM r.known_from)"""),
    Law("report.once", "stands twice", "SELECT id, count(*) FROM reports WHERE known_to IS NULL GROUP BY id HAVING count(*) > 1"),
    Law("membership.once", "stands in two events at once", """
        SELECT a.claim, b.event FROM memberships a JOIN memberships b ON a.claim = b.claim AND a.n < b.n
        WHERE b.known_from < coalesce(a.known_to, TIMESTAMP 'infinity') AND a.known_from < coalesce(b.known_to, TIMESTAMP 'infinity')"""),
    Law("membership.claim", "is a member but not a claim that is believed", """
        SELECT claim, event FROM memberships WHERE known_to IS NULL AND claim NOT IN (SELECT id FROM claims WHERE known_to IS NULL)"""),
    Law("membership.number", "has the number of another claim", """
        SELECT m.claim, m.claim_n FROM memberships m LEFT JOIN claims c ON c.n = m.claim_n WHERE c.id IS DISTINCT FROM m.claim"""),
    Law("membership.event", "has members but is not believed", """
        SELECT event, count(*) FROM memberships WHERE known_to IS NULL
        AND event NOT IN (SELECT id FROM events WHERE known_to IS NULL) GROUP BY event"""),
    Law("event.members", "has not the number of claims that its row says", """
        SELECT e.id, e.claims FROM events e LEFT JOIN (SELECT event, count(*) AS own FROM memberships WHERE known_to IS NULL
        GROUP BY event) m ON m.event = e.id WHERE e.known_to IS NULL AND coalesce(m.own, 0) <> e.claims"""),
    Law("event.once", "stands twice", "SELECT id, count(*) FROM events WHERE known_to IS NULL GROUP BY id HAVING count(*) > 1"),
    Law("standing.once", "has two standings under one profile", """
        SELECT event, profile FROM standings WHERE known_to IS NULL GROUP BY event, profile HAVING count(*) > 1"""),
    Law("standing.event", "has a standing but never was an event", """
        SELECT event, verdict FROM standings WHERE event NOT IN (SELECT id FROM events)"""),
    Law("redirect.ends", "leads in a circle or to no event", """
        WITH RECURSIVE way(start, here, step) AS (SELECT event, "into", 1 FROM redirects
        UNION SELECT w.start, r."into", w.step + 1 FROM way w JOIN redirects r ON r.event = w.here WHERE w.step < 1000)
        SELECT DISTINCT start, here FROM way w WHERE here = start OR (here NOT IN (SELECT id FROM events)
        AND here NOT IN (SELECT event FROM redirects))"""),
    Law("rollup.counts", "is off by so many claims", " UNION ALL ".join(
        f"SELECT '{own.table.name}', wrong FROM (SELECT coalesce((SELECT sum(count) FROM {own.table.name}), 0)"
        f" - (SELECT count(*) FROM claims c WHERE {own.only} AND c.known_to IS NULL AND c.n <= (SELECT max(claim_n) FROM rolled)) AS wrong)"
        " WHERE wrong <> 0" for own in ROLLUPS)),
    Law("time.order", "ends before it begins", " UNION ALL ".join(
        f"SELECT '{table} ' || n, known_to FROM {table} WHERE known_to < known_from"
        for table in ("reports", "claims", "events", "memberships", "standings"))),
)  # fmt: skip


def faults_of_tables(store: Store) -> Iterator[Fault]:
    """Yield what the laws find."""
    for law in LAWS:
        for place, detail in store.read(law.sql):
            yield Fault(law.rule, str(place), f"{law.message} ({detail})")


def faults_of_nouns(store: Store) -> Iterator[Fault]:
    """Yield reports and claims whose id is not their hash, whose words are not where they say, or whose columns differ from them."""
    last = 0
    while reports := store.read(f"SELECT {queries.REPORT} FROM reports WHERE n > ? ORDER BY n LIMIT ?", [last, STEP]):
        last = reports[-1][0]
        columns = ", ".join(f'"{name}"' for name in CLAIMS.names)
        numbers = [row[0] for row in reports]
        claims = store.read(f"SELECT {columns} FROM claims WHERE report_n IN (SELECT unnest(?::BIGINT[])) ORDER BY n", [numbers])
        ids = {own: str(name) for own, name in store.read("SELECT n, id FROM reports WHERE n IN (SELECT unnest(?::BIGINT[]))", [numbers])}
        links = _links(store, claims)
        held: dict[int, list[Row]] = {}
        for claim in claims:
            held.setdefault(claim[2], []).append(claim)
        for row in reports:
            yield from _report_faults(row, ids[row[0]], held.get(row[0], []), links)


def _links(store: Store, claims: list[Row]) -> dict[int, list[int]]:
    """The places of each claim's links in its chain."""
    if not claims:
        return {}
    rows = store.read(
        "SELECT claim_n, list(position ORDER BY position) FROM links WHERE claim_n BETWEEN ? AND ? GROUP BY claim_n",
        [claims[0][0], claims[-1][0]],
    )
    return {number: list(places) for number, places in rows}


def _report_faults(row: Row, own: str, claims: list[Row], links: dict[int, list[int]]) -> Iterator[Fault]:
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
        yield from _claim_faults(kept, claim, report, here)
        if links.get(kept[0], []) != list(range(len(claim.chain))):
            yield Fault("chain.ends", str(kept[1]), f"has links {links.get(kept[0], [])} for a chain of {len(claim.chain)}")


def _claim_faults(kept: Row, claim: Claim, report: Report, here: set[str]) -> Iterator[Fault]:
    place = str(kept[1])
    rebuilt = claim_row(claim, report, (kept[0], kept[2], kept[3]), kept[4])
    for name, old, new in zip(CLAIMS.names, kept, rebuilt, strict=True):
        if old != new and name != "known_to":
            yield Fault("claim.id" if name == "id" else "claim.columns", place, f"has {name} {old!r} where its noun says {new!r}")
    if claim.report != report.id:
        yield Fault("claim.report", place, f"says that it stands in {claim.report}")
    for words, span in quoted(claim):
        if span.of(report.text) != words:
            yield Fault(
                "span.words", place, f"quotes {words[:60]!r} at {span.start}..{span.end}, where {span.of(report.text)[:60]!r} stands"
            )
    if JOINT.join(span.of(report.text) for span in claim.spans) != claim.text:
        yield Fault("span.words", place, "has other words than its spans")
    for answered in (*(one.claim for one in claim.responds), *((claim.parent,) if claim.parent else ())):
        if answered not in here:
            yield Fault("claim.refers", place, f"names the claim {answered}, which its report does not have")


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
