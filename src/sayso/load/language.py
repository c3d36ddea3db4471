"""Which language a text is in, as far as reading it needs to know: English, or not."""

import re
from functools import cache

from sayso.lexicon import table

_WORD = re.compile(r"[^\W\d_]+")
LOOKED_AT = 4_000  # words
FEWEST = 8  # words below which no language is told


@cache
def _stop_words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table("languages")["stop_words"].items()}


def language(text: str, least: float) -> str | None:
    """Return the ISO 639-1 code whose commonest words make up the largest share of the text, None where none reaches `least`.

    A text of a few words is taken as None: too little to tell.
    """
    words = [match[0].casefold() for match in _WORD.finditer(text[: LOOKED_AT * 8])][:LOOKED_AT]
    if len(words) < FEWEST:
        return None
    shares = {name: sum(word in own for word in words) / len(words) for name, own in _stop_words().items()}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] >= least:
        return best
    return _by_script(text)


def _by_script(text: str) -> str | None:
    letters = [letter for letter in text[:LOOKED_AT] if letter.isalpha()]
    for name, (low, high) in table("languages")["scripts"].items():
        if letters and sum(low <= ord(letter) <= high for letter in letters) > len(letters) / 2:
            return str(name)
    return None
