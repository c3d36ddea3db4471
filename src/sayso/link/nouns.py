"""Profiles to events: one gist, one type, one time for claims that tell of one happening, and the reason of each membership."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from sayso.lexicon import table
from sayso.link.book import Book
from sayso.link.cluster import Match, founded
from sayso.link.compare import FEATURES, Weights, compare
from sayso.link.details import Details
from sayso.link.profile import Profile, profile_of
from sayso.link.weights import load_weights
from sayso.link.words import likeness
from sayso.model import Claim, Event, EventType, Membership, Polarity, Reason, When, Where

SHOWN = 3  # likenesses that a reason names
LEAST = 1e-6  # what a likeness adds at least to be named
Value = TypeVar("Value")


def events(identities: Iterable[str], book: Book, claims: Mapping[str, Claim], matches: Mapping[str, Match]) -> list[Event]:
    """Return the events of the book under these ids, their founding claims first.

    `claims` maps ledger names ("REPORT:CLAIM") to claims, and holds every member; `matches` are those of the claims that were just
    linked (the memberships of others get a reason that says what they share).
    """
    weights = load_weights()
    return [event(one, book, claims, matches, weights) for one in identities]


def event(identity: str, book: Book, claims: Mapping[str, Claim], matches: Mapping[str, Match], weights: Weights) -> Event:
    """Return one event of the book."""
    members = [
        book.details(claim) for claim in sorted(book.profile(identity).claims, key=lambda one: (founded(one) != identity, order(book, one)))
    ]
    told, whole = [claims[one.id] for one in members], profile_of("", members)
    best = claims[central(members, told).id]
    kind = most([claim.what.type for claim in told], EventType.OTHER)
    return Event(
        gist=best.gist, type=kind,
        members=tuple(Membership(claim=one.id, reason=why(one, whole, matches.get(one.id), weights)) for one in members),
        when=usual_time(told, best.when), where=usual_places(told, best.where),
        tally=2 * sum(one.tally for one in members) > len(members),
    )  # fmt: skip


def order(book: Book, claim: str) -> tuple[int, str]:
    """Return what members are sorted by: day of publication, then id."""
    return book.details(claim).published or 0, claim


def central(members: Sequence[Details], claims: Sequence[Claim]) -> Details:
    """Return the member whose words are most like those of the others; affirmed claims go first, then the earlier one."""

    def worth(at: int) -> tuple[bool, float]:
        alike = sum(likeness(members[at].context, other.context) for other in members)
        return claims[at].polarity is Polarity.AFFIRMED, alike

    return members[max(range(len(members)), key=lambda at: (*worth(at), -at))]


def most(values: Sequence[Value], unless: Value) -> Value:
    """Return the commonest value, the first of those that are equally common; `unless` counts only where nothing else is told."""
    counts = Counter(value for value in values if value != unless)
    return counts.most_common(1)[0][0] if counts else unless


def usual_time(claims: Sequence[Claim], best: When | None) -> When | None:
    """Return the time that most claims give, that of the central claim where none leads; None where none gives one."""
    told = [claim.when for claim in claims if claim.when is not None]
    lead = Counter(when.edtf for when in told).most_common(1)
    chosen = lead[0][0] if lead and (lead[0][1] > 1 or best is None) else best.edtf if best else None
    return next((when for when in told if when.edtf == chosen), None)


def usual_places(claims: Sequence[Claim], best: tuple[Where, ...]) -> tuple[Where, ...]:
    """Return the places of the claim that names what most claims name, the closest to the ground of them."""
    told = [claim.where for claim in claims if claim.where]
    names: Callable[[tuple[Where, ...]], tuple[str, ...]] = lambda where: tuple(one.place.name for one in where)  # noqa: E731
    lead = Counter(names(where) for where in told).most_common(1)
    if not lead or (lead[0][1] == 1 and best):
        return best
    return min((where for where in told if names(where) == lead[0][0]), key=lambda where: where[0].radius_km)


def why(claim: Details, whole: Profile, match: Match | None, weights: Weights) -> Reason:
    """Return why the claim is a member of the event `whole`: a person's ruling, being the first, or what it shares with the others."""
    if match is not None and match.rule == "link.judgement":
        return Reason(rule="link.judgement", why="a person ruled that it is the same happening")
    if len(whole.claims) == 1:
        rival = f"; {match.rival} came too close to tell" if match and match.rule == "link.ambiguous" else ""
        return Reason(rule=match.rule if match else "link.founder", why=f"the first to tell of it{rival}")
    whole.remove(claim)
    row = compare(claim, whole, weights)
    whole.add(claim)
    score = weights.score(row)
    gains = sorted(((weight * value, name) for weight, value, name in zip(weights.values, row, FEATURES, strict=True)), reverse=True)
    words = table("linking")["shown"]
    shared = [words[name] for gain, name in gains if gain > LEAST and name in words][:SHOWN]
    told = ", ".join(shared) or "nothing speaks against it"
    return Reason(rule="link.score", why=f"shares with the others: {told}", score=round(score, 2))
