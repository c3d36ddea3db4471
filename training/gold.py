"""Invented reports with full gold (gold/SCHEMA): claims, their slots, and where their sources and participants stand.

The gold names sources and participants by acceptable strings, not by place. A pointer may go to any place where the longest
of them stands; participants that stand inside the content are looked for there alone.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.engines.labels import DEPTHS, EVIDENCE, HEDGED, MODALITIES, POLARITIES, RESPONSES, STANCES, TYPES, VOICES
from training.text import Document, Edge, document, find_words

LABELS = {
    "voice": VOICES, "stance": STANCES, "polarity": POLARITIES, "modality": MODALITIES, "hedged": HEDGED, "depth": DEPTHS,
}  # fmt: skip


@dataclass(frozen=True)
class GoldClaim:
    """A claim's words (first, last), slots, and pointer targets: a list of edges, empty = points nowhere, None = not known."""

    edge: Edge
    slots: dict[str, int]
    types: tuple[int, ...]
    evidence: tuple[int, ...]
    pointers: dict[str, list[Edge] | None]
    places: tuple[int, ...]
    maybe_places: tuple[int, ...]
    responds: dict[int, int]
    marginal: bool


def gold_reports(folders: list[Path]) -> list[Document]:
    """Return every report of the folders (searched deep) with its claims as `targets`."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*.json")) if path.name != "bundle.json"]
    return [annotated(path) for path in paths]


def annotated(path: Path) -> Document:
    """Return one report with its claims."""
    gold = json.loads(path.read_text("utf-8"))
    text = path.with_suffix(".txt").read_text("utf-8")
    doc = document(text)
    low = [word.casefold() for word in doc.surfaces]
    order = {claim["id"]: number for number, claim in enumerate(gold["claims"])}
    claims = [_claim(claim, text, doc, low, order) for claim in gold["claims"]]
    return Document(doc.surfaces, doc.paragraphs, doc.offsets, {}, claims)


def _claim(claim: dict, text: str, doc: Document, low: list[str], order: dict[str, int]) -> GoldClaim:
    at = -1
    for _ in range(claim.get("nth", 1)):
        at = text.index(claim["content"], at + 1)
    edge = doc.words_in(at, at + len(claim["content"]))
    assert edge is not None, claim["id"]
    slots = {name: labels.index(claim[name]) for name, labels in LABELS.items() if name not in ("hedged", "depth")}
    slots |= {"hedged": int(claim["hedged"]), "depth": min(len(claim["chain"]), DEPTHS[-1])}
    pointers = {f"link{k}": places(doc, low, claim["chain"][k]) if k < len(claim["chain"]) else [] for k in range(3)}
    for role in ("agent", "patient"):
        pointers[role] = inside(places(doc, low, claim[role]), edge) if claim[role] else []
    pointers["cue"] = nearest(doc, places(doc, low, claim["cue"][:1]), edge) if claim["cue"] else []
    sure, maybe = _places(doc, low, [where["name"] for where in claim["where"]], edge)
    return GoldClaim(
        edge, slots, tuple(TYPES.index(name) for name in claim["types"] if name in TYPES),
        tuple(EVIDENCE.index(kind) for kind in claim["evidence"] if kind in EVIDENCE), pointers, sure, maybe,
        {order[r["to"]]: RESPONSES.index(r["relation"]) for r in claim["responds"] if r["to"] in order}, claim.get("marginal", False),
    )  # fmt: skip


def places(doc: Document, low: list[str], names: list[str]) -> list[Edge] | None:
    """Return where any of `names` stands, the longer one where two overlap; None where none does."""
    found: list[Edge] = []
    for name in sorted(names, key=len, reverse=True):
        phrase = [word.casefold() for word in document(name).surfaces]
        if phrase:
            found += [edge for edge in find_words(doc, low, phrase) if all(edge[1] < f[0] or f[1] < edge[0] for f in found)]
    return sorted(found) or None


def inside(edges: list[Edge] | None, claim: Edge) -> list[Edge] | None:
    """Return the edges that lie in the content where there are any, else all."""
    own = [edge for edge in edges or () if claim[0] <= edge[0] and edge[1] <= claim[1]]
    return own or edges


def gap(edge: Edge, claim: Edge) -> int:
    """Return how many words lie between the two (0 where they touch or overlap)."""
    return max(edge[0] - claim[1], claim[0] - edge[1], 0)


def nearest(doc: Document, edges: list[Edge] | None, claim: Edge) -> list[Edge] | None:
    """Return the edges of the claim's paragraph that are within 60 words of it, nearest first; None where there is none."""
    own = [edge for edge in edges or () if doc.paragraphs[edge[0]] == doc.paragraphs[claim[0]] and gap(edge, claim) < 60]
    return sorted(own, key=lambda edge: gap(edge, claim))[:2] or None


def _places(doc: Document, low: list[str], names: list[str], claim: Edge) -> tuple[tuple[int, ...], tuple[int, ...]]:
    sure, maybe = [], []
    for name in names:
        edges = places(doc, low, [name]) or places(doc, low, [name.split()[0]])
        if edges:
            best = min(edges, key=lambda edge: (gap(edge, claim), edge))
            sure.append(best[1])
            maybe += [edge[1] for edge in edges if edge != best]
    return tuple(sure), tuple(maybe)


def column(size: int, positions: tuple[int, ...]) -> np.ndarray:
    """Return a 0/1 row of `size` with ones at `positions`."""
    row = np.zeros(size, np.float32)
    row[list(positions)] = 1
    return row
