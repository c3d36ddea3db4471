"""`sayso about`: the version, the weights, the licences, the bill of materials."""

import json
from importlib.metadata import version

import typer

from sayso.engines import default_engine
from sayso.errors import SaysoError
from sayso.terminal.materials import bill, dependencies


def run(licences: bool, sbom: bool = False) -> int:
    """Print what is installed; returns the exit code: 1 where the weights are not the released ones."""
    try:
        if sbom:
            typer.echo(json.dumps(bill(), indent=1))
            return 0
        typer.echo(f"sayso {version('sayso')} (Apache-2.0)")
        typer.echo(f"weights {default_engine().digest[:16]}, checked against their SHA-256")
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        return 1
    if licences:
        for one in dependencies():
            typer.echo(f"{one.name:28} {one.version:12} {one.licence}")
    return 0
