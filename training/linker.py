"""How the linker's weights were made: `python -m training.linker --shared DIR` fits them on gold/train/bundles and writes weights.toml.

Each pair of claims of a bundle is one example: same event or not. Claims that the pipeline reads are
scored beside them; weights fitted on them too were worse on both. A logistic regression (Newton's method, ridge) gives a weight a
feature and, shrunk harder, an affinity a pair of types. Cross-validation leaves out whole bundles. The stems' commonness is counted
over all training reports.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
SETTLED = 1e-4
FOLDS = 5
LEAST_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Examples:
    """Features, types and truth (1.0 for one event) of each pair of claims of a bundle."""

    rows: Floats
    types: list[tuple[str, str]]
    same: Floats


def examples(bundle: Bundle, frame: Weights) -> Examples:
    """Return each pair of claims of the bundle as an example.

    What the frame says of pairs of types is left out: they are fitted anew, and beside it they would fit only the rest.
    """
    bare = replace(frame, affinity={})
    profiles = [profile_of("", [claim]) for claim in bundle.claims]
    pairs = list(combinations(range(len(bundle.claims)), 2))
    rows = [compare(bundle.claims[one], profiles[other], bare) for one, other in pairs]
    types = [pair_of(bundle.claims[one], bundle.claims[other]) for one, other in pairs]
    same = [bundle.truth[bundle.claims[one].id] == bundle.truth[bundle.claims[other].id] for one, other in pairs]
    return Examples(np.array(rows), types, np.array(same, float))


def pair_of(left: Details, right: Details) -> tuple[str, str]:
    """Return the types of two claims in alphabetical order."""
    return (left.type, right.type) if left.type <= right.type else (right.type, left.type)


def fitted(tables: Sequence[Examples], frame: Weights) -> Weights:
    """Return the weights that fit the examples of bundles; families and the kinds of types are those of `frame`."""
    pairs = [pair for table in tables for pair in table.types]
    often = [pair for pair, count in sorted(Counter(pairs).items()) if count >= FEWEST_PAIRS]
    column = {pair: at for at, pair in enumerate(often)}
    hot = np.zeros((len(pairs), len(often)))
    for at, pair in enumerate(pairs):
        if pair in column:
            hot[at, column[pair]] = 1.0
    table = np.vstack([own.rows for own in tables])
    ridge = np.concatenate([RIDGE * table.var(axis=0) + 1e-6, np.full(len(often), AFFINITY_RIDGE)])
    bias, found = logistic(np.hstack([table, hot]), np.concatenate([own.same for own in tables]), ridge)
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
        step = np.linalg.solve(curve, design.T @ (chance - truth) + penalty @ found)
        found -= step
        if np.abs(step).max() < SETTLED:
            break
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
    tables = [examples(bundle, frame) for bundle in gold]
    folds = [fitted([own for at, own in enumerate(tables) if at % FOLDS != fold], frame) for fold in range(FOLDS)]
    for name, bundles in (("gold claims", gold), ("read claims", read)):
        print(name, scores_of([(bundle, folds[at % FOLDS]) for at, bundle in enumerate(bundles)]), flush=True)
    if given.write:
        Path("src/sayso/link/weights.toml").write_text(weights_text(fitted(tables, frame)), "utf-8")


if __name__ == "__main__":
    main()
