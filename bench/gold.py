"""Gold reports as nouns: what the annotators wrote, in the form that the stages pass on (gold/SCHEMA)."""

import json
import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sayso.model import (
    Attribution,
    Bound,
    Claim,
    EventType,
    Evidence,
    EvidenceKind,
    Grade,
    Modality,
    Participant,
    Phrase,
    Place,
    Polarity,
    Quantity,
    Relation,
    Report,
    Responds,
    Response,
    Role,
    Source,
    Span,
    Stance,
    Voice,
    What,
    When,
    Where,
)  # fmt: skip

NOWHERE = Span(0, 0)
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}


def gold_report(path: Path) -> tuple[Report, dict[str, Claim]]:
    """Return the report beside the gold file `path` and its claims by their gold ids, in text order."""
    gold = json.loads(path.read_text("utf-8"))
    with path.with_suffix(".txt").open(encoding="utf-8", newline="") as stream:
        text = stream.read()
    report = Report(
        text=text, name=gold["doc"], title=gold.get("title"), publisher=gold.get("outlet"),
        published=date.fromisoformat(gold["published"][:10]), language=gold.get("language", "en"),
    )  # fmt: skip
    bare = {item["id"]: claim_of(item, report) for item in gold["claims"]}
    answers = {item["id"]: item["responds"] for item in gold["claims"]}
    return report, {key: answering(claim, answers[key], bare) for key, claim in bare.items()}


def answering(claim: Claim, answers: list[dict[str, str]], others: dict[str, Claim]) -> Claim:
    """Return the claim with its answers pointing at the ids of the claims they answer."""
    known = [item for item in answers if item["to"] in others]
    responds = tuple(Responds(relation=Response(item["relation"]), claim=others[item["to"]].id) for item in known)
    fields = {name: getattr(claim, name) for name in Claim.__dataclass_fields__}
    return Claim(**{**fields, "responds": responds})


def claim_of(item: dict[str, Any], report: Report) -> Claim:
    """Return the gold claim `item` as a noun; spans of speakers and participants are not annotated and stand at 0..0."""
    at = -1
    for _ in range(item.get("nth", 1)):
        at = report.text.index(item["content"], at + 1)
    return Claim(
        report=report.id, spans=(Span(at, at + len(item["content"])),), text=item["content"], gist=item["content"],
        chain=tuple(link_of(names) for names in item["chain"]), voice=Voice(item["voice"]), stance=Stance(item["stance"]),
        polarity=Polarity(item["polarity"]), modality=Modality(item["modality"]), what=what_of(item),
        hedges=(Phrase("", NOWHERE),) if item["hedged"] else (), when=when_of(item["when"]),
        where=tuple(where_of(place) for place in item["where"]),
        quantities=tuple(quantity_of(number) for number in item["numbers"]),
        evidence=tuple(
            Evidence(kind=EvidenceKind(kind), grade=Grade.E1, words=Phrase("", NOWHERE)) for kind in item["evidence"]
        ),
    )  # fmt: skip


def link_of(names: list[str]) -> Attribution:
    """Return a link of a chain whose source goes by `names`."""
    fullest = max(names, key=len)
    return Attribution(source=Source(text=names[0], span=NOWHERE, name=fullest, names=tuple(names)))


def what_of(item: dict[str, Any]) -> What:
    """Return the first accepted type with the participants."""
    roles = ((Role.AGENT, item["agent"]), (Role.PATIENT, item["patient"]))
    people = [Participant(role=role, text=names[0], span=NOWHERE, name=names[0], names=tuple(names)) for role, names in roles if names]
    return What(type=EventType(item["types"][0]), family="", participants=tuple(people))


def where_of(place: dict[str, Any]) -> Where:
    """Return a place; the tolerance of the annotators stands for its extent."""
    extent = float(place.get("tol_km", 25))
    named = Place(name=place["name"], lat=place["lat"], lon=place["lon"], feature="settlement", radius_km=extent)
    return Where(place=named, relation=Relation(place["relation"]), radius_km=extent)


def quantity_of(number: dict[str, Any]) -> Quantity:
    """Return a quantity framed as its bound says."""
    value, bound = number["value"], Bound(number["bound"])
    low, high = value if isinstance(value, list) else (value, value)
    if bound is Bound.AT_LEAST:
        high = None
    if bound is Bound.AT_MOST:
        low = None
    pair = tuple(value) if isinstance(value, list) else value
    return Quantity(value=pair, bound=bound, unit=number["unit"], words=Phrase("", NOWHERE), low=low, high=high)


def when_of(edtf: str | None) -> When | None:
    """Return the time that an EDTF string (levels 0 to 2, as far as gold uses them) spans."""
    if not edtf:
        return None
    sides = edtf.split("/")
    first, last = day(sides[0], last=False), day(sides[-1], last=True)
    return When(edtf=edtf, start=first, end=last + timedelta(1) if last else None, precision="interval")


def day(part: str, *, last: bool) -> date | None:
    """Return the first (or last) day that one side of an interval names, None where it is open."""
    plain = re.sub(r"[~?%]", "", part.split("T")[0]).replace("X", "9" if last else "0")
    if plain in ("", ".."):
        return None
    numbers = [int(number) for number in plain.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else (12 if last else 1)
    if month in SEASONS:
        first = SEASONS[month]
        year, month = (year + (first + 2) // 13, (first + 1) % 12 + 1) if last else (year, first)
    month = min(max(month, 1), 12)
    longest = monthrange(year, month)[1]
    wanted = numbers[2] if len(numbers) > 2 else (longest if last else 1)
    return date(year, month, min(max(wanted, 1), longest))


def gold_bundle(folder: Path) -> tuple[list[tuple[Report, dict[str, Claim]]], dict[str, str]]:
    """Return the reports of a bundle with their claims, and the event ("h1") of each claim ("REPORT:CLAIM", gold ids)."""
    bundle = json.loads((folder / "bundle.json").read_text("utf-8"))
    reports = [gold_report(folder / f"{doc}.json") for doc in bundle["docs"]]
    return reports, {claim: event["id"] for event in bundle["happenings"] for claim in event["claims"]}


def gold_bundles(folder: Path) -> Iterator[tuple[str, list[tuple[Report, dict[str, Claim]]], dict[str, str]]]:
    """Yield the name, reports and truth of every bundle under `folder`, by name."""
    for path in sorted(folder.glob("*/bundle.json")):
        reports, truth = gold_bundle(path.parent)
        yield path.parent.name, reports, truth
