"""Proper names: the words that the encoder tags as parts of names or as proper nouns, joined where their arcs hold them together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.engines.labels import NAMES
from sayso.engines.reading import Floats
from sayso.lexicon import table
from sayso.model import MentionKind, Word
from sayso.parse.tokens import Tokens

KINDS = {"person": MentionKind.PERSON, "organization": MentionKind.ORGANIZATION, "place": MentionKind.PLACE, "event": MentionKind.EVENT}
HINGES = "-–‑’'&./"  # marks that stand inside names: "Al-Shabaab", "O'Brien", "J. Smith", "Sana’a"


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: words `start`..`end` half-open, the head word, the kind where the encoder gives one."""

    start: int
    end: int
    head: int
    kind: MentionKind | None


def names(tokens: Tokens, words: tuple[Word, ...], scores: Floats) -> tuple[Name, ...]:
    """Return the names of a report in text order; no two share a word.

    `scores` are the encoder's name tags. Months and days of the week are no names, nor are words in lower case alone.
    """
    tagged = [NAMES[label] for label in scores.argmax(1).tolist()] if len(words) else []
    inside = [_is_part(words[index], tagged[index]) for index in range(len(words))]
    found: list[Name] = []
    index = 0
    while index < len(words):
        if not inside[index] or not words[index].text[0].isalnum():
            index += 1
            continue
        end = _end(tokens, words, inside, tagged, index)
        found.append(Name(index, end, top(words, index, end), _kind(tagged[index:end])))
        index = end
    return tuple(found)


def top(words: Sequence[Word], start: int, end: int) -> int:
    """Return the head of the stretch `start`..`end`: its first word, marks left out, whose own head lies outside it."""
    for index in range(start, end):
        word = words[index]
        free = word.head == index or not start <= word.head < end
        if free and word.relation not in ("punct", "case", "det", "goeswith"):
            return index
    return start


def _is_part(word: Word, label: str) -> bool:
    if word.text in _words("times"):
        return False
    return (word.tag == "PROPN" or label != "O") and (word.text[0].isupper() or (label[0] == "I" and word.text[0].isdigit()))


def _end(tokens: Tokens, words: Sequence[Word], inside: list[bool], tagged: list[str], start: int) -> int:
    """Return the word after the last one of the name that starts at `start`."""
    end = start + 1
    while end < len(words) and words[end].sentence == words[start].sentence:
        after = _over(tokens, words, tagged, end)
        if after >= len(words) or words[after].sentence != words[start].sentence:
            break
        part = inside[after] or (tagged[after][0] == "I" and words[after].text[0].isalnum() and tokens.glued[after])
        glued = after > end and tokens.glued[end] and tokens.glued[after]
        if not part or not (glued or _held(words, tagged, start, end, after)):
            break
        end = after + 1
    return end


def _over(tokens: Tokens, words: Sequence[Word], tagged: list[str], index: int) -> int:
    """Return the next word that may belong to a name, past a hinge ("-") or a joint ("of the") at `index`."""
    text = words[index].text
    if text in HINGES:
        letter = len(words[index - 1].text) == 1 or words[index - 1].text.casefold() in _words("titles", "abbreviations")
        tight = index + 1 < len(words) and tokens.glued[index + 1]
        possessive = tight and text in "’'" and words[index + 1].text == "s"
        return index + 1 if tokens.glued[index] and (tight or (text == "." and letter)) and not possessive else index
    if text in _words("joints"):
        while index < len(words) and words[index].text in _words("joints"):
            index += 1
        return index
    tagged_through = text in ("and", "in", "on") and tagged[index][0] == "I"
    return index + 1 if tagged_through else index


def _held(words: Sequence[Word], tagged: list[str], start: int, end: int, index: int) -> bool:
    """Return whether an arc holds the word and the stretch `start`..`end` together, other than as parts of a list."""
    own, last = words[index], words[end - 1]
    if own.relation in ("conj", "nsubj") or (tagged[index][0] == "B" and own.relation == "appos" and index > end):
        return False
    if own.head != index and start <= own.head < end:
        return True
    if any(words[k].head == index and words[k].relation not in ("conj", "obl", "nsubj", "acl") for k in range(start, end)):
        return True
    return last.head == own.head and last.relation in ("compound", "flat", "amod") and own.relation in ("compound", "flat", "amod")


def _kind(tagged: Sequence[str]) -> MentionKind | None:
    counts = Counter(label[2:] for label in tagged if label != "O")
    return KINDS.get(counts.most_common(1)[0][0]) if counts else None


def _words(group: str, name: str = "names") -> frozenset[str]:
    return frozenset(table(name)[group]["words"])
