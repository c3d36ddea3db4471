"""The places of a claim as nouns: relation, distance, geometry, and the precision codes of UCDP and ACLED."""

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.gazetteer import Gazetteer
from sayso.ground.where.assign import NOWHERE, Seat, Site, nearest
from sayso.ground.where.geometry import ground
from sayso.ground.where.mention import PlaceMention
from sayso.model import Parsed, Place, PlaceRole, Reason, Relation, Where

_LIST = re.compile(
    r"^(?:,|,? and|,? or|,? as well as)(?: the)?(?: (?:town|city|village|towns|villages|port) of)?(?: in| at| near)? ?$"
)
_WHY = {
    "inside": "named in the claim",
    "before": "named in the sentence of the claim",
    "after": "named in the sentence of the claim",
    "back": "inherited from the passage: named earlier in the paragraph",
    "above": "inherited from the passage: named in an earlier paragraph",
    "later": "named later in the report",
}


def scores_of_sites(parsed: Parsed, row: NDArray[np.float32], places: Sequence[Site]) -> Mapping[int, float]:
    """Return for each site the highest probability that one of its words heads a place of the claim whose scores `row` holds."""
    starts = np.array([word.span.start for word in parsed.words])
    made: dict[int, float] = {}
    for number, site in enumerate(places):
        for mention in site.mentions:
            first, last = np.searchsorted(starts, [mention.span.start, mention.span.end])
            if last > first:
                made[number] = max(made.get(number, 0.0), float(row[first:last].max()))
    return made


def wheres(here: Seat, pick: tuple[int, float], places: Sequence[Site], gazetteer: Gazetteer) -> tuple[Where, ...]:
    """Return the places of a claim from the site picked for it: that one, and those that its words list or join with it."""
    number, share = pick
    if number == NOWHERE:
        return ()
    lie, mention = nearest(here, places[number])
    beside = _joined(here, mention, places) if lie == "inside" else []
    first = _where(mention, lie, share, gazetteer, beside[0].place if beside else None)
    return (first, *(_where(other, "inside", share, gazetteer, mention.place) for other in beside))


def _joined(here: Seat, mention: PlaceMention, places: Sequence[Site]) -> list[PlaceMention]:
    """The places of the claim that belong to the one picked: the other end of a way or strip, and its fellows in a list."""
    inside = sorted(
        (other for site in places for other in site.mentions if here.start <= other.span.start < here.end),
        key=lambda other: other.span,
    )
    at = inside.index(mention) if mention in inside else -1
    ends = {Relation.FROM, Relation.TOWARD}
    made = []
    for other in (inside[at + 1 :] + inside[:at][::-1]) if at >= 0 else []:
        ways = {mention.relating.relation, other.relating.relation}
        if other.place.name == mention.place.name:
            continue
        if ways == ends or ways == {Relation.BETWEEN} or _listed(here, mention, other):
            made.append(other)
    return made[:2]


def _listed(here: Seat, left: PlaceMention, right: PlaceMention) -> bool:
    first, last = sorted((left, right), key=lambda mention: mention.span)
    gap = here.claim.text[first.span.end - here.start : last.span.start - here.start]
    fellows = left.place.feature == right.place.feature and left.shape == right.shape == "site"
    return bool(gap) and bool(_LIST.match(gap)) and fellows and not gap.startswith(",")


def _where(mention: PlaceMention, lie: str, share: float, gazetteer: Gazetteer, other: Place | None) -> Where:
    relating, place = mention.relating, mention.place
    relation = _relation(mention, lie)
    kept = relation is relating.relation or relating.relation in _FOLDED
    distance = relating.distance_km if kept else None
    border = (
        gazetteer.border(mention.located.entry.unit) if mention.located.entry and place.feature in ("country", "admin1") else ()
    )
    drawn = ground(
        place, relating.relation if kept else relation, distance, border=border if relation is Relation.IN else (), other=other
    )
    role = {Relation.TOWARD: PlaceRole.TOWARD, Relation.FROM: PlaceRole.FROM}.get(relation, PlaceRole.SITE)
    near = lie in ("inside", "before", "after")
    why = f"{_WHY[lie]}; {mention.located.reason.why}"
    return Where(
        place=place, relation=relation, distance_km=distance, text=mention.span_text if near else None, span=mention.span if near
        else None, precision=ucdp(place, relation), geo_precision=acled(place, relation), radius_km=drawn.radius_km,
        geometry=drawn.geometry, role=role, reason=Reason(rule=f"where.{lie}", why=why, score=round(share, 3),
        words=(mention.located.toponym.text,)),
    )  # fmt: skip


def _relation(mention: PlaceMention, lie: str) -> Relation:
    """The relation that a claim takes over from the words at the name (gold/SCHEMA knows four directions and no rim).

    A front sector is a place of its own, so a happening is in it. Motion, directions and distances belong to the sentence that
    tells them: a claim that inherits the place is in it, or near it where the passage says "near".
    """
    found, rule = mention.relating.relation, mention.relating.rule
    if rule == "where.rel.beside" and found is Relation.NEAR:
        return Relation.IN
    if lie in ("inside", "before", "after"):
        if lie != "inside" and found in (Relation.FROM, Relation.TOWARD):
            return Relation.IN
        return Relation.NEAR if found in _FOLDED else found
    if lie == "back" and found in (Relation.NEAR, Relation.OFF):
        return found
    return Relation.OFF if found is Relation.OFF else Relation.IN


_FOLDED = frozenset(
    {Relation.OUTSKIRTS, Relation.NORTHEAST_OF, Relation.NORTHWEST_OF, Relation.SOUTHEAST_OF, Relation.SOUTHWEST_OF}
)


def ucdp(place: Place, relation: Relation) -> int:
    """Return UCDP GED's where_prec: 1 the place itself, 2 near it, 3 a district, 4 a province, 5 a part of a country or a strip,
    6 a country, 7 international waters or airspace (UCDP GED codebook, where_prec)."""
    if place.feature in ("sea", "river"):
        return 7 if place.country is None and place.feature == "sea" else 5
    if place.feature == "country":
        return 6
    if place.feature in ("region", "island", "sector"):
        return 5 if place.radius_km > 15 else 2
    if place.feature == "admin1":
        return 4
    if place.feature == "admin2":
        return 3
    return 1 if relation in (Relation.IN, Relation.TOWARD, Relation.FROM) and place.radius_km < 30 else 2


def acled(place: Place, relation: Relation) -> int:
    """Return ACLED's geo_precision: 1 the town, 2 a part of a region near a town, 3 a region (ACLED codebook, geo_precision)."""
    code = ucdp(place, relation)
    return 1 if code == 1 else 2 if code in (2, 3) else 3
