"""Coreference on GUM dev: `python -m bench.predict mentions [--weights FOLDER] [--only GUM_news]`, scored by score_coref.py.

Mentions are told apart by their head words, gold and found alike; relative pronouns, which GUM does not annotate, are left out.
Prints one JSON object, F1 in percent: over all clusters of two mentions and more, with singletons, and over speakers alone
(clusters that hold the subject of a verb of saying).
"""

import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.gum import Gold, arguments_of
from sayso.lexicon import table
from sayso.lexicon.inflect import forms
from sayso.model import Mention

Keyed = dict[tuple[str, int], Any]


def main(arguments: list[str]) -> int:
    """Print CoNLL F1 and its parts."""
    pairs, found = arguments_of(arguments, __doc__ or "")
    scorer = _scorer(found.shared / "score" / "score_coref.py")
    gold: Keyed = {}
    system: Keyed = {}
    speakers: set[tuple[str, int]] = set()
    for document, parsed in pairs:
        gold |= {(document.name, word): (document.name, int(group)) for word, group in _groups(document).items()}
        system |= {(document.name, own.head): (document.name, own.cluster) for own in parsed.mentions if not relative(own)}
        speakers |= {(document.name, word) for word in _speakers(document)}
    rows = {
        "clusters": (_several(gold), _several(system)),
        "with singletons": (gold, system),
        "speakers": (_holding(gold, speakers), _holding(system, speakers)),
    }
    print(json.dumps({"documents": len(pairs)} | {name: _figures(scorer.score(*both)) for name, both in rows.items()}))
    return 0


def relative(mention: Mention) -> bool:
    """Return whether the mention is a relative pronoun: GUM does not annotate them as mentions."""
    return mention.reason is not None and mention.reason.rule == "relative-pronoun"


def _groups(document: Gold) -> dict[int, int]:
    columns = document.words.columns
    return {word: group for word, group in enumerate(columns["group"].tolist()) if columns["kind"][word] > 0}


def _speakers(document: Gold) -> set[int]:
    """Return the words that are subjects of verbs of saying by the treebank's own arcs."""
    cues = table("cues")
    saying = {form for group in ("neutral", "endorsing", "distancing") for verb in cues[group]["verbs"] for form in forms(verb)}
    tokens = document.tokens
    return {
        document.first[index]
        for index, token in enumerate(tokens)
        if token.relation == "nsubj" and tokens[token.head].form.lower() in saying
    }


def _several(keyed: Keyed) -> Keyed:
    sizes = Counter(keyed.values())
    return {mention: cluster for mention, cluster in keyed.items() if sizes[cluster] > 1}


def _holding(keyed: Keyed, speakers: set[tuple[str, int]]) -> Keyed:
    """Return the clusters that hold a speaker."""
    chosen = {cluster for mention, cluster in keyed.items() if mention in speakers}
    return {mention: cluster for mention, cluster in keyed.items() if cluster in chosen}


def _figures(scores: dict[str, Any]) -> dict[str, float]:
    parts = {name: round(100 * scores[name][2], 1) for name in ("MUC", "B3", "CEAFe", "LEA")}
    return {"CoNLL": round(100 * scores["CoNLL"], 1), **parts}


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_coref", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is not there: give --shared")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
