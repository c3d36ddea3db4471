"""All time expressions of a stretch of text."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from sayso.ground.times.openers import opens
from sayso.ground.times.period import DAY, Period
from sayso.ground.times.rules import read_at
from sayso.ground.times.words import Read, Setting, Word, lexicon, words
from sayso.model import Anchor, Reason, Span, When

_RUN = re.compile(r"\d+|[^\W\d_]+")
AHEAD = 6  # words within which a time expression holds a word that tells of time


@cache
def _telling() -> frozenset[str]:
    tables = lexicon()
    names = ("weekdays", "months", "seasons", "units", "holidays")
    plural = [f"{day}s" for day in tables["weekdays"] if len(day) > 5]
    return frozenset(
        [*(word for name in names for word in tables[name]), *tables["parts_of_day"]["words"], *plural, *tables["telling"]["words"]]
    )


def tells(word: Word) -> bool:
    """Return whether a word can be the heart of a time expression: a figure, or a word of the calendar ("may" only as "May")."""
    if word.text[0].isdecimal():
        return True
    return word.low in _telling() and (word.low != "may" or word.text[0].isupper())


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression: its place, its period (None for durations, habits and what has no anchor) and the rule that read it."""

    span: Span
    text: str
    period: Period | None
    rule: str
    anchored: bool

    def when(self) -> When | None:
        """Return the time as a noun, None where the words are no date."""
        if self.period is None:
            return None
        own = self.period
        absolute = self.rule.startswith(("date", "month-year", "year", "decade", "season-year"))
        anchor = Anchor.CONTEXT if self.anchored else None if absolute else Anchor.PUBLICATION
        why = f"“{self.text}” read as {own.edtf} by the rule {self.rule}"
        end = own.last + DAY if own.last and own.last < date.max else None
        return When(
            edtf=own.edtf, start=own.first, end=end, precision=own.precision, text=self.text,
            span=self.span, anchor=anchor, reason=Reason(rule=f"when-{self.rule}", why=why, words=(self.text,)),
        )  # fmt: skip


def _read(own: list[Word], at: int, setting: Setting) -> Read | None:
    """What the rules read there; words that lead out of the calendar ("a thousand years before" in the year 900) are no date."""
    try:
        return read_at(own, at, setting)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=4)
def _hearts(text: str) -> list[int]:
    """Return where the words and figures of a text end that may be the heart of a time expression."""
    known = _telling()
    return [match.end() for match in _RUN.finditer(text) if match[0][0].isdecimal() or match[0].casefold() in known]


@lru_cache(maxsize=256)
def _told(text: str, start: int, end: int) -> tuple[list[Word], list[bool]]:
    """Return the words of a stretch, and which tell of time: a sentence is asked again for each claim in it."""
    own = words(text, start, end)
    return own, [tells(word) for word in own]


def find(text: str, start: int, end: int, setting: Setting) -> tuple[Timed, ...]:
    """Return the time expressions in `text[start:end]`, whole words, text order, not overlapping."""
    hearts = _hearts(text)
    nearest = bisect_left(hearts, start + 1)
    if nearest == len(hearts) or hearts[nearest] > end:
        return ()
    own, telling = _told(text, start, end)
    if not any(telling):
        return ()
    found: list[Timed] = []
    at = 0
    while at < len(own):
        read = _read(own, at, setting) if opens(own[at].low) and any(telling[at : at + AHEAD]) else None
        if read is None or read.end <= at:
            at += 1
            continue
        stretch = Span(own[at].start, own[min(read.end, len(own)) - 1].end)
        found.append(Timed(stretch, stretch.of(text), read.period, read.rule, read.anchored))
        at = read.end
    return tuple(found)
