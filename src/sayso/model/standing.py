"""How an event stands: who backs it, who contradicts it, and why the verdict is what it is (design/STANDING R0-R16)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sayso.model.evidence import Grade
from sayso.model.reason import Reason


class Verdict(StrEnum):
    """The closed set of standings (gold/SCHEMA, bundles)."""

    SINGLE_SOURCE = "single_source"
    SAME_SIDE = "same_side"
    CORROBORATED = "corroborated"
    CROSS_CONFIRMED = "cross_confirmed"
    DISPUTED = "disputed"
    DENIED = "denied"
    RETRACTED = "retracted"
    ON_RECORD = "on_record"


class Posture(StrEnum):
    """What an account does to the event's proposition.

    It affirms it, denies it, gives another version of a core slot, takes an earlier account back, or leaves it open ("could not
    be verified", "no comment"), which counts neither as agreement nor as denial.
    """

    AFFIRM = "affirm"
    DENY = "deny"
    ALTER = "alter"
    WITHDRAW = "withdraw"
    SILENT = "silent"


UNKNOWN_SIDE = "unknown"
"""The bloc of an official voice ("the ministry") whose side nobody could tell: it never counts as neutral, nor as a party."""


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """A figure of one account: what is counted ("killed"), its unit and the range, None on an open side.

    `vague` is True where the words gave no number ("dozens"); `low` is then what the word means at least.
    """

    role: str
    unit: str
    low: float | None
    high: float | None
    vague: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One claim about an event after its chain was resolved; the rules see nothing else.

    `origin` names the last link's actor (None = the outlet's own voice), `bloc` is a belligerent bloc, None for neutral or
    UNKNOWN_SIDE, `interest` -1 against the bloc's own interest, +1 for it, 0 neither. `keys` are the spellings under which the
    origin is found again; `shared_access` and `cites` hold keys of other origins, `near_copy_of` the id of the claim that the
    text was copied from or None. `kind` is the origin's ActorKind or None, `umbrella` True where a whole state speaks
    ("Moscow"); `distance` counts the links of the chain, 0 for narration; `speech` is True for opinions, plans, demands and the
    like, of which only the saying is graded.
    """

    claim: str
    publisher: str
    origin: str | None
    bloc: str | None = None
    posture: Posture = Posture.AFFIRM
    interest: int = 0
    evidence: Grade = Grade.E0
    hedged: bool = False
    first_hand: bool = False
    retracted: bool = False
    shared_access: frozenset[str] = frozenset()
    cites: frozenset[str] = frozenset()
    near_copy_of: str | None = None
    published: date | None = None
    values: tuple[Value, ...] = ()
    keys: frozenset[str] = frozenset()
    kind: str | None = None
    umbrella: bool = False
    distance: int = 1
    speech: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Accounts that count once, with the rule that joined them."""

    names: tuple[str, ...]
    blocs: tuple[str, ...]
    claims: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of an event: `role` (killed, injured ...), `unit`, the range over all origins (None = open) and each origin's own.

    `best` is None where the profile gives no best value.
    """

    role: str
    unit: str
    low: float | None
    high: float | None
    best: float | None
    by_origin: tuple[tuple[str, float | None, float | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The verdict on an event under one profile.

    `rule` is the id of the rule that decided; `reasons` the rules that fired, `considered` those that were looked at and did not
    (each says why), `would_move` what one more account of a given kind would make of it. `credibility` is Admiralty's 1
    (confirmed) to 6 (cannot be judged), None where truth is not the question (on_record). `grade` is the profile's own word for
    the verdict (Airwars' Confirmed to Discounted, ISW's assessed and claimed), None where the profile has no scale of its own.
    """

    verdict: Verdict
    rule: str
    credibility: int | None
    evidence: Grade
    origins: tuple[Origin, ...]
    publishers: int
    blocs: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    flags: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    considered: tuple[Reason, ...] = ()
    would_move: tuple[Reason, ...] = ()
    profile: str = "sayso"
    grade: str | None = None
