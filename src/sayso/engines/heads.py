"""The heads in numpy: the same sums as `training/model.py`, over word vectors of a whole report.

Weights are named as the torch modules name them ("upos.weight"); linear weights are (out, in).
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.engines.reading import Floats, Ints

POINTERS = (
    "link0.first", "link0.last", "link1.first", "link1.last", "link2.first", "link2.last",
    "agent.first", "agent.last", "patient.first", "patient.last", "cue.first", "place",
)  # fmt: skip
NARROW = ("sentence", "upos", "kind", "name", "attribution", "point.b")  # layers of few columns: worked out in one product
FEW = 64  # columns below which sums along rows are slow
SLOTS = ("voice", "stance", "polarity", "modality", "hedged", "event_type", "depth")
LONGEST_CLAIM = 90  # words; longer contents are not proposed as one claim
EDGES = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144)  # of the distance buckets
BUCKETS = 2 * (len(EDGES) + 1) + 1
Weights = Mapping[str, NDArray[np.float32]]


def linear(weights: Weights, name: str, x: Floats) -> Floats:
    """Return x @ W.T + b of the linear layer `name`."""
    y: Floats = x @ weights[f"{name}.weight"].T
    bias = weights.get(f"{name}.bias")
    if bias is not None:
        y += bias
    return y


class Layers:
    """The linear layers over all words of a text, each worked out when it is first asked for, and once: a product of one large
    matrix costs half of what those of its pieces cost."""

    def __init__(self, weights: Weights, vectors: Floats) -> None:
        self.weights, self.vectors = weights, vectors
        self._known: dict[str, Floats] = {}
        self._sides: tuple[Floats, Floats, Floats] | None = None

    def of(self, name: str) -> Floats:
        """Return W x out: the layer `name` of every word."""
        if name not in self._known:
            self._add(NARROW if name in NARROW else (name,))
        return self._known[name]

    def _add(self, names: Sequence[str]) -> None:
        """Work out layers in one product."""
        if len(names) == 1:
            self._known[names[0]] = linear(self.weights, names[0], self.vectors)
            return
        own = [name for name in names if f"{name}.weight" in self.weights]
        tables = [self.weights[f"{name}.weight"] for name in own]
        biases = [self.weights.get(f"{name}.bias", np.zeros(len(table), np.float32)) for name, table in zip(own, tables, strict=True)]
        whole = self.vectors @ np.concatenate(tables).T + np.concatenate(biases)
        borders = np.cumsum([len(table) for table in tables])[:-1]
        self._known.update(zip(own, np.split(whole, borders, axis=1), strict=True))

    def curved(self, name: str, then: str | None = None, lifted: bool = False) -> Floats:
        """Return the GELU of a layer, put through the layer `then` where one is given; `lifted` adds a column of ones."""
        key = f"{name} {then} {lifted}"
        if key not in self._known:
            y = gelu(self.of(name))
            y = y if then is None else linear(self.weights, then, y)
            self._known[key] = one_more(y) if lifted else y
        return self._known[key]

    def spread(self) -> Floats:
        """Return W x out: the words as first words of claims, crossed with the table of spans."""
        if "spread" not in self._known:
            self._known["spread"] = self.curved("span_start", lifted=True) @ self.weights["span"]
        return self._known["spread"]

    def arc_sides(self) -> tuple[Floats, Floats, Floats]:
        """Return what arcs are scored from: the words as dependents and as heads (W x d), and what each adds as a head (W x 1).

        Of many words the two layers are sooner multiplied with each other than with the words; what the same dependent then lacks
        for all heads alike, no log-probability feels.
        """
        if self._sides is None:
            dependent, head, bias = self.curved("dependent"), self.curved("head"), self.curved("head", "arc.b")
            query, key = self.weights["arc.q.weight"], self.weights["arc.k.weight"]
            scale = np.float32(len(query) ** -0.5)
            if len(head) > len(query):
                shared = self.weights.get("arc.q.bias", np.zeros(len(query), np.float32))
                self._sides = dependent @ (query.T @ key * scale), head, bias + head @ (shared @ key * scale)[:, None]
            else:
                self._sides = linear(self.weights, "arc.q", dependent) * scale, linear(self.weights, "arc.k", head), bias
        return self._sides

    def lengths(self, count: int) -> Floats:
        """Return n x n: what its length adds to a span from the row's word to the column's, for any stretch of `count` words."""
        known = self._known.get("lengths")
        if known is None or len(known) < count:
            at = np.arange(count)
            known = self._known["lengths"] = self.weights["span_length"][buckets(at[None, :] - at[:, None])]
        return known[:count, :count]

    def labels(self) -> Floats:
        """Return right x (left * labels): the table of relations as one matrix, to be crossed with heads first."""
        if "labels" not in self._known:
            table = self.weights["label"].transpose(2, 1, 0)
            self._known["labels"] = table.reshape(len(table), -1)
        return self._known["labels"]


def one_more(x: Floats) -> Floats:
    """Return `x` with a column of ones at its end."""
    return np.concatenate([x, np.ones((len(x), 1), np.float32)], 1)


def gelu(x: Floats) -> Floats:
    """Return GELU in its tanh form (Hendrycks and Gimpel 2016), within 1e-3 of the exact one."""
    curved: Floats = x * x
    curved *= np.float32(0.044715 * 0.7978845608)
    curved += np.float32(0.7978845608)
    curved *= x
    np.tanh(curved, out=curved)
    curved += 1
    curved *= x
    curved *= np.float32(0.5)
    return curved


def log_softmax(x: Floats) -> Floats:
    """Return log-probabilities over the last axis."""
    if x.shape[-1] < FEW:
        columns = np.ascontiguousarray(np.moveaxis(x, -1, 0))
        columns -= columns.max(0)
        columns -= np.log(np.exp(columns).sum(0))
        return np.moveaxis(columns, 0, -1)
    shifted: Floats = x - x.max(-1, keepdims=True)
    shifted -= np.log(np.exp(shifted).sum(-1, keepdims=True))
    return shifted


def sigmoid(x: Floats) -> Floats:
    """Return 1 / (1 + exp(-x)) without overflow."""
    share: Floats = np.float32(0.5) * (1 + np.tanh(np.float32(0.5) * x))
    return share


def buckets(distance: Ints) -> Ints:
    """Return the bucket (0 to BUCKETS - 1) of signed word distances: the middle one is 0, then ever wider ones to both sides."""
    return _BUCKET_OF.take(distance + EDGES[-1], mode="clip")


def _bucket_table() -> Ints:
    """Return the buckets of the distances -EDGES[-1] to EDGES[-1]; what lies farther is in the outermost ones."""
    distance = np.arange(-EDGES[-1], EDGES[-1] + 1)
    return (len(EDGES) + 1 + np.sign(distance) * np.searchsorted(EDGES, np.abs(distance), "right")).astype(np.int64)


_BUCKET_OF = _bucket_table()


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
    return pointed(weights, name, queries, linear(weights, f"{name}.k", keys), linear(weights, f"{name}.b", keys), bucket)


def pointed(weights: Weights, name: str, queries: Floats, held: Floats, bias: Floats, bucket: Ints) -> Floats:
    """Return what `pointer` returns; `held` and `bias` are the layers "k" and "b" of the keys."""
    asked = linear(weights, f"{name}.q", queries)
    scale = np.float32(asked.shape[-1] ** -0.5)
    scores = asked @ held.T * scale + bias.T + weights[f"{name}.distance"][bucket]
    none = asked @ weights[f"{name}.none"][:, None] * scale + weights[f"{name}.none_bias"]
    return log_softmax(np.concatenate([none, scores], 1))


def arcs(layers: Layers, start: int, end: int) -> Floats:
    """Return n x n log-probabilities of heads inside the stretch of words `start`..`end`; the diagonal is the root."""
    asked, held, bias = (side[start:end] for side in layers.arc_sides())
    return log_softmax(asked @ held.T + bias.T)


def relations(layers: Layers, start: int, end: int, heads: Ints) -> Floats:
    """Return n x relations log-probabilities, biaffine in dependent and head (Dozat and Manning 2017); `heads` count from `start`.

    One word in three is a head: each of them is crossed with the table once, and heads of as many dependents in one step.
    """
    dependent = layers.curved("label_dependent", lifted=True)[start:end]
    own, place, size = np.unique(heads, return_inverse=True, return_counts=True)
    by_size = np.argsort(size, kind="stable")
    words = np.argsort(np.argsort(by_size)[place], kind="stable")  # by their heads, those of few dependents first
    head = layers.curved("label_head", lifted=True)[start:end][own[by_size]]
    crossed = (head @ layers.labels()).reshape(len(own), dependent.shape[1], -1)
    scores = np.empty((end - start, crossed.shape[2]), np.float32)
    for some, many in zip(*np.unique(size, return_counts=True), strict=True):
        rows, words = words[: some * many].reshape(many, some), words[some * many :]
        scores[rows], crossed = dependent[rows] @ crossed[:many], crossed[many:]
    return log_softmax(scores)


def span_scores(layers: Layers, start: int, end: int) -> Floats:
    """Return n x n log-odds that a claim runs from the row's word to the column's word (both inside); the words are `start`..`end`."""
    scores: Floats = layers.spread()[start:end] @ layers.curved("span_end", lifted=True)[start:end].T
    scores += layers.lengths(end - start)
    return scores


def claim_vectors(weights: Weights, vectors: Floats, spans: Ints) -> Floats:
    """Return one vector for each span: first word, last word and mean, mixed."""
    mean = [vectors[start:end].mean(0) for start, end in spans.tolist()]
    joined = np.concatenate([vectors[spans[:, 0]], vectors[spans[:, 1] - 1], mean], 1)
    return gelu(linear(weights, "claim", joined))


def claim_pointers(layers: Layers, claims: Floats, bucket: Ints) -> Floats:
    """Return P x K x (1 + W) raw scores of all claim pointers (`POINTERS`); column 0 = none."""
    count, weights, words = len(POINTERS), layers.weights, len(layers.vectors)
    asked = linear(weights, "point.q", claims).reshape(len(claims), count, -1).transpose(1, 0, 2)
    asked = asked * np.float32(asked.shape[-1] ** -0.5)
    scores = np.empty((count, len(claims), 1 + words), np.float32)
    scores[..., 0] = (asked @ weights["point.none"][:, :, None])[..., 0] + weights["point.none_bias"][:, None]
    _cross(layers, asked, scores[..., 1:])
    distances, bias = weights["point.distance"], layers.of("point.b").T
    for number, own in enumerate(scores[..., 1:]):
        own += distances[number].take(bucket, mode="clip")
        own += bias[number]
    return scores


def _cross(layers: Layers, asked: Floats, out: Floats) -> None:
    """Put the products of the queries (P x K x d) with the keys of all words into `out` (P x K x W), in the order of multiplication
    that costs less: few claims are sooner multiplied with the layer than the layer with all words."""
    count, claims, size = asked.shape
    words, width = layers.vectors.shape
    if claims * (width - size) > size * width:
        held = layers.of("point.k").reshape(words, count, -1)
        for number, own in enumerate(out):
            np.matmul(asked[number], held[:, number].T, out=own)
        return
    weight, bias = (layers.weights[f"point.k.{part}"].reshape(count, size, -1) for part in ("weight", "bias"))
    folded = np.concatenate(list(asked @ weight))
    np.add((folded @ layers.vectors.T).reshape(out.shape), asked @ bias, out=out)


def responses(weights: Weights, claims: Floats) -> Floats:
    """Return K x K x 5 log-probabilities of what the row's claim does to the column's."""
    left, right = (one_more(linear(weights, name, claims)) for name in ("answer_left", "answer_right"))
    scores: Floats = np.matmul(left @ weights["answer"], right.T)
    at = np.arange(len(claims))
    scores += weights["answer_distance"].T[:, buckets(at[None, :] - at[:, None])]
    return log_softmax(scores.transpose(1, 2, 0))
