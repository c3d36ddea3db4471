"""What of a claim the linker compares, brought to plain values: one row a claim, whatever it was read from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from sayso.lexicon import table
from sayso.lexicon.phrases import takes_back
from sayso.link.words import stems, weighed
from sayso.model import Claim, EventType, Quantity, Response, Role, When, Where

Vector = NDArray[np.float32]
Weighed = Mapping[str, float]
NOTHING: Weighed = MappingProxyType({})


def nothing() -> Weighed:
    """Return the empty weighing, the same object each time."""
    return NOTHING


VAGUE_FIGURE = 24.0
FEWEST_COUNTED = 3
UNIT = re.compile(r"(\d+)(?:st|nd|rd|th)\b[^,;.]{0,40}?\b(brigade|battalion|regiment|division|army|corps)", re.IGNORECASE)
SHIPS = (EventType.VESSEL_INCIDENT, EventType.VESSEL_DETAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of a happening: `key` names it (a gazetteer id or a name), degrees (WGS 84) and the radius it may lie in.

    `lat` and `lon` are None where only the name is known.
    """

    key: str | None
    lat: float | None = None
    lon: float | None = None
    radius_km: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """A claim as the linker sees it. An empty or None value was not reported; it speaks neither for nor against a link.

    `id` is "REPORT:CLAIM". `first` and `last` are day numbers (date.toordinal), both inclusive and both None for an unknown time;
    `published` is the day of publication. `agents`, `patients` and `speakers` weigh the telling words of their names, unit
    length; `objects` holds "kind:name" of named ships, units and persons that it was done to, `sorts` what sort of thing the patient
    is (civilian, soldier, building ...). `figures` maps what is counted to the middle of the range. `terms` weighs the telling
    words of the claim itself, `context` those of its participants and places as well; `vector` is any other meaning; all have unit
    length. `tally` is True for sums over a period or sector, `ordinal` counts the happening inside its report where the words say so
    ("a second strike" is 2). `answers` maps the claims that this one confirms, denies, disputes or updates to which of these it does;
    `modality` is how real the claim has it (actual, planned, demanded ...), `retracts` True where it says that a report was taken
    back. `position` counts claims inside the report; `copy` is a key that only the same words of the same speaker share. `words` are
    for reasons.
    """

    id: str
    report: str
    type: str
    published: int | None = None
    first: int | None = None
    last: int | None = None
    spots: tuple[Spot, ...] = ()
    agents: Weighed = field(default_factory=nothing)
    patients: Weighed = field(default_factory=nothing)
    speakers: Weighed = field(default_factory=nothing)
    objects: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()
    figures: tuple[tuple[str, float], ...] = ()
    terms: Weighed = field(default_factory=nothing)
    context: Weighed = field(default_factory=nothing)
    vector: Vector | None = None
    tally: bool = False
    ordinal: int | None = None
    answers: Mapping[str, Response] = field(default_factory=dict)
    modality: str | None = None
    retracts: bool = False
    position: int = 0
    copy: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimInReport:
    """A claim with what the linker needs of its report.

    `report` is the report's id, `key` the claim's id there (its own where None); "REPORT:KEY" names the claim in a ledger.
    `published` is the report's day, None where unknown; `position` counts the claims of the report from 0.
    """

    claim: Claim
    report: str
    key: str | None = None
    published: date | None = None
    position: int = 0

    @property
    def id(self) -> str:
        """The claim's name in a ledger."""
        return f"{self.report}:{self.key or self.claim.id}"


def details(told: ClaimInReport, ids: Mapping[str, str]) -> Details:
    """Return what the linker compares of a claim; `ids` maps the claims of its report to their ledger names."""
    claim = told.claim
    first, last = days(claim.when)
    agents = names_of(claim, Role.AGENT)
    patients = names_of(claim, Role.PATIENT, Role.RECIPIENT)
    places = [where.place.name for where in claim.where]
    text = claim.gist if len(claim.gist) > len(claim.text) else claim.text
    origin = claim.chain[-1].source if claim.chain else None
    return Details(
        id=told.id, report=told.report, type=claim.what.type.value, position=told.position,
        published=told.published.toordinal() if told.published else None, first=first, last=last,
        spots=tuple(spot(where) for where in claim.where), agents=weighed(telling_words(agents)),
        patients=weighed(telling_words(patients)), sorts=sorts(patients), objects=objects(claim, patients),
        speakers=weighed(telling_words([origin.name, *origin.names])) if origin else NOTHING,
        figures=tuple((quantity.unit, middle(quantity)) for quantity in claim.quantities),
        terms=weighed(telling_words([text])), context=weighed(telling_words([text, *agents, *patients, *places])),
        answers={ids[answer.claim]: answer.relation for answer in claim.responds if answer.claim in ids}, words=text,
        modality=claim.modality.value, retracts=takes_back(claim.text) is not None,
        tally=is_tally(claim), ordinal=ordinal(text),
    )  # fmt: skip


def days(when: When | None) -> tuple[int | None, int | None]:
    """Return the first and last day, both inclusive; (None, None) unless both ends are known."""
    if when is None or when.start is None or when.end is None:
        return None, None
    return when.start.toordinal(), when.end.toordinal() - 1


def names_of(claim: Claim, *roles: Role) -> list[str]:
    """Return every name of the participants in these roles, the pack's id first where there is one."""
    found: list[str] = []
    for one in claim.what.participants:
        if one.role in roles:
            found.extend(name for name in (one.actor, one.name, one.text, *one.names) if name)
    return list(dict.fromkeys(found))


def telling_words(names: Iterable[str]) -> frozenset[str]:
    """Return the stems of the words of all names but for those that tell nothing ("the", "of", "had")."""
    return frozenset(one for name in names for one in stems(name)) - empty_words()


@cache
def empty_words() -> frozenset[str]:
    """Return the stems that tell nothing about which happening is meant."""
    return frozenset(stems(" ".join(table("linking")["empty"]["words"])))


@cache
def sort_words() -> dict[str, frozenset[str]]:
    """Return for each sort of patient the stems that show it."""
    return {sort: frozenset(stems(" ".join(words))) for sort, words in table("linking")["sorts"].items()}


def sorts(names: Iterable[str]) -> frozenset[str]:
    """Return the sorts of thing that the names speak of, empty where no word shows one."""
    told = {one for name in names for one in stems(name)}
    return frozenset(sort for sort, words in sort_words().items() if not words.isdisjoint(told))


def objects(claim: Claim, patients: Iterable[str]) -> frozenset[str]:
    """Return the numbered units and named ships among the patients, as "unit:71 brigade" and "ship:name"."""
    found = {f"unit:{number} {kind.lower()}" for name in patients for number, kind in UNIT.findall(name)}
    if claim.what.type in SHIPS:
        proper = (re.findall(r"\b[A-Z][\w-]+", name)[-1:] for name in patients)
        found |= {f"ship:{word.lower()}" for words in proper for word in words}
    return frozenset(found)


def ordinal(text: str) -> int | None:
    """Return 2 for "another strike" or "a second strike", 3 for a third one; None where nothing is said."""
    words = table("linking")["ordinals"]["words"]
    found = re.search(
        r"\b(?:an?|the|this)?\s*(" + "|".join(words) + r")\s+(?:\w+\s+)?(?:" + "|".join(table("linking")["tally"]["units"]) + r")\b",
        text.lower(),
    )
    return int(words[found.group(1)]) if found else None


def spot(where: Where) -> Spot:
    """Return a place as the linker compares it; the gazetteer's id names it, or else its position to a tenth of a degree."""
    place = where.place
    key = f"g{place.geonames}" if place.geonames is not None else f"{place.lat:.1f},{place.lon:.1f}"
    return Spot(key=key, lat=place.lat, lon=place.lon, radius_km=max(where.radius_km, place.radius_km))


def middle(quantity: Quantity) -> float:
    """Return the middle of what the words say: the figure, the mean of a range, the open bound, 24 for "dozens"."""
    if isinstance(quantity.value, tuple):
        return sum(quantity.value) / 2
    if quantity.value is not None:
        return float(quantity.value)
    return quantity.low if quantity.low is not None else VAGUE_FIGURE


def is_tally(claim: Claim) -> bool:
    """Return True for a sum over a period or sector: happenings counted ("14 attacks"), or "46 out of 56"."""
    counted = table("linking")["tally"]["units"]
    return any(one.out_of is not None or (one.unit in counted and middle(one) >= FEWEST_COUNTED) for one in claim.quantities)
