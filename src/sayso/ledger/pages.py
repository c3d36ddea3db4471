"""SQL of what only pages ask: news, lists of values, voices and their records, who relays whom. Pure text, nothing runs here."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sayso.ledger.filters import PROFILE, EventFilter, believed, marks
from sayso.ledger.queries import Query, source

PRIVATE_KINDS = ("prisoner", "witness", "civilian")  # not followed from report to report
SUPPLY = ("supply", "aid", "train", "deploy")
WIDEST = 250.0  # km; what is placed no better is listed on a map's side, not drawn


def _all(conditions: Sequence[str]) -> str:
    return " AND ".join(conditions) or "TRUE"


def moment() -> Query:
    """Return the query for the time at which the ledger last learned something, and the number of that act."""
    return "SELECT max(known_from), count(*) FROM audit", []


def news(since: datetime, until: datetime | None) -> Query:
    """Return the query for what became known in a stretch of time: events, claims, standings that moved."""
    bound, given = ("known_from > ?", [since]) if until is None else ("known_from > ? AND known_from <= ?", [since, until])
    first = "SELECT id, min(known_from) AS known_from FROM events GROUP BY id"
    second = "SELECT known_from, verdict, lag(verdict) OVER (PARTITION BY event ORDER BY n) AS before FROM standings WHERE profile = ?"
    return (
        f"SELECT (SELECT count(*) FROM ({first}) WHERE {bound}), (SELECT count(*) FROM claims WHERE {bound}),"
        f" (SELECT count(*) FROM ({second}) WHERE {bound} AND verdict <> before)",
        [*given, *given, PROFILE, *given],
    )


def moved(since: datetime, until: datetime | None, limit: int) -> Query:
    """Return the query for standings whose verdict moved: event, gist, verdict before, verdict after, rule, cause, time; the last first."""
    bound, given = ("s.known_from > ?", [since]) if until is None else ("s.known_from > ? AND s.known_from <= ?", [since, until])
    before = "lag(verdict) OVER (PARTITION BY event ORDER BY n) AS before"
    held = f"SELECT n, event, verdict, rule, cause, known_from, {before} FROM standings WHERE profile = ?"
    return (
        f"SELECT s.event, e.gist, s.before, s.verdict, s.rule, s.cause, s.known_from FROM ({held}) s JOIN events e ON e.id = s.event"
        f" AND e.known_to IS NULL WHERE {bound} AND s.before <> s.verdict ORDER BY s.n DESC LIMIT ?",
        [PROFILE, *given, limit],
    )


def later(asof: datetime) -> Query:
    """Return the query for how many claims and events the ledger came to know after a time."""
    return (
        "SELECT (SELECT count(*) FROM claims WHERE known_from > ?), (SELECT count(DISTINCT id) FROM events WHERE known_from > ?)",
        [asof, asof],
    )


def events_of(claims: Sequence[str], asof: datetime | None) -> Query:
    """Return the query for the event of each claim: claim, event."""
    sql, given = believed("m", asof)
    return f"SELECT m.claim, m.event FROM memberships m WHERE m.claim IN (SELECT unnest(?::VARCHAR[])) AND {_all(sql)}", [
        list(claims),
        *given,
    ]


def totals(own: EventFilter, asof: datetime | None) -> Query:
    """Return the query for how many events meet a filter, and how many claims are in them."""
    sql, given = source(own, asof)
    return f"SELECT count(*), coalesce(sum(e.claims), 0) {sql}", given


def lists(own: EventFilter, asof: datetime | None, limit: int) -> Query:
    """Return the query for the commonest sides, flags and places of events: facet, value, count."""
    sql, given = source(own, asof)
    s = own.standing
    arms = [
        f"(SELECT 'side' AS facet, value, count(*) AS k FROM (SELECT unnest({s}.blocs) AS value {sql}) GROUP BY value)",
        f"(SELECT 'flag', value, count(*) AS k FROM (SELECT unnest({s}.flags) AS value {sql}) WHERE NOT contains(value, ':')"
        " GROUP BY value)",
        f"(SELECT 'place', e.place, count(*) AS k {sql} AND e.place IS NOT NULL GROUP BY e.place ORDER BY k DESC, e.place"
        f" LIMIT {int(limit)})",
    ]
    return f"SELECT facet, value, k FROM ({' UNION ALL '.join(arms)}) ORDER BY facet, k DESC, value", [*given, *given, *given]


def voices(own: EventFilter, asof: datetime | None, limit: int) -> Query:
    """Return the query for the named origins that events rest on: id or name, a name, bloc, kind, events; those of most events first.

    Without a filter events are counted for those with the most claims alone (ten times as many as are asked for).
    """
    seats, times = believed("m", asof)
    sql, values = source(own, asof) if own != EventFilter() or asof else ("", [])
    inner = f"AND m.event_key IN (SELECT e.key {sql})"
    if not sql:
        inner = (
            "AND coalesce(c.speaker_actor, c.speaker) IN (SELECT coalesce(speaker_actor, speaker) AS who FROM claims WHERE known_to IS NULL"
            f" AND speaker IS NOT NULL GROUP BY who ORDER BY count(*) DESC, who LIMIT {10 * int(limit)})"
        )
    return (
        "SELECT coalesce(c.speaker_actor, c.speaker) AS who, any_value(c.speaker), any_value(c.bloc), any_value(c.speaker_kind),"
        f" count(DISTINCT m.event_key) AS k FROM memberships m JOIN claims c ON c.n = m.claim_n WHERE {_all(seats)} {inner}"
        f" AND c.speaker IS NOT NULL AND coalesce(c.speaker_kind, '') NOT IN ({marks(PRIVATE_KINDS)})"
        f" GROUP BY who ORDER BY k DESC, who LIMIT {int(limit)}",
        [*times, *values, *PRIVATE_KINDS],
    )


def outlets(own: EventFilter, asof: datetime | None, limit: int) -> Query:
    """Return the query for the outlets that carry events: publisher, events."""
    seats, times = believed("m", asof)
    sql, given = source(own, asof)
    return (
        f"SELECT c.publisher, count(DISTINCT m.event_key) AS k FROM memberships m JOIN claims c ON c.n = m.claim_n WHERE {_all(seats)}"
        f" AND m.event_key IN (SELECT e.key {sql}) AND c.publisher IS NOT NULL GROUP BY 1 ORDER BY k DESC, 1 LIMIT {int(limit)}",
        [*times, *given],
    )


def reports(words: str | None, asof: datetime | None, after: int | None, limit: int) -> Query:
    """Return the query for reports, the last learned first: n, id, title, name, publisher, published, language, claims, flags, time."""
    sql, given = believed("r", asof)
    if words:
        sql.append("(r.publisher ILIKE ? OR r.title ILIKE ? OR r.name ILIKE ?)")
        given += [f"%{words}%"] * 3
    if after is not None:
        sql.append("r.n < ?")
        given.append(after)
    columns = "r.n, r.id, r.title, r.name, r.publisher, r.published, r.language, r.claims, r.flags, r.known_from"
    return f"SELECT {columns} FROM reports r WHERE {_all(sql)} ORDER BY r.n DESC LIMIT ?", [*given, limit]


def _spoken(speaker: str, asof: datetime | None, origin: bool) -> Query:
    """FROM and WHERE for the claims c whose origin (or else any other link l) is the speaker, by id or name."""
    sql, given = believed("c", asof)
    if origin:
        return f"FROM claims c WHERE {_all(sql)} AND (c.speaker_actor = ? OR c.speaker = ?)", [*given, speaker, speaker]
    return (
        f"FROM claims c JOIN links l ON l.claim_n = c.n WHERE {_all(sql)} AND l.position < c.chain - 1 AND (l.actor = ? OR l.source = ?)",
        [*given, speaker, speaker],
    )


def voice(speaker: str, asof: datetime | None) -> Query:
    """Return the query for what is known of a speaker: name, id, country, kind, bloc, claims as origin, reports, first and last day."""
    sql, given = believed("c", asof)
    return (
        "SELECT any_value(l.source), any_value(l.actor), any_value(l.country), any_value(l.kind), any_value(l.bloc),"
        " count(*) FILTER (l.position = c.chain - 1), count(DISTINCT c.report_n), min(c.day), max(c.day)"
        f" FROM claims c JOIN links l ON l.claim_n = c.n WHERE {_all(sql)} AND (l.actor = ? OR l.source = ?)",
        [*given, speaker, speaker],
    )


def fates(speaker: str, asof: datetime | None, first: date | None = None, until: date | None = None) -> Query:
    """Return the query for the events that a speaker is an origin of: type, verdict, month, events; `first` and `until` frame the
    day of the happening, half-open."""
    sql, given = _spoken(speaker, asof, True)
    seats, times = believed("m", asof)
    held, now = believed("e", asof)
    framed = [(words, day) for words, day in (("e.first >= ?", first), ("e.first < ?", until)) if day is not None]
    days, bounds = [words for words, _ in framed], [day for _, day in framed]
    return (
        f"SELECT e.type, e.verdict, date_trunc('month', e.first)::DATE AS month, count(DISTINCT e.key) FROM events e WHERE"
        f" {_all([*held, *days])} AND e.key IN (SELECT m.event_key FROM memberships m WHERE {_all(seats)} AND m.claim_n IN"
        f" (SELECT c.n {sql})) GROUP BY ALL",
        [*now, *bounds, *times, *given],
    )


def names(speaker: str, asof: datetime | None, limit: int) -> Query:
    """Return the query for the names under which reports cite a speaker: name, claims."""
    sql, given = believed("c", asof)
    return (
        f"SELECT l.source, count(*) AS k FROM claims c JOIN links l ON l.claim_n = c.n WHERE {_all(sql)} AND (l.actor = ? OR l.source = ?)"
        f" GROUP BY 1 ORDER BY k DESC, 1 LIMIT {int(limit)}",
        [*given, speaker, speaker],
    )


def relayed(speaker: str, asof: datetime | None, limit: int) -> Query:
    """Return the query for whom a speaker relays: the origin's id or name, a name, claims. Private persons are counted together."""
    sql, given = _spoken(speaker, asof, False)
    private = f"coalesce(c.speaker_kind, '') IN ({marks(PRIVATE_KINDS)})"
    who = f"CASE WHEN {private} THEN NULL ELSE coalesce(c.speaker_actor, c.speaker) END"
    name = f"CASE WHEN {private} THEN c.speaker_kind ELSE any_value(c.speaker) END"
    return (
        f"SELECT {who} AS who, {name}, count(*) AS k {sql} AND c.speaker IS NOT NULL GROUP BY who, c.speaker_kind, {private}"
        f" ORDER BY k DESC LIMIT {int(limit)}",
        [*PRIVATE_KINDS, *PRIVATE_KINDS, *given, *PRIVATE_KINDS],
    )


def carriers(speaker: str, asof: datetime | None, limit: int) -> Query:
    """Return the query for the outlets that carry a speaker's claims: publisher, in quotation, in other words."""
    sql, given = _spoken(speaker, asof, True)
    quoted = "count(*) FILTER (WHERE c.voice IN ('direct', 'mixed'))"
    return (
        f"SELECT c.publisher, {quoted}, count(*) - {quoted} {sql} AND c.publisher IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1"
        f" LIMIT {int(limit)}",
        given,
    )


def relays(asof: datetime | None, limit: int) -> Query:
    """Return the query for who had it from whom over all claims: from (id or name), a name, bloc, to, its name, bloc, claims.

    `to` is the next link towards the reporter; the last step, to the outlet, has the outlet as `to`. Private persons are left out.
    """
    sql, given = believed("c", asof)
    kept = f"coalesce(a.kind, '') NOT IN ({marks(PRIVATE_KINDS)}) AND (a.named OR a.actor IS NOT NULL)"
    inner = (
        "SELECT coalesce(a.actor, a.source) AS f, a.source AS fn, a.bloc AS fb, coalesce(b.actor, b.source) AS t, b.source AS tn,"
        f" b.bloc AS tb FROM claims c JOIN links a ON a.claim_n = c.n JOIN links b ON b.claim_n = c.n AND b.position = a.position - 1"
        f" WHERE {_all(sql)} AND {kept} AND (b.named OR b.actor IS NOT NULL)"
    )
    outer = (
        "SELECT coalesce(a.actor, a.source), a.source, a.bloc, 'outlet:' || c.publisher, c.publisher, NULL FROM claims c"
        f" JOIN links a ON a.claim_n = c.n AND a.position = 0 WHERE {_all(sql)} AND {kept} AND c.publisher IS NOT NULL"
    )
    return (
        f"SELECT f, any_value(fn), any_value(fb), t, any_value(tn), any_value(tb), count(*) AS k FROM ({inner} UNION ALL {outer})"
        f" WHERE f <> t GROUP BY f, t ORDER BY k DESC, f, t LIMIT {int(limit)}",
        [*given, *PRIVATE_KINDS, *given, *PRIVATE_KINDS],
    )


def supplies(asof: datetime | None, limit: int) -> Query:
    """Return the query for who is said to supply, aid, train or send to whom: giver, its name, taker, its name, type, claims, events."""
    sql, given = believed("c", asof)
    return (
        "SELECT coalesce(a.actor, a.name) AS f, any_value(a.name), coalesce(b.actor, b.name) AS t, any_value(b.name), c.type, count(*) AS k"
        " FROM claims c JOIN participants a ON a.claim_n = c.n AND a.role = 'agent'"
        " JOIN participants b ON b.claim_n = c.n AND b.role IN ('recipient', 'patient')"
        f" WHERE {_all(sql)} AND c.type IN ({marks(SUPPLY)}) AND c.polarity = 'affirmed' GROUP BY f, t, c.type HAVING f <> t"
        f" ORDER BY k DESC, f, t LIMIT {int(limit)}",
        [*given, *SUPPLY],
    )


def reports_with(pattern: str, asof: datetime | None, limit: int) -> Query:
    """Return the query for the reports whose text has what a pattern (RE2) finds: id, the last learned first."""
    sql, given = believed("r", asof)
    return f"SELECT r.id FROM reports r WHERE {_all(sql)} AND regexp_matches(r.text, ?) ORDER BY r.n DESC LIMIT ?", [*given, pattern, limit]


def blocs() -> Query:
    """Return the query for the sides that speak in the ledger now: bloc, claims."""
    return "SELECT bloc, count(*) AS k FROM claims WHERE known_to IS NULL AND bloc IS NOT NULL GROUP BY bloc ORDER BY k DESC, bloc", []


def acts(subjects: Sequence[str], limit: int) -> Query:
    """Return the query for rulings, the last first: n and JSON; with subjects only those on one of them."""
    given: list[Any] = []
    chosen = "TRUE"
    if subjects:
        chosen = "(" + " OR ".join(["list_contains(subjects, ?)"] * len(subjects)) + ")"
        given = list(subjects)
    return f"SELECT n, json FROM judgements WHERE {chosen} ORDER BY n DESC LIMIT {int(limit)}", given


def grounds(own: EventFilter, asof: datetime | None, held: Sequence[str], words: str, limit: int) -> Query:
    """Return the query for the grounds that events of a filter lie on, the fullest first.

    Rows: JSON of the event's places, whether the ground wants care (type in `held`, or the gist has a word of the pattern), events,
    contradicted ones, sides, verdicts, the id of the first event. Of no more than `limit` grounds.
    """
    sql, given = source(own, asof)
    s = own.standing
    care = f"(e.type IN ({marks(held)}) OR regexp_matches(lower(e.gist), ?))"
    return (
        f"WITH grounds AS (SELECT min(e.n) AS n, {care} AS held, count(*) AS k,"
        f" count(*) FILTER ({s}.verdict IN ('disputed', 'denied')) AS against, list_distinct(flatten(list({s}.blocs))) AS blocs,"
        f" list_distinct(list({s}.verdict)) AS verdicts {sql} GROUP BY e.place, e.lat, e.lon, e.radius_km, held"
        f" ORDER BY k DESC, n LIMIT {int(limit)})"
        " SELECT x.json->'$.where', g.held, g.k, g.against, g.blocs, g.verdicts, x.id FROM grounds g JOIN events x ON x.n = g.n"
        " ORDER BY g.k DESC, g.n",
        [*held, words, *given],
    )


def spots(own: EventFilter, asof: datetime | None, limit: int) -> Query:
    """Return the query for how many grounds the events of a filter lie on, counted up to `limit`."""
    sql, given = source(own, asof)
    inner = f"SELECT 1 {sql} GROUP BY e.place, e.lat, e.lon, e.radius_km LIMIT {int(limit)}"
    return f"SELECT count(*) FROM ({inner})", given


def vague(own: EventFilter, asof: datetime | None, limit: int) -> Query:
    """Return the query for events whose first or last day is open, or that span several days: id, the latest first."""
    sql, given = source(own, asof)
    return (
        f"SELECT e.id {sql} AND (e.first IS NOT NULL OR e.last IS NOT NULL) AND (e.first IS NULL OR e.last IS NULL"
        " OR e.last - e.first > 1) ORDER BY coalesce(e.last, e.first) DESC, e.n DESC LIMIT ?",
        [*given, limit],
    )


def squares(own: EventFilter, asof: datetime | None, size: float) -> Query:
    """Return the query for events in squares of `size` degrees: south and west in sizes, events, contradicted ones."""
    sql, given = source(own, asof)
    return (
        f"SELECT floor(e.lat / ?)::INTEGER, floor(e.lon / ?)::INTEGER, count(*), count(*) FILTER ({own.standing}.verdict IN"
        f" ('disputed', 'denied')) {sql} GROUP BY 1, 2 ORDER BY 1, 2",
        [size, size, *given],
    )


def span(own: EventFilter, asof: datetime | None) -> Query:
    """Return the query for the first and the last day of a filter's events, and on how many days some began."""
    sql, given = source(own, asof)
    return f"SELECT min(e.first), max(e.first), count(DISTINCT e.first) {sql}", given


def days(own: EventFilter, step: str, asof: datetime | None) -> Query:
    """Return the query for events by day, week, month or year and standing: day, verdict, events."""
    sql, given = source(own, asof)
    return (
        f"SELECT date_trunc('{step}', e.first)::DATE AS t, {own.standing}.verdict, count(*) {sql} AND e.first IS NOT NULL"
        " GROUP BY ALL ORDER BY t",
        given,
    )


def undrawn(own: EventFilter, asof: datetime | None) -> Query:
    """Return the query for the events of a filter that a map does not draw: country (None: no place at all), events."""
    sql, given = source(own, asof)
    return (
        f"SELECT CASE WHEN e.lat IS NULL THEN NULL ELSE coalesce(e.country, '') END AS c, count(*) AS k {sql}"
        f" AND (e.radius_km IS NULL OR e.radius_km > {WIDEST}) GROUP BY 1 ORDER BY k DESC, c",
        given,
    )


def events_of_outlet(publisher: str) -> Query:
    """Return the query for the events that have a claim of an outlet now."""
    sql = "SELECT DISTINCT m.event FROM claims c JOIN memberships m ON m.claim_n = c.n AND m.known_to IS NULL"
    return f"{sql} WHERE c.known_to IS NULL AND c.publisher = ?", [publisher]
