"""Names taken out of strings, and what that does to offsets."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.publish.private import JOINTS, TOKEN, Tokens, folded, tokens

SLUG = frozenset("-_/+.%:=")  # beside one of these a name may stand in lower case: an address, the name of a file
GAP = 3  # signs at most between two words of one name


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
    """Names by their first word: the words of each and what stands in its place, None for a name that is kept as it is."""

    names: Mapping[str, tuple[tuple[Tokens, str | None], ...]]

    def text(self, text: str) -> Masked:
        """Return the text with each private name replaced: by the bare word where it is the whole text, else in brackets."""
        hits = list(TOKEN.finditer(text))
        words = [folded(hit.group()) for hit in hits]
        edits: list[Edit] = []
        index = 0
        while index < len(hits):
            length, role = self._match(text, hits, words, index)
            if role is not None:
                start, end = hits[index].start(), hits[index + length - 1].end()
                alone = not text[:start].strip() and not text[end:].strip()
                edits.append(Edit(start, end, role if alone else f"[{role}]"))
            index += length
        return Masked(text, applied(text, edits), tuple(edits))

    def string(self, text: str) -> str:
        """Return the text with each private name replaced."""
        return self.text(text).text if any(token in self.names for token in tokens(text)) else text

    def _match(self, text: str, hits: Sequence[re.Match[str]], words: Sequence[str], index: int) -> tuple[int, str | None]:
        for name, role in self.names.get(words[index], ()):
            stop = index + len(name)
            if tuple(words[index:stop]) != name:
                continue
            gaps = (hits[one + 1].start() - hits[one].end() for one in range(index, stop - 1))
            if all(gap <= GAP for gap in gaps) and (len(name) > 1 or named(text, hits[index].start(), hits[index].end())):
                return len(name), role
        return 1, None


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


def mask(private: Mapping[str, str], kept: Iterable[str]) -> Mask:
    """Return the mask of private names with their roles: whole names, and each of their words alone.

    `kept` names win over private ones of the same words, so that one prisoner's surname does not hide a minister.
    """
    found: dict[Tokens, str | None] = {tokens(name): role for name, role in sorted(private.items())}
    for name, role in sorted(private.items()):
        for word in tokens(name):
            if len(word) > 1 and word not in JOINTS:
                found.setdefault((word,), role)
    found.update((words, None) for name in kept if (words := tokens(name)))
    by_first: dict[str, list[tuple[Tokens, str | None]]] = {}
    for words in sorted(found, key=lambda words: (-len(words), words)):
        by_first.setdefault(words[0], []).append((words, found[words]))
    return Mask({first: tuple(own) for first, own in by_first.items()})
