"""How many: amounts with their bounds, units and roles (codebook, rule 9; UCDP's low and high)."""

from collections.abc import Sequence

from sayso.ground.amounts.compose import find, starts
from sayso.model import Claim, Parsed, Quantity

__all__ = ["find", "quantities_of_claims"]


def quantities_of_claims(parsed: Parsed, claims: Sequence[Claim]) -> tuple[tuple[Quantity, ...], ...]:
    """Return the amounts in each claim's content, in text order."""
    words_at = starts(parsed)
    return tuple(tuple(one for span in claim.spans for one in find(parsed, span.start, span.end, words_at)) for claim in claims)
