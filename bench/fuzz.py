"""`python -m bench.fuzz --inputs 1000000` (or `--seconds 3600`): made-up inputs for everything that reads what others wrote.

Each target takes an input and may raise nothing but an error of sayso's own. `--target NAME` looks at one; `--engine atheris` lets
coverage lead (the group "fuzz" installs it). What broke is printed with its smallest input, as one JSON line each, then the counts;
exits with 1 where anything broke.
"""

import argparse
import importlib
import json
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from bench.fuzz_targets import TARGETS, Target
from sayso.errors import SaysoError

ROUND = 200  # inputs of a target before the next one has its turn
SLOW = 5.0  # seconds of processor time that no input may take


@dataclass
class Found:
    """What a run came upon: inputs looked at by target, and what broke."""

    inputs: Counter[str] = field(default_factory=Counter)
    broken: list[dict[str, str]] = field(default_factory=list)


def tried(target: Target, value: Any, folder: Path) -> None:
    """Give the target an input. Raises what is no error of sayso's own, and TimeoutError where it took too long."""
    began = time.process_time()
    try:
        target.act(value, folder)
    except SaysoError as fault:
        if not str(fault).strip():
            raise AssertionError("an error without words") from fault
    if time.process_time() - began > SLOW:
        raise TimeoutError(f"over {SLOW} s")


def round_of(target: Target, count: int, number: int, folder: Path, found: Found) -> None:
    """Give a target so many inputs; the smallest one that broke it is kept."""

    @seed(number)
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck),
              phases=(Phase.generate, Phase.shrink), print_blob=False)  # fmt: skip
    @given(target.values)
    def run(value: Any) -> None:
        last[0] = value
        found.inputs[target.name] += 1
        tried(target, value, folder)

    last: list[Any] = [None]
    try:
        run()
    except Exception as fault:  # noqa: BLE001 whatever it is, it is what is looked for
        where = [f"{Path(one.filename).name}:{one.lineno}" for one in traceback.extract_tb(fault.__traceback__)][-3:]
        told = f"{type(fault).__name__}: {fault}"[:300]
        if (target.name, told) not in {(one["target"], one["error"]) for one in found.broken}:
            found.broken.append({"target": target.name, "error": told, "where": " ".join(where), "input": repr(last[0])[:600]})


def fuzz(targets: list[Target], inputs: int, seconds: float, first: int = 1, size: int = ROUND) -> Found:
    """Give the targets inputs by turns until there were so many, or so many seconds went by."""
    found, began, number = Found(), time.monotonic(), first
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        while found.inputs.total() < inputs and time.monotonic() - began < seconds:
            for target in targets:
                left = inputs - found.inputs.total()
                if left > 0 and time.monotonic() - began < seconds:
                    round_of(target, max(1, min(size // target.cost, left)), number, Path(folder), found)
            number += 1
    return found


def led_by_coverage(target: Target, arguments: list[str]) -> None:
    """Hand the target to atheris, which does not return: it stops at the first input that breaks it."""
    atheris = importlib.import_module("atheris")
    folder = Path(tempfile.mkdtemp())
    draw: Callable[[bytes], Any] = given(target.values)(lambda value: tried(target, value, folder)).hypothesis.fuzz_one_input
    for function in _functions():
        atheris.instrument_func(function)
    atheris.Setup([sys.argv[0], *arguments], draw)
    atheris.Fuzz()


def _functions() -> Iterator[FunctionType]:
    """Every function and method of sayso that is loaded."""
    for name, module in list(sys.modules.items()):
        if name.startswith("sayso"):
            owners = [module, *(one for one in vars(module).values() if isinstance(one, type) and one.__module__ == name)]
            yield from (one for owner in owners for one in vars(owner).values() if isinstance(one, FunctionType) and one.__module__ == name)


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", choices=[one.name for one in TARGETS], help="look at one target")
    parser.add_argument("--engine", choices=["hypothesis", "atheris"], default="hypothesis")
    given_, rest = parser.parse_known_args()
    targets = [one for one in TARGETS if given_.target in (None, one.name)]
    if given_.engine == "atheris":
        led_by_coverage(targets[0], [f"-runs={given_.inputs}", *rest])
    began = time.monotonic()
    found = fuzz(targets, given_.inputs, given_.seconds, given_.seed)
    for one in found.broken:
        print(json.dumps(one, ensure_ascii=True))
    print(
        json.dumps(
            {"inputs": found.inputs.total(), "seconds": round(time.monotonic() - began), **found.inputs, "broken": len(found.broken)}
        )
    )
    sys.exit(1 if found.broken else 0)


if __name__ == "__main__":
    main()
