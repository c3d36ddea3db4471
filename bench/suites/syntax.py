"""Tags, arcs, sentences and mention heads on GUM dev: `python -m bench.predict syntax [--weights FOLDER] [--only GUM_news]`.

Prints one JSON object, figures in percent. Tokens are the treebank's; a token that the engine cuts into several words ("3.5") is
judged by its first word, so no token is left out for its spelling.
"""

import json
from collections import Counter

from bench.gum import Gold, arguments_of, f1
from bench.suites.mentions import relative
from sayso.engines.labels import KINDS, RELATIONS
from sayso.model import Parsed


def main(arguments: list[str]) -> int:
    """Print UPOS, UAS, LAS, the F1 of sentence starts and of mention heads, and how many heads also have the right kind."""
    pairs, _ = arguments_of(arguments, __doc__ or "")
    counts: Counter[str] = Counter()
    for gold, parsed in pairs:
        counts.update(_arcs(gold, parsed))
        counts.update(_sentences(gold, parsed))
        counts.update(_heads(gold, parsed))
    share = {name: round(100 * counts[name] / counts["tokens"], 1) for name in ("UPOS", "UAS", "LAS")}
    spans = {
        "sentences": f1(counts["sentences right"], counts["sentences found"], counts["sentences"]),
        "mention heads": f1(counts["heads right"], counts["heads found"], counts["heads"]),
        "typed heads": f1(counts["kinds right"], counts["heads found"], counts["heads"]),
    }
    print(json.dumps({"documents": len(pairs), "tokens": counts["tokens"], **share, **spans}))
    return 0


def _arcs(gold: Gold, parsed: Parsed) -> Counter[str]:
    counts: Counter[str] = Counter()
    for index, token in enumerate(gold.tokens):
        word = gold.first[index]
        counts["tokens"] += 1
        if word < 0:
            continue
        own = parsed.words[word]
        head = index if own.head == word else gold.owner[own.head]
        held = head == token.head and (own.head == word) == (token.head == index)
        relation = token.relation if token.relation in RELATIONS else "dep"
        counts.update({"UPOS": own.tag == token.upos, "UAS": held, "LAS": held and own.relation == relation})
    return counts


def _sentences(gold: Gold, parsed: Parsed) -> Counter[str]:
    wanted = {int(index) for index, start in enumerate(gold.words.columns["start"]) if start == 1}
    found = {start for start, _ in parsed.sentences}
    return Counter({"sentences right": len(wanted & found), "sentences found": len(found), "sentences": len(wanted)})


def _heads(gold: Gold, parsed: Parsed) -> Counter[str]:
    wanted = {index: KINDS[kind] for index, kind in enumerate(gold.words.columns["kind"].tolist()) if kind > 0}
    found = {mention.head: mention.kind.value for mention in parsed.mentions if not relative(mention)}
    right = wanted.keys() & found.keys()
    typed = sum(wanted[head] == found[head] for head in right)
    return Counter({"heads right": len(right), "kinds right": typed, "heads found": len(found), "heads": len(wanted)})
