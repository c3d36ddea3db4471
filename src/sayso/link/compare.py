"""How alike a claim and an event are: kinds of likeness, each a number, each with one line in the table of weights.

Every feature is a mean over the event's members where that makes sense, so that the score of an event is the mean score of its
members (average link). A slot that either side leaves open speaks neither for nor against: its features are 0 and a feature of
its own says that it is open. Polarity is no feature: a denial belongs to the event that it denies.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul

from sayso.link.details import Details, Spot
from sayso.link.profile import NARROW_DAYS, PRECISE_KM, Profile
from sayso.model import Response
from sayso.settings import LinkSettings

KM_PER_DEGREE = 111.2
FURTHEST_KM = 200.0
SMALLEST_KM = 20.0
MEAN_KM = 5.0
FURTHEST_CLAIM = 10

FEATURES = (
    "type", "kin", "affinity", "vague", "both_vague", "place", "far", "unplaced", "day", "gap", "undated", "agent", "no_agent",
    "patient", "no_patient", "crossed", "sort", "object", "figure", "ratio", "words", "context", "vector", "fresh_vector",
    "denies", "disputes", "confirms", "updates", "speaker", "same_report", "distance", "echo", "voice", "kin_here", "modality",
    "retracts", "retracts_here", "fresh",
)  # fmt: skip
"""The features in the order of `compare`; weights.toml says what each one means."""
(
    TYPE, KIN, AFFINITY, VAGUE, BOTH_VAGUE, PLACE, FAR, UNPLACED, DAY, GAP, UNDATED, AGENT, NO_AGENT,
    PATIENT, NO_PATIENT, CROSSED, SORT, OBJECT, FIGURE, RATIO, WORDS, CONTEXT, VECTOR, FRESH_VECTOR,
    DENIES, DISPUTES, CONFIRMS, UPDATES, SPEAKER, SAME_REPORT, DISTANCE, ECHO, VOICE, KIN_HERE, MODALITY,
    RETRACTS, RETRACTS_HERE, FRESH,
) = range(len(FEATURES))  # fmt: skip

RELATIONS = ((Response.DENIES, DENIES), (Response.DISPUTES, DISPUTES), (Response.CONFIRMS, CONFIRMS), (Response.UPDATES, UPDATES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each feature weighs, in the order of FEATURES, and what the types of happening have to do with each other.

    `family` maps a type to its family (a type without one is its own). `vague` are the types that say little about what
    happened, `lasting` those that go on for days. `affinity` gives what two types (either order) add beside that.
    """

    bias: float
    values: tuple[float, ...]
    family: Mapping[str, str]
    vague: frozenset[str] = frozenset()
    lasting: frozenset[str] = frozenset()
    affinity: Mapping[tuple[str, str], float]

    def score(self, features: Sequence[float]) -> float:
        """Return the log-odds (natural logarithm) that the claim tells of the event."""
        return sum(map(mul, self.values, features), self.bias)


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
    if claim.vector is not None and event.vector is not None:
        row[VECTOR] = float(claim.vector @ event.vector) / event.length
        row[FRESH_VECTOR] = row[VECTOR] / math.sqrt(count)
    if claim.report:
        telling(row, claim, event)
    return row


def kinds(row: list[float], claim: Details, event: Profile, weights: Weights) -> None:
    """Fill in the share of members of the claim's type and of its family, and what their types have to do with it."""
    votes, voters, family = event.types.of, event.types.voters, weights.family
    kind = claim.type
    own = family.get(kind, kind)
    same = votes.get(kind, 0.0)
    kin = affinity = vague = 0.0
    for other, number in votes.items():
        if other != kind and family.get(other, other) == own:
            kin += number
        if weights.affinity:
            affinity += number * weights.affinity.get((kind, other), 0.0)
        if other in weights.vague:
            vague += number
    row[TYPE], row[KIN], row[AFFINITY] = same / voters, kin / voters, affinity / voters
    vague /= voters
    if kind in weights.vague:
        row[VAGUE], row[BOTH_VAGUE] = 1 - vague, vague
    else:
        row[VAGUE] = vague


def places(row: list[float], claim: Details, event: Profile) -> None:
    """Fill in the share of members at the claim's place (-1 to 1), and the distance in units of how far off the words may be."""
    spots = claim.spots
    if not spots:
        row[UNPLACED] = 1.0
        return
    best = math.inf
    for site in ground(event):
        for spot in spots:
            if spot.lat is not None and spot.lon is not None and site.lat is not None and site.lon is not None:
                km = kilometres(spot.lat, spot.lon, site.lat, site.lon)
                best = min(best, min(km, FURTHEST_KM) / max(SMALLEST_KM, spot.radius_km, site.radius_km))
    if best < math.inf:
        row[FAR] = best
    elif not event.places.voters:
        row[UNPLACED] = 1.0
    if event.places.voters:
        told = event.places.of
        votes = max((told.get(spot.key, 0.0) for spot in spots if spot.key is not None), default=None)
        if votes is not None:
            row[PLACE] = 2 * min(1.0, votes / event.places.voters) - 1


def ground(event: Profile) -> Iterable[Spot]:
    """Return the places of an event: the named ones, or else the mean of the precise ones, or else the imprecise one."""
    if event.sites:
        return event.sites.values()
    lat, lon, count = event.near
    if count:
        return (Spot(key=None, lat=lat / count, lon=lon / count, radius_km=MEAN_KM),)
    return event.away[-1:]


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the distance on a plane that touches the earth there: right to 1 % below 500 km away from the poles."""
    return KM_PER_DEGREE * math.hypot(lat - other_lat, math.cos(math.radians(lat)) * (lon - other_lon))


def days(row: list[float], claim: Details, event: Profile) -> None:
    """Fill in the share of the event's days that the claim's time covers, and the gap in days to the day most members name."""
    first, last, mode = claim.first, claim.last, event.mode
    if first is None or last is None or mode is None or last - first > NARROW_DAYS:
        row[UNDATED] = 1.0
        return
    told, shared = event.days, 0.0
    for day in range(first, last + 1):
        shared += told.get(day, 0.0)
    row[GAP] = float(min(6, gap(first, last, mode)))
    row[DAY] = shared / event.day_mass


def gap(first: int, last: int, day: int) -> int:
    """Return how many days `day` lies outside first..last, 0 where inside."""
    return first - day if first > day else max(0, day - last)


def participants(row: list[float], claim: Details, event: Profile) -> None:
    """Fill in how far agents and patients agree (-1 to 1), whether they stand crosswise (0 to 1), and shared named objects."""
    if claim.agents and event.agents.voters:
        row[AGENT] = 2 * event.agents.likeness(claim.agents) - 1
    else:
        row[NO_AGENT] = 1.0
    if claim.patients and event.patients.voters:
        row[PATIENT] = 2 * event.patients.likeness(claim.patients) - 1
    else:
        row[NO_PATIENT] = 1.0
    if claim.objects and event.objects.voters:
        row[OBJECT] = 2 * event.objects.likeness(dict.fromkeys(claim.objects, 1 / len(claim.objects))) - 1


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


def telling(row: list[float], claim: Details, event: Profile) -> None:
    """Fill in what words and report show: answers, likeness of words, the same speaker, the same report and the distance there."""
    row[CROSSED] = max(event.patients.likeness(claim.agents), event.agents.likeness(claim.patients))
    if claim.sorts and event.sorts.voters:
        shared = max(event.sorts.of.get(sort, 0.0) for sort in claim.sorts)
        row[SORT] = 2 * min(1.0, shared / event.sorts.voters) - 1
    row[WORDS] = event.terms.likeness(claim.terms)
    row[CONTEXT] = event.context.likeness(claim.context)
    row[SPEAKER] = event.speakers.likeness(claim.speakers)
    if claim.modality is not None and event.modalities.voters:
        row[MODALITY] = 1 - event.modalities.likeness({claim.modality: 1.0})
    if claim.answers or event.answered:
        answers(row, claim, event)
    here = event.reports.get(claim.report)
    if here:
        row[SAME_REPORT] = 1.0
        row[DISTANCE] = min(FURTHEST_CLAIM, min(abs(claim.position - other) for other in here)) / FURTHEST_CLAIM
        row[ECHO], row[VOICE], row[KIN_HERE] = row[WORDS], row[SPEAKER], row[KIN]
    if claim.retracts or event.retractions:
        retractions(row, claim, event)


def answers(row: list[float], claim: Details, event: Profile) -> None:
    """Fill in what the claim does to a member, or a member to the claim: denies, disputes, confirms or updates it."""
    told = {relation for answered, relation in claim.answers.items() if answered in event.claims}
    for relation, at in RELATIONS:
        if relation in told or (claim.id, relation) in event.answered:
            row[at] = 1.0


def retractions(row: list[float], claim: Details, event: Profile) -> None:
    """Fill in, where one side tells that a report was taken back, how far who did so is who speaks on the other (0 to 1)."""
    taken = 1.0 if claim.retracts else event.retractions / len(event.claims)
    row[RETRACTS] = taken * max(event.speakers.likeness(claim.agents), event.agents.likeness(claim.speakers))
    row[RETRACTS_HERE] = taken * row[SAME_REPORT]


def vetoed(claim: Details, event: Profile, weights: Weights, settings: LinkSettings) -> str | None:
    """Return the rule that keeps the claim out of the event whatever the score says, or None.

    Types that go on for days (who holds a place, assessments) are not told apart by their dates. They, and claims or events without
    a date, are told apart by the days of publication: else an event would grow for years from one week's words to the next's.
    """
    first, last, mode = claim.first, claim.last, event.mode
    dated = first is not None and last is not None and mode is not None
    if dated and claim.type not in weights.lasting:
        if gap(first or 0, last or 0, mode or 0) > settings.days_apart:
            return "link.veto.days"
    elif claim.published is not None and event.published and told_apart(claim.published, event) > settings.published_apart:
        return "link.veto.published"
    if claim.spots and too_far(claim, event, settings.km_apart):
        return "link.veto.distance"
    if claim.tally != (2 * event.tallies > len(event.claims)):
        return "link.veto.tally"
    if claim.ordinal is not None and any(other != claim.ordinal for other in event.ordinals.get(claim.report, ())):
        return "link.veto.another"
    if claim.objects and event.objects.voters and apart(claim.objects, event.objects.of):
        return "link.veto.object"
    return None


def told_apart(day: int, event: Profile) -> int:
    """Return the days between a day of publication and that of the event's member furthest from it."""
    return max(day - min(event.published), max(event.published) - day)


def too_far(claim: Details, event: Profile, km_apart: float) -> bool:
    """Return True where all places of both sides are precise and further apart than that."""
    sites = list(ground(event))
    if not sites:
        return False
    for site in sites:
        for spot in claim.spots:
            if spot.lat is None or spot.lon is None or site.lat is None or site.lon is None:
                return False
            if spot.radius_km >= PRECISE_KM or site.radius_km >= PRECISE_KM:
                return False
            if kilometres(spot.lat, spot.lon, site.lat, site.lon) <= km_apart:
                return False
    return True


def apart(objects: frozenset[str], others: Mapping[str, float]) -> bool:
    """Return True where both sides name an object of one kind and none of these is the same."""
    told = {one.partition(":")[0] for one in others}
    return any(one.partition(":")[0] in told for one in objects) and objects.isdisjoint(others)
