"""R5: the accounts whose place or figure cannot be that of the version which more origins give."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from sayso.model import Account, PlaceRole, Posture, Reason, Value, Where
from sayso.settings import StandSettings
from sayso.stand.told import Told

EARTH_KM = 6371.0
Site = tuple[float, float, float]


def versions(all_accounts: Sequence[Account], by_id: Mapping[str, Told], settings: StandSettings) -> tuple[Account, ...]:
    """R5: mark the accounts whose place or figure cannot be that of the version which more origins give."""
    affirming = [one for one in all_accounts if one.posture is Posture.AFFIRM and not one.retracted]
    latest = [one for one in affirming if one.values and not _superseded(one, affirming)]
    odd_counts = _odd_ones(latest, lambda a, b: _clash(a, b, settings.count_ratio))
    sites = {one.claim: sites_of(by_id[one.claim].claim.where) for one in affirming}
    placed = [one for one in affirming if sites[one.claim]]
    odd_places = _odd_ones(placed, lambda a, b: far_apart(sites[a.claim], sites[b.claim], settings.place_tolerance_km))
    marked = []
    for one in all_accounts:
        why = "its figure cannot be that of the others" if one in odd_counts else "it puts the happening elsewhere"
        odd = one in odd_counts or one in odd_places
        marked.append(replace(one, posture=Posture.ALTER, reasons=(*one.reasons, Reason(rule="R5", why=why))) if odd else one)
    return tuple(marked)


def _superseded(one: Account, others: Iterable[Account]) -> bool:
    """True where the same origin gave a figure on a later day."""
    mine = [other for other in others if other.origin and other.keys & one.keys and other.values]
    return any(one.published and other.published and other.published > one.published for other in mine)


def _clash(left: Account, right: Account, ratio: float) -> bool:
    return any(counts_clash(mine, theirs, ratio) for mine in left.values for theirs in right.values)


def _odd_ones(affirming: Sequence[Account], clash: Callable[[Account, Account], bool]) -> list[Account]:
    """The accounts that clash with the reference: the one that clashes with the fewest origins, of equals the earliest."""
    pairs = {(a.claim, b.claim) for a in affirming for b in affirming if a.claim < b.claim and not a.keys & b.keys and clash(a, b)}
    if not pairs:
        return []
    clashes = Counter(claim for pair in pairs for claim in pair)
    reference = min(affirming, key=lambda one: (clashes[one.claim], one.published is None, one.published, one.claim)).claim
    return [one for one in affirming if (min(one.claim, reference), max(one.claim, reference)) in pairs]


def sites_of(places: Sequence[Where]) -> tuple[Site, ...]:
    """Return the sites among the places, each as (latitude, longitude, radius in km); the larger radius of word and place counts."""
    return tuple(
        (where.place.lat, where.place.lon, max(where.radius_km, where.place.radius_km)) for where in places if where.role is PlaceRole.SITE
    )


@lru_cache(maxsize=4096)
def far_apart(left: tuple[Site, ...], right: tuple[Site, ...], tolerance_km: float) -> bool:
    """Return True where no two of the sites lie within both radii and the tolerance."""
    return all(_gap_km(ours, theirs) > tolerance_km for ours in left for theirs in right)


def _gap_km(left: Site, right: Site) -> float:
    """The great-circle distance less both radii, in km."""
    (north, east, radius), (other_north, other_east, other_radius) = left, right
    latitude, longitude = radians(other_north - north), radians(other_east - east)
    half = sin(latitude / 2) ** 2 + cos(radians(north)) * cos(radians(other_north)) * sin(longitude / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half))) - radius - other_radius


def counts_clash(left: Value, right: Value, ratio: float) -> bool:
    """Return True where two figures of the same thing lie apart by more than `ratio`: the lower end of the larger one against the
    upper end of the smaller one. An open side never clashes."""
    if (left.role, left.unit) != (right.role, right.unit):
        return False
    small, large = sorted((left, right), key=lambda value: value.low if value.low is not None else -1.0)
    return small.high is not None and large.low is not None and large.low > ratio * max(small.high, 0.0)
