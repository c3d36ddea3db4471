"""Feeds, archives, PDF, tables and messages to reports: what is right comes in, each broken item is a row of its own."""

import gzip
import io
import json
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import duckdb
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sayso.load import Failure, Given, Loaded, Options, inputs
from sayso.load.publishers import publisher_of
from sayso.settings import FetchSettings, Settings, shipped

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # warcio leaves its writer's buffers open
TEXT = "Two soldiers were killed near Orel on Saturday, the defence ministry said."
PAGE = f"<html><head><title>Two killed</title></head><body><article><p>{TEXT}</p><p>{TEXT} It gave no names.</p></article></body></html>"


def read(*places: Path | str, follow: bool = False, settings: Settings | None = None) -> tuple[list[Loaded], list[Failure]]:
    found = list(inputs(map(str, places), Options(given=Given(), follow=follow), settings or shipped()))
    return [one for one in found if isinstance(one, Loaded)], [one for one in found if isinstance(one, Failure)]


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Northern Wire</title>
<item><title>Two killed</title><link>https://wire.example/1</link><pubDate>Sat, 11 Jan 2025 10:00:00 +0000</pubDate>
<content:encoded><![CDATA[<p>{TEXT}</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Empty</title></item><item><description></description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Field Monitor</title><entry><title>T</title><link href="https://m.example/2"/>
<published>2025-01-12T08:00:00Z</published><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""


@pytest.mark.parametrize(
    ("name", "feed", "publisher", "day"),
    [("a.rss", RSS, "Northern Wire", date(2025, 1, 11)), ("b.xml", ATOM, "Field Monitor", date(2025, 1, 12))],
)
def test_feeds(name: str, feed: str, publisher: str, day: date, tmp_path: Path) -> None:
    (tmp_path / name).write_text(feed, "utf-8")
    good, _ = read(tmp_path / name)
    report = good[0].report
    assert (report.text, report.publisher, report.published) == (TEXT, publisher, day)
    assert report.url and report.url.startswith("https://")


def test_a_broken_entry_is_a_row_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.rss").write_text(RSS, "utf-8")
    good, bad = read(tmp_path / "a.rss")
    assert len(good) == 2 and len(bad) == 1 and bad[0].place.endswith("a.rss#3")


BOMB = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'  # noqa: E501
WRONG_FEEDS = [
    ("page.xml", PAGE, "is no feed"),
    ("cut.rss", RSS[:300], "well-formed"),
    ("other.xml", "<a><b/></a>", "is no feed"),
    ("e.opml", "<opml/>", "no outline"),
]


@pytest.mark.parametrize(("name", "text", "told"), WRONG_FEEDS)
def test_what_is_no_feed_says_so(name: str, text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    good, bad = read(tmp_path / name)
    assert not good and told in bad[0].message and name in bad[0].message


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    (tmp_path / "bomb.rss").write_text(BOMB, "utf-8")
    good, _ = read(tmp_path / "bomb.rss")
    assert all("aaaa" not in one.report.text for one in good)


def warc(path: Path, pages: int, *, zipped: bool) -> None:
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=zipped)
        for number in range(pages):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
            body = io.BytesIO(PAGE.replace("Two", f"{number + 2}").encode())
            writer.write_record(writer.create_warc_record(f"https://x.example/{number}", "response", payload=body, http_headers=headers))
        headers = StatusAndHeaders("404 Not Found", [("Content-Type", "text/html")], protocol="HTTP/1.0")
        writer.write_record(writer.create_warc_record("https://x.example/no", "response", payload=io.BytesIO(b"no"), http_headers=headers))


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_archives(name: str, tmp_path: Path) -> None:
    warc(tmp_path / name, 3, zipped=name.endswith("gz"))
    good, bad = read(tmp_path / name)
    assert [one.report.url for one in good] == [f"https://x.example/{number}" for number in range(3)] and not bad


def test_a_truncated_archive_gives_what_came_before(tmp_path: Path) -> None:
    warc(tmp_path / "whole.warc.gz", 4, zipped=True)
    data = (tmp_path / "whole.warc.gz").read_bytes()
    (tmp_path / "cut.warc.gz").write_bytes(data[: len(data) * 2 // 3])
    good, bad = read(tmp_path / "cut.warc.gz")
    assert good and bad and "cut.warc.gz" in bad[-1].message
    (tmp_path / "empty.warc").write_bytes(b"")
    assert "no WARC record" in read(tmp_path / "empty.warc")[1][0].message


def test_a_gzip_bomb_is_capped(tmp_path: Path) -> None:
    with (tmp_path / "bomb.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.0")
        body = io.BytesIO(b"a" * 30_000_000)
        writer.write_record(writer.create_warc_record("https://x.example/b", "response", payload=body, http_headers=headers))
    good, bad = read(tmp_path / "bomb.warc.gz")
    assert not good and "over 8 MB" in bad[0].message


def pdf(lines: list[str]) -> bytes:
    """A PDF with one page of text, written by hand."""
    stream = "BT /F1 12 Tf 50 700 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return f"{body}xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF".encode()


def test_pdf(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(pdf(["Two soldiers were killed near Orel on Satur-", "day, the defence ministry said."]))
    good, bad = read(tmp_path / "paper.pdf")
    assert not bad and good[0].report.text == TEXT


@pytest.mark.parametrize(("data", "told"), [(pdf([]), "without text"), (b"%PDF-1.4 broken", "no PDF that can be read"), (b"", "no PDF")])
def test_pdf_without_text(data: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(data)
    good, bad = read(tmp_path / "scan.pdf")
    assert not good and told in bad[0].message


def test_tables(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'id,Date,headline,body\n1,2025-01-12,Two killed,"{TEXT}"\n2,yesterday,x,"{TEXT}"\n3,,,\n', "utf-8")
    (tmp_path / "b.tsv").write_text(f"text\tpublisher\n{TEXT}\tWire\n", "utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": TEXT, "title": "T"}) + "\nnot json\n[1]\n{}\n", "utf-8")
    duckdb.sql(f"COPY (SELECT '{TEXT}' AS text, DATE '2025-01-12' AS published) TO '{tmp_path / 'd.parquet'}'")
    good, bad = read(tmp_path)
    assert [one.report.text for one in good] == [TEXT] * 4
    assert [one.report.published for one in good] == [date(2025, 1, 12), None, None, date(2025, 1, 12)]
    assert [one.place.rpartition("/")[2] for one in bad] == ["a.csv:2", "a.csv:3", "c.jsonl:2", "c.jsonl:3", "c.jsonl:4"]


def test_a_table_without_the_column_lists_those_it_has(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,size\nx,1\n", "utf-8")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 nothing")
    _, bad = read(tmp_path)
    assert "no column text or url among name, size" in bad[0].message and "no Parquet" in bad[1].message


def test_telegram(tmp_path: Path) -> None:
    chat = {
        "name": "War diary", "type": "public_channel", "messages": [
            {"id": 1, "type": "service", "text": "created"}, {"id": 2, "type": "message", "date": "2025-01-12T08:00:00", "text": TEXT},
            {"id": 3, "type": "message", "date": "2025-01-12T09:00:00", "forwarded_from": "Brigade 7",
             "text": [TEXT, {"type": "bold", "text": " It is so."}]},
            "broken", {"id": 5, "type": "message", "text": ""},
        ],
    }  # fmt: skip
    (tmp_path / "result.json").write_text(json.dumps(chat), "utf-8")
    good, bad = read(tmp_path / "result.json")
    assert [one.report.publisher for one in good] == ["War diary", "War diary"] and len(bad) == 1
    assert good[1].report.text == f"Forwarded from Brigade 7:\n\n{TEXT} It is so." and "forwarded from Brigade 7" in good[1].flags
    (tmp_path / "other.json").write_text("{}", "utf-8")
    assert "no Telegram export" in read(tmp_path / "other.json")[1][0].message


def test_one_bad_file_of_many_does_not_stop_the_run(tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / f"{number:03}.txt").write_bytes(b"" if number % 33 == 7 else TEXT.replace("Two", str(number)).encode())
    good, bad = read(tmp_path)
    assert (len(good), len(bad)) == (97, 3)


@pytest.fixture
def server() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = {"/feed": RSS.replace("wire.example", f"{self.headers['Host']}").replace("https:", "http:"), "/1": PAGE}.get(
                self.path, ""
            )
            self.send_response(200 if body else 404)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            return

    httpd = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}"
    httpd.shutdown()
    httpd.server_close()


def test_feeds_from_the_network_and_the_pages_behind_them(server: str) -> None:
    local = Settings(fetch=FetchSettings(private_addresses=True))
    good, _ = read(f"{server}/feed", settings=local)
    assert good[0].report.text == TEXT
    followed, bad = read(f"{server}/feed", follow=True, settings=local)
    assert "It gave no names." in followed[0].report.text
    assert len(followed) + len(bad) == 3


def test_private_addresses_are_refused(server: str) -> None:
    _, bad = read(f"{server}/feed")
    assert "not public" in bad[0].message


@pytest.mark.parametrize(
    ("url", "name"), [("https://www.bbc.co.uk/news/1", "BBC"), ("https://tass.com/x", "TASS"), ("https://nobody.example", None)]
)
def test_publishers(url: str, name: str | None) -> None:
    assert publisher_of(url) == name


def test_gzip_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(gzip.compress(TEXT.encode()))
    good, bad = read(tmp_path / "a.txt")
    assert not good and "a.txt" in bad[0].message


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param("a.txt: is empty", "a.txt: is empty", id="plain words stay"),
        pytest.param("a\x1b[31m\n\u202e.txt", "a\\x1b[31m\\n\\u202e.txt", id="what steers a terminal is spelt out"),
        pytest.param("x" * 700 + ": mend it", "x" * 250 + " [...] " + "x" * 241 + ": mend it", id="the middle of a long one goes"),
    ],
)
def test_messages_can_be_shown(words: str, shown: str) -> None:
    assert Failure(words, words).message == shown
