"""A ledger with any number of invented claims, made by SQL: shares of values as in the claims that sayso reads from reports."""

import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sayso.ledger.columns import Table
from sayso.ledger.schema import CLAIMS, EVENTS, LINKS, MEMBERSHIPS, QUANTITIES, REPORTS, STANDINGS
from sayso.ledger.search import Search, search_file
from sayso.ledger.store import Batch, Store
from sayso.ledger.upkeep import roll_up
from sayso.settings import shipped

PER_REPORT, PER_EVENT, STEP = 8, 3, 1_000_000
DAYS = 1000  # from the first day on
FIRST = "DATE '2028-01-01'"
TYPES = (
    "other", "seize_place", "kill", "strike", "assess", "injure", "identify", "testify", "attack", "advance", "release_person",
    "shoot_down", "talk", "capture_person", "clash", "damage", "displace", "agree", "destroy", "publish", "withdraw", "reject", "deploy",
    "repel", "demand", "aid", "supply", "accuse", "sanction", "meet", "offer", "threaten", "arrest", "protest", "execute", "train",
)  # fmt: skip
FAMILIES = ("other", "control", "effect", "speech", "violence", "detention", "diplomacy", "posture")
WORDS = (
    "depot", "bridge", "column", "drone", "village", "convoy", "shell", "brigade", "prisoner", "harbour", "missile", "crossing", "hospital",
    "trench", "warehouse", "refinery", "patrol", "tanker", "checkpoint", "hangar", "railway", "quarry", "mast", "ferry", "mill", "barracks",
)  # fmt: skip
MEMORY_MB = 4096  # a step is written at once, as no command does


def chance(number: str, salt: int) -> str:
    """An even chance from 0 to 1 that depends on the row alone."""
    return f"(hash({number} * 1000003 + {salt}) % 1000000007 / 1000000007.0)"


def pick(values: tuple[str, ...], number: str, salt: int, power: float = 3.0) -> str:
    """One of the values, early ones far more often."""
    listed = "[" + ", ".join(f"'{one}'" for one in values) + "]"
    return f"list_extract({listed}, 1 + floor(pow({chance(number, salt)}, {power}) * {len(values)})::INTEGER)"


def mostly(common: str, others: tuple[str, ...], share: float, number: str, salt: int) -> str:
    """The common value in that share of the rows, else one of the others."""
    first = "NULL" if common == "NULL" else f"'{common}'"
    return f"CASE WHEN {chance(number, salt)} < {share} THEN {first} ELSE {pick(others, number, salt + 1)} END"


def words(number: str, salt: int, count: int = 6) -> str:
    """A run of invented words: common ones, and a rare one ("site4711")."""
    return " || ' ' || ".join([*(pick(WORDS, number, salt + step, 1.5) for step in range(count)), f"'site' || ({number} % 50021)"])


PUBLISHED = f"({FIRST} + (i * {DAYS} // {{n}})::INTEGER)"
KNOWN = f"({PUBLISHED}::TIMESTAMP + INTERVAL 12 HOUR)"


def report_columns(total: int) -> dict[str, str]:
    """SQL for the columns of report i (from 0)."""
    return {
        "n": "i + 1", "id": "'r' || lpad(to_hex(i), 16, '0')", "version": "1", "name": "'report-' || i", "title": "'Invented report ' || i",
        "publisher": "'Wire ' || floor(pow(" + chance("i", 1) + ", 3) * 900)::INTEGER", "published": PUBLISHED, "language": "'en'",
        "sha256": "md5(i::VARCHAR)", "flags": "[]", "claims": str(PER_REPORT), "known_from": KNOWN,
        "text": words("i", 50, 12) + " || '. The Norland army said so.'", "json": "'{\"title\":\"Invented report ' || i || '\"}'",
    }  # fmt: skip


def claim_columns() -> dict[str, str]:
    """SQL for the columns of claim i (from 0); r is its report."""
    bloc = mostly("NULL", ("nl", "sm", "zz"), 0.6, "i", 7)
    said = '\'{"report":"\' || r.id || \'","spans":[{"start":0,"end":9}],"text":"\' || gist || \'","gist":"\' || gist || \'"'
    chain = ',"chain":[{"source":{"text":"\' || speaker || \'","span":{"start":0,"end":4},"name":"\' || speaker || \'"}}]'
    what = ',"what":{"type":"\' || type || \'","family":"\' || family || \'","reason":{"rule":"what.trigger","why":"a word"}}}\''
    return {
        "n": "i + 1", "id": "r.id || ':c' || lpad(to_hex(i), 12, '0')", "report_n": "r.n", "position": f"i % {PER_REPORT}",
        "known_from": "r.known_from", "publisher": "r.publisher", "published": "r.published",
        "day": "r.published - floor(4 * pow(" + chance("i", 2) + ", 2))::INTEGER", "type": pick(TYPES, "i", 3, 2.0),
        "family": pick(FAMILIES, "i", 3, 2.0), "agent": "'Agent ' || floor(pow(" + chance("i", 4) + ", 3) * 3000)::INTEGER",
        "patient": "'Patient ' || floor(pow(" + chance("i", 5) + ", 3) * 9000)::INTEGER",
        "speaker": "'Speaker ' || floor(pow(" + chance("i", 6) + ", 3) * 5000)::INTEGER", "speaker_kind": "'military'",
        "country": mostly("NULL", ("NL", "SM", "ML", "AA", "BB", "CC", "DD", "EE", "FF"), 0.55, "i", 9), "bloc": bloc,
        "chain": "1", "voice": mostly("indirect", ("narration", "direct", "mixed"), 0.7, "i", 11),
        "stance": mostly("neutral", ("endorsing", "distancing"), 0.92, "i", 13),
        "polarity": mostly("affirmed", ("negated",), 0.88, "i", 15),
        "modality": mostly("actual", ("planned", "possible", "conditional", "opinion", "demanded"), 0.92, "i", 17),
        "hedged": chance("i", 19) + " < 0.2", "core": "TRUE", "edtf": "strftime(day, '%Y-%m-%d')", "first": "day", "last": "day",
        "place": "'Place ' || floor(pow(" + chance("i", 20) + ", 2) * 20000)::INTEGER", "geonames": "hash(place) % 10000000",
        "place_country": "'ML'", "lat": "48 + 4 * (hash(place) % 9973) / 9973.0", "lon": "30 + 9 * (hash(place) % 9941) / 9941.0",
        "radius_km": "5.0", "geo_precision": "2", "evidence": mostly("E0", ("E1", "E2", "E3", "E4"), 0.9, "i", 21), "gist": words("i", 30),
        "json": said + chain + what,
    }  # fmt: skip


LINK = {
    "claim_n": "c.n", "position": "0", "source": "c.speaker", "kind": "c.speaker_kind", "country": "c.country", "bloc": "c.bloc",
    "named": "TRUE", "stance": "c.stance",
}  # fmt: skip
QUANTITY = {
    "claim_n": "c.n", "position": "0", "role": "'killed'", "unit": "'person'", "bound": "'exact'", "low": "c.n % 40", "high": "c.n % 40",
}  # fmt: skip
EVENT_ID = "'ev-' || lpad(to_hex((c.n - 1) // {per}), 12, '0')"
VERDICTS = ("single_source", "same_side", "corroborated", "disputed", "on_record", "denied", "cross_confirmed", "retracted")
STANDS = {
    "verdict": pick(VERDICTS, "c.n", 23), "rule": "'R10'", "credibility": "1 + (hash(c.n) % 6)::INTEGER", "evidence": "c.evidence",
    "origins": "1 + (hash(c.n + 5) % 3)::INTEGER", "publishers": "1 + (hash(c.n + 6) % 5)::INTEGER",
    "blocs": "CASE WHEN c.bloc IS NULL THEN [] ELSE [c.bloc] END", "flags": "[]", "standing_from": "c.known_from",
}  # fmt: skip
EVENT_KEY = "(hash((c.n - 1) // {per}) // 16)"
EVENT = {
    "n": "(c.n - 1) // {per} + 1", "id": EVENT_ID, "key": EVENT_KEY, "known_from": "c.known_from",
    "gist": "c.gist", "type": "c.type", "tally": "FALSE",
    "edtf": "c.edtf", "first": "c.first", "last": "c.last", "place": "c.place", "geonames": "c.geonames", "country": "c.place_country",
    "lat": "c.lat", "lon": "c.lon", "radius_km": "c.radius_km", "claims": "{per}", "reports": "1", **STANDS,
    "json": "'{{\"gist\":\"' || c.gist || '\",\"type\":\"' || c.type || '\",\"members\":[],\"when\":{{\"edtf\":\"' || c.edtf"
    " || '\",\"start\":\"' || c.edtf || '\",\"end\":\"' || c.edtf || '\",\"precision\":\"day\"}},\"where\":[{{\"place\":{{\"name\":\"'"
    " || c.place || '\",\"lat\":' || c.lat || ',\"lon\":' || c.lon || ',\"feature\":\"settlement\",\"country\":\"ML\",\"geonames\":null,"
    "\"radius_km\":5.0}},\"radius_km\":5.0}}]}}'",
}  # fmt: skip
MEMBERSHIP = {
    "n": "c.n", "event": EVENT_ID, "event_key": EVENT_KEY, "claim": "c.id", "claim_n": "c.n",
    "position": "(c.n - 1) % {per}", "known_from": "c.known_from", "rule": "'link.score'",
    "score": "1.5", "reason": "'{{\"rule\":\"link.score\",\"why\":\"alike\",\"score\":1.5}}'",
}  # fmt: skip
STANDING = {
    "n": "(c.n - 1) // {per} + 1", "event": EVENT_ID, "profile": "'sayso'", "known_from": "c.known_from",
    **STANDS, "cause": "''",
    "json": "'{{\"verdict\":\"single_source\",\"rule\":\"R10\",\"credibility\":6,\"evidence\":\"E0\",\"origins\":[{{\"names\":[\"'"
    " || c.speaker || '\"],\"blocs\":[],\"claims\":[\"' || c.id || '\"],\"reason\":{{\"rule\":\"R1\",\"why\":\"one voice\"}}}}],"
    "\"publishers\":1,\"blocs\":[],\"reasons\":[{{\"rule\":\"R10\",\"why\":\"one origin only\"}}]}}'",
}  # fmt: skip


def selected(table: Table, columns: dict[str, str]) -> str:
    """The select list for a table; columns that are not given are null."""
    return ", ".join(f'({columns.get(column.name, "NULL")})::{column.type} AS "{column.name}"' for column in table.columns)


def build(path: Path, total: int) -> float:
    """Make a ledger of `total` claims with its search file and return how many seconds that took."""
    started = time.perf_counter()
    store = Store(path, replace(shipped().ledger, memory_mb=MEMORY_MB), read_only=False)
    for first in range(0, total, STEP):
        with store.batch() as batch:
            _fill(batch, first, min(first + STEP, total), total)
            roll_up(batch, 1, datetime(2031, 1, 1))
    with store.quiet():
        pass
    search = Search(search_file(path), store.id, read_only=False)
    search.empty()
    for first in range(1, total + 1, STEP // 10):
        rows = store.read(
            "SELECT n, gist || ' ' || speaker || ' ' || place FROM claims WHERE n BETWEEN ? AND ? ORDER BY n",
            [first, first + STEP // 10 - 1],
        )
        search.add(rows, rows[-1][0])
    search.close()
    store.close()
    return time.perf_counter() - started


def _fill(batch: Batch, first: int, last: int, total: int) -> None:
    reports = (first // PER_REPORT, -(-last // PER_REPORT))
    own = {name: sql.replace("{n}", str(-(-total // PER_REPORT))) for name, sql in report_columns(total).items()}
    batch.run(f"INSERT INTO reports SELECT {selected(REPORTS, own)} FROM range({reports[0]}, {reports[1]}) AS t(i) ORDER BY i")
    source = f"(SELECT i, i // {PER_REPORT} + 1 AS report_n FROM range({first}, {last}) AS t(i)) JOIN reports r ON r.n = report_n"
    batch.run(f"INSERT INTO claims SELECT {selected(CLAIMS, claim_columns())} FROM {source} ORDER BY i")
    here = f"c.n > {first} AND c.n <= {last}"
    for table, columns, rows in (
        (LINKS, LINK, here), (QUANTITIES, QUANTITY, f"{here} AND c.n % 3 = 0"), (MEMBERSHIPS, MEMBERSHIP, here),
        (EVENTS, EVENT, f"{here} AND c.n % {PER_EVENT} = 1"), (STANDINGS, STANDING, f"{here} AND c.n % {PER_EVENT} = 1"),
    ):  # fmt: skip
        mine = {name: sql.replace("{per}", str(PER_EVENT)).replace("{{", "{").replace("}}", "}") for name, sql in columns.items()}
        batch.run(f"INSERT INTO {table.name} SELECT {selected(table, mine)} FROM claims c WHERE {rows} ORDER BY c.n")
