"""`sayso add`: reports into a ledger."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Annotated

import typer

from sayso.errors import LedgerBusyError, SaysoError
from sayso.ledger import Added, Ledger, open_ledger
from sayso.ledger.owner import owner_of
from sayso.link import Linked
from sayso.load import Failure, Given, Loaded, Options, inputs
from sayso.load.inputs import readable
from sayso.pipeline import ReadReport, link_added, read_reports
from sayso.publish.words import count
from sayso.scale import read_side_by_side
from sayso.scale.stored import is_stored, stored
from sayso.settings import Settings, load_settings
from sayso.terminal.read import Item, ReadOptions, given_of, load, watched
from sayso.terminal.through import hand_over

DEFAULT = Path("sayso.duckdb")
LedgerFile = Annotated[Path, typer.Option("--ledger", help="The ledger's file.")]
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="A settings file of your own.")]
TOGETHER = 50  # reports that are written together: what a cut-off run may have to read again
LINKED_AFTER = 20_000  # claims that wait to be linked: the more, the fewer times the events near them are looked at

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def main(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Files and folders (text, HTML, RSS, Atom, OPML, WARC, PDF, CSV, JSONL, Parquet, Telegram, `scale read`), URLs, -.",
            show_default=False,
        ),
    ],
    ledger: LedgerFile = DEFAULT,
    published: Annotated[str | None, typer.Option(help="The day of publication, such as 2025-01-12.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    follow: Annotated[bool, typer.Option("--follow", help="Fetch the pages that entries of feeds and tables link to.")] = False,
    workers: Annotated[int, typer.Option(min=1, help="How many processes read; the ledger is the same.")] = 1,
    settings: SettingsFile = None,
) -> None:
    """Put reports into a ledger: claims of one happening meet in events, and every event says how it stands. Twice adds nothing.

    \b
    Examples:
      sayso add reports/ --ledger war.duckdb
      sayso add https://example.org/feed.xml --follow
      sayso add crawl.warc.gz articles.csv result.json paper.pdf --workers 4
    """
    options = ReadOptions(published=published, publisher=publisher)
    try:
        own, given = load_settings(settings), given_of(options)
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        raise typer.Exit(2) from None
    try:
        failed = added(ledger, paths, given, follow, workers, own)
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        raise typer.Exit(1) from None
    raise typer.Exit(1 if failed else 0)


def added(ledger: Path, paths: Sequence[str], given: Given, follow: bool, workers: int, settings: Settings) -> int:
    """Put reports into a ledger, or hand them to the server that has it open; returns how many failed."""
    here = [path for path in paths if not is_stored(Path(path))]
    loaded = _loaded(here, given, follow, settings)
    opened = opened_or_server(ledger, settings, ask=len(here) == len(paths))
    if isinstance(opened, str):
        return hand_over(opened, loaded)
    with opened:
        results = chain(_stored(paths), read(loaded, workers, settings))
        return gather(opened, watched(results, total(here)), settings)


def opened_or_server(ledger: Path, settings: Settings, *, ask: bool = True) -> Ledger | str:
    """Return the ledger, or the address of the server that has it open, where one may be asked.

    Raises LedgerBusyError where another process has it that takes no reports.
    """
    try:
        return open_ledger(ledger, settings=settings.ledger)
    except LedgerBusyError:
        owner = owner_of(ledger)
        if owner is None or owner.address is None or not ask:
            raise
        return owner.address


def _stored(paths: Sequence[str]) -> Iterator[ReadReport | Failure]:
    """What `sayso scale read` has read already."""
    return chain.from_iterable(stored(Path(path)) for path in paths if is_stored(Path(path)))


def _loaded(paths: Sequence[str], given: Given, follow: bool, settings: Settings) -> Iterator[Loaded | Failure]:
    """What the paths name, standard input too; a folder without anything to read is a failure."""
    for path in paths:
        if path == "-":
            yield from load([Item(path)], given, settings)
            continue
        some = False
        for one in inputs([path], Options(given=given, follow=follow), settings):
            some = True
            yield one
        if not some:
            yield Failure(path, f"{path}: nothing to read in it: give text, HTML, feeds, WARC, PDF, tables or Telegram's result.json")


def read(loaded: Iterator[Loaded | Failure], workers: int, settings: Settings) -> Iterator[ReadReport | Failure]:
    """Return the reports read by so many processes, in order."""
    return read_reports(loaded, settings=settings) if workers == 1 else read_side_by_side(loaded, workers, settings=settings)


def total(paths: Sequence[str]) -> int:
    """Return how many files there are at least, for the progress bar."""
    return sum(len([*readable(Path(path))]) if Path(path).is_dir() else 1 for path in paths)


def gather(ledger: Ledger, results: Iterator[ReadReport | Failure], settings: Settings) -> int:
    """Add everything that was read and say what it did; returns how many failed. Failures are kept in the ledger as well.

    Reports are written as soon as some are read; they are linked many together, which is far cheaper. What a cut-off run left
    unlinked the next one links.
    """
    failed, done, waiting = 0, Sums(), 0
    while some := list(islice(results, TOGETHER)):
        now = datetime.now(UTC)
        read, wrong = [one for one in some if isinstance(one, ReadReport)], [one for one in some if isinstance(one, Failure)]
        added = ledger.add(read, now)
        done.put(added)
        ledger.add_failures(wrong, now)
        failed += len(wrong)
        for one in wrong:
            typer.echo(f"sayso: {one.message}", err=True)
        waiting += added.claims
        if added.events or waiting >= LINKED_AFTER:
            done.put_linked(link_added(ledger, known_at=now, wanted=added.events, settings=settings))
            waiting = 0
    done.put_linked(link_added(ledger, known_at=datetime.now(UTC), settings=settings))
    typer.echo(summary(done, failed), err=True)
    sys.stderr.flush()
    return failed


@dataclass(slots=True)
class Sums:
    """What the batches of a run did so far: counts alone, so that a long run holds no more than a short one, but for ids of events."""

    new: int = 0
    known: int = 0
    claims: int = 0
    superseded: int = 0
    ambiguous: int = 0
    events: set[str] = field(default_factory=set)

    def put(self, one: Added) -> None:
        """Count a batch of reports."""
        self.new += len(one.reports)
        self.known += len(one.known)
        self.claims += one.claims
        self.superseded += len(one.superseded)

    def put_linked(self, one: Linked) -> None:
        """Count what linking did."""
        self.ambiguous += len(one.ambiguous)
        self.events.update(one.changed)


def summary(done: Sums, failed: int) -> str:
    """Return what the batches did, in one line."""
    parts = [f"{count(done.new, 'report')} added with {count(done.claims, 'claim')}"]
    parts += [f"{done.known} already there"] if done.known else []
    parts += [f"{count(done.superseded, 'earlier text')} superseded"] if done.superseded else []
    parts.append(f"{count(len(done.events), 'event')} new or changed")
    parts += [f"{count(done.ambiguous, 'claim')} fit two events: `sayso judge` decides"] if done.ambiguous else []
    parts += [f"{failed} failed (listed above)"] if failed else []
    return "sayso: " + ", ".join(parts)
