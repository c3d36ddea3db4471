"""The places of a claim as nouns: relation, distance, geometry, and the precision codes of UCDP and ACLED."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.gazetteer import Gazetteer
from sayso.ground.where.geometry import Ground, ground
from sayso.ground.where.mention import LIST, PlaceMention
from sayso.ground.where.relation import Relating, relate
from sayso.ground.where.seats import NOWHERE, Seat, Site, nearest
from sayso.ground.where.wording import words
from sayso.model import Parsed, Place, PlaceRole, Reason, Relation, Where

_WHY = {
    "inside": "named in the claim",
    "before": "named in the sentence of the claim",
    "after": "named in the sentence of the claim",
    "back": "inherited from the passage: named earlier in the paragraph",
    "above": "inherited from the passage: named in an earlier paragraph",
    "later": "named later in the report",
}


def scores_of_sites(parsed: Parsed, scores: NDArray[np.float32], places: Sequence[Site]) -> list[dict[int, float]]:
    """Return for each row of `scores` (claims x words) the highest probability that a word of a site heads a place of the claim."""
    starts = np.array([word.span.start for word in parsed.words])
    made: list[dict[int, float]] = [{} for _ in scores]
    for number, site in enumerate(places):
        ends = [np.searchsorted(starts, [mention.span.start, mention.span.end]) for mention in site.mentions]
        columns = np.concatenate([np.arange(first, last) for first, last in ends])
        if len(columns):
            for row, best in zip(made, scores[:, columns].max(axis=1).tolist(), strict=True):
                row[number] = best
    return made


def wheres(here: Seat, pick: tuple[int, float], places: Sequence[Site], gazetteer: Gazetteer) -> tuple[Where, ...]:
    """Return the places of a claim from the site picked for it: that one, and those that its words list or join with it."""
    number, share = pick
    if number == NOWHERE:
        return ()
    lie, mention = nearest(here, places[number])
    beside = _joined(here, mention, places) if lie == "inside" else []
    first = _where(here, mention, lie, share, gazetteer, beside[0].place if beside else None)
    return (first, *(_where(here, other, "inside", share, gazetteer, mention.place) for other in beside))


def _joined(here: Seat, mention: PlaceMention, places: Sequence[Site]) -> list[PlaceMention]:
    """The places of the claim that belong to the one picked: the other end of a way or strip, and its fellows in a list."""
    inside = sorted(
        (other for site in places for other in site.mentions if here.start <= other.span.start < here.end),
        key=lambda other: other.span,
    )
    if mention not in inside:
        return []
    at = inside.index(mention)
    ends = {Relation.FROM, Relation.TOWARD}
    made = []
    for other in inside[at + 1 :] + inside[:at][::-1]:
        ways = {mention.relating.relation, other.relating.relation}
        if other.place.name == mention.place.name:
            continue
        if ways == ends or ways == {Relation.BETWEEN} or _listed(here, inside, mention, other):
            made.append(other)
    return made[:3]


def _listed(here: Seat, inside: Sequence[PlaceMention], left: PlaceMention, right: PlaceMention) -> bool:
    """Whether two places stand in one list, at one word of place: "near Kotlyne, Udachne and Zvirove"."""
    if left.place.feature != right.place.feature or not left.shape == right.shape == "site":
        return False
    first, last = sorted((inside.index(left), inside.index(right)))
    gaps = [
        here.claim.text[before.span.end - here.start : after.span.start - here.start]
        for before, after in zip(inside[first:last], inside[first + 1 : last + 1], strict=True)
    ]
    return all(LIST.match(gap) for gap in gaps)


def _where(here: Seat, mention: PlaceMention, lie: str, share: float, gazetteer: Gazetteer, other: Place | None) -> Where:
    place = mention.place
    told = _told(here, mention, lie)
    relation = Relation.NEAR if told.relation in _FOLDED else told.relation
    bordered = relation is Relation.IN and place.feature in ("country", "admin1") and mention.located.entry is not None
    unit = mention.located.entry.unit if mention.located.entry is not None and bordered else None
    drawn = _drawn(gazetteer, place, told.relation, told.distance_km, unit, other)
    role = {Relation.TOWARD: PlaceRole.TOWARD, Relation.FROM: PlaceRole.FROM}.get(relation, PlaceRole.SITE)
    near = lie in ("inside", "before", "after")
    why = f"{_WHY[lie]}; {mention.located.reason.why}"
    reason = Reason(rule=f"where.{lie}", why=why, score=round(share, 3), words=(mention.located.toponym.text,))
    return Where(
        place=place, relation=relation, distance_km=told.distance_km, text=mention.span_text if near else None,
        span=mention.span if near else None, precision=ucdp(place, relation), geo_precision=acled(place, relation),
        radius_km=drawn.radius_km, geometry=drawn.geometry, role=role, reason=reason,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _drawn(
    gazetteer: Gazetteer, place: Place, relation: Relation, distance_km: float | None, unit: str | None, other: Place | None
) -> Ground:
    """The ground of a relation; claims that share a place share it."""
    return ground(place, relation, distance_km, border=gazetteer.border(unit), other=other if relation is Relation.BETWEEN else None)


def _told(here: Seat, mention: PlaceMention, lie: str) -> Relating:
    """The relation that holds for a claim.

    Where the claim takes the place up by a noun, that noun's words count ("south of the town", "left the camp"). A front sector
    and the outskirts of a town are places one is in. Motion, directions and distances belong to the sentence that tells them: a
    claim that inherits the place is in it, or near it where its paragraph says "near".
    """
    found = mention.relating
    if lie != "inside" and (own := _taken_up(here)):
        return own
    plain = Relating(Relation.IN, None, "where.rel.plain", found.start)
    if found.relation is Relation.OUTSKIRTS or (found.rule == "where.rel.beside" and found.relation is Relation.NEAR):
        return plain
    if lie == "inside" or found.relation is Relation.OFF:
        return found
    if lie in ("before", "after"):
        return plain if found.relation in (Relation.FROM, Relation.TOWARD) else found
    return found if lie == "back" and found.relation is Relation.NEAR else plain


def _taken_up(here: Seat) -> Relating | None:
    match = words().place.search(here.claim.text)
    if match is None:
        return None
    own = relate(here.claim.text[: match.start() + 4], here.claim.text[match.end() :])
    if match[1].lower() == "area" and own.relation is Relation.IN:
        return Relating(Relation.NEAR, None, "where.rel.area", match.start())
    return own if own.rule != "where.rel.plain" and own.relation is not Relation.IN else None


_FOLDED = frozenset({Relation.NORTHEAST_OF, Relation.NORTHWEST_OF, Relation.SOUTHEAST_OF, Relation.SOUTHWEST_OF})


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
