"""`sayso about`: the version, the weights, the licences."""

from importlib.metadata import distributions, version

import typer

from sayso.engines import default_engine


def run(licences: bool) -> int:
    """Print what is installed; returns the exit code."""
    typer.echo(f"sayso {version('sayso')} (Apache-2.0)")
    typer.echo(f"weights {default_engine().digest[:16]}, checked against their SHA-256")
    if licences:
        for name, licence in sorted(licence_of(), key=lambda row: row[0].casefold()):
            typer.echo(f"{name:28} {licence}")
    return 0


def licence_of() -> list[tuple[str, str]]:
    """Return (distribution, licence) for everything that is installed; "not stated" where its metadata says none."""
    rows = []
    for own in distributions():
        meta = own.metadata.json
        classified = [line.rsplit(" :: ", 1)[-1] for line in _lines(meta.get("classifier")) if line.startswith("License ::")]
        stated = _lines(meta.get("license_expression")) or classified[:1] or _lines(meta.get("license"))
        rows.append((own.name, stated[0].split("\n")[0] if stated else "not stated"))
    return list(dict.fromkeys(rows))


def _lines(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []
