"""How many, as reported. The low/best/high triple is UCDP GED's."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.errors import InputError
from sayso.model.reason import Reason
from sayso.model.span import Phrase


class Bound(StrEnum):
    """What the words say of the figure (gold/JUDGEMENT 9)."""

    EXACT = "exact"
    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A reported amount.

    `value` is the figure as said, a pair for a range, None for "dozens". `low` and `high` frame it, None on an open side;
    `unit` is "person", a lower-case ISO 4217 code, "percent", a measure ("km", "ton", "year") or the singular noun counted;
    `of` the counted noun phrase as it stands; `role` killed, injured, captured, total, subset, distance, duration, age ... or
    None; `out_of` the whole of "46 of 56".
    """

    value: float | tuple[float, float] | None
    bound: Bound
    unit: str
    words: Phrase
    low: float | None = None
    high: float | None = None
    of: str | None = None
    role: str | None = None
    out_of: float | None = None
    reason: Reason | None = None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InputError(f"{self.low} to {self.high} {self.unit} is out of order: give low <= high")
