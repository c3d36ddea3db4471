"""`sayso events`, `event`, `claims`, `sources`: what a ledger holds."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from sayso.errors import InputError, SaysoError
from sayso.ledger import ClaimEntry, ClaimFilter, EventFilter, Ledger, open_ledger
from sayso.model import Claim
from sayso.pipeline import sheet_of, sheets
from sayso.settings import load_settings
from sayso.terminal import board, event, sources
from sayso.terminal.add import DEFAULT, LedgerFile, SettingsFile

Words = Annotated[list[str] | None, typer.Option()]
Day = Annotated[str | None, typer.Option(help="A day, such as 2025-01-12.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="What the ledger believed then: a day or a time (UTC).")]
Limit = Annotated[int, typer.Option(help="How many at most.")]
Profile = Annotated[str, typer.Option(help="Whose rules: sayso, airwars, isw, ucdp or acled.")]

events_app, event_app, claims_app, sources_app = (typer.Typer(add_completion=False, rich_markup_mode=None) for _ in range(4))


@contextmanager
def reading(ledger: Path, settings: Path | None) -> Iterator[Ledger]:
    """Open a ledger for reading; what is wrong is said and ends the command with exit code 1."""
    try:
        with open_ledger(ledger, read_only=True, settings=load_settings(settings).ledger) as opened:
            yield opened
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        raise typer.Exit(1) from None


def day(text: str | None, option: str) -> date | None:
    """Return the day. Raises InputError where it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"{option} {text!r} is no day: write it as 2025-01-12") from None


def moment(text: str | None) -> datetime | None:
    """Return the time; a day alone means its end (UTC). Raises InputError where it is none."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(f"{text}T23:59:59" if len(text) == 10 else text)
    except ValueError:
        raise InputError(f"--as-of {text!r} is no time: write it as 2025-01-12 or 2025-01-12T08:30") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def width() -> int:
    """Return the columns of the page: 80 where it is piped."""
    return shutil.get_terminal_size((80, 24)).columns if colour() else 80


def colour() -> bool:
    """Return whether the page has colours: not where it is piped."""
    return sys.stdout.isatty()


@events_app.command()
def events(
    ledger: LedgerFile = DEFAULT,
    type: Annotated[list[str] | None, typer.Option(help="Types of happening, such as strike; may be given several times.")] = None,
    standing: Annotated[list[str] | None, typer.Option(help="How they stand, such as disputed.")] = None,
    side: Annotated[list[str] | None, typer.Option(help="Sides (blocs) among those who say so.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Names or ids of who says so.")] = None,
    place: Annotated[list[str] | None, typer.Option(help="Names of places.")] = None,
    since: Day = None,
    until: Day = None,
    as_of: AsOf = None,
    limit: Limit = 50,
    profile: Profile = "sayso",
    settings: SettingsFile = None,
) -> None:
    """Print the board: what is said to have happened, day by day, and how it stands.

    \b
    Examples:
      sayso events --standing disputed --since 2025-01-01
      sayso events --type capture_person --side ua
    """
    with reading(ledger, settings) as opened:
        own = EventFilter(
            types=tuple(type or ()), verdicts=tuple(standing or ()), blocs=tuple(side or ()), speakers=tuple(source or ()),
            places=tuple(place or ()), first=day(since, "--since"), until=day(until, "--until"), profile=profile,
        )  # fmt: skip
        typer.echo(board.render(sheets(opened, own, asof=moment(as_of), limit=limit), width=width(), colour=colour()), nl=False)


@event_app.command()
def one_event(
    ids: Annotated[list[str], typer.Argument(help="Ids of events, as `sayso events` prints them.", show_default=False)],
    ledger: LedgerFile = DEFAULT,
    as_of: AsOf = None,
    profile: Profile = "sayso",
    settings: SettingsFile = None,
) -> None:
    """Print an event: who says what, why it stands as it does, and how it stood before."""
    with reading(ledger, settings) as opened:
        for number, own in enumerate(ids):
            found = sheet_of(opened, own, asof=moment(as_of), profile=profile)
            if found is None:
                other = opened.merged_into(own)
                raise InputError(
                    f"{own}: merged into {other}: ask for that" if other else f"{own}: no such event: `sayso events` lists them"
                )
            if number:
                typer.echo("")
            typer.echo(event.render(found, width=width(), colour=colour()), nl=False)
            typer.echo(event.history(opened.standings_of(own, profile=profile)), nl=False)


@claims_app.command()
def claims(
    ledger: LedgerFile = DEFAULT,
    search: Annotated[str | None, typer.Option(help="Words that the claim holds.")] = None,
    type: Annotated[list[str] | None, typer.Option(help="Types of happening.")] = None,
    source: Annotated[list[str] | None, typer.Option(help="Names or ids of who says so.")] = None,
    side: Annotated[list[str] | None, typer.Option(help="Sides (blocs) of the origin.")] = None,
    place: Annotated[list[str] | None, typer.Option(help="Names of places.")] = None,
    since: Day = None,
    until: Day = None,
    as_of: AsOf = None,
    limit: Limit = 50,
    ambiguous: Annotated[bool, typer.Option("--ambiguous", help="Only those that fitted two events: `sayso judge` settles them.")] = False,
    settings: SettingsFile = None,
) -> None:
    """Print claims, one a line: id, day, who says so, what."""
    with reading(ledger, settings) as opened:
        if ambiguous:
            for name, reason in opened.ambiguous().items():
                for _, claim in opened.told([name]).values():
                    typer.echo(f"{name}  {line_of(claim, None)}  ({reason.why})")
            return
        own = ClaimFilter(
            types=tuple(type or ()), speakers=tuple(source or ()), blocs=tuple(side or ()), places=tuple(place or ()),
            first=day(since, "--since"), until=day(until, "--until"),
        )  # fmt: skip
        asof = moment(as_of)
        found = opened.search(search, own, asof=asof, limit=limit) if search else opened.claims(own, asof=asof, limit=limit).entries
        for entry in found:
            typer.echo(claim_line(entry))


def claim_line(entry: ClaimEntry) -> str:
    """Return a claim with its id in one line."""
    return f"{entry.id}  {line_of(entry.claim, entry.publisher)}"


def line_of(claim: Claim, publisher: str | None) -> str:
    """Return when, who and what of a claim; control characters of its text are blanked."""
    chain = " > ".join(link.source.name for link in claim.chain) or f"{publisher or 'the report'} itself"
    when = claim.when.edtf if claim.when else "day not stated"
    mark = "denies: " if claim.polarity == "negated" else ""
    return "".join(one if one.isprintable() else " " for one in f"{when}  {chain}: {mark}{claim.gist}")


@sources_app.command()
def who(ledger: LedgerFile = DEFAULT, as_of: AsOf = None, profile: Profile = "sayso", settings: SettingsFile = None) -> None:
    """Print who speaks in the ledger and what became of what they said: counts with intervals, never a score."""
    with reading(ledger, settings) as opened:
        found = sheets(opened, EventFilter(profile=profile), asof=moment(as_of), limit=None)
        typer.echo(sources.render(found, width=width(), colour=colour()), nl=False)
