"""`python -m bench.predict bundle GOLD_BUNDLE_DIR ...`: a bundle of reports through the whole pipeline, read, linked and standing.

Prints what score_claims.py finds, one object for each folder. With --gold-claims the gold claims are linked in place of read ones
and only links are scored (B-cubed and pairs).
"""

import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from bench.gold import gold_bundle
from bench.linking import Bundle, bundle_of, scores_of
from bench.suites.claims import loaded, score_claims
from sayso.link import ClaimInReport, Details, details, load_weights
from sayso.model import Claim
from sayso.pipeline import ReadReport, assemble, read_reports
from sayso.publish import document
from sayso.publish.ledger import event_row

WORD = re.compile(r"\w+")
OVERLAP = 0.6  # Dice overlap of words from which a read claim is a gold one, as the scorer has it


def main(arguments: list[str]) -> int:
    """Print the scores of every folder named, by its name."""
    folders = [Path(one) for one in arguments if not one.startswith("--")]
    score = linked if "--gold-claims" in arguments else whole
    print(json.dumps({folder.name: score(folder) for folder in folders}, indent=1))
    return 0


def linked(folder: Path) -> dict[str, Any]:
    """Return the scores of linking the gold claims, and how the events that come of it stand."""
    reports, truth = gold_bundle(folder)
    given = [ReadReport(report, tuple(claims.values()), ()) for report, claims in reports]
    standing = scored(folder, given)["bundle"]["standing"]
    return {**scores_of([(bundle_of(reports, truth), load_weights())]), "standing": standing}


def whole(folder: Path) -> dict[str, Any]:
    """Return the scores of reading, linking and standing."""
    paths = [path for path in sorted(folder.glob("*.json")) if path.name != "bundle.json"]
    found = scored(folder, [one for one in read_reports(map(loaded, paths)) if isinstance(one, ReadReport)])
    return {"bundle": found["bundle"], "claims": found["claims"], "speaker": found["speaker"], "chain": found["chain"]}


def scored(folder: Path, reads: list[ReadReport]) -> dict[str, Any]:
    """Return what the scorer says of these reports and of the events that their claims make."""
    with tempfile.TemporaryDirectory() as place:
        pred = Path(place) / "pred"
        pred.mkdir()
        for read in reads:
            row = document(read.report, read.claims, read.flags)
            (pred / f"{read.report.name}.json").write_text(json.dumps(row), "utf-8")
        events = {"events": [event_row(sheet) for sheet in assemble(reads)]}
        (pred / "ledger.json").write_text(json.dumps(events), "utf-8")
        gold = Path(place) / "gold"
        shutil.copytree(folder, gold)
        found: dict[str, Any] = score_claims(folder).score(gold, pred, False)
    return found


def read_bundle(folder: Path) -> Bundle:
    """Return the claims that the pipeline reads in a bundle, each with the event of the gold claim it overlaps most, or of its own."""
    reports, truth = gold_bundle(folder)
    paths = [folder / f"{report.name}.json" for report, _ in reports]
    reads = [one for one in read_reports(map(loaded, paths)) if isinstance(one, ReadReport)]
    found: list[Details] = []
    events: dict[str, str] = {}
    for read, (report, gold) in zip(reads, reports, strict=True):
        name = report.name or report.id
        ids = {claim.id: f"{name}:{claim.id}" for claim in read.claims}
        for at, claim in enumerate(read.claims):
            told = ClaimInReport(claim=claim, report=name, published=read.report.published, position=at)
            if claim.core:
                best = max(gold, key=lambda one: overlap(read.report.text, claim, gold[one]), default=None)
                fits = best is not None and overlap(read.report.text, claim, gold[best]) >= OVERLAP
                events[told.id] = truth.get(f"{name}:{best}", f"none:{told.id}") if fits else f"none:{told.id}"
                found.append(details(told, ids))
    return Bundle(tuple(found), events)


def overlap(text: str, one: Claim, other: Claim) -> float:
    """Return the Dice overlap of the words of two claims of a text."""
    left, right = ({found.start() for span in own.spans for found in WORD.finditer(text, span.start, span.end)} for own in (one, other))
    return 2 * len(left & right) / max(len(left) + len(right), 1)
