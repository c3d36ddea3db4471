"""Claims and places as they lie in a report, and what was chosen for the claims before."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.ground.where.mention import Layout, PlaceMention
from sayso.ground.where.wording import words
from sayso.model import Claim, Place

NOWHERE = -1
LEAD = 250  # code points
WIDE_KM = 1200
_STEM = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the report with all its mentions in text order and the sentences that hold one; `kind` and `lead` as the features
    name its kind and how the report begins with it ("" = it does not)."""

    place: Place
    mentions: tuple[PlaceMention, ...]
    sentences: tuple[int, ...]
    kind: str
    lead: str


@dataclass(frozen=True, slots=True)
class Seat:
    """A claim as it lies in the report: where it starts and ends, its sentence and paragraph, its origin's name ("" = narration),
    the stems of its own words and of its sentence's, the kind of act it tells, whether its words point back to a place ("there",
    "the town"), and whether its origin is one who was there."""

    claim: Claim
    start: int
    end: int
    sentence: int
    paragraph: int
    origin: str
    stems: frozenset[str]
    sentence_stems: frozenset[str]
    act: str
    points_back: bool
    witness: bool


class Past:
    """What was chosen so far in a report: the claim before and its place, the last place chosen, how often each was, and the
    words of the claims there."""

    def __init__(self) -> None:
        self.last: tuple[Seat, int] | None = None
        self.held: tuple[Seat, int] | None = None
        self.times: Counter[int] = Counter()
        self.stems: dict[int, set[str]] = {}
        self.origins: dict[str, int] = {}
        self.recent: tuple[int, ...] = ()

    def add(self, here: Seat, place: int) -> None:
        """Note that the claim `here` got the place `place` (-1 = none)."""
        self.last = (here, place)
        if place == NOWHERE:
            return
        self.held = (here, place)
        self.recent = (*self.recent[-3:], place)
        self.times[place] += 1
        self.stems.setdefault(place, set()).update(here.stems)
        self.origins[here.origin] = place


def sites(mentions: Sequence[PlaceMention]) -> tuple[Site, ...]:
    """Return the places of a report, each once, in the order of their first mention."""
    grouped: dict[tuple[str, float, float], list[PlaceMention]] = {}
    for mention in mentions:
        grouped.setdefault((mention.place.name, mention.place.lat, mention.place.lon), []).append(mention)
    found = ((group[0].place, tuple([m for m in group if not m.dateline] or group)) for group in grouped.values())
    return tuple(Site(place, own, tuple(dict.fromkeys(m.sentence for m in own)), kind_of(place), _lead(own)) for place, own in found)


def _lead(mentions: Sequence[PlaceMention]) -> str:
    first = mentions[0]
    if first.dateline and len(mentions) == 1:
        return "dateline only"
    return f"leads shape={first.shape}" if first.span.start < LEAD else ""


def kind_of(place: Place) -> str:
    """Return the kind of a place as the features name it."""
    if place.radius_km > WIDE_KM and place.feature != "country":
        return "wide"
    return place.feature if place.feature in ("country", "settlement", "admin1", "sea", "facility") else "area"


def seat(claim: Claim, page: Layout) -> Seat:
    """Return where a claim lies."""
    start, end = claim.spans[0].start, claim.spans[-1].end
    origin = claim.chain[-1].source.name if claim.chain else ""
    around = page.sentence_span(page.sentence(start))
    return Seat(
        claim=claim,
        start=start,
        end=end,
        sentence=page.sentence(start),
        paragraph=page.paragraph(start),
        origin=origin,
        stems=_stems(claim.text),
        sentence_stems=_stems(around.of(page.text)),
        act=words().act[claim.what.type.value],
        points_back=bool(words().back.search(claim.text)),
        witness=bool(words().witness.search(origin)),
    )


def sentence_stems(page: Layout) -> tuple[frozenset[str], ...]:
    """Return the stems of each sentence of a report."""
    return tuple(_stems(page.sentence_span(number).of(page.text)) for number in range(len(page.sentences)))


@lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    """The first five letters of the words that carry meaning: lower-case ones of four letters and more, and names."""
    return frozenset(word[:5].lower() for word in _STEM.findall(text) if word.lower() not in words().common)


def nearest(here: Seat, site: Site) -> tuple[str, PlaceMention]:
    """Return how the site's best mention lies to a claim, and that mention: "inside" it, "before" or "after" it in its sentence,
    "back" in its paragraph, "above" in an earlier paragraph, or only "later"."""
    earlier = before = after = None
    for mention in site.mentions:
        at, beside = mention.span.start, mention.sentence == here.sentence
        if here.start <= at < here.end and any(span.start <= at < span.end for span in here.claim.spans):
            return "inside", mention
        if at < here.start:
            earlier, before = mention, mention if beside else before
        elif beside:
            after = after or mention
    if before is not None:
        return "before", before
    if after is not None:
        return "after", after
    if earlier is None:
        return "later", site.mentions[0]
    return ("back" if earlier.paragraph == here.paragraph else "above"), earlier
