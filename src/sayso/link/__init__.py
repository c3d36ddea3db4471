"""Claims to events: which claims, of whatever report, tell of one happening.

From claims to events and back: `details(ClaimInReport(...), ids)` brings a claim to what is compared, `link(...)` puts it into a
`Book` (a `MemoryBook`, filled with the stored events near it or empty), and `events(...)` turns the book's profiles into nouns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.link.block import buckets, keys
from sayso.link.book import Book, MemoryBook
from sayso.link.cluster import Match, Rules, assign
from sayso.link.compare import Weights
from sayso.link.details import ClaimInReport, Details, details
from sayso.link.judgements import rulings
from sayso.link.nouns import events
from sayso.link.repair import Join, join
from sayso.link.weights import load_weights
from sayso.model import Judgement
from sayso.settings import LinkSettings

__all__ = [
    "Book", "ClaimInReport", "Details", "Join", "Linked", "Match", "MemoryBook", "buckets", "details", "events", "keys", "link",
    "load_weights",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking did: the match of each new claim, the events that changed (ids, after all joins), and the joins in order."""

    matches: Mapping[str, Match]
    changed: tuple[str, ...]
    joins: tuple[Join, ...]

    @property
    def ambiguous(self) -> tuple[str, ...]:
        """The claims that two events fitted too closely: each founded an event of its own and waits for a person."""
        return tuple(claim for claim, match in self.matches.items() if match.rule == "link.ambiguous")


def link(
    claims: Sequence[Details], book: Book, judgements: Iterable[Judgement], settings: LinkSettings, weights: Weights | None = None
) -> Linked:
    """Put the claims into the events of the book, found new ones, and join events that turn out to be one.

    The claims go in by day of publication, then id, whatever order they come in. A person's judgement binds; the events that were
    joined redirect (`Join`). `weights` are the package's own where None.
    """
    rules = Rules(weights=weights or load_weights(), settings=settings, rulings=rulings(judgements))
    ordered = sorted((claim for claim in claims if book.event_of(claim.id) is None), key=lambda claim: (claim.published or 0, claim.id))
    matches = {claim.id: assign(claim, book, rules) for claim in ordered}
    touched = dict.fromkeys(event for claim in ordered if (event := book.event_of(claim.id)))
    joins = join(touched, book, rules)
    changed = dict.fromkeys([*(event for claim in ordered if (event := book.event_of(claim.id))), *(one.kept for one in joins)])
    return Linked(matches, tuple(event for event in changed if book.profile(event).claims), tuple(joins))
