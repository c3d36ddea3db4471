"""Distances in words: "12 km", "three and a half miles", "160km (100 miles)", "15 to 20 km", "a few kilometres"."""

import re
from dataclasses import dataclass
from functools import cache

from sayso.lexicon import table


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance that ends a stretch of text: `km` is None where no number is given ("a few miles", "an hour's drive"), `most` is
    True for an upper bound, `start` where its words begin."""

    km: float | None
    most: bool
    start: int


@cache
def _pattern() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = table("relations")["distance"]
    number = "|".join(sorted(words["number"], key=len, reverse=True))
    one = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{number})(?:[\s-]+(?:{number}))*)"
    units = "|".join(re.escape(unit) + ("s?" if unit[-1] != "s" else "") for unit in sorted(words["units"], key=len, reverse=True))
    most = "|".join(sorted(words["most"], key=len, reverse=True))
    vague = "|".join(sorted(words["vague"], key=len, reverse=True))
    hedge = r"(?:(?:about|around|some|roughly|nearly|almost|approximately|just|only|barely|over|more than|at least)\s+)*"
    tail = r"(?:\s*\([^)]{1,30}\))?(?:[\s,-]+(?:away|out|long|wide|distance|radius|range|zone|strip|inland|further|farther|due))*"
    tail += r"\s*$"
    exact = re.compile(
        rf"(?:\b(?P<most>{most})\s+)?(?:\ba\s+)?{hedge}\b(?P<low>{one})(?:\s*(?:-|–|to|or)\s*(?P<high>{one}))?"
        rf"(?P<half>\s+and\s+a\s+half)?[\s-]*(?P<of>of\s+an?\s+|an?\s+)?(?P<unit>{units})\b(?P<after>\s+and\s+a\s+half)?{tail}",
        re.IGNORECASE,
    )
    loose = re.compile(rf"(?:\b(?P<most>{most})\s+)?\b(?:{vague})\s+(?:{units}|blocks|streets)\b{tail}", re.IGNORECASE)
    ways = "drive|walk|march|ride|flight|journey|by road|by car|by boat|on foot|sail|sailing"
    hours = rf"(?:hours?|minutes?|days?)['’]?s?\s+(?:(?:{ways})\b\s*)?"
    travel = re.compile(rf"(?:\b(?:an?|{one}|several|a few|half an)\s+){hours}{tail}", re.IGNORECASE)
    return exact, loose, travel


def distance_before(text: str) -> Distance | None:
    """Return the distance that ends `text`, or None where it ends with none."""
    exact, loose, travel = _pattern()
    text = text[-90:] if len(text) <= 90 else " " * (len(text) - 90) + text[-90:]
    if match := exact.search(text):
        return Distance(_km(match), bool(match["most"]), match.start())
    if match := loose.search(text):
        return Distance(None, bool(match["most"]), match.start())
    if match := travel.search(text):
        return Distance(None, False, match.start())
    return None


def _km(match: re.Match[str]) -> float:
    units = table("relations")["distance"]["units"]
    unit = re.sub(r"\s+", " ", match["unit"].lower())
    factor = units.get(unit) or units.get(unit.removesuffix("s")) or units[unit.removesuffix("es")]
    low = _number(match["low"])
    value = (low + _number(match["high"])) / 2 if match["high"] else low
    value += 0.5 if match["half"] or match["after"] else 0.0
    return round(float(value * factor), 4)


def _number(words: str) -> float:
    plain = words.replace(",", "").lower()
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    known = table("relations")["distance"]["number"]
    total = 0.0
    for word in re.split(r"[\s-]+", plain):
        value = known[word]
        if word in ("a", "an") and total:
            continue
        if value in (12, 100, 1000) and 0 < total < value:
            total *= value
        elif value == 0.5 and total:
            total = total * 0.5
        else:
            total += value
    return total
