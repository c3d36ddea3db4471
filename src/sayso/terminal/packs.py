"""`sayso packs`: what sayso knows of the world's actors."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sayso.errors import SaysoError
from sayso.ground.who import Asked, who_of
from sayso.model import Actor
from sayso.packs import SHIPPED, load_packs
from sayso.settings import load_settings

app = typer.Typer(
    help="Actors: list the packs, check one of your own, look up a name.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
)
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="A settings file of your own.")]


@app.command("list")
def list_packs(settings: SettingsFile = None) -> None:
    """Print the shipped packs and those that the settings read."""
    read = load_settings(settings).packs.names
    for name in dict.fromkeys((*SHIPPED, *read)):
        packs = load_packs((name,))
        used = "read" if name in read else "not read: add it to [packs] names in your settings"
        typer.echo(f"{name}\t{len(packs.entries)} actors\t{len(packs.offices)} offices\t{used}")


@app.command()
def check(files: Annotated[list[str], typer.Argument(help="Pack files of your own, or names of shipped packs.")]) -> None:
    """Print every fault of a pack at once, with file and key.

    Example: sayso packs check my-conflict.toml
    """
    failed = 0
    for file in files:
        try:
            packs = load_packs((file,))
            typer.echo(
                f"{file}: no faults; with the packs it extends it knows {len(packs.entries)} actors and {len(packs.offices)} offices"
            )
        except SaysoError as fault:
            failed += 1
            typer.echo(str(fault), err=True)
    raise typer.Exit(1 if failed else 0)


@app.command()
def show(
    names: Annotated[list[str], typer.Argument(help="Names, offices or phrases, as a report has them.")],
    on: Annotated[str | None, typer.Option(help="The day that decides who held an office, such as 2024-10-20; today without it.")] = None,
    context: Annotated[str, typer.Option(help="Words around it: some names are shared.")] = "",
    settings: SettingsFile = None,
) -> None:
    """Print whom a phrase names, on which side, and by which rule.

    Example: sayso packs show "Israel's defence minister" --on 2024-10-20
    """
    packs = load_packs(load_settings(settings).packs.names)
    try:
        day = date.fromisoformat(on) if on else date.today()
    except ValueError:
        typer.echo(f"--on {on!r} is no day: write it like 2024-10-20", err=True)
        raise typer.Exit(2) from None
    for name in names:
        typer.echo(_line(name, who_of(Asked(name, context or name, day), packs)))


def _line(name: str, found: Actor | None) -> str:
    if found is None:
        return f"{name}: nobody that the packs know, and no word that tells the kind"
    parts = [found.name or "not named", found.kind.value if found.kind else "kind not known"]
    parts += [f"country {found.country}"] if found.country else []
    parts += [f"side {found.bloc}"] if found.bloc else []
    parts += [f"id {found.id}"] if found.id else []
    return f"{name}: {', '.join(parts)} ({found.reason.why if found.reason else ''})"
