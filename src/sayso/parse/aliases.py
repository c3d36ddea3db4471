"""When two proper names are one: exact forms, parts of names, acronyms. And when they cannot be."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.lexicon import table

SMALL = frozenset({"the", "of", "for", "and", "in", "on", "to", "a", "an", "&", "de", "la"})


@dataclass(frozen=True, slots=True)
class NameParts:
    """A proper name taken apart, in lower case: `titles` in front ("president"), `core` the words of the name itself.

    `capitals` holds the initials of the capitalised words of the core, `letters` the name's letters where it is written in
    capitals (an acronym: "SBU", "U.N."), "" otherwise.
    """

    titles: tuple[str, ...]
    core: tuple[str, ...]
    capitals: str
    letters: str

    @property
    def key(self) -> str:
        """The core as one string: equal keys are equal names."""
        return " ".join(self.core)


def name_parts(texts: Sequence[str], person: bool) -> NameParts | None:
    """Return a name taken apart, None where nothing but titles is left ("President"). Only people's names carry titles."""
    words = [text for text in texts if text[0].isalnum()]
    if len(words) > 1 and words[-1] == "s":
        words = words[:-1]
    last = _titles_end([word.casefold() for word in words]) if person else 0
    own = words[last:]
    core = tuple(word.casefold() for word in own if word.casefold() != "the")
    if not core:
        return None
    capitals = "".join(word[0] for word in own if word[0].isupper()).casefold()
    return NameParts(tuple(word.casefold() for word in words[:last]), core, capitals, _acronym("".join(own)))


def _acronym(joined: str) -> str:
    """Return a name's letters in lower case where it is written as an acronym ("SBU", "U.N." without stops, "MoD"), else ""."""
    capitals = sum(letter.isupper() for letter in joined)
    return joined.casefold() if joined.isalpha() and 2 <= len(joined) <= 8 and capitals >= 2 and capitals > len(joined) / 2 else ""


def _titles_end(lows: Sequence[str]) -> int:
    """Return where the titles in front of a person's name end; a place after "of" belongs to the title ("Mayor of Kesh")."""
    last = 0
    while last < len(lows) and (lows[last] in titles() or (last and lows[last] == "of")):
        last += 2 if lows[last] == "of" else 1
    return min(last, len(lows))


def same_person(left: NameParts, right: NameParts) -> bool:
    """Return whether two names may be one person's: the same surname and given names that do not differ, or a lone given name."""
    short, long = sorted((left.core, right.core), key=len)
    if len(short) == 1:
        return short[0] in (long[0], long[-1])
    return short[-1] == long[-1] and _like(short[0], long[0])


def _like(left: str, right: str) -> bool:
    """Return whether two given names may be one: equal, or one the other's initial or short form."""
    if left == right or (min(len(left), len(right)) == 1 and left[0] == right[0]):
        return True
    return any(left in group and right in group for group in nicknames())


def same_body(left: NameParts, right: NameParts) -> bool:
    """Return whether two names may be one institution's or place's: a shorter form of the other, or its acronym."""
    if is_acronym(left, right) or is_acronym(right, left):
        return True
    short, long = sorted(([word for word in own.core if word not in SMALL] for own in (left, right)), key=len)
    if len(short) < 2:
        return short == long
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def is_acronym(short: NameParts, long: NameParts) -> bool:
    """Return whether the first name is made of the initials of the second one's words, small words counted or not."""
    if not short.letters or len(long.core) < 2:
        return False
    every = "".join(word[0] for word in long.core)
    return short.letters in (long.capitals, every)


def clash(left: NameParts, right: NameParts, person: bool) -> bool:
    """Return whether two names are surely those of different people or bodies."""
    if left.core == right.core:
        return False
    if person:
        return not same_person(left, right)
    return not same_body(left, right)


@cache
def titles() -> frozenset[str]:
    """Return the words that stand in front of people's names, in lower case."""
    return frozenset(word for group in table("titles").values() for word in group["words"])


@cache
def nicknames() -> tuple[frozenset[str], ...]:
    """Return groups of given names that are forms of one another, in lower case."""
    return tuple(frozenset(line.split()) for line in table("nicknames")["forms"]["groups"])
