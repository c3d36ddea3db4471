"""The counts of a claim, as far as they can be held against those of others (R5, R13)."""

from sayso.lexicon.phrases import found
from sayso.model import Bound, Claim, EventType, Quantity, Value

MEASURES = frozenset(
    {
        "km",
        "kilometre",
        "kilometer",
        "m",
        "metre",
        "meter",
        "cm",
        "mile",
        "nautical_mile",
        "nautical mile",
        "year",
        "month",
        "week",
        "day",
        "hour",
        "minute",
        "second",
        "percent",
        "knot",
        "ton",
        "leg",
        "street",
        "storey",
        "house",
        "time",
    }
)
NOT_COUNTS = frozenset({"age", "duration", "distance", "subset", "speed", "date"})
ROLES = {
    EventType.KILL: "killed",
    EventType.EXECUTE: "killed",
    EventType.INJURE: "injured",
    EventType.CAPTURE_PERSON: "captured",
    EventType.RELEASE_PERSON: "released",
    EventType.DISPLACE: "displaced",
    EventType.ARREST: "arrested",
}


def values(claim: Claim, kind: EventType) -> tuple[Value, ...]:
    """Return the counts of a claim, the largest for each role and unit; ages, distances, durations, subsets and increases
    are none.
    """
    if found("increase", claim.text):
        return ()
    best: dict[tuple[str, str], Value] = {}
    for quantity in claim.quantities:
        value = _value(quantity, kind)
        if value is None:
            continue
        key = (value.role, value.unit)
        if key not in best or (value.low or 0) > (best[key].low or 0):
            best[key] = value
    return tuple(sorted(best.values(), key=lambda value: (value.role, value.unit)))


def _value(quantity: Quantity, kind: EventType) -> Value | None:
    if quantity.unit in MEASURES or quantity.role in NOT_COUNTS:
        return None
    role = quantity.role or ROLES.get(kind, "count")
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        if not isinstance(quantity.value, (int, float)):
            return None
        low = None if quantity.bound is Bound.AT_MOST else quantity.value
        high = None if quantity.bound is Bound.AT_LEAST else quantity.value
    return Value(role, quantity.unit, low, high, quantity.bound is Bound.VAGUE)
