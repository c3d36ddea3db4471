"""The `sayso` command: wrappers without logic. Commands import what they need when they run, so that --help answers at once."""

import importlib
import sys
from pathlib import Path
from typing import Annotated, Optional

import typer

main = typer.Typer(
    name="sayso", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Sayso - on whose say-so? Reads reports of war and keeps who says what, through whom, how sure, when, where and how many.",
    epilog="Exit codes: 0 all done, 1 something failed (it is listed), 2 wrong use.",
)  # fmt: skip

Paths = Annotated[list[str], typer.Argument(help="Files, folders, URLs, or - for standard input.", show_default=False)]
Published = Annotated[Optional[str], typer.Option(help="The day of publication, such as 2025-01-12; it anchors “Saturday”.")]  # noqa: UP045
Publisher = Annotated[Optional[str], typer.Option(help="Who published it.")]  # noqa: UP045
Title = Annotated[Optional[str], typer.Option(help="Its headline.")]  # noqa: UP045
SettingsFile = Annotated[Optional[Path], typer.Option("--settings", help="A settings file of your own.")]  # noqa: UP045


@main.command()
def read(
    paths: Paths,
    published: Published = None,
    publisher: Publisher = None,
    title: Title = None,
    json: Annotated[bool, typer.Option("--json", help="Print the claims document instead of the page.")] = False,
    out: Annotated[Optional[Path], typer.Option(help="With --json: write NAME.json for each report into this folder.")] = None,  # noqa: UP045
    why: Annotated[bool, typer.Option("--why", help="Print the reason behind every claim.")] = False,
    settings: SettingsFile = None,
) -> None:
    """Read reports and print who says what.

    \b
    Examples:
      sayso read report.txt --published 2025-01-12
      sayso read page.html --json > claims.json
      sayso read reports/ --json --out claims/
      curl -s URL | sayso read -
    """
    from sayso.terminal.read import ReadOptions, run

    options = ReadOptions(published=published, publisher=publisher, title=title, json=json, out=out, why=why, settings=settings)
    sys.exit(run(paths, options))


@main.command()
def about(
    licences: Annotated[bool, typer.Option("--licences", help="List what sayso needs, with versions and licences.")] = False,
    sbom: Annotated[bool, typer.Option("--sbom", help="Print the bill of materials (CycloneDX JSON) instead.")] = False,
) -> None:
    """Print the version, the weights and the licences; nothing asks the network.

    \b
    Example:
      sayso about --sbom > sayso.cdx.json
    """
    from sayso.terminal.about import run

    sys.exit(run(licences, sbom))


PASSED = (  # commands whose options stand beside what they do
    ("add", "sayso.terminal.add", "app", "Put reports into a ledger."),
    ("scale", "sayso.terminal.scale", "app", "Read and link on Spark what one machine cannot."),
    ("watch", "sayso.terminal.watch", "app", "Poll feeds and put what is new into a ledger."),
    ("events", "sayso.terminal.ask", "events_app", "Print the board: what is said to have happened, and how it stands."),
    ("event", "sayso.terminal.ask", "event_app", "Print an event: who says what, and why it stands as it does."),
    ("claims", "sayso.terminal.ask", "claims_app", "Print or search claims."),
    ("sources", "sayso.terminal.ask", "sources_app", "Print who speaks, and what became of what they said."),
    ("serve", "sayso.terminal.serve", "app", "Serve the pages and the API of a ledger."),
    ("mcp", "sayso.terminal.assistant", "app", "Offer a ledger to an assistant over MCP (extra mcp)."),
    ("token", "sayso.terminal.serve", "token_app", "Make a token for other machines."),
    ("judge", "sayso.terminal.keep", "judge_app", "Rule: same, not the same, retract, confirm, undo."),
    ("export", "sayso.terminal.keep", "export_app", "Write the ledger out: json, csv, parquet, geojson, ftm, jsonld, graphml."),
    ("snapshot", "sayso.terminal.keep", "snapshot_app", "Write a copy of the ledger for readers."),
    ("check", "sayso.terminal.keep", "check_app", "Verify that the ledger is sound."),
    ("reindex", "sayso.terminal.keep", "reindex_app", "Make the search file anew."),
    ("gazetteer", "sayso.terminal.gazetteer", "app", "Places: add GeoNames country dumps of your own, look up a name."),
    ("vessels", "sayso.terminal.vessels", "app", "Ships: cards from reports, matches against a sanctions list."),
    ("packs", "sayso.terminal.packs", "app", "Actors: list the packs, check one of your own, look up a name."),
)


EXTRAS = {"mcp": "mcp"}  # libraries that come with an extra of the package


def passed(name: str, module: str, app: str, words: str) -> None:
    """Add a command that hands its arguments on."""

    def run(context: typer.Context) -> None:
        try:
            command = getattr(importlib.import_module(module), app)
        except ModuleNotFoundError as fault:
            if fault.name is None or fault.name.partition(".")[0] not in EXTRAS:
                raise
            typer.echo(f"sayso: `sayso {name}` needs {fault.name}: install sayso[{EXTRAS[fault.name.partition('.')[0]]}]", err=True)
            sys.exit(2)
        command(args=context.args, prog_name=f"sayso {name}")

    settings = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}
    main.command(name, help=words, context_settings=settings)(run)


for row in PASSED:
    passed(*row)


if __name__ == "__main__":
    main()
