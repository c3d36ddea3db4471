"""What would move a standing: the rules run again with one account more, or one taken back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sayso.model import UNKNOWN_SIDE, Account, ActorKind, Grade, Posture, Reason, Verdict
from sayso.settings import StandSettings
from sayso.stand.case import Case, case
from sayso.stand.credibility import credibility
from sayso.stand.origins import Group
from sayso.stand.rules import first

NEW = "~"
"""The claim id of an account that is only supposed; it sorts behind all real ones."""
FEW = 3
"""Of more origins of one kind than this, the loss of one leaves enough of them for every rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A supposition in words, and what it makes of the accounts."""

    supposed: str
    accounts: tuple[Account, ...]


def moves(own: Case, settings: StandSettings) -> tuple[Reason, ...]:
    """Return one sentence for each supposition that would change the verdict or the credibility: what is supposed, what comes
    out.

    Nothing is returned for what is only on record.
    """
    _, *before = _outcome(own)
    if before[0] is Verdict.ON_RECORD:
        return ()
    found = []
    for move in _suppositions(own):
        rule, *after = _outcome(case(move.accounts, settings))
        if after != before:
            word, digit = str(after[0]).replace("_", " "), after[1]
            found.append(Reason(rule=rule, why=f"If {move.supposed}: {word}, credibility {digit}"))
    return tuple(found)


def _outcome(own: Case) -> tuple[str, Verdict, int | None]:
    rule, verdict, _ = first(own)
    return rule.id, verdict, credibility(verdict, own)[0]


def _suppositions(own: Case) -> Iterator[Move]:
    for supposed, account in _added(own):
        yield Move(supposed=supposed, accounts=(*own.accounts, account))
    for name, test in _taken_back(own):
        fallen = tuple(replace(one, retracted=True) if test(one) else one for one in own.accounts)
        yield Move(supposed=f"{name} takes it back", accounts=fallen)


def _added(own: Case) -> Iterator[tuple[str, Account]]:
    neutral = _account(kind=ActorKind.MONITOR, origin="a neutral monitor")
    yield "a neutral monitor with access of its own affirms it", neutral
    yield "a neutral monitor with access of its own denies it", replace(neutral, posture=Posture.DENY)
    yield "somebody outside places the footage", replace(neutral, origin="who places the footage", evidence=Grade.E3)
    harmed = sorted({one.bloc for one in own.accounts if one.bloc not in (None, UNKNOWN_SIDE)} - own.parties)
    for bloc in harmed or ([] if own.parties else ["a side"]):
        yield f"{bloc} admits it", _account(origin=f"{bloc}, admitting", bloc=bloc, interest=-1)
    if own.parties and not harmed:
        yield "the other side admits it", _account(origin="the other side", bloc="the other side", interest=-1)
    if own.parties and not own.denials:
        yield "the other side denies it", _account(origin="the other side", bloc="the other side", posture=Posture.DENY)


def _account(
    origin: str, kind: str | None = None, bloc: str | None = None, interest: int = 0, posture: Posture = Posture.AFFIRM
) -> Account:
    return Account(claim=NEW, publisher=origin, origin=origin, kind=kind, bloc=bloc, interest=interest, posture=posture,
                   keys=frozenset({f"{NEW}{origin}"}))  # fmt: skip


def _taken_back(own: Case) -> Iterator[tuple[str, Callable[[Account], bool]]]:
    """The origins whose retraction could change something: all of a few; of many those who admit, and the last of their kind."""
    for group in own.origins:
        if len(own.origins) <= FEW or _decides(group, own):
            claims = frozenset(one.claim for one in group.accounts)
            yield group.named, lambda one, claims=claims: one.claim in claims  # type: ignore[misc]


def _decides(group: Group, own: Case) -> bool:
    if group.neutral:
        return len(own.neutrals) <= FEW
    alone = any(sum(party in other.parties for other in own.origins) == 1 for party in group.parties)
    return alone or any(one in own.admissions for one in group.accounts)
