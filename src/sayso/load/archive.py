"""WARC files: the pages in them, one after the other, in flat memory."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import InputError
from sayso.load.failure import Failure
from sayso.settings import LoadSettings

KINDS = ("response", "resource", "conversion")
READABLE = ("text/html", "application/xhtml", "text/plain")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an archive: its number from 1, its address, its bytes."""

    number: int
    url: str
    data: bytes


def pages(path: Path, settings: LoadSettings) -> Iterator[Page | Failure]:
    """Yield the pages of a WARC file, gzipped or not, in its order. A page over the limit, and what comes after a break, is a Failure.

    Raises InputError where the file cannot be opened.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        stream = path.open("rb")
    except OSError as fault:
        raise InputError(f"{path}: {fault.strerror}: name a WARC file that can be read") from None
    number, most = 0, int(settings.largest_mb * 1e6)
    with stream:
        try:
            for record in ArchiveIterator(stream):
                number += 1
                if record.rec_type in KINDS and _is_readable(record):
                    url = record.rec_headers.get_header("WARC-Target-URI") or ""
                    data = record.content_stream().read(most + 1)
                    if len(data) > most:
                        yield Failure(f"{path}#{number}", f"{path}#{number} {url}: over {settings.largest_mb:g} MB: raise load.largest_mb")
                    else:
                        yield Page(number, url, data)
        except (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError) as fault:
            told = f"broken behind record {number} ({type(fault).__name__}: {fault}): what comes before was read; get the file again"
            yield Failure(f"{path}#{number + 1}", f"{path}: {told}")
            return
    if not number:
        yield Failure(str(path), f"{path}: no WARC record in it: is it empty or another kind of archive?")


def _is_readable(record) -> bool:  # type: ignore[no-untyped-def]
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return False
    kind = (headers.get_header("Content-Type") if headers is not None else record.rec_headers.get_header("Content-Type")) or ""
    return kind.lower().startswith(READABLE)
