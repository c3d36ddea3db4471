"""How well each candidate of a name fits: what is known of it alone, its neighbours in the text, and the report's other places.

Weights: one line a feature. Coherence after Leidner (2007): candidates near the report's other places, or in a country that it
speaks of, gain, and the choice is made again until it stands.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.gazetteer import Entry
from sayso.gazetteer.spelling import key
from sayso.ground.where.recognise import Toponym
from sayso.ground.where.vocabulary import vocabulary
from sayso.lexicon import table

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
    "pack": 3.0,         # a pack put it there
    "kind": 4.0,         # the words beside it show this feature
    "other_kind": -2.0,  # they show another one
    "inside": 5.0,       # the place behind the comma holds it
    "holds": 2.5,        # it holds the place before the comma
    "sibling": 1.5,      # its neighbours in a list are of its kind and country
    "overshadowed": -0.8,  # a state whose name means a greater city
    "small": -2.0,       # a province no larger than a town
    "former": -1.0,      # another name of a small town
    "country": 2.2,      # share of the report's mentions that speak of its country
    "near": 2.4,         # closeness to the report's other places
}  # fmt: skip
NEAR_KM = 250.0
WIDE_KM = 400.0
ROUNDS = 3
TOWN = 30_000
Floats = NDArray[np.float64]
_INTO = (
    ", ", " (", ", in ", " in ", " in the ", " area of ", " district of ", " region of ", " province of ", " located in ",
    " County, ", " county, ", " province, ", " province in ", " region, ", " district, ", " of ",
)  # fmt: skip
_OUT_OF = ("'s ", "’s ", "'s city of ", "’s city of ", "'s town of ", "’s town of ")
_LIST = (", ", " and ", ", and ", " or ", ", or ")


@dataclass(frozen=True, slots=True)
class Contest:
    """The names of a report, each once, with their candidates.

    `members` are the numbers of the toponyms of each name, `pools` its candidates, `points` their latitudes and longitudes,
    `fixed` what they score without regard to the other names, `beside` the names that stand next to each in a list, `spoken`
    how often the text speaks of each country.
    """

    members: Sequence[Sequence[int]]
    pools: Sequence[tuple[Entry, ...]]
    points: Sequence[Floats]
    fixed: Sequence[Floats]
    beside: Sequence[frozenset[int]]
    spoken: Counter[str]


def contest(text: str, toponyms: Sequence[Toponym]) -> Contest:
    """Return the names of a text with what can be said of their candidates one by one. One name of one kind means one place."""
    groups: dict[tuple[str, str | None], list[int]] = {}
    for at, toponym in enumerate(toponyms):
        groups.setdefault((key(toponym.text), toponym.kind), []).append(at)
    members = list(groups.values())
    pools = [city_first(toponyms[group[0]].candidates, toponyms[group[0]].kind) for group in members]
    fixed = [
        np.array([_alone(entry, toponyms[group[0]].kind) for entry in pool]) + _comma(text, toponyms, group, pool)
        for group, pool in zip(members, pools, strict=True)
    ]
    points = [np.array([[entry.place.lat, entry.place.lon] for entry in pool]) for pool in pools]
    return Contest(members, pools, points, fixed, _lists(text, toponyms, members), _countries(text))


def settle(held: Contest) -> tuple[list[int], list[Floats]]:
    """Return for each name the number of its best candidate (-1 where it has none) and the scores of all."""
    scores = list(held.fixed)
    choice = [int(np.argmax(score)) if len(score) else -1 for score in scores]
    for _ in range(ROUNDS):
        scores = [fixed + _siblings(held, choice, g) + _coherence(held, choice, g) for g, fixed in enumerate(held.fixed)]
        again = [int(np.argmax(score)) if len(score) else -1 for score in scores]
        if again == choice:
            break
        choice = again
    return choice, scores


def city_first(entries: tuple[Entry, ...], kind: str | None) -> tuple[Entry, ...]:
    """Return the candidates without the province where a town of its name lies in it and no word says "oblast": Kherson, Belgorod
    and Tehran are towns. States and provinces of North America stay: reports name them without a word."""
    if kind in ("admin1", "admin2"):
        return entries
    towns = {entry.unit for entry in entries if entry.place.feature == "settlement" and entry.population >= TOWN}
    return tuple(
        entry
        for entry in entries
        if not (entry.place.feature == "admin1" and entry.unit in towns and entry.place.country not in ("US", "CA"))
    )


def _alone(entry: Entry, kind: str | None) -> float:
    place = entry.place
    score = PRIOR[place.feature] + WEIGHTS["own"] * (entry.own or place.feature != "settlement") + WEIGHTS["pack"] * entry.pack
    if place.feature == "settlement":
        score += WEIGHTS["population"] * float(np.log10(entry.population + 10))
        score += 0.0 if entry.own or entry.population > 100_000 else WEIGHTS["former"]
    if place.feature == "admin1":
        score += WEIGHTS["small"] * (place.radius_km < 15)
        score += WEIGHTS["overshadowed"] * (place.name in table("where_words")["states"]["overshadowed"])
    if kind is not None:
        same = place.feature == kind or (kind in ("admin1", "admin2") and place.feature in ("admin1", "admin2", "region"))
        score += WEIGHTS["kind"] if same else WEIGHTS["other_kind"]
    return score


def _comma(text: str, toponyms: Sequence[Toponym], group: Sequence[int], pool: Sequence[Entry]) -> Floats:
    """What candidates gain where the name behind the comma ("Ames, Iowa", "Goma in DRC") holds them, or where they hold the one
    before it. Of a country's name only a province's comma makes a town ("Peru, Indiana", but "China, Japan")."""
    bonus = np.zeros(len(pool))
    country = any(entry.place.feature == "country" and entry.own for entry in pool)
    for at in group:
        outers = [outer for number in holders(text, toponyms, at) for outer in toponyms[number].candidates]
        inners = [inner for inner in _held(text, toponyms, at) if inner.population > 1000]
        for number, entry in enumerate(pool):
            if any(_within(entry, outer) for outer in outers if not country or (outer.place.feature == "admin1" and entry.own)):
                bonus[number] = WEIGHTS["inside"]
            elif entry.place.feature == "admin1" and any(_within(inner, entry) for inner in inners):
                bonus[number] = WEIGHTS["holds"]
    return bonus


def holders(text: str, toponyms: Sequence[Toponym], at: int) -> list[int]:
    """Return the numbers of the names that the words put around a name: "Goma, DRC", "Sudan's Bara"."""
    made = []
    if at + 1 < len(toponyms) and text[toponyms[at].span.end : toponyms[at + 1].span.start] in _INTO:
        made.append(at + 1)
    if at > 0 and text[toponyms[at - 1].span.end : toponyms[at].span.start] in _OUT_OF:
        made.append(at - 1)
    return made


def _held(text: str, toponyms: Sequence[Toponym], at: int) -> tuple[Entry, ...]:
    before = at > 0 and text[toponyms[at - 1].span.end : toponyms[at].span.start] in (", ", " (")
    return toponyms[at - 1].candidates if before else ()


def _within(entry: Entry, outer: Entry) -> bool:
    if outer.place.feature == "country":
        return entry.place.country == outer.place.country and entry.place.feature != "country"
    if outer.place.feature == "admin1":
        return entry.unit == outer.unit and entry.place.feature != "admin1"
    if outer.place.feature in ("region", "island") and outer.place.radius_km < WIDE_KM:
        apart = _km(np.array([[entry.place.lat, entry.place.lon]]), np.array([[outer.place.lat, outer.place.lon]]))
        return bool(apart[0, 0] < outer.place.radius_km) and entry.place.feature == "settlement"
    return False


def _lists(text: str, toponyms: Sequence[Toponym], members: Sequence[Sequence[int]]) -> list[frozenset[int]]:
    """For each name the names beside it in a list ("Ohio, Utah and Washington")."""
    group_of = {at: g for g, group in enumerate(members) for at in group}
    beside: list[set[int]] = [set() for _ in members]
    for at in range(1, len(toponyms)):
        if text[toponyms[at - 1].span.end : toponyms[at].span.start] in _LIST:
            left, right = group_of[at - 1], group_of[at]
            beside[left].add(right)
            beside[right].add(left)
    return [frozenset(names - {g}) for g, names in enumerate(beside)]


def _countries(text: str) -> Counter[str]:
    demonyms = vocabulary().demonyms
    words = text.replace("’", " ").replace("'", " ").replace("-", " ").split()
    return Counter(country for word in words if word[:1].isupper() and (country := demonyms.get(word.strip('.,;:()"“”'), "")))


def _siblings(held: Contest, choice: Sequence[int], g: int) -> Floats:
    kin = {_kinship(held.pools[h][choice[h]]) for h in held.beside[g] if choice[h] >= 0}
    return np.array([WEIGHTS["sibling"] * (_kinship(entry) in kin) for entry in held.pools[g]])


def _kinship(entry: Entry) -> tuple[str, str | None]:
    return entry.place.feature, None if entry.place.feature == "country" else entry.place.country


def _coherence(held: Contest, choice: Sequence[int], g: int) -> Floats:
    pool, others = held.pools[g], [h for h in range(len(held.pools)) if h != g and choice[h] >= 0]
    chosen = {h: held.pools[h][choice[h]].place for h in others}
    countries = Counter(held.spoken)
    for h, place in chosen.items():
        if place.country:
            countries[place.country] += len(held.members[h])
    total = max(1, sum(countries.values()))
    score: Floats = WEIGHTS["country"] * np.sqrt(np.array([countries[entry.place.country or ""] / total for entry in pool]))
    there = np.array([held.points[h][choice[h]] for h in others if chosen[h].radius_km < WIDE_KM])
    if len(pool) and len(there):
        close = np.exp(-_km(held.points[g], there) / NEAR_KM)
        best = np.sort(close, axis=1)[:, -3:]
        score = score + WEIGHTS["near"] * (best[:, -1] + best.mean(axis=1)) / 2
    return score


def _km(left: Floats, right: Floats) -> Floats:
    """Great-circle distances, len(left) x len(right)."""
    a, b = np.radians(left)[:, None, :], np.radians(right)[None, :, :]
    wave = np.sin((a - b) / 2) ** 2
    half = wave[..., 0] + np.cos(a[..., 0]) * np.cos(b[..., 0]) * wave[..., 1]
    apart: Floats = 12742.0 * np.arcsin(np.minimum(1.0, np.sqrt(half)))
    return apart
