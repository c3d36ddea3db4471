import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.engines import heads


@pytest.mark.parametrize(
    ("distance", "bucket"),
    [(0, 12), (1, 13), (-1, 11), (2, 14), (4, 15), (1000, 23), (-1000, 1)],
)
def test_buckets(distance: int, bucket: int) -> None:
    assert int(heads.buckets(np.array([distance]))[0]) == bucket


@given(st.integers(-100_000, 100_000))
def test_buckets_are_symmetric_and_in_range(distance: int) -> None:
    left, right = (int(heads.buckets(np.array([value]))[0]) for value in (distance, -distance))
    assert 0 <= left < heads.BUCKETS
    assert left + right == 2 * int(heads.buckets(np.array([0]))[0])


def test_to_spans_is_zero_inside_and_signed_outside() -> None:
    assert heads.to_spans(np.array([[2, 4]]), 6).tolist() == [[-2, -1, 0, 0, 1, 2]]


def test_log_softmax_is_a_distribution_even_for_large_scores() -> None:
    x = np.array([[1000.0, 0.0, -1000.0]], np.float32)
    assert np.exp(heads.log_softmax(x)).sum() == pytest.approx(1)


def test_sigmoid_does_not_overflow() -> None:
    assert heads.sigmoid(np.array([-1e4, 0, 1e4], np.float32)).tolist() == [0.0, 0.5, 1.0]


def test_layers_over_a_stretch_are_those_of_its_words() -> None:
    chance = np.random.default_rng(1)
    shapes = {"dependent": (256, 384), "head": (256, 384), "arc.q": (256, 256), "arc.k": (256, 256), "arc.b": (1, 256)}
    weights = {f"{name}.weight": chance.normal(0, 0.05, shape).astype(np.float32) for name, shape in shapes.items()}
    vectors = chance.normal(size=(9, 384)).astype(np.float32)
    whole, part = heads.Layers(weights, vectors), heads.Layers(weights, vectors[3:7])
    assert np.allclose(heads.arcs(whole, 3, 7), heads.arcs(part, 0, 4), atol=1e-4)
    assert whole.of("dependent") is whole.of("dependent")


def test_arcs_of_many_words_are_queries_times_keys() -> None:
    chance = np.random.default_rng(5)
    shapes = {"dependent": (4, 8), "head": (4, 8), "arc.q": (4, 4), "arc.k": (4, 4), "arc.b": (1, 4)}
    weights = {f"{name}.weight": chance.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    weights |= {f"{name}.bias": chance.normal(size=shape[:1]).astype(np.float32) for name, shape in shapes.items()}
    layers = heads.Layers(weights, chance.normal(size=(9, 8)).astype(np.float32))
    asked, held, bias = (
        layers.curved(*names) for names in (("dependent", "arc.q"), ("head", "arc.k"), ("head", "arc.b"))
    )  # fmt: skip
    wanted = heads.log_softmax((asked @ held.T / 2 + bias.T)[2:8, 2:8])
    assert np.allclose(heads.arcs(layers, 2, 8), wanted, atol=1e-4)


def test_span_scores_take_the_bonus_of_their_length() -> None:
    weights = {f"{name}.weight": np.zeros((4, 8), np.float32) for name in ("span_start", "span_end")}
    weights |= {"span": np.zeros((5, 5), np.float32), "span_length": np.arange(heads.BUCKETS, dtype=np.float32)}
    scores = heads.span_scores(heads.Layers(weights, np.ones((6, 8), np.float32)), 1, 4)
    assert scores.tolist() == [[12, 13, 14], [11, 12, 13], [10, 11, 12]]


def test_narrow_layers_are_those_worked_out_alone() -> None:
    chance = np.random.default_rng(2)
    weights = {f"{name}.weight": chance.normal(size=(3, 8)).astype(np.float32) for name in ("upos", "kind", "sentence")}
    weights["kind.bias"] = np.ones(3, np.float32)
    layers = heads.Layers(weights, chance.normal(size=(5, 8)).astype(np.float32))
    for name in ("upos", "kind", "sentence"):
        assert np.allclose(layers.of(name), heads.linear(weights, name, layers.vectors), atol=1e-5)


def test_relations_are_biaffine_in_every_word_and_its_head() -> None:
    chance = np.random.default_rng(3)
    weights = {f"label_{name}.weight": chance.normal(size=(4, 8)).astype(np.float32) for name in ("dependent", "head")}
    weights["label"] = chance.normal(size=(6, 5, 5)).astype(np.float32)
    layers, governs = heads.Layers(weights, chance.normal(size=(9, 8)).astype(np.float32)), np.array([1, 1, 1, 3, 1, 3, 0])
    dependent, head = (layers.curved(f"label_{name}", lifted=True)[2:] for name in ("dependent", "head"))
    wanted = np.einsum("nl,rlk,nk->nr", dependent, weights["label"], head[governs])
    assert np.allclose(heads.relations(layers, 2, 9, governs), heads.log_softmax(wanted), atol=1e-4)


@pytest.mark.parametrize("claims", [pytest.param(2, id="few claims"), pytest.param(90, id="many claims")])
def test_claim_pointers_are_queries_times_keys(claims: int) -> None:
    chance, count = np.random.default_rng(4), len(heads.POINTERS)
    shapes = {"point.q.weight": (count * 2, 8), "point.k.weight": (count * 2, 8), "point.b.weight": (count, 8), "point.none": (count, 2)}
    shapes |= {"point.k.bias": (count * 2,), "point.none_bias": (count,), "point.distance": (count, 2 * heads.BUCKETS)}
    weights = {name: chance.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    vectors, own = (chance.normal(size=(size, 8)).astype(np.float32) for size in (7, claims))
    bucket = chance.integers(0, 2 * heads.BUCKETS, (claims, 7))
    asked, held = (heads.linear(weights, f"point.{name}", x).reshape(len(x), count, 2) for name, x in (("q", own), ("k", vectors)))
    wanted = np.einsum("cpd,wpd->pcw", asked, held) / np.sqrt(2) + weights["point.distance"][:, bucket]
    wanted += heads.linear(weights, "point.b", vectors).T[:, None, :]
    assert np.allclose(heads.claim_pointers(heads.Layers(weights, vectors), own, bucket)[..., 1:], wanted, atol=1e-4)


def test_claim_vectors_take_the_mean_of_the_span() -> None:
    weights = {"claim.weight": np.eye(6, dtype=np.float32)}
    vectors = np.array([[1, 0], [3, 0], [8, 4]], np.float32)
    found = heads.claim_vectors(weights, vectors, np.array([[0, 2], [1, 3]]))
    assert np.allclose(found, heads.gelu(np.array([[1, 0, 3, 0, 2, 0], [3, 0, 8, 4, 5.5, 2]], np.float32)))


def test_numpy_heads_agree_with_torch() -> None:
    torch = pytest.importorskip("torch", reason="torch is in the training group only")
    from training.measure import head_weights
    from training.model import Model

    torch.manual_seed(0)
    model = Model().eval()
    weights = head_weights(model)
    vectors = np.random.default_rng(0).normal(size=(7, 384)).astype(np.float32)
    given_ = torch.from_numpy(vectors)
    with torch.no_grad():
        tags = torch.log_softmax(model.upos(given_), -1).numpy()
        bucket = np.zeros((7, 7), np.int64)
        pointed = torch.log_softmax(model.source(given_, given_, torch.from_numpy(bucket)), -1).numpy()
    assert np.allclose(heads.log_softmax(heads.linear(weights, "upos", vectors)), tags, atol=1e-4)
    assert np.allclose(heads.pointer(weights, "source", vectors, vectors, bucket), pointed, atol=1e-4)
