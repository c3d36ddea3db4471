"""Which of several places of one name a report means: document coherence.

Every candidate starts from what is known of it alone (kind, population, whether the name is its first one); then candidates near the
report's other places, in a country that the report speaks of, or inside the place named behind the comma gain, and the choice is made
again until it stands (after Leidner 2007 and the grounding notes' measurements). Weights: one line a feature.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler

from sayso.gazetteer import Entry, Gazetteer
from sayso.gazetteer.spelling import key
from sayso.ground.where.geometry import part_of
from sayso.ground.where.recognise import Toponym
from sayso.ground.where.vocabulary import vocabulary
from sayso.model import Place, Reason, Span

PRIOR = {
    "country": 8.0,      # a country's name nearly always means the country
    "sea": 6.6,
    "region": 6.8,
    "admin1": 5.9,       # below a large town of the same name, above a small one
    "admin2": 4.5,
    "island": 5.4,
    "river": 5.0,
    "facility": 5.5,
    "sector": 5.5,
    "settlement": 0.0,   # plus the logarithm of its population
}  # fmt: skip
WEIGHTS = {
    "population": 1.0,   # a power of ten
    "own": 0.9,          # the name is its first name
    "pack": 3.0,         # a pack or the user put it there
    "kind": 4.0,         # the words beside it show this feature
    "other_kind": -2.0,  # they show another one
    "inside": 5.0,       # the place behind the comma holds it
    "holds": 2.5,        # it holds the place before the comma
    "sibling": 1.5,      # its neighbours in a list are of its kind and country
    "capital": -0.8,     # a state whose name means a greater city: Washington, New York
    "former": -1.0,      # another name of a small town
    "country": 2.2,      # share of the report's mentions that speak of its country
    "near": 2.4,         # closeness to the report's other places
}  # fmt: skip
NEAR_KM = 250.0
ROUNDS = 3
ALIKE = 0.93
CONTEXT_KM = 30.0
COUNTRY_WIDE_KM = 250.0


@dataclass(frozen=True, slots=True)
class Located:
    """A name with the place it means; `entry` is None where no place could be told, and `reason` says what decided."""

    toponym: Toponym
    entry: Entry | None
    reason: Reason

    @property
    def span(self) -> Span:
        return self.toponym.span

    @property
    def place(self) -> Place | None:
        return self.entry.place if self.entry else None


def choose(text: str, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> tuple[Located, ...]:
    """Return each toponym with its place, in the same order. One name means one place in a report, unless its kind is said."""
    named = [_candidates(text, at, toponyms) for at in range(len(toponyms))]
    groups: dict[tuple[str, str | None], list[int]] = {}
    for at, toponym in enumerate(toponyms):
        groups.setdefault((key(toponym.text), toponym.kind), []).append(at)
    picked = _settle(text, toponyms, named, groups, gazetteer)
    located = [_located(toponym, picked.get(at)) for at, toponym in enumerate(toponyms)]
    located = [_alike(located, at) for at in range(len(located))]
    located = [_by_context(text, located, at) for at in range(len(located))]
    return tuple(_part(text, each, gazetteer) for each in located)


def _candidates(text: str, at: int, toponyms: Sequence[Toponym]) -> tuple[Entry, ...]:
    return _city_first(toponyms[at].candidates, toponyms[at].kind)


def _city_first(entries: tuple[Entry, ...], kind: str | None) -> tuple[Entry, ...]:
    """Leave out the province where a town of its name lies in it and no word says "oblast": Kherson, Belgorod, Tehran are towns."""
    if kind in ("admin1", "admin2"):
        return entries
    towns = {entry.unit for entry in entries if entry.place.feature == "settlement" and entry.population >= 30_000}
    return tuple(entry for entry in entries if not (entry.place.feature == "admin1" and entry.unit in towns and _small(entry)))


def _small(entry: Entry) -> bool:
    """Whether a province is less known than its town: not so in America, whose states reports name without a word."""
    return entry.place.country not in ("US", "CA")


def _alone(entry: Entry, kind: str | None) -> float:
    place = entry.place
    score = PRIOR[place.feature] + WEIGHTS["own"] * (entry.own or place.feature != "settlement") + WEIGHTS["pack"] * entry.pack
    if place.feature == "settlement":
        score += WEIGHTS["population"] * float(np.log10(entry.population + 10))
        score += 0.0 if entry.own or entry.population > 100_000 else WEIGHTS["former"]
    if place.feature == "admin1" and place.radius_km < 15:
        score -= 2.0
    if place.feature == "admin1" and place.name in ("Washington", "New York"):
        score += WEIGHTS["capital"]
    if kind is not None:
        same = place.feature == kind or (kind in ("admin1", "admin2") and place.feature in ("admin1", "admin2", "region"))
        score += WEIGHTS["kind"] if same else WEIGHTS["other_kind"]
    return score


def _settle(
    text: str,
    toponyms: Sequence[Toponym],
    named: Sequence[tuple[Entry, ...]],
    groups: Mapping[tuple[str, str | None], list[int]],
    gazetteer: Gazetteer,
) -> dict[int, tuple[Entry, float, str]]:
    members = list(groups.values())
    pools = [tuple(dict.fromkeys(entry for at in group for entry in named[at])) for group in members]
    alone = [np.array([_alone(entry, toponyms[group[0]].kind) for entry in pool]) for group, pool in zip(members, pools, strict=True)]
    comma = [_comma_bonus(text, toponyms, group, pool, gazetteer) for group, pool in zip(members, pools, strict=True)]
    spoken = _countries_spoken_of(text)
    scores = [a + b for a, b in zip(alone, comma, strict=True)]
    points = [np.array([[entry.place.lat, entry.place.lon] for entry in pool]) for pool in pools]
    choice = [int(np.argmax(score)) if len(score) else -1 for score in scores]
    lists = _lists(text, toponyms, members)
    for _ in range(ROUNDS):
        scores = [
            a + b + _siblings(pools, choice, g, lists) + _coherence(g, pools, points, choice, [len(group) for group in members], spoken)
            for g, (a, b) in enumerate(zip(alone, comma, strict=True))
        ]
        again = [int(np.argmax(score)) if len(score) else -1 for score in scores]
        if again == choice:
            break
        choice = again
    picked = {}
    for group, pool, score, best in zip(members, pools, scores, choice, strict=True):
        for at in group:
            if best >= 0:
                picked[at] = (pool[best], _margin(score, best), "only one place bears the name" if len(pool) == 1 else "fits the report's other places best")
    return picked


def _lists(text: str, toponyms: Sequence[Toponym], members: Sequence[Sequence[int]]) -> list[set[int]]:
    """For each name the names that stand beside it in a list ("Ohio, Utah and Washington")."""
    group_of = {at: g for g, group in enumerate(members) for at in group}
    beside: list[set[int]] = [set() for _ in members]
    for at in range(1, len(toponyms)):
        if text[toponyms[at - 1].span.end : toponyms[at].span.start] in (", ", " and ", ", and ", " or ", ", or "):
            left, right = group_of[at - 1], group_of[at]
            beside[left].add(right)
            beside[right].add(left)
    return beside


def _siblings(pools: Sequence[tuple[Entry, ...]], choice: Sequence[int], g: int, lists: Sequence[set[int]]) -> NDArray[np.float64]:
    kin = {(place.feature, None if place.feature == "country" else place.country) for h in lists[g] - {g} if choice[h] >= 0 for place in [pools[h][choice[h]].place]}
    return np.array(
        [WEIGHTS["sibling"] * ((entry.place.feature, None if entry.place.feature == "country" else entry.place.country) in kin) for entry in pools[g]]
    )


def _margin(score: NDArray[np.float64], best: int) -> float:
    """How sure the choice is, 0.5 to 1.0: the logistic of the distance to the runner-up."""
    others = np.delete(score, best)
    return 1.0 if not len(others) else float(1 / (1 + np.exp(-(score[best] - others.max()))))


def _countries_spoken_of(text: str) -> Counter[str]:
    demonyms = vocabulary().demonyms
    words = text.replace("’", " ").replace("'", " ").replace("-", " ").split()
    return Counter(country for word in words if word[:1].isupper() and (country := demonyms.get(word.strip(".,;:()\"“”"), "")))


def _comma_bonus(
    text: str, toponyms: Sequence[Toponym], group: Sequence[int], pool: Sequence[Entry], gazetteer: Gazetteer
) -> NDArray[np.float64]:
    """What candidates gain where the name behind the comma ("Ames, Iowa", "Goma in DRC") holds them, or where they hold the one
    before it. Of a country's name only a province's comma makes a town ("Peru, Indiana", but "China, Japan")."""
    bonus = np.zeros(len(pool))
    country = any(entry.place.feature == "country" and entry.own for entry in pool)
    for at in group:
        outers = [outer for holder in _holders(text, toponyms, at) for outer in holder.candidates]
        inners = [inner for held in _held(text, toponyms, at) for inner in held.candidates if inner.population > 1000]
        for number, entry in enumerate(pool):
            if any(_within(entry, outer) for outer in outers if not country or (outer.place.feature == "admin1" and entry.own)):
                bonus[number] = WEIGHTS["inside"]
            elif entry.place.feature == "admin1" and any(_within(inner, entry) for inner in inners):
                bonus[number] = WEIGHTS["holds"]
    return bonus


def _holders(text: str, toponyms: Sequence[Toponym], at: int) -> list[Toponym]:
    made = []
    if at + 1 < len(toponyms) and text[toponyms[at].span.end : toponyms[at + 1].span.start] in _INTO:
        made.append(toponyms[at + 1])
    if at > 0 and text[toponyms[at - 1].span.end : toponyms[at].span.start] in _OUT_OF:
        made.append(toponyms[at - 1])
    return made


_INTO = (", ", " (", ", in ", " in ", " in the ", " area of ", " district of ", " region of ", " province of ", " located in ", " County, ", " county, ", " province, ", " province in ", " region, ", " district, ", " of ")
_OUT_OF = ("'s ", "’s ", "'s city of ", "’s city of ", "'s town of ", "’s town of ")


def _held(text: str, toponyms: Sequence[Toponym], at: int) -> list[Toponym]:
    return [toponyms[at - 1]] if at > 0 and text[toponyms[at - 1].span.end : toponyms[at].span.start] in (", ", " (") else []


def _within(entry: Entry, outer: Entry) -> bool:
    if outer.place.feature == "country":
        return entry.place.country == outer.place.country and entry.place.feature != "country"
    if outer.place.feature == "admin1":
        return entry.unit == outer.unit and entry.place.feature != "admin1"
    if outer.place.feature in ("region", "island") and outer.place.radius_km < 400:
        near = _km(np.array([[entry.place.lat, entry.place.lon]]), np.array([[outer.place.lat, outer.place.lon]]))[0, 0]
        return bool(near < outer.place.radius_km) and entry.place.feature == "settlement"
    return False


def _coherence(
    g: int,
    pools: Sequence[tuple[Entry, ...]],
    points: Sequence[NDArray[np.float64]],
    choice: Sequence[int],
    counts: Sequence[int],
    spoken: Counter[str],
) -> NDArray[np.float64]:
    others = [h for h in range(len(pools)) if h != g and choice[h] >= 0]
    countries = Counter(spoken)
    for h in others:
        country = pools[h][choice[h]].place.country
        if country:
            countries[country] += counts[h]
    total = sum(countries.values())
    share = np.array([(countries[entry.place.country or ""] / total) ** 0.5 if total else 0.0 for entry in pools[g]])
    if not others or not len(pools[g]):
        return WEIGHTS["country"] * share
    there = np.array([points[h][choice[h]] for h in others if pools[h][choice[h]].place.radius_km < 400])
    if not len(there):
        return WEIGHTS["country"] * share
    close = np.exp(-_km(points[g], there) / NEAR_KM)
    closest = np.sort(close, axis=1)[:, -3:].mean(axis=1)
    return WEIGHTS["country"] * share + WEIGHTS["near"] * closest


def _km(left: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Great-circle distances, len(left) x len(right)."""
    a, b = np.radians(left)[:, None, :], np.radians(right)[None, :, :]
    half = np.sin((a[..., 0] - b[..., 0]) / 2) ** 2 + np.cos(a[..., 0]) * np.cos(b[..., 0]) * np.sin((a[..., 1] - b[..., 1]) / 2) ** 2
    return np.asarray(12742.0 * np.arcsin(np.minimum(1.0, np.sqrt(half))))


def _located(toponym: Toponym, picked: tuple[Entry, float, str] | None) -> Located:
    if picked is None:
        return Located(toponym, None, Reason(rule="where.unknown", why="the gazetteer has no place of this name", words=(toponym.text,)))
    entry, score, why = picked
    rule = "where.only" if score == 1.0 else "where.coherence"
    return Located(toponym, entry, Reason(rule=rule, why=why, score=round(score, 3), words=(toponym.text,)))


def _alike(located: Sequence[Located], at: int) -> Located:
    """A name without a place takes that of a nearly identical name of the report (Jaro-Winkler)."""
    this = located[at]
    if this.entry is not None:
        return this
    alike = [
        (JaroWinkler.similarity(key(this.toponym.text), key(other.toponym.text)), other)
        for other in located
        if other.entry is not None and other.entry.place.feature == "settlement"
    ]
    if alike and (best := max(alike, key=lambda pair: pair[0]))[0] >= ALIKE:
        why = f"nearly the same name as {best[1].toponym.text!r}, which the report places"
        reason = Reason(rule="where.alike", why=why, score=round(best[0], 3), words=(this.toponym.text,))
        return Located(this.toponym, best[1].entry, reason)
    return this


def _by_context(text: str, located: Sequence[Located], at: int) -> Located:
    """A name that no gazetteer knows is put where the report puts it: in the place behind the comma, else near the last place named
    before it; its radius says how little that tells."""
    this = located[at]
    if this.entry is not None:
        return this
    toponyms = [each.toponym for each in located]
    holders = [each for each in located if each.entry is not None and each.toponym in _holders(text, toponyms, at)]
    others = [each for each in located if each.entry is not None and each.entry.place.radius_km < COUNTRY_WIDE_KM]
    before = [each for each in others if each.span.start < this.span.start]
    near = holders or before[-1:] or others[:1]
    if not near or near[0].entry is None:
        return this
    outer = near[0].entry
    place = replace(
        outer.place, name=this.toponym.text, feature=this.toponym.kind or "settlement", geonames=None,
        radius_km=max(CONTEXT_KM, outer.place.radius_km),
    )  # fmt: skip
    why = f"no gazetteer knows it; the report speaks of {near[0].toponym.text!r} beside it"
    return Located(this.toponym, Entry(place, unit=outer.unit), Reason(rule="where.context", why=why, score=0.3, words=(this.toponym.text,)))


def _part(text: str, this: Located, gazetteer: Gazetteer) -> Located:
    """ "Northern Syria", "the east of Ukraine": the point of that part of the country, province or region."""
    if this.entry is None or this.entry.place.feature not in ("country", "admin1", "region") or this.entry.place.radius_km > 1200:
        return this
    match = _COMPASS_BEFORE.search(text[max(0, this.span.start - 40) : this.span.start])
    point = part_of(this.entry.place, gazetteer.border(this.entry.unit), match[1] or match[2]) if match else None
    if match is None or point is None:
        return this
    words = (match[0].strip() + " " + this.toponym.text,)
    reason = Reason(rule="where.part", why="the part of it that the compass word names", score=this.reason.score, words=words)
    place = replace(this.entry.place, name=f"{(match[1] or match[2]).lower()} {this.entry.place.name}", lat=point[0], lon=point[1],
                    feature="region", radius_km=round(this.entry.place.radius_km * 0.6, 1))  # fmt: skip
    return Located(this.toponym, replace(this.entry, place=place), reason)


_COMPASS_BEFORE = re.compile(
    r"\b(?:(north|south|east|west|north-?east|north-?west|south-?east|south-?west|central)(?:ern)?|"
    r"the (?:far )?(north|south|east|west|north-?east|north-?west|south-?east|south-?west|centre|center) of(?: the)?)\s+$",
    re.IGNORECASE,
)
