"""How a happening lies to a named place: a grammar over the words that stand before and behind its name.

The words right before the name are looked up as relation phrases, the longest first, over articles, the kind of place ("the
village of") and what else may stand inside a noun phrase; a distance before the phrase is read with it. Rules carry ids:
`where.rel.phrase`,
`.compass`, `.distance`, `.between`, `.beside`, `.plain`.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.ground.where.distance import Distance, distance_before
from sayso.ground.where.vocabulary import vocabulary
from sayso.lexicon import table
from sayso.model import Relation

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[-–]|\S")
_POINTS = {"north": "n", "south": "s", "east": "e", "west": "w"}
_COMPASS = re.compile(r"(?:north|south|east|west|[ -])+|n|s|e|w|ne|nw|se|sw|nne|nnw|sse|ssw|ene|ese|wnw|wsw")
_SIDE = re.compile(r"(?:far |very )?(?:north|south|east|west|central|inner|outer|-)+(?:ern|ernmost)?|far|central|inner|outer|upper|lower")
_RELATIONS = {
    "n": Relation.NORTH_OF, "s": Relation.SOUTH_OF, "e": Relation.EAST_OF, "w": Relation.WEST_OF, "ne": Relation.NORTHEAST_OF,
    "nw": Relation.NORTHWEST_OF, "se": Relation.SOUTHEAST_OF, "sw": Relation.SOUTHWEST_OF,
}  # fmt: skip
_DETERMINERS = frozenset(table("relations")["grammar"]["determiners"].split())
_BEFORE_COMPASS = frozenset(table("relations")["grammar"]["before_compass"].split())
LONGEST = 8
JOINS = "|".join(sorted(table("relations")["objects"]["joins"], key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Relating:
    """A relation with its distance (None where none is given), the rule that read it and where its words start in the text
    given."""

    relation: Relation
    distance_km: float | None
    rule: str
    start: int


def relate(left: str, right: str = "") -> Relating:
    """Return how a happening lies to the name that stands between `left` and `right`; "in" where no word says otherwise."""
    if joined := _joining(left, right):
        return joined
    beside, road = _beside(right), bool(_ROAD.match(right))
    words = [(match.group(), match.start()) for match in _WORD.finditer(left[-120:])]
    shift = max(0, len(left) - 120)
    for end in _noun_phrase_starts(words):
        if found := _phrase(left, words[:end], shift):
            return _with_beside(found, beside, road)
    plain = Relating(Relation.IN, None, "where.rel.plain", len(left))
    return _with_beside(plain, beside, road)


_ROAD = re.compile(rf"^\s+(?:{'|'.join(table('relations')['objects']['roads'])})\b")


def _with_beside(found: Relating, beside: Relation | None, road: bool) -> Relating:
    """On the road of a town is near it. A front sector or an area is near its town, outskirts are outskirts, whichever
    preposition stands before."""
    if found.relation is Relation.IN and found.rule == "where.rel.phrase" and road:
        return Relating(Relation.NEAR, None, "where.rel.road", found.start)
    if beside is not None and found.relation is Relation.IN and found.distance_km is None:
        return Relating(beside, None, "where.rel.beside", found.start)
    return found


def _noun_phrase_starts(words: list[tuple[str, int]]) -> list[int]:
    """Where the noun phrase of the name may begin, nearest first, as numbers of words before it."""
    spoken, starts = vocabulary(), [len(words)]
    at = len(words)
    if at >= 2 and words[at - 1][0] in (",", "-", "–") and _kind(words[at - 2][0]):
        starts.append(_over_adjectives(words, at - 2))  # "the capital, | Bamako"
    if at >= 2 and words[at - 1][0].lower() in ("of", "at", "in", "on", "called", "named", "for") and _kind(words[at - 2][0]):
        starts.append(_over_adjectives(words, at - 2))
    if at >= 1 and _kind(words[at - 1][0]):
        starts.append(_over_adjectives(words, at - 1))  # "the border town | Rafah"
    if at >= 1 and (words[at - 1][0].lower() in _DETERMINERS or words[at - 1][0].endswith(("'s", "’s", "s'", "s’"))):
        starts.append(at - 1)
        starts.append(_over_adjectives(words, at - 1))
    if at >= 1 and _SIDE.fullmatch(words[at - 1][0].lower()):
        starts.append(at - 1)
    if at >= 1 and words[at - 1][0] in spoken.demonyms:
        starts.append(_over_adjectives(words, at - 1))
    starts.append(_over_adjectives(words, at))
    return list(dict.fromkeys(starts))


def _kind(word: str) -> bool:
    return word.lower() in vocabulary().kinds or word.lower() in ("capital", "front", "stronghold", "enclave", "outpost")


def _over_adjectives(words: list[tuple[str, int]], at: int) -> int:
    """Step left over adjectives to the article that opens the noun phrase; without one, over names of nationality alone."""
    for back in range(1, 5):
        if at - back < 0:
            break
        word = words[at - back][0]
        if word.lower() in _DETERMINERS:
            return at - back
        if not (word[0].isalnum() and (word.islower() or word in vocabulary().demonyms or word.endswith(("'s", "’s")) or "-" in word)):
            break
    while at > 0 and (
        words[at - 1][0] in vocabulary().demonyms
        or words[at - 1][0].endswith(("'s", "’s"))
        or words[at - 1][0].endswith(("-held", "-controlled", "-occupied"))
    ):
        at -= 1
    return at


@cache
def _phrases() -> dict[str, Relation]:
    made = {}
    for name, group in table("relations")["phrases"].items():
        for phrase in group:
            made[phrase.lower()] = Relation(name)
    return made


def _phrase(left: str, words: list[tuple[str, int]], shift: int) -> Relating | None:
    lower = [word.lower() for word, _ in words]
    if compass := _compass(left, lower, words, shift):
        return compass
    slots = [_slot(word) for word in lower[-LONGEST:]]
    for size in range(min(LONGEST, len(words)), 0, -1):
        for shape in (slots, lower):
            relation = _phrases().get(" ".join(shape[-size:]))
            if relation is None:
                continue
            start = words[-size][1] + shift
            away = distance_before(left[:start])
            if away is not None and (away.km is not None or relation is not Relation.IN):
                return _measured(relation, away, lower[-1])
            if relation is Relation.IN and size == 1 and lower[-1] == "of":
                continue
            return Relating(relation, None, "where.rel.phrase", start)
    return _within(left, lower, words, shift)


@lru_cache(maxsize=8192)
def _slot(word: str) -> str:
    """The word as the phrases of the lexicon hold it: compass points as "{dir}", sides as "{side}"."""
    return "{dir}" if _COMPASS.fullmatch(word) else "{side}" if _SIDE.fullmatch(word) else word


def _compass(left: str, lower: list[str], words: list[tuple[str, int]], shift: int) -> Relating | None:
    """ "north of", "to the south-west of", "12 km due east of"; "in the north of" is a part of the place and no direction."""
    if len(lower) < 2 or lower[-1] not in ("of", "from"):
        return None
    at = len(lower) - 2
    point = _point(lower[at])
    if point is None:
        return None
    if at > 0 and (more := _point(lower[at - 1] + lower[at])) and lower[at - 1] in _POINTS:
        point, at = more, at - 1
    while at > 0 and lower[at - 1] in _BEFORE_COMPASS:
        at -= 1
    before = lower[at - 1] if at > 0 else ""
    if lower[at] == "the" and before in ("in", "into", "across", "throughout", "over", "at"):
        return None
    start = words[at][1] + shift
    away = distance_before(left[:start])
    return Relating(
        _RELATIONS[point],
        away.km if away else None,
        "where.rel.distance" if away else "where.rel.compass",
        away.start if away else start,
    )


def _point(word: str) -> str | None:
    """The compass point of a word, folded to eight: "north-north-east" counts as north-east."""
    if not _COMPASS.fullmatch(word) or not word.strip("- "):
        return None
    letters = [_POINTS[part] for part in re.findall("north|south|east|west", word)] or list(word)
    folded = "".join(dict.fromkeys(letters))
    ordered = "".join(letter for letter in "nsew" if letter in folded)
    return ordered if ordered in _RELATIONS else None


def _measured(relation: Relation, away: Distance, last: str) -> Relating:
    """A distance with a phrase: "off" keeps its relation, an upper bound makes within_km, an unnumbered distance near."""
    if relation is Relation.OFF:
        return Relating(relation, away.km, "where.rel.distance", away.start)
    if away.km is None:
        return Relating(Relation.NEAR, None, "where.rel.distance", away.start)
    if relation is Relation.IN:
        return Relating(Relation.IN, away.km, "where.rel.distance", away.start)
    if away.most:
        return Relating(Relation.WITHIN_KM, away.km, "where.rel.distance", away.start)
    return Relating(Relation.TOWARD if last in ("to", "towards", "toward") else Relation.FROM, away.km, "where.rel.distance", away.start)


def _within(left: str, lower: list[str], words: list[tuple[str, int]], shift: int) -> Relating | None:
    """ "within 3km of": the distance comes before a bare "of"."""
    if not lower or lower[-1] != "of":
        return None
    away = distance_before(left[: words[-1][1] + shift])
    if away is None or not (away.most or "radius" in left[away.start :]):
        return None
    if away.km is None:
        return Relating(Relation.NEAR, None, "where.rel.distance", away.start)
    return Relating(Relation.WITHIN_KM, away.km, "where.rel.distance", away.start)


_JOINING = ("from", "linking", "connecting", "joining", "between")
_TAIL = r"\s+(?:the\s+)?(?:\w+\s+(?:of|at)\s+)?$"
_BETWEEN = (
    re.compile(r"\bbetween\s+[^.;]{2,60}?\s+and" + _TAIL),
    re.compile(rf"\b(?:{JOINS})\s+(?:that\s+\w+\s+)?(?:{'|'.join(_JOINING)})\s+[^.;]{{2,50}}?\s+(?:to|and|with)" + _TAIL),
    re.compile(rf"\b(?:{JOINS})\s+(?:that\s+\w+\s+)?(?:{'|'.join(_JOINING)})" + _TAIL),
)
_SECOND_END = re.compile(rf"\s?[-–]\s?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?\s+(?:{JOINS})\b")
_WAY, _FIRST_END = re.compile(rf"\s+(?:{JOINS})\b"), re.compile(r"[A-Z][\w'’]+\s?[-–]\s?$")


def _joining(left: str, right: str) -> Relating | None:
    """Between two names: "between A and B", "the road from A to B", "the A-B highway"."""
    lower = left[-100:].lower()
    for pattern in _BETWEEN if any(word in lower for word in _JOINING) else ():
        if match := pattern.search(lower):
            return Relating(Relation.BETWEEN, None, "where.rel.between", match.start() + max(0, len(left) - 100))
    if _SECOND_END.match(right) or (_WAY.match(right) and _FIRST_END.search(left[-100:])):
        return Relating(Relation.BETWEEN, None, "where.rel.between", len(left))
    return None


@cache
def _besides() -> dict[str, Relation]:
    return {word: Relation(name) for name, group in table("relations")["beside"].items() for word in group if name != "between"}


def _beside(right: str) -> Relation | None:
    if right.lower().startswith("-bound"):
        return Relation.TOWARD
    match = re.match(r"(?:['’]s)?\s+(?:(?:north|south|east|west|central|-)+(?:ern)?\s+)?(front line|\w+)", right)
    if match is None or re.match(r"(?:['’]s)?\s+\w+\s+(?:region|area|district|province|zone)s?\b", right):
        return None
    return _besides().get(match[1].lower().replace("front line", "frontline"))
