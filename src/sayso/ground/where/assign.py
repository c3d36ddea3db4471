"""Which place each claim speaks of: a choice between the report's places and none, claim by claim in text order.

Every pair of claim and place gets a sum of weights (`lexicon/where_weights.toml`, one line a feature, fitted on the training
reports by `training/fit_where.py`), and so does "no place"; the largest wins (a conditional logit). A place may stand in the
claim, beside it in its sentence, or be inherited from the passage.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import repeat
from math import exp, log

from sayso.ground.where.features import Sight, Trace, none_features, recall, sight, sight_features, trace, trace_features, view
from sayso.ground.where.seats import Past, Seat, Site
from sayso.lexicon import table


@cache
def weights() -> Mapping[str, float]:
    """Return the fitted weights by feature."""
    flat: dict[str, float] = {}
    for group in table("where_weights").values():
        flat |= group
    return flat


def _total(features: Iterable[str]) -> float:
    return sum(map(weights().get, features, repeat(0.0)))


@lru_cache(maxsize=65536)
def _of_sight(seen: Sight) -> float:
    return _total(sight_features(seen))


@lru_cache(maxsize=65536)
def _of_trace(left: Trace) -> float:
    return _total(trace_features(left))


def assign(
    seats: Sequence[Seat],
    places: Sequence[Site],
    page_stems: Sequence[frozenset[str]],
    scores: Sequence[Mapping[int, float]] | None = None,
) -> list[tuple[int, float]]:
    """Return for each claim the number of its place (-1 = none) with its probability, in the order given (text order).

    `scores` holds for each claim the encoder's probability of each place, where it gave one.
    """
    past, of_score, base = Past(), weights()["encoder"], weights()["encoder base"]
    picked: list[tuple[int, float]] = []
    for number, here in enumerate(seats):
        seen = view(here, places, page_stems)
        recalled = recall(here, past)
        totals = [_total(none_features(here, seen, past))]
        for at, site in enumerate(places):
            total = _of_sight(sight(here, site, seen, at, page_stems))
            total += _of_trace(trace(here, site, past, recalled, at, seen.every[at]))
            if scores is not None:
                total += of_score * _logit(scores[number].get(at, 0.0)) + base
            totals.append(total)
        best = max(range(len(totals)), key=totals.__getitem__)
        picked.append((best - 1, 1 / sum(exp(total - totals[best]) for total in totals)))
        past.add(here, best - 1)
    return picked


def _logit(probability: float) -> float:
    held = min(0.999, max(0.001, probability))
    return log(held / (1 - held))
