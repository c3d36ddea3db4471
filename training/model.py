"""The encoder (MiniLM-L6) and its heads in torch. `sayso.engines.heads` computes the same sums in numpy."""

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sayso.engines import labels
from sayso.engines.heads import BUCKETS, POINTERS, SLOTS

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
SLOT_SIZES = {
    "voice": len(labels.VOICES), "stance": len(labels.STANCES), "polarity": len(labels.POLARITIES),
    "modality": len(labels.MODALITIES), "hedged": len(labels.HEDGED), "event_type": len(labels.TYPES), "depth": len(labels.DEPTHS),
}  # fmt: skip


class Layer(nn.Module):
    """A post-norm transformer layer as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.out, self.norm1 = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH, 1e-12)
        self.up, self.down, self.norm2 = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH), nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(0.0)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weight = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask, -1).to(v.dtype)
        mixed = (weight @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Wordpiece ids and casing types to one vector a piece, gathered to one a word."""

    def __init__(self) -> None:
        super().__init__()
        self.word, self.position = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.casing, self.norm = nn.Embedding(4, WIDTH), nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, casings: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        x = self.norm(self.word(ids) + self.position.weight[: ids.shape[1]] + self.casing(casings))
        bias = (1 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x.gather(1, first[..., None].expand(-1, -1, WIDTH))

    def load(self, folder: Path) -> None:
        """Take the weights of all-MiniLM-L6-v2; three of the four casing types start near the first one."""
        from safetensors.torch import load_file

        weights = {name.removeprefix("bert."): value.float() for name, value in load_file(folder / "model.safetensors").items()}
        with torch.no_grad():
            self.word.weight.copy_(weights["embeddings.word_embeddings.weight"])
            self.position.weight.copy_(weights["embeddings.position_embeddings.weight"])
            self.casing.weight.copy_(weights["embeddings.token_type_embeddings.weight"][:1].expand(4, -1))
            self.casing.weight[1:] += 0.01 * torch.randn(3, WIDTH)
            for kind in ("weight", "bias"):
                getattr(self.norm, kind).copy_(weights[f"embeddings.LayerNorm.{kind}"])
                for number, layer in enumerate(self.layers):
                    base = f"encoder.layer.{number}."
                    parts = [weights[f"{base}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                    for ours, theirs in (
                        ("out", "attention.output.dense"), ("norm1", "attention.output.LayerNorm"), ("up", "intermediate.dense"),
                        ("down", "output.dense"), ("norm2", "output.LayerNorm"),
                    ):  # fmt: skip
                        getattr(getattr(layer, ours), kind).copy_(weights[f"{base}{theirs}.{kind}"])


class Pointer(nn.Module):
    """Scores of queries against keys and against "none", with a bias for every distance bucket."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.q, self.k, self.b = nn.Linear(WIDTH, size), nn.Linear(WIDTH, size), nn.Linear(WIDTH, 1)
        self.distance = nn.Parameter(torch.zeros(2 * BUCKETS))
        self.none, self.none_bias = nn.Parameter(torch.randn(size) * 0.02), nn.Parameter(torch.zeros(1))

    def forward(self, queries: Tensor, keys: Tensor, bucket: Tensor) -> Tensor:
        """queries K x d, keys W x d, bucket K x W -> K x (1 + W)"""
        asked, scale = self.q(queries), self.none.shape[0] ** -0.5
        scores = asked @ self.k(keys).T * scale + self.b(keys).T + self.distance[bucket]
        return torch.cat([asked @ self.none[:, None] * scale + self.none_bias, scores], 1)


class ClaimPointers(nn.Module):
    """All pointers of claims at once (`heads.POINTERS`)."""

    def __init__(self, size: int = 64) -> None:
        super().__init__()
        count = len(POINTERS)
        self.q, self.k, self.b = nn.Linear(WIDTH, count * size), nn.Linear(WIDTH, count * size), nn.Linear(WIDTH, count)
        self.distance = nn.Parameter(torch.zeros(count, 2 * BUCKETS))
        self.none, self.none_bias = nn.Parameter(torch.randn(count, size) * 0.02), nn.Parameter(torch.zeros(count))
        self.size = size

    def forward(self, claims: Tensor, keys: Tensor, bucket: Tensor) -> Tensor:
        count, scale = len(POINTERS), self.size**-0.5
        asked = self.q(claims).view(len(claims), count, self.size).transpose(0, 1)
        held = self.k(keys).view(len(keys), count, self.size).permute(1, 2, 0)
        scores = asked @ held * scale + self.b(keys).T[:, None, :] + self.distance[:, bucket]
        none = (asked @ self.none[:, :, None])[..., 0] * scale + self.none_bias[:, None]
        return torch.cat([none[..., None], scores], -1)


class Arc(nn.Module):
    """Head scores inside a sentence (Dozat and Manning 2017, a dot product for the bilinear form)."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.q, self.k, self.b = nn.Linear(size, size), nn.Linear(size, size), nn.Linear(size, 1)

    def forward(self, dependents: Tensor, heads: Tensor) -> Tensor:
        return self.q(dependents) @ self.k(heads).transpose(-1, -2) * dependents.shape[-1] ** -0.5 + self.b(heads).transpose(-1, -2)


class Model(nn.Module):
    """The encoder and every head."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.attribution = nn.Linear(WIDTH, len(labels.ATTRIBUTION))
        self.source, self.cue, self.content_first, self.content_last = (Pointer(128) for _ in range(4))
        self.upos, self.sentence = nn.Linear(WIDTH, len(labels.TAGS)), nn.Linear(WIDTH, 1)
        self.dependent, self.head, self.arc = nn.Linear(WIDTH, 256), nn.Linear(WIDTH, 256), Arc(256)
        self.label_dependent, self.label_head = nn.Linear(WIDTH, 64), nn.Linear(WIDTH, 64)
        self.label = nn.Parameter(torch.randn(len(labels.RELATIONS), 65, 65) * 0.02)
        self.kind, self.name = nn.Linear(WIDTH, len(labels.KINDS)), nn.Linear(WIDTH, len(labels.NAMES))
        self.antecedent = Pointer(128)
        self.span_start, self.span_end = nn.Linear(WIDTH, 192), nn.Linear(WIDTH, 192)
        self.span, self.span_length = nn.Parameter(torch.randn(193, 193) * 0.01), nn.Parameter(torch.zeros(BUCKETS))
        with torch.no_grad():
            self.span[-1, -1] = math.log(0.002)
        self.claim, self.point = nn.Linear(3 * WIDTH, WIDTH), ClaimPointers()
        self.slot = nn.ModuleDict({name: nn.Linear(WIDTH, SLOT_SIZES[name]) for name in SLOTS})
        self.slot["evidence"] = nn.Linear(WIDTH, len(labels.EVIDENCE))
        self.answer_left, self.answer_right = nn.Linear(WIDTH, 96), nn.Linear(WIDTH, 96)
        self.answer = nn.Parameter(torch.randn(len(labels.RESPONSES), 97, 97) * 0.02)
        self.answer_distance = nn.Parameter(torch.zeros(BUCKETS, len(labels.RESPONSES)))
        self.drop = nn.Dropout(0.1)

    def words(self, ids: Tensor, casings: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Return B x W x 384 word vectors."""
        return self.drop(self.encoder(ids, casings, mask, first).float())
