"""Words of an account that say what it does (standing.toml): found in a text as words, phrases and all forms of verbs."""

import re
from functools import cache

from sayso.lexicon import table
from sayso.lexicon.inflect import forms


@cache
def group(name: str) -> frozenset[str]:
    """Return the words, phrases and all forms of the verbs of one group of the lexicon, in lower case."""
    entry = table("standing")[name]
    verbs = {form for verb in entry.get("verbs", ()) for form in forms(verb)}
    return frozenset({*entry.get("words", ()), *entry.get("phrases", ()), *verbs})


@cache
def _pattern(name: str, part: str) -> re.Pattern[str]:
    words = group(name) if part == "all" else table("standing")[name][part]
    if part in ("verbs", "sure"):
        words = {form for verb in words for form in forms(verb)}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in longest_first) + r")\b", re.IGNORECASE)


def found(name: str, text: str, part: str = "all") -> str | None:
    """Return the first words of the group that stand in the text, as they stand, or None. `part` narrows it to "verbs" or
    "phrases".
    """
    hit = _pattern(name, part).search(text.replace("’", "'"))
    return hit.group() if hit else None


def takes_back(text: str) -> str | None:
    """Return the words that take a report back ("took the item down", "was mistaken"), or None.

    Most verbs count only beside a word for a report: troops withdraw as well.
    """
    phrase = found("withdrawal", text, "phrases") or found("withdrawal", text, "sure")
    if phrase is not None:
        return phrase
    verb = found("withdrawal", text, "verbs")
    return verb if verb is not None and found("withdrawal", text, "objects") else None
