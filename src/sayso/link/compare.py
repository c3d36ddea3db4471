"""How alike a claim and an event are: a dozen kinds of likeness, each a number, each with one line in the table of weights.

A slot that either side leaves open says nothing: its features are 0 there. Polarity is no feature: a denial belongs to the event
that it denies. The features follow Held et al. 2021 and the linking notes; the weights are fitted by training/linker.py.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.link.details import Details
from sayso.link.profile import NARROW_DAYS, PRECISE_KM, Profile
from sayso.link.words import likeness

KM_PER_DEGREE = 111.2
REGION_KM = 80.0
MEAN_KM = 5.0

FEATURES = (
    "type", "kin", "vague", "both_vague", "trigger", "place", "far", "unplaced", "day", "gap", "undated", "agent", "patient",
    "crossed", "figure", "ratio", "object", "words", "closest", "vector", "fresh_vector", "answers", "speaker", "same_report",
    "distance", "fresh",
)  # fmt: skip
"""The features in the order of `compare`; weights.toml says what each one means."""
(
    TYPE, KIN, VAGUE, BOTH_VAGUE, TRIGGER, PLACE, FAR, UNPLACED, DAY, GAP, UNDATED, AGENT, PATIENT, CROSSED, FIGURE, RATIO,
    OBJECT, WORDS, CLOSEST, VECTOR, FRESH_VECTOR, ANSWERS, SPEAKER, SAME_REPORT, DISTANCE, FRESH,
) = range(len(FEATURES))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each feature weighs, in the order of FEATURES, and the kinds of happening that are told of one another.

    `family` maps a type to its family; a type without one is its own. `vague` are the types that say little about what happened, `lasting` those that go on for days.
    """

    bias: float
    values: tuple[float, ...]
    family: Mapping[str, str]
    vague: frozenset[str]
    lasting: frozenset[str]

    def score(self, features: Sequence[float]) -> float:
        """Return the log-odds (natural logarithm) that the claim tells of the event."""
        total = self.bias
        for weight, value in zip(self.values, features, strict=True):
            total += weight * value
        return total


def compare(claim: Details, event: Profile, weights: Weights) -> list[float]:
    """Return the features of the pair in the order of FEATURES; the event has at least one member."""
    row = [0.0] * len(FEATURES)
    count = len(event.claims)
    row[FRESH] = 1 / count
    kinds(row, claim, event, weights)
    places(row, claim, event)
    days(row, claim, event)
    participants(row, claim, event)
    if claim.figures and event.figures:
        figures(row, claim, event)
    if claim.terms and event.terms_length:
        wording(row, claim, event)
    if claim.vector is not None and event.vector is not None:
        row[VECTOR] = float(claim.vector @ event.vector) / event.length
        row[FRESH_VECTOR] = row[VECTOR] / math.sqrt(count)
    if claim.report:
        telling(row, claim, event)
    return row


def kinds(row: list[float], claim: Details, event: Profile, weights: Weights) -> None:
    """Fill in the share of members of the claim's type, and of its family."""
    votes, voters, family = event.types.of, event.types.voters, weights.family
    own = family.get(claim.type, claim.type)
    same = votes.get(claim.type, 0.0)
    kin = sum(number for kind, number in votes.items() if family.get(kind, kind) == own) - same
    row[TYPE], row[KIN] = same / voters, kin / voters
    if weights.vague:
        vague = sum(number for kind, number in votes.items() if kind in weights.vague) / voters
        if claim.type in weights.vague:
            row[VAGUE], row[BOTH_VAGUE] = 1 - vague, vague
        else:
            row[VAGUE] = vague
    if claim.trigger and event.triggers.voters:
        row[TRIGGER] = event.triggers.share((claim.trigger,))


def places(row: list[float], claim: Details, event: Profile) -> None:
    """Fill in the share of members at the claim's place (-1 to 1), and the distance in units of how far off the words may be."""
    spots = claim.spots
    if not spots or not (event.near[2] or event.away):
        row[UNPLACED] = 1.0
        return
    lat, lon, radius = centre(event)
    best = math.inf
    for spot in spots:
        if spot.lat is not None and spot.lon is not None:
            km = kilometres(spot.lat, spot.lon, lat, lon)
            best = min(best, min(km, 200.0) / max(20.0, spot.radius_km, radius))
    row[FAR] = best if best < math.inf else 0.0
    if event.places.voters:
        told = event.places.of
        votes = max((told.get(spot.key, 0.0) for spot in spots if spot.key is not None), default=None)
        if votes is not None:
            row[PLACE] = 2 * min(1.0, votes / event.places.voters) - 1


def centre(event: Profile) -> tuple[float, float, float]:
    """Return the mean of the precise places, or else the imprecise one, with the radius (km) it may lie in."""
    lat, lon, count = event.near
    if count:
        return lat / count, lon / count, MEAN_KM
    spot = event.away
    assert spot is not None and spot.lat is not None and spot.lon is not None
    return spot.lat, spot.lon, spot.radius_km


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance on a plane that touches the earth there: right to 1 % below 500 km away from the poles."""
    return KM_PER_DEGREE * math.hypot(lat - other_lat, math.cos(math.radians(lat)) * (lon - other_lon))


def days(row: list[float], claim: Details, event: Profile) -> None:
    """Fill in the share of the event's days that the claim's time covers, and the gap in days to the day most members name."""
    first, last, mode = claim.first, claim.last, event.mode
    if first is None or last is None or mode is None:
        row[UNDATED] = 1.0
        return
    row[GAP] = float(min(6, gap(first, last, mode)))
    if last - first > NARROW_DAYS:
        row[UNDATED] = 1.0
        return
    told = event.days
    row[DAY] = sum(told.get(day, 0.0) for day in range(first, last + 1)) / event.day_mass


def gap(first: int, last: int, day: int) -> int:
    """Return how many days `day` lies outside first..last, 0 where inside."""
    return first - day if first > day else max(0, day - last)


def participants(row: list[float], claim: Details, event: Profile) -> None:
    """Fill in how far agents and patients agree (-1 to 1), whether they stand crosswise (0 to 1), and shared named objects."""
    if claim.agents and event.agents.voters:
        row[AGENT] = 2 * event.agents.share(claim.agents) - 1
    if claim.patients and event.patients.voters:
        row[PATIENT] = 2 * event.patients.share(claim.patients) - 1
    if claim.report:
        row[CROSSED] = max(event.patients.share(claim.agents), event.agents.share(claim.patients))
    if claim.objects and event.objects.voters:
        row[OBJECT] = 2 * event.objects.share(claim.objects) - 1


def figures(row: list[float], claim: Details, event: Profile) -> None:
    """Fill in whether a figure is the event's own, and the logarithm of the ratio (at most 3) to the middle one."""
    best = math.inf
    for name, value in claim.figures:
        told = event.figures.get(name)
        if told:
            middle = told[len(told) // 2]
            best = min(best, abs(math.log((middle + 0.5) / (value + 0.5))))
            if middle == value:
                row[FIGURE] = 1.0
    row[RATIO] = min(3.0, best) if best < math.inf else 0.0


def wording(row: list[float], claim: Details, event: Profile) -> None:
    """Fill in the likeness of the words to those of all members, and to those of the closest one."""
    row[WORDS] = likeness(claim.terms, event.terms) / event.terms_length
    row[CLOSEST] = max((likeness(claim.terms, other.terms) for other in event.exemplars), default=0.0)


def telling(row: list[float], claim: Details, event: Profile) -> None:
    """Fill in what the telling shows: answers, the same speaker, the same report and the distance in claims there."""
    if claim.id in event.answered or not claim.answers.isdisjoint(event.claims):
        row[ANSWERS] = 1.0
    if claim.speakers and event.speakers.voters:
        row[SPEAKER] = event.speakers.share(claim.speakers)
    here = event.reports.get(claim.report)
    if here:
        row[SAME_REPORT] = 1.0
        row[DISTANCE] = min(10, min(abs(claim.position - other) for other in here)) / 10


def vetoed(claim: Details, event: Profile, *, days_apart: int, km_apart: float, lasting: frozenset[str]) -> str | None:
    """Return the rule that keeps the claim out of the event whatever the score says, or None.

    `lasting` are the types that go on for days (who holds a place, assessments): they are not told apart by their dates.
    """
    first, last, mode = claim.first, claim.last, event.mode
    if first is not None and last is not None and mode is not None and gap(first, last, mode) > days_apart and claim.type not in lasting:
        return "link.veto.days"
    if event.near[2] and claim.spots and too_far(claim, event, km_apart):
        return "link.veto.distance"
    if claim.tally != (2 * event.tallies > len(event.claims)):
        return "link.veto.tally"
    if claim.ordinal is not None and any(other != claim.ordinal for other in event.ordinals.get(claim.report, ())):
        return "link.veto.another"
    if claim.objects and event.objects.voters and apart(claim.objects, event.objects.of):
        return "link.veto.object"
    return None


def too_far(claim: Details, event: Profile, km_apart: float) -> bool:
    """Return True where all places of the claim are precise and further than that from the event's."""
    lat, lon, count = event.near
    return all(
        spot.lat is not None
        and spot.lon is not None
        and spot.radius_km < PRECISE_KM
        and kilometres(spot.lat, spot.lon, lat / count, lon / count) > km_apart
        for spot in claim.spots
    )


def apart(objects: frozenset[str], others: Mapping[str, float]) -> bool:
    """Return True where both sides name an object of one kind and none of these is the same."""
    told = {one.partition(":")[0] for one in others}
    return any(one.partition(":")[0] in told for one in objects) and objects.isdisjoint(others)
