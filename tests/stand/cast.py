"""Accounts, claims and a small pack for the tests of standings. All of it is fiction: Norland and Sudmark are at war over
Midvale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sayso.model import (
    Account,
    Actor,
    ActorKind,
    Attribution,
    Bound,
    Claim,
    Event,
    EventType,
    Evidence,
    EvidenceKind,
    Grade,
    Membership,
    Modality,
    Participant,
    Phrase,
    Place,
    PlaceRole,
    Polarity,
    Posture,
    Quantity,
    Reason,
    Report,
    Responds,
    Role,
    Source,
    Span,
    Value,
    Voice,
    What,
    When,
    Where,
    phrase,
)
from sayso.settings import StandSettings

SETTINGS = StandSettings()
DAY = date(2031, 5, 14)
NOWHERE = Span(0, 0)


class Pack:
    """Norland, Sudmark and their voices; the Grain Mission is neutral."""

    def __init__(self, interests: Sequence[Mapping[str, Any]] = ()) -> None:
        self.interests = interests

    def look_up(self, name: str, on: date | None) -> Actor | None:
        """Return the actor by the words of its name."""
        low = name.lower()
        if low in ("norland", "sudmark"):
            return Actor(name=name, kind=ActorKind.STATE, bloc=low)
        if low == "norland state news":
            return Actor(name=name, kind=ActorKind.MEDIA, bloc="norland")
        for bloc in ("norland", "sudmark"):
            if bloc in low or bloc.replace("land", "ish").replace("mark", "ish") in low:
                return Actor(name=name, kind=None, bloc=bloc)
        return None


PACK = Pack()


def account(
    claim: str = "a",
    origin: str | None = "Norland army",
    bloc: str | None = "norland",
    does: Posture = Posture.AFFIRM,
    *,
    outlet: str = "Morning Wire",
    **more: object,
) -> Account:
    """An account; its keys are its origin's name unless given."""
    keys = frozenset({origin.lower()} if origin else {outlet.lower()})
    made = Account(claim=claim, publisher=outlet, origin=origin, bloc=bloc, posture=does, keys=keys, distance=1 if origin else 0)
    return replace(made, **more)  # type: ignore[arg-type]


def killed(low: float | None, high: float | None, *, vague: bool = False) -> tuple[Value, ...]:
    """A count of killed people."""
    return (Value("killed", "person", low, high, vague),)


def report(name: str, text: str, publisher: str = "Morning Wire", published: date | None = DAY) -> Report:
    """A report of that name."""
    return Report(text=text, name=name, publisher=publisher, published=published)


def link(name: str, cue: str | None = None, **more: object) -> Attribution:
    """A link of a chain, its cue as words without a place."""
    source = Source(text=name, span=NOWHERE, name=name, named=name[0].isupper() and not name.startswith(("A ", "The ")))
    return Attribution(source=replace(source, **more), cue=Phrase(cue, NOWHERE) if cue else None)  # type: ignore[arg-type]


def part(role: Role, name: str) -> Participant:
    """Somebody in a happening."""
    return Participant(role=role, text=name, span=NOWHERE, name=name)


def claim(
    of: Report,
    words: str,
    *chain: Attribution,
    kind: EventType = EventType.STRIKE,
    agent: str | None = None,
    patient: str | None = None,
    negated: bool = False,
    modality: Modality = Modality.ACTUAL,
    quantities: Sequence[Quantity] = (),
    where: Sequence[Where] = (),
    evidence: Sequence[Evidence] = (),
    responds: Sequence[Responds] = (),
    hedged: bool = False,
    when: When | None = None,
) -> Claim:
    """A claim whose content stands in the report."""
    start = of.text.index(words)
    doers = [part(Role.AGENT, agent)] if agent else []
    sufferers = [part(Role.PATIENT, patient)] if patient else []
    return Claim(
        report=of.id,
        spans=(Span(start, start + len(words)),),
        text=words,
        gist=words,
        chain=chain,
        voice=Voice.INDIRECT if chain else Voice.NARRATION,
        polarity=Polarity.NEGATED if negated else Polarity.AFFIRMED,
        modality=modality,
        hedges=(phrase(of.text, start, start),) if hedged else (),
        what=What(type=kind, family="", participants=(*doers, *sufferers)),
        quantities=tuple(quantities),
        where=tuple(where),
        evidence=tuple(evidence),
        responds=tuple(responds),
        when=when,
    )


def people(value: float, bound: Bound = Bound.EXACT, role: str | None = None) -> Quantity:
    """A number of people."""
    low = None if bound is Bound.AT_MOST else value
    high = None if bound is Bound.AT_LEAST else value
    return Quantity(value=value, bound=bound, unit="person", words=Phrase(str(value), NOWHERE), low=low, high=high, role=role)


def spot(name: str, lat: float, lon: float, radius_km: float = 2, role: PlaceRole = PlaceRole.SITE) -> Where:
    """A place on the map."""
    return Where(place=Place(name=name, lat=lat, lon=lon, feature="settlement", radius_km=radius_km), radius_km=radius_km, role=role)


def film(grade: Grade = Grade.E2, verifier: str | None = None) -> Evidence:
    """A film as evidence."""
    return Evidence(kind=EvidenceKind.VIDEO, grade=grade, words=Phrase("film", NOWHERE), verifier=verifier)


def event(*members: str, kind: EventType = EventType.STRIKE) -> Event:
    """An event of these claims."""
    why = Reason(rule="test", why="told so")
    return Event(gist="a happening", type=kind, members=tuple(Membership(claim=member, reason=why) for member in members))
