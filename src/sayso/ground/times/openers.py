"""The words that a time can open with: most words of a report open none, and no rule need be asked about those."""

from functools import cache

from sayso.ground.times.words import lexicon


def opens_date(low: str) -> bool:
    """Return whether a date can start with the word (in lower case): a figure, or a word that a rule of `dates` starts with."""
    return low in _dates() or low[:1].isdecimal()


def opens(low: str) -> bool:
    """Return whether a time of any kind can start with the word (in lower case)."""
    return low in _every() or low[:1].isdecimal()


@cache
def _dates() -> frozenset[str]:
    own = lexicon()
    tables = (word for name in ("weekdays", "months", "seasons", "ordinals") for word in own[name])
    return frozenset({*own["openers"]["dates"], *tables, *(name.split(" ")[0] for name in own["holidays"])})


@cache
def _every() -> frozenset[str]:
    own = lexicon()
    return _dates() | {*own["openers"]["others"], *own["counts"], *(f"{day}s" for day in own["weekdays"])}
