"""Places given the gold claims: how often the place and the relation of a claim are right, apart from finding the claim.

python -m bench.predict slots_where GOLD_DIR... [--errors]
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from sayso.gazetteer import open_gazetteer
from sayso.gazetteer.polygon import distance_km
from sayso.ground.where import places_of_claims
from sayso.model import (
    Attribution,
    Claim,
    EventType,
    Modality,
    Parsed,
    Participant,
    Phrase,
    Place,
    Polarity,
    Report,
    Role,
    Source,
    Span,
    Voice,
    What,
    Where,
    Word,
)  # fmt: skip

_WORD = re.compile(r"\w+|[^\w\s]")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’']*\s+(?=[\"“‘'A-Z])|\n+")


def plain_parsed(path: Path, gold: dict[str, Any]) -> Parsed:
    """Return the report with words and sentences by punctuation alone: what the suite needs where no encoder is at hand."""
    text = path.read_text("utf-8")
    report = Report(text=text, title=gold.get("title"), publisher=gold.get("outlet"), name=gold.get("doc"))
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    words, sentences, first = [], [], 0
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        for match in _WORD.finditer(text, start, end):
            at = len(words)
            words.append(
                Word(match.group(), Span(match.start(), match.end()), "X", at, "dep", number, text.count("\n", 0, match.start()))
            )
        if len(words) > first:
            sentences.append((first, len(words)))
        first = len(words)
    return Parsed(report, tuple(words), tuple(sentences), (), ())


def gold_claims(gold: dict[str, Any], parsed: Parsed) -> list[Claim]:
    """Return the gold's claims as nouns, without their places."""
    return [_claim(claim, parsed.report) for claim in gold["claims"]]


def _claim(claim: dict[str, Any], report: Report) -> Claim:
    at = -1
    for _ in range(claim.get("nth", 1)):
        at = report.text.index(claim["content"], at + 1)
    span = Span(at, at + len(claim["content"]))
    people = [
        Participant(role=role, text=claim[role.value][0], span=span, name=claim[role.value][0])
        for role in (Role.AGENT, Role.PATIENT)
        if claim[role.value]
    ]
    return Claim(
        report=report.id, spans=(span,), text=claim["content"], gist=claim["content"], voice=Voice(claim["voice"]),
        polarity=Polarity(claim["polarity"]), modality=Modality(claim["modality"]),
        chain=tuple(Attribution(source=_source(names, span, report.text)) for names in claim["chain"]),
        hedges=(Phrase("", span),) if claim["hedged"] else (), what=What(type=EventType(claim["types"][0]), family="",
        participants=tuple(people)),
    )  # fmt: skip


def _source(names: list[str], span: Span, text: str) -> Source:
    """The source nearest the claim under one of its accepted names."""
    spots = [
        (abs(match.start() - span.start), match.start(), name) for name in names for match in re.finditer(re.escape(name), text)
    ]
    _, start, name = min(spots, default=(0, span.start, ""))
    return Source(text=name, span=Span(start, start + len(name)), name=names[0])


def near(place: Place, gold: dict[str, Any]) -> bool:
    """Return whether a place lies within the gold's tolerance."""
    return distance_km((place.lat, place.lon), (gold["lat"], gold["lon"])) <= gold.get("tol_km", 25)


def _pairs(found: tuple[Where, ...], gold: list[dict[str, Any]], *, relation: bool) -> int:
    left, hits = list(found), 0
    for wanted in gold:
        hit = next((w for w in left if near(w.place, wanted) and (not relation or w.relation.value == wanted["relation"])), None)
        if hit is not None:
            left.remove(hit)
            hits += 1
    return hits


def main(arguments: list[str]) -> int:
    """Print precision, recall and F1 of places and of places with their relation as one JSON object; return the exit status."""
    errors = "--errors" in arguments
    gazetteer = open_gazetteer()
    counts = {"predicted": 0, "gold": 0, "where": 0, "relation": 0}
    for folder in [Path(argument) for argument in arguments if not argument.startswith("--")]:
        for path in sorted(folder.rglob("*.json")):
            gold = json.loads(path.read_text("utf-8"))
            if "claims" not in gold:
                continue
            parsed = plain_parsed(path.with_suffix(".txt"), gold)
            answers = places_of_claims(parsed, gold_claims(gold, parsed), gazetteer)
            for claim, found in zip(gold["claims"], answers, strict=True):
                if claim.get("marginal"):
                    continue
                counts["predicted"] += len(found)
                counts["gold"] += len(claim["where"])
                counts["where"] += _pairs(found, claim["where"], relation=False)
                counts["relation"] += _pairs(found, claim["where"], relation=True)
                if errors and _pairs(found, claim["where"], relation=True) < max(len(found), len(claim["where"])):
                    wanted = [(where["name"], where["relation"]) for where in claim["where"]]
                    got = [(where.place.name, where.relation.value) for where in found]
                    print(path.stem, claim["id"], claim["content"][:80], wanted, got, file=sys.stderr)
    print(
        json.dumps(counts | {name: _scores(counts[name], counts["predicted"], counts["gold"]) for name in ("where", "relation")})
    )
    return 0


def _scores(hits: int, predicted: int, gold: int) -> dict[str, float]:
    shares = {"p": hits / max(1, predicted), "r": hits / max(1, gold), "f1": 2 * hits / max(1, predicted + gold)}
    return {name: round(share, 4) for name, share in shares.items()}
