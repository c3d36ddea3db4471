"""Claims to events, one after the other: the best event takes the claim where its score is high enough and nobody comes close."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sayso.link.block import buckets, keys
from sayso.link.book import Book
from sayso.link.compare import Weights, compare, vetoed
from sayso.link.details import Details
from sayso.link.judgements import Rulings
from sayso.model.report import digest
from sayso.settings import LinkSettings

NEVER = float("-inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What linking goes by: fitted weights, thresholds, and what people ruled."""

    weights: Weights
    settings: LinkSettings
    rulings: Rulings = field(default_factory=Rulings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Where a claim went: the event, the log-odds (None where no score decided), the rule, and the runner-up within the margin."""

    event: str
    rule: str
    score: float | None = None
    rival: str | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Under which keys and buckets of days a claim is kept, and where it looks."""

    keys: list[str]
    looks: list[str]
    kept: tuple[int, ...]
    seen: tuple[int, ...]


def shelf(claim: Details, rules: Rules) -> Shelf:
    """Return the claim's place in the book."""
    own, ring = keys(claim, rules.weights)
    kept, seen = buckets(claim)
    return Shelf(own, own + ring, kept, seen)


def founded(claim: str) -> str:
    """Return the id of the event that the claim with this ledger name founds: a hash of it (`Event.id`)."""
    return "ev-" + digest(claim)[:12]


def own_event(claim: Details) -> str:
    """Return the id of the event that the claim founds."""
    return founded(claim.id)


def assign(claim: Details, book: Book, rules: Rules) -> Match:
    """Put the claim into the event it belongs to and return where and why; the book does not hold the claim yet."""
    place = shelf(claim, rules)
    match = bound(claim, book, rules) or choose(claim, place, book, rules)
    book.put(claim, match.event, place.keys, place.kept)
    return match


def bound(claim: Details, book: Book, rules: Rules) -> Match | None:
    """Return the event that a person's ruling puts the claim into, None where there is none."""
    for partner in sorted(rules.rulings.same.get(claim.id, ())):
        event = book.event_of(partner)
        if event is not None:
            return Match(event=event, rule="link.judgement")
    return None


def choose(claim: Details, place: Shelf, book: Book, rules: Rules) -> Match:
    """Return the event with the best score, or the claim's own where none is good enough or two come too close."""
    best = second = NEVER
    event = rival = None
    for identity in nearby(claim, place, book):
        score = scored(claim, book, identity, rules)
        if score > best:
            best, second, event, rival = score, best, identity, event
        elif score > second:
            second, rival = score, identity
    settings = rules.settings
    if event is None or best <= settings.theta:
        return Match(event=own_event(claim), rule="link.founder")
    if best - second < settings.margin and second > settings.theta:
        return Match(event=own_event(claim), rule="link.ambiguous", score=best, rival=event)
    return Match(event=event, rule="link.score", score=best, rival=rival if second > settings.theta else None)


def nearby(claim: Details, place: Shelf, book: Book) -> Iterable[str]:
    """Return the events found by the claim's keys and those of the claims that it answers."""
    found = dict.fromkeys(book.candidates(place.looks, place.seen))
    for answered in sorted(claim.answers):
        event = book.event_of(answered)
        if event is not None:
            found[event] = None
    return found


def scored(claim: Details, book: Book, identity: str, rules: Rules) -> float:
    """Return the log-odds that the claim tells of the event; minus infinity under a veto or where the event is empty."""
    event, settings = book.profile(identity), rules.settings
    if not event.claims:
        return NEVER
    if vetoed(claim, event, rules.weights, settings) or forbidden(claim.id, event.claims, identity, rules.rulings):
        return NEVER
    return rules.weights.score(compare(claim, event, rules.weights))


def forbidden(claim: str, members: Iterable[str], event: str, rulings: Rulings) -> bool:
    """Return True where a person ruled that the claim is another happening than the event or one of its members."""
    apart = rulings.apart.get(claim)
    return apart is not None and (event in apart or not apart.isdisjoint(members))
