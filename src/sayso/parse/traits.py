"""What a mention can be, by its form: man, woman or thing; one or many. Two mentions that share no possibility are not one thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.lexicon import table
from sayso.model import Mention, MentionKind, Word
from sayso.parse.pronouns import pronoun
from sayso.parse.states import is_state

MAN, WOMAN, THING = 1, 2, 4
HUMAN, ANY = MAN | WOMAN, MAN | WOMAN | THING
ONE, MANY = 1, 2
EITHER = ONE | MANY
SORTS = {"man": MAN, "woman": WOMAN, "human": HUMAN, "thing": THING, "any": ANY}
NUMBERS = {"one": ONE, "many": MANY, "any": EITHER}


@dataclass(frozen=True, slots=True)
class Traits:
    """Sets of possibilities as bits: `sort` of MAN, WOMAN, THING; `number` of ONE, MANY.

    `group` is True for institutions and peoples, which are "it" here and "they" there without becoming another thing.
    """

    sort: int
    number: int
    group: bool = False

    def agrees(self, other: "Traits") -> bool:
        """Return whether both may be one thing."""
        return bool(self.sort & other.sort and self.number & other.number)

    def joined(self, other: "Traits") -> "Traits":
        """Return what is left when both are one thing; a group stays one and many."""
        group = self.group or other.group
        return Traits(self.sort & other.sort, EITHER if group else self.number & other.number, group)


def traits(words: Sequence[Word], children: Sequence[Sequence[int]], mention: Mention) -> Traits:
    """Return what a mention can be, as far as its own words tell."""
    head = words[mention.head]
    if mention.pronoun and (entry := pronoun(head.text)):
        return Traits(SORTS[entry.sort], NUMBERS[entry.number])
    low = head.text.lower()
    if low in _words("groups") or (mention.kind is MentionKind.ORGANIZATION and mention.name is not None):
        return Traits(THING, MANY if _several_groups(low) else EITHER, True)
    if mention.name is not None and is_state([words[index].text for index in range(*mention.name)]):
        return Traits(THING, EITHER, True)  # "Kyiv said": a state or its seat, whatever kind the encoder reads
    number = _number(words, children, mention)
    if mention.kind is MentionKind.PERSON:
        return Traits(_gender(words, mention) if number == ONE or mention.name else HUMAN, number)
    if mention.kind is MentionKind.ANIMAL:
        return Traits(ANY, number)
    if low in _words("men") or low in _words("women"):
        return Traits(_gender(words, mention), number)
    if mention.kind is MentionKind.PLACE and mention.name is not None:
        return Traits(THING, EITHER, True)
    return Traits(THING, number)


def _several_groups(low: str) -> bool:
    """Return whether the noun is the plural of a group ("ministries"), not one body under a plural ("police", "forces")."""
    return low.endswith("s") and (low[:-1] in _words("groups") or low[:-3] + "y" in _words("groups"))


def _gender(words: Sequence[Word], mention: Mention) -> int:
    """Return MAN or WOMAN where a title, noun or given name tells, else HUMAN."""
    for index in range(mention.start, mention.end):
        low = words[index].text.lower()
        near = words[index].head == mention.head or index == mention.head
        if near and low in _words("men"):
            return MAN
        if near and low in _words("women"):
            return WOMAN
    if mention.name is not None:
        return _gender_of_name([words[index].text.lower() for index in range(*mention.name)])
    return HUMAN


def _gender_of_name(parts: Sequence[str]) -> int:
    if any(part in _given("men") for part in parts[:-1]):
        return MAN
    if any(part in _given("women") for part in parts[:-1]):
        return WOMAN
    if parts[-1].endswith(tuple(table("given_names")["endings"]["women"])):
        return WOMAN
    return HUMAN


def _number(words: Sequence[Word], children: Sequence[Sequence[int]], mention: Mention) -> int:
    head = words[mention.head]
    before = {words[child].text.lower() for child in children[mention.head] if child < mention.head}
    if before & _words("one_before"):
        return ONE
    if before & _words("many_before") or any(_counts_many(words[child]) for child in children[mention.head]):
        return MANY
    low = head.text.lower()
    if low in _words("either"):
        return EITHER
    if head.tag in ("NUM", "DET", "ADJ", "PRON"):
        return ONE if low in ("one", "another", "each", "this", "that", "everyone", "someone", "anyone", "nobody", "everybody") else EITHER
    if mention.name is not None:
        return ONE if mention.kind is MentionKind.PERSON and not _is_plural(head) else EITHER
    return MANY if _is_plural(head) else ONE


def _counts_many(word: Word) -> bool:
    return word.relation == "nummod" and word.text.lower() not in ("1", "one")


def _is_plural(head: Word) -> bool:
    low = head.text.lower()
    if low in _words("plurals"):
        return True
    regular = low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3
    return regular and head.tag == "NOUN" and low not in _words("singular_in_s")


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(table("agreement")[group]["words"])


@cache
def _given(group: str) -> frozenset[str]:
    return frozenset(name for line in table("given_names")[group]["names"] for name in line.split())
