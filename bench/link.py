"""`python -m bench.link --claims 200000`: time, memory, pair and B-cubed scores and the worst cluster on invented claims.

The world is that of bench/synthetic.py, three events for twenty claims. The weights are fitted on another world of 20,000 claims, with the
vetoes and thresholds of the settings below, which are the same at every size. Prints one JSON object.
"""

import argparse
import json
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from training.linker import logistic, with_affinity

from bench.linking import scores
from bench.synthetic import ACTORS, DAYS, KINDS, World, invent
from sayso.link import Details, MemoryBook, keys, link, load_weights
from sayso.link.block import buckets
from sayso.link.compare import FEATURES, Weights, compare
from sayso.link.details import Spot
from sayso.link.profile import Profile, profile_of
from sayso.settings import LinkSettings, shipped

SHARE = 0.15  # events for each claim, as in the measured notes: 30,000 for 200,000
SAMPLE = 20_000
USUAL = 200_000  # claims of a world of DAYS days
NAMES = tuple(KINDS)
SETTINGS = replace(shipped().link, theta=1.0, merge_theta=1.0, days_apart=5, km_apart=60.0)


def details_of(world: World) -> list[Details]:
    """Return the world's claims as the linker sees them."""
    vectors = world.vectors
    agents = [{f"a{number}": 1.0} for number in range(ACTORS)]
    found = []
    for at in range(len(world)):
        known = not np.isnan(world.lat[at])
        place = int(world.place[at])
        spot = Spot(
            key=f"p{place}" if place >= 0 else None,
            lat=float(world.lat[at]),
            lon=float(world.lon[at]),
            radius_km=float(world.radius_km[at]),
        )
        agent, patient, figure = int(world.agent[at]), int(world.patient[at]), float(world.figure[at])
        found.append(
            Details(
                id=str(at), report="", type=NAMES[world.kind[at]], published=int(world.published[at]), first=int(world.first[at]),
                last=int(world.last[at]), spots=(spot,) if known else (), agents=agents[agent] if agent >= 0 else {},
                patients=agents[patient] if patient >= 0 else {}, figures=() if np.isnan(figure) else (("n", figure),), vector=vectors[at],
            )
        )  # fmt: skip
    return found


def frame() -> Weights:
    """Return weights of nought with this world's families: each kind with those that it is taken for."""
    return replace(load_weights(), values=(0.0,) * len(FEATURES), family={}, vague=frozenset(), lasting=frozenset(), affinity={})


def fitted(world: World) -> Weights:
    """Return weights fitted on claims against profiles as they grow: a claim's own event, and the events that its keys lead to."""
    own, claims = frame(), details_of(world)
    book: dict[int, Profile] = {}
    shelves: dict[tuple[str, int], dict[int, None]] = defaultdict(dict)
    rows: list[list[float]] = []
    truth: list[bool] = []
    for claim in sorted(claims, key=lambda one: one.published or 0):
        event = int(world.event[int(claim.id)])
        (here, ring), (kept, seen) = keys(claim, own), buckets(claim)
        found = {other: None for key in (*here, *ring) for day in seen for other in shelves[key, day]}
        for other in [*found][:12]:
            rows.append(compare(claim, book[other], own))
            truth.append(other == event)
        book[event] = book.get(event) or profile_of(str(event), ())
        book[event].add(claim)
        for key in here:
            for day in kept:
                shelves[key, day][event] = None
    table = np.array(rows)
    bias, found_weights = logistic(table, np.array(truth, float), 1.0 * table.var(axis=0) + 1e-6)
    return replace(own, bias=round(bias, 3), values=with_affinity(found_weights))


def measure(claims: int, weights: Weights, settings: LinkSettings, *, growing: bool = False) -> dict[str, object]:
    """Return what linking so many claims takes and gives; `growing` spreads more claims over more days, as a ledger does that is kept."""
    world = invent(claims, int(claims * SHARE), seed=7, days=max(1, round(DAYS * claims / USUAL)) if growing else DAYS)
    own = details_of(world)
    book, began, worked = MemoryBook(), time.perf_counter(), time.process_time()
    link(own, book, (), settings, weights)
    spent, worked = time.perf_counter() - began, time.process_time() - worked
    labels = [(str(world.event[at]), str(book.event_of(str(at)))) for at in range(len(own))]
    return {
        "claims": claims, "events": int(claims * SHARE), "seconds": round(spent, 1), "ms a claim": round(1000 * spent / claims, 3),
        "ms of processor a claim": round(1000 * worked / claims, 3),
        **{name: round(value, 4) for name, value in scores(labels).items()}, "worst cluster, events": worst(labels),
        "peak MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }  # fmt: skip


def worst(labels: Sequence[tuple[str, str]]) -> int:
    """Return the most events that one cluster holds claims of."""
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for event, cluster in labels:
        held[cluster][event] += 1
    return max(len(events) for events in held.values())


def main() -> None:
    """Measure at every size asked for and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[200_000])
    parser.add_argument("--growing", action="store_true", help="as many claims a day at every size: what a claim costs as a ledger grows")
    given = parser.parse_args()
    sizes = given.claims
    weights = fitted(invent(SAMPLE, int(SAMPLE * SHARE), seed=11))
    told = {name: value for name, value in zip(FEATURES, weights.values, strict=True) if value}
    print(
        json.dumps(
            {
                "weights": {"bias": weights.bias, **told},
                "sizes": [measure(size, weights, SETTINGS, growing=given.growing) for size in sizes],
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
