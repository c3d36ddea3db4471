"""The words of a stretch of text, and what a time expression is read against."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from sayso.ground.times.period import Period
from sayso.lexicon import table

_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}[:.]\d\d(?=\s?(?:am|pm|a\.m|p\.m|[A-Z]{2,4}|\b))|\d+(?:,\d{3})*|[^\W\d_]+(?:['’]s)?|[^\w\s]"
)


class Tense(StrEnum):
    """Which way a bare weekday or month points."""

    PAST = "past"
    FUTURE = "future"


class Word(NamedTuple):
    """A word, figure or mark with its place; `low` is its lower-case form with a straight apostrophe."""

    start: int
    end: int
    low: str
    text: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a time is read against: the day of publication, the tense, the event before (None = none), and the day a war began."""

    published: date
    tense: Tense = Tense.PAST
    anchor: date | None = None
    war: date | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A time read from words `..end` (exclusive): its period (None where the words are no date) and the rule that read it."""

    end: int
    period: Period | None
    rule: str
    anchored: bool = False


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a stretch of text."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Word(*match.span(), match[0].casefold().replace("’", "'"), match[0]) for match in found]


@cache
def lexicon() -> dict[str, dict[str, Any]]:
    """Return the tables of calendar.toml."""
    return table("calendar")


def low(own: list[Word], at: int) -> str:
    """Return the word at `at` in lower case, "" past the end."""
    return own[at].low if 0 <= at < len(own) else ""


def number(own: list[Word], at: int) -> tuple[float, int] | None:
    """Return a small count and where it ends: "5", "five", "a", "twenty-one", "two and a half"; None where there is none."""
    word, counts = low(own, at), lexicon()["counts"]
    if word.replace(",", "").isdecimal():
        value, end = float(word.replace(",", "")), at + 1
    elif word in counts:
        value, end = float(counts[word]), at + 1
        if value >= 20 and low(own, end) == "-" and low(own, end + 1) in counts:
            value, end = value + counts[low(own, end + 1)], end + 2
    else:
        return None
    if [low(own, end + k) for k in range(3)] == ["and", "a", "half"]:
        return value + 0.5, end + 3
    return value, end


def ordinal(own: list[Word], at: int) -> tuple[int, int] | None:
    """Return "third" or "1,000th" as a number and where it ends."""
    word = low(own, at)
    if word in lexicon()["ordinals"]:
        return int(lexicon()["ordinals"][word]), at + 1
    if word.replace(",", "").isdecimal() and low(own, at + 1) in ("st", "nd", "rd", "th"):
        return int(word.replace(",", "")), at + 2
    return None
