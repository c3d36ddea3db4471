"""What a mention calls its thing: the noun, the words that narrow it, the states it belongs to, the proper name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.lexicon import table
from sayso.model import Mention, MentionKind, Word
from sayso.parse.aliases import NameParts, name_parts
from sayso.parse.states import states


@dataclass(frozen=True, slots=True)
class Description:
    """The words of a mention, in lower case.

    `noun` is its head noun in the singular ("" for pronouns and for names of people), `narrowing` the content words around it,
    `states` the ISO codes of the states that its words name, `roles` every noun it is called by ("governor" in "Governor
    Ivan Petrenko"), `name` the parts of the proper name or None. `definite` is True for "the", "this", "its", names;
    `indefinite` for "a", "some", "several"; neither for bare nouns. `count` is the number word in front ("two"), "" without one.
    """

    noun: str
    narrowing: frozenset[str]
    states: frozenset[str]
    roles: frozenset[str]
    name: NameParts | None
    definite: bool
    indefinite: bool
    count: str


EMPTY = Description("", frozenset(), frozenset(), frozenset(), None, False, False, "")
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "both"})
INDEFINITE = frozenset({"a", "an", "another", "some", "any", "no", "other", "more", "every", "each", "several", "many", "few"})
CONTENT = ("NOUN", "PROPN", "ADJ", "VERB", "NUM", "ADV", "X")


def describe(words: Sequence[Word], children: Sequence[Sequence[int]], mention: Mention) -> Description:
    """Return what a mention calls its thing."""
    if mention.pronoun:
        return EMPTY
    head = words[mention.head]
    inside = [index for index in range(mention.start, mention.end) if index != mention.head]
    lows = [words[index].text.lower() for index in inside]
    person = mention.kind is MentionKind.PERSON and mention.name is not None
    hanging = [(words[child].relation, child) for child in children[mention.head]]
    before = {words[child].text.lower() for relation, child in hanging if relation == "det"}
    possessed = any(relation == "nmod" and child < mention.head for relation, child in hanging)
    noun = "" if person and head.tag == "PROPN" else singular(head.text.lower())
    own = {singular(words[index].text.lower()) for index in (mention.head, *inside) if words[index].tag in ("NOUN", "PROPN")}
    count = next((words[child].text.lower() for relation, child in hanging if relation == "nummod"), "")
    return Description(
        noun=noun,
        narrowing=frozenset(singular(low) for index, low in zip(inside, lows, strict=True) if words[index].tag in CONTENT),
        states=states([word.text for word in words[mention.start : mention.end]]),
        roles=frozenset(own & _roles() | ({noun} if noun else set())),
        name=_name(words, mention),
        definite=bool(before & DEFINITE) or possessed or mention.name is not None,
        indefinite=bool(before & INDEFINITE),
        count=count,
    )


def _name(words: Sequence[Word], mention: Mention) -> NameParts | None:
    """Return the parts of the mention's name, None where it has none or its head is no part of it ("the Kyiv office")."""
    if mention.name is None or not mention.name[0] <= mention.head < mention.name[1]:
        return None
    person = mention.kind is MentionKind.PERSON and words[mention.head].text.lower() not in table("agreement")["groups"]["words"]
    return name_parts([words[index].text for index in range(*mention.name)], person)


@lru_cache(maxsize=65536)
def singular(low: str) -> str:
    """Return a noun in lower case without its plural ending, roughly: enough to compare two of them."""
    known: dict[str, str] = table("roles")["singulars"]["of"]
    if low in known:
        return known[low]
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes")):
        return low[:-2]
    return low[:-1] if low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3 else low


@cache
def offices() -> frozenset[str]:
    """Return the nouns of offices and ranks."""
    return frozenset(table("roles")["offices"]["words"])


@cache
def _roles() -> frozenset[str]:
    return frozenset(word for group in table("roles")["hypernyms"].values() for word in group["words"]) | offices()
