"""The claims of an event -> accounts: who speaks, for which side, what he does to the proposition, and on what he rests."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.lexicon.phrases import takes_back
from sayso.model import Account, Claim, Event, Evidence, Grade, Posture, Reason, Report
from sayso.settings import StandSettings
from sayso.stand.access import shared_access
from sayso.stand.interest import Stakes, interest, rows, victims_of
from sayso.stand.proposition import Core, core, is_speech, posture
from sayso.stand.record import Record
from sayso.stand.retraction import retract
from sayso.stand.speakers import Packs, both_sides, outlet
from sayso.stand.told import Told, told
from sayso.stand.values import values
from sayso.stand.versions import versions
from sayso.stand.words import plain


def accounts(
    event: Event, claims: Mapping[str, tuple[Report, Claim]], packs: Packs | None, record: Record, settings: StandSettings
) -> tuple[Account, ...]:
    """Return one account for each member of the event that `claims` holds, and one for each verifier that a member names.

    They come in the order of their claim ids, so that the order of arrival never shows.
    """
    members = sorted({member.claim for member in event.members} & claims.keys())
    by_id = {claim_id: told(claim_id, *claims[claim_id], packs) for claim_id in members}
    read = list(by_id.values())
    own = core(event, read)
    stakes = Stakes(
        type=event.type,
        agent=_only(one.agent for one in read),
        patient=_only(one.patient for one in read),
        victims=victims_of(read),
        rows=rows(packs.interests) if packs else (),
    )
    ids = frozenset((one.report.id, one.claim.id) for one in read)
    voices = [voice for one in read for voice in _voices(one, read, packs)]
    first = [_account(one, event, own, stakes, ids, record) for one in voices]
    standing = retract(shared_access(first, by_id), by_id, _outside(members, claims, packs), record.retracted)
    return versions(_in_one_breath(_remarks_alone([*standing, *_verifiers(read)]), by_id), by_id, settings)


def taking_back(claims: Mapping[str, tuple[Report, Claim]]) -> dict[str, tuple[Report, Claim]]:
    """Return those of the claims that take a report back: all that the standing of an event needs of claims that are not its own."""
    return {claim_id: one for claim_id, one in claims.items() if takes_back(one[1].text)}


def _remarks_alone(all_accounts: Sequence[Account]) -> Sequence[Account]:
    """Where nobody says more than that it is open, that is what the event is about, and they affirm it."""
    if any(one.posture is not Posture.SILENT for one in all_accounts):
        return all_accounts
    return [replace(one, posture=Posture.AFFIRM) for one in all_accounts]


def _voices(one: Told, read: Sequence[Told], packs: Packs | None) -> list[Told]:
    """The claim once for each side where two speak in it, else as it is."""
    named = frozenset(bloc for other in read for bloc in (other.agent, other.patient, other.party) if bloc)
    sides = both_sides(one.report, one.claim, packs, named)
    return [
        replace(
            one,
            speaker=replace(
                one.speaker, bloc=side, origin=f"{one.speaker.origin} ({side})", keys=frozenset({f"{side}|itself"}), umbrella=True
            ),
        )
        for side in sides
    ] or [one]


def _outside(members: Sequence[str], claims: Mapping[str, tuple[Report, Claim]], packs: Packs | None) -> tuple[Told, ...]:
    """The claims of other events that take something back."""
    return tuple(
        read
        for claim_id in sorted(claims.keys() - set(members))
        if takes_back(claims[claim_id][1].text) and (read := told(claim_id, *claims[claim_id], packs)).back
    )


def _in_one_breath(all_accounts: Sequence[Account], by_id: Mapping[str, Told]) -> list[Account]:
    """Settle voices that affirm and deny within one report: alone, nobody denies himself; beside others who affirm it, the
    first thing that the voice says in the report tells what it does ("it denied ...; he died of heart failure").
    """
    reports: dict[str, list[Account]] = defaultdict(list)
    for one in all_accounts:
        reports[by_id[one.claim].report.id].append(one)
    return [_settled(one, reports[by_id[one.claim].report.id], all_accounts, by_id) for one in all_accounts]


def _settled(one: Account, of_report: Sequence[Account], all_accounts: Sequence[Account], by_id: Mapping[str, Told]) -> Account:
    beside = [other for other in of_report if _contrary(one, other)]
    if not beside or one.interest < 0:
        return one
    first = min([one, *beside], key=lambda account: by_id[account.claim].claim.span.start)
    does = first.posture if _others_affirm(one, all_accounts) else Posture.AFFIRM
    if does is one.posture:
        return one
    why = Reason(rule="R6", why="the same voice says the contrary in the same report, and first: this belongs to it")
    return replace(one, posture=does, reasons=(*one.reasons, why))


def _contrary(one: Account, other: Account) -> bool:
    """True where one voice affirms here and denies there, and took neither back."""
    contrary = {one.posture, other.posture} == {Posture.AFFIRM, Posture.DENY} and not one.retracted and not other.retracted
    return contrary and bool(one.keys & other.keys) and (one.origin is None) is (other.origin is None)


def _others_affirm(one: Account, all_accounts: Sequence[Account]) -> bool:
    return any(
        other.posture is Posture.AFFIRM and not other.retracted and other.origin and not other.keys & one.keys for other in all_accounts
    )


def _only(blocs: Iterable[str | None]) -> str | None:
    """The bloc that the claims name, None where they name none or several."""
    named = {bloc for bloc in blocs if bloc}
    return named.pop() if len(named) == 1 else None


def _account(one: Told, event: Event, own: Core, stakes: Stakes, members: frozenset[tuple[str, str]], record: Record) -> Account:
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


def _verifiers(read: Sequence[Told]) -> list[Account]:
    """R11: who checked the material is an origin of its own."""
    return [
        Account(
            claim=one.id,
            publisher=outlet(one.report),
            origin=piece.verifier,
            evidence=piece.grade,
            published=one.report.published,
            keys=frozenset({plain(piece.verifier)}),
            distance=1,
            reasons=(Reason(rule="R11", why=f"{piece.verifier} checked the material", words=(piece.words.text,)),),
        )
        for one in read
        for piece in one.claim.evidence
        if _checked_by_another(piece, one) and piece.verifier
    ]


def _checked_by_another(piece: Evidence, one: Told) -> bool:
    return piece.verifier is not None and piece.grade >= Grade.E3 and plain(piece.verifier) not in one.speaker.keys
