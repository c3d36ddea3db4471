"""Names taken out of strings, and what that does to offsets."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.publish.private import JOINTS, TOKEN, Tokens, folded, tokens

SLUG = frozenset("-_/+.%:=")  # beside one of these a name may stand in lower case: an address, the name of a file
GAP = 3  # signs at most between two words of one name
Index = Mapping[str, tuple[tuple[Tokens, str | None], ...]]  # by first word: the words, and what stands for them (None: kept)


@dataclass(frozen=True, slots=True)
class Edit:
    """The stretch `start`..`end` of the old text became `words`."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A text before and after its edits (in text order, none overlapping)."""

    before: str
    text: str
    edits: tuple[Edit, ...] = ()

    def moved(self, offset: int, *, end: bool = False) -> int:
        """Return where an offset of the old text stands in the new one; inside an edit its start, or its end where `end`."""
        index = bisect_right([own.start for own in self.edits], offset - 1 if end else offset)
        shift = sum(len(own.words) - (own.end - own.start) for own in self.edits[:index])
        if index and offset < self.edits[index - 1].end:
            last = self.edits[index - 1]
            before = shift - len(last.words) + (last.end - last.start)
            return last.start + before + (len(last.words) if end else 0)
        return offset + shift


@dataclass(frozen=True, slots=True)
class Mask:
    """Names to look for: `whole` ones of the whole ledger, and `near` ones that count in some of its reports alone."""

    whole: Index
    near: Index

    def text(self, text: str) -> Masked:
        """Return the text with each private name replaced: by the bare word where it is the whole text, else in brackets."""
        edits = []
        for start, end, role in self.found(text):
            alone = not text[:start].strip() and not text[end:].strip()
            alone = alone or (text[start - 1 : start], text[end : end + 1]) == ("[", "]")
            edits.append(Edit(start, end, role if alone else f"[{role}]"))
        return Masked(text, applied(text, edits), tuple(edits))

    def string(self, text: str) -> str:
        """Return the text with each private name replaced."""
        return self.text(text).text

    def found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where private names stand in the text, and the word for whose they are; the longest name at a place wins."""
        hits = list(TOKEN.finditer(text))
        words = [folded(hit.group()) for hit in hits]
        if self.whole.keys().isdisjoint(words) and self.near.keys().isdisjoint(words):
            return
        index = 0
        while index < len(hits):
            length, role = self._longest(text, hits, words, index)
            if role is not None:
                yield hits[index].start(), hits[index + length - 1].end(), role
            index += length

    def _longest(self, text: str, hits: Sequence[re.Match[str]], words: Sequence[str], index: int) -> tuple[int, str | None]:
        length, best = 0, None
        for name, role in (*self.near.get(words[index], ()), *self.whole.get(words[index], ())):
            stop = index + len(name)
            if tuple(words[index:stop]) != name or len(name) <= length:
                continue
            gaps = (hits[one + 1].start() - hits[one].end() for one in range(index, stop - 1))
            if all(gap <= GAP for gap in gaps) and (len(name) > 1 or named(text, hits[index].start(), hits[index].end())):
                length, best = len(name), role
        return max(1, length), best


def named(text: str, start: int, end: int) -> bool:
    """Return True where a single word looks like a name: with a capital, or in an address or file name."""
    return not text[start].islower() or text[start - 1 : start] in SLUG or text[end : end + 1] in SLUG


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with the edits made."""
    parts, last = [], 0
    for own in edits:
        parts += [text[last : own.start], own.words]
        last = own.end
    return "".join([*parts, text[last:]])


def whole_names(private: Mapping[str, str]) -> Index:
    """Return the names of two words or more, which tell of one person wherever they stand."""
    return indexed({words: role for name, role in sorted(private.items()) if len(words := tokens(name)) > 1})


def near_names(private: Mapping[str, str], kept: Iterable[str]) -> Index:
    """Return the words of private names alone, and the `kept` names, which win over private ones of the same words: one
    prisoner's surname does not hide a minister.
    """
    found: dict[Tokens, str | None] = {}
    for name, role in sorted(private.items()):
        for word in tokens(name):
            if len(word) > 1 and word not in JOINTS:
                found.setdefault((word,), role)
    found.update((words, None) for name in kept if (words := tokens(name)))
    return indexed(found)


def indexed(names: Mapping[Tokens, str | None]) -> Index:
    """Return the names by their first word."""
    by_first: dict[str, list[tuple[Tokens, str | None]]] = {}
    for words in sorted(names):
        by_first.setdefault(words[0], []).append((words, names[words]))
    return {first: tuple(own) for first, own in by_first.items()}
