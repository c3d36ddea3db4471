"""CSV, JSON lines, Parquet and Telegram's export with rows of the wrong make."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from tests.hostile.made import GOOD, Hostile, text

ROW = {"text": GOOD.strip(), "published": "2025-01-06", "publisher": "Morning Wire", "title": "Depots burn"}
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=x", '=HYPERLINK("http://x.example","x")', "=IMPORTXML(1)"]
WRONG: list[Any] = [None, True, 0, -1, 1e308, [], {}, [[["x"]]], {"a": {"b": "c"}}, "", " ", "\ud800", "\x00", "x" * 200_000, "2025-13-01"]


def _csv(what: str, words: str, good: int = 0, file: str = "table.csv") -> Hostile:
    own = text(what, words, file)
    return Hostile(f"{file}: {what}", file, own.data, good)


def inputs() -> Iterator[Hostile]:
    """Yield tables and exports."""
    yield from _sheets()
    yield from _lines()
    yield from _exports()
    yield from _parquet()


def _sheets() -> Iterator[Hostile]:
    row = f'"{GOOD.strip()}",2025-01-06,Morning Wire\n'
    head = "text,published,publisher\n"
    for number, formula in enumerate(FORMULAS):
        cell = formula.replace('"', '""')
        yield _csv(f"formula {number}", f'{head}"{cell} said the ministry, two soldiers were killed.","2025-01-06","{cell}"\n{row}', good=1)
    yield _csv("no rows", head)
    yield _csv("no header", row)
    yield _csv("empty", "")
    yield _csv("columns missing", f"day,place\n{row}")
    yield _csv("columns twice", f"text,text,published\n{row}")
    yield _csv("short and long rows", f"{head}x\n{row}a,b,c,d,e,f\n{row}", good=1)
    yield _csv("a quote without end", f'{head}{row}"' + "x" * 200_000, good=1)
    yield _csv("quotes by turns", head + '"""","' * 5_000 + "\n" + row)
    yield _csv("a huge cell", f'{head}"{"x" * 1_000_000}",2025-01-06,W\n{row}', good=1)
    yield _csv("a cell over the limit", f'{head}"{"x" * 17_000_000}",2025-01-06,W\n{row}')
    yield _csv("nul in a cell", f"{head}a\0b,2025-01-06,W\n{row}", good=1)
    yield _csv("a hundred thousand columns", ",".join(f"c{n}" for n in range(100_000)) + f",text\n{row}")
    yield _csv("lines without words", head + "\n" * 50_000 + row, good=1)
    yield _csv("days of nothing", f"{head}x,2025-99-99,W\nx,yesterday,W\n{row}", good=1)
    yield _csv("semicolons", head.replace(",", ";") + row)
    yield _csv("tabs", head.replace(",", "\t") + row.replace(",", "\t"), good=1, file="table.tsv")
    yield Hostile("table.csv: in utf-16", "table.csv", (head + row).encode("utf-16"))
    yield Hostile("table.csv: a byte that is none", "table.csv", (head + row).encode() + b"\xff\xfe,x,y\n")
    yield _csv("rows of addresses of nothing", "url,published\n,2025-01-06\n,\n")


def _lines() -> Iterator[Hostile]:
    good = json.dumps(ROW)
    for number, value in enumerate(WRONG):
        rows = [json.dumps({**ROW, name: value}) for name in ("text", "published", "publisher", "title")]
        yield Hostile(f"rows.jsonl: wrong value {number}", "rows.jsonl", "\n".join([*rows, good]).encode(), good=1)
    broken = [
        "{",
        "[1,2]",
        "null",
        "NaN",
        '{"text": NaN}',
        '{"text":"a","text":"b"}',
        "[" * 100_000,
        '{"a":' * 50_000,
        "\ufeff{}",
        "'x'",
        '{"text": "\\ud83d"}',
        '{"text": "a\nb"}',
        "{}" * 3,
        '{"text": 1' + "0" * 5_000 + "}",
    ]
    for number, line in enumerate(broken):
        yield Hostile(f"rows.jsonl: broken line {number}", "rows.jsonl", f"{line}\n{good}\n".encode(), good=1)
    yield Hostile("rows.jsonl: no line", "rows.jsonl", b"")
    yield Hostile("rows.jsonl: bytes", "rows.jsonl", good.encode() + b"\n\xff\xfe\x00\n")
    yield Hostile("rows.jsonl: nul bytes", "rows.jsonl", b"\0\0\0\n" + good.encode() + b"\n", good=1)


def _export(what: str, data: Any, good: int = 0) -> Hostile:
    return Hostile(f"telegram: {what}", "result.json", json.dumps(data).encode(), good)


def _exports() -> Iterator[Hostile]:
    good = {"id": 1, "type": "message", "date": "2025-01-06T10:00:00", "from": "Harrow News", "text": GOOD}
    for number, value in enumerate(WRONG):
        rows = [{**good, name: value} for name in ("id", "type", "date", "from", "text", "forwarded_from")]
        yield _export(f"wrong value {number}", {"name": value, "messages": [value, *rows, good]}, good=1)
    for what, data in {
        "messages that are no list": {"messages": {"a": 1}},
        "chats that are none": {"chats": {"list": 7}},
        "chats of chats": {"chats": {"list": [{"messages": [good]}, 1, None, [], {"messages": "x"}, {"messages": None}]}},
        "chats without a list": {"chats": {}},
        "a list": [],
        "a number": 7,
        "texts of texts": {"messages": [{**good, "text": [["x"], {"text": {"text": "x"}}, None, 3]}, good]},
        "ten thousand empty ones": {"messages": [{"type": "message"}] * 10_000 + [good]},
    }.items():
        yield _export(what, data)
    yield Hostile("telegram: too deep", "result.json", b'{"messages":' + b"[" * 100_000)
    yield Hostile("telegram: cut off", "result.json", json.dumps({"messages": [good]}).encode()[:-20])
    yield Hostile("telegram: empty", "result.json", b"")
    yield Hostile("telegram: bytes", "result.json", b'{"messages": ["\xff\xfe"]}')


@cache
def written(sql: str) -> bytes:
    """The Parquet file of a query."""
    with TemporaryDirectory() as folder, duckdb.connect() as database:
        database.execute(f"COPY ({sql}) TO '{folder}/x.parquet' (FORMAT parquet)")
        return (Path(folder) / "x.parquet").read_bytes()


def _parquet() -> Iterator[Hostile]:
    own = "'" + GOOD.strip().replace("'", "''") + "'"
    honest = written(f"SELECT {own} AS text, DATE '2025-01-06' AS published, 'Wire ' || n AS publisher FROM range(5) t(n)")
    yield Hostile("parquet: honest", "rows.parquet", honest, good=5)
    for part in range(0, 10, 2):
        yield Hostile(f"parquet cut at {part * 10} %", "rows.parquet", honest[: len(honest) * part // 10])
    for at in range(4, len(honest), max(1, len(honest) // 14)):
        yield Hostile(f"parquet with byte {at} turned", "rows.parquet", honest[:at] + bytes([honest[at] ^ 0x5A]) + honest[at + 1 :])
    queries = {
        "numbers for words": "SELECT 1 AS text, 2 AS published",
        "lists": "SELECT [1,2] AS text, {'a': 1} AS publisher",
        "bytes": "SELECT '\\xFF\\x00'::BLOB AS text",
        "nulls": "SELECT NULL::VARCHAR AS text, NULL::VARCHAR AS url FROM range(9)",
        "no column": "SELECT 1 AS x",
        "no row": "SELECT 'x' AS text LIMIT 0",
        "a day of another age": "SELECT 'x' AS text, '294247-01-01'::DATE AS published",
        "a day before all": "SELECT 'x y' AS text, '0044-03-15 (BC)'::DATE AS published",
        "endless days": "SELECT 'x' AS text, 'infinity'::DATE AS published",
        "times": "SELECT 'x' AS text, TIMESTAMP 'infinity' AS published",
        "a huge cell": "SELECT repeat('x', 9000000) AS text",
    }
    for what, sql in queries.items():
        yield Hostile(f"parquet: {what}", "rows.parquet", written(sql))
