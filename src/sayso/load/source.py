"""Bytes, files and texts to reports."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sayso.errors import EmptyReport, InputError, TooLarge
from sayso.load.encoding import decode
from sayso.load.language import language
from sayso.load.page import is_html, page
from sayso.model import Report
from sayso.settings import LoadSettings

ENDINGS = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
_HEADER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user says of a report; it outranks what the report says of itself. None = not said."""

    published: date | None = None
    publisher: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A report and flags on what is unusual about it: encoding, removed characters, bidi controls, language."""

    report: Report
    flags: tuple[str, ...]


def load_bytes(data: bytes, place: str, given: Given, settings: LoadSettings, name: str | None = None) -> Loaded:
    """Return the report in `data`, text or HTML; `place` names it in errors. Raises InputError where it cannot be read."""
    text, flags = decode(data, place, settings)
    loaded = load_text(text, place, given, settings, name)
    return replace(loaded, flags=(*flags, *loaded.flags))


def load_text(text: str, place: str, given: Given, settings: LoadSettings, name: str | None = None) -> Loaded:
    """Return the report in `text`: HTML, or running text that may begin with a header between lines of "---"."""
    header: dict[str, str] = {}
    if is_html(text):
        found = page(text, given.url, settings)
        text = found.text
        said = Given(published=found.published, publisher=found.publisher, title=found.title, url=found.url)
    else:
        text, header = without_header(text)
        said = Given(
            published=_day(header.get("published"), place),
            publisher=header.get("publisher"),
            title=header.get("title"),
            url=header.get("url"),
        )
    if not text.strip():
        raise EmptyReport(f"{place} holds no running text: give a report with at least one sentence")
    if len(text) > settings.longest_text:
        raise TooLarge(
            f"{place} has {len(text):,} characters, over the limit of {settings.longest_text:,}: split it, or raise load.longest_text"
        )
    tongue = header.get("language") or language(text, settings.other_language_share)
    report = Report(
        text=text, name=name, title=given.title or said.title, publisher=given.publisher or said.publisher,
        published=given.published or said.published, language=tongue, url=given.url or said.url,
    )  # fmt: skip
    return Loaded(report, _flags(text, tongue))


def _flags(text: str, tongue: str | None) -> tuple[str, ...]:
    flags = ["bidi controls in the text"] if _BIDI.search(text) else []
    if tongue not in ("en", None):
        flags.append(f"language {tongue} is not supported: the reading may be meaningless")
    return tuple(flags)


def without_header(text: str) -> tuple[str, dict[str, str]]:
    """Return the running text and the header ("title: ...", "publisher: ...", "published: 2025-01-12") in front of it, if any."""
    found = _HEADER.match(text)
    if found is None:
        return text, {}
    pairs = (line.split(":", 1) for line in found[1].splitlines() if ":" in line)
    return text[found.end() :].lstrip("\n"), {key.strip().casefold(): value.strip() for key, value in pairs if value.strip()}


def _day(text: str | None, place: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise InputError(f"{place}: published: {text!r} is no date: write it as 2025-01-12") from None


def load_file(path: Path, given: Given, settings: LoadSettings) -> Loaded:
    """Return the report in a file; its name without the ending becomes the report's name."""
    try:
        size = path.stat().st_size
        if size > settings.largest_mb * 1e6:
            raise TooLarge(
                f"{path} has {size / 1e6:.1f} MB, over the limit of {settings.largest_mb:g} MB: split it, or raise load.largest_mb"
            )
        data = path.read_bytes()
    except OSError as fault:
        raise InputError(f"{path}: {fault.strerror}: name a file or folder that can be read") from None
    return load_bytes(data, str(path), given, settings, path.stem)


def files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield every file that the paths name: files as they are, folders searched deep for text and HTML, in order of their names."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.rglob("*") if one.is_file() and one.suffix.lower() in ENDINGS)
        else:
            yield path
