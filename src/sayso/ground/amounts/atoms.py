"""Figures in running text: digits, number words and vague amounts, each with its place."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sayso.lexicon import table

_TOKEN = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:[’'][^\W\d_]+)?|[^\w\s]|_")


class Token(NamedTuple):
    """A figure, word or mark with its place (code points); `low` is its lower-case form."""

    start: int
    end: int
    text: str
    low: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written: tokens `first`..`last` (half-open); `value` None for vague amounts, then `least` is what the word allows."""

    first: int
    last: int
    value: float | None
    least: float | None = None
    share: bool = False


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of `text[start:end]`, offsets in `text`."""
    return [Token(*match.span(), match[0], match[0].casefold()) for match in _TOKEN.finditer(text, start, end)]


@cache
def lexicon() -> dict[str, dict[str, Any]]:
    """Return the tables of figures.toml."""
    return table("figures")


def figure(own: list[Token], at: int) -> Figure | None:
    """Return the number that starts at token `at`, the longest reading; None where none does."""
    if own[at].low not in _openers() and not own[at].low[0].isdecimal():
        return None
    return _none(own, at) or _vague(own, at) or _share(own, at) or _and_half(own, at, _digits(own, at) or _spelled(own, at))


@cache
def _openers() -> frozenset[str]:
    """Return the words that a number can start with, beside digits."""
    own = lexicon()
    return frozenset({"a", "an", "one", "no", *own["values"], *own["fractions"], *_vague_words()})


def _none(own: list[Token], at: int) -> Figure | None:
    """ "no casualties": nought, where what is counted are the harmed; elsewhere "no" counts nothing."""
    harmed = at + 1 < len(own) and own[at].low == "no" and own[at + 1].low in lexicon()["none"]["of"]
    return Figure(at, at + 1, 0.0) if harmed else None


def _and_half(own: list[Token], at: int, found: Figure | None) -> Figure | None:
    """ "three and a half million": the half, and a magnitude behind it, belong to the figure in front."""
    if found is None or found.value is None or [one.low for one in own[found.last : found.last + 3]] != ["and", "a", "half"]:
        return found
    return _magnified(own, at, found.last + 3, found.value + 0.5)


def _digits(own: list[Token], at: int) -> Figure | None:
    if not own[at].text[0].isdecimal():
        return None
    value = float(re.sub(r"[,\u00a0\u202f]", "", own[at].text))
    return _magnified(own, at, at + 1, value)


def _magnified(own: list[Token], first: int, last: int, value: float) -> Figure:
    """A magnitude behind the figure: a word ("million"), or a letter that touches it ("2.5m"; "500m" alone may be metres)."""
    magnitudes = lexicon()["magnitudes"]
    while last < len(own) and own[last].low in magnitudes and own[last].low != "score":
        value *= magnitudes[own[last].low]
        last += 1
    return Figure(first, last, value)


def _spelled(own: list[Token], at: int) -> Figure | None:
    values, magnitudes = lexicon()["values"], lexicon()["magnitudes"]
    total = part = 0.0
    last, seen = at, False
    if own[at].low in ("a", "an") and at + 1 < len(own) and own[at + 1].low in magnitudes and own[at + 1].text != "m":
        part, last = 1.0, at + 1
    while last < len(own):
        low = own[last].low
        if low in values and low != "no" and not (seen and own[last - 1].low in values and values[low] >= 10):
            part += values[low]
        elif low in magnitudes and (seen or part):
            total, part = (
                (total + max(part, 1) * magnitudes[low], 0.0) if magnitudes[low] >= 1000 else (total, max(part, 1) * magnitudes[low])
            )
        elif seen and low in ("-", "and") and last + 1 < len(own) and _continues(own, last, values):
            last += 1
            continue
        else:
            break
        seen, last = True, last + 1
    return Figure(at, last, total + part) if seen else None


def _continues(own: list[Token], at: int, values: dict[str, Any]) -> bool:
    """ "twenty-one", "two hundred and fifty": the mark or "and" stands inside a number."""
    after, before = own[at + 1].low, own[at - 1].low
    if own[at].low == "-":
        return after in values and values.get(before, 0) in range(20, 91, 10) and own[at].start == own[at - 1].end
    return before in ("hundred", "thousand") and after in values


def _vague(own: list[Token], at: int) -> Figure | None:
    for words, parts, least in _vague_words().get(own[at].low, ()):
        if [one.low for one in own[at : at + len(parts)]] == parts:
            last, magnitudes = at + len(parts), lexicon()["magnitudes"]
            while last < len(own) and own[last].low in magnitudes and words in ("several", "a few", "a couple"):
                least, last = max(least, 2) * magnitudes[own[last].low] if last == at + len(parts) else least, last + 1
            if last < len(own) and own[last].low in ("hundreds", "thousands", "dozens"):
                return None
            return Figure(at, last, None, float(least))
    return None


@cache
def _vague_words() -> dict[str, list[tuple[str, list[str], float]]]:
    """Return vague amounts, their words and the least they allow by their first word, the longest first."""
    found: dict[str, list[tuple[str, list[str], float]]] = {}
    for words, least in sorted(lexicon()["vague"].items(), key=lambda pair: -len(pair[0])):
        found.setdefault(words.split()[0], []).append((words, words.split(), least))
    return found


def _share(own: list[Token], at: int) -> Figure | None:
    """ "half", "a third", "two-thirds", "three quarters"."""
    fractions, values = lexicon()["fractions"], lexicon()["values"]
    index, many = at, 1
    if own[at].low in ("a", "one") and at + 1 < len(own) and own[at + 1].low in fractions and own[at + 1].low != "half":
        index = at + 1
    elif own[at].low in values:
        skip = 2 if at + 2 < len(own) and own[at + 1].text == "-" else 1
        if at + skip < len(own) and own[at + skip].low in ("thirds", "quarters", "fifths", "tenths"):
            index, many = at + skip, values[own[at].low]
        else:
            return None
    low = own[index].low
    if low not in fractions or (low == "half" and index + 2 < len(own) and own[index + 1].low == "an"):
        return None
    if index == at and low not in ("half",):
        return None
    top, bottom = fractions[low]
    return Figure(at, index + 1, many * top / bottom, share=True)
