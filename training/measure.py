"""Quick checks after each epoch, on dev data: none of it is trained on."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import numpy as np
import torch

from sayso.engines.encoder import EncodedReading, pad, read
from sayso.engines.words import Pieces, Window
from training.gold import gold_reports
from training.model import Model
from training.treebank import treebank


def head_weights(model: Model) -> dict[str, np.ndarray]:
    """Return every weight but the encoder's, under the names that `sayso.engines.heads` uses."""
    state = {name: value.detach().float().numpy() for name, value in model.state_dict().items()}
    return {name: value for name, value in state.items() if not name.startswith("encoder.")}


def torch_vectors(model: Model):
    """Return a function that turns windows into word vectors with the torch encoder."""

    @torch.no_grad()
    def vectors(windows: list[Window]) -> list[np.ndarray]:
        ids, casings, mask, first = (torch.from_numpy(part) for part in pad(windows))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            batch = model.encoder(ids, casings, mask, first).float().numpy()
        return [batch[row, : len(piece.first)] for row, piece in enumerate(windows)]

    return vectors


class Measure:
    """Token F1 of attribution tags, LAS, claim spans and slots given gold spans, on dev data."""

    def __init__(self, shared: Path, pieces: Pieces) -> None:
        from training.polnear import polnear

        self.pieces = pieces
        self.polnear = [own[0] for own in polnear(shared / "data" / "polnear" / "dev")]
        self.gum = treebank(sorted((shared / "data" / "gum" / "dev").glob("*.conllu")), True)
        self.gold = gold_reports([shared / "gold" / "dev"])

    def __call__(self, model: Model, epoch: int) -> dict[str, float]:
        """Return the figures of the model as it stands."""
        model.eval()
        weights, vectors = head_weights(model), torch_vectors(model)

        def readings(docs: list) -> list[EncodedReading]:
            return read([text_like(doc) for doc in docs], self.pieces, vectors, weights, 16)

        row = self._attribution(readings(self.polnear)) | self._syntax(readings(self.gum)) | self._claims(readings(self.gold))
        return {name: round(value, 4) for name, value in row.items()}

    def _attribution(self, readings: list[EncodedReading]) -> dict[str, float]:
        right = found = wanted = 0
        for reading, doc in zip(readings, self.polnear, strict=True):
            got = (reading.attribution().argmax(-1) + 1) // 2
            gold = (doc.columns["attribution"] + 1) // 2
            right += int(((got == gold) & (gold > 0)).sum())
            found, wanted = found + int((got > 0).sum()), wanted + int((gold > 0).sum())
        return {"attribution token F1": 2 * right / max(found + wanted, 1)}

    def _syntax(self, readings: list[EncodedReading]) -> dict[str, float]:
        right = dict.fromkeys(("UPOS", "UAS", "LAS", "starts"), 0)
        heads = [0, 0, 0]
        total = 0
        for reading, doc in zip(readings, self.gum, strict=True):
            tags = reading.tags().argmax(-1)
            right["UPOS"] += int((tags == doc.columns["upos"]).sum())
            starts = reading.sentence_starts() > 0.5
            right["starts"] += int((starts == (doc.columns["start"] == 1)).sum())
            borders = np.flatnonzero(doc.columns["start"] == 1).tolist() + [len(tags)]
            for start, end in zip(borders, borders[1:], strict=False):
                chosen = reading.arcs(start, end).argmax(-1)
                relation = reading.relations(start, end, chosen).argmax(-1)
                hit = chosen + start == doc.columns["head"][start:end]
                right["UAS"] += int(hit.sum())
                right["LAS"] += int((hit & (relation == doc.columns["relation"][start:end])).sum())
            got, gold = reading.kinds().argmax(-1) > 0, doc.columns["kind"] > 0
            heads = [heads[0] + int((got & gold).sum()), heads[1] + int(got.sum()), heads[2] + int(gold.sum())]
            total += len(tags)
        row = {name: value / total for name, value in right.items()}
        return row | {"mention heads F1": 2 * heads[0] / (heads[1] + heads[2])}

    def _claims(self, readings: list[EncodedReading]) -> dict[str, float]:
        right: dict[str, int] = {}
        total = matched = proposed = 0
        for reading, doc in zip(readings, self.gold, strict=True):
            gold = {(claim.edge[0], claim.edge[1] + 1): claim for claim in doc.targets}
            got = apart(reading.claim_spans(0.3))
            proposed, total = proposed + len(got), total + len(gold)
            matched += sum(1 for span in gold if any(dice(span, other) >= 0.6 for other in got))
            spans = np.array(list(gold))
            scores = reading.claims(spans)
            for name, claim_slot in (("event_type", None), ("polarity", "polarity"), ("modality", "modality"), ("hedged", "hedged"),
                                     ("voice", "voice"), ("depth", "depth")):  # fmt: skip
                best = scores.slots[name].argmax(-1)
                for row, claim in enumerate(gold.values()):
                    hit = best[row] in claim.types if claim_slot is None else best[row] == claim.slots[claim_slot]
                    right[name] = right.get(name, 0) + int(hit)
            for name, table in (
                ("link0", scores.links[:, 0, 0]),
                ("agent", scores.agent[:, 0]),
                ("patient", scores.patient[:, 0]),
            ):
                for row, claim in enumerate(gold.values()):
                    edges = claim.pointers[name]
                    best = int(table[row].argmax())
                    hit = best == 0 if not edges else any(edge[0] == best - 1 for edge in edges)
                    right[name] = right.get(name, 0) + int(hit)
        return {"claim spans F1": 2 * matched / max(proposed + total, 1)} | {name: value / total for name, value in right.items()}


def text_like(doc) -> str:
    """Return a text with the same words at the same places as the document."""
    out, at = [], 0
    for index, (start, end) in enumerate(doc.offsets):
        new = index and doc.paragraphs[index] != doc.paragraphs[index - 1]
        out.append(("\n" if new else " ") * (start - at) + doc.surfaces[index])
        at = end
    return "".join(out)


def dice(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Return the Dice overlap of two word ranges."""
    return 2 * max(0, min(a[1], b[1]) - max(a[0], b[0])) / (a[1] - a[0] + b[1] - b[0])


def apart(spans: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return the best spans of which no two overlap by half."""
    chosen: list[tuple[int, int]] = []
    for start, end, _ in spans:
        if all(dice((start, end), other) < 0.5 for other in chosen):
            chosen.append((start, end))
    return chosen


def load_scorer(shared: Path, name: str) -> ModuleType:
    """Return a scorer of ../shared/score as a module."""
    spec = importlib.util.spec_from_file_location(name, shared / "score" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def show(row: dict[str, float]) -> str:
    """Return the figures as a line of JSON."""
    return json.dumps(row)
