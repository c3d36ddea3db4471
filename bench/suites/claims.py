"""`python -m bench.predict claims GOLD_DIR ...`: gold reports through the whole pipeline, scored slot by slot, one JSON object.

Each report is read with the date, publisher and title that its gold states, as a user would give them.
"""

import importlib.util
import json
import shutil
import tempfile
from datetime import date
from pathlib import Path
from types import ModuleType

from sayso.load import Given, load_text
from sayso.pipeline import ReadReport, read_reports
from sayso.publish import document
from sayso.settings import shipped


def main(arguments: list[str]) -> int:
    """Print what score_claims.py finds on all the folders together; --errors lists what is wrong on standard error."""
    folders = [Path(one) for one in arguments if not one.startswith("--")]
    paths = [path for folder in folders for path in sorted(folder.glob("*.json")) if path.name != "bundle.json"]
    with tempfile.TemporaryDirectory() as place:
        gold, pred = Path(place) / "gold", Path(place) / "pred"
        gold.mkdir()
        pred.mkdir()
        for result in read_reports(map(loaded, paths)):
            assert isinstance(result, ReadReport), result
            row = document(result.report, result.claims, result.flags)
            (pred / f"{result.report.name}.json").write_text(json.dumps(row), "utf-8")
        for path in paths:
            shutil.copy(path, gold)
            shutil.copy(path.with_suffix(".txt"), gold)
        scorer = score_claims(folders[0])
        print(json.dumps(scorer.score(gold, pred, "--errors" in arguments), indent=1))
    return 0


def loaded(path: Path):  # type: ignore[no-untyped-def]
    """Return a gold report loaded as a user would load it."""
    gold = json.loads(path.read_text("utf-8"))
    given = Given(published=date.fromisoformat(gold["published"][:10]), publisher=gold.get("outlet"), title=gold.get("title"))
    return load_text(path.with_suffix(".txt").read_text("utf-8"), path.name, given, shipped().load, path.stem)


def score_claims(folder: Path) -> ModuleType:
    """Return the scorer that lies beside the gold folders."""
    script = next(up / "score" / "score_claims.py" for up in folder.resolve().parents if (up / "score" / "score_claims.py").exists())
    spec = importlib.util.spec_from_file_location("score_claims", script)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
