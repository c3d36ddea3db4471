"""Who publishes at an address."""

from functools import cache
from urllib.parse import urlsplit

from sayso.lexicon import table


def publisher_of(url: str) -> str | None:
    """Return the outlet whose domain the address is on, subdomains counted in; None where none is known."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:  # "http://[x": no address
        return None
    labels = host.split(".")
    return next((known for at in range(len(labels) - 1) if (known := _domains().get(".".join(labels[at:])))), None)


@cache
def _domains() -> dict[str, str]:
    return {domain: name for name, domains in table("publishers")["domains"].items() for domain in domains}
