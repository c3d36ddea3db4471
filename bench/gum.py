"""GUM's dev documents as gold: the words of the engine with the tags, arcs, mentions and groups of the treebank."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from training.text import Document
from training.treebank import Token, annotated, read_conllu, text_of

from sayso.engines import OnnxEngine, default_engine, open_engine
from sayso.model import Parsed, Report
from sayso.parse import parse


@dataclass(frozen=True)
class Gold:
    """A document: its text and tokens, and its columns over the engine's words (-100 = not annotated).

    `first` is the word at which each token starts, -1 for tokens inside a word; `owner` the token of each word.
    """

    name: str
    text: str
    tokens: list[Token]
    words: Document
    first: list[int]
    owner: list[int]


def documents(folder: Path) -> Iterator[Gold]:
    """Yield the documents of a folder of CoNLL-U files."""
    for path in sorted(folder.glob("*.conllu")):
        for tokens, entities in read_conllu(path):
            if tokens:
                text, starts = text_of(tokens)
                words = annotated(tokens, entities, with_entities=True, curly=False)
                owner = (np.searchsorted(np.array(starts), words.starts, "right") - 1).tolist()
                first = [-1] * len(tokens)
                for word in range(len(owner) - 1, -1, -1):
                    first[owner[word]] = word
                yield Gold(path.stem, text, tokens, words, first, owner)


def arguments_of(arguments: list[str], description: str) -> tuple[list[tuple[Gold, Parsed]], argparse.Namespace]:
    """Return the documents with what `parse` makes of them, and the arguments: --shared FOLDER, --weights FOLDER, --only PREFIX."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--shared", type=Path, default=Path(__file__).parent.parent.parent / "shared")
    parser.add_argument("--weights", type=Path, help="weights to measure in place of the package's")
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--only", default="", help="documents whose name starts so (GUM_news)")
    found = parser.parse_args(arguments)
    engine: OnnxEngine = open_engine(found.weights, 1) if found.weights else default_engine()
    golds = [gold for gold in documents(found.shared / "data" / "gum" / found.part) if gold.name.startswith(found.only)]
    readings = engine.read([gold.text for gold in golds])
    parsed = [parse(Report(text=gold.text, language="en"), reading) for gold, reading in zip(golds, readings, strict=True)]
    return list(zip(golds, parsed, strict=True)), found


def f1(right: int, found: int, wanted: int) -> dict[str, float]:
    """Return precision, recall and F1 in percent."""
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    score = 2 * precision * recall / (precision + recall) if right else 0.0
    return {"precision": round(100 * precision, 1), "recall": round(100 * recall, 1), "f1": round(100 * score, 1)}
