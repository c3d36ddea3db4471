"""R16: whose interest a proposition serves, seen from the side that puts it forward (lexicon/interest.toml)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.lexicon import table
from sayso.model import Polarity, Reason, Role
from sayso.stand.told import Told
from sayso.stand.words import found


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
        Interest(types=frozenset(entry["types"]), victims=entry.get("victims", "any"), agent=entry["agent"], patient=entry["patient"],
                 opponent=entry["opponent"], reason=entry["reason"])
        for entry in entries
    )  # fmt: skip


@cache
def default_rows() -> tuple[Interest, ...]:
    """Return R16's default table."""
    return rows(table("interest")["row"])


def interest(
    one: Told, agent: str | None, patient: str | None, own_rows: Sequence[Interest] = ()
) -> tuple[int, tuple[Reason, ...]]:  # fmt: skip
    """Return what the claim is worth to the side that makes it, with the reason where it is not 0.

    `agent` and `patient` are the event's blocs, taken where the claim itself names none. An admission is read from its cue, but never
    in the mouth of a prisoner, nor where the table says that the claim serves its side.
    """
    party = one.party
    if party is None:
        return 0, ()
    worth, why = _by_table(one, party, one.agent or agent, one.patient or patient, (*own_rows, *default_rows()))
    admits = found("admission", one.words)
    if admits and worth <= 0 and not one.speaker.heard_through:
        return -1, (Reason(rule="R16", why=f"the cue says that it tells against {party}", words=(admits,)),)
    if worth < 0 and one.speaker.heard_through:
        return 0, ()
    return worth, (Reason(rule="R16", why=why, words=(one.claim.text,)),) if worth else ()


def _by_table(one: Told, party: str, agent: str | None, patient: str | None, table_rows: Sequence[Interest]) -> tuple[int, str]:
    victims = _victims(one)
    for row in table_rows:
        if one.claim.what.type not in row.types or row.victims not in ("any", victims):
            continue
        if party == agent:
            worth = row.agent
        elif party == patient:
            worth = row.patient
        else:
            worth = row.opponent if agent or patient else 0
        sign = 1 if one.claim.polarity is Polarity.AFFIRMED else -1
        return worth * sign, row.reason
    return 0, ""


def _victims(one: Told) -> str:
    """ "combatants" or "civilians" as the patient is called; civilians where the words leave it open."""
    patients = " ".join(p.text for p in one.claim.what.participants if p.role is Role.PATIENT)
    text = patients or one.claim.text
    return "combatants" if found("combatants", text) and not found("civilians", text) else "civilians"
