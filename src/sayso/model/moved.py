"""Claims of a part of a report as claims of the whole."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from sayso.model.claim import Claim
from sayso.model.span import Span


def moved(claims: Sequence[Claim], by: int, report: str) -> tuple[Claim, ...]:
    """Return the claims with every span `by` code points further on, in the report with this id; answers among them still hold."""
    placed = [replace(_moved(claim, by), report=report) for claim in claims]
    ids = {old.id: new.id for old, new in zip(claims, placed, strict=True)}
    return tuple(
        replace(
            claim,
            parent=ids.get(claim.parent or "", claim.parent),
            responds=tuple(replace(one, claim=ids.get(one.claim, one.claim)) for one in claim.responds),
        )
        for claim in placed
    )


def _moved(noun: Any, by: int) -> Any:
    if isinstance(noun, Span):
        return Span(noun.start + by, noun.end + by)
    if isinstance(noun, tuple):
        return tuple(_moved(one, by) for one in noun)
    if is_dataclass(noun) and not isinstance(noun, type):
        return replace(noun, **{own.name: _moved(getattr(noun, own.name), by) for own in fields(noun) if own.init})
    return noun
