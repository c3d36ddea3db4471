"""What each pronoun can stand for, from `lexicon/pronouns.toml`."""

from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.lexicon import table


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun: grammatical person 1 to 3, number "one", "many" or "any", sort "man", "woman", "human", "thing" or "any"."""

    person: int
    number: str
    sort: str
    relative: bool


@lru_cache(maxsize=4096)
def pronoun(text: str) -> Pronoun | None:
    """Return what the word can stand for, None where it is no pronoun that stands for a thing ("US" is none, "us" is)."""
    if len(text) > 1 and text.isupper():
        return None
    return _forms().get(text.lower())


@cache
def _forms() -> dict[str, Pronoun]:
    return {
        form: Pronoun(entry["person"], entry["number"], entry["sort"], entry.get("relative", False))
        for entry in table("pronouns")["pronoun"]
        for form in entry["forms"]
    }
