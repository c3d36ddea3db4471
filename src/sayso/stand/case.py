"""The accounts of an event laid out for the rules: who affirms and counts, who only repeats, who denies, who tells it
otherwise (R2).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model import UNKNOWN_SIDE, Account, Grade, Posture, Reason
from sayso.settings import StandSettings
from sayso.stand.origins import Group, collapse


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What the rules look at. `origins` affirm and count; `repeating` are outlets' own voices that do not; `taken_back`
    holds retracted accounts and retractions. `common_report` is True where outlets' own voices alone carry the event.
    """

    accounts: tuple[Account, ...]
    origins: tuple[Group, ...]
    repeating: tuple[Account, ...]
    denials: tuple[Account, ...]
    versions: tuple[Account, ...]
    silent: tuple[Account, ...]
    taken_back: tuple[Account, ...]
    common_report: bool = False

    @property
    def affirming(self) -> tuple[Account, ...]:
        """The accounts that count."""
        return tuple(one for group in self.origins for one in group.accounts)

    @property
    def neutrals(self) -> tuple[Group, ...]:
        """The origins in which no side speaks."""
        return tuple(group for group in self.origins if group.neutral)

    @property
    def parties(self) -> frozenset[str]:
        """The belligerent sides that affirm."""
        return frozenset().union(*(group.parties for group in self.origins))

    @property
    def admissions(self) -> tuple[Account, ...]:
        """Accounts of a side against its own interest, in a named mouth that does not deny it beside (R4, R16)."""
        denying = frozenset().union(*(one.keys for one in self.denials))
        told = [one for one in (*self.affirming, *self.versions) if one.origin and one.bloc not in (None, UNKNOWN_SIDE)]
        return tuple(one for one in told if one.interest < 0 and not one.keys & denying)

    @property
    def evidence(self) -> Grade:
        """R11: the best evidence among the accounts that affirm."""
        return max((one.evidence for one in (*self.affirming, *self.repeating)), default=Grade.E0)

    @property
    def strong(self) -> bool:
        """Two neutral origins, or one whose material was checked (R7)."""
        return len(self.neutrals) >= 2 or any(group.evidence >= Grade.E3 for group in self.neutrals)

    @property
    def hedged(self) -> bool:
        """True where every origin hedges."""
        return bool(self.origins) and all(group.hedged for group in self.origins)


def case(accounts: Iterable[Account], settings: StandSettings) -> Case:
    """Return the accounts laid out; their order does not matter."""
    ordered = tuple(sorted(accounts, key=lambda one: (one.claim, one.origin or "")))
    live = [one for one in ordered if not one.retracted]
    affirming = [one for one in live if one.posture is Posture.AFFIRM]
    soft = tuple(one for one in affirming if one.origin is None and not one.first_hand)
    counted = [one for one in affirming if one.origin is not None or one.first_hand]
    origins, common = _origins(counted, soft, settings)
    return Case(
        accounts=ordered,
        origins=origins,
        repeating=() if common else soft,
        denials=tuple(one for one in live if one.posture is Posture.DENY and (one.origin or one.first_hand)),
        versions=tuple(one for one in live if one.posture is Posture.ALTER),
        silent=tuple(one for one in live if one.posture is Posture.SILENT),
        taken_back=tuple(one for one in ordered if one.retracted or one.posture is Posture.WITHDRAW),
        common_report=common,
    )


def _origins(counted: list[Account], soft: tuple[Account, ...], settings: StandSettings) -> tuple[tuple[Group, ...], bool]:
    """R2: outlets' own voices are an origin, one for all of them, where they alone carry it or enough of them assert it."""
    outlets = {group.accounts[0].publisher for group in collapse(soft)}
    if not soft or (counted and len(outlets) < settings.narrating_outlets):
        return collapse(counted), False
    why = f"{', '.join(sorted(outlets))} state it in their own voice" if len(outlets) > 1 else f"{min(outlets)} states it in its own voice"
    common = Group(accounts=soft, reason=Reason(rule="R2", why=f"{why}: no source is named"))
    return (*collapse(counted), common), not counted
