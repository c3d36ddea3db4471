"""How the linker's weights were made: `python -m training.linker --shared DIR` fits them on gold/train/bundles and writes weights.toml.

Each pair of claims of a bundle is one example: same event or not. Claims that the pipeline reads are
scored beside them; weights fitted on them too were worse on both. A logistic regression (Newton's method, ridge) gives a weight a
feature and, shrunk harder, an affinity a pair of types. Cross-validation leaves out whole bundles. The stems' commonness is counted
over all training reports.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from bench.gold import gold_bundles
from bench.linking import Bundle, bundle_of, scores_of
from bench.suites.bundle import read_bundle
from numpy.typing import NDArray

from sayso.link.compare import FEATURES, Weights, compare
from sayso.link.details import Details
from sayso.link.profile import profile_of
from sayso.link.weights import load_weights, weights_text
from sayso.link.words import stems

Floats = NDArray[np.float64]
RIDGE, AFFINITY_RIDGE = 1.0, 20.0
FEWEST_PAIRS = 30
FOLDS = 5
LEAST_SHARE = 0.02


def examples(bundle: Bundle, weights: Weights) -> Iterator[tuple[list[float], tuple[str, str], bool]]:
    """Yield the features, types and truth of each pair of claims."""
    for one, other in combinations(range(len(bundle.claims)), 2):
        left, right = bundle.claims[one], bundle.claims[other]
        row = compare(left, profile_of("", [right]), weights)
        yield row, pair_of(left, right), bundle.truth[left.id] == bundle.truth[right.id]


def pair_of(left: Details, right: Details) -> tuple[str, str]:
    """Return the types of two claims in alphabetical order."""
    return (left.type, right.type) if left.type <= right.type else (right.type, left.type)


def fitted(bundles: Sequence[Bundle], frame: Weights) -> Weights:
    """Return the weights that fit the bundles; families and the kinds of types are those of `frame`."""
    rows, pairs, same = zip(*(example for bundle in bundles for example in examples(bundle, frame)), strict=True)
    often = [pair for pair, count in sorted(Counter(pairs).items()) if count >= FEWEST_PAIRS]
    column = {pair: at for at, pair in enumerate(often)}
    hot = np.zeros((len(pairs), len(often)))
    for at, pair in enumerate(pairs):
        if pair in column:
            hot[at, column[pair]] = 1.0
    table = np.array(rows)
    ridge = np.concatenate([RIDGE * table.var(axis=0) + 1e-6, np.full(len(often), AFFINITY_RIDGE)])
    bias, found = logistic(np.hstack([table, hot]), np.array(same, float), ridge)
    plain, affinity = found[: len(FEATURES)], found[len(FEATURES) :]
    both = {pair: round(float(value), 2) for pair, value in zip(often, affinity, strict=True)}
    return Weights(
        bias=round(bias, 3), values=with_affinity(plain), family=frame.family, vague=frame.vague, lasting=frame.lasting,
        affinity=both | {(right, left): value for (left, right), value in both.items()},
    )  # fmt: skip


def with_affinity(plain: Floats) -> tuple[float, ...]:
    """Return the weights with one for the affinity, whose values are log-odds already."""
    values = [round(float(value), 3) for value in plain]
    values[FEATURES.index("affinity")] = 1.0
    return tuple(values)


def logistic(table: Floats, truth: Floats, ridge: Floats) -> tuple[float, Floats]:
    """Return bias and weights of a ridge logistic regression; `ridge` holds a penalty a column."""
    middle = table.mean(axis=0)
    design = np.hstack([np.ones((len(table), 1)), table - middle])
    penalty = np.diag(np.concatenate([[1e-9], ridge]))
    found = np.zeros(design.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-design @ found))
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + penalty
        found -= np.linalg.solve(curve, design.T @ (chance - truth) + penalty @ found)
    return float(found[0] - found[1:] @ middle), found[1:]


def shares(folder: Path) -> dict[str, float]:
    """Return the share of the texts under `folder` that hold each stem, for the stems that one in fifty holds."""
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))]
    held = Counter(one for text in texts for one in set(stems(text)))
    return {one: round(count / len(texts), 2) for one, count in sorted(held.items()) if count >= LEAST_SHARE * len(texts)}


def main() -> None:
    """Fit, print cross-validated scores, and write the files of the package."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--shared", type=Path, required=True, help="the folder that holds gold/train")
    asked.add_argument("--write", action="store_true", help="write src/sayso/link/weights.toml")
    given = asked.parse_args()
    place = given.shared / "gold" / "train" / "bundles"
    gold = [bundle_of(reports, truth) for _, reports, truth in gold_bundles(place)]
    read = [read_bundle(place / name) for name, _, _ in gold_bundles(place)]
    frame = load_weights()
    folds = [fitted([own for at, own in enumerate(gold) if at % FOLDS != fold], frame) for fold in range(FOLDS)]
    for name, bundles in (("gold claims", gold), ("read claims", read)):
        print(name, scores_of([(bundle, folds[at % FOLDS]) for at, bundle in enumerate(bundles)]), flush=True)
    if given.write:
        Path("src/sayso/link/weights.toml").write_text(weights_text(fitted(gold, frame)), "utf-8")


if __name__ == "__main__":
    main()
