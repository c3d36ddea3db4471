"""The claims of an event -> accounts: who speaks, for which side, what he does to the proposition, and on what he rests."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.model import Account, Bound, Claim, Event, EventType, Evidence, Grade, Posture, Quantity, Reason, Report, Value
from sayso.settings import StandSettings
from sayso.stand.interest import Stakes, interest, victims_of
from sayso.stand.proposition import Core, core, counts_clash, far_apart, is_speech, posture
from sayso.stand.record import Record
from sayso.stand.retraction import retract
from sayso.stand.speakers import Packs, both_sides, outlet
from sayso.stand.told import Told, told
from sayso.stand.words import found, plain, takes_back, telling

MEASURES = frozenset({
    "km", "kilometre", "kilometer", "m", "metre", "meter", "cm", "mile", "nautical_mile", "nautical mile", "year", "month", "week", "day",
    "hour", "minute", "second", "percent", "knot", "ton", "leg", "street", "storey", "house", "time",
})  # fmt: skip
NOT_COUNTS = frozenset({"age", "duration", "distance", "subset", "speed", "date"})
ROLES = {EventType.KILL: "killed", EventType.EXECUTE: "killed", EventType.INJURE: "injured", EventType.CAPTURE_PERSON: "captured",
         EventType.RELEASE_PERSON: "released", EventType.DISPLACE: "displaced", EventType.ARREST: "arrested"}  # fmt: skip
SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+|\n")
SAME_THING = re.compile(r"\b(?:videos?|footage|films?|clips?)\b", re.IGNORECASE)


def accounts(
    event: Event, claims: Mapping[str, tuple[Report, Claim]], packs: Packs | None, record: Record, settings: StandSettings
) -> tuple[Account, ...]:  # fmt: skip
    """Return one account for each member of the event that `claims` holds, and one for each verifier that a member names.

    They come in the order of their claim ids, so that the order of arrival never shows.
    """
    members = sorted({member.claim for member in event.members} & claims.keys())
    by_id = {claim_id: told(claim_id, *claims[claim_id], packs) for claim_id in members}
    read = list(by_id.values())
    own = core(event, read)
    stakes = Stakes(type=event.type, agent=_only(one.agent for one in read),
                    patient=_only(one.patient for one in read), victims=victims_of(read))  # fmt: skip
    ids = frozenset((one.report.id, one.claim.id) for one in read)
    voices = [voice for one in read for voice in _voices(one, read, packs)]
    first = [_account(one, event, own, stakes, ids, record) for one in voices]
    standing = retract(_shared_access(first, by_id), by_id, _outside(members, claims, packs), record.retracted)
    return _versions(_in_one_breath([*standing, *_verifiers(read)], by_id), by_id, settings)


def _voices(one: Told, read: Sequence[Told], packs: Packs | None) -> list[Told]:
    """The claim once for each side where two speak in it, else as it is."""
    named = frozenset(bloc for other in read for bloc in (other.agent, other.patient, other.party) if bloc)
    sides = both_sides(one.report, one.claim, packs, named)
    return [
        replace(one, speaker=replace(one.speaker, bloc=side, origin=f"{one.speaker.origin} ({side})", keys=frozenset({f"{side}|itself"}),
                                     umbrella=True))
        for side in sides
    ] or [one]  # fmt: skip


def _outside(members: Sequence[str], claims: Mapping[str, tuple[Report, Claim]], packs: Packs | None) -> tuple[Told, ...]:
    """The claims of other events that take something back."""
    return tuple(
        read
        for claim_id in sorted(claims.keys() - set(members))
        if takes_back(claims[claim_id][1].text) and (read := told(claim_id, *claims[claim_id], packs)).back
    )


def _in_one_breath(all_accounts: Sequence[Account], by_id: Mapping[str, Told]) -> list[Account]:
    """Settle voices that affirm and deny within one report: alone, nobody denies himself; beside others who affirm it, the first thing
    that the voice says in the report tells what it does ("it denied ...; he died of heart failure")."""
    settled = []
    for one in all_accounts:
        beside = [other for other in all_accounts if _one_breath(one, other, by_id)]
        first = min([one, *beside], key=lambda account: by_id[account.claim].claim.span.start)
        does = first.posture if _others_affirm(one, all_accounts) else Posture.AFFIRM
        if not beside or does is one.posture or one.interest < 0:
            settled.append(one)
            continue
        why = Reason(rule="R6", why="the same voice says the contrary in the same report, and first: this belongs to it")
        settled.append(replace(one, posture=does, reasons=(*one.reasons, why)))
    return settled


def _one_breath(one: Account, other: Account, by_id: Mapping[str, Told]) -> bool:
    same = one.keys & other.keys and (one.origin is None) is (other.origin is None)
    contrary = {one.posture, other.posture} == {Posture.AFFIRM, Posture.DENY} and not one.retracted and not other.retracted
    return bool(same) and contrary and by_id[one.claim].report.id == by_id[other.claim].report.id


def _others_affirm(one: Account, all_accounts: Sequence[Account]) -> bool:
    return any(
        other.posture is Posture.AFFIRM and not other.retracted and other.origin and not other.keys & one.keys
        for other in all_accounts
    )


def _only(blocs: Iterable[str | None]) -> str | None:
    """The bloc that the claims name, None where they name none or several."""
    named = {bloc for bloc in blocs if bloc}
    return named.pop() if len(named) == 1 else None


def _account(
    one: Told, event: Event, own: Core, stakes: Stakes, members: frozenset[tuple[str, str]], record: Record
) -> Account:  # fmt: skip
    who = one.speaker
    does, why = posture(one, event, own, members)
    worth, whose = interest(one, stakes)
    return Account(
        claim=one.id,
        publisher=outlet(one.report),
        origin=who.origin,
        bloc=who.bloc,
        posture=does,
        interest=worth,
        evidence=max((piece.grade for piece in one.claim.evidence), default=Grade.E0),
        hedged=bool(one.claim.hedges),
        first_hand=who.first_hand,
        cites=who.cites,
        near_copy_of=record.near_copies.get(one.id),
        published=one.report.published,
        values=values(one.claim, event.type),
        keys=who.keys,
        kind=who.kind,
        umbrella=who.umbrella,
        distance=who.distance,
        speech=is_speech(one, event),
        reasons=(*who.reasons, *((why,) if why else ()), *whose),
    )


def values(claim: Claim, kind: EventType) -> tuple[Value, ...]:
    """Return the counts of a claim, the largest for each role and unit; ages, distances, durations, subsets and increases are none."""
    if found("increase", claim.text):
        return ()
    best: dict[tuple[str, str], Value] = {}
    for quantity in claim.quantities:
        value = _value(quantity, kind)
        if value is None:
            continue
        key = (value.role, value.unit)
        if key not in best or (value.low or 0) > (best[key].low or 0):
            best[key] = value
    return tuple(sorted(best.values(), key=lambda value: (value.role, value.unit)))


def _value(quantity: Quantity, kind: EventType) -> Value | None:
    if quantity.unit in MEASURES or quantity.role in NOT_COUNTS:
        return None
    role = quantity.role or ROLES.get(kind, "count")
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        if not isinstance(quantity.value, (int, float)):
            return None
        low = None if quantity.bound is Bound.AT_MOST else quantity.value
        high = None if quantity.bound is Bound.AT_LEAST else quantity.value
    return Value(role, quantity.unit, low, high, quantity.bound is Bound.VAGUE)


def _verifiers(read: Sequence[Told]) -> list[Account]:
    """R11: who checked the material is an origin of its own."""
    return [
        Account(claim=one.id, publisher=outlet(one.report), origin=piece.verifier, evidence=piece.grade, published=one.report.published,
                keys=frozenset({plain(piece.verifier)}), distance=1,
                reasons=(Reason(rule="R11", why=f"{piece.verifier} checked the material", words=(piece.words.text,)),))
        for one in read
        for piece in one.claim.evidence
        if _checked_by_another(piece, one) and piece.verifier
    ]  # fmt: skip


def _checked_by_another(piece: Evidence, one: Told) -> bool:
    return piece.verifier is not None and piece.grade >= Grade.E3 and plain(piece.verifier) not in one.speaker.keys


def _shared_access(all_accounts: Sequence[Account], by_id: Mapping[str, Told]) -> list[Account]:
    """R3: mark whose eyes an account looks through: those that its sentence names beside a word of sharing, or the same film."""
    result = []
    for one in all_accounts:
        sentence = _sentence(by_id[one.claim])
        shares = found("shared_access", sentence) is not None
        words = frozenset(plain(sentence).split())
        others = [other for other in all_accounts if other.origin and not other.keys & one.keys]
        named = {key for other in others if shares for key in other.keys if telling(key) and telling(key) <= words}
        result.append(replace(one, shared_access=frozenset(named | _same_film(by_id[one.claim]))))
    return result


def _same_film(one: Told) -> set[str]:
    """A key that two accounts of one event share where each rests on a film: it is taken for the same film."""
    names = [link.source.name for link in one.claim.chain]
    return {"thing|film"} if names and SAME_THING.search(names[-1]) else set()


def _sentence(one: Told) -> str:
    """The sentence of the report in which the claim stands."""
    text = one.report.text
    start, end = one.claim.span.start, one.claim.span.end
    before = [hit.end() for hit in SENTENCE_END.finditer(text, 0, start)]
    after = SENTENCE_END.search(text, end)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def _versions(all_accounts: Sequence[Account], by_id: Mapping[str, Told], settings: StandSettings) -> tuple[Account, ...]:
    """R5: mark the accounts whose place or figure cannot be that of the version which more origins give."""
    affirming = [one for one in all_accounts if one.posture is Posture.AFFIRM and not one.retracted]
    latest = [one for one in affirming if not _superseded(one, affirming)]
    odd_counts = _odd_ones(latest, lambda a, b: _clash(a, b, settings.count_ratio))
    odd_places = _odd_ones(latest, lambda a, b: far_apart(by_id[a.claim].claim.where, by_id[b.claim].claim.where, settings))
    marked = []
    for one in all_accounts:
        why = "its figure cannot be that of the others" if one in odd_counts else "it puts the happening elsewhere"
        odd = one in odd_counts or one in odd_places
        marked.append(
            replace(one, posture=Posture.ALTER, reasons=(*one.reasons, Reason(rule="R5", why=why))) if odd else one
        )  # fmt: skip
    return tuple(marked)


def _superseded(one: Account, others: Iterable[Account]) -> bool:
    """True where the same origin gave a figure on a later day."""
    return any(
        other.origin and other.keys & one.keys and other.values and one.published and other.published and other.published > one.published
        for other in others
    )  # fmt: skip


def _clash(left: Account, right: Account, ratio: float) -> bool:
    return any(counts_clash(mine, theirs, ratio) for mine in left.values for theirs in right.values)


def _odd_ones(affirming: Sequence[Account], clash: Callable[[Account, Account], bool]) -> list[Account]:
    """The accounts that clash with the reference: the one that clashes with the fewest origins, of equals the earliest."""
    pairs = {
        (a.claim, b.claim) for a in affirming for b in affirming if a.claim < b.claim and not a.keys & b.keys and clash(a, b)
    }
    if not pairs:
        return []
    clashes = Counter(claim for pair in pairs for claim in pair)
    reference = min(affirming, key=lambda one: (clashes[one.claim], one.published is None, one.published, one.claim)).claim
    return [one for one in affirming if (min(one.claim, reference), max(one.claim, reference)) in pairs]
