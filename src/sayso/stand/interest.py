"""R16: whose interest a proposition serves, seen from the side that puts it forward (lexicon/interest.toml)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.lexicon import table
from sayso.lexicon.phrases import found
from sayso.model import EventType, Polarity, Reason, Role
from sayso.stand.told import Told

KINDS = (
    frozenset({EventType.SEIZE_PLACE, EventType.WITHDRAW, EventType.REPEL, EventType.ADVANCE, EventType.CLASH}),
    frozenset({EventType.KILL, EventType.INJURE, EventType.EXECUTE}),
    frozenset({EventType.VESSEL_DETAIN, EventType.VESSEL_INCIDENT}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """What one kind of happening is worth to the sides: +1 in their interest, -1 against it, 0 neither."""

    types: frozenset[str]
    victims: str
    agent: int
    patient: int
    opponent: int
    reason: str


def rows(entries: Sequence[Mapping[str, Any]]) -> tuple[Interest, ...]:
    """Return the rows of a table in TOML form (the lexicon's own, or a pack's)."""
    return tuple(
        Interest(
            types=frozenset(entry["types"]),
            victims=entry.get("victims", "any"),
            agent=entry["agent"],
            patient=entry["patient"],
            opponent=entry["opponent"],
            reason=entry["reason"],
        )
        for entry in entries
    )


@cache
def default_rows() -> tuple[Interest, ...]:
    """Return R16's default table."""
    return rows(table("interest")["row"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Stakes:
    """Whose happening the event is: its type, the blocs of agent and patient (None = not known), who the victims are.

    `rows` are the rows of interest that a pack puts before the default ones.
    """

    type: EventType
    agent: str | None = None
    patient: str | None = None
    victims: str | None = None
    rows: tuple[Interest, ...] = ()


def interest(one: Told, stakes: Stakes) -> tuple[int, tuple[Reason, ...]]:
    """Return what the claim is worth to the side that makes it, with the reason where it is not 0.

    The event's stakes are taken where the claim itself names no side. The table holds only for a claim of the event's own kind:
    that troops left is no word on prisoners. An admission is read from its cue, but never in the mouth of one who is heard
    through another side, nor where the table says that the claim serves its own.
    """
    party = one.party
    if party is None:
        return 0, ()
    worth, why = _by_table(one, party, stakes, (*stakes.rows, *default_rows()))
    admits = found("admission", one.words)
    about_the_world = stakes.type not in (EventType.PUBLISH, EventType.REJECT)
    if admits and about_the_world and worth <= 0 and not one.speaker.heard_through:
        return -1, (Reason(rule="R16", why=f"the cue says that it tells against {party}", words=(admits,)),)
    if worth < 0 and one.speaker.heard_through:
        return 0, ()
    return worth, (Reason(rule="R16", why=why, words=(one.claim.text,)),) if worth else ()


def _by_table(one: Told, party: str, stakes: Stakes, table_rows: Sequence[Interest]) -> tuple[int, str]:
    agent, patient = one.agent or stakes.agent, one.patient or stakes.patient
    victims = victims_of([one]) or stakes.victims
    row = next((row for row in table_rows if one.claim.what.type in row.types and row.victims in ("any", victims)), None)
    if row is None or not _same_kind(one.claim.what.type, stakes.type):
        return 0, ""
    if party == agent:
        worth = row.agent
    elif party == patient:
        worth = row.patient
    else:
        worth = row.opponent if agent else 0
    return worth * (1 if one.claim.polarity is Polarity.AFFIRMED else -1), row.reason


def _same_kind(left: EventType, right: EventType) -> bool:
    return left is right or any(left in kind and right in kind for kind in KINDS)


def victims_of(claims: Iterable[Told]) -> str | None:
    """Return "combatants" or "civilians" as the claims call those who suffered it, None where they do not say or disagree."""
    called = set()
    for one in claims:
        patients = " ".join(p.text for p in one.claim.what.participants if p.role is Role.PATIENT)
        for name in ("civilians", "combatants"):
            if found(name, patients):
                called.add(name)
    return called.pop() if len(called) == 1 else None
