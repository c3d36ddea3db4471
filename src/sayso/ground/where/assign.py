"""Which place each claim speaks of: a choice between the report's places and none, claim by claim in text order.

Every pair of claim and place gets a sum of weights (`lexicon/where_weights.toml`, one line a feature, fitted on the training
reports by `training/fit_where.py`), and so does "no place"; the largest wins (a conditional logit). A place may stand in the
claim, beside it in its sentence, or be inherited from the passage.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

from sayso.ground.where.mention import Layout, PlaceMention
from sayso.ground.where.wording import words
from sayso.lexicon import table
from sayso.model import Claim, Place

NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the report with all its mentions in text order."""

    place: Place
    mentions: tuple[PlaceMention, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """A claim as it lies in the report: where it starts and ends, its sentence and paragraph, its origin's name ("" = narration),
    and the stems of its own words and of its sentence's."""

    claim: Claim
    start: int
    end: int
    sentence: int
    paragraph: int
    origin: str
    stems: frozenset[str]
    sentence_stems: frozenset[str]


class Past:
    """What was chosen so far in a report: the claim before and its place, the last place chosen, how often each was, and the
    words of the claims there."""

    def __init__(self) -> None:
        self.last: tuple[Seat, int] | None = None
        self.held: tuple[Seat, int] | None = None
        self.times: Counter[int] = Counter()
        self.stems: dict[int, set[str]] = {}
        self.origins: dict[str, int] = {}
        self.recent: list[int] = []

    def add(self, here: Seat, place: int) -> None:
        """Note that the claim `here` got the place `place` (-1 = none)."""
        self.last = (here, place)
        if place == NOWHERE:
            return
        self.held = (here, place)
        self.recent = [*self.recent[-3:], place]
        self.times[place] += 1
        self.stems.setdefault(place, set()).update(here.stems)
        self.origins[here.origin] = place


def sites(mentions: Sequence[PlaceMention]) -> tuple[Site, ...]:
    """Return the places of a report, each once, in the order of their first mention."""
    grouped: dict[tuple[str, float, float], list[PlaceMention]] = {}
    for mention in mentions:
        grouped.setdefault((mention.place.name, mention.place.lat, mention.place.lon), []).append(mention)
    return tuple(Site(group[0].place, tuple([m for m in group if not m.dateline] or group)) for group in grouped.values())


def seat(claim: Claim, page: Layout) -> Seat:
    """Return where a claim lies."""
    start, end = claim.spans[0].start, claim.spans[-1].end
    origin = claim.chain[-1].source.name if claim.chain else ""
    around = page.sentence_span(page.sentence(start))
    return Seat(
        claim, start, end, page.sentence(start), page.paragraph(start), origin, _stems(claim.text), _stems(around.of(page.text))
    )  # fmt: skip


def _stems(text: str) -> frozenset[str]:
    """The first five letters of the words that carry meaning: lower-case ones of four letters and more, and names."""
    return frozenset(word[:5].lower() for word in re.findall(r"[^\W\d_]{4,}", text) if word.lower() not in words().common)


def nearest(here: Seat, site: Site) -> tuple[str, PlaceMention]:
    """Return how the site's best mention lies to a claim, and that mention: "inside" it, "before" or "after" it in its sentence,
    "back" in its paragraph, "above" in an earlier paragraph, or only "later"."""
    inside = [m for m in site.mentions if any(span.start <= m.span.start < span.end for span in here.claim.spans)]
    if inside:
        return "inside", inside[0]
    beside = [m for m in site.mentions if m.sentence == here.sentence]
    if before := [m for m in beside if m.span.start < here.start]:
        return "before", before[-1]
    if beside:
        return "after", beside[0]
    earlier = [m for m in site.mentions if m.span.start < here.start]
    if not earlier:
        return "later", site.mentions[0]
    return ("back" if earlier[-1].paragraph == here.paragraph else "above"), earlier[-1]


def features_of_site(
    here: Seat, site: Site, every: Sequence[tuple[str, PlaceMention]], past: Past, at: int, page_stems: Sequence[frozenset[str]]
) -> Iterator[str]:
    """Yield the names of the features that hold of a claim and a place.

    `every` holds `nearest` of all sites, `at` is this one's number, `page_stems` the stems of each sentence of the report.
    """
    lie, mention = every[at]
    near = "here" if lie in ("inside", "before", "after") else lie
    kind = _kind(site.place)
    act = words().act[here.claim.what.type.value]
    yield f"lie={lie}"
    yield f"lie={lie} shape={mention.shape}"
    yield f"lie={lie} kind={kind}"
    yield f"near={near} kind={kind} shape={mention.shape}"
    yield f"near={near} act={act}"
    yield f"near={near} act={act} kind={kind}"
    yield f"near={near} relation={_motion(mention)}"
    yield f"near={near} voiced={bool(here.origin)}"
    yield f"near={near} times={min(4, len(site.mentions))}"
    yield from _behind(here, mention, lie, every)
    yield from _rivals(lie, every)
    if _in_source(here, mention):
        yield f"in source kind={kind}"
        yield f"in source act={act}"
    first = site.mentions[0]
    if first.dateline and len(site.mentions) == 1:
        yield f"near={near} dateline only"
    elif first.span.start < 250:
        yield f"near={near} leads shape={first.shape}"
    told = len(here.sentence_stems & page_stems[mention.sentence]) if lie not in ("inside", "before", "after") else 0
    shared = max((len(here.stems & page_stems[m.sentence]) for m in site.mentions if m.sentence != here.sentence), default=0)
    yield f"near={near} words shared={min(3, shared)}"
    yield f"near={near} sentence shares={min(3, told)}"
    yield from _after(here, past, at, lie, mention)


def _kind(place: Place) -> str:
    if place.radius_km > 1200 and place.feature != "country":
        return "wide"
    return place.feature if place.feature in ("country", "settlement", "admin1", "sea", "facility") else "area"


def _behind(here: Seat, mention: PlaceMention, lie: str, every: Sequence[tuple[str, PlaceMention]]) -> Iterator[str]:
    if lie == "later":
        yield f"later sentences={min(4, mention.sentence - here.sentence)}"
    if lie not in ("back", "above"):
        return
    latest = max(m.span.start for other, m in every if other in ("back", "above"))
    yield f"{lie} sentences={min(6, here.sentence - mention.sentence)}"
    yield f"{lie} latest={mention.span.start == latest}"
    yield f"{lie} paragraphs={min(4, here.paragraph - mention.paragraph)}"


def _rivals(lie: str, every: Sequence[tuple[str, PlaceMention]]) -> Iterator[str]:
    inside = sum(other == "inside" for other, _ in every) - (lie == "inside")
    beside = sum(other in ("before", "after") for other, _ in every) - (lie in ("before", "after"))
    yield f"lie={lie} others inside={min(2, inside)}"
    yield f"lie={lie} others beside={min(2, beside)}"


def _after(here: Seat, past: Past, at: int, lie: str, mention: PlaceMention) -> Iterator[str]:
    """What was chosen for earlier claims: the claim before, the last place chosen, the place most often chosen, that of the same
    source, and the words that earlier claims there share with this one."""
    act, kind = words().act[here.claim.what.type.value], _kind(mention.place)
    if past.last is not None and past.last[1] != NOWHERE:
        close, held = _close(here, past.last[0]), past.last[1] == at
        yield f"next held={held} {close}"
        yield f"next held={held} {close} source={_same_source(here, past.last[0])}"
        yield f"next held={held} lie={lie}"
        if held:
            yield f"next held motion={_motion(mention)}"
            yield f"next held {close} type={here.claim.what.type.value}"
            yield f"next held points back={bool(words().back.search(here.claim.text))}"
            yield f"next held witness={bool(words().witness.search(here.origin))} {close}"
    elif past.held is not None:
        close, held = _close(here, past.held[0]), past.held[1] == at
        yield f"last held={held} {close}"
        yield f"last held={held} {close} source={_same_source(here, past.held[0])}"
        yield f"last held={held} lie={lie}"
    if past.times[at]:
        most = max(past.times.values())
        yield f"held most={past.times[at] == most} lie={lie}"
        yield f"held times={min(4, past.times[at])}"
        yield f"held recently={past.recent.count(at)}"
        yield f"held share={round(4 * past.times[at] / sum(past.times.values()))} kind={kind}"
        yield f"held words={min(4, len(here.stems & past.stems[at]))} act={act}"
        yield f"held words={min(4, len(here.stems & past.stems[at]))} lie={lie}"
        rest = max((len(here.stems & stems) for other, stems in past.stems.items() if other != at), default=0)
        yield f"held words lead={max(-2, min(2, len(here.stems & past.stems[at]) - rest))}"
    if here.origin and here.origin in past.origins:
        yield f"source held={past.origins[here.origin] == at}"


def _close(here: Seat, other: Seat) -> str:
    return "sentence" if here.sentence == other.sentence else "paragraph" if here.paragraph == other.paragraph else "far"


def _same_source(here: Seat, other: Seat) -> str:
    return "same" if here.origin == other.origin else "narration" if not other.origin else "other"


def features_of_none(here: Seat, every: Sequence[tuple[str, PlaceMention]], past: Past) -> Iterator[str]:
    """Yield the names of the features that speak for no place at all."""
    claim = here.claim
    best = next((lie for lie in _LIES if any(other == lie for other, _ in every)), "nothing")
    act = words().act[claim.what.type.value]
    yield "none"
    yield f"none type={claim.what.type.value}"
    yield f"none modality={claim.modality.value}"
    yield f"none modality={claim.modality.value} act={act}"
    yield f"none best={best}"
    yield f"none best={best} act={act}"
    yield f"none voiced={bool(here.origin)}"
    yield f"none negated={claim.polarity.value == 'negated'}"
    yield f"none words={min(4, len(claim.text.split()) // 4)}"
    yield f"none points back={bool(words().back.search(claim.text))} best={best}"
    yield f"none witness={bool(words().witness.search(here.origin))} act={act}"
    yield f"none patient={any(p.role.value == 'patient' for p in claim.what.participants)}"
    if past.last is not None:
        yield f"none next held={past.last[1] != NOWHERE} {_close(here, past.last[0])}"
        yield f"none next held={past.last[1] != NOWHERE} {_same_source(here, past.last[0])}"


_LIES = ("inside", "before", "after", "back", "above", "later")


def _motion(mention: PlaceMention) -> str:
    relation = mention.relating.relation.value
    if relation in ("in", "near", "from", "toward", "off", "between"):
        return relation if mention.shape == "site" or relation != "in" else "plain"
    return "compass"


def _in_source(here: Seat, mention: PlaceMention) -> bool:
    return any(
        link.source.span.start <= mention.span.start < link.source.span.end and len(link.source.span) < 200 for link in here.claim.chain
    )


@cache
def weights() -> Mapping[str, float]:
    """Return the fitted weights by feature."""
    flat: dict[str, float] = {}
    for group in table("where_weights").values():
        flat |= group
    return flat


def sentence_stems(page: Layout) -> tuple[frozenset[str], ...]:
    """Return the stems of each sentence of a report."""
    return tuple(_stems(page.sentence_span(number).of(page.text)) for number in range(len(page.sentences)))


def assign(
    seats: Sequence[Seat],
    places: Sequence[Site],
    page_stems: Sequence[frozenset[str]],
    scores: Sequence[Mapping[int, float]] | None = None,
) -> list[tuple[int, float]]:
    """Return for each claim the number of its place (-1 = none) with its probability, in the order given (text order).

    `scores` holds for each claim the encoder's probability of each place, where it gave one.
    """
    known, past = weights(), Past()
    picked: list[tuple[int, float]] = []
    for number, here in enumerate(seats):
        every = [nearest(here, site) for site in places]
        totals = [sum(known.get(f, 0.0) for f in features_of_none(here, every, past))]
        for at, site in enumerate(places):
            total = sum(known.get(f, 0.0) for f in features_of_site(here, site, every, past, at, page_stems))
            if scores is not None:
                total += known["encoder"] * _logit(scores[number].get(at, 0.0)) + known["encoder base"]
            totals.append(total)
        best = max(range(len(totals)), key=totals.__getitem__)
        picked.append((best - 1, 1 / sum(exp(total - totals[best]) for total in totals)))
        past.add(here, best - 1)
    return picked


def _logit(probability: float) -> float:
    held = min(0.999, max(0.001, probability))
    return log(held / (1 - held))
