"""The words that a time can open with: most words of a report open none, and no rule need be asked about those."""

from functools import cache

from sayso.ground.times.words import lexicon

PERIOD = frozenset("the start beginning end early mid late earlier later middle last next this coming previous current over weekend".split())
DEICTIC = frozenset("today yesterday tomorrow tonight overnight dawn dusk noon midday midnight daybreak nightfall sunrise".split())
EASTER = frozenset("easter good".split())
WITH_PERIOD = frozenset(
    "at around about circa between from since until till by before after throughout during in within for up more past recent "
    "night morning evening afternoon week that eve every each recently lately".split()
)
COUNTED = frozenset(
    "nearly almost some roughly just only barely than least exactly to several many a hours minutes days weeks months years".split()
)


def opens_period(low: str) -> bool:
    """Return whether a date can start with the word (in lower case): a figure, or a word that a rule of `dates` starts with."""
    return low in _period() or low[:1].isdecimal()


def opens(low: str) -> bool:
    """Return whether a time of any kind can start with the word (in lower case)."""
    return low in _every() or low[:1].isdecimal()


@cache
def _period() -> frozenset[str]:
    own = lexicon()
    holidays = (name.split(" ")[0] for name in own["holidays"])
    return PERIOD | DEICTIC | EASTER | {*own["weekdays"], *own["months"], *own["seasons"], *own["ordinals"], *holidays}


@cache
def _every() -> frozenset[str]:
    own = lexicon()
    return _period() | WITH_PERIOD | COUNTED | {*own["counts"], *(f"{day}s" for day in own["weekdays"])}
