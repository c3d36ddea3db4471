"""WARC files: the pages in them, one after the other, in flat memory."""

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import InputError
from sayso.load.failure import Failure
from sayso.settings import LoadSettings

KINDS = ("response", "resource", "conversion")
SLIPS = (AttributeError, TypeError, KeyError, IndexError)  # what warcio trips over in records that lack what each must have
LONGEST_HEADER = 1_000_000  # bytes of a record's header, or of blank lines before it
READABLE = ("text/html", "application/xhtml", "text/plain")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an archive: its number from 1, its address, its bytes."""

    number: int
    url: str
    data: bytes


class Lines:
    """The lines of a WARC file's headers, none of them without end and not without end of them: a bomb packs that into little."""

    def __init__(self, readline: Callable[[int], bytes]) -> None:
        self._readline, self.read = readline, 0

    def __call__(self, length: int | None = None) -> bytes:
        """Return the next line. Raises ValueError where a line or the header is over the limit."""
        line = self._readline(min(length or LONGEST_HEADER, LONGEST_HEADER))
        self.read += len(line)
        if self.read >= LONGEST_HEADER:
            raise ValueError(f"a header of over {LONGEST_HEADER:,} bytes")
        return line


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
            records = ArchiveIterator(stream)
            records.reader.readline = lines = Lines(records.reader.readline)
            while (record := _next(records)) is not None:
                number, lines.read = number + 1, 0
                if record.rec_type in KINDS and _is_readable(record):
                    url = record.rec_headers.get_header("WARC-Target-URI") or ""
                    data = record.content_stream().read(most + 1)
                    if len(data) > most:
                        yield Failure(f"{path}#{number}", f"{path}#{number} {url}: over {settings.largest_mb:g} MB: raise load.largest_mb")
                    else:
                        yield Page(number, url, data)
        except (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError, *SLIPS) as fault:
            told = f"broken behind record {number} ({type(fault).__name__}: {fault}): what comes before was read; get the file again"
            yield Failure(f"{path}#{number + 1}", f"{path}: {told}")
            return
    if not number:
        yield Failure(str(path), f"{path}: no WARC record in it: is it empty or another kind of archive?")


def _next(records) -> Any:  # type: ignore[no-untyped-def]
    """The next record, None behind the last; what warcio writes to standard error holds raw words of the file."""
    with redirect_stderr(io.StringIO()):
        return next(records, None)


def _is_readable(record) -> bool:  # type: ignore[no-untyped-def]
    headers = record.http_headers
    if headers is not None and headers.get_statuscode() != "200":
        return False
    kind = (headers.get_header("Content-Type") if headers is not None else record.rec_headers.get_header("Content-Type")) or ""
    return kind.lower().startswith(READABLE)
