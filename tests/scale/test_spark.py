"""Spark reads and links what one process does: the same claims, the same events, standing the same."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.cli import main
from sayso.errors import InputError, ScaleError
from sayso.ledger import EventFilter, open_ledger
from sayso.ledger.codec import from_text
from sayso.load import Failure, Options, inputs
from sayso.model import Event
from sayso.pipeline import ReadReport, assemble, read_reports, sheets
from sayso.scale.linking import link_on_spark
from sayso.scale.reading import listed, read_on_spark
from sayso.scale.session import missing, spark
from sayso.scale.stored import stored
from sayso.settings import shipped
from tests.scale.invented import FIRST, OUTLETS, text

COUNT = 60
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves its writer's buffers open


def why_not() -> str:
    """Why Spark cannot run here, "" where it can."""
    try:
        missing()
    except ScaleError as fault:
        return str(fault)
    return ""


needs_spark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "Spark is here")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty reports in every form: files, JSON lines, Parquet, WARC; one file is empty, one row has no text."""
    own = tmp_path_factory.mktemp("reports")
    for number in range(20):
        (own / f"{number:03}.txt").write_text(text(number), "utf-8")
    (own / "empty.txt").write_text("", "utf-8")
    lines = [json.dumps(row(number)) for number in range(20, 35)]
    (own / "table.jsonl").write_text("\n".join([*lines[:7], "no json", *lines[7:]]), "utf-8")
    columns = ", ".join(row(0))
    with duckdb.connect() as book:
        book.execute(f"CREATE TABLE rows ({', '.join(f'{name} VARCHAR' for name in row(0))})")
        book.executemany(f"INSERT INTO rows ({columns}) VALUES (?, ?, ?, ?, ?)", [[*row(number).values()] for number in range(35, 50)])
        book.execute(f"COPY rows TO '{own / 'rows.parquet'}' (FORMAT parquet)")
    (own / "crawl.warc.gz").write_bytes(archive(range(50, COUNT)))
    return own


def row(number: int) -> dict[str, str]:
    """A report as a row of a table."""
    _, head, body = text(number).split("---\n", 2)
    said = dict(line.split(": ", 1) for line in head.splitlines())
    return {"text": body.strip(), **said}


def archive(numbers: range) -> bytes:
    """Reports as pages of a WARC file."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number in numbers:
        own = row(number)
        body = "".join(f"<p>{part}</p>" for part in own["text"].split("\n\n"))
        meta = f'<meta property="article:published_time" content="{own["published"]}"><meta property="og:site_name" content="{OUTLETS[0]}">'
        html = f"<html><head><title>{own['title']}</title>{meta}</head><body><article>{body}</article></body></html>"
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
        writer.write_record(writer.create_warc_record(own["url"], "response", payload=BytesIO(html.encode()), http_headers=headers))
    return out.getvalue()


@pytest.fixture(scope="module")
def alone(folder: Path) -> list[ReadReport | Failure]:
    """What one process reads."""
    return [*read_reports(inputs([str(folder)], Options(), shipped()))]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    with spark("local[2,4]", {"spark.sql.shuffle.partitions": "4"}) as own:
        yield own


@pytest.fixture(scope="module")
def written(session: Any, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What Spark reads and links."""
    out = tmp_path_factory.mktemp("spark") / "read"
    done = read_on_spark(session, [str(folder)], out)
    assert (done.reports, len(done.failures)) == (COUNT, 2)
    link_on_spark(session, out)
    return out


def reports(found: list[ReadReport | Failure]) -> list[ReadReport]:
    return [one for one in found if isinstance(one, ReadReport)]


@needs_spark
def test_the_same_claims_in_the_same_order(alone: list[ReadReport | Failure], written: Path) -> None:
    assert len(reports(alone)) == COUNT
    assert [*stored(written)] == alone


@needs_spark
def test_the_same_events_standing_the_same(alone: list[ReadReport | Failure], written: Path) -> None:
    rows = duckdb.sql(f"SELECT id, json FROM read_parquet('{written}/events/**/*.parquet')").fetchall()
    expected = {sheet.event.id: replace(sheet.event, standing=sheet.standing) for sheet in assemble(reports(alone))}
    assert {name: from_text(Event, plain) for name, plain in rows} == expected
    assert any(len(event.members) > 4 for event in expected.values())
    seats = duckdb.sql(f"SELECT event, claim, position FROM read_parquet('{written}/memberships/*.parquet')").fetchall()
    assert sorted(seats) == sorted((name, one.claim, at) for name, own in expected.items() for at, one in enumerate(own.members))


@needs_spark
def test_a_ledger_takes_it_without_reading_again(folder: Path, written: Path, tmp_path: Path) -> None:
    for name, place in (("files", folder), ("spark", written)):
        done = CliRunner().invoke(main, ["add", str(place), "--ledger", str(tmp_path / f"{name}.duckdb")])
        assert done.exit_code == 1 and f"{COUNT} reports added" in done.stderr and "2 failed" in done.stderr
    found = []
    for name in ("files", "spark"):
        with open_ledger(tmp_path / f"{name}.duckdb") as ledger:
            assert ledger.check() == ()
            found.append(sorted(sheets(ledger, EventFilter(), limit=None), key=lambda sheet: sheet.event.id))
    assert found[0] and found[0] == found[1]


@needs_spark
def test_duckdb_reads_the_tables(written: Path) -> None:
    query = f"""
        SELECT count(*), count(DISTINCT r.id), min(c.month) FROM read_parquet('{written}/claims/**/*.parquet', hive_partitioning = true) c
        JOIN read_parquet('{written}/reports/**/*.parquet') r ON split_part(c.id, ':', 1) = r.id
    """
    claims, told, first = duckdb.sql(query).fetchall()[0]
    assert claims > 200 and told == COUNT and first == f"{FIRST:%Y-%m}"


@needs_spark
def test_a_later_text_supersedes(session: Any, tmp_path: Path) -> None:
    told = [{**row(0), "text": f"{count} soldiers were killed in Orel on Friday, the ministry said."} for count in ("Two", "Nine")]
    file = tmp_path / "table.jsonl"
    file.write_text("\n".join(map(json.dumps, [*told, told[1]])), "utf-8")
    read_on_spark(session, [str(file)], tmp_path / "read")
    done = link_on_spark(session, tmp_path / "read")
    gists = duckdb.sql(f"SELECT gist FROM read_parquet('{tmp_path}/read/events/**/*.parquet')").fetchall()
    assert (done.events, gists) == (1, [("Nine soldiers were killed in Orel on Friday",)])


@needs_spark
def test_folders_are_not_written_twice(session: Any, folder: Path, written: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="name a new folder"):
        read_on_spark(session, [str(folder)], written)
    with pytest.raises(InputError, match="is there already"):
        link_on_spark(session, written)
    with pytest.raises(InputError, match="run `sayso scale read` first"):
        link_on_spark(session, tmp_path)


def test_places_without_files(tmp_path: Path) -> None:
    for place in (str(tmp_path), "https://invented.example/1", str(tmp_path / "nothing.txt")):
        with pytest.raises(InputError, match="no file to read"):
            listed([place])


def test_what_is_missing_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with monkeypatch.context() as own:
        own.setattr("sayso.scale.session.find_spec", lambda name: None if name == "pyspark" else find_spec(name))
        done = CliRunner().invoke(main, ["scale", "link", str(tmp_path)])
        assert done.exit_code == 1 and "pyspark" in done.stderr and "pip install 'sayso[spark]'" in done.stderr
    monkeypatch.setattr("sayso.scale.session.find_spec", lambda name: find_spec("json"))
    monkeypatch.setitem(os.environ, "PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(ScaleError, match="install Java 17"):
        missing()


def test_a_broken_setting_of_sparks() -> None:
    done = CliRunner().invoke(main, ["scale", "link", "x", "--conf", "spark.executor.memory"])
    assert done.exit_code == 1 and "NAME=VALUE" in done.stderr


@needs_spark
def test_a_folder_that_is_broken(written: Path, tmp_path: Path) -> None:
    shutil.copytree(written, tmp_path / "read")
    next((tmp_path / "read" / "reports").rglob("*.parquet")).write_bytes(b"no parquet")
    with pytest.raises(InputError, match="read the reports again"):
        list(stored(tmp_path / "read"))
