"""Whether a claim belongs to the story or only speaks of how it could be checked."""

from functools import cache

from sayso.attribute.propositions import Proposition
from sayso.lexicon import table
from sayso.model import Parsed


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(table("remarks")["verification"]["phrases"])


def is_core(parsed: Parsed, own: Proposition) -> bool:
    """Return False for remarks on verification and for "did not respond"."""
    words = " ".join(parsed.text(own.start, own.end).casefold().split())
    return not any(phrase in words for phrase in _phrases())
