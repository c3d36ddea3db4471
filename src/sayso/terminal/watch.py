"""`sayso watch`: feeds into a ledger, as they come."""

import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from sayso.errors import LedgerError, SaysoError
from sayso.load import Failure, Loaded, Options
from sayso.load.watch import load_state, save_state, watch
from sayso.pipeline import read_reports
from sayso.publish.words import count
from sayso.settings import Settings, load_settings
from sayso.terminal.add import DEFAULT, LedgerFile, SettingsFile, gather, opened_or_server
from sayso.terminal.through import hand_over

app = typer.Typer(add_completion=False, rich_markup_mode=None)
STEP = 1.0  # seconds within which a signal is heard


@app.command()
def main(
    feeds: Annotated[list[str], typer.Argument(help="Addresses of RSS or Atom feeds.", show_default=False)],
    ledger: LedgerFile = DEFAULT,
    follow: Annotated[bool, typer.Option("--follow", help="Fetch the pages that short entries link to.")] = False,
    rounds: Annotated[int | None, typer.Option(help="Stop after so many rounds; without it, when you press Ctrl-C.")] = None,
    settings: SettingsFile = None,
) -> None:
    """Poll feeds until stopped: only what changed, what robots.txt allows, later where a server is busy.

    What was seen is kept beside the ledger (NAME.feeds.json), so that a later run goes on. Where `sayso serve` has the ledger, it
    gets the reports.

    Example: sayso watch https://example.org/feed.xml --ledger war.duckdb
    """
    own, stopped, done = load_settings(settings), [False], list[None]()
    signal.signal(signal.SIGTERM, lambda *_: stopped.__setitem__(0, True))
    file = ledger.with_suffix(".feeds.json")
    state, came = load_state(file), list[Loaded | Failure]()
    try:
        opened = opened_or_server(ledger, own)
        if not isinstance(opened, str):
            opened.close()
        for one in watch(feeds, state, Options(follow=follow), own, stop=lambda: stopped[0] or len(done) == rounds, sleep=patient(stopped)):
            if one is not None:
                came.append(one)
                continue
            done.append(None)
            if not came or kept(ledger, came, own):
                save_state(file, state)
                came = []
    except KeyboardInterrupt:
        typer.echo("sayso: stopped", err=True)
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        raise typer.Exit(1) from None
    if came:
        typer.echo(f"sayso: {count(len(came), 'report')} not kept: the next run fetches them again", err=True)
        raise typer.Exit(1)


def kept(ledger: Path, came: Sequence[Loaded | Failure], settings: Settings) -> bool:
    """Put what came into the ledger, or give it to the server that has it open; False where neither can be, which is said.

    The ledger is open only meanwhile, so that others can have it between the rounds.
    """
    try:
        opened = opened_or_server(ledger, settings)
        if isinstance(opened, str):
            hand_over(opened, iter(came))
            return True
        with opened:
            gather(opened, read_reports(came, settings=settings), settings)
    except LedgerError as fault:
        typer.echo(f"sayso: {fault} ({count(len(came), 'report')} kept for the next round)", err=True)
        return False
    return True


def patient(stopped: list[bool]) -> Callable[[float], None]:
    """Return a sleep that wakes when it is told to stop."""

    def sleep(seconds: float) -> None:
        until = time.monotonic() + seconds
        while not stopped[0] and (left := until - time.monotonic()) > 0:
            time.sleep(min(STEP, left))

    return sleep
