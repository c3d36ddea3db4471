"""The training loop: three tasks in turn, checkpoints that a cut-off run resumes from, evaluation by the shared scorers."""

import json
import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from sayso.engines.words import Pieces
from training.corrections import Read, read
from training.gold import gold_reports
from training.losses import Item, attribution_loss, claims_loss, syntax_loss
from training.model import LAYERS, Model
from training.polnear import polnear
from training.text import Document, cuts, masked, to_window
from training.treebank import treebank

LOSSES: dict[str, Callable[[Model, Sequence[Item]], Tensor]] = {
    "attribution": attribution_loss, "syntax": syntax_loss, "entities": syntax_loss, "claims": claims_loss,
}  # fmt: skip
BIASES = ("distance", "none_bias", "span_length")


@dataclass(frozen=True)
class Plan:
    """How to train. `repeat` is how often an epoch shows each task; `decay` multiplies the rate from one layer to the one below."""

    epochs: int = 8
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    room: int = 254
    long_room: int = 400  # for every other claims window: sources stand far from what they said
    batch: int = 12
    hidden: float = 0.06
    dropped: float = 0.0  # share of each layer's outputs dropped in training
    seed: int = 1
    order: int = 0  # another order of the same data from the same start: such runs can be averaged
    threads: int = 1
    average_from: float = 0.7
    bias_factor: float = 20.0  # distance biases must reach -5 or so, and AdamW moves a weight by its rate a step
    repeat: tuple[tuple[str, int], ...] = (("attribution", 1), ("syntax", 1), ("entities", 1), ("claims", 4))


def corpora(shared: Path, corrected: Path | None = None) -> dict[str, list[list[list[Document]]]]:
    """Return, for each task, its variants (straight and typographic quotation marks), each a list of texts with their readings.

    `corrected` is a file of corrections that people made; its reports join the claims.
    """
    own = read(corrected) if corrected else Read()
    for one in own.left_out:
        print(f"left out: {one}")
    data = shared / "data"
    ewt, gum = [data / "ewt" / "en_ewt-train.conllu"], sorted((data / "gum" / "train").glob("*.conllu"))
    return {
        "attribution": [polnear(data / "polnear" / "train", curly) for curly in (False, True)],
        "syntax": [[[doc] for doc in treebank(ewt, False, curly)] for curly in (False, True)],
        "entities": [[[doc] for doc in treebank(gum, True, curly)] for curly in (False, True)],
        "claims": [[[doc] for doc in (*gold_reports([shared / "gold" / "train"]), *own.documents)]],
    }


def epoch(plan: Plan, texts: dict[str, list[list[list[Document]]]], pieces: Pieces, dice: random.Random) -> list[tuple[str, list[Item]]]:
    """Return the batches of one epoch in random order, windows of like length together."""
    batches: list[tuple[str, list[Item]]] = []
    for task, times in plan.repeat:
        for _ in range(times):
            items = []
            for number in range(len(texts[task][0])):
                doc = dice.choice(dice.choice(texts[task])[number])
                room = plan.long_room if task == "claims" and dice.random() < 0.5 else plan.room
                for start, end in cuts(doc, room, pieces, dice):
                    if end - start > 3:
                        items.append(Item(masked(to_window(doc, start, end, pieces), plan.hidden, dice), doc))
            dice.shuffle(items)
            pool = plan.batch * 20
            for at in range(0, len(items), pool):
                chunk = sorted(items[at : at + pool], key=lambda item: len(item.piece.ids))
                batches += [(task, part) for part in packed(chunk, plan.batch * plan.room)]
    dice.shuffle(batches)
    return batches


def packed(items: list[Item], room: int) -> Iterator[list[Item]]:
    """Yield batches of at most `room` pieces, padding counted."""
    batch: list[Item] = []
    for item in items:
        if batch and (len(batch) + 1) * len(item.piece.ids) > room:
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch


def optimiser(model: Model, plan: Plan) -> torch.optim.AdamW:
    """Return AdamW with a rate that falls from layer to layer; word embeddings stay as they are."""
    model.encoder.word.weight.requires_grad = False
    groups = []
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            found = re.match(r"encoder\.layers\.(\d)", name)
            depth = int(found[1]) + 1 if found else 0 if name.startswith("encoder") else LAYERS + 1
            rate = plan.head_rate if depth > LAYERS else plan.rate * plan.decay ** (LAYERS - depth)
            if name.endswith(BIASES):
                rate *= plan.bias_factor
            groups.append({"params": [parameter], "lr": rate, "base": rate, "weight_decay": 0.01 if parameter.dim() > 1 else 0.0})
    return torch.optim.AdamW(groups, fused=True)


def train(plan: Plan, model: Model, texts: dict, pieces: Pieces, out: Path, check: Callable[[Model, int], dict]) -> None:
    """Train to the end of the plan; resumes from `out/last.pt` where there is one. Writes `out/log.jsonl` and `out/best.pt`."""
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    optimizer, done, step = optimiser(model, plan), 0, 0
    average: dict[str, Tensor] = {}
    counted = 0
    if (out / "last.pt").exists():
        state = torch.load(out / "last.pt", weights_only=False)
        model.load_state_dict(state["model"])
        rates = [(group["lr"], group["base"]) for group in optimizer.param_groups]
        optimizer.load_state_dict(state["optimizer"])
        for group, (_, base) in zip(optimizer.param_groups, rates, strict=True):
            group["base"] = base
        done, step, average, counted = (state[key] for key in ("epoch", "step", "average", "counted"))
    for number in range(done, plan.epochs):
        batches = epoch(plan, texts, pieces, random.Random(plan.order * 100_000 + plan.seed * 1000 + number))
        total = step + len(batches) * (plan.epochs - number)
        losses, began, seen = {}, time.time(), 0
        model.train()
        for task, items in batches:
            share = step / total
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * min((step + 1) / (0.06 * total), max(0.02, (1 - share) / 0.94))
            loss = LOSSES[task](model, items)
            loss.backward()
            torch.nn.utils.clip_grad_norm_((p for p in model.parameters() if p.requires_grad), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            seen += sum(len(item.piece.ids) for item in items)
            losses[task] = 0.98 * losses.get(task, loss.item()) + 0.02 * loss.item()
            if step % 100 == 0:
                print(json.dumps({"step": step, "of": total, "pieces/s": round(seen / (time.time() - began)),
                                  **{task: round(value, 3) for task, value in losses.items()}}), flush=True)  # fmt: skip
            if share > plan.average_from and step % 20 == 0:
                counted += 1
                for name, value in model.state_dict().items():
                    average[name] = value.clone() if name not in average else average[name] + (value - average[name]) / counted
        row = {"epoch": number + 1, "seconds": round(time.time() - began), "pieces/s": round(seen / (time.time() - began))}
        row |= {task: round(value, 3) for task, value in losses.items()}
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": number + 1, "step": step,
                    "average": average, "counted": counted}, out / "last.pt")  # fmt: skip
        row |= check(model, number + 1)
        with (out / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")
        print(json.dumps(row), flush=True)
    torch.save(average or model.state_dict(), out / "average.pt")
    (out / "plan.json").write_text(json.dumps(asdict(plan), indent=1))


def seed_all(seed: int) -> None:
    """Fix every source of chance."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
