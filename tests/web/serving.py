"""A server for tests that want a real one."""

import socket
import threading
import time

import uvicorn

from sayso.web import House, make_app
from sayso.web.tokens import Tokens


class Served:
    """A server in a thread of its own, on a free port."""

    def __init__(self, house: House, tokens: Tokens | None = None) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.house, self.address = house, f"http://127.0.0.1:{port}"
        self._server = uvicorn.Server(uvicorn.Config(make_app(house, tokens=tokens), host="127.0.0.1", port=port, log_level="error"))
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> "Served":
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)
