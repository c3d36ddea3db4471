"""Proper names: words that the encoder tags as parts of names or as proper nouns, and capitalised words beside them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.engines.labels import NAMES
from sayso.engines.reading import Floats
from sayso.lexicon import table
from sayso.model import MentionKind, Word
from sayso.parse.tokens import Tokens

KINDS = {
    "person": MentionKind.PERSON,
    "organization": MentionKind.ORGANIZATION,
    "place": MentionKind.PLACE,
    "event": MentionKind.EVENT,
}
HINGES = "-–‑’'&./"  # marks that stand inside names: "Al-Shabaab", "O'Brien", "J. Smith", "Sana’a"
BEGINNING = '“"‘«„:'  # after these a capital may be that of a beginning
TITLE_CASE = 0.6  # share of capitalised words from which capitals say nothing: headlines
NOT_A_NAME = ("PRON", "DET", "AUX", "ADP", "CCONJ", "SCONJ", "PART", "PUNCT", "INTJ")
ARGUMENTS, LEADING = ("nsubj", "obj", "iobj", "obl", "root"), ("obl", "nmod", "iobj", "obj", "vocative", "advmod")
APART = ("conj", "nsubj", "obl", "vocative", "parataxis", "acl", "advcl", "ccomp")


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: words `start`..`end` half-open, the head word, the kind where the encoder gives one."""

    start: int
    end: int
    head: int
    kind: MentionKind | None


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for names, word by word: `part` whether it belongs to one, `label` the encoder's tag."""

    tokens: Tokens
    words: tuple[Word, ...]
    part: tuple[bool, ...]
    label: tuple[str, ...]


def names(tokens: Tokens, words: tuple[Word, ...], sentences: tuple[tuple[int, int], ...], scores: Floats) -> tuple[Name, ...]:
    """Return the names of a report in text order; no two share a word.

    `scores` are the encoder's name tags. Days, months and words for a country's people alone are no names.
    """
    label = tuple(NAMES[index] for index in scores.argmax(1).tolist()) if len(words) else ()
    part = _seen_elsewhere(words, [sign for start, end in sentences for sign in _parts(words, label, start, end)])
    signs = Signs(tokens, words, part, label)
    found: list[Name] = []
    index = 0
    while index < len(words):
        end = _end(signs, index) if _begins(signs, index) else index
        if end > index:
            found.append(Name(index, end, top(words, index, end), _kind(label[index:end])))
        index = max(end, index + 1)
    return tuple(found)


def top(words: Sequence[Word], start: int, end: int) -> int:
    """Return the head of the stretch `start`..`end`: its first word, marks left out, whose own head lies outside it."""
    for index in range(start, end):
        word = words[index]
        free = word.head == index or not start <= word.head < end
        if free and word.relation not in ("punct", "case", "det", "goeswith"):
            return index
    return start


def _parts(words: Sequence[Word], label: Sequence[str], start: int, end: int) -> list[bool]:
    """Return which words of a sentence belong to names."""
    capitals = [words[index].text[0].isupper() for index in range(start, end)]
    letters = [words[index].text[0].isalpha() for index in range(start, end)]
    title_case = sum(letters) > 3 and sum(capitals) > TITLE_CASE * sum(letters)
    return [
        _is_part(words[index], label[index], capital, first=title_case or index == start or words[index - 1].text in BEGINNING)
        for index, capital in zip(range(start, end), capitals, strict=True)
    ]


def _seen_elsewhere(words: Sequence[Word], part: list[bool]) -> tuple[bool, ...]:
    """Return the signs with capitalised words added that belong to a name elsewhere in the report ("Continental Press")."""
    known = {word.text for word, sign in zip(words, part, strict=True) if sign and word.tag not in NOT_A_NAME}
    return tuple(sign or (word.text in known and word.tag not in NOT_A_NAME) for word, sign in zip(words, part, strict=True))


def _is_part(word: Word, label: str, capital: bool, *, first: bool) -> bool:
    """Return whether a word belongs to a name; `first` is True where its capital may be that of a beginning."""
    if word.text in _words("times"):
        return False
    if word.tag == "PROPN" or label != "O":
        return capital or (label[0] == "I" and word.text[0].isdecimal())
    return capital and not first and word.tag not in NOT_A_NAME


def _begins(signs: Signs, index: int) -> bool:
    """Return whether a name begins at the word; an adjective begins one only before another word of the name ("Red Cross")."""
    word = signs.words[index]
    if not signs.part[index] or not word.text[0].isalnum() or is_people(word):
        return False
    leads = index + 1 < len(signs.words) and signs.part[index + 1]
    return word.tag == "PROPN" or signs.label[index] != "O" or word.tag != "ADJ" or leads


def is_people(word: Word) -> bool:
    """Return whether a word for a country's people only tells which thing its noun is ("Russian troops"), and names nothing itself."""
    return word.text in _peoples() and (word.tag == "ADJ" or word.relation in ("amod", "compound"))


def _end(signs: Signs, start: int) -> int:
    """Return the word after the last one of the name that starts at `start`."""
    words, end = signs.words, start + 1
    while end < len(words) and words[end].sentence == words[start].sentence:
        after = _over(signs, start, end)
        if after >= len(words) or words[after].sentence != words[start].sentence or not _goes_on(signs, start, end, after):
            break
        end = after + 1
    return end


def _over(signs: Signs, start: int, index: int) -> int:
    """Return the next word that may belong to a name, past a hinge ("-") or a joint ("of the") at `index`."""
    words, glued, text = signs.words, signs.tokens.glued, signs.words[index].text
    if text in HINGES and glued[index] and index + 1 < len(words):
        letter = len(words[index - 1].text) == 1 or words[index - 1].text.casefold() in _short_titles()
        possessive = text in "’'" and words[index + 1].text in ("s", "S")
        return index if possessive or not (glued[index + 1] or (text == "." and letter)) else index + 1
    if text in _words("joints") or (text in ("and", "in", "on") and signs.label[index][0] == "I"):
        while index < len(words) and words[index].text in _words("joints") | {"and", "in", "on"}:
            index += 1
    return index


def _goes_on(signs: Signs, start: int, end: int, index: int) -> bool:
    """Return whether the name `start`..`end` goes on at the word: beside it unless arcs part them, past a joint if an arc holds it."""
    words, own = signs.words, signs.words[index]
    if index > end and words[end].text in HINGES:
        return signs.part[index] or own.text[0].isupper() or own.text.isdecimal() or (words[end].text in "'’" and len(own.text) < 4)
    if not signs.part[index]:
        return False
    upper = _topmost(words, index)
    hangs = start <= words[upper].head < end and words[upper].head != upper
    carries = any(words[k].head == index and words[k].relation not in APART for k in range(start, end))
    if index > end:
        person = signs.label[end - 1].endswith("person")
        free = words[end].text == "of" or _is_body(words[end - 1])
        return not person and (free or (hangs and words[upper].relation not in APART))
    return carries or (hangs and words[upper].relation not in APART) or _beside(signs, start, end - 1, index)


def _is_body(word: Word) -> bool:
    """Return whether a word heads names of institutions, which go on with "for" and "of": "Centre for Conflict Analysis"."""
    low = word.text.lower()
    return low in table("agreement")["groups"]["words"] or low in table("roles")["hypernyms"]["think_tank"]["words"]


def _topmost(words: Sequence[Word], index: int) -> int:
    """Return the noun that a word in front of it belongs to: "Cross" for "Red", the word itself where it is a noun's own head."""
    while words[index].head > index and words[index].relation in ("compound", "amod", "flat", "nummod"):
        index = words[index].head
    return index


def _beside(signs: Signs, start: int, last: int, index: int) -> bool:
    """Return whether two neighbouring words that no arc joins are still one name, as they are unless something parts them.

    A new name parts them where the encoder tags one, and where the first is the object or place of a clause and the next its subject.
    """
    left, right = signs.words[last], signs.words[index]
    if signs.label[index][0] == "B" and signs.label[last] != "O":
        return False
    first = signs.words[top(signs.words, start, last + 1)]
    parted = first.relation in LEADING and right.relation in ARGUMENTS and (first.relation, first.head) != (right.relation, right.head)
    return not parted and left.relation != "conj"


def _kind(tagged: Sequence[str]) -> MentionKind | None:
    counts = Counter(label[2:] for label in tagged if label != "O")
    return KINDS.get(counts.most_common(1)[0][0]) if counts else None


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(table("names")[group]["words"])


@cache
def _short_titles() -> frozenset[str]:
    return frozenset(table("abbreviations")["titles"]["words"])


@cache
def _peoples() -> frozenset[str]:
    return frozenset(form for forms in table("demonyms")["demonyms"].values() for form in forms)
