"""Fit the weights that say which place a claim speaks of.

    python -m training.fit_where GOLD_DIR... [--folds 5]        writes src/sayso/lexicon/where_weights.toml; --folds only measures

A conditional logit over the report's places and "none", by gradient descent with a quadratic penalty. The place of the claim before is
a feature: the first half of the rounds sees the gold one, the second half what the model itself says.
"""

import argparse
import json
import math
import random
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from bench.suites.slots_where import gold_claims, near, plain_parsed
from sayso.gazetteer import open_gazetteer
from sayso.ground.where import located
from sayso.ground.where.assign import NOWHERE, Seat, Site, features_of_none, features_of_site, nearest, seat, sites
from sayso.ground.where.mention import layout, place_mentions

OUT = Path(__file__).parent.parent / "src" / "sayso" / "lexicon" / "where_weights.toml"
PENALTY = 0.02
LEAST = 8
EPOCHS = 40


class Report:
    """A gold report made ready: seats, sites, and for each claim the numbers of its right places (None where it has no place, an
    empty set where the gazetteer cannot reach the gold one)."""

    def __init__(self, path: Path, gazetteer) -> None:
        gold = json.loads(path.read_text("utf-8"))
        parsed = plain_parsed(path.with_suffix(".txt"), gold)
        page = layout(parsed)
        self.places = sites(place_mentions(located(parsed, gazetteer), page))
        order = sorted(zip(gold_claims(gold, parsed), gold["claims"], strict=True), key=lambda pair: pair[0].spans[0].start)
        self.seats = [seat(claim, page) for claim, _ in order]
        self.gold = [answer["where"] for _, answer in order]
        self.right = [
            {at for at, site in enumerate(self.places) for where in wheres if near(site.place, where)} if wheres else None
            for wheres in self.gold
        ]


def rows(report: Report, numbers: dict[str, int], chosen: list[int], grow: bool):
    """For each claim the feature numbers of none and of each place; `chosen` the place of each claim for the next one's features."""
    made = []
    before = None
    for number, here in enumerate(report.seats):
        every = [nearest(here, site) for site in report.places]
        options = [list(features_of_none(here, every, before))]
        options += [list(features_of_site(here, site, every, before, at)) for at, site in enumerate(report.places)]
        made.append([[numbers.setdefault(f, len(numbers)) if grow else numbers.get(f, -1) for f in option] for option in options])
        before = (here, chosen[number])
    return made


def truth(report: Report) -> list[int]:
    return [NOWHERE if not right else min(right) for right in report.right]


def decode(report: Report, weight: np.ndarray, numbers: dict[str, int]) -> list[int]:
    chosen: list[int] = []
    before = None
    for here in report.seats:
        every = [nearest(here, site) for site in report.places]
        totals = [sum(weight[numbers[f]] for f in features_of_none(here, every, before) if f in numbers)]
        for at, site in enumerate(report.places):
            totals.append(sum(weight[numbers[f]] for f in features_of_site(here, site, every, before, at) if f in numbers))
        chosen.append(int(np.argmax(totals)) - 1)
        before = (here, chosen[-1])
    return chosen


def fit(reports: list[Report], seed: int = 0) -> tuple[np.ndarray, dict[str, int]]:
    counts = Counter()
    for report in reports:
        scratch: dict[str, int] = {}
        for options in rows(report, scratch, truth(report), grow=True):
            names = list(scratch)
            counts.update(names[f] for option in options for f in option)
    numbers = {name: at for at, name in enumerate(name for name, times in counts.items() if times >= LEAST)}
    weight, mass = np.zeros(len(numbers)), np.zeros(len(numbers))
    shuffled = random.Random(seed)
    for stage in range(2):
        data = []
        for report in reports:
            chosen = truth(report) if stage == 0 else decode(report, weight, numbers)
            data += [
                (options, right) for options, right in zip(rows(report, numbers, chosen, grow=False), report.right, strict=True) if right != set()
            ]
        for epoch in range(EPOCHS):
            shuffled.shuffle(data)
            rate = 0.15 / (1 + 0.2 * epoch)
            for options, right in data:
                step(weight, mass, options, right, rate, len(data))
    return weight, numbers


def step(weight: np.ndarray, mass: np.ndarray, options, right, rate: float, size: int) -> None:
    totals = np.array([sum(weight[f] for f in option if f >= 0) for option in options])
    share = np.exp(totals - totals.max())
    share /= share.sum()
    wanted = np.zeros(len(options))
    for at in [NOWHERE] if right is None else right:
        wanted[at + 1] = share[at + 1]
    wanted /= wanted.sum()
    touched = defaultdict(float)
    for option, gradient in zip(options, wanted - share, strict=True):
        if abs(gradient) > 1e-4:
            for f in option:
                if f >= 0:
                    touched[f] += gradient
    for f, gradient in touched.items():
        gradient -= PENALTY * weight[f] / max(1.0, math.sqrt(size) / 10)
        mass[f] += gradient * gradient
        weight[f] += rate * gradient / math.sqrt(mass[f] + 1e-6)


def measure(reports: list[Report], weight: np.ndarray, numbers: dict[str, int]) -> tuple[int, int, int]:
    hit = predicted = wanted = 0
    for report in reports:
        for chosen, wheres in zip(decode(report, weight, numbers), report.gold, strict=True):
            wanted += len(wheres)
            predicted += chosen != NOWHERE
            hit += chosen != NOWHERE and any(near(report.places[chosen].place, where) for where in wheres)
    return hit, predicted, wanted


def write(weight: np.ndarray, numbers: dict[str, int]) -> None:
    lines = ["# Which place a claim speaks of: fitted weights, one line a feature (training/fit_where.py makes this file). Positive speaks for it.",
             "", "[encoder]", '# The encoder\'s own probability, as log-odds, where one has read the report.', '"encoder" = 0.35', '"encoder base" = 0.0', "", "[fitted]"]  # fmt: skip
    lines += [f'"{name}" = {weight[at]:.3f}' for name, at in sorted(numbers.items()) if abs(weight[at]) >= 0.02]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    given = parser.parse_args()
    gazetteer = open_gazetteer()
    paths = [path for folder in given.gold for path in sorted(folder.rglob("*.json")) if path.name != "bundle.json"]
    reports = [Report(path, gazetteer) for path in paths]
    print(len(reports), "reports", sum(len(report.seats) for report in reports), "claims")
    totals = np.zeros(3, int)
    for fold in range(given.folds):
        weight, numbers = fit([report for at, report in enumerate(reports) if at % given.folds != fold])
        totals += measure([report for at, report in enumerate(reports) if at % given.folds == fold], weight, numbers)
    if given.folds:
        hit, predicted, wanted = totals
        print(f"held out: P {hit / predicted:.4f} R {hit / wanted:.4f} F1 {2 * hit / (predicted + wanted):.4f}")
        return
    weight, numbers = fit(reports)
    write(weight, numbers)


if __name__ == "__main__":
    main()
