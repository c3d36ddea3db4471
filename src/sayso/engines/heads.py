"""The heads in numpy: the same sums as `training/model.py`, over word vectors of a whole report.

Weights are named as the torch modules name them ("upos.weight"); linear weights are (out, in).
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sayso.engines.reading import Floats, Ints

POINTERS = (
    "link0.first", "link0.last", "link1.first", "link1.last", "link2.first", "link2.last",
    "agent.first", "agent.last", "patient.first", "patient.last", "cue.first", "place",
)  # fmt: skip
SLOTS = ("voice", "stance", "polarity", "modality", "hedged", "event_type", "depth")
LONGEST_CLAIM = 90  # words; longer contents are not proposed as one claim
EDGES = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144)  # of the distance buckets
BUCKETS = 2 * (len(EDGES) + 1) + 1
Weights = Mapping[str, NDArray[np.float32]]


def linear(weights: Weights, name: str, x: Floats) -> Floats:
    """Return x @ W.T + b of the linear layer `name`."""
    y: Floats = x @ weights[f"{name}.weight"].T
    bias = weights.get(f"{name}.bias")
    return y if bias is None else y + bias


def gelu(x: Floats) -> Floats:
    """Return GELU in its tanh form (Hendrycks and Gimpel 2016), within 1e-3 of the exact one."""
    curved: Floats = np.float32(0.5) * x * (1 + np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)))
    return curved


def log_softmax(x: Floats) -> Floats:
    """Return log-probabilities over the last axis."""
    shifted: Floats = x - x.max(-1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return logs


def sigmoid(x: Floats) -> Floats:
    """Return 1 / (1 + exp(-x)) without overflow."""
    share: Floats = np.float32(0.5) * (1 + np.tanh(np.float32(0.5) * x))
    return share


def buckets(distance: Ints) -> Ints:
    """Return the bucket (0 to BUCKETS - 1) of signed word distances: the middle one is 0, then ever wider ones to both sides."""
    width = np.searchsorted(EDGES, np.abs(distance), "right")
    return (len(EDGES) + 1 + np.sign(distance) * width).astype(np.int64)


def to_spans(spans: Ints, words: int) -> Ints:
    """Return K x W signed distances of every word to every span: 0 inside, negative before it, positive after it."""
    at = np.arange(words)[None, :]
    start, last = spans[:, :1], spans[:, 1:] - 1
    return np.where(at < start, at - start, np.where(at > last, at - last, 0))


def place_bucket(distance: Ints, same_paragraph: NDArray[np.bool_]) -> Ints:
    """Return the bucket of a distance, told apart by whether both words stand in one paragraph (2 x BUCKETS in all)."""
    return buckets(distance) + BUCKETS * same_paragraph.astype(np.int64)


def pointer(weights: Weights, name: str, queries: Floats, keys: Floats, bucket: Ints) -> Floats:
    """Return K x (1 + W) log-probabilities: which key each query points to, column 0 = none."""
    asked, held = linear(weights, f"{name}.q", queries), linear(weights, f"{name}.k", keys)
    scale = np.float32(asked.shape[-1] ** -0.5)
    scores = asked @ held.T * scale + linear(weights, f"{name}.b", keys).T + weights[f"{name}.distance"][bucket]
    none = asked @ weights[f"{name}.none"][:, None] * scale + weights[f"{name}.none_bias"]
    return log_softmax(np.concatenate([none, scores], 1))


def arcs(weights: Weights, vectors: Floats) -> Floats:
    """Return n x n log-probabilities of heads inside one sentence; the diagonal is the root."""
    asked = linear(weights, "arc.q", gelu(linear(weights, "dependent", vectors)))
    head = gelu(linear(weights, "head", vectors))
    held = linear(weights, "arc.k", head)
    return log_softmax(asked @ held.T * np.float32(asked.shape[-1] ** -0.5) + linear(weights, "arc.b", head).T)


def relations(weights: Weights, vectors: Floats, heads: Ints) -> Floats:
    """Return n x relations log-probabilities, biaffine in dependent and head (Dozat and Manning 2017)."""
    one = np.ones((len(vectors), 1), np.float32)
    dependent = np.concatenate([gelu(linear(weights, "label_dependent", vectors)), one], 1)
    head = np.concatenate([gelu(linear(weights, "label_head", vectors)), one], 1)[heads]
    table = weights["label"]
    labels, left, right = table.shape
    crossed = (dependent @ table.transpose(1, 0, 2).reshape(left, labels * right)).reshape(-1, labels, right)
    return log_softmax(np.einsum("nlr,nr->nl", crossed, head))


def span_scores(weights: Weights, vectors: Floats) -> Floats:
    """Return n x n log-odds that a claim runs from the row's word to the column's word (both inside), for one paragraph."""
    one = np.ones((len(vectors), 1), np.float32)
    start = np.concatenate([gelu(linear(weights, "span_start", vectors)), one], 1)
    end = np.concatenate([gelu(linear(weights, "span_end", vectors)), one], 1)
    at = np.arange(len(vectors))
    scores: Floats = start @ weights["span"] @ end.T + weights["span_length"][buckets(at[None, :] - at[:, None])]
    return scores


def claim_vectors(weights: Weights, vectors: Floats, spans: Ints) -> Floats:
    """Return one vector for each span: first word, last word and mean, mixed."""
    total = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), np.cumsum(vectors, 0, dtype=np.float32)])
    mean = (total[spans[:, 1]] - total[spans[:, 0]]) / (spans[:, 1] - spans[:, 0])[:, None].astype(np.float32)
    joined = np.concatenate([vectors[spans[:, 0]], vectors[spans[:, 1] - 1], mean], 1)
    return gelu(linear(weights, "claim", joined))


def claim_pointers(weights: Weights, claims: Floats, vectors: Floats, bucket: Ints) -> Floats:
    """Return P x K x (1 + W) raw scores of all claim pointers (`POINTERS`); column 0 = none."""
    count = len(POINTERS)
    asked = linear(weights, "point.q", claims).reshape(len(claims), count, -1).transpose(1, 0, 2)
    held = linear(weights, "point.k", vectors).reshape(len(vectors), count, -1).transpose(1, 2, 0)
    scale = np.float32(asked.shape[-1] ** -0.5)
    scores = asked @ held * scale + linear(weights, "point.b", vectors).T[:, None, :] + np.take(weights["point.distance"], bucket, axis=1)
    none = (asked @ weights["point.none"][:, :, None])[..., 0] * scale + weights["point.none_bias"][:, None]
    return np.concatenate([none[..., None], scores], -1)


def responses(weights: Weights, claims: Floats) -> Floats:
    """Return K x K x 5 log-probabilities of what the row's claim does to the column's."""
    one = np.ones((len(claims), 1), np.float32)
    left = np.concatenate([linear(weights, "answer_left", claims), one], 1)
    right = np.concatenate([linear(weights, "answer_right", claims), one], 1)
    scores = np.einsum("il,clr,jr->ijc", left, weights["answer"], right, optimize=True)
    at = np.arange(len(claims))
    return log_softmax(scores + weights["answer_distance"][buckets(at[None, :] - at[:, None])])
