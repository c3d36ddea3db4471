"""Pages, API and review over a ledger: FastAPI and Jinja2, full pages from the server, nothing from the network."""

from sayso.web.app import make_app
from sayso.web.house import House

__all__ = ["House", "make_app"]
