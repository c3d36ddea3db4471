"""`sayso vessels`: ship cards from reports, and matches against a list of sanctioned ships."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from sayso.errors import SaysoError
from sayso.ground.vessels import Match, Target, match, vessels_of
from sayso.load import Failure, Given, Loaded
from sayso.load.targets import ships
from sayso.model.vessel import Vessel
from sayso.packs import load_packs
from sayso.pipeline import parsed_report
from sayso.settings import Settings, load_settings
from sayso.terminal.read import expand, load

app = typer.Typer(
    help="Ships: cards, and matches against a sanctions list.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
)
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="A settings file of your own.")]
Paths = Annotated[list[str], typer.Argument(help="Files, folders, URLs, or - for standard input.")]
FACTS = ("imo", "mmsi", "flag", "kind", "length", "tonnage", "cargo", "owner")


@app.command()
def show(paths: Paths, settings: SettingsFile = None) -> None:
    """Print a card for every ship that the reports name.

    Example: sayso vessels show report.txt
    """
    failed = 0
    for place, found in cards(paths, load_settings(settings)):
        failed += found is None
        for vessel in found or ():
            typer.echo("\n".join(lines(place, vessel)))
    raise typer.Exit(1 if failed else 0)


@app.command("match")
def match_list(
    paths: Paths,
    targets: Annotated[
        Path, typer.Option("--list", help="targets.simple.csv of OpenSanctions, or FollowTheMoney entities, one JSON a line.")
    ],
    settings: SettingsFile = None,
) -> None:
    """Print which ships of the reports stand on a list, and why. A name alone is shown, but is no match.

    Example: sayso vessels match reports/ --list targets.simple.csv
    """
    found = [*cards(paths, load_settings(settings))]
    every = [vessel for _, own in found for vessel in own or ()]
    try:
        count = 0
        for one in match(every, (target(row) for row in ships(targets))):
            count += one.same
            typer.echo("\n".join(match_lines(one)))
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"sayso: {len(every)} ships in the reports, {count} on the list", err=True)
    raise typer.Exit(1 if any(own is None for _, own in found) else 0)


def cards(paths: Sequence[str], settings: Settings) -> Iterator[tuple[str, tuple[Vessel, ...] | None]]:
    """Yield the name of each report and its ships; None for one that could not be read, which is said."""
    packs = load_packs(settings.packs.names)
    for loaded in load(expand(paths), Given(), settings):
        if isinstance(loaded, Failure):
            typer.echo(f"sayso: {loaded.message}", err=True)
            yield loaded.place, None
        else:
            yield named(loaded), vessels_of(parsed_report(loaded), packs)


def named(loaded: Loaded) -> str:
    """Return what a report goes by."""
    return loaded.report.name or loaded.report.url or loaded.report.id


def lines(place: str, vessel: Vessel) -> Iterator[str]:
    """Yield a card: the name, then each fact with the words that give it."""
    yield f"{vessel.name}  ({place}, named {len(vessel.spans)} times)"
    for name in FACTS:
        fact = getattr(vessel, name)
        if fact is not None:
            yield f"  {name:8} {fact.value}  “{fact.words.text}”"
    for fault in vessel.faults:
        yield f"  fault    {fault.why}"


def match_lines(one: Match) -> Iterator[str]:
    """Yield a match with its reasons."""
    word = "on the list" if one.same else "name only, not a match"
    yield f"{one.vessel.name}: {word}: {one.target.names[0] if one.target.names else one.target.id} ({one.target.id}, {one.target.place})"
    for reason in one.reasons:
        yield f"  {reason.why} ({reason.rule})"
    if one.same and one.target.programmes:
        yield f"  listed by {', '.join(one.target.programmes)}"


def target(row: dict[str, object]) -> Target:
    """Return a row of a list as a target."""
    texts = {name: tuple(str(one) for one in value) for name, value in row.items() if isinstance(value, list)}
    kind, tonnage = row.get("kind"), row.get("tonnage")
    imo, mmsi, flags = (frozenset(texts[name]) for name in ("imo", "mmsi", "flags"))
    return Target(
        id=str(row["id"]), names=texts["names"], imo=imo, mmsi=mmsi, flags=flags, programmes=texts["programmes"], place=str(row["place"]),
        kind=str(kind) if kind else None, tonnage=str(tonnage) if tonnage else None,
    )  # fmt: skip
