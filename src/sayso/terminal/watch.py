"""`sayso watch`: feeds into a ledger, as they come."""

import signal
import time
from collections.abc import Callable
from itertools import chain
from typing import Annotated

import typer

from sayso.errors import SaysoError
from sayso.ledger import open_ledger
from sayso.load import Failure, Loaded, Options
from sayso.load.watch import load_state, save_state, watch
from sayso.pipeline import read_reports
from sayso.settings import load_settings
from sayso.terminal.add import DEFAULT, LedgerFile, SettingsFile, gather

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

    What was seen is kept beside the ledger (NAME.feeds.json), so that a later run goes on.

    Example: sayso watch https://example.org/feed.xml --ledger war.duckdb
    """
    own, stopped, done = load_settings(settings), [False], list[None]()
    signal.signal(signal.SIGTERM, lambda *_: stopped.__setitem__(0, True))
    state_file = ledger.with_suffix(".feeds.json")
    state = load_state(state_file)
    came: list[Loaded | Failure] = []
    try:
        with open_ledger(ledger, settings=own.ledger) as opened:
            for one in watch(
                feeds, state, Options(follow=follow), own, stop=lambda: stopped[0] or len(done) == rounds, sleep=patient(stopped)
            ):
                if one is not None:
                    came.append(one)
                    continue
                if came:
                    gather(opened, read_reports(chain(came), settings=own), own)
                save_state(state_file, state)
                came = []
                done.append(None)
    except KeyboardInterrupt:
        typer.echo("sayso: stopped", err=True)
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        raise typer.Exit(1) from None


def patient(stopped: list[bool]) -> Callable[[float], None]:
    """Return a sleep that wakes when it is told to stop."""

    def sleep(seconds: float) -> None:
        until = time.monotonic() + seconds
        while not stopped[0] and (left := until - time.monotonic()) > 0:
            time.sleep(min(STEP, left))

    return sleep
