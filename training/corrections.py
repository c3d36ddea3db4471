"""Corrections that people made on the pages (`/api/v1/corrections`), read back as training documents.

Both forms are read, Label Studio's and Prodigy's. A report counts only where somebody ruled on every claim of it: in one that is
half reviewed a claim that nobody looked at would be learned as none.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.engines.labels import EVIDENCE, HEDGED, MODALITIES, POLARITIES, STANCES, TYPES, VOICES
from training.gold import GoldClaim
from training.text import Document, Edge, document

SLOTS = {"voice": VOICES, "stance": STANCES, "polarity": POLARITIES, "modality": MODALITIES}
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim that somebody ruled on: labels over the report's text, its slots, whether it is one, how many claims the report has."""

    report: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    slots: dict[str, str]
    corrected: frozenset[str]
    accepted: bool
    claims: int


@dataclass(slots=True)
class Read:
    """What a file of corrections gave: documents with claims as targets, and reports that are not reviewed whole."""

    documents: list[Document] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def reviewed(line: str) -> Reviewed:
    """Return the claim of one line, in either form. Raises KeyError or ValueError where it is in neither."""
    row: dict[str, Any] = json.loads(line)
    meta = row["meta"]
    if "annotations" in row:
        (own,) = row["annotations"]
        labels = [one["value"] for one in own["result"] if one["type"] == "labels"]
        spans = tuple((one["start"], one["end"], one["labels"][0]) for one in labels)
        slots = {
            one["from_name"]: (one["value"].get("choices") or one["value"].get("text"))[0]
            for one in own["result"]
            if one["type"] != "labels"
        }
        return Reviewed(row["data"]["report"], row["data"]["text"], spans, slots, frozenset(meta["corrected"]),
                        not own["was_cancelled"], meta["claims"])  # fmt: skip
    spans = tuple((one["start"], one["end"], one["label"]) for one in row["spans"])
    return Reviewed(meta["report"], row["text"], spans, meta["slots"], frozenset(meta["corrected"]), row["answer"] == "accept",
                    meta["claims"])  # fmt: skip


def corrections(lines: Iterable[str]) -> Read:
    """Return the documents of corrections. Raises ValueError that names the line that cannot be read."""
    by_report: dict[str, list[Reviewed]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            one = reviewed(line)
        except (KeyError, ValueError, TypeError, IndexError) as fault:
            raise ValueError(
                f"line {number} is no correction as /api/v1/corrections writes it ({fault!r}): take the file from there"
            ) from fault
        by_report.setdefault(one.report, []).append(one)
    found = Read()
    for report, own in sorted(by_report.items()):
        if len(own) < own[0].claims:
            found.left_out.append(f"{report}: {len(own)} of {own[0].claims} claims are reviewed")
        else:
            found.documents.append(annotated(own))
    return found


def read(path: Path) -> Read:
    """Return the documents of a file."""
    with path.open(encoding="utf-8") as file:
        return corrections(file)


def annotated(own: list[Reviewed]) -> Document:
    """Return a report with the claims that were accepted."""
    doc = document(own[0].text)
    claims = [claim for one in own if one.accepted for claim in gold(doc, one)]
    return Document(doc.surfaces, doc.paragraphs, doc.offsets, {}, sorted(claims, key=lambda claim: claim.edge))


def gold(doc: Document, one: Reviewed) -> Iterator[GoldClaim]:
    """Yield the claim as a target: its longest stretch of content; what nobody said stays unknown."""
    content = edges(doc, one, "content")
    if not content:
        return
    edge = max(content, key=lambda own: own[1] - own[0])
    chain = edges(doc, one, "source")
    told = "speaker" not in one.corrected
    slots = {name: labels.index(one.slots[name]) for name, labels in SLOTS.items() if one.slots.get(name) in labels}
    slots |= {"hedged": HEDGED.index("hedged" if edges(doc, one, "hedge") else "plain"), "depth": min(len(chain), DEEPEST)}
    pointers: dict[str, list[Edge] | None] = {f"link{k}": ([chain[k]] if k < len(chain) else []) if told else None for k in range(DEEPEST)}
    pointers |= {name: edges(doc, one, name)[:1] for name in ("agent", "patient", "cue")}
    kinds = tuple(EVIDENCE.index(kind) for kind in one.slots.get("evidence", "").split() if kind in EVIDENCE)
    types = (TYPES.index(one.slots["type"]),) if one.slots.get("type") in TYPES else ()
    places = tuple(place[1] for place in edges(doc, one, "where"))
    yield GoldClaim(edge, slots, types, kinds, pointers, places, (), {}, False)


def edges(doc: Document, one: Reviewed, label: str) -> list[Edge]:
    """Return the words under a label, in their order in the line."""
    found = (doc.words_in(start, end) for start, end, own in one.spans if own == label)
    return [edge for edge in found if edge is not None]
