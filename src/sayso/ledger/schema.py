"""The tables of the ledger. What is written here of each column is its documentation (docs/ledger.md is made from it).

Nothing is overwritten: rows are only added, and the one change a row can see is that `known_to` is filled in, once, when the
ledger learned better. What the ledger believed at a time is what holds `known_from <= time < known_to`.
"""

from sayso.ledger.columns import FROM, TO, N, Table, table
from sayso.ledger.counts import CELLS, DAYS, ROLLED, SQUARES

VERSION = 1


LEDGER = table(
    "ledger",
    "one row: what this file is",
    """
    id VARCHAR: random name of the ledger; the search file beside it carries the same
    schema INTEGER: version of these tables
    """,
)

REPORTS = table(
    "reports",
    "one row for each version of a report",
    f"""
    n BIGINT: {N}
    id VARCHAR: the report's id, the hash of its publisher, day, title and text
    version INTEGER: 1 for the first text under this url or name, 2 for the one that superseded it ...
    supersedes BIGINT: n of the version before it, or null
    name VARCHAR: the file's name without its extension, or null
    title VARCHAR: title, or null
    publisher VARCHAR: outlet, or null
    url VARCHAR: address, or null
    published DATE: day of publication, or null
    language VARCHAR: ISO 639-1 code, or null
    sha256 VARCHAR: hash of the text
    flags VARCHAR[]: what is unusual about it (encoding, removed characters, language)
    claims INTEGER: claims read from it
    known_from TIMESTAMP: {FROM}
    known_to TIMESTAMP: {TO}
    text VARCHAR: the running text that all spans count in
    json VARCHAR: the Report without its text
    """,
    ("n", "id", "url", "name"),
)

CLAIMS = table(
    "claims",
    "one row for each claim of each version of a report",
    f"""
    n BIGINT: {N}; the search file names claims by it
    id VARCHAR: "REPORT:CLAIM", the ids of the report and of the claim in it
    report_n BIGINT: n of the report's version
    position INTEGER: the claim's place in the report, from 0
    known_from TIMESTAMP: {FROM}
    known_to TIMESTAMP: {TO}
    publisher VARCHAR: outlet of the report, or null
    published DATE: day of publication, or null
    day DATE: first day of the happening where it is known, else the day of publication, else null; lists and timelines sort by it
    type VARCHAR: event type (docs/codebook.md)
    family VARCHAR: family of the type
    mode VARCHAR: mode of the type, or null
    agent VARCHAR: name of the first agent, or null
    patient VARCHAR: name of the first patient, or null
    speaker VARCHAR: name of the origin (last link of the chain), or null for the report's own voice
    speaker_actor VARCHAR: the origin's id in its actor pack, or null
    speaker_kind VARCHAR: the origin's kind of actor, or null
    country VARCHAR: the origin's country, ISO 3166 alpha-2, or null
    bloc VARCHAR: the origin's bloc at the report's date, or null
    teller VARCHAR: name of who told the reporter (first link of the chain), or null
    chain INTEGER: length of the chain, 0 for the report's own voice
    voice VARCHAR: direct, indirect, mixed or narration
    stance VARCHAR: neutral, endorsing or distancing
    polarity VARCHAR: affirmed or negated
    modality VARCHAR: actual, possible, planned, demanded, conditional or opinion
    hedged BOOLEAN: true where words lower the certainty, of the claim or of a link
    core BOOLEAN: false for remarks on verification and background recaps
    edtf VARCHAR: time of the happening (EDTF level 2), or null
    first DATE: first day of the happening, or null
    last DATE: last day of the happening, inclusive, or null
    place VARCHAR: name of the place, or null; of several, the first site
    geonames BIGINT: its GeoNames id, or null
    place_country VARCHAR: its country, or null
    lat DOUBLE: latitude in degrees (WGS 84), or null
    lon DOUBLE: longitude in degrees, or null
    radius_km DOUBLE: radius of the disc it may lie in, or null
    geo_precision INTEGER: UCDP where_prec 1 to 7, or null
    evidence VARCHAR: best grade of its evidence, E0 where it has none
    gist VARCHAR: the proposition as a sentence
    json VARCHAR: the whole Claim
    """,
    ("n", "id"),
)

LINKS = table(
    "links",
    "one row for each link of each claim's chain",
    """
    claim_n BIGINT: n of the claim
    position INTEGER: place in the chain, from 0: who told the reporter first
    source VARCHAR: fullest name of the source
    actor VARCHAR: id in its actor pack, or null
    kind VARCHAR: kind of actor, or null
    country VARCHAR: ISO 3166 alpha-2, or null
    bloc VARCHAR: bloc at the report's date, or null
    named BOOLEAN: false for "officials", "a resident"
    cue VARCHAR: words of the cue, or null
    stance VARCHAR: neutral, endorsing or distancing
    first_hand BOOLEAN: whether the source was there, null where the report does not show it
    """,
)

PLACES = table(
    "places",
    "one row for each place of each claim",
    """
    claim_n BIGINT: n of the claim
    position INTEGER: place in the claim's list, from 0
    name VARCHAR: name of the place
    geonames BIGINT: GeoNames id, or null
    feature VARCHAR: settlement, admin1, sea, facility ...
    country VARCHAR: ISO 3166 alpha-2, or null
    relation VARCHAR: in, near, north_of ...
    role VARCHAR: site, toward, from or frame
    lat DOUBLE: latitude in degrees (WGS 84)
    lon DOUBLE: longitude in degrees
    radius_km DOUBLE: radius of the disc as large as the ground it may lie on
    precision INTEGER: UCDP where_prec 1 to 7
    """,
)

PARTICIPANTS = table(
    "participants",
    "one row for each participant of each claim",
    """
    claim_n BIGINT: n of the claim
    position INTEGER: place in the claim's list, from 0
    role VARCHAR: agent, patient, recipient or instrument
    name VARCHAR: fullest name
    actor VARCHAR: id in its actor pack, or null
    """,
)

QUANTITIES = table(
    "quantities",
    "one row for each figure of each claim",
    """
    claim_n BIGINT: n of the claim
    position INTEGER: place in the claim's list, from 0
    role VARCHAR: killed, injured, captured, total ..., or null
    unit VARCHAR: what it is counted in
    bound VARCHAR: exact, approx, at_least, at_most, range or vague
    low DOUBLE: least value, null on an open side
    high DOUBLE: greatest value, null on an open side
    out_of DOUBLE: the whole of "46 of 56", or null
    counted VARCHAR: the counted noun phrase, or null
    """,
)

EVIDENCE = table(
    "evidence",
    "one row for each piece of evidence that a claim rests on",
    """
    claim_n BIGINT: n of the claim
    position INTEGER: place in the claim's list, from 0
    kind VARCHAR: video, photo, document ...
    grade VARCHAR: E0 to E4
    verifier VARCHAR: who checked it, or null
    """,
)

EVENTS = table(
    "events",
    "one row for each state of an event",
    f"""
    n BIGINT: {N}
    id VARCHAR: the event's id, the hash of its founding claim
    key BIGINT: 60 bits of the hash of the id; lists join by it
    known_from TIMESTAMP: {FROM}
    known_to TIMESTAMP: {TO}
    gist VARCHAR: what happened, as a sentence
    type VARCHAR: event type (docs/codebook.md)
    tally BOOLEAN: true for sums over a period or sector
    edtf VARCHAR: time (EDTF level 2), or null
    first DATE: first day, or null
    last DATE: last day, inclusive, or null
    place VARCHAR: name of the place, or null; of several, the first site
    geonames BIGINT: its GeoNames id, or null
    country VARCHAR: its country, ISO 3166 alpha-2, or null
    lat DOUBLE: latitude in degrees (WGS 84), or null
    lon DOUBLE: longitude in degrees, or null
    radius_km DOUBLE: radius of the disc it may lie in, or null
    claims INTEGER: its claims
    reports INTEGER: the reports that they stand in
    verdict VARCHAR: its standing under the profile "sayso" (docs/standing.md), null until the rules ran
    rule VARCHAR: rule that decided
    credibility INTEGER: Admiralty 1 to 6, null where truth is not the question
    evidence VARCHAR: E0 to E4
    origins INTEGER: voices that count once
    publishers INTEGER: outlets
    blocs VARCHAR[]: parties whose voices are among them
    flags VARCHAR[]: flags of the rules
    standing_from TIMESTAMP: when it came to stand so (UTC)
    json VARCHAR: the Event without members and standing
    """,
    ("n", "id"),
)

MEMBERSHIPS = table(
    "memberships",
    "one row for each time that a claim belonged to an event",
    f"""
    n BIGINT: {N}
    event VARCHAR: the event's id
    event_key BIGINT: key of the event
    claim VARCHAR: the claim's id, "REPORT:CLAIM"
    claim_n BIGINT: n of the claim
    position INTEGER: the claim's place among the members, from 0; the first one founded the event
    known_from TIMESTAMP: {FROM}
    known_to TIMESTAMP: {TO}
    rule VARCHAR: rule that put it there
    score DOUBLE: its score, or null
    reason VARCHAR: the whole Reason
    """,
    ("n", "event", "claim"),
)

REDIRECTS = table(
    "redirects",
    "one row for each event that was merged into another one",
    f"""
    event VARCHAR: the id that is gone
    into VARCHAR: the id that took its claims
    known_from TIMESTAMP: {FROM}
    """,
)

STANDINGS = table(
    "standings",
    "one row for each standing that an event came to have, under one profile",
    f"""
    n BIGINT: {N}
    event VARCHAR: the event's id
    profile VARCHAR: rules that it was judged by
    known_from TIMESTAMP: {FROM}
    known_to TIMESTAMP: {TO}
    verdict VARCHAR: one of the eight standings (docs/standing.md)
    rule VARCHAR: rule that decided
    credibility INTEGER: Admiralty 1 to 6, null where truth is not the question
    evidence VARCHAR: E0 to E4
    origins INTEGER: voices that count once
    publishers INTEGER: outlets
    blocs VARCHAR[]: parties whose voices are among them
    flags VARCHAR[]: flags of the rules
    killed_low DOUBLE: least number killed over all origins, or null
    killed_high DOUBLE: greatest number killed, or null
    cause VARCHAR: what brought the change: ids of reports or claims, or a judgement
    json VARCHAR: the whole Standing
    """,
    ("n", "event"),
)

SHELVES = table(
    "shelves",
    "one row for each key and bucket of days under which linking finds a claim; it can be made anew from the claims",
    """
    claim VARCHAR: the claim's id, "REPORT:CLAIM"
    bucket INTEGER: four days together, counted from year 1
    key BIGINT: hash of the key (a place and a family of types, an agent and a type ...)
    """,
    ("claim",),
)

JUDGEMENTS = table(
    "judgements",
    "one row for each ruling by a person",
    f"""
    n BIGINT: {N}
    known_from TIMESTAMP: {FROM}
    ruling VARCHAR: same, not_same, retract, confirm, accept, edit, reject or undo
    subjects VARCHAR[]: ids ruled on
    author VARCHAR: who ruled
    at TIMESTAMP: when (UTC)
    note VARCHAR: why
    json VARCHAR: the whole Judgement
    """,
)

FAILURES = table(
    "failures",
    "one row for each report that could not be read",
    f"""
    n BIGINT: {N}
    known_from TIMESTAMP: {FROM}
    place VARCHAR: where it came from
    message VARCHAR: what was wrong and what to do
    """,
)

AUDIT = table(
    "audit",
    "one row for each batch written, in the same transaction as the batch",
    f"""
    n BIGINT: {N}
    known_from TIMESTAMP: {FROM}
    action VARCHAR: add, events, standings, judgement or failures
    rows INTEGER: rows written
    detail VARCHAR: counts and ids, JSON
    """,
)

TABLES = (
    LEDGER, REPORTS, CLAIMS, LINKS, PLACES, PARTICIPANTS, QUANTITIES, EVIDENCE, EVENTS, MEMBERSHIPS, REDIRECTS, SHELVES, STANDINGS,
    JUDGEMENTS, FAILURES, AUDIT, CELLS, DAYS, SQUARES, ROLLED,
)  # fmt: skip


def ddl() -> list[str]:
    """Return the statements that make every table and index that is not there yet."""
    made = [f"CREATE TABLE IF NOT EXISTS {table.name} ({_columns(table)})" for table in TABLES]
    return made + [
        f"CREATE INDEX IF NOT EXISTS {table.name}_{column} ON {table.name} ({column})" for table in TABLES for column in table.indexed
    ]


def _columns(table: Table) -> str:
    return ", ".join(f'"{column.name}" {column.type}' for column in table.columns)


def insertion(table: Table) -> str:
    """Return the statement that adds rows given as one list for each column."""
    return f"INSERT INTO {table.name} SELECT " + ", ".join(f"unnest(?::{column.type}[])" for column in table.columns)
