"""R15: what was taken back no longer counts, and the relays of it fall with it; nothing leaves the history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.model import Account, Posture, Reason, Response, Role
from sayso.stand.told import OURS, Told
from sayso.stand.words import plain, telling


def retract(
    accounts: Sequence[Account], claims: Mapping[str, Told], outside: Sequence[Told], by_person: frozenset[str]
) -> tuple[Account, ...]:
    """Return the accounts, those taken back marked as retracted with the reason.

    An account falls when a person ruled so, when its origin or an outlet on its way takes it back (in the event or, about the
    same words, in a claim of another one: `outside`), when it repeats an origin that did, or when its own origin later says the
    contrary.
    """
    why: dict[str, str] = {one.claim: "a person ruled that it was taken back, or misread" for one in accounts if one.claim in by_person}
    for taker in accounts:
        if taker.posture is Posture.WITHDRAW or _undoes_itself(taker, accounts, claims):
            why.update(dict.fromkeys(_fallen(taker, accounts, claims), f"taken back: {claims[taker.claim].claim.text}"))
    for elsewhere in outside:
        fallen = [one.claim for one in accounts if _about(elsewhere, one, claims[one.claim])]
        why.update(dict.fromkeys(fallen, f"taken back: {elsewhere.claim.text}"))
    for earlier, later in _turns(accounts, claims):
        why.setdefault(earlier.claim, f"{earlier.origin} said otherwise in {later.claim}")
    _relays(accounts, why)
    return tuple(
        replace(one, retracted=True, reasons=(*one.reasons, Reason(rule="R15", why=why[one.claim]))) if one.claim in why else one
        for one in accounts
    )


def _undoes_itself(taker: Account, accounts: Sequence[Account], claims: Mapping[str, Told]) -> bool:
    """True where a denial answers an account that came through the denier's own mouth."""
    if taker.posture is not Posture.DENY or taker.origin is None:
        return False
    own = claims[taker.claim]
    answered = {(own.report.id, answer.claim) for answer in own.claim.responds if answer.relation is Response.DENIES}
    mine = [one for one in accounts if one.posture is Posture.AFFIRM and one.interest >= 0 and taker.keys & (one.keys | one.cites)]
    return any((claims[one.claim].report.id, claims[one.claim].claim.id) in answered for one in mine)


def _answered(own: Told) -> set[tuple[str, str]]:
    return {(own.report.id, answer.claim) for answer in own.claim.responds if answer.relation is not Response.CONFIRMS}


def _fallen(taker: Account, accounts: Sequence[Account], claims: Mapping[str, Told]) -> set[str]:
    """The ids of the accounts that the taker's claim takes back: those it answers, and those of the bodies that it names."""
    own = claims[taker.claim]
    answered = _answered(own)
    names = _takers(taker.keys | taker.cites, taker.origin is None or taker.distance == 0, own)
    affirming = [one for one in accounts if one.posture is Posture.AFFIRM]
    return {
        one.claim for one in affirming if (claims[one.claim].report.id, claims[one.claim].claim.id) in answered or _came_through(one, names)
    }


def _takers(voice: frozenset[str], narrated: bool, own: Told) -> frozenset[str]:
    """The keys of whoever takes back: the speaker, and the doer that the sentence names; the outlet where it speaks of itself."""
    doers = {plain(name) for p in own.claim.what.participants if p.role is Role.AGENT for name in (p.name, *p.names)}
    if narrated:
        itself = OURS.search(own.claim.text) is not None or not doers
        return frozenset(doers | (set(voice) if itself else set()))
    return frozenset(voice | doers)


def _came_through(one: Account, names: frozenset[str]) -> bool:
    """True where one of the names is the origin, a relay or the outlet of the account, or a longer name for it: "channel twenty
    military editor" is Channel Twenty's."""
    voices = one.keys | one.cites | {plain(one.publisher)}
    if voices & names:
        return True
    return any(words <= telling(name) for name in names for voice in voices if "|" not in voice and (words := telling(voice)))


def _about(taker: Told, one: Account, own: Told) -> bool:
    """True where a retraction in another event names a voice of the account and shares two telling words with it."""
    if one.posture is not Posture.AFFIRM:
        return False
    who = taker.speaker
    if not _came_through(one, _takers(who.keys | who.cites, who.origin is None or who.distance == 0, taker)):
        return False
    chain = " ".join(name for link in own.claim.chain for name in (link.source.name, *link.source.names))
    patients = " ".join(p.name for p in taker.claim.what.participants if p.role is Role.PATIENT)
    voices = frozenset().union(*(telling(name) for name in (one.publisher, *one.cites)))
    shared = telling(f"{taker.claim.text} {patients}") & telling(f"{own.claim.text} {chain}")
    return len(shared - voices) >= 2


def _turns(accounts: Sequence[Account], claims: Mapping[str, Told]) -> Iterable[tuple[Account, Account]]:
    """Pairs (fallen, standing) of accounts of one origin that say contrary things: the later one stands, and an admission
    always.
    """
    affirming = [one for one in accounts if one.posture is Posture.AFFIRM and one.origin]
    denying = [one for one in accounts if one.posture is Posture.DENY and one.origin]
    for one in affirming:
        for other in denying:
            if one.keys & other.keys:
                yield from _which_falls(one, other, claims)


def _which_falls(one: Account, other: Account, claims: Mapping[str, Told]) -> Iterable[tuple[Account, Account]]:
    for fallen, stands in ((one, other), (other, one)):
        if fallen.interest >= 0 and _gives_way(fallen, stands, claims):
            yield fallen, stands


def _gives_way(one: Account, other: Account, claims: Mapping[str, Told]) -> bool:
    if other.interest < 0 and other.posture is Posture.AFFIRM:
        return True
    left, right = claims[one.claim], claims[other.claim]
    if left.claim.what.type is not right.claim.what.type:
        return False
    if left.report.id == right.report.id:
        return any(answer.claim == left.claim.id and answer.relation is Response.UPDATES for answer in right.claim.responds)
    return one.published is not None and other.published is not None and one.published < other.published


def _relays(accounts: Sequence[Account], why: dict[str, str]) -> None:
    """Let fall what repeats an origin that took its account back."""
    gone = [one for one in accounts if one.claim in why and one.origin is not None and one.posture is Posture.AFFIRM]
    for one in accounts:
        repeated = [fallen for fallen in gone if one.origin is not None and one.keys & fallen.keys]
        if one.posture is Posture.AFFIRM and one.claim not in why and repeated:
            why[one.claim] = f"it repeats {repeated[0].origin}, who took it back"
