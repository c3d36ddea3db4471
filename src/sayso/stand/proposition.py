"""The core proposition of an event, and what each claim does to it: affirm, deny, alter, take back, or leave open (R5, R6, R15).

The core is found without regard to order: the affirmative form where any claim has it; of two agents, the one that more origins
name; of two incompatible counts, the one that agrees with more origins. Ties go to the smaller name.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.lexicon.phrases import found
from sayso.model import Event, EventType, Modality, Polarity, Posture, Reason, Response
from sayso.stand.told import CONTROL, Hold, Told

ACTS = frozenset({
    EventType.ATTACK, EventType.STRIKE, EventType.KILL, EventType.INJURE, EventType.EXECUTE, EventType.DAMAGE, EventType.DESTROY,
    EventType.SHOOT_DOWN, EventType.VESSEL_INCIDENT, EventType.VESSEL_DETAIN, EventType.CAPTURE_PERSON, EventType.ACCUSE,
})  # fmt: skip
TERRITORY = frozenset({EventType.SEIZE_PLACE, EventType.WITHDRAW, EventType.REPEL, EventType.ADVANCE})
TOLLS = frozenset({EventType.KILL, EventType.INJURE})
SPOKEN = frozenset({EventType.ASSESS, EventType.DEMAND, EventType.THREATEN})
UNREAL = frozenset({Modality.OPINION, Modality.DEMANDED, Modality.CONDITIONAL, Modality.PLANNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """What the event's proposition is.

    `agent` is the bloc of the act, `hold` whose hands the place is in, None where open. `speech` is True where only the saying is
    graded, `about_withdrawal` where the happening is that a report was withdrawn. `updated` holds the (report, claim) ids that a
    later word of their own report replaced.
    """

    affirmed: bool
    about_withdrawal: bool = False
    speech: bool = False
    hold: Hold | None = None
    agent: str | None = None
    updated: frozenset[tuple[str, str]] = frozenset()


def core(event: Event, claims: Sequence[Told]) -> Core:
    """Return the event's core proposition, whatever the order of the claims."""
    plain = [one for one in claims if not one.back and not _rejects(one, event)]
    changes = [one.hold for one in plain if one.hold and one.claim.what.type in CONTROL and one.claim.polarity is Polarity.AFFIRMED]
    taken = [hold for one, hold in ((one, one.hold) for one in plain) if hold and one.claim.what.type is EventType.SEIZE_PLACE]
    return Core(
        speech=all(is_speech(one, event) for one in claims),
        affirmed=any(one.claim.polarity is Polarity.AFFIRMED for one in plain) or any(one.back for one in claims) or not plain,
        about_withdrawal=_about_withdrawal(event, claims),
        updated=frozenset(
            (one.report.id, answer.claim) for one in claims for answer in one.claim.responds if answer.relation is Response.UPDATES
        ),
        hold=_most([hold for hold in taken if hold.held]) or _most(changes) or _most([one.hold for one in plain if one.hold])
        if event.type in TERRITORY or taken
        else None,
        agent=_agent(plain),
    )


def _about_withdrawal(event: Event, claims: Sequence[Told]) -> bool:
    """True where the happening itself is that a report was withdrawn."""
    if all(one.back is not None for one in claims):
        return True
    told = {EventType.PUBLISH, EventType.REJECT, EventType.OTHER}
    spoken = event.type in told - {EventType.OTHER} and all(one.claim.what.type in told for one in claims)
    return spoken and any(one.back for one in claims) and all(one.claim.polarity is Polarity.AFFIRMED for one in claims)


def _most(holds: Iterable[Hold]) -> Hold | None:
    votes: dict[Hold, int] = defaultdict(int)
    for hold in holds:
        votes[hold] += 1
    return min(votes, key=lambda hold: (-votes[hold], hold.bloc, hold.held)) if votes else None


def _agent(claims: Iterable[Told]) -> str | None:
    """The bloc that more origins name as the doer."""
    backers: dict[str, set[str]] = defaultdict(set)
    for one in claims:
        if one.agent and one.claim.what.type in ACTS and one.claim.polarity is Polarity.AFFIRMED:
            backers[one.agent].add(one.speaker.origin or one.report.id)
    return min(backers, key=lambda bloc: (-len(backers[bloc]), bloc)) if backers else None


def posture(one: Told, event: Event, own: Core, members: frozenset[tuple[str, str]]) -> tuple[Posture, Reason | None]:
    """Return what the claim does to the core, with the reason where it does not simply affirm it.

    `members` are the (report id, claim id) pairs of the event.
    """
    if one.claim.modality in UNREAL and not own.speech:
        return Posture.SILENT, Reason(rule="R0", why="an opinion, plan or demand says nothing of what happened", words=(one.claim.text,))
    back = one.back
    if back and not own.about_withdrawal and one.claim.what.type is not EventType.WITHDRAW:
        return Posture.WITHDRAW, Reason(rule="R15", why="an earlier account is taken back", words=(back,))
    if open_words := found("unverified", one.words):
        return Posture.SILENT, Reason(rule="R6", why="silence and unverified are no denial", words=(open_words,))
    admits = found("admission", one.words)
    if admits and one.party and (own.hold or one.claim.polarity is Polarity.AFFIRMED):
        return Posture.AFFIRM, Reason(rule="R4", why="the side that it harms admits it", words=(admits,))
    return _contradiction(one, event, own) or _answer(one, own, members) or _other_doer(one, event, own) or (Posture.AFFIRM, None)


def _rejects(one: Told, event: Event) -> bool:
    denial_word = found("denial", one.claim.text) is not None or (
        one.claim.what.type is EventType.REJECT and event.type is not EventType.REJECT
    )  # fmt: skip
    return denial_word and one.claim.polarity is Polarity.AFFIRMED


def _contradiction(one: Told, event: Event, own: Core) -> tuple[Posture, Reason | None] | None:
    if own.hold and one.hold:
        if not _fit(one.hold, own.hold):
            return Posture.DENY, Reason(rule="R6", why="says that the place is in other hands", words=(one.claim.text,))
        return None
    if _rejects(one, event):
        return Posture.DENY, Reason(rule="R6", why="calls the account untrue", words=(one.claim.text,))
    if (one.claim.polarity is Polarity.AFFIRMED) is not own.affirmed:
        return Posture.DENY, Reason(rule="R6", why="says the contrary", words=(one.claim.text,))
    return None


def _fit(left: Hold, right: Hold) -> bool:
    """One side's gain is the other's loss; two sides cannot both hold, nor one hold and not hold."""
    if left.bloc == right.bloc:
        return left.held is right.held
    return not (left.held and right.held)


def _answer(one: Told, own: Core, members: frozenset[tuple[str, str]]) -> tuple[Posture, Reason | None] | None:
    answered = {(one.report.id, answer.claim): answer.relation for answer in one.claim.responds}
    relations = {relation for claim, relation in answered.items() if claim in members}
    open_ones = {relation for claim, relation in answered.items() if claim in members and claim not in own.updated}
    if Response.DENIES in relations:
        return Posture.DENY, Reason(rule="R6", why="the report sets it against another account as a denial", words=(one.claim.text,))
    if Response.DISPUTES in open_ones:
        return Posture.ALTER, Reason(
            rule="R5", why="the report sets it against another account as a different version", words=(one.claim.text,)
        )
    return None


def _other_doer(one: Told, event: Event, own: Core) -> tuple[Posture, Reason | None] | None:
    if event.type not in TOLLS and one.claim.what.type in ACTS and one.agent and own.agent and one.agent != own.agent:
        return Posture.ALTER, Reason(rule="R5", why="names another side as the doer", words=(one.claim.text,))
    return None


def is_speech(one: Told, event: Event) -> bool:
    """Return True where only the saying can be graded: opinions, plans, demands, conditionals, mere possibilities (R0)."""
    return one.claim.modality is not Modality.ACTUAL or event.type in SPOKEN
