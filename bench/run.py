"""`make bench`: every suite that has its data here, results to bench/results/*.json, and the table in README.

The data and the scorers lie in a folder beside the repository (or where SAYSO_SHARED says); a suite without its data is left out
and said to be.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.speed import missing
from bench.table import write_table

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))
RESULTS = ROOT / "bench" / "results"
WORK = ROOT / "out" / "bench"


@dataclass(frozen=True)
class Suite:
    """A suite: what it needs under the shared folder, what makes its result, and what says why it cannot run for another reason."""

    name: str
    needs: str
    run: Callable[[], dict[str, Any]]
    hindrance: Callable[[], str | None] = lambda: None

    def left_out(self) -> str | None:
        """Return why it cannot run here; None where it can."""
        return self.hindrance() if (SHARED / self.needs).exists() else f"{self.needs} is not here"


def predict(name: str, *arguments: str, given: Path | None = None) -> Path:
    """Run a suite of bench.predict and return the file with what it printed."""
    WORK.mkdir(parents=True, exist_ok=True)
    out = WORK / f"{name}.jsonl"
    with out.open("wb") as stream:
        source = given.open("rb") if given else subprocess.DEVNULL
        subprocess.run([sys.executable, "-m", "bench.predict", name, *arguments], stdin=source, stdout=stream, check=True, cwd=ROOT)
    return out


def score(script: str, *arguments: str) -> dict[str, Any]:
    """Return what a scorer prints."""
    done = subprocess.run([sys.executable, str(SHARED / "score" / script), *arguments], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def attribution() -> dict[str, Any]:
    """PolNeAR dev."""
    gold = SHARED / "data" / "polnear" / "dev"
    return score("score_polnear.py", str(gold), str(predict("attribution", str(gold / "text"))))


def peer() -> dict[str, Any]:
    """PolNeAR dev as spaCy and textacy read it: direct quotations, which is all that textacy seeks, and with rules for indirect speech."""
    gold = SHARED / "data" / "polnear" / "dev"
    ways = {"direct quotations": (), "with indirect speech": ("--indirect",)}
    return {way: score("score_polnear.py", str(gold), str(predict("peer", *more, str(gold / "text")))) for way, more in ways.items()}


def claims() -> dict[str, Any]:
    """gold/seed and gold/dev through the whole pipeline."""
    return json.loads(predict("claims", str(SHARED / "gold" / "dev"), str(SHARED / "gold" / "seed")).read_text("utf-8"))  # type: ignore[no-any-return]


def grounding(name: str) -> Callable[[], dict[str, Any]]:
    """A suite of single expressions."""
    items = SHARED / "bench" / f"{name}_dev.jsonl"
    return lambda: score("score_grounding.py", name, str(items), str(predict(name, given=items)))


def printed(name: str) -> Callable[[], dict[str, Any]]:
    """A suite that prints its own figures as one JSON object."""
    return lambda: json.loads(predict(name).read_text("utf-8"))  # type: ignore[no-any-return]


def toponyms() -> dict[str, Any]:
    """GeoVirus from raw text."""
    corpus, texts = SHARED / "data" / "geovirus" / "GeoVirus.xml", WORK / "geovirus"
    subprocess.run(
        [sys.executable, str(SHARED / "score" / "score_toponyms.py"), str(corpus), "--texts", str(texts)], check=True, capture_output=True
    )
    return score("score_toponyms.py", str(corpus), str(predict("toponyms", str(texts))))


def speed() -> dict[str, Any]:
    """The bundled reports, in one and in two processes, and the peer beside ours where it is here."""
    done = subprocess.run([sys.executable, "-m", "bench.speed"], capture_output=True, text=True, check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def bundle() -> dict[str, Any]:
    """gold/bundle, read and with its gold claims given."""
    folder = str(SHARED / "gold" / "bundle")
    read, given = (json.loads(predict("bundle", *more, folder).read_text("utf-8")) for more in ((), ("--gold-claims",)))
    return {"read": read["bundle"], "gold claims": given["bundle"]}


def coref() -> dict[str, Any]:
    """ECB+ dev, gold mentions, the whole corpus together."""
    folder, name = SHARED / "data" / "ecbplus", "ECB_Dev_Event_gold_mentions.json"
    blank = WORK / name
    WORK.mkdir(parents=True, exist_ok=True)
    gold = json.loads((folder / name).read_text("utf-8"))
    blank.write_text(json.dumps([{**row, "coref_chain": ""} for row in gold]), "utf-8")
    shutil.copy(folder / "ECB_Dev_corpus.txt", WORK)
    found = json.loads(predict("coref", str(blank)).read_text("utf-8"))
    for label, rows in (("gold", gold), ("found", found)):
        lines = (f"{row['doc_id']}/{row['sent_id']}/{row['tokens_number']}\t{row['coref_chain']}\n" for row in rows)
        (WORK / f"coref.{label}.tsv").write_text("".join(lines), "utf-8")
    done = subprocess.run(
        [sys.executable, str(SHARED / "score" / "score_coref.py"), str(WORK / "coref.gold.tsv"), str(WORK / "coref.found.tsv")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {"printed": done.stdout.splitlines()}


def standing() -> dict[str, Any]:
    """gold/bundle with the gold events and sides given: the totals, on the last line."""
    lines = predict("standing", str(SHARED / "gold" / "bundle")).read_text("utf-8").splitlines()
    found: dict[str, Any] = json.loads(lines[-1])
    return found


def scale() -> dict[str, Any]:
    """Invented claims, 20,000 and 200,000, with the same settings."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.link", "--claims", "20000", "200000"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def suites() -> Iterator[Suite]:
    """Yield every suite, in the order of the table."""
    yield Suite("attribution", "data/polnear/dev", attribution)
    yield Suite("peer", "data/polnear/dev", peer, missing)
    yield Suite("claims", "gold/dev", claims)
    for name in ("time", "quantity", "place_relation", "actor"):
        yield Suite(name, f"bench/{name}_dev.jsonl", grounding(name))
    yield Suite("syntax", "data/gum/dev", printed("syntax"))
    yield Suite("mentions", "data/gum/dev", printed("mentions"))
    yield Suite("standing", "gold/bundle", standing)
    yield Suite("bundle", "gold/bundle", bundle)
    yield Suite("coref", "data/ecbplus", coref)
    yield Suite("link", "bench/synth_claims.py", scale)
    yield Suite("toponyms", "data/geovirus", toponyms)
    yield Suite("speed", "score", speed)


def main() -> int:
    """Run the suites named as arguments, or all; returns 1 where one failed."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    wanted, failed = set(sys.argv[1:]), 0
    for suite in suites():
        if wanted and suite.name not in wanted:
            continue
        if why := suite.left_out():
            print(f"{suite.name}: left out, {why}", file=sys.stderr)
            continue
        try:
            result = suite.run()
        except (subprocess.CalledProcessError, ValueError) as fault:
            failed += 1
            print(f"{suite.name}: failed: {fault}", file=sys.stderr)
            continue
        (RESULTS / f"{suite.name}.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")
        print(f"{suite.name}: done", file=sys.stderr)
    write_table(RESULTS, ROOT / "README.md")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
