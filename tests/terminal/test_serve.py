"""The server as a process: it opens a ledger, and a signal closes it."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.ledger import open_ledger
from sayso.ledger.owner import owner_of

OPENS = 60  # seconds


@pytest.mark.parametrize("sign", [pytest.param(signal.SIGTERM, id="a service is stopped"), pytest.param(signal.SIGINT, id="Ctrl-C")])
def test_a_signal_ends_the_server_with_its_ledger_closed(sign: signal.Signals, tmp_path: Path) -> None:
    ledger = tmp_path / "war.duckdb"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "sayso.cli", "serve", "--ledger", str(ledger), "--port", str(port)], stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + OPENS
        while time.monotonic() < until and server.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        assert owner_of(ledger) is not None
        server.send_signal(sign)
        assert server.wait(OPENS) == 0
    finally:
        server.kill()
        server.wait()
    assert owner_of(ledger) is None and not ledger.with_name("war.duckdb.wal").exists()
    with open_ledger(ledger) as book:
        assert book.check() == ()
