"""R14: who controls a place, by date, and on whose word. An advance is never control."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sayso.model import ActorKind, Claim, Grade, Modality, Reason, Report
from sayso.stand.speakers import Packs
from sayso.stand.told import Told, told


class Basis(StrEnum):
    """On whose word a side holds a place, best first."""

    CONCEDED = "conceded"
    ASSESSED = "assessed"
    CLAIMED = "claimed"
    CONTESTED = "contested"


RANK = {Basis.CONCEDED: 3, Basis.ASSESSED: 2, Basis.CLAIMED: 1, Basis.CONTESTED: 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Who held the place from the day on. `bloc` is None where it is contested or where only a loss is told; `day` is None
    where no date is known. `overwrites` is True where a weaker word follows a stronger one that said otherwise.
    """

    day: date | None
    bloc: str | None
    basis: Basis
    claims: tuple[str, ...]
    reason: Reason
    overwrites: bool = False


def control(claims: Mapping[str, tuple[Report, Claim]], *, packs: Packs | None = None) -> tuple[Control, ...]:
    """Return who controls a place over time, earliest first, from all claims about that place (the mapping's order does not
    matter).

    Of one day the stronger word holds: conceded by the loser, assessed by a neutral who checked, claimed by the gainer alone,
    contested where two sides claim it. A newer word of the same or a higher grade supersedes; a weaker one never does without a
    later day, and is marked then. Claims without a date come first.
    """
    read = [told(claim_id, *claims[claim_id], packs) for claim_id in sorted(claims)]
    holds = [one for one in read if one.hold and one.claim.modality is Modality.ACTUAL and not one.back]
    days = sorted({_day(one) for one in holds}, key=lambda day: (day is not None, day))
    history: list[Control] = []
    for day in days:
        state = _of_day(day, [one for one in holds if _day(one) == day])
        if not history or (state.bloc, state.basis) != (history[-1].bloc, history[-1].basis):
            history.append(_after(history, state))
    return tuple(history)


def _day(one: Told) -> date | None:
    when = one.claim.when
    return (when.start if when else None) or one.report.published


def _of_day(day: date | None, holds: Sequence[Told]) -> Control:
    ranked = [(_basis(one), one) for one in holds]
    best = max(RANK[basis] for basis, _ in ranked)
    strongest = [(basis, one) for basis, one in ranked if RANK[basis] == best]
    holders = {one.hold.bloc for _, one in strongest if one.hold and one.hold.held}
    losers = {one.hold.bloc for _, one in strongest if one.hold and not one.hold.held}
    ids = tuple(one.id for _, one in strongest)
    basis = strongest[0][0]
    if len(holders) > 1:
        sides = " and ".join(sorted(holders))
        return Control(day=day, bloc=None, basis=Basis.CONTESTED, claims=ids, reason=_why(f"{sides} both claim it", strongest))
    if not holders:
        gone = " and ".join(sorted(losers))
        named = _winner(holds, losers)
        return Control(day=day, bloc=named, basis=basis, claims=ids, reason=_why(f"{gone} holds it no longer", strongest))
    holder = holders.pop()
    return Control(day=day, bloc=holder, basis=basis, claims=ids, reason=_why(f"{holder} holds it ({basis})", strongest))


def _winner(holds: Iterable[Told], losers: set[str]) -> str | None:
    """Who holds what a side gave up: the one other side that claims it, on whatever word."""
    others = {one.hold.bloc for one in holds if one.hold and one.hold.held and one.hold.bloc not in losers}
    return others.pop() if len(others) == 1 else None


def _basis(one: Told) -> Basis:
    hold = one.hold
    if hold is not None and one.party is not None:
        gives_away = (hold.held and hold.bloc != one.party) or (not hold.held and hold.bloc == one.party)
        return Basis.CONCEDED if gives_away else Basis.CLAIMED
    checked = max((piece.grade for piece in one.claim.evidence), default=Grade.E0) >= Grade.E3
    verifies = one.speaker.origin is not None and one.speaker.kind in (ActorKind.MONITOR, ActorKind.IO)
    return Basis.ASSESSED if checked or verifies else Basis.CLAIMED


def _why(sentence: str, strongest: Sequence[tuple[Basis, Told]]) -> Reason:
    return Reason(rule="R14", why=sentence, words=tuple(one.claim.text for _, one in strongest))


def _after(history: Sequence[Control], state: Control) -> Control:
    """Mark a weaker word that follows a stronger one."""
    if not history or state.bloc == history[-1].bloc or RANK[state.basis] >= RANK[history[-1].basis]:
        return state
    return Control(day=state.day, bloc=state.bloc, basis=state.basis, claims=state.claims, reason=state.reason, overwrites=True)
