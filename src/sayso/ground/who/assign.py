"""Actors of the sources of a report's claims."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.ground.who.cascade import Asked, who_of
from sayso.ground.who.coherence import of_report
from sayso.model import Actor, ActorKind, Attribution, Claim, Evidence, EvidenceKind, Report, Source
from sayso.packs.book import Packs

OWN_EYES = (ActorKind.PRISONER, ActorKind.WITNESS)
COMMON = (ActorKind.PRISONER, ActorKind.WITNESS, ActorKind.CIVILIAN, ActorKind.MILITARY, ActorKind.PERSON)  # what namesakes are called


def chains_of_claims(
    report: Report, claims: Sequence[Claim], shown: Sequence[Sequence[Evidence]], packs: Packs
) -> list[tuple[Attribution, ...]]:
    """Return each claim's chain with actor, kind, country and bloc of every source, as of the report's day; what a source is called
    is looked up once.

    `shown` is the evidence of each claim. `first_hand` becomes True for a witness, a prisoner, and for the last source of a claim
    that rests on testimony.
    """
    context = f"{report.title or ''} {report.text}"
    asked = Asked("", context, report.published)
    called = dict.fromkeys(_called(link.source) for claim in claims for link in claim.chain)
    named = {name: who_of(asked.of(name), packs) for name in dict.fromkeys(name for names in called for name in names)}
    known = {names: _known([named[name] for name in names]) for names in called}
    others = {actor.id: actor for actor in known.values() if actor is not None and actor.id is not None}.values()
    for names, actor in known.items():
        if actor is not None and (meant := of_report(asked.of(names[0]), actor, others, packs)) is not None:
            known[names] = meant
    return [tuple(_filled(claim, own, place, known) for place in range(len(claim.chain))) for claim, own in zip(claims, shown, strict=True)]


def _called(source: Source) -> tuple[str, ...]:
    """Return what a source is called, each name once, the fullest first."""
    return tuple(dict.fromkeys((source.name, source.text, *source.names)))


def _known(by_name: Sequence[Actor | None]) -> Actor | None:
    """Return the actor by a source's fullest name, else by another of its names that says more.

    A family name gives way where the report calls its bearer something else ("a marine"): a namesake.
    """
    found = [one for one in by_name if one is not None]
    plain = [one for one in found if one.reason is None or one.reason.rule != "who-surname"]
    if any(one.kind in COMMON for one in plain):
        found = plain
    return max(found, key=_says, default=None)


def _says(actor: Actor) -> int:
    return 4 * (actor.id is not None) + 2 * (actor.country is not None) + (actor.kind is not None)


def _filled(claim: Claim, shown: Sequence[Evidence], place: int, known: dict[tuple[str, ...], Actor | None]) -> Attribution:
    link = claim.chain[place]
    actor = known[_called(link.source)]
    if actor is None:
        return link
    source = replace(
        link.source, actor=actor.id, kind=actor.kind.value if actor.kind else None, country=actor.country, bloc=actor.bloc,
        named=link.source.named or actor.id is not None, reason=actor.reason,
    )  # fmt: skip
    last = place == len(claim.chain) - 1
    tells = last and any(one.kind is EvidenceKind.TESTIMONY for one in shown)
    own_eyes = True if actor.kind in OWN_EYES or tells else link.first_hand
    return replace(link, source=source, first_hand=own_eyes)
