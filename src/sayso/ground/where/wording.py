"""The word lists that say which place a claim speaks of (`lexicon/where_words.toml`), ready for use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.lexicon import table


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of `lexicon/where_words.toml`, ready for use."""

    act: Mapping[str, str]
    common: frozenset[str]
    back: re.Pattern[str]
    witness: re.Pattern[str]
    people: re.Pattern[str]
    place: re.Pattern[str]


@cache
def words() -> Words:
    """Return the word lists that features look at."""
    lists = table("where_words")
    act = {kind: act for act, kinds in lists["acts"].items() for kind in kinds}
    adverbs, nouns = "|".join(lists["back"]["adverbs"]), "|".join(lists["back"]["nouns"].split())
    back = re.compile(rf"\b(?:{adverbs}|the (?:{nouns}))\b", re.IGNORECASE)
    witness = re.compile(rf"\b(?:{'|'.join(lists['witnesses']['nouns'].split())})s?\b", re.IGNORECASE)
    nouns_of_people = "|".join((lists["witnesses"]["nouns"] + lists["people"]["nouns"]).split())
    people = re.compile(rf"(?:{nouns_of_people})s?", re.IGNORECASE)
    place = re.compile(rf"\b(?:the|this|that) (?:[\w-]+ )?({'|'.join(lists['towns']['nouns'].split())})\b", re.IGNORECASE)
    return Words(act, frozenset(lists["common"]["words"].split()), back, witness, people, place)
