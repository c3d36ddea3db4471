"""What kind of thing each word heads a mention of; a name is of one kind throughout a report."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sayso.engines.labels import KINDS, NAMES
from sayso.engines.reading import Floats
from sayso.model import MentionKind, Word
from sayso.parse.names import Name

NAME_TAGS = 1.0  # weight of the name tags against the kind of the head


@dataclass(frozen=True, slots=True)
class Heads:
    """For each word, the kind of mention that it heads if it heads one, and the probability that it does."""

    kind: tuple[MentionKind, ...]
    chance: tuple[float, ...]


def heads(words: Sequence[Word], names: Sequence[Name], kinds: Floats, tags: Floats) -> Heads:
    """Return the encoder's view of the words: from the kinds of mentions (W x 11) and the name tags (W x 11), log-probabilities.

    All that is written like one name gets one kind, the likeliest over all its places and by both heads of the encoder together.
    """
    if not len(words):
        return Heads((), ())
    scores = kinds[:, 1:] - np.logaddexp.reduce(kinds[:, 1:], axis=1, keepdims=True)
    best = scores.argmax(1)
    together: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        together[" ".join(words[index].text.lower() for index in range(name.start, name.end))].append(name)
    for group in together.values():
        total = sum(scores[name.head] + NAME_TAGS * _tagged(tags[name.start : name.end]) for name in group)
        best[[name.head for name in group]] = int(np.argmax(total))
    found = tuple(MentionKind(KINDS[1 + index]) for index in best.tolist())
    return Heads(found, tuple((1 - np.exp(kinds[:, 0])).tolist()))


def _tagged(tags: Floats) -> Floats:
    """Return what the tags of a name's words say of the ten kinds: log-probabilities, those of "other" shared by the rest."""
    chances = np.exp(tags).mean(0)
    found = np.full(len(KINDS) - 1, 1e-3, np.float32)
    for column, label in enumerate(NAMES):
        if label[2:] in KINDS:
            found[KINDS.index(label[2:]) - 1] += chances[column]
    found[[KINDS.index(kind) - 1 for kind in ("object", "abstract", "time")]] += float(chances[-2:].sum()) / 3
    log: Floats = np.log(found / found.sum())
    return log
