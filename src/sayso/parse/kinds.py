"""What kind of thing each word heads a mention of; a name is of one kind throughout a report."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from sayso.engines.labels import KINDS, NAMES
from sayso.engines.reading import Floats
from sayso.model import MentionKind, Word
from sayso.parse.names import Name

_EVERY = tuple(MentionKind(kind) for kind in KINDS[1:])
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
    if names:
        tops = np.array([name.head for name in names])
        worth = scores[tops] + NAME_TAGS * _tagged(tags, names)
        together: defaultdict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(names):
            together[" ".join(word.text.lower() for word in words[name.start : name.end])].append(number)
        for group in together.values():
            best[tops[group]] = worth[group].sum(0).argmax()
    found = tuple(_EVERY[index] for index in best.tolist())
    return Heads(found, tuple((1 - np.exp(kinds[:, 0])).tolist()))


def _tagged(tags: Floats, names: Sequence[Name]) -> Floats:
    """Return what the tags of each name's words say of the ten kinds (names x kinds): log-probabilities, those of "other" shared by
    the rest."""
    chances = np.exp(tags)
    found = np.stack([chances[name.start : name.end].mean(0) for name in names]) @ _shares() + np.float32(1e-3)
    log: Floats = np.log(found / found.sum(1, keepdims=True))
    return log


@cache
def _shares() -> Floats:
    """Return the share of each name tag's probability that each kind gets (tags x kinds)."""
    shares = np.zeros((len(NAMES), len(_EVERY)), np.float32)
    for row, label in enumerate(NAMES):
        for kind in ("object", "abstract", "time") if label[2:] == "other" else (label[2:],) if label != "O" else ():
            shares[row, _EVERY.index(MentionKind(kind))] = 1 / 3 if label[2:] == "other" else 1
    return shares
