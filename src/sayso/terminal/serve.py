"""`sayso serve`: the pages and the API over a ledger; `sayso token`: doors for other machines."""

import signal
import socket
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
import uvicorn

from sayso.errors import SaysoError, SettingsError
from sayso.ledger import open_ledger
from sayso.settings import Settings, load_settings
from sayso.terminal.add import DEFAULT, LedgerFile, SettingsFile
from sayso.web import House, make_app
from sayso.web.doors import LOOPBACK, Doors
from sayso.web.tokens import Role, Tokens, load_tokens, make_token

app, token_app = (typer.Typer(add_completion=False, rich_markup_mode=None) for _ in range(2))
PORT = 8000
TURN_S = 0.001  # seconds after which a thread that links reports lets a page go on; with Python's own 0.005 pages take twice as long


@app.command()
def serve(
    ledger: LedgerFile = DEFAULT,
    port: Annotated[int, typer.Option(help="The port; 0 takes a free one.")] = PORT,
    host: Annotated[str, typer.Option(help="The address to listen at; another one than this machine's own demands tokens.")] = "127.0.0.1",
    allow_host: Annotated[list[str] | None, typer.Option(help="A name under which others reach it.")] = None,
    settings: SettingsFile = None,
) -> None:
    """Serve a ledger: board, events, reports, map, review and an API. Nothing is loaded from the network.

    \b
    Examples:
      sayso serve --ledger war.duckdb
      sayso serve --host 0.0.0.0 --allow-host desk.example.org     (make tokens first: sayso token --role read)
    """
    try:
        own = load_settings(settings)
        tokens, hosts = doors(host, allow_host or [], own)
        with open_ledger(ledger, settings=own.ledger) as opened, listening(host, port) as door:
            address = f"http://{f'[{host}]' if ':' in host else host}:{door.getsockname()[1]}/"
            opened.announce(address)
            typer.echo(f"sayso: {ledger} is open at {address} (Ctrl-C ends)", err=True)
            house = House(opened, own, lambda: datetime.now(UTC))
            run(make_app(house, tokens=tokens, hosts=hosts), door)
    except SaysoError as fault:
        typer.echo(f"sayso: {fault}", err=True)
        raise typer.Exit(1) from None


def listening(host: str, port: int) -> socket.socket:
    """Return the socket that is listened at; port 0 takes a free one. Raises SettingsError where the address cannot be had."""
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except (OSError, OverflowError) as fault:
        door.close()
        raise SettingsError(f"{host}:{port} cannot be listened at ({fault}): give another --port, or stop what listens there") from None
    return door


def run(app: Doors, door: socket.socket) -> None:
    """Serve until the process is asked to end; then answer what is asked already, and come back."""
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, ended)
    sys.setswitchinterval(TURN_S)
    config = uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False, timeout_graceful_shutdown=5)
    uvicorn.Server(config).run(sockets=[door])


def ended(number: int, frame: object) -> None:
    """End the process after its ledger is closed."""
    raise typer.Exit(0)


def doors(host: str, names: list[str], settings: Settings) -> tuple[Tokens | None, tuple[str, ...]]:
    """Return the tokens that are asked for (None on this machine's own address) and the names that are answered to."""
    if host in LOOPBACK:
        return None, (*LOOPBACK, *names)
    file = Path(settings.web.tokens).expanduser()
    tokens = load_tokens(file)
    if not tokens.roles:
        raise SettingsError(f"{host} can be reached by other machines, and {file} has no token: make one with `sayso token --role read`")
    return tokens, tuple(name.lower() for name in (host, *names, *LOOPBACK)) if names else ("*",)


@token_app.command()
def token(role: Annotated[Role, typer.Option(help="What the token lets one do.")] = Role.READ, settings: SettingsFile = None) -> None:
    """Make a token for a machine or a person; it is shown once, and only its hash is kept."""
    try:
        file = Path(load_settings(settings).web.tokens).expanduser()
        typer.echo(make_token(file, role))
    except (SaysoError, OSError) as fault:
        typer.echo(f"sayso: {fault}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"sayso: a {role} token; its hash is kept in {file}", err=True)
