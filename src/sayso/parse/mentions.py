"""The mentions of a report: head words that the encoder marks, pronouns, and names, each with its phrase."""

from collections.abc import Sequence

from sayso.model import Mention, Word
from sayso.parse.kinds import Heads
from sayso.parse.names import Name, is_people
from sayso.parse.phrases import phrase
from sayso.parse.pronouns import pronoun
from sayso.parse.states import states

HEADLESS = frozenset({"punct", "case", "cc", "mark", "aux", "cop", "goeswith", "flat", "det"})
"""Relations of words that head no mention, unless they are pronouns or determiners used as such."""


def mentions(words: tuple[Word, ...], children: Sequence[Sequence[int]], found: Heads, names: Sequence[Name]) -> tuple[Mention, ...]:
    """Return the mentions in the order of their head words, no two with the same head; `cluster` is still -1."""
    owner = {index: name for name in names for index in range(name.start, name.end)}
    own = [index for index in range(len(words)) if _is_head(words, found, index)]
    own = [index for index in own if not _inner(words, owner, index)]
    named = {id(owner[index]) for index in own if index in owner}
    missed = [name.head for name in names if id(name) not in named]
    return tuple(_mention(words, children, found, owner, index) for index in sorted({*own, *missed}))


def _is_head(words: Sequence[Word], found: Heads, index: int) -> bool:
    word = words[index]
    if entry := pronoun(word.text):
        if entry.relative:
            return word.tag == "PRON" and _relates(words, index)
        if word.relation == "expl":
            return False
        return found.chance[index] >= 0.5 or (entry.number != "any" and word.text.lower() not in ("it", "us", "mine"))
    if is_people(word) or (word.relation in HEADLESS and word.tag not in ("PRON", "NOUN", "PROPN")):
        return False
    return found.chance[index] >= 0.5 and word.relation not in ("punct", "goeswith") and word.text[0].isalnum()


def _relates(words: Sequence[Word], index: int) -> bool:
    """Return whether a pronoun that may be relative stands in a relative clause."""
    return relative_noun(words, index) is not None


def relative_noun(words: Sequence[Word], index: int) -> int | None:
    """Return the noun that the relative clause around a word modifies, None where there is none."""
    at = index
    for _ in range(6):
        word = words[at]
        if word.relation == "acl":
            return word.head if word.head < index else None
        if word.head == at or word.relation in ("ccomp", "root", "parataxis"):
            return None
        at = word.head
    return None


def _inner(words: Sequence[Word], owner: dict[int, Name], index: int) -> bool:
    """Return whether the word is only a part of a name whose head is another word ("Putin" in "Vladimir Putin").

    States keep a mention of their own inside names ("Ukraine" in "the Security Service of Ukraine").
    """
    name = owner.get(index)
    if name is None or name.head == index:
        return False
    return not states([words[index].text])


def _mention(words: tuple[Word, ...], children: Sequence[Sequence[int]], found: Heads, owner: dict[int, Name], head: int) -> Mention:
    name = owner.get(head)
    if pronoun(words[head].text):
        return Mention(head, head + 1, head, found.kind[head], None, True, -1)
    start, end = phrase(words, children, head)
    kind = found.kind[head]
    if name is None:
        return Mention(start, end, head, kind, None, False, -1)
    if name.head != head:
        inner = max(start, name.start), min(end, name.end)
        return Mention(start, end, head, kind, inner, False, -1)
    start, end = min(start, name.start), max(end, name.end)
    return Mention(start, end, head, kind, (name.start, name.end), False, -1)
