"""Everything that can be named on a command line, to reports: each broken item is a Failure of its own, and the rest goes on."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from sayso.errors import InputError, SaysoError
from sayso.load import archive, feeds, messages, pdf, tables
from sayso.load.failure import Failure
from sayso.load.fetch import fetch
from sayso.load.publishers import publisher_of
from sayso.load.source import ENDINGS, Given, Loaded, load_bytes, load_file, load_text
from sayso.settings import Settings

MORE = (".rss", ".atom", ".xml", ".opml", ".warc", ".warc.gz", ".pdf", ".csv", ".tsv", ".jsonl", ".ndjson", ".parquet", "result.json")
Found = Iterator[Loaded | Failure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to load: `follow` fetches the pages that entries of feeds and rows of tables link to, where they have little text."""

    given: Given = field(default_factory=Given)
    follow: bool = False


def inputs(places: Iterable[str], options: Options, settings: Settings) -> Found:
    """Yield the reports at every place: files of all kinds, folders searched deep, addresses. Standard input is not looked at."""
    for place in places:
        try:
            yield from _at(place, options, settings)
        except SaysoError as fault:
            yield Failure(place, str(fault))


def readable(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that can be loaded, in order of their names."""
    yield from sorted(one for one in folder.rglob("*") if one.name.lower().endswith((*ENDINGS, *MORE)) and _is_file(one))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return True  # what it is cannot be looked at: opening it says why


def _at(place: str, options: Options, settings: Settings) -> Found:
    if "://" in place:
        data, final = fetch(place, settings.fetch)
        yield from _bytes(data, place, replace(options, given=replace(options.given, url=options.given.url or final)), settings)
        return
    path = Path(place)
    if path.is_dir():
        yield from inputs(map(str, readable(path)), options, settings)
        return
    name = path.name.lower()
    for ending, read in READERS.items():
        if name.endswith(ending):
            yield from _some(read(path, options, settings), place)
            return
    yield named(load_file(path, options.given, settings.load))


def _some(found: Found, place: str) -> Found:
    """What a file holds; that it holds nothing is a failure too."""
    one = None
    for one in found:
        yield one
    if one is None:
        yield Failure(place, f"{place}: nothing to read in it: give a file with at least one report")


def named(loaded: Loaded) -> Loaded:
    """Return the report with the publisher that its address belongs to, where none is said."""
    report = loaded.report
    known = publisher_of(report.url) if report.publisher is None and report.url else None
    return loaded if known is None else replace(loaded, report=replace(report, publisher=known))


def _bytes(data: bytes, place: str, options: Options, settings: Settings) -> Found:
    """What an address gave: a feed, a list of feeds, a PDF, or a page."""
    if feeds.is_list(data) and feeds.is_feed(data):
        yield from _listed(data, place, replace(options, given=replace(options.given, url=None)), settings)
    elif feeds.is_feed(data):
        yield from _entries(data, place, options, settings)
    elif data[:5] == b"%PDF-":
        yield _document(data, place, options.given, settings)
    else:
        yield named(load_bytes(data, place, options.given, settings.load))


def _listed(data: bytes, place: str, options: Options, settings: Settings) -> Found:
    """The feeds of an OPML list: addresses of the network only, for a list of somebody else's must not open files here, nor lists."""
    for url in feeds.listed(data, place):
        if not url.lower().startswith(("http://", "https://")):
            yield Failure(place, f"{place}: {url!r} is no http or https address: take it out of the list, or name the file yourself")
            continue
        try:
            found, final = fetch(url, settings.fetch)
            if feeds.is_list(found) and feeds.is_feed(found):
                raise InputError(f"{url}: a list in the list {place}: give its address by itself")
            yield from _bytes(found, url, replace(options, given=replace(options.given, url=final)), settings)
        except SaysoError as fault:
            yield Failure(url, f"{place}: {fault}")


def _file(path: Path, settings: Settings) -> bytes:
    try:
        size = path.stat().st_size
        if size > settings.load.largest_mb * 1e6 * 10:
            raise InputError(f"{path}: {size / 1e6:.0f} MB: split it, or raise load.largest_mb")
        return path.read_bytes()
    except OSError as fault:
        raise InputError(f"{path}: {fault.strerror}: name a file that can be read") from None


def _feed(path: Path, options: Options, settings: Settings) -> Found:
    data = _file(path, settings)
    if feeds.is_list(data):
        yield from _listed(data, str(path), options, settings)
    else:
        yield from _entries(data, str(path), options, settings)


def _entries(data: bytes, place: str, options: Options, settings: Settings) -> Found:
    for entry in feeds.entries(data, place):
        yield from from_feed(entry, place, options, settings)


def from_feed(entry: feeds.Entry, place: str, options: Options, settings: Settings) -> Found:
    """Yield the report of an entry of the feed at `place`, or why there is none."""
    known = _given(replace(options.given, url=None), entry.published, entry.publisher, entry.title, entry.link)
    yield from _kept(f"{place}#{entry.number}", entry.text, known, options, settings)


def _kept(place: str, text: str, known: Given, options: Options, settings: Settings) -> Found:
    """A text from a feed or table; where it is short and links may be followed, the page behind it."""
    try:
        if options.follow and known.url and len(text) < settings.load.summary:
            data, final = fetch(known.url, settings.fetch)
            yield named(load_bytes(data, known.url, replace(known, url=final), settings.load))
        else:
            yield named(load_text(text, place, known, settings.load))
    except SaysoError as fault:
        yield Failure(place, str(fault))


def _given(own: Given, published: date | None, publisher: str | None, title: str | None, url: str | None) -> Given:
    return Given(published=own.published or published, publisher=own.publisher or publisher, title=own.title or title, url=own.url or url)


def _archive(path: Path, options: Options, settings: Settings) -> Found:
    for page in archive.pages(path, settings.load):
        if isinstance(page, Failure):
            yield page
            continue
        place = f"{path}#{page.number}"
        try:
            yield named(load_bytes(page.data, place, replace(options.given, url=page.url), settings.load))
        except SaysoError as fault:
            yield Failure(place, str(fault))


def _pdf(path: Path, options: Options, settings: Settings) -> Found:
    yield _document(_file(path, settings), str(path), options.given, settings, path.stem)


def _document(data: bytes, place: str, given: Given, settings: Settings, name: str | None = None) -> Loaded:
    text, title = pdf.text_of(data, place)
    return named(load_text(text, place, replace(given, title=given.title or title), settings.load, name))


def _table(path: Path, options: Options, settings: Settings) -> Found:
    for row in tables.rows(path):
        if isinstance(row, Failure):
            yield row
            continue
        place, cells = f"{path}:{row.number}", row.cells
        try:
            day = date.fromisoformat(cells["published"][:10]) if "published" in cells else None
        except ValueError:
            yield Failure(place, f"{place}: published {cells['published']!r} is no day: write it as 2025-01-12")
            continue
        known = _given(options.given, day, cells.get("publisher"), cells.get("title"), cells.get("url"))
        if "text" not in cells and not known.url:
            yield Failure(place, f"{place}: neither text nor url: fill one of them")
            continue
        follow = replace(options, follow=options.follow or "text" not in cells)
        yield from _kept(place, cells.get("text", ""), known, follow, settings)


def _messages(path: Path, options: Options, settings: Settings) -> Found:
    for one in messages.messages(path):
        if isinstance(one, Failure):
            yield one
            continue
        place = f"{path}#{one.number}"
        try:
            known = _given(options.given, one.published, one.publisher, None, None)
            loaded = load_text(one.text, place, known, settings.load)
            yield replace(loaded, flags=(*loaded.flags, f"forwarded from {one.origin}")) if one.origin else loaded
        except SaysoError as fault:
            yield Failure(place, str(fault))


def _json(path: Path, options: Options, settings: Settings) -> Found:
    """JSON may be a Telegram export under another name."""
    try:
        data = json.loads(_file(path, settings))
    except (ValueError, RecursionError) as fault:
        raise InputError(f"{path}: no JSON ({fault}): give a table as .jsonl, one object a line") from None
    if not messages.is_export(data):
        raise InputError(f"{path}: JSON, but no Telegram export: give a table as .jsonl, one object a line")
    yield from _messages(path, options, settings)


READERS: dict[str, Callable[[Path, Options, Settings], Found]] = {
    ".rss": _feed, ".atom": _feed, ".xml": _feed, ".opml": _feed, ".warc": _archive, ".warc.gz": _archive, ".pdf": _pdf, ".csv": _table,
    ".tsv": _table, ".jsonl": _table, ".ndjson": _table, ".parquet": _table, ".json": _json,
}  # fmt: skip
