"""R15: what was taken back no longer counts, and the relays of it fall with it; nothing leaves the history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.model import Account, Posture, Reason, Response, Role
from sayso.stand.told import OURS, Told
from sayso.stand.words import plain, telling


def retract(accounts: Sequence[Account], claims: Mapping[str, Told], by_person: frozenset[str]) -> tuple[Account, ...]:
    """Return the accounts, those taken back marked as retracted with the reason.

    An account falls when a person ruled so, when its origin or an outlet on its way takes it back, when it repeats an origin that
    did, or when its own origin later says the contrary.
    """
    why: dict[str, str] = {one.claim: "a person ruled that it was taken back" for one in accounts if one.claim in by_person}
    for taker in (one for one in accounts if one.posture is Posture.WITHDRAW):
        why.update({fallen: _sentence(claims[taker.claim]) for fallen in _fallen(taker, accounts, claims)})
    for earlier, later in _turns(accounts, claims):
        why.setdefault(earlier.claim, f"{earlier.origin} later said the contrary ({later.claim})")
    _relays(accounts, why)
    return tuple(
        replace(one, retracted=True, reasons=(*one.reasons, Reason(rule="R15", why=why[one.claim]))) if one.claim in why else one
        for one in accounts
    )  # fmt: skip


def _sentence(taker: Told) -> str:
    return f"taken back: {taker.claim.text}"


def _fallen(taker: Account, accounts: Sequence[Account], claims: Mapping[str, Told]) -> set[str]:
    """The ids of the accounts that the taker's claim takes back: those it answers, else those of the bodies that it names."""
    own = claims[taker.claim]
    answered = {(own.report.id, answer.claim) for answer in own.claim.responds if answer.relation is not Response.CONFIRMS}
    direct = {one.claim for one in accounts if (claims[one.claim].report.id, claims[one.claim].claim.id) in answered}
    names = _takers(taker, own)
    return direct | {
        one.claim for one in accounts if one.posture is Posture.AFFIRM and _voices(one) & names or _named(one, names)
    }


def _takers(taker: Account, own: Told) -> frozenset[str]:
    """The keys of whoever takes back: the speaker, and the doer that the sentence names; the outlet where it speaks of itself."""
    doers = {plain(p.name) for p in own.claim.what.participants if p.role is Role.AGENT}
    if taker.origin is None or taker.distance == 0:
        itself = OURS.search(own.claim.text) is not None or not doers
        return frozenset(doers | (set(taker.keys) if itself else set()))
    return frozenset(taker.keys | taker.cites | doers)


def _voices(one: Account) -> frozenset[str]:
    """Everybody through whom an account came: its origin, the relays and its outlet."""
    return one.keys | one.cites | {plain(one.publisher)}


def _named(one: Account, names: Iterable[str]) -> bool:
    """True where a taker's longer name holds that of a voice: "channel twenty military editor" is Channel Twenty's."""
    if one.posture is not Posture.AFFIRM:
        return False
    voices = [words for voice in _voices(one) if len(words := telling(voice)) > 0]
    return any(words <= telling(name) for name in names for words in voices)


def _turns(accounts: Sequence[Account], claims: Mapping[str, Told]) -> Iterable[tuple[Account, Account]]:
    """Pairs (earlier, later) of accounts of one origin that say contrary things, where it shows which came later."""
    for one in accounts:
        for other in accounts:
            contrary = {one.posture, other.posture} == {Posture.AFFIRM, Posture.DENY}
            if contrary and one.origin and other.origin and one.keys & other.keys and _before(one, other, claims):
                yield one, other


def _before(one: Account, other: Account, claims: Mapping[str, Told]) -> bool:
    left, right = claims[one.claim], claims[other.claim]
    if left.report.id == right.report.id:
        return any(
            answer.claim == left.claim.id and answer.relation in (Response.UPDATES, Response.DENIES) for answer in right.claim.responds
        )  # fmt: skip
    return one.published is not None and other.published is not None and one.published < other.published


def _relays(accounts: Sequence[Account], why: dict[str, str]) -> None:
    """Let fall what repeats an origin that took its account back: the same origin, not later than the retraction undid it."""
    gone = [one for one in accounts if one.claim in why and one.origin is not None and one.posture is Posture.AFFIRM]
    for one in accounts:
        if one.posture is not Posture.AFFIRM or one.claim in why:
            continue
        for fallen in gone:
            if one.origin is not None and one.keys & fallen.keys and one.posture is fallen.posture:
                why[one.claim] = f"it repeats {fallen.origin}, who took it back"
