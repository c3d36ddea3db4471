"""Names in a text that the gazetteer knows: the longest at each word, and what stands around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.gazetteer import Entry, Gazetteer
from sayso.ground.where.tokens import Token, tokens
from sayso.ground.where.vocabulary import vocabulary

LONGEST = 6


@dataclass(frozen=True, slots=True)
class Match:
    """Words `first`..`last` (inclusive) that the gazetteer knows as one name; no entries where it does not."""

    first: int
    last: int
    name: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """What the judges of a match look at: the text, its words, which word starts or ends which match, and the words of persons'
    names."""

    text: str
    words: Sequence[Token]
    matches: Sequence[Match]
    starts: Mapping[int, Match]
    ends: Mapping[int, Match]
    people: frozenset[str]

    def before(self, match: Match) -> Token | None:
        """Return the word right before a match, None where punctuation parts them."""
        return self.words[match.first - 1] if self.words[match.first].joined else None

    def after(self, match: Match) -> Token | None:
        """Return the word right behind a match, None where punctuation parts them."""
        at = match.last + 1
        return self.words[at] if at < len(self.words) and self.words[at].joined else None


def scene(text: str, gazetteer: Gazetteer) -> Scene:
    """Return a text with the names that the gazetteer knows."""
    words = tokens(text)
    grams = _grams(text, words)
    matches = _longest(words, grams, gazetteer.find(list(dict.fromkeys(grams.values()))))
    starts, ends = {match.first: match for match in matches}, {match.last: match for match in matches}
    return Scene(text, words, matches, starts, ends, _people(words, matches))


def _grams(text: str, words: Sequence[Token]) -> dict[tuple[int, int], str]:
    """Stretches of words (first, last) that may be a name, with their text."""
    inner = vocabulary().inner
    made: dict[tuple[int, int], str] = {}
    for first, word in enumerate(words):
        if not word.capital:
            continue
        made[first, first] = word.text
        _with_kind(text, words, first, first, made)
        for last in range(first + 1, min(first + LONGEST, len(words))):
            after = words[last]
            if not after.follows or not (after.capital or after.text in inner):
                break
            if after.capital:
                made[first, last] = text[word.start : after.end]
                _with_kind(text, words, first, last, made)
    return made


def _with_kind(text: str, words: Sequence[Token], first: int, last: int, made: dict[tuple[int, int], str]) -> None:
    """Some names end in a small word: "Naf river", "Zikim crossing"."""
    after = words[last + 1] if last + 1 < len(words) else None
    if after is not None and after.joined and not after.capital and after.text in vocabulary().kinds:
        made[first, last + 1] = text[words[first].start : after.end]


def _longest(words: Sequence[Token], grams: Mapping[tuple[int, int], str], found: Mapping[str, tuple[Entry, ...]]) -> list[Match]:
    """The longest known name at each word, from left to right; names of nationality are none."""
    made: list[Match] = []
    free = 0
    for first in range(len(words)):
        if first < free or not words[first].capital:
            continue
        for last in range(min(first + LONGEST, len(words)) - 1, first - 1, -1):
            name = grams.get((first, last))
            entries = found.get(name or "")
            if name and entries and _may_be_place(name, entries):
                made.append(Match(first, last, name, entries))
                free = last + 1
                break
    return made


def _may_be_place(name: str, entries: tuple[Entry, ...]) -> bool:
    spoken = vocabulary()
    if len(name) < 2 or name in spoken.calendar or name in spoken.organisations or name in spoken.directions or name == "The":
        return False
    if name.startswith("The ") and not any(entry.place.name.startswith("The ") for entry in entries):
        return False
    return name not in spoken.demonyms or any(entry.place.feature == "country" for entry in entries)


def _people(words: Sequence[Token], matches: Sequence[Match]) -> frozenset[str]:
    """Words that stand after a title or a given name somewhere in the text: they name a person wherever they stand alone."""
    spoken = vocabulary()
    several = {at for match in matches if match.last > match.first for at in range(match.first, match.last + 1)}
    people = set()
    for at in range(1, len(words)):
        word, before = words[at], words[at - 1]
        if not (word.capital and word.joined) or at in several or word.text in spoken.organisations:
            continue
        if before.text.rstrip(".") in spoken.titles or before.text in spoken.given or before.text in people:
            people.add(word.text)
    return frozenset(people)
