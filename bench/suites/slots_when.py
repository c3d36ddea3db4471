"""`python -m bench.predict slots_when GOLD_DIR ...`: times and amounts given the gold claims, scored as score_claims.py does."""

import json
import sys
from datetime import date
from pathlib import Path

from bench.gold import gold_report
from bench.suites.claims import score_claims
from sayso.engines import default_engine
from sayso.ground.amounts import quantities_of_claims
from sayso.ground.times import times_of_claims
from sayso.parse import parse
from sayso.publish.document import number

WARS = {"gaza": date(2023, 10, 7), "ukrain": date(2022, 2, 24)}


def main(arguments: list[str]) -> int:
    """Print when_close, when_exact and the F1 of numbers and bounds over all reports; --errors lists differences."""
    folders = [Path(one) for one in arguments if not one.startswith("--")]
    paths = [path for folder in folders for path in sorted(folder.rglob("*.json")) if path.name != "bundle.json"]
    scorer = score_claims(folders[0])
    close = exact = total = 0
    hit = bound_hit = found = wanted = 0
    for path in paths:
        report, claims = gold_report(path)
        gold = {item["id"]: item for item in json.loads(path.read_text("utf-8"))["claims"]}
        parsed = parse(report, default_engine().read([report.text])[0])
        own = list(claims.values())
        times, amounts = times_of_claims(parsed, own, WARS), quantities_of_claims(parsed, own)
        for key, (when, _), some in zip(claims, times, amounts, strict=True):
            edtf, want = when.edtf if when else None, gold[key]["when"]
            total, close, exact = total + 1, close + scorer.when_close(edtf, want), exact + scorer.when_exact(edtf, want)
            rows = [
                {"value": [number(v) for v in one.value] if isinstance(one.value, tuple) else number(one.value), "bound": one.bound.value}
                for one in some
            ]
            numbers = gold[key]["numbers"]
            matched = scorer.pair_off(rows, numbers, lambda a, b: a["value"] == b["value"])
            hit, found, wanted = hit + matched, found + len(rows), wanted + len(numbers)
            bound_hit += scorer.pair_off(rows, numbers, lambda a, b: a["value"] == b["value"] and a["bound"] == b["bound"])
            if "--errors" in arguments and (not scorer.when_close(edtf, want) or matched != len(numbers) or matched != len(rows)):
                told = [(row["value"], row["bound"]) for row in rows], [(n["value"], n["bound"]) for n in numbers]
                print(f"{path.stem}:{key} when {edtf} / {want} amounts {told} | {gold[key]['content'][:110]}", file=sys.stderr)
    f1 = lambda right: round(2 * right / max(found + wanted, 1), 4)  # noqa: E731
    print(json.dumps({"when_close": close / total, "when_exact": exact / total, "numbers f1": f1(hit), "bounds f1": f1(bound_hit)}))
    return 0
