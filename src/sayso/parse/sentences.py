"""Where sentences begin: the encoder's probabilities under rules that no sentence breaks."""

from collections.abc import Sequence

import numpy as np

from sayso.engines.reading import Floats
from sayso.lexicon import table
from sayso.parse.tokens import Tokens

LONGEST = 140  # words; the trees of longer stretches would cost too much, and no sentence of the treebanks is longer
TERMINAL = ".!?…。؟"
BREAKS = {";": 0.3, ":": 0.25, ",": 0.2, "—": 0.2, "–": 0.2}  # how far a mark speaks for cutting an overlong sentence after it
LEAST = 0.1  # a probability below which no sentence starts inside a paragraph
NEVER = 2.0  # more than any probability


def sentences(tokens: Tokens, starts: Floats) -> tuple[tuple[int, int], ...]:
    """Return half-open word ranges, in order and without gaps: the sentences of a report.

    `starts` holds the probability that a sentence starts at each word. A paragraph always ends a sentence; a mark that closes a
    quotation or bracket belongs to the sentence it closes, one that opens to the sentence it opens; nothing starts inside a
    token ("3.5", "U.S."), after a title ("Mr. Smith") or at a closing mark. Stretches of more than `LONGEST` words are cut at
    their likeliest place.
    """
    if not len(tokens):
        return ()
    chance = _moved(tokens, starts)
    new = [True, *(now != before for before, now in zip(tokens.paragraphs, tokens.paragraphs[1:], strict=False))]
    borders = [index for index, own in enumerate(chance) if new[index] or (own >= LEAST and own >= _needed(tokens, index))]
    ranges = zip(borders, [*borders[1:], len(tokens)], strict=True)
    return tuple(piece for start, end in ranges for piece in _cut(tokens, chance, start, end))


def _moved(tokens: Tokens, starts: Floats) -> list[float]:
    """Return the probabilities with those of marks moved to where a sentence may start: past what closes, before what opens."""
    chance: list[float] = starts.tolist()
    for index in range(len(tokens) - 1):
        if _trails(tokens, index):
            chance[index + 1] = max(chance[index + 1], chance[index])
    for index in range(len(tokens) - 1, 0, -1):
        if tokens.opens[index - 1] and not _trails(tokens, index):
            chance[index - 1] = max(chance[index - 1], chance[index])
    return chance


def _trails(tokens: Tokens, index: int) -> bool:
    """Return whether the word is a mark that belongs to the sentence before it."""
    text = tokens.texts[index]
    return tokens.closes[index] or (text in TERMINAL + ",;:" and index > 0)


def _needed(tokens: Tokens, index: int) -> float:
    """Return the probability from which a sentence starts at a word inside a paragraph, `NEVER` where it cannot."""
    if _trails(tokens, index) or tokens.opens[index - 1]:
        return NEVER
    last = index - 1
    while last > 0 and tokens.closes[last]:
        last -= 1
    ended = tokens.texts[last] in TERMINAL
    if tokens.glued[index] and not (ended and _looks_new(tokens, index, last)):
        return NEVER
    first = _first_letter(tokens, index)
    if not ended:
        return 0.6 if first.isupper() else 0.8
    if first.islower():
        return 0.9
    return _after_stop(tokens, last)


def _looks_new(tokens: Tokens, index: int, last: int) -> bool:
    """Return whether a sentence begins though the space is missing ("... the town.The mayor"): words on both sides, no initials."""
    before, after = tokens.texts[last - 1] if last else "", tokens.texts[index]
    return before.isalpha() and before.islower() and len(before) > 2 and after.istitle() and len(after) > 1


def _first_letter(tokens: Tokens, index: int) -> str:
    while index + 1 < len(tokens) and tokens.opens[index]:
        index += 1
    return tokens.texts[index][0]


def _after_stop(tokens: Tokens, stop: int) -> float:
    """Return the probability that is needed after a full stop, question mark or the like at word `stop`."""
    word = tokens.texts[stop - 1] if stop and tokens.texts[stop] == "." and tokens.glued[stop] else ""
    if word.casefold() in _words("titles"):
        return NEVER
    dotted = stop > 1 and tokens.glued[stop - 1] and tokens.texts[stop - 2] == "."  # the last stop of "U.S."
    initial = len(word) == 1 and word.isupper()
    if dotted or initial or word.casefold() in _words("others"):
        return 0.6
    return LEAST


def _words(group: str) -> Sequence[str]:
    found: Sequence[str] = table("abbreviations")[group]["words"]
    return found


def _cut(tokens: Tokens, chance: list[float], start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretch in pieces of at most `LONGEST` words, each cut at the best place of its second half."""
    pieces = []
    while end - start > LONGEST:
        places = range(start + LONGEST // 2, start + LONGEST + 1)
        worth = [_worth(tokens, chance, place) for place in places]
        border = places[len(worth) - 1 - int(np.argmax(worth[::-1]))]
        pieces.append((start, border))
        start = border
    return [*pieces, (start, end)]


def _worth(tokens: Tokens, chance: list[float], index: int) -> float:
    if tokens.glued[index] or _trails(tokens, index):
        return -1.0
    return chance[index] + BREAKS.get(tokens.texts[index - 1], 0.5 if tokens.texts[index - 1] in TERMINAL else 0.0)
