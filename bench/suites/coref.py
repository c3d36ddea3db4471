"""`python -m bench.predict coref MENTIONS.json > predictions.json`: events of ECB+ mentions, `coref_chain` filled in.

The corpus stands beside the mentions file (…_corpus.txt); its last column is not read. A pair of mentions is scored by what the
linker compares as well (words by how telling they are, participants, numbers) and by the encoder's vectors of the trigger; the
weights are in bench/coref_weights.json, fitted by `python -m bench.suites.coref TRAIN_MENTIONS.json`. Clusters by average link.
"""

import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.engines import default_engine
from sayso.link.words import stem, telling
from sayso.model import Parsed, Report
from sayso.parse import parse

WEIGHTS = Path(__file__).resolve().parents[1] / "coref_weights.json"
NAMES = (
    "same stem", "stem begins alike", "trigger", "topic", "sentence", "participants", "numbers", "stem x topic", "trigger x topic",
    "stem x sentence", "stem x participants", "rare stem", "one document", "stem x one document", "trigger squared",
    "close topic", "near topic", "far topic", "stem x close topic", "stem x near topic", "stem x far topic", "trigger x near topic",
    "begins x topic", "trigger x participants", "trigger x sentence",
)  # fmt: skip
RIDGE = 1.0
Floats = NDArray[np.float64]
Weighed = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention as it is compared."""

    doc: str
    stem: str
    vector: NDArray[np.float32]
    topic: Weighed
    sentence: Weighed
    participants: Weighed
    numbers: frozenset[str]


def read_corpus(path: Path) -> dict[str, dict[int, list[str]]]:
    """Return the tokens of every sentence of every document."""
    docs: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in path.read_text("utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) >= 4:
            docs[parts[0]][int(parts[1])].append(parts[3])
    return docs


def unit(counts: Mapping[str, float]) -> dict[str, float]:
    """Return weights of unit length, each word by how telling it is."""
    raw = {word: count * telling(word) for word, count in counts.items()}
    length = math.sqrt(sum(value * value for value in raw.values()))
    return {word: value / length for word, value in raw.items() if value} if length else {}


def stems_of(tokens: Sequence[str]) -> list[str]:
    return [stem(token) for token in tokens if any(mark.isalnum() for mark in token)]


def mentions_of(rows: Sequence[Mapping[str, Any]], corpus: Path) -> list[Mention]:
    """Return the mentions of a file in its order."""
    docs = read_corpus(corpus)
    found: list[Mention | None] = [None] * len(rows)
    by_doc: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        by_doc[row["doc_id"]].append(number)
    spread = Counter(one for sentences in docs.values() for one in {word for own in sentences.values() for word in stems_of(own)})
    for doc, numbers in by_doc.items():
        sentences = docs[doc]
        starts: dict[tuple[int, int], int] = {}
        text = ""
        for number, tokens in sorted(sentences.items()):
            for at, token in enumerate(tokens):
                starts[number, at] = len(text)
                text += token + " "
            text = text.rstrip() + "\n"
        reading = default_engine().read([text])[0]
        parsed = parse(Report(text=text, language="en"), reading)
        word_at = {word.span.start: index for index, word in enumerate(parsed.words)}
        all_words = Counter(word for own in sentences.values() for word in stems_of(own))
        topic = unit({word: (1 + math.log(count)) * math.log(len(docs) / spread[word]) for word, count in all_words.items()})
        for number in numbers:
            row = rows[number]
            own = sentences[row["sent_id"]]
            places = [word_at[starts[row["sent_id"], at]] for at in row["tokens_number"] if starts.get((row["sent_id"], at)) in word_at]
            found[number] = _mention(doc, row, own, places, parsed, reading.vectors, topic)
    return [one for one in found if one is not None]


def _mention(
    doc: str, row: Mapping[str, Any], tokens: Sequence[str], places: Sequence[int], parsed: Parsed, vectors: Any, topic: Weighed
) -> Mention:
    head = next((at for at in places if parsed.words[at].head not in places or parsed.words[at].head == at), places[0] if places else 0)
    around = [
        child for child in parsed.children(head) if parsed.words[child].relation in ("nsubj", "obj", "iobj", "obl", "nmod", "compound")
    ]
    parts = [word.text for child in around for word in parsed.words[slice(*parsed.subtree(child))]]
    vector = vectors[head] / (np.linalg.norm(vectors[head]) + 1e-9)
    return Mention(
        doc=doc, stem=stem(parsed.words[head].text) if places else stem(row["tokens_str"].split()[-1]), vector=vector, topic=topic,
        sentence=unit(Counter(stems_of(tokens))), participants=unit(Counter(stems_of(parts))),
        numbers=frozenset(token for token in tokens if token[0].isdecimal()),
    )  # fmt: skip


def dot(left: Weighed, right: Weighed) -> float:
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    return sum(weight * many[word] for word, weight in few.items() if word in many)


def features(one: Mention, other: Mention, topics: dict[tuple[str, str], float]) -> list[float]:
    """Return the features of a pair in the order of NAMES."""
    same = float(one.stem == other.stem)
    begins = float(one.stem[:4] == other.stem[:4] and not same)
    trigger = float(one.vector @ other.vector)
    key = (one.doc, other.doc) if one.doc <= other.doc else (other.doc, one.doc)
    if key not in topics:
        topics[key] = dot(one.topic, other.topic)
    topic, sentence, parts = topics[key], dot(one.sentence, other.sentence), dot(one.participants, other.participants)
    here = float(one.doc == other.doc)
    close, near, far = float(topic > 0.4), float(topic > 0.2), float(topic < 0.08)
    return [
        same, begins, trigger, topic, sentence, parts, float(bool(one.numbers & other.numbers)), same * topic, trigger * topic,
        same * sentence, same * parts, same * telling(one.stem), here, same * here, trigger * trigger,
        close, near, far, same * close, same * near, same * far, trigger * near, begins * topic, trigger * parts, trigger * sentence,
    ]  # fmt: skip


def table(mentions: Sequence[Mention], pairs: Sequence[tuple[int, int]]) -> Floats:
    topics: dict[tuple[str, str], float] = {}
    return np.array([features(mentions[i], mentions[j], topics) for i, j in pairs])


def cluster(mentions: Sequence[Mention], bias: float, weights: Floats, floor: float) -> list[int]:
    """Return the cluster of each mention: average link over log-odds, cut at `floor`."""
    count = len(mentions)
    rows, columns = np.triu_indices(count, 1)
    score = table(mentions, list(zip(rows.tolist(), columns.tolist(), strict=True))) @ weights + bias
    held = np.full((count, count), -np.inf)
    held[rows, columns] = held[columns, rows] = np.clip(score, -20, 20)
    label, size = np.arange(count), np.ones(count)
    while True:
        one, other = divmod(int(held.argmax()), count)
        if held[one, other] <= floor:
            return label.tolist()
        joined = (held[one] * size[one] + held[other] * size[other]) / (size[one] + size[other])
        joined[[one, other]] = -np.inf
        held[one], held[:, one] = joined, joined
        held[other], held[:, other] = -np.inf, -np.inf
        size[one] += size[other]
        label[label == label[other]] = label[one]


def corpus_of(mentions: Path) -> Path:
    return mentions.with_name(mentions.name.replace("_Event_gold_mentions.json", "_corpus.txt"))


def main(arguments: list[str]) -> int:
    """Fill in the chains of a mentions file and print it."""
    path = Path(arguments[0])
    rows = json.loads(path.read_text("utf-8"))
    fit = json.loads(WEIGHTS.read_text("utf-8"))
    mentions = mentions_of(rows, corpus_of(path))
    found = cluster(mentions, fit["bias"], np.array([fit["weights"][name] for name in NAMES]), fit["floor"])
    print(json.dumps([{**row, "coref_chain": f"e{label}"} for row, label in zip(rows, found, strict=True)], indent=1))
    return 0


def fit(path: Path) -> None:
    """Fit the weights on a training file: all pairs of one topic, and a sample of the others; the floor by clusters of held-out topics."""
    rows = json.loads(path.read_text("utf-8"))
    mentions = mentions_of(rows, corpus_of(path))
    gold = [row["coref_chain"] for row in rows]
    topic = [row["doc_id"].split("_")[0] for row in rows]
    dice = np.random.default_rng(5)
    pairs = [(i, j) for i in range(len(rows)) for j in range(i + 1, len(rows)) if topic[i] == topic[j] or dice.random() < 0.01]
    held = sorted(set(topic))[::4]
    data, truth = table(mentions, pairs), np.array([gold[i] == gold[j] for i, j in pairs], float)
    inner = np.array([topic[i] not in held and topic[j] not in held for i, j in pairs])
    ridge = RIDGE * data.var(axis=0) + 1e-6
    bias, weights = _logistic(data[inner], truth[inner], ridge)
    own = [number for number, one in enumerate(topic) if one in held]
    scored = []
    for floor in np.arange(-3, 2.01, 0.5):
        found = cluster([mentions[number] for number in own], bias, weights, float(floor))
        scored.append((_conll([gold[number] for number in own], found), float(floor)))
    print(scored, file=sys.stderr)
    bias, weights = _logistic(data, truth, ridge)
    told = {name: round(float(value), 3) for name, value in zip(NAMES, weights, strict=True)}
    WEIGHTS.write_text(json.dumps({"bias": round(bias, 3), "floor": max(scored)[1], "weights": told}, indent=1) + "\n", "utf-8")


def _logistic(data: Floats, truth: Floats, ridge: Floats) -> tuple[float, Floats]:
    middle = data.mean(axis=0)
    design = np.hstack([np.ones((len(data), 1)), data - middle])
    penalty, found = np.diag(np.concatenate([[1e-9], ridge])), np.zeros(data.shape[1] + 1)
    for _ in range(25):
        chance = 1 / (1 + np.exp(-design @ found))
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + penalty
        found -= np.linalg.solve(curve, design.T @ (chance - truth) + penalty @ found)
    return float(found[0] - found[1:] @ middle), found[1:]


def _conll(gold: Sequence[str], found: Sequence[int]) -> float:
    """B-cubed F1 stands in for the CoNLL mean when the floor is chosen."""
    both, true, own = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    right = sum(n * n / own[label] for (_, label), n in both.items()) / len(gold)
    whole = sum(n * n / true[event] for (event, _), n in both.items()) / len(gold)
    return round(2 * right * whole / (right + whole), 4)


if __name__ == "__main__":
    fit(Path(sys.argv[1]))
