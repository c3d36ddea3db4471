"""`sayso gazetteer`: the user's own places beside the shipped ones."""

import re
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from sayso.errors import SaysoError
from sayso.gazetteer import SHIPPED, open_gazetteer
from sayso.gazetteer.dump import add_dump
from sayso.gazetteer.fetch import fetch_dump
from sayso.settings import load_settings

app = typer.Typer(
    help="Places: add GeoNames country dumps, look up a name.", no_args_is_help=True, add_completion=False, rich_markup_mode=None
)
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="A settings file of your own.")]


@app.command()
def add(sources: Annotated[list[str], typer.Argument(help="Country codes, or dumps on disk.")], settings: SettingsFile = None) -> None:
    """Add all places of a country, small villages too: about 10 to 60 MB on disk for each.

    \b
    Examples:
      sayso gazetteer add UA RU SD       downloads from GeoNames
      sayso gazetteer add ./SD.zip       from a file that you have
    """
    folder = Path(load_settings(settings).gazetteer.folder)
    failed = 0
    for source in sources:
        try:
            with tempfile.TemporaryDirectory() as scratch:
                code = re.fullmatch("[A-Za-z]{2}", source)
                path = fetch_dump(source.upper(), Path(scratch)) if code and not Path(source).exists() else Path(source)
                target = add_dump(path, folder, SHIPPED)
            typer.echo(f"{source}: {target} ({target.stat().st_size / 1e6:.1f} MB); data: GeoNames, CC BY 4.0")
        except SaysoError as fault:
            failed += 1
            typer.echo(str(fault), err=True)
    raise typer.Exit(1 if failed else 0)


@app.command()
def find(names: Annotated[list[str], typer.Argument(help="Names of places.")], settings: SettingsFile = None) -> None:
    """Print the places that a name may mean, best known first.

    Example: sayso gazetteer find Pokrovsk
    """
    own = load_settings(settings).gazetteer
    gazetteer = open_gazetteer(Path(own.folder), worldview=own.worldview)
    found = gazetteer.find(names)
    for name in names:
        for entry in sorted(found.get(name, ()), key=lambda entry: -entry.population):
            place = entry.place
            typer.echo(f"{name}\t{place.name}\t{place.feature}\t{place.country or '-'}\t{place.lat:.4f}\t{place.lon:.4f}")
        if name not in found:
            typer.echo(f"{name}: no place of this name: add its country with `sayso gazetteer add CODE`", err=True)
    raise typer.Exit(0 if all(name in found for name in names) else 1)
