"""Words of two texts made comparable: stems, and how telling each one is."""

import math
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from sayso.lexicon import table
from sayso.lexicon.inflect import forms, irregular

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ied", "y"), ("ed", ""), ("es", ""), ("s", ""))
SHORTEST = 3


@cache
def base_forms() -> dict[str, str]:
    """Return the lemma of each irregular verb form ("struck": "strike")."""
    return {form: lemma for lemma in irregular() for form in forms(lemma)}


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return a key that the forms of a word share: "seized", "seizes" and "seizing" give one, "struck" that of "strike"."""
    plain = word.lower().removesuffix("'s").removesuffix("’s")
    plain = base_forms().get(plain, plain)
    for ending, instead in ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST and not plain.endswith("ss"):
            plain = plain[: len(plain) - len(ending)] + instead
            break
    if len(plain) > SHORTEST and plain[-1] == plain[-2] and plain[-1] not in "lsz":
        plain = plain[:-1]
    return plain.removesuffix("e") if len(plain) > SHORTEST else plain


def stems(text: str) -> list[str]:
    """Return the stems of the words of a text in order, numbers as they stand."""
    return [stem(word) for word in WORD.findall(text)]


@cache
def commonness() -> dict[str, float]:
    """Return the share of reports (0.0 to 1.0) that hold a stem, for the stems that at least one report in fifty holds."""
    shares: dict[str, float] = table("commonness")["shares"]
    return shares


RAREST = 0.01


def telling(word_stem: str) -> float:
    """Return how telling a stem is: the logarithm of one over the share of reports that hold it, never above that of one in 100."""
    return -math.log(commonness().get(word_stem, RAREST))


def weighed(found: Iterable[str]) -> dict[str, float]:
    """Return the weight of each stem, unit length together; empty where no stem tells anything.

    The stems come in alphabetical order: sums over them would else differ in the last digit from process to process.
    """
    raw = {one: telling(one) for one in sorted(found)}
    length = math.sqrt(sum(weight * weight for weight in raw.values()))
    return {one: weight / length for one, weight in raw.items() if weight} if length else {}


def likeness(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Return the cosine (0.0 to 1.0) of two weighed texts of unit length."""
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    return sum(weight * many[one] for one, weight in few.items() if one in many)
