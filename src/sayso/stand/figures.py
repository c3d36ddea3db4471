"""R13: the figures of an event, each origin's range kept; one best value only where the profile's codebook asks for one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Account, ActorKind, Figure, Value
from sayso.stand.case import Case
from sayso.stand.origins import Group, collapse

MONITORS = frozenset({ActorKind.MONITOR, ActorKind.IO, ActorKind.NGO, ActorKind.COURT})


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginFigure:
    """What one origin says of one count, as of its latest day."""

    group: Group
    low: float | None
    high: float | None
    vague: bool


def figures(case: Case, profile: str) -> tuple[Figure, ...]:
    """Return the figures by role and unit: low the least of any origin, high the largest, None where an origin leaves the side
    open.

    `best` follows the profile: airwars and sayso None (a range, no point); acled the lowest figure; ucdp an admission, else a
    neutral monitor's, else the lowest.
    """
    told: dict[tuple[str, str], list[OriginFigure]] = defaultdict(list)
    for group in collapse((*case.affirming, *case.versions)):
        for key, figure in _latest(group).items():
            told[key].append(figure)
    return tuple(_figure(key, own, profile) for key, own in sorted(told.items()))


def _latest(group: Group) -> dict[tuple[str, str], OriginFigure]:
    """The origin's own figures: those of the last day on which it gave any; several of one day widen the range."""
    found: dict[tuple[str, str], list[tuple[Account, Value]]] = defaultdict(list)
    for account in group.accounts:
        for value in account.values:
            found[(value.role, value.unit)].append((account, value))
    return {key: _of_last_day(group, own) for key, own in found.items()}


def _of_last_day(group: Group, own: Sequence[tuple[Account, Value]]) -> OriginFigure:
    days = [account.published for account, _ in own if account.published]
    last = [value for account, value in own if not days or account.published in (max(days), None)]
    return OriginFigure(
        group=group,
        low=_least([value.low for value in last]),
        high=_largest([value.high for value in last]),
        vague=all(value.vague for value in last),
    )


def _least(ends: Sequence[float | None]) -> float | None:
    known = [end for end in ends if end is not None]
    return min(known) if len(known) == len(ends) else None


def _largest(ends: Sequence[float | None]) -> float | None:
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None


def _figure(key: tuple[str, str], own: Sequence[OriginFigure], profile: str) -> Figure:
    role, unit = key
    by_origin = tuple(sorted(((one.group.named, one.low, one.high) for one in own), key=lambda entry: (entry[0], entry[1] or 0)))
    low, high = _least([one.low for one in own]), _largest([one.high for one in own])
    return Figure(role=role, unit=unit, low=low, high=high, best=_best(own, profile), by_origin=by_origin)


def _best(own: Sequence[OriginFigure], profile: str) -> float | None:
    if profile == "acled":
        return _lowest(own)
    if profile != "ucdp":
        return None
    admitted = [one for one in own if any(account.interest < 0 and account.bloc for account in one.group.accounts)]
    monitors = [one for one in own if any(account.kind in MONITORS and account.bloc is None for account in one.group.accounts)]
    return _lowest(admitted or monitors or own)


def _lowest(own: Sequence[OriginFigure]) -> float | None:
    """The lowest figure; of an open range its known end. A figure in words ("dozens") only where no other is given."""
    exact = [one for one in own if not one.vague] or own
    ends = [end for one in exact if (end := one.low if one.low is not None else one.high) is not None]
    return min(ends) if ends else None
