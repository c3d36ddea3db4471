"""What must hold of the tables, as SQL: each law finds the rows that break it. Pure text, nothing runs (sayso.ledger.check does)."""

from dataclasses import dataclass

from sayso.ledger.filters import PROFILE
from sayso.ledger.rollup import ROLLUPS


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: the rule that it breaks, the row, and what is wrong."""

    rule: str
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Law:
    """A rule of the tables: what `holds`, of which rows (`over`), and the query for those that break it, as (place, detail).

    `message` says what is wrong with such a row.
    """

    rule: str
    holds: str
    over: str
    message: str
    sql: str


FOREVER = "TIMESTAMP 'infinity'"
TIMED = ("reports", "claims", "events", "memberships", "standings")
NUMBERED = (*TIMED, "judgements", "failures", "audit")
WRITTEN = {  # which batches may write rows of a table
    "reports": ("add",), "claims": ("add",), "memberships": ("events",), "redirects": ("events",), "judgements": ("judgement",),
    "failures": ("failures",), "standings": ("events", "standings"), "events": ("add", "events", "standings"),
}  # fmt: skip
EVENT_HASH = "sha256(strlen({0}) || ':' || {0})"  # sayso.model.digest of one part


def _overlap(table: str, same: tuple[str, ...], shown: str) -> str:
    """Two rows of one thing that were believed at the same time."""
    alike = " AND ".join(f"a.{name} = b.{name}" for name in same)
    return (
        f"SELECT a.{same[0]}, b.{shown} FROM {table} a JOIN {table} b ON {alike} AND a.n < b.n"
        f" WHERE b.known_from < coalesce(a.known_to, {FOREVER}) AND a.known_from < coalesce(b.known_to, {FOREVER})"
    )


def _unaudited() -> str:
    """Rows that no batch of the audit wrote, and rows that none closed."""
    arms = [
        f"SELECT DISTINCT '{table}' AS place, known_from AS batch FROM {table} WHERE known_from NOT IN"
        f" (SELECT known_from FROM audit WHERE action IN {(*actions, '')})"
        for table, actions in WRITTEN.items()
    ]
    arms += [
        f"SELECT DISTINCT '{table}', known_to FROM {table} WHERE known_to IS NOT NULL AND known_to NOT IN (SELECT known_from FROM audit)"
        for table in TIMED
    ]
    return " UNION ALL ".join(arms)


BATCHES = (
    Law("batch.whole", "every report has the claims that it was added with", "reports",
        "has not the number of claims that it was added with",
        """SELECT r.id, r.claims FROM reports r LEFT JOIN (SELECT report_n, count(*) AS own FROM claims GROUP BY report_n) c
        ON c.report_n = r.n WHERE coalesce(c.own, 0) <> r.claims"""),
    Law("number.once", "no number stands twice in a table", " UNION ALL ".join(f"SELECT n FROM {table}" for table in NUMBERED),
        "stands twice", " UNION ALL ".join(
            f"SELECT '{table} ' || n, count(*) FROM {table} GROUP BY n HAVING count(*) > 1" for table in NUMBERED)),
    Law("time.order", "nothing ends before it begins", " UNION ALL ".join(f"SELECT n FROM {table}" for table in TIMED),
        "ends before it begins", " UNION ALL ".join(
            f"SELECT '{table} ' || n, known_to FROM {table} WHERE known_to < known_from" for table in TIMED)),
    Law("audit.complete", "the audit has a row for every batch", "audit", "has rows of a time at which the audit knows no such batch",
        _unaudited()),
    Law("audit.number", "the audit lacks no row", "audit", "does not follow the row before it",
        """SELECT 'audit ' || n, known_from FROM (SELECT n, known_from, n - lag(n, 1, 0) OVER (ORDER BY n) AS step,
        lag(known_from) OVER (ORDER BY n) AS before FROM audit) WHERE step <> 1 OR known_from < before"""),
    Law("audit.claims", "what was added is what the audit says", "audit WHERE action = 'add'",
        "added another number of claims than the audit says",
        """SELECT 'batch of ' || coalesce(a.batch, c.batch), coalesce(c.own, 0) || ' of ' || coalesce(a.said, 0) FROM
        (SELECT known_from AS batch, sum((detail->>'claims')::BIGINT) AS said FROM audit WHERE action = 'add' GROUP BY ALL) a
        FULL JOIN (SELECT known_from AS batch, count(*) AS own FROM claims GROUP BY ALL) c ON a.batch = c.batch
        WHERE coalesce(a.said, 0) <> coalesce(c.own, 0)"""),
    Law("audit.reports", "every report that the audit names is there", "audit WHERE action = 'add'", "is named by the audit but not there",
        """SELECT id, batch FROM (SELECT known_from AS batch, unnest(from_json(detail->'reports', '["VARCHAR"]')) AS id FROM audit
        WHERE action = 'add') WHERE (id, batch) NOT IN (SELECT (id, known_from) FROM reports)"""),
)  # fmt: skip

REPORTS = (
    Law("report.version", "a version supersedes the one before it", "reports WHERE supersedes IS NOT NULL",
        "supersedes a version that is not the one before it, or is not closed",
        """SELECT r.id, r.supersedes FROM reports r LEFT JOIN reports b ON b.n = r.supersedes WHERE r.supersedes IS NOT NULL
        AND (b.n IS NULL OR b.n >= r.n OR b.version <> r.version - 1 OR b.known_to IS DISTINCT FROM r.known_from)"""),
    Law("report.once", "no report stands twice at any time", "reports", "stands twice", _overlap("reports", ("id",), "known_from")),
    Law("claim.report", "every claim stands in a report", "claims", "stands in no report",
        "SELECT id, report_n FROM claims WHERE report_n NOT IN (SELECT n FROM reports)"),
    Law("claim.time", "a claim is believed as long as its report", "claims", "was not believed as long as its report",
        """SELECT c.id, c.known_from FROM claims c JOIN reports r ON r.n = c.report_n
        WHERE (c.known_from, c.known_to) IS DISTINCT FROM (r.known_from, r.known_to)"""),
    Law("claim.position", "claims of a report are counted from 0 without a gap", "reports WHERE claims > 0",
        "has claims that are not counted from 0 without a gap",
        """SELECT 'report ' || report_n, list(position ORDER BY position) FROM claims GROUP BY report_n
        HAVING min(position) <> 0 OR max(position) <> count(*) - 1 OR count(DISTINCT position) <> count(*)"""),
    Law("rollup.counts", "the ready counts are those of the claims", "rolled", "is off by so many claims", " UNION ALL ".join(
        f"SELECT '{own.table.name}', wrong FROM (SELECT coalesce((SELECT sum(count) FROM {own.table.name}), 0)"
        f" - (SELECT count(*) FROM claims c WHERE {own.only} AND c.known_to IS NULL AND c.n <= (SELECT max(claim_n) FROM rolled)) AS wrong)"
        " WHERE wrong <> 0" for own in ROLLUPS)),
    Law("shelf.claim", "every claim that linking keeps is there", "(SELECT DISTINCT claim FROM shelves)",
        "is kept for linking but not there",
        "SELECT DISTINCT claim, 'shelves' FROM shelves WHERE claim NOT IN (SELECT id FROM claims)"),
)  # fmt: skip

EVENTS = (
    Law("membership.once", "a claim is in one event at any time", "memberships", "stands in two events at once",
        _overlap("memberships", ("claim",), "event")),
    Law("membership.claim", "members are claims that are believed", "memberships WHERE known_to IS NULL",
        "is a member but not a claim that is believed",
        """SELECT claim, event FROM memberships WHERE known_to IS NULL
        AND claim NOT IN (SELECT id FROM claims WHERE known_to IS NULL)"""),
    Law("membership.number", "members are found under their numbers", "memberships", "has the number of another claim",
        "SELECT m.claim, m.claim_n FROM memberships m LEFT JOIN claims c ON c.n = m.claim_n WHERE c.id IS DISTINCT FROM m.claim"),
    Law("membership.time", "a membership lasts no longer than its claim", "memberships", "was a member while it was not believed",
        f"""SELECT m.claim, m.known_from FROM memberships m JOIN claims c ON c.n = m.claim_n WHERE m.known_from < c.known_from
        OR coalesce(m.known_to, {FOREVER}) > coalesce(c.known_to, {FOREVER})"""),
    Law("membership.place", "no two members have one place", "memberships WHERE known_to IS NULL", "has two members at one place",
        """SELECT event, position FROM memberships WHERE known_to IS NULL GROUP BY event, position HAVING count(*) > 1"""),
    Law("membership.event", "members belong to events that are believed", "memberships WHERE known_to IS NULL",
        "has members but is not believed",
        """SELECT event, count(*) FROM memberships WHERE known_to IS NULL
        AND event NOT IN (SELECT id FROM events WHERE known_to IS NULL) GROUP BY event"""),
    Law("event.id", "an event's id is the hash of a claim", "(SELECT DISTINCT id FROM events)", "is the hash of no claim",
        f"""SELECT DISTINCT id, type FROM events
        WHERE id NOT IN (SELECT 'ev-' || substr({EVENT_HASH.format("id")}, 1, 12) FROM claims)"""),
    Law("event.key", "an event's key is its id's hash", "(SELECT id, key FROM events UNION SELECT event, event_key FROM memberships)",
        "has a key that is not its id's hash",
        f"""SELECT id, key FROM (SELECT id, key FROM events UNION SELECT event, event_key FROM memberships)
        WHERE key <> ('0x' || substr({EVENT_HASH.format("id")}, 1, 15))::BIGINT"""),
    Law("event.members", "an event's row has the counts of its members", "events WHERE known_to IS NULL",
        "has not the number of claims or reports that its row says",
        """SELECT e.id, e.claims FROM events e LEFT JOIN (SELECT event, count(*) AS own, count(DISTINCT split_part(claim, ':', 1)) AS told
        FROM memberships WHERE known_to IS NULL GROUP BY event) m ON m.event = e.id WHERE e.known_to IS NULL
        AND (coalesce(m.own, 0) <> e.claims OR coalesce(m.told, 0) <> e.reports)"""),
    Law("event.once", "no event stands twice at any time", "events", "stands twice", _overlap("events", ("id",), "known_from")),
    Law("redirect.ends", "every event merged leads to one that stood then", "redirects", "leads in a circle or to no event", """
        SELECT DISTINCT r.event, r."into" FROM redirects r WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.id = r."into"
        AND e.known_from <= r.known_from AND (e.known_to IS NULL OR e.known_to >= r.known_from))"""),
    # later it may go into another one, or even into the first, where that comes back
)  # fmt: skip

STANDINGS = (
    Law("standing.once", "an event has one standing at any time under each profile", "standings", "has two standings under one profile",
        _overlap("standings", ("event", "profile"), "profile")),
    Law("standing.event", "what stands is an event", "standings", "has a standing but is no event that is believed",
        """SELECT event, verdict FROM standings s WHERE event NOT IN (SELECT id FROM events)
        OR (s.known_to IS NULL AND event NOT IN (SELECT id FROM events WHERE known_to IS NULL))"""),
    Law("standing.shown", "an event's row shows its standing", "events WHERE known_to IS NULL", "has another standing than its row shows",
        f"""SELECT e.id, e.verdict || ' for ' || s.verdict FROM events e JOIN standings s ON s.event = e.id AND s.profile = '{PROFILE}'
        WHERE e.known_to IS NULL AND s.known_to IS NULL AND (e.verdict, e.rule, e.credibility, e.evidence, e.origins, e.publishers,
        e.blocs, e.flags) IS DISTINCT FROM (s.verdict, s.rule, s.credibility, s.evidence, s.origins, s.publishers, s.blocs, s.flags)"""),
    Law("judgement.subject", "people ruled on what is known", "judgements", "is ruled on but was never in the ledger",
        """SELECT own, n FROM (SELECT n, unnest(subjects) AS own FROM judgements) WHERE NOT starts_with(own, 'publisher:')
        AND NOT starts_with(own, 'actor:') AND own NOT IN (SELECT id FROM claims UNION SELECT id FROM reports UNION SELECT id FROM events
        UNION SELECT event FROM redirects)"""),
)  # fmt: skip

LAWS = (*BATCHES, *REPORTS, *EVENTS, *STANDINGS)
