"""The rules in the order in which they are tried."""

import re
from functools import cache

from sayso.ground.times.bounds import bounded, several, war_day
from sayso.ground.times.dates import period_at
from sayso.ground.times.modified import ago, anchored, clock, habitual, vague, window
from sayso.ground.times.words import Read, Setting, Tense, Word, lexicon

RULES = (war_day, clock, several, bounded, ago, anchored, window, vague, habitual, period_at)


def read_at(own: list[Word], at: int, setting: Setting) -> Read | None:
    """Return the time that starts at word `at`, the first rule that reads one; prepositions in front are passed over."""
    for rule in RULES:
        if found := rule(own, at, setting):
            return found
    return None


def tense_of(text: str) -> Tense:
    """Return which way a bare date points, by the words of its sentence."""
    ahead, past = _tenses()
    return Tense.FUTURE if ahead.search(text) and not past.search(text) else Tense.PAST


@cache
def _tenses() -> tuple[re.Pattern[str], re.Pattern[str]]:
    ahead, past = (rf"\b({'|'.join(map(re.escape, lexicon()['tense'][which]))})\b" for which in ("ahead", "past"))
    return re.compile(ahead, re.IGNORECASE), re.compile(past, re.IGNORECASE)
