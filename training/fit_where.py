"""Fit the weights that say which place a claim speaks of.

    python -m training.fit_where GOLD_DIR... [--folds 5]        writes src/sayso/lexicon/where_weights.toml; --folds only measures

A conditional logit over the report's places and "none", by gradient descent with a quadratic penalty. The place of the claim
before is a feature: the first half of the rounds sees the gold one, the second half what the model itself says.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
from bench.gold import gold_report
from bench.suites.slots_where import near, plain_parsed, told_by

from sayso.gazetteer import open_gazetteer
from sayso.ground.where import located
from sayso.ground.where.features import none_features, recall, sight, sight_features, trace, trace_features, view
from sayso.ground.where.mention import layout, place_mentions
from sayso.ground.where.seats import NOWHERE, Past, seat, sentence_stems, sites

OUT = Path(__file__).parent.parent / "src" / "sayso" / "lexicon" / "where_weights.toml"
PENALTY = 2.0
LEAST = 8
EPOCHS = 250
RATE = 0.05
STAGES = 2


class Report:
    """A gold report made ready: seats, sites, and for each claim the numbers of its right places (None where it has no place, an
    empty set where the gazetteer cannot reach the gold one)."""

    def __init__(self, path: Path, gazetteer) -> None:
        gold = json.loads(path.read_text("utf-8"))
        report, by_id = gold_report(path)
        parsed = plain_parsed(report)
        page = layout(parsed)
        self.stems = sentence_stems(page)
        self.places = sites(place_mentions(located(parsed, gazetteer), page))
        order = sorted(
            zip([told_by(claim, report.text) for claim in by_id.values()], gold["claims"], strict=True),
            key=lambda pair: pair[0].spans[0].start,
        )
        self.seats = [seat(claim, page) for claim, _ in order]
        self.gold = [answer["where"] for _, answer in order]
        self.right = [
            {at for at, site in enumerate(self.places) for where in wheres if near(site.place, where)} if wheres else None
            for wheres in self.gold
        ]


Options = list[list[list[str]]]


def rows(report: Report, chosen: list[int] | None, weight: dict[str, float] | None = None) -> tuple[Options, list[int]]:
    """For each claim the features of none and of each place, and the places chosen: those given, or the model's own."""
    made, picked, past = [], [], Past()
    for number, here in enumerate(report.seats):
        around = view(here, report.places, report.stems)
        recalled = recall(here, past)
        options = [list(none_features(here, around, past))]
        for at, site in enumerate(report.places):
            seen, left = sight(here, site, around, at, report.stems), trace(here, site, past, recalled, at, around.every[at])
            options.append([*sight_features(seen), *trace_features(left)])
        made.append(options)
        if chosen is not None:
            picked.append(chosen[number])
        else:
            totals = [sum((weight or {}).get(f, 0.0) for f in option) for option in options]
            picked.append(int(np.argmax(totals)) - 1)
        past.add(here, picked[-1])
    return made, picked


def truth(report: Report) -> list[int]:
    return [NOWHERE if not right else min(right) for right in report.right]


def fit(reports: list[Report]) -> dict[str, float]:
    """Fit in rounds: the first sees the gold place of the claims before, later ones also the model's own choices."""
    weight: dict[str, float] = {}
    told = [rows(report, truth(report))[0] for report in reports]
    for stage in range(STAGES):
        guessed = [rows(report, None, weight)[0] for report in reports] if stage else []
        data = [
            (options, right)
            for made in (told, guessed)
            for report, claims in zip(reports, made, strict=False)
            for options, right in zip(claims, report.right, strict=True)
            if right != set()
        ]
        weight = descend(data)
    return weight


def descend(data: list[tuple[list[list[str]], set[int] | None]]) -> dict[str, float]:
    """Maximise the likelihood less a quadratic penalty by Adam over the whole set."""
    counts = Counter(f for options, _ in data for option in options for f in option)
    numbers = {name: at for at, name in enumerate(name for name, times in counts.items() if times >= LEAST)}
    feature, owner, claim_of, wanted = [], [], [], []
    for number, (options, right) in enumerate(data):
        for at, option in enumerate(options):
            here = [numbers[f] for f in option if f in numbers]
            feature += here
            owner += [len(claim_of)] * len(here)
            claim_of.append(number)
            wanted.append(at - 1 in ({NOWHERE} if right is None else right))
    columns, options_of, claims, hits = np.array(feature), np.array(owner), np.array(claim_of), np.array(wanted)
    weight, first, second = (np.zeros(len(numbers)) for _ in range(3))
    for epoch in range(1, EPOCHS + 1):
        share = softmax(np.bincount(options_of, weight[columns], len(claims)), claims)
        goal = np.where(hits, share, 0.0)
        goal /= np.bincount(claims, goal)[claims]
        gradient = np.bincount(columns, (goal - share)[options_of], len(numbers)) - PENALTY * weight
        first, second = 0.9 * first + 0.1 * gradient, 0.99 * second + 0.01 * gradient**2
        weight += RATE * (first / (1 - 0.9**epoch)) / (np.sqrt(second / (1 - 0.99**epoch)) + 1e-6)
    return {name: float(weight[at]) for name, at in numbers.items()}


def softmax(totals: np.ndarray, claims: np.ndarray) -> np.ndarray:
    top = np.full(claims[-1] + 1, -np.inf)
    np.maximum.at(top, claims, totals)
    share = np.exp(totals - top[claims])
    return share / np.bincount(claims, share)[claims]


def measure(reports: list[Report], weight: dict[str, float]) -> np.ndarray:
    hit = predicted = wanted = 0
    for report in reports:
        for chosen, wheres in zip(rows(report, None, weight)[1], report.gold, strict=True):
            wanted += len(wheres)
            predicted += chosen != NOWHERE
            hit += chosen != NOWHERE and any(near(report.places[chosen].place, where) for where in wheres)
    return np.array([hit, predicted, wanted])


def write(weight: dict[str, float]) -> None:
    lines = [
        "# Which place a claim speaks of: fitted weights, one line a feature; positive speaks for it.",
        "# training/fit_where.py makes this file.",
        "",
        "[encoder]",
        "# The encoder's own probability, as log-odds, where one has read the report.",
        '"encoder" = 0.35',
        '"encoder base" = 0.2',
        "",
        "[fitted]",
    ]
    lines += [f'"{name}" = {value:.3f}' for name, value in sorted(weight.items()) if abs(value) >= 0.02]
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
        weight = fit([report for at, report in enumerate(reports) if at // 8 % given.folds != fold])
        totals += measure([report for at, report in enumerate(reports) if at // 8 % given.folds == fold], weight)
    if given.folds:
        hit, predicted, wanted = totals
        print(f"held out: P {hit / predicted:.4f} R {hit / wanted:.4f} F1 {2 * hit / (predicted + wanted):.4f}")
        return
    weight = fit(reports)
    write(weight)


if __name__ == "__main__":
    main()
