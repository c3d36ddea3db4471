"""`sayso mcp`: the ledger for assistants that speak the Model Context Protocol, over standard input and output."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Annotated, Any

import typer
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError

from sayso.errors import SaysoError
from sayso.ledger import open_ledger
from sayso.settings import load_settings
from sayso.terminal.add import DEFAULT, LedgerFile, SettingsFile
from sayso.web.house import House
from sayso.web.tools import NOTE, Plain, Tools

app = typer.Typer(add_completion=False, rich_markup_mode=None)


def make_server(tools: Tools, *, allow_write: bool) -> MCPServer[None]:
    """Return the server with its tools; those that write only where that is allowed."""
    server: MCPServer[None] = MCPServer(
        "sayso", instructions=f"A ledger of attributed claims from reports of war. {NOTE}", log_level="WARNING"
    )
    for one in [*tools.reading(), *(tools.writing() if allow_write else [])]:
        server.add_tool(told(one), structured_output=False)
    return server


def told(tool: Callable[..., Plain]) -> Callable[..., Plain]:
    """Return a tool that tells the assistant what was wrong with a question."""

    @wraps(tool)
    def asked(*given: Any, **named: Any) -> Plain:
        try:
            return tool(*given, **named)
        except SaysoError as fault:
            raise ToolError(str(fault)) from fault

    return asked


@app.command()
def mcp(
    ledger: LedgerFile = DEFAULT,
    allow_write: Annotated[bool, typer.Option("--allow-write", help="Let the assistant add reports and write rulings down.")] = False,
    address: Annotated[str, typer.Option(help="Where `sayso serve` shows the ledger; put in front of permalinks.")] = "",
    settings: SettingsFile = None,
) -> None:
    """Offer a ledger to an assistant over standard input and output: search claims, get an event, an actor's record, read a text.

    \b
    Example (for the assistant's settings):
      sayso mcp --ledger war.duckdb
    """
    try:
        own = load_settings(settings)
        with open_ledger(ledger, read_only=not allow_write, settings=own.ledger) as opened:
            make_server(Tools(House(opened, own, lambda: datetime.now(UTC)), address), allow_write=allow_write).run("stdio")
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        raise typer.Exit(1) from None
