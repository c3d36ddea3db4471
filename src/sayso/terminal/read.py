"""`sayso read`: reports in, claims out, on paper or as JSON."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from sayso.errors import InputError, SaysoError
from sayso.load import Failure, Given, Loaded, fetch, files, load_bytes, load_file
from sayso.pipeline import ReadReport, read_reports
from sayso.publish import document
from sayso.publish.indent import indented
from sayso.settings import Settings, load_settings
from sayso.terminal.page import show


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """The options of `sayso read` as typed."""

    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    json: bool = False
    out: Path | None = None
    why: bool = False
    settings: Path | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """Something to read: a file, an address, or "-" for standard input."""

    place: str


def run(paths: Sequence[str], options: ReadOptions) -> int:
    """Read everything that `paths` name and print it; returns 0, 1 where some failed, 2 where the options are wrong."""
    try:
        settings, given = load_settings(options.settings), given_of(options)
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        return 2
    items = list(expand(paths))
    if not items:
        typer.echo(f"sayso: {', '.join(paths)}: no text or HTML files there: give a file, a folder that holds some, or a URL", err=True)
        return 2
    if len(items) > 1 and (options.title or (options.out is None and not options.json)):
        options = options if not options.title else _no_title(options)
    return _read_all(items, options, given, settings)


def _no_title(options: ReadOptions) -> ReadOptions:
    typer.echo("sayso: --title is for one report: it is left out for several", err=True)
    return ReadOptions(
        published=options.published,
        publisher=options.publisher,
        json=options.json,
        out=options.out,
        why=options.why,
        settings=options.settings,
    )


def given_of(options: ReadOptions) -> Given:
    """Return what the user says of the reports. Raises InputError where --published is no date."""
    try:
        day = date.fromisoformat(options.published) if options.published else None
    except ValueError:
        raise InputError(f"--published {options.published!r} is no date: write it as 2025-01-12") from None
    return Given(published=day, publisher=options.publisher, title=options.title)


def expand(paths: Sequence[str]) -> Iterator[Item]:
    """Yield every item that the paths name, folders searched deep."""
    for path in paths:
        if path == "-" or "://" in path:
            yield Item(path)
        else:
            yield from (Item(str(one)) for one in files([Path(path)]))


def load(items: Iterable[Item], given: Given, settings: Settings) -> Iterator[Loaded | Failure]:
    """Yield each item loaded, or why it could not be."""
    for item in items:
        try:
            yield load_one(item.place, given, settings)
        except SaysoError as fault:
            yield Failure(item.place, str(fault))


def load_one(place: str, given: Given, settings: Settings) -> Loaded:
    """Return one item loaded. Raises SaysoError."""
    if place == "-":
        return load_bytes(sys.stdin.buffer.read(), "standard input", given, settings.load)
    if "://" in place:
        data, final = fetch(place, settings.fetch)
        known = Given(published=given.published, publisher=given.publisher, title=given.title, url=final)
        return load_bytes(data, place, known, settings.load)
    return load_file(Path(place), given, settings.load)


def _read_all(items: list[Item], options: ReadOptions, given: Given, settings: Settings) -> int:
    results = read_reports(load(items, given, settings), settings=settings)
    console = Console(highlight=False, soft_wrap=False)
    failed = 0
    for number, result in enumerate(watched(results, len(items))):
        if isinstance(result, Failure):
            failed += 1
            typer.echo(f"sayso: {result.message}", err=True)
        elif options.json:
            _write(result, options.out)
        else:
            if number:
                console.print()
            show(result, console, options.why)
    if len(items) > 1:
        typer.echo(
            f"sayso: {len(items) - failed} of {len(items)} reports read" + (f", {failed} failed (listed above)" if failed else ""),
            err=True,
        )
    return 1 if failed else 0


def watched(results: Iterator[ReadReport | Failure], total: int) -> Iterator[ReadReport | Failure]:
    """Yield the results with a progress bar on standard error, where that is a terminal and there are several."""
    if total < 3 or not sys.stderr.isatty():
        yield from results
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=total)
        for result in results:
            progress.advance(task)
            yield result


def _write(result: ReadReport, out: Path | None) -> None:
    text = indented(document(result.report, result.claims, result.flags))
    text = text.encode("utf-8", "backslashreplace").decode()
    if out is None:
        typer.echo(text)
        return
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{result.report.name or result.report.id}.json").write_text(text + "\n", "utf-8")
