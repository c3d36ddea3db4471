"""What each task asks of the model, one loss a task, over a batch of windows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from sayso.engines.encoder import pad
from sayso.engines.heads import BUCKETS, LONGEST_CLAIM, POINTERS, SLOTS, buckets, place_bucket, to_spans
from sayso.engines.labels import RESPONSES
from sayso.engines.words import Window
from training.gold import GoldClaim, column
from training.model import Model
from training.polnear import Attributions
from training.text import Document

UNKNOWN = -100
SLOT_WEIGHTS = {"event_type": 1.5}  # forty labels and few examples of each: at .3 it hardly learned


@dataclass(frozen=True)
class Item:
    """A window of a document, ready for the encoder."""

    piece: Window
    doc: Document


def encode(model: Model, items: Sequence[Item]) -> list[Tensor]:
    """Return W x 384 vectors for each item."""
    ids, casings, mask, first = (torch.from_numpy(part) for part in pad([item.piece for item in items]))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        batch = model.words(ids, casings, mask, first)
    return [batch[row, : len(item.piece.first)] for row, item in enumerate(items)]


def labels(items: Sequence[Item], name: str) -> Tensor:
    """Return the labels of a column over all windows, one after the other."""
    return torch.from_numpy(np.concatenate([item.doc.columns[name][item.piece.start : item.piece.end] for item in items]))


def any_of(scores: Tensor, targets: list[int]) -> Tensor:
    """Return the negative log-likelihood that a pointer goes to any of its targets (columns)."""
    return torch.logsumexp(scores, -1) - torch.logsumexp(scores[targets], -1)


# ---------------------------------------------------------------- PolNeAR


def attribution_loss(model: Model, items: Sequence[Item]) -> Tensor:
    """Tags of every word, and the pointers cue -> source, content -> cue, cue -> edges of its content."""
    vectors = encode(model, items)
    tags = F.cross_entropy(model.attribution(torch.cat(vectors)), labels(items, "attribution"), ignore_index=UNKNOWN)
    parts = [_links(model, own, item) for own, item in zip(vectors, items, strict=True)]
    links = [loss for part in parts for loss in part]
    return tags + 0.3 * (torch.cat(links).mean() if links else tags * 0)


def _links(model: Model, vectors: Tensor, item: Item) -> list[Tensor]:
    start, end, links = item.piece.start, item.piece.end, item.doc.targets
    assert isinstance(links, Attributions)
    paragraphs = item.doc.paragraphs[start:end]
    edges = dict(links.contents)
    tasks = (
        (model.source, links.sources),
        (model.cue, links.cues),
        (model.content_first, {cue: edge[0] for cue, edge in edges.items()}),
        (model.content_last, {cue: edge[1] for cue, edge in edges.items()}),
    )
    out = []
    for pointer, pairs in tasks:
        inside = {a - start: (0 if b is None else b - start + 1) for a, b in pairs.items()
                  if start <= a < end and (b is None or start <= b < end)}  # fmt: skip
        if inside:
            words = np.array(list(inside))
            bucket = place_bucket(np.arange(end - start)[None, :] - words[:, None], paragraphs[words][:, None] == paragraphs[None, :])
            scores = pointer(vectors[words], vectors, torch.from_numpy(bucket))
            out.append(F.cross_entropy(scores, torch.tensor(list(inside.values())), reduction="none"))
    return out


# ---------------------------------------------------------------- treebanks


def syntax_loss(model: Model, items: Sequence[Item]) -> Tensor:
    """Tags, sentence starts, arcs and their relations; mentions, names and coreference where the treebank has them."""
    vectors = encode(model, items)
    flat = torch.cat(vectors)
    loss = F.cross_entropy(model.upos(flat), labels(items, "upos"), ignore_index=UNKNOWN)
    starts = labels(items, "start").float()
    loss = loss + F.binary_cross_entropy_with_logits(model.sentence(flat)[:, 0], starts)
    arcs = [_arcs(model, own, item) for own, item in zip(vectors, items, strict=True)]
    loss = loss + torch.cat([arc for arc, _ in arcs]).mean() + torch.cat([relation for _, relation in arcs]).mean()
    if items[0].doc.columns["kind"][0] != UNKNOWN:
        loss = loss + F.cross_entropy(model.kind(flat), labels(items, "kind")) + F.cross_entropy(model.name(flat), labels(items, "name"))
        chains = [chain for own, item in zip(vectors, items, strict=True) for chain in _antecedents(model, own, item)]
        loss = loss + (torch.stack(chains).mean() if chains else 0)
    return loss * 0.3


def _arcs(model: Model, vectors: Tensor, item: Item) -> tuple[Tensor, Tensor]:
    start, end = item.piece.start, item.piece.end
    columns = {name: item.doc.columns[name][start:end] for name in ("head", "relation", "sentence")}
    target = columns["head"] - start
    known = (target >= 0) & (target < end - start)
    gelu = lambda x: F.gelu(x, approximate="tanh")  # noqa: E731
    scores = model.arc(gelu(model.dependent(vectors)), gelu(model.head(vectors)))
    apart = torch.from_numpy(columns["sentence"][:, None] != columns["sentence"][None, :])
    scores = scores.masked_fill(apart, -1e4)[known]
    heads = torch.from_numpy(target[known])
    one = torch.ones(len(vectors), 1)
    left = torch.cat([gelu(model.label_dependent(vectors)), one], 1)[known]
    right = torch.cat([gelu(model.label_head(vectors)), one], 1)[heads]
    relation = torch.einsum("ni,rij,nj->nr", left, model.label, right)
    return (
        F.cross_entropy(scores, heads, reduction="none"),
        F.cross_entropy(relation, torch.from_numpy(columns["relation"][known]), reduction="none"),
    )


def _antecedents(model: Model, vectors: Tensor, item: Item) -> list[Tensor]:
    start, end = item.piece.start, item.piece.end
    group, kind = item.doc.columns["group"][start:end], item.doc.columns["kind"][start:end]
    heads = np.flatnonzero((kind > 0) & (group >= 0))
    if len(heads) < 2:
        return []
    low = np.array([word.casefold() for word in item.doc.surfaces[start:end]])[heads]
    bucket = buckets(heads[None, :] - heads[:, None]) + same_word(low)
    scores = model.antecedent(vectors[heads], vectors[heads], torch.from_numpy(bucket))
    later = torch.from_numpy(np.triu(np.ones((len(heads), len(heads)), bool)))
    scores = torch.cat([scores[:, :1], scores[:, 1:].masked_fill(later, -1e4)], 1)
    same = group[heads][:, None] == group[heads][None, :]
    return [any_of(scores[k], (np.flatnonzero(same[k, :k]) + 1).tolist() or [0]) for k in range(1, len(heads))]


def same_word(low: np.ndarray) -> np.ndarray:
    """Return the offset of the bucket for pairs of heads that are the same word."""
    return (low[:, None] == low[None, :]).astype(np.int64) * BUCKETS


# ---------------------------------------------------------------- claims


def claims_loss(model: Model, items: Sequence[Item]) -> Tensor:
    """Claim spans, their slots, their pointers, their places and what they answer to."""
    losses = [_claims(model, own, item) for own, item in zip(encode(model, items), items, strict=True)]
    return torch.stack(losses).mean()


def _claims(model: Model, vectors: Tensor, item: Item) -> Tensor:
    start, end = item.piece.start, item.piece.end
    every: list[GoldClaim] = item.doc.targets  # type: ignore[assignment]
    inside = {number: claim for number, claim in enumerate(every) if start <= claim.edge[0] and claim.edge[1] < end}
    loss = _spans(model, vectors, item, list(inside.values()))
    if not inside:
        return loss
    spans = np.array([(claim.edge[0] - start, claim.edge[1] + 1 - start) for claim in inside.values()])
    own = claim_vectors(model, vectors, spans)
    slots = [SLOT_WEIGHTS.get(name, 0.5) * _slot(model, name, own, list(inside.values())) for name in SLOTS]
    evidence = np.stack([column(model.slot["evidence"].out_features, claim.evidence) for claim in inside.values()])
    loss = loss + sum(slots) + 2.0 * F.binary_cross_entropy_with_logits(model.slot["evidence"](own), torch.from_numpy(evidence))
    loss = loss + _pointers(model, own, vectors, spans, item, list(inside.values()))
    return loss + 0.3 * _responses(model, own, inside)


def _slot(model: Model, name: str, own: Tensor, claims: list[GoldClaim]) -> Tensor:
    scores = model.slot[name](own)
    if name == "event_type":
        parts = [any_of(scores[row], list(claim.types)) for row, claim in enumerate(claims) if claim.types]
        return torch.stack(parts).mean() if parts else scores.sum() * 0
    return F.cross_entropy(scores, torch.tensor([claim.slots[name] for claim in claims]))


def claim_vectors(model: Model, vectors: Tensor, spans: np.ndarray) -> Tensor:
    """Return K x 384: first word, last word and mean of each span, mixed."""
    mean = torch.stack([vectors[a:b].mean(0) for a, b in spans])
    joined = torch.cat([vectors[spans[:, 0]], vectors[spans[:, 1] - 1], mean], 1)
    return model.drop(F.gelu(model.claim(joined), approximate="tanh"))


def _spans(model: Model, vectors: Tensor, item: Item, claims: list[GoldClaim]) -> Tensor:
    start, end = item.piece.start, item.piece.end
    paragraphs = item.doc.paragraphs[start:end]
    size, at = end - start, np.arange(end - start)
    gelu = lambda x: F.gelu(x, approximate="tanh")  # noqa: E731
    one = torch.ones(size, 1)
    left = torch.cat([gelu(model.span_start(vectors)), one], 1)
    right = torch.cat([gelu(model.span_end(vectors)), one], 1)
    scores = left @ model.span @ right.T + model.span_length[torch.from_numpy(buckets(at[None, :] - at[:, None]))]
    length = at[None, :] - at[:, None]
    allowed = (length >= 0) & (length < LONGEST_CLAIM) & (paragraphs[:, None] == paragraphs[None, :])
    gold = np.zeros((size, size), np.float32)
    for claim in claims:
        row, last = claim.edge[0] - start, claim.edge[1] - start
        gold[row, last] = 1
        if claim.marginal:
            allowed[row, last] = False
    whole = torch.from_numpy(allowed)
    loss = F.binary_cross_entropy_with_logits(scores[whole], torch.from_numpy(gold)[whole], reduction="sum")
    return loss / max(len(claims), 4)


def _pointers(model: Model, own: Tensor, vectors: Tensor, spans: np.ndarray, item: Item, claims: list[GoldClaim]) -> Tensor:
    start, end = item.piece.start, item.piece.end
    paragraphs = item.doc.paragraphs[start:end]
    bucket = place_bucket(to_spans(spans, end - start), paragraphs[spans[:, 0]][:, None] == paragraphs[None, :])
    scores = model.point(own, vectors, torch.from_numpy(bucket))
    parts = []
    for number, name in enumerate(POINTERS[:-1]):
        what, side = name.split(".")
        for row, claim in enumerate(claims):
            edges = claim.pointers[what]
            if edges is None:
                continue
            columns = [edge[side == "last"] - start + 1 for edge in edges if start <= edge[0] and edge[1] < end]
            if edges and not columns:
                continue
            parts.append(any_of(scores[number, row], columns or [0]))
    return torch.stack(parts).mean() * 3.0 + _place(scores[-1][:, 1:], claims, start, end) * 0.3


def _place(scores: Tensor, claims: list[GoldClaim], start: int, end: int) -> Tensor:
    gold, known = np.zeros(scores.shape, np.float32), np.ones(scores.shape, np.float32)
    for row, claim in enumerate(claims):
        for word in claim.maybe_places:
            if start <= word < end:
                known[row, word - start] = 0
        for word in claim.places:
            if start <= word < end:
                gold[row, word - start] = known[row, word - start] = 1
    weight = torch.from_numpy(known)
    return F.binary_cross_entropy_with_logits(scores, torch.from_numpy(gold), weight, reduction="sum") / len(claims)


def _responses(model: Model, own: Tensor, inside: dict[int, GoldClaim]) -> Tensor:
    one, at = torch.ones(len(own), 1), np.arange(len(own))
    left = torch.cat([model.answer_left(own), one], 1)
    right = torch.cat([model.answer_right(own), one], 1)
    scores = torch.einsum("il,clr,jr->ijc", left, model.answer, right)
    scores = scores + model.answer_distance[torch.from_numpy(buckets(at[None, :] - at[:, None]))]
    place = {number: row for row, number in enumerate(inside)}
    gold = np.zeros((len(own), len(own)), np.int64)
    for number, claim in inside.items():
        for target, label in claim.responds.items():
            if target in place:
                gold[place[number], place[target]] = label
    loss = F.cross_entropy(scores.reshape(-1, len(RESPONSES)), torch.from_numpy(gold).reshape(-1), reduction="sum")
    return loss / len(own)
