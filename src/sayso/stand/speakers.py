"""Who speaks in a claim: its origin, the side that the origin is on, and who only hands the word on (R1, R2, R3)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sayso.lexicon.phrases import found, group
from sayso.model import UNKNOWN_SIDE, Actor, ActorKind, Claim, Reason, Report, Source
from sayso.stand.words import body, institution, plain, telling

ISSUERS = frozenset(
    {
        ActorKind.MONITOR,
        ActorKind.IO,
        ActorKind.NGO,
        ActorKind.ARMED_GROUP,
        ActorKind.MINISTRY,
        ActorKind.MILITARY,
        ActorKind.GENERAL_STAFF,
        ActorKind.INTELLIGENCE,
        ActorKind.COURT,
        ActorKind.LOCAL_AUTHORITY,
    }
)
ARMIES = frozenset({ActorKind.MILITARY, ActorKind.GENERAL_STAFF})
PROPER = re.compile(r"\b[A-Z][\w']+")
PRIVATE = frozenset({ActorKind.PRISONER, ActorKind.WITNESS, ActorKind.CIVILIAN, ActorKind.PERSON})


class Packs(Protocol):
    """What the rules ask of the knowledge packs.

    `interests` are rows in the form of lexicon/interest.toml that go before R16's default table.
    """

    @property
    def interests(self) -> Sequence[Mapping[str, Any]]: ...

    def look_up(self, name: str, on: date | None) -> Actor | None:
        """Return the actor that a name stands for, its bloc as of the day, or None where no pack knows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The origin of one claim; the fields mean what those of `Account` mean.

    `heard_through` is True where the side is not the speaker's own but that of who lets him be heard (a captor, a state outlet).
    """

    origin: str | None
    keys: frozenset[str]
    bloc: str | None = None
    kind: str | None = None
    umbrella: bool = False
    first_hand: bool = False
    cites: frozenset[str] = frozenset()
    distance: int = 0
    heard_through: bool = False
    reasons: tuple[Reason, ...] = ()


def outlet(report: Report) -> str:
    """Return the name that a report's publisher goes by: publisher, else the report's name, else its id."""
    return report.publisher or report.name or report.id


def known(name: str, on: date | None, packs: Packs | None) -> Actor | None:
    """Return what the packs know of a name as of the day; None where there are no packs or they do not know it."""
    return packs.look_up(name, on) if packs is not None else None


def side_known(name: str, on: date | None, packs: Packs | None) -> str | None:
    """Return the bloc of a name as of the day, None where it has none.

    Where no pack knows the war, who is under arms is a side of his own: an armed group by its name, an army by its country.
    """
    actor = known(name, on, packs)
    if actor is None or actor.bloc is not None:
        return actor.bloc if actor else None
    if actor.kind == ActorKind.ARMED_GROUP:
        return actor.name
    armed = actor.kind in ARMIES or (actor.kind == ActorKind.MINISTRY and found("armed", name) is not None)
    return actor.country.lower() if armed and actor.country else None


def national(text: str, on: date | None, packs: Packs | None) -> str | None:
    """Return the bloc that a capitalised word of the text stands for ("a Ukrainian officer"), None where none or several do."""
    words = [word.removesuffix("'s") for word in PROPER.findall(text.replace("’", "'"))]
    blocs = {bloc for word in words if (bloc := side_known(word, on, packs))}
    if not blocs and found("armed", text):
        actors = [known(word, on, packs) for word in words]
        blocs = {actor.country.lower() for actor in actors if actor and actor.kind == ActorKind.STATE and actor.country}
    return blocs.pop() if len(blocs) == 1 else None


def speaker(report: Report, claim: Claim, packs: Packs | None) -> Speaker:
    """Return who speaks in the claim; `origin` is None where an outlet only repeats in its own voice."""
    publisher = known(outlet(report), report.published, packs)
    if not claim.chain:
        return _narrator(report, claim, publisher)
    index = _origin_link(claim, report, packs)
    if index is None:
        return _thing(report, claim, publisher)
    source = claim.chain[index].source
    bloc, why = _bloc(claim, index, report, publisher, packs)
    others = [link.source for link in claim.chain[:index]]
    custody = in_custody(claim, index)
    keys = _keys(source, bloc, report, custody)
    return Speaker(
        origin=_shown(source, custody),
        keys=keys,
        bloc=bloc,
        kind=source.kind,
        umbrella=source.kind == ActorKind.STATE,
        first_hand=any(link.first_hand is True for link in claim.chain) or found("first_hand", claim.text) is not None,
        cites=frozenset().union(*(_keys(other, other.bloc, report) for other in others)) - keys,
        distance=len(claim.chain),
        heard_through=any(reason.rule == "R3" for reason in why),
        reasons=why,
    )


def _narrator(report: Report, claim: Claim, publisher: Actor | None) -> Speaker:
    name = outlet(report)
    keys = frozenset({plain(name)})
    bloc = publisher.bloc if publisher else None
    kind = publisher.kind if publisher else None
    issuer = kind in ISSUERS or (kind is None and found("issuers", name) is not None)
    if issuer and not claim.hedges:
        why = Reason(rule="R2", why=f"{name} publishes its own findings: its narration is its word")
        return Speaker(origin=name, keys=keys, bloc=bloc, kind=kind or ActorKind.MONITOR, reasons=(why,))
    if bloc is not None and not claim.hedges:
        why = Reason(rule="R9", why=f"{name} speaks for its side: its narration counts as that side's voice")
        return Speaker(origin=name, keys=keys, bloc=bloc, kind=kind, reasons=(why,))
    if first := found("first_hand", claim.text):
        why = Reason(rule="R2", why=f"{name} was there itself", words=(first,))
        return Speaker(origin=name, keys=keys, kind=kind, first_hand=True, reasons=(why,))
    why = Reason(rule="R2", why=f"{name} says it in its own voice: it repeats, it is no origin")
    return Speaker(origin=None, keys=keys, kind=kind, reasons=(why,))


def both_sides(report: Report, claim: Claim, packs: Packs | None, blocs: frozenset[str]) -> tuple[str, ...]:
    """Return the two sides that the origin of a claim speaks for at once ("Moscow and Kyiv", "officials on both sides"), else
    none.

    `blocs` are the sides that the event names; "both" is read only where they are two.
    """
    names = _names(claim.chain[-1].source) if claim.chain else ()
    for name in names:
        actors = [known(part, report.published, packs) for part in name.split(" and ")]
        named = {actor.bloc for actor in actors if actor and actor.bloc}
        if len(actors) == len(named) == 2:
            return tuple(sorted(named))
    said = any(found("both", name) for name in names)
    return tuple(sorted(blocs)) if said and len(blocs) == 2 else ()


def is_thing(source: Source, on: date | None, packs: Packs | None) -> bool:
    """Return True for a video, log or list: something that somebody issued, not somebody who speaks."""
    if source.bloc is not None or source.actor is not None:
        return False
    names = {source.name, source.text, *source.names}
    if any(institution(name) or known(name, on, packs) for name in names):
        return False
    return source.kind == ActorKind.DOCUMENT or all(found("things", name) for name in names)


def _origin_link(claim: Claim, report: Report, packs: Packs | None) -> int | None:
    """The last link that is somebody: who issued the video, not the video. None where only things speak."""
    spoken = [n for n, link in enumerate(claim.chain) if not is_thing(link.source, report.published, packs)]
    return spoken[-1] if spoken else None


def _thing(report: Report, claim: Claim, publisher: Actor | None) -> Speaker:
    source = claim.chain[-1].source
    name = outlet(report)
    kind = publisher.kind if publisher else None
    if kind in ISSUERS or (kind is None and found("issuers", name)):
        why = Reason(rule="R11", why=f"{name} looked at the material itself: who checks is an origin of its own", words=(source.text,))
        return Speaker(
            origin=name,
            keys=frozenset({plain(name)}),
            bloc=publisher.bloc if publisher else None,
            kind=kind or ActorKind.MONITOR,
            distance=1,
            reasons=(why,),
        )
    bloc = publisher.bloc if publisher else None
    return Speaker(origin=source.name, keys=_keys(source, bloc, report), bloc=bloc, kind=ActorKind.DOCUMENT, distance=len(claim.chain))


def _bloc(claim: Claim, index: int, report: Report, publisher: Actor | None, packs: Packs | None) -> tuple[str | None, tuple[Reason, ...]]:
    """The side of the link `index` as of the report's day, with the reason where it is not the speaker's own."""
    source = claim.chain[index].source
    relay = next((bloc for link in reversed(claim.chain[:index]) if (bloc := _own_bloc(link.source, report, packs))), None)
    organ = publisher.bloc if publisher else None
    if in_custody(claim, index):
        shown = _shown(source, custody=True)
        why = Reason(rule="R3", why=f"{shown} is in custody: the captor's side speaks through him")
        return relay or organ or UNKNOWN_SIDE, (why,)
    own = _own_bloc(source, report, packs)
    if own is not None:
        return own, ()
    private = source.kind in PRIVATE or any(found("persons", name) for name in _names(source))
    heard = relay if not source.named and source.kind not in ISSUERS and source.country is None else organ if private else None
    if heard:
        return heard, (Reason(rule="R3", why=f"{source.name} is heard through one side's voice alone", words=(source.text,)),)
    if private or source.country is not None or not _official(source):
        return None, ()
    if organ:
        return organ, (Reason(rule="R9", why=f"{source.name} is an office that its own side's outlet quotes", words=(source.text,)),)
    why = Reason(rule="R8", why=f"the side of {source.name} is not known: no neutral, no party", words=(source.text,))
    return UNKNOWN_SIDE, (why,)


def _shown(source: Source, custody: bool) -> str:
    """The name that goes out: that of a prisoner is withheld (Third Geneva Convention, article 13)."""
    return "a prisoner" if custody and source.named else source.name


def _official(source: Source) -> bool:
    """True for an office that belongs to some side or state; hospitals, charities and the like do not."""
    names = _names(source)
    return any(found("officials", name) for name in names) and not any(found("civil", name) for name in names)


def in_custody(claim: Claim, index: int) -> bool:
    """Return True where the link is a prisoner's, or is heard through interrogators."""
    source = claim.chain[index].source
    if source.kind == ActorKind.PRISONER or any(found("prisoners", name) for name in _names(source)):
        return True
    return any(found("captors", name) for link in claim.chain[:index] for name in _names(link.source))


def _names(source: Source) -> tuple[str, ...]:
    return (source.name, source.text, *source.names)


def _own_bloc(source: Source, report: Report, packs: Packs | None) -> str | None:
    if source.bloc is not None:
        return source.bloc
    names = (source.name, *source.names, source.text)
    known_ones = (side_known(name, report.published, packs) for name in names)
    by_nation = (national(name, report.published, packs) for name in names) if _official(source) else ()
    return next((bloc for bloc in (*known_ones, *by_nation) if bloc), None)


def _keys(source: Source, bloc: str | None, report: Report, custody: bool = False) -> frozenset[str]:
    """The spellings under which a source is found again.

    Bare words are no name. An office ("ua|governor") is found again within its side, "?" where that is not known; a person
    ("@Wire|a doctor") within the outlet; a prisoner within the event, whoever holds him.
    """
    keys = {f"actor:{source.actor}"} if source.actor else set()
    anonymous = source.kind in PRIVATE or any(found("persons", name) or found("anonymous", name) for name in {source.name, source.text})
    scope = f"@{plain(outlet(report))}" if anonymous else bloc if bloc not in (None, UNKNOWN_SIDE) else source.country or "?"
    if custody:
        scope = "in custody"
        keys |= {f"{scope}|{word}" for name in _names(source) for word in telling(name) - group("prisoners")}
    for name in {source.name, source.text, *source.names}:
        for spelling in {plain(name), body(name)} - {""}:
            keys.add(spelling if telling(spelling) else f"{scope}|{spelling}")
        office = institution(name)
        if office is not None and not anonymous:
            keys.add(f"{scope}|{office}")
    return frozenset(keys - {f"{scope}|{pronoun}" for pronoun in group("pronouns")})
