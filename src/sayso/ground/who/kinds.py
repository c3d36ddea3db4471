"""What kind of actor a phrase names by its head noun alone."""

import re
from functools import cache, lru_cache

from sayso.lexicon import table
from sayso.model import ActorKind

LONGEST = 3
PRIVATE = (ActorKind.CIVILIAN, ActorKind.WITNESS, ActorKind.PERSON, ActorKind.EXPERT)
_AFTER = ("of", "for", "in", "from", "at", "on", "with", "who", "whose", "that", "which", "near", "to", "under", "close", "familiar",
          "inside", "aboard", "held", "captured", "quoted", "reached", "living")  # fmt: skip
_CLAUSE = re.compile(r",?\s(?:who|whose|whom|that|which|told|said|says|where|when|in\s\S+\suniforms?)\b.*", re.DOTALL)
_PLACE = re.compile(r"\s(?:at|near|outside|inside|under|to|aboard|by)\s.*", re.DOTALL)  # where somebody is does not tell whose he is
_DOING = re.compile(r"\s\w{2,}ing\s.*", re.DOTALL)
_TAIL = re.compile(rf"\s(?:{'|'.join(_AFTER)})\s.*", re.DOTALL)


@cache
def nouns() -> dict[str, ActorKind]:
    """Return the kind of each noun, singular and plural; the first group that lists a noun has it."""
    found: dict[str, ActorKind] = {}
    for name, group in table("actors").items():
        for noun in group["nouns"]:
            for form in {noun, plural(noun)}:
                found.setdefault(form, ActorKind(name))
    return found


@cache
def personal() -> frozenset[ActorKind]:
    """Return the kinds whose nouns name people, not bodies."""
    return frozenset(ActorKind(name) for name, group in table("actors").items() if group.get("person"))


@cache
def bodies() -> frozenset[str]:
    """Return the nouns of people that in the singular, or behind "the", name the whole body: "the police", "the border guard"."""
    return frozenset(noun for group in table("actors").values() for noun in group.get("bodies", ()))


def plural(noun: str) -> str:
    """Return "families", "policemen", "witnesses", "soldiers"."""
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ss", "x", "ch", "sh")) else "s")


def head(phrase: str) -> str:
    """Return the part of a noun phrase that ends with its head: without what follows "of", "who", a comma."""
    front = phrase.split(",")[0].strip()
    return _TAIL.sub("", f"{front} ").strip() or front


def owned(phrase: str, kind: ActorKind) -> str:
    """Return the part of a phrase in which its owner may stand: without relative clauses and, for people, without where they are."""
    front = _CLAUSE.sub("", phrase)
    return _PLACE.sub("", front) if kind in PRIVATE else front


@lru_cache(maxsize=8192)
def kind_of(phrase: str) -> tuple[ActorKind, str] | None:
    """Return the kind that the head noun of a phrase tells, and that noun; None where no group lists it."""
    for part in (head(phrase), phrase.split(",")[0], _DOING.sub("", phrase), _CLAUSE.sub("", phrase)):
        low = re.sub(r"[^\w\s’'.-]", " ", part.casefold()).replace("’s", "").replace("'s", "").split()
        for size in range(min(LONGEST, len(low)), 0, -1):
            noun = " ".join(low[-size:])
            if noun in nouns():
                return nouns()[noun], noun
    return None
