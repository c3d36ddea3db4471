"""A ship as a report describes it: a card of facts, each with the words that give it."""

from dataclasses import dataclass

from sayso.model.reason import Reason
from sayso.model.span import Phrase, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact of a ship: `value` in a form that compares (digits, an ISO code, metres), `words` as the report has them."""

    value: str
    words: Phrase
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Vessel:
    """A ship that a report names; every fact is None where the report does not give it.

    `spans` are the places of its name. `imo` is the seven digits of its IMO number, kept only where the last digit is right
    (IMO resolution A.1117); a wrong one stands in `faults` as it was written. `mmsi` is nine digits, `flag` ISO 3166 alpha-2,
    `length` metres, `tonnage` "115000 dwt" or "62000 gt", `kind` the noun for it ("oil tanker").
    """

    name: str
    spans: tuple[Span, ...]
    imo: Fact | None = None
    mmsi: Fact | None = None
    flag: Fact | None = None
    length: Fact | None = None
    tonnage: Fact | None = None
    cargo: Fact | None = None
    kind: Fact | None = None
    owner: Fact | None = None
    faults: tuple[Reason, ...] = ()
