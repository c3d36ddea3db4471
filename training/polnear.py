"""PolNeAR (Newell, Margolin and Ruths 2018): attributions in news, brat stand-off files."""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.engines.labels import ATTRIBUTION
from training.text import Document, Edge, curl, document

ROLES = ("Source", "Cue", "Content")


@dataclass(frozen=True)
class Attributions:
    """Pointers by word: cue's first word -> source's first word (None = no source); content's first word -> cue's first word;
    cue's first word -> edges of its first and last content word."""

    sources: dict[int, int | None]
    cues: dict[int, int]
    contents: dict[int, Edge]


def read_brat(path: Path) -> tuple[dict[str, list[Edge]], list[list[tuple[str, str]]]]:
    """Return the fragments (characters) of every T line and the (slot, T id) pairs of every E line."""
    fragments: dict[str, list[Edge]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in path.read_text("utf-8-sig").split("\n"):
        cells = line.split("\t")
        if cells[0][:1] == "T" and len(cells) > 1:
            try:
                places = [tuple(map(int, part.split())) for part in cells[1].split(" ", 1)[1].split(";")]
            except ValueError:
                continue
            fragments[cells[0]] = [(a, b) for a, b in places]
        elif cells[0][:1] == "E" and len(cells) > 1:
            pairs = [pair.split(":") for pair in cells[1].split() if ":" in pair]
            events.append([(slot.rstrip("2"), target) for slot, target in pairs])
    return fragments, events


def annotated(text: str, path: Path) -> Document:
    """Return the document with BIO tags and pointers of one annotator."""
    doc = document(text)
    fragments, events = read_brat(path)
    tags = np.zeros(len(doc.surfaces), np.int64)
    links = Attributions({}, {}, {})
    for event in events:
        spans: dict[str, list[Edge]] = defaultdict(list)
        for slot, target in event:
            if slot in ROLES:
                spans[slot] += [edge for a, b in fragments.get(target, []) if (edge := doc.words_in(a, b))]
        for role, edges in spans.items():
            begin = ATTRIBUTION.index(f"B-{role.lower()}")
            for first, last in edges:
                tags[first : last + 1] = begin + 1
                tags[first] = begin
        _link(spans, links)
    return Document(doc.surfaces, doc.paragraphs, doc.offsets, {"attribution": tags}, links)


def _link(spans: dict[str, list[Edge]], links: Attributions) -> None:
    if not spans["Cue"]:
        return
    cue = spans["Cue"][0][0]
    links.sources[cue] = spans["Source"][0][0] if spans["Source"] else None
    for edge in spans["Cue"][1:]:
        links.sources[edge[0]] = links.sources[cue]
    for edge in spans["Content"]:
        links.cues[edge[0]] = cue
    if spans["Content"]:
        links.contents[cue] = max(spans["Content"], key=lambda edge: edge[1] - edge[0])


def polnear(folder: Path, curly: bool = False) -> list[list[Document]]:
    """Return, for each text of a split, its documents: one for each annotator. `curly` gives typographic quotation marks."""
    files: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        files[re.sub(r"_[0-9a-f]{4}$", "", path.stem)].append(path)
    out = []
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        if own := files.get(path.stem):
            out.append([annotated(curl(text) if curly else text, ann) for ann in own])
    return out
