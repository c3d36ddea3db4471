"""What arrival order left behind: claims that fit another event better move, events that are one are joined."""

from collections.abc import Iterable

from sayso.link.book import Book
from sayso.link.cluster import NEVER, Match, Rules, bound, choose, forbidden, nearby, own_event, scored, shelf
from sayso.link.details import Details
from sayso.link.profile import Profile


def settle(claims: Iterable[Details], book: Book, rules: Rules) -> dict[str, Match]:
    """Look at each claim again, without its own vote, and return the new match of those that moved.

    The founder of an event with other members stays: its hash is the event's id.
    """
    moved: dict[str, Match] = {}
    for claim in claims:
        home = book.event_of(claim.id)
        if home is None:
            continue
        own = own_event(claim)
        if (home == own and len(book.profile(home).claims) > 1) or bound(claim, book, rules):
            continue
        place = shelf(claim, rules)
        book.take(claim)
        match = choose(claim, place, book, rules)
        if match.event == own and match.event != home and book.profile_or_none(own):
            match = Match(event=home, rule="link.founder")
        book.put(claim, match.event, place.keys, place.kept)
        if match.event != home:
            moved[claim.id] = match
    return moved
