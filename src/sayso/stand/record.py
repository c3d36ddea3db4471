"""What the ledger knows about claims besides their words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """`near_copies` maps a claim id to the id of the claim whose text its passage was copied from (MinHash); `retracted`
    holds the ids of claims that a person's judgement took back.
    """

    near_copies: Mapping[str, str] = field(default_factory=dict)
    retracted: frozenset[str] = frozenset()


NOTHING = Record()
