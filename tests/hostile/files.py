"""Archives and papers: bombs, broken WARC, PDFs with nothing, loops and lies in them."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache

from tests.hostile.made import GOOD, Hostile

PAGE = f"<html><body><p>{GOOD * 2}</p></body></html>"


def record(body: bytes, kind: str = "response", head: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", **more: str) -> bytes:
    """A WARC record; further words replace or add header lines."""
    lines = {
        "WARC-Type": kind,
        "WARC-Target-URI": "http://wire.example/1",
        "WARC-Date": "2025-01-06T00:00:00Z",
        "WARC-Record-ID": "<urn:uuid:1>",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(head + body)),
    } | {name.replace("_", "-"): value for name, value in more.items()}
    return b"WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode() + b"\r\n" + head + body + b"\r\n\r\n"


@cache
def bomb(megabytes: int) -> bytes:
    """Gzip that grows about a thousandfold."""
    made = io.BytesIO()
    with gzip.GzipFile(fileobj=made, mode="wb", mtime=0) as stream:
        for _ in range(megabytes):
            stream.write(b"0" * 1_000_000)
    return made.getvalue()


def _zip(levels: int) -> bytes:
    data = b"0" * 10_000_000
    for level in range(levels):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"../../{level}.txt", data)
        data = made.getvalue()
    return data


def inputs() -> Iterator[Hostile]:
    """Yield archives and papers under the names of their kinds."""
    for file in (
        "report.txt",
        "page.html",
        "feed.xml",
        "paper.pdf",
        "table.csv",
        "rows.jsonl",
        "rows.parquet",
        "crawl.warc",
        "result.json",
    ):
        yield Hostile(f"a gzip bomb as {file}", file, bomb(100))
        yield Hostile(f"a zip bomb as {file}", file, _zip(2))
    yield from _warcs()
    yield from _papers()


def _warcs() -> Iterator[Hostile]:
    good = record(PAGE.encode())
    bombed = record(bomb(100), head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n")
    broken = {
        "a bomb in a record": (bombed + good, 1),
        "a length that is a lie": (record(PAGE.encode(), Content_Length="99999999") + good, 0),
        "a length below nothing": (record(PAGE.encode(), Content_Length="-5") + good, 0),
        "a length that is no number": (record(PAGE.encode(), Content_Length="many") + good, 0),
        "an address of a script": (record(PAGE.encode(), WARC_Target_URI="javascript:alert(1)") + good, 1),
        "an address of nothing": (record(PAGE.encode(), WARC_Target_URI="\x00\x01//[") + good, 0),
        "another version": (record(PAGE.encode()).replace(b"WARC/1.0", b"WARC/9.9") + good, 0),
        "half a header": (good + b"WARC/1.0\r\nWARC-Ty", 1),
        "a status of nothing": (record(PAGE.encode(), head=b"HTTP/9.9 abc\r\n\r\n") + good, 1),
        "no headers of http": (record(PAGE.encode(), head=b"") + good, 0),
        "a header without end": (b"WARC/1.0\r\n" + b"X: y\r\n" * 50_000, 0),
        "a hundred empty records": (record(b"", kind="metadata") * 100 + good, 1),
        "nothing": (b"", 0),
        "text": (GOOD.encode(), 0),
        "nul between records": (good + b"\0" * 4_000 + good, 1),
        "chunks that lie": (
            record(
                b"FFFFFFFF\r\nabc\r\n0\r\n\r\n", head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            + good,
            1,
        ),
        "brotli that is none": (
            record(b"abc", head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n") + good,
            1,
        ),
        "deflate that is none": (
            record(b"abc", head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: deflate\r\n\r\n") + good,
            1,
        ),
        "arc instead": (b"filedesc://x 0.0.0.0 20250106 text/plain 10\n1 0 x\nURL\n\n" + good, 0),
    }
    for what, (data, count) in broken.items():
        yield Hostile(f"warc: {what}", "crawl.warc", data, good=count)
    packed = gzip.compress(good, mtime=0)
    for part in (0.1, 0.5, 0.9):
        yield Hostile(f"warc.gz cut at {part}", "crawl.warc.gz", packed + packed[: int(len(packed) * part)], good=1)
    yield Hostile("warc.gz: a bomb", "crawl.warc.gz", bomb(100))
    yield Hostile("warc.gz: a bomb as a record", "crawl.warc.gz", gzip.compress(record(b"0" * 60_000_000), mtime=0) + packed)
    yield Hostile("warc.gz: a checksum that is wrong", "crawl.warc.gz", packed[:-8] + b"\0" * 8 + packed)


def pdf(*objects: str, trailer: str = "/Root 1 0 R", streams: dict[int, bytes] | None = None) -> bytes:
    """A PDF of these objects, numbered from 1, with a table that finds them."""
    made, places = b"%PDF-1.4\n", []
    for number, own in enumerate(objects, 1):
        places.append(len(made))
        inner = (streams or {}).get(number)
        tail = b"\nstream\n" + inner + b"\nendstream" if inner is not None else b""
        made += f"{number} 0 obj\n{own}".encode("latin-1") + tail + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size {len(places) + 1} {trailer} >>\nstartxref\n{len(made)}\n%%EOF"
    return made + f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def paper(words: bytes, more: str = "", encoded: str = "") -> bytes:
    """A PDF of a page with a stream of content."""
    return pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> {more} >>",
        f"<< /Length {len(words)} {encoded} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        streams={4: words},
    )


def shown(words: str) -> bytes:
    """Operators that show words."""
    return f"BT /F 12 Tf ({words}) Tj ET".encode("latin-1")


def _papers() -> Iterator[Hostile]:
    honest = paper(shown(GOOD.strip()))
    yield Hostile("pdf: honest", "paper.pdf", honest, good=1)
    catalog = "<< /Type /Catalog /Pages 2 0 R >>"
    made = {
        "nothing": b"",
        "a head alone": b"%PDF-1.7",
        "no page": pdf(catalog, "<< /Type /Pages /Kids [] /Count 0 >>"),
        "pages in a circle": pdf(catalog, "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        "pages in a wider circle": pdf(
            catalog, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Pages /Kids [2 0 R] /Parent 2 0 R >>"
        ),
        "a billion pages": pdf(catalog, "<< /Type /Pages /Kids [] /Count 1000000000 >>"),
        "a root that is itself": pdf("1 0 R"),
        "no root": pdf(catalog, trailer=""),
        "a title in a circle": pdf(
            catalog, "<< /Type /Pages /Kids [] /Count 0 >>", "<< /Title 3 0 R >>", trailer="/Root 1 0 R /Info 3 0 R"
        ),
        "a table in a circle": honest.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 0000"),
        "locked": pdf(
            catalog,
            "<< /Type /Pages /Kids [] /Count 0 >>",
            trailer="/Root 1 0 R /Encrypt << /Filter /Standard /V 9 /R 9 /O (x) /U (y) /P -1 >>",
        ),
        "a stream that grows": paper(zlib.compress(b"q " * 30_000_000, 9), encoded="/Filter /FlateDecode"),
        "a stream packed five times": paper(_packed(5), encoded="/Filter [" + "/FlateDecode " * 5 + "]"),
        "a filter of nothing": paper(b"x", encoded="/Filter /NoneDecode"),
        "runs that grow": paper(b"\x81A" * 200_000, encoded="/Filter /RunLengthDecode"),
        "lzw that is none": paper(b"\xff" * 5_000, encoded="/Filter /LZWDecode"),
        "operators without words": paper(b"Tj TJ ' \" " * 20_000),
        "brackets without end": paper(b"[" * 50_000),
        "words without end": paper(b"BT (" + b"(" * 50_000),
        "states without end": paper(b"q " * 50_000),
        "a form in itself": paper(b"/X Do", more="/Resources << /XObject << /X 4 0 R >> >>", encoded="/Type /XObject /Subtype /Form"),
        "a script": pdf(
            "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>", "<< /Type /Pages /Kids [] /Count 0 >>"
        ),
        "two thousand empty pages": pdf(
            catalog, "<< /Type /Pages /Kids [" + "3 0 R " * 2_000 + "] /Count 2000 >>", "<< /Type /Page /Parent 2 0 R >>"
        ),
    }
    for what, data in made.items():
        yield Hostile(f"pdf: {what}", "paper.pdf", data)
    for part in range(1, 10):
        yield Hostile(f"pdf cut at {part * 10} %", "paper.pdf", honest[: len(honest) * part // 10])
    for at in range(20, len(honest), 60):
        yield Hostile(f"pdf with byte {at} turned", "paper.pdf", honest[:at] + bytes([honest[at] ^ 0x5A]) + honest[at + 1 :])


def _packed(times: int) -> bytes:
    data = b"0" * 50_000_000
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data
