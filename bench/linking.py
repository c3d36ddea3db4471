"""Linking measured: bundles with gold claims, linked and scored (pairs and B-cubed)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.link import link
from sayso.link.book import MemoryBook
from sayso.link.compare import Weights
from sayso.link.details import ClaimInReport, Details, details
from sayso.model import Claim, Report
from sayso.settings import load_settings


@dataclass(frozen=True, slots=True)
class Bundle:
    """The claims of a bundle as the linker sees them, and the event of each by its id."""

    claims: tuple[Details, ...]
    truth: Mapping[str, str]


def bundle_of(reports: Iterable[tuple[Report, dict[str, Claim]]], truth: Mapping[str, str]) -> Bundle:
    """Return the bundle's claims that belong to an event."""
    found = []
    for report, claims in reports:
        name = report.name or report.id
        ids = {claim.id: f"{name}:{key}" for key, claim in claims.items()}
        for at, (key, claim) in enumerate(claims.items()):
            told = ClaimInReport(claim=claim, report=name, key=key, published=report.published, position=at)
            if told.id in truth:
                found.append(details(told, ids))
    return Bundle(tuple(found), truth)


def scores(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Return precision, recall and F1 of pairs and B-cubed over (true, found) labels, 0.0 to 1.0."""
    true, found, both = Counter(one for one, _ in pairs), Counter(two for _, two in pairs), Counter(pairs)
    right = sum(n * n / found[label] for (_, label), n in both.items()) / len(pairs)
    whole = sum(n * n / true[event] for (event, _), n in both.items()) / len(pairs)
    hits = twos(both.values())
    exact, reached = ratio(hits, twos(found.values())), ratio(hits, twos(true.values()))
    return {
        "b3_p": right, "b3_r": whole, "b3_f1": mean(right, whole), "pair_p": exact, "pair_r": reached, "pair_f1": mean(exact, reached)
    }  # fmt: skip


def twos(sizes: Iterable[int]) -> int:
    """Return how many pairs there are inside clusters of these sizes."""
    return sum(size * (size - 1) // 2 for size in sizes)


def ratio(part: float, whole: float) -> float:
    """Return part over whole, 0.0 for nothing of nothing."""
    return part / whole if whole else 0.0


def mean(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return ratio(2 * precision * recall, precision + recall)


def scores_of(cases: Iterable[tuple[Bundle, Weights]]) -> dict[str, float]:
    """Return the scores over all bundles together, each linked with its own weights in a book of its own."""
    labels: list[tuple[str, str]] = []
    for at, (bundle, weights) in enumerate(cases):
        book = MemoryBook()
        link(bundle.claims, book, (), load_settings().link, weights)
        labels += [(f"{at}:{bundle.truth[claim.id]}", f"{at}:{book.event_of(claim.id)}") for claim in bundle.claims]
    return {name: round(value, 4) for name, value in scores(labels).items()}
