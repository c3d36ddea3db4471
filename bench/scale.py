"""`python -m bench.scale [--reports N] [--claims N ...]`: reading in processes and on Spark, and how far linking can be cut apart.

Reads the reports of bench/speed.py in one process, in two and on Spark (left out where it is not installed), the start of the
processes in the time. Then takes invented claims (bench/synthetic.py) and gives the share of the largest group of claims that one
task has to link. Prints one JSON object.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.link import SHARE, details_of, frame
from bench.speed import corpus
from bench.synthetic import invent
from sayso.engines import default_engine
from sayso.errors import ScaleError
from sayso.load import Loaded
from sayso.pipeline import read_reports
from sayso.scale import read_side_by_side
from sayso.scale.groups import components, tokens
from sayso.scale.reading import read_on_spark
from sayso.scale.session import spark

MASTER = "local-cluster[2,1,1024]"  # two executors of one core and one GB each


def seconds(run: Callable[[], object]) -> float:
    """Return how long it takes."""
    began = time.perf_counter()
    run()
    return round(time.perf_counter() - began, 1)


def on_spark(reports: list[Loaded]) -> dict[str, float | str]:
    """Return the seconds of starting Spark and of reading on two executors, twice, the workers' engines open the second time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        folder.mkdir()
        for number, one in enumerate(reports):
            head = f"---\npublished: {one.report.published}\n---\n"
            (folder / f"{number:05}.txt").write_text(head + one.report.text, "utf-8")
        began = time.perf_counter()
        try:
            with spark(MASTER) as session:
                started = time.perf_counter() - began
                spent = [seconds(lambda at=at: read_on_spark(session, [str(folder)], Path(name) / f"out{at}")) for at in range(2)]  # type: ignore[misc]
        except ScaleError as fault:
            return {"left out": str(fault)}
    return {"start": round(started, 1), "first": spent[0], "second": spent[1]}


def largest(claims: int) -> dict[str, float]:
    """Return how many groups so many invented claims fall into, and the share of the largest one."""
    weights, kept, edges = frame(), dict[int, int](), list[tuple[int, int]]()
    own = details_of(invent(claims, int(claims * SHARE), seed=7))
    for at, one in enumerate(own):
        for token, is_kept in tokens(one, weights):
            if is_kept:
                edges.append((at, kept.setdefault(token, at)))
    for at, one in enumerate(own):
        edges += ((at, kept[token]) for token, is_kept in tokens(one, weights) if not is_kept and token in kept)
    pairs = np.unique(np.array(edges, np.int64), axis=0)
    sizes = np.unique(components(pairs[:, 0], pairs[:, 1], claims), return_counts=True)[1]
    return {"claims": claims, "groups": len(sizes), "share of the largest": round(float(sizes.max()) / claims, 4)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--claims", type=int, nargs="*", default=[2_000, 20_000, 100_000])
    given = parser.parse_args()
    reports = corpus(given.reports)
    default_engine().read(["Warm."])
    result = {
        "reports": given.reports, "one process, s": seconds(lambda: [*read_reports(reports)]),
        "two processes, s": seconds(lambda: [*read_side_by_side(reports, 2)]), "Spark on two executors, s": on_spark(reports),
        "groups": [largest(claims) for claims in given.claims],
    }  # fmt: skip
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
