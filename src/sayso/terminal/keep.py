"""`sayso judge`, `export`, `snapshot`, `check`, `reindex`: rulings by people, and care of the ledger's files."""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from sayso.errors import InputError, SaysoError
from sayso.ledger import EventFilter, open_ledger
from sayso.model import Judgement, Ruling
from sayso.pipeline import judge, report_sheets, sheets
from sayso.publish.care import Care
from sayso.publish.export import Form, export, rows
from sayso.settings import load_settings
from sayso.terminal.add import DEFAULT, LedgerFile, SettingsFile
from sayso.terminal.ask import reading

judge_app, export_app, snapshot_app, check_app, reindex_app = (typer.Typer(add_completion=False, rich_markup_mode=None) for _ in range(5))
RULINGS = {"same": Ruling.SAME, "not-same": Ruling.NOT_SAME, "retract": Ruling.RETRACT, "confirm": Ruling.CONFIRM, "undo": Ruling.UNDO}


@judge_app.command()
def judge_(
    ruling: Annotated[str, typer.Argument(help="same, not-same, retract, confirm or undo.")],
    subjects: Annotated[list[str], typer.Argument(help="Ids of claims, events or reports.")],
    ledger: LedgerFile = DEFAULT,
    author: Annotated[str | None, typer.Option(help="Who rules; your login name without it.")] = None,
    note: Annotated[str, typer.Option(help="Why.")] = "",
    settings: SettingsFile = None,
) -> None:
    """Rule that claims or events are the same happening or not, take a claim or report back, or undo that. A ruling binds for ever.

    \b
    Examples:
      sayso judge not-same REPORT:CLAIM REPORT:CLAIM --note "two strikes an hour apart"
      sayso judge retract REPORT --note "the outlet withdrew it"
    """
    if ruling not in RULINGS:
        typer.echo(f"sayso: {ruling!r} is no ruling: use one of {', '.join(RULINGS)}", err=True)
        raise typer.Exit(2)
    own, now = load_settings(settings), datetime.now(UTC)
    given = Judgement(ruling=RULINGS[ruling], subjects=tuple(subjects), author=author or getpass.getuser(), at=now, note=note)
    try:
        with open_ledger(ledger, settings=own.ledger) as opened:
            changed = judge(opened, given, known_at=now, settings=own)
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"ruled; {len(changed)} event{'s' if len(changed) != 1 else ''} changed{': ' if changed else ''}{', '.join(changed)}")


@export_app.command()
def export_(
    format: Annotated[Form, typer.Option(help="The form; csv and parquet are folders of tables.")],
    out: Annotated[Path, typer.Option(help="The file or folder to write.")],
    ledger: LedgerFile = DEFAULT,
    with_names: Annotated[bool, typer.Option("--with-names", help="Keep names of private persons in custody and of witnesses.")] = False,
    blur_km: Annotated[float, typer.Option(help="Move every coordinate to a grid this wide.")] = 0.0,
    bom: Annotated[bool, typer.Option("--bom", help="Begin csv with a byte order mark, for spreadsheets.")] = False,
    settings: SettingsFile = None,
) -> None:
    """Write the ledger out. Names of private persons are left out and sensitive places are coarse unless you ask otherwise.

    \b
    Examples:
      sayso export --format json --out war.json
      sayso export --format csv --out tables/ --blur-km 5
    """
    own = load_settings(settings)
    care = Care(with_names=with_names, blur_km=blur_km, sensitive_blur_km=own.publish.sensitive_blur_km)
    with reading(ledger, settings) as opened:
        try:
            files = export(
                format, out, rows(sheets(opened, EventFilter(), limit=None), report_sheets(opened), care, opened.judgements()), bom=bom
            )
        except OSError as fault:
            raise InputError(f"{out}: {fault.strerror}: name a place that can be written") from None
    for path in files:
        typer.echo(str(path))


@snapshot_app.command()
def snapshot(
    path: Annotated[Path, typer.Argument(help="The copy to write.")], ledger: LedgerFile = DEFAULT, settings: SettingsFile = None
) -> None:
    """Write a copy that others can read while the ledger is in use."""
    try:
        with open_ledger(ledger, settings=load_settings(settings).ledger) as opened:
            opened.snapshot(path)
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        raise typer.Exit(1) from None
    typer.echo(str(path))


@check_app.command()
def check(ledger: LedgerFile = DEFAULT, settings: SettingsFile = None) -> None:
    """Verify that the ledger is sound: a line for each law with how many rows were looked at; rows that break one are listed.

    \b
    Example:
      sayso check --ledger war.duckdb
    """
    with reading(ledger, settings) as opened:
        found = opened.findings()
    for law in found:
        typer.echo(f"{'BROKEN' if law.faults else 'ok':6} {law.rule:17} {law.looked:9,} looked at, {len(law.faults)} broken: {law.holds}")
    faults = [fault for law in found for fault in law.faults]
    for fault in faults:
        typer.echo(f"{fault.place}: {fault.message} ({fault.rule})", err=True)
    typer.echo(f"{ledger}: {len(faults)} faults (listed above)" if faults else f"{ledger}: sound")
    raise typer.Exit(1 if faults else 0)


@reindex_app.command()
def reindex(ledger: LedgerFile = DEFAULT, settings: SettingsFile = None) -> None:
    """Make the search file anew from the ledger."""
    try:
        with open_ledger(ledger, settings=load_settings(settings).ledger) as opened:
            typer.echo(f"{opened.reindex()} claims indexed")
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        raise typer.Exit(1) from None
