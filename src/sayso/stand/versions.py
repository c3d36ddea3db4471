"""R5: the accounts whose place or figure cannot be that of the version which more origins give."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from math import asin, cos, radians, sin, sqrt

from sayso.model import Account, PlaceRole, Posture, Reason, Value, Where
from sayso.settings import StandSettings
from sayso.stand.told import Told

EARTH_KM = 6371.0


def versions(all_accounts: Sequence[Account], by_id: Mapping[str, Told], settings: StandSettings) -> tuple[Account, ...]:
    """R5: mark the accounts whose place or figure cannot be that of the version which more origins give."""
    affirming = [one for one in all_accounts if one.posture is Posture.AFFIRM and not one.retracted]
    latest = [one for one in affirming if not _superseded(one, affirming)]
    odd_counts = _odd_ones(latest, lambda a, b: _clash(a, b, settings.count_ratio))
    odd_places = _odd_ones(latest, lambda a, b: far_apart(by_id[a.claim].claim.where, by_id[b.claim].claim.where, settings))
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
    pairs = {
        (a.claim, b.claim) for a in affirming for b in affirming if a.claim < b.claim and not a.keys & b.keys and clash(a, b)
    }
    if not pairs:
        return []
    clashes = Counter(claim for pair in pairs for claim in pair)
    reference = min(affirming, key=lambda one: (clashes[one.claim], one.published is None, one.published, one.claim)).claim
    return [one for one in affirming if (min(one.claim, reference), max(one.claim, reference)) in pairs]


def far_apart(left: Sequence[Where], right: Sequence[Where], settings: StandSettings) -> bool:
    """Return True where both name a site and no two of their sites lie within both radii and the tolerance."""
    ours = [where for where in left if where.role is PlaceRole.SITE]
    theirs = [where for where in right if where.role is PlaceRole.SITE]
    if not ours or not theirs:
        return False
    return all(_gap_km(a, b) > settings.place_tolerance_km for a in ours for b in theirs)


def _gap_km(left: Where, right: Where) -> float:
    """The great-circle distance less both radii, in km."""
    one, two = left.place, right.place
    latitude, longitude = radians(two.lat - one.lat), radians(two.lon - one.lon)
    half = sin(latitude / 2) ** 2 + cos(radians(one.lat)) * cos(radians(two.lat)) * sin(longitude / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half))) - max(left.radius_km, one.radius_km) - max(right.radius_km, two.radius_km)


def counts_clash(left: Value, right: Value, ratio: float) -> bool:
    """Return True where two figures of the same thing lie apart by more than `ratio`: the lower end of the larger one against the
    upper end of the smaller one. An open side never clashes."""
    if (left.role, left.unit) != (right.role, right.unit):
        return False
    small, large = sorted((left, right), key=lambda value: value.low if value.low is not None else -1.0)
    return small.high is not None and large.low is not None and large.low > ratio * max(small.high, 0.0)
