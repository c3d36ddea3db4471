"""What arrival order left behind: claims that fit another event better move, events that are one are joined."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from sayso.link.book import Book
from sayso.link.cluster import NEVER, Match, Rules, bound, choose, nearby, own_event, scored, shelf
from sayso.link.details import Details


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two events that became one: `gone` redirects to `kept`; `score` is None where a person ruled it."""

    gone: str
    kept: str
    score: float | None = None


def settle(claims: Iterable[Details], book: Book, rules: Rules) -> dict[str, Match]:
    """Look at each claim again, without its own vote, and return the new match of those that moved.

    The founder of an event with other members stays: its hash is the event's id.
    """
    moved: dict[str, Match] = {}
    for claim in claims:
        home = book.event_of(claim.id)
        if home is None or bound(claim, book, rules):
            continue
        own = own_event(claim)
        if home == own and len(book.profile(home).claims) > 1:
            continue
        place = shelf(claim, rules)
        book.take(claim)
        match = choose(claim, place, book, rules)
        if match.event == own != home and book.open(own).claims:
            match = Match(event=home, rule="link.kept")
        book.put(claim, match.event, place.keys, place.kept)
        if match.event != home:
            moved[claim.id] = match
    return moved


def join(events: Iterable[str], book: Book, rules: Rules) -> list[Join]:
    """Join events that are one, best pair first, and return the joins in order.

    The score of two events is the mean of their claims' scores against each other (average link); after each join the scores of
    the new event are taken anew. The event that came first keeps its id.
    """
    heap: list[tuple[float, str, str, int, int]] = []
    done: list[Join] = []
    tried: set[tuple[str, str]] = set()
    for event in events:
        for other in sorted(neighbours(event, book, rules)):
            pair = (event, other) if event < other else (other, event)
            if pair not in tried:
                tried.add(pair)
                offer(heap, event, other, book, rules)
    while heap:
        cost, one, other, size, other_size = heapq.heappop(heap)
        members = book.profile(one).claims, book.profile(other).claims
        if (len(members[0]), len(members[1])) != (size, other_size):
            continue
        kept, gone = (one, other) if before(one, other, book) else (other, one)
        pour(gone, kept, book, rules)
        done.append(Join(gone=gone, kept=kept, score=-cost))
        for near in sorted(neighbours(kept, book, rules)):
            offer(heap, kept, near, book, rules)
    return done


def offer(heap: list[tuple[float, str, str, int, int]], one: str, other: str, book: Book, rules: Rules) -> None:
    """Put the pair on the heap where its score is high enough."""
    score = likeness(one, other, book, rules)
    if score > rules.settings.merge_theta:
        left, right = sorted((one, other))
        heapq.heappush(heap, (-score, left, right, len(book.profile(left).claims), len(book.profile(right).claims)))


def neighbours(event: str, book: Book, rules: Rules) -> set[str]:
    """Return the other events, not empty, that the exemplars' keys lead to."""
    found: set[str] = set()
    for claim in book.profile(event).exemplars:
        found.update(nearby(claim, shelf(claim, rules), book))
    return {other for other in found if other != event and book.profile(other).claims}


def likeness(one: str, other: str, book: Book, rules: Rules) -> float:
    """Return the mean log-odds of the exemplars of each event against the other one; minus infinity under a veto."""
    scores: list[float] = []
    for score in chain(against(one, other, book, rules), against(other, one, book, rules)):
        if score == NEVER:
            return NEVER
        scores.append(score)
    return sum(scores) / len(scores)


def against(event: str, other: str, book: Book, rules: Rules) -> Iterator[float]:
    """Yield the log-odds of each exemplar of `event` against `other`."""
    for claim in book.profile(event).exemplars:
        yield scored(claim, book, other, rules)


def before(one: str, other: str, book: Book) -> bool:
    """Return True where the first event is the older one: published earlier, then larger, then first by id."""

    def age(event: str) -> tuple[int, int, str]:
        profile = book.profile(event)
        days = [claim.published for claim in profile.exemplars if claim.published is not None]
        return min(days, default=0), -len(profile.claims), event

    return age(one) < age(other)


def pour(gone: str, kept: str, book: Book, rules: Rules) -> None:
    """Move every claim of one event into another."""
    for identity in list(book.profile(gone).claims):
        claim = book.details(identity)
        place = shelf(claim, rules)
        book.take(claim)
        book.put(claim, kept, place.keys, place.kept)
