"""Claims to events: which claims, of whatever report, tell of one happening."""

from collections.abc import Iterable, Sequence

from sayso.link.book import Book
from sayso.link.cluster import Match, Rules, assign
from sayso.link.compare import Weights
from sayso.link.details import Details
from sayso.link.judgements import rulings
from sayso.link.repair import Join, join, settle
from sayso.link.weights import load_weights
from sayso.model import Judgement
from sayso.settings import LinkSettings


def link(
    claims: Sequence[Details], book: Book, judgements: Iterable[Judgement], settings: LinkSettings, weights: Weights | None = None
) -> list[Join]:
    rules = Rules(weights=weights or load_weights(), settings=settings, rulings=rulings(judgements))
    ordered = sorted(claims, key=lambda claim: (claim.published or 0, claim.id))
    for claim in ordered:
        assign(claim, book, rules)
    touched = dict.fromkeys(event for claim in ordered if (event := book.event_of(claim.id)))
    joins = join(touched, book, rules)
    return joins
