"""`sayso scale`: reading and linking on Spark."""

from pathlib import Path
from typing import Annotated

import typer

from sayso.errors import InputError, SaysoError
from sayso.publish.words import count
from sayso.scale.linking import link_on_spark
from sayso.scale.reading import read_on_spark
from sayso.scale.session import MASTER, spark
from sayso.settings import load_settings
from sayso.terminal.add import SettingsFile
from sayso.terminal.read import ReadOptions, given_of

app = typer.Typer(
    help="Read and link on Spark: what needs many cores or machines. Needs `sayso[spark]` and Java 17.",
    no_args_is_help=True, add_completion=False, rich_markup_mode=None,
)  # fmt: skip
Master = Annotated[str, typer.Option(help="Spark's master: local[4,4], spark://HOST:7077, yarn ...")]
Conf = Annotated[list[str] | None, typer.Option("--conf", help="A setting of Spark's, NAME=VALUE; may be given often.")]


@app.command()
def read(
    places: Annotated[list[str], typer.Argument(help="Files and folders that every worker reaches.", show_default=False)],
    out: Annotated[Path, typer.Argument(help="The folder to write: reports and claims as Parquet.", show_default=False)],
    published: Annotated[str | None, typer.Option(help="The day of publication, such as 2025-01-12.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    master: Master = MASTER,
    conf: Conf = None,
    settings: SettingsFile = None,
) -> None:
    """Read reports on Spark. `sayso add OUT` puts them into a ledger without reading them again; DuckDB reads OUT as it is.

    \b
    Examples:
      sayso scale read crawl/ articles.jsonl read/
      sayso scale read crawl/ read/ --master spark://desk:7077 --conf spark.executor.memory=4g
    """
    try:
        own, given = load_settings(settings), given_of(ReadOptions(published=published, publisher=publisher))
        with spark(master, conf_of(conf)) as session:
            done = read_on_spark(session, places, out, given=given, settings=own)
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        raise typer.Exit(1) from None
    for one in done.failures:
        typer.echo(f"sayso: {one.message}", err=True)
    failed = f", {len(done.failures)} failed (listed above)" if done.failures else ""
    typer.echo(f"sayso: {count(done.reports, 'report')} read with {count(done.claims, 'claim')}{failed}: {out}", err=True)
    raise typer.Exit(1 if done.failures else 0)


@app.command()
def link(
    folder: Annotated[Path, typer.Argument(help="A folder that `sayso scale read` wrote.", show_default=False)],
    master: Master = MASTER,
    conf: Conf = None,
    settings: SettingsFile = None,
) -> None:
    """Link the claims of a folder to events on Spark and let them stand: the events that a ledger of these reports would hold.

    Example: sayso scale link read/
    """
    try:
        with spark(master, conf_of(conf)) as session:
            done = link_on_spark(session, folder, settings=load_settings(settings))
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        raise typer.Exit(1) from None
    largest = f"the largest of {count(done.groups, 'group')} that can be linked apart holds {count(done.largest, 'claim')}"
    typer.echo(f"sayso: {count(done.events, 'event')} of {count(done.claims, 'claim')}; {largest}", err=True)


def conf_of(conf: list[str] | None) -> dict[str, str]:
    """Return settings of Spark's as typed. Raises InputError where one is not NAME=VALUE."""
    pairs = [one.partition("=") for one in conf or ()]
    for name, equals, value in pairs:
        if not (name and equals):
            raise InputError(f"--conf {name}{equals}{value}: write it as NAME=VALUE")
    return {name: value for name, _, value in pairs}
