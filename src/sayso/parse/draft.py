"""A report on its way to clusters: words, mentions, and what each mention can be and is called."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model import Mention, Word
from sayso.parse.describe import Description, describe
from sayso.parse.pronouns import pronoun
from sayso.parse.tokens import Tokens
from sayso.parse.traits import Traits, traits


@dataclass(frozen=True, slots=True)
class Draft:
    """Words with the dependents of each, mentions in the order of their heads, and sentence, traits and description of each mention.

    `headed` maps a head word to its mention; `voices` are the mentions that are "I", "we" or "you": whom they stand for is for those
    who read the quotations to say.
    """

    tokens: Tokens
    words: tuple[Word, ...]
    children: tuple[tuple[int, ...], ...]
    mentions: tuple[Mention, ...]
    sentences: tuple[int, ...]
    traits: tuple[Traits, ...]
    descriptions: tuple[Description, ...]
    headed: dict[int, int]
    voices: frozenset[int]

    def text(self, mention: int) -> str:
        """Return the words of a mention with single spaces where the report has any gap."""
        own = self.mentions[mention]
        return joined(self.tokens, own.start, own.end)

    def holds(self, outer: int, inner: int) -> bool:
        """Return whether one mention's phrase holds the head of the other."""
        own = self.mentions[outer]
        return own.start <= self.mentions[inner].head < own.end


def joined(tokens: Tokens, start: int, end: int) -> str:
    """Return the words `start`..`end` as they stand, every gap one space."""
    return tokens.texts[start] + "".join(tokens.spaced[start + 1 : end])


def dependents(words: Sequence[Word]) -> tuple[tuple[int, ...], ...]:
    """Return the dependents of each word in text order."""
    found: list[list[int]] = [[] for _ in words]
    for index, word in enumerate(words):
        if word.head != index:
            found[word.head].append(index)
    return tuple(tuple(own) for own in found)


def draft(tokens: Tokens, words: tuple[Word, ...], children: tuple[tuple[int, ...], ...], mentions: tuple[Mention, ...]) -> Draft:
    """Return the mentions with their traits and descriptions."""
    return Draft(
        tokens,
        words,
        children,
        mentions,
        tuple(words[mention.head].sentence for mention in mentions),
        tuple(traits(words, children, mention) for mention in mentions),
        tuple(describe(words, children, mention) for mention in mentions),
        {mention.head: index for index, mention in enumerate(mentions)},
        frozenset(index for index, mention in enumerate(mentions) if mention.pronoun and _is_voice(words[mention.head])),
    )


def _is_voice(head: Word) -> bool:
    entry = pronoun(head.text)
    return entry is not None and entry.person < 3
