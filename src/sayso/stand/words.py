"""The words from which the rules read what an account does (lexicon/standing.toml)."""

import re
from functools import cache, lru_cache

from sayso.lexicon import table
from sayso.lexicon.phrases import group

NAMES = 65_536  # names that are remembered
WORD = re.compile(r"\w+(?:[-’']\w+)*")
POSSESSIVE = re.compile(r"[’']s?\b")


def telling(text: str) -> frozenset[str]:
    """Return the words of a text, in lower case, that are not the small change of any report."""
    return frozenset(word for word in plain(text).split() if word not in group("generic") and len(word) > 2)


@lru_cache(maxsize=NAMES)
def plain(name: str) -> str:
    """Return a name in lower case without articles, possessive endings and punctuation."""
    bare = POSSESSIVE.sub(" ", name.replace("’", "'").lower())
    words = WORD.findall(bare)
    return " ".join(word for word in words if word not in ("the", "a", "an"))


@lru_cache(maxsize=NAMES)
def institution(name: str) -> str | None:
    """Return the common name of an office ("defence ministry") that a spelling of it stands for, or None."""
    words = f" {body(name)} "
    for common, spellings in table("standing")["institutions"].items():
        if common != "reason" and any(words.endswith(f" {spelling} ") or f" {spelling} in " in words for spelling in spellings):
            return str(common)
    return None


@lru_cache(maxsize=NAMES)
def body(name: str) -> str:
    """Return the body that a mouthpiece speaks for: "spokesman for the Sumy grouping" -> "sumy grouping"; else the plain name."""
    words = plain(name)
    hit = _mouthpiece().search(words)
    if hit is None:
        return words
    after = re.sub(r"^ ?(?:for|of|in|from|at|to|by)\b ?", "", words[hit.end() :]).strip()
    before = words[: hit.start()].strip()
    return after if hit.end() < len(words) and re.match(r" (?:for|of|in|from|at)\b", words[hit.end() :]) else before or words


@cache
def _mouthpiece() -> re.Pattern[str]:
    longest_first = sorted(table("standing")["mouthpieces"]["words"], key=lambda word: (-len(word), word))
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in longest_first) + r")\b")
