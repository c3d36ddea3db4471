"""Places given the gold claims: how often the place and the relation of a claim are right, apart from finding the claim.

    python -m bench.predict slots_where GOLD_DIR... [--encoder] [--errors]

Without --encoder the places rest on the text and the fitted weights alone.
"""

import json
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.gold import gold_report
from sayso.engines import default_engine
from sayso.gazetteer import open_gazetteer
from sayso.gazetteer.polygon import distance_km
from sayso.ground.where import places_of_claims
from sayso.model import Attribution, Claim, Parsed, Place, Report, Span, Where, Word
from sayso.parse import parse

_WORD = re.compile(r"\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']*\s+(?=[\"“‘'A-Z])|\n+")


def plain_parsed(report: Report) -> Parsed:
    """Return the report with words and sentences by punctuation alone: what the suite needs where no encoder is at hand."""
    text = report.text
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    words: list[Word] = []
    sentences, first = [], 0
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        for match in _WORD.finditer(text, start, end):
            paragraph = text.count("\n", 0, match.start())
            words.append(Word(match.group(), Span(match.start(), match.end()), "X", len(words), "dep", number, paragraph))
        if len(words) > first:
            sentences.append((first, len(words)))
        first = len(words)
    return Parsed(report, tuple(words), tuple(sentences), (), ())


def told_by(claim: Claim, text: str) -> Claim:
    """Return a gold claim whose sources stand where their names stand nearest to it: the gold does not say where."""
    return replace(claim, where=(), chain=tuple(_placed(link, claim.span.start, text) for link in claim.chain))


def _placed(link: Attribution, start: int, text: str) -> Attribution:
    names = [match for name in link.source.names for match in re.finditer(re.escape(name), text)]
    if not names:
        return link
    near = min(names, key=lambda match: abs(match.start() - start))
    return replace(link, source=replace(link.source, span=Span(*near.span())))


def near(place: Place, gold: dict[str, Any]) -> bool:
    """Return whether a place lies within the gold's tolerance."""
    return distance_km((place.lat, place.lon), (gold["lat"], gold["lon"])) <= gold.get("tol_km", 25)


def pairs(found: tuple[Where, ...], gold: list[dict[str, Any]], *, relation: bool) -> int:
    """Return how many gold places are found one to one, with their relation where asked."""
    left, hits = list(found), 0
    for wanted in gold:
        hit = next((w for w in left if near(w.place, wanted) and (not relation or w.relation.value == wanted["relation"])), None)
        if hit is not None:
            left.remove(hit)
            hits += 1
    return hits


def read(report: Report, claims: list[Claim], *, encoder: bool) -> tuple[Parsed, NDArray[np.float32] | None]:
    """Return the report as parsed, and the encoder's scores of places for the claims (None without one)."""
    if not encoder:
        return plain_parsed(report), None
    reading = default_engine().read([report.text])[0]
    spans = np.array(reading.words)
    rows = [np.flatnonzero((spans[:, 0] >= claim.span.start) & (spans[:, 1] <= claim.span.end)) for claim in claims]
    scores = reading.claims(np.array([(row[0], row[-1] + 1) for row in rows])).places
    return parse(report, reading), scores


def main(arguments: list[str]) -> int:
    """Print precision, recall and F1 of places and of places with their relation as one JSON object; return the exit status."""
    errors, encoder = "--errors" in arguments, "--encoder" in arguments
    gazetteer = open_gazetteer()
    counts = {"predicted": 0, "gold": 0, "where": 0, "relation": 0}
    folders = [Path(argument) for argument in arguments if not argument.startswith("--")]
    for path in [path for folder in folders for path in sorted(folder.rglob("*.json")) if path.name != "bundle.json"]:
        report, by_id = gold_report(path)
        claims = [told_by(claim, report.text) for claim in by_id.values()]
        parsed, scores = read(report, claims, encoder=encoder)
        answers = places_of_claims(parsed, claims, gazetteer, scores)
        for claim, found in zip(json.loads(path.read_text("utf-8"))["claims"], answers, strict=True):
            if claim.get("marginal"):
                continue
            counts["predicted"] += len(found)
            counts["gold"] += len(claim["where"])
            counts["where"] += pairs(found, claim["where"], relation=False)
            counts["relation"] += pairs(found, claim["where"], relation=True)
            if errors and pairs(found, claim["where"], relation=True) < max(len(found), len(claim["where"])):
                wanted = [(where["name"], where["relation"]) for where in claim["where"]]
                got = [(where.place.name, where.relation.value) for where in found]
                print(path.stem, claim["id"], claim["content"][:80], wanted, got, file=sys.stderr)
    print(json.dumps(counts | {name: _scores(counts[name], counts["predicted"], counts["gold"]) for name in ("where", "relation")}))
    return 0


def _scores(hits: int, predicted: int, gold: int) -> dict[str, float]:
    shares = {"p": hits / max(1, predicted), "r": hits / max(1, gold), "f1": 2 * hits / max(1, predicted + gold)}
    return {name: round(share, 4) for name, share in shares.items()}
