"""What is looked at when a claim gets its place, as names of features; `lexicon/where_weights.toml` weighs each of them.

A pair of claim and place is described twice: how the place's best mention lies to the claim (`Sight`), and what was chosen for the
claims before (`Trace`). Both hold few values each, so that their totals are kept.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.ground.where.mention import PlaceMention
from sayso.ground.where.seats import NOWHERE, Past, Seat, Site, nearest
from sayso.model import Relation, Span

LIES = ("inside", "before", "after", "back", "above", "later")
LONGEST_SOURCE = 200
MOTIONS = {one: one.value for one in (Relation.IN, Relation.NEAR, Relation.FROM, Relation.TOWARD, Relation.OFF, Relation.BETWEEN)}


@dataclass(frozen=True, slots=True)
class View:
    """All places as they lie to one claim: how each one's best mention lies and that mention, how many lie inside the claim and
    beside it in its sentence, where the latest mention before its sentence starts (-1 = none), the short sources
    of the claim, and how many of its stems stand in each sentence that holds a place."""

    every: Sequence[tuple[str, PlaceMention]]
    inside: int
    beside: int
    latest: int
    sources: Sequence[Span]
    shared: Mapping[int, int]


def view(here: Seat, places: Sequence[Site], page_stems: Sequence[frozenset[str]]) -> View:
    """Return how the places of a report lie to a claim; `page_stems` holds the stems of each sentence of the report."""
    every = [nearest(here, site) for site in places]
    lies = Counter(lie for lie, _ in every)
    latest = max((mention.span.start for lie, mention in every if lie in ("back", "above")), default=-1)
    sources = [link.source.span for link in here.claim.chain if len(link.source.span) < LONGEST_SOURCE]
    shared = {at: len(here.stems & page_stems[at]) for at in {at for site in places for at in site.sentences}}
    return View(every, lies["inside"], lies["before"] + lies["after"], latest, sources, shared)


class Sight(NamedTuple):
    """How a place lies to a claim: see `sight_features` for what each value is."""

    lie: str
    shape: str
    kind: str
    act: str
    motion: str
    voiced: bool
    times: int
    sentences: int
    paragraphs: int
    latest: bool
    others_inside: int
    others_beside: int
    in_source: bool
    lead: str
    shared: int
    told: int


class Trace(NamedTuple):
    """What earlier choices say about a place for a claim: see `trace_features`. What no feature looks at keeps its default: `motion`
    to `witness` where the claim before has another place, `times` to `act` where the place was never chosen."""

    order: str
    held: bool
    close: str
    source: str
    lie: str
    same_origin: bool | None
    motion: str = ""
    type: str = ""
    points_back: bool = False
    witness: bool = False
    times: int = 0
    most: bool = False
    recently: int = 0
    share: int = 0
    words: int = 0
    lead: int = 0
    kind: str = ""
    act: str = ""


NOT_NEXT = ("", "", False, False)  # Trace's `motion` to `witness`


def sight(here: Seat, site: Site, seen: View, at: int, page_stems: Sequence[frozenset[str]]) -> Sight:
    """Return how the place number `at` lies to a claim; `page_stems` holds the stems of each sentence of the report."""
    lie, mention = seen.every[at]
    sentences, paragraphs, latest = 0, 0, False
    if lie in ("back", "above"):
        sentences, paragraphs = min(6, here.sentence - mention.sentence), min(4, here.paragraph - mention.paragraph)
        latest = mention.span.start == seen.latest
    elif lie == "later":
        sentences = min(4, mention.sentence - here.sentence)
    inside, beside = lie == "inside", lie in ("before", "after")
    in_source = any(span.start <= mention.span.start < span.end for span in seen.sources)
    shared = max([seen.shared[at] for at in site.sentences if at != here.sentence], default=0)
    told = 0 if inside or beside else len(here.sentence_stems & page_stems[mention.sentence])
    return Sight(
        lie, mention.shape, site.kind, here.act, _motion(mention), bool(here.origin), min(4, len(site.mentions)),
        sentences, paragraphs, latest, min(2, seen.inside - inside), min(2, seen.beside - beside),
        in_source, site.lead, min(3, shared), min(3, told),
    )  # fmt: skip


def _motion(mention: PlaceMention) -> str:
    name = MOTIONS.get(mention.relating.relation, "compass")
    return name if mention.shape == "site" or name != "in" else "plain"


def sight_features(seen: Sight) -> Iterator[str]:
    """Yield the features of how a place lies to a claim."""
    lie, kind, act = seen.lie, seen.kind, seen.act
    near = "here" if lie in ("inside", "before", "after") else lie
    yield f"lie={lie}"
    yield f"lie={lie} shape={seen.shape}"
    yield f"lie={lie} kind={kind}"
    yield f"near={near} kind={kind} shape={seen.shape}"
    yield f"near={near} act={act}"
    yield f"near={near} act={act} kind={kind}"
    yield f"near={near} relation={seen.motion}"
    yield f"near={near} voiced={seen.voiced}"
    yield f"near={near} times={seen.times}"
    if lie == "later":
        yield f"later sentences={seen.sentences}"
    if lie in ("back", "above"):
        yield f"{lie} sentences={seen.sentences}"
        yield f"{lie} latest={seen.latest}"
        yield f"{lie} paragraphs={seen.paragraphs}"
    yield f"lie={lie} others inside={seen.others_inside}"
    yield f"lie={lie} others beside={seen.others_beside}"
    if seen.in_source:
        yield f"in source kind={kind}"
        yield f"in source act={act}"
    if seen.lead:
        yield f"near={near} {seen.lead}"
    yield f"near={near} words shared={seen.shared}"
    yield f"near={near} sentence shares={seen.told}"


class Recall(NamedTuple):
    """What a claim calls up: the stems it shares with the claims of each place, how often the most frequent place was chosen, and how
    often any was; then the type of what it tells, and the claim whose place it most likely shares: whether that is the claim before
    ("next") or the last one that has a place ("last"; "" = there is none), its place, how near it stands, and whose words it is."""

    shared: dict[int, int]
    most: int
    total: int
    type: str
    order: str
    nearer: int
    close: str
    source: str


def recall(here: Seat, past: Past) -> Recall:
    """Return what a claim calls up of the choices before it."""
    shared = {place: len(here.stems & stems) for place, stems in past.stems.items()}
    nearer = past.last if past.last is not None and past.last[1] != NOWHERE else past.held
    order = "" if nearer is None else "next" if nearer is past.last else "last"
    close, source = (_close(here, nearer[0]), _same_source(here, nearer[0])) if nearer else ("", "")
    place, times = nearer[1] if nearer else NOWHERE, past.times.values()
    return Recall(shared, max(times, default=0), sum(times), here.claim.what.type.value, order, place, close, source)


def trace(here: Seat, site: Site, past: Past, recalled: Recall, at: int, found: tuple[str, PlaceMention]) -> Trace:
    """Return what was chosen for earlier claims, as it bears on the place number `at`: the claim before ("next"), else the last place
    chosen ("last"), how often this place was chosen, and the words that earlier claims there share with this one."""
    lie, mention = found
    times, held = past.times.get(at, 0), recalled.nearer == at
    same_origin = past.origins[here.origin] == at if here.origin and here.origin in past.origins else None
    near = (_motion(mention), recalled.type, here.points_back, here.witness) if held and recalled.order == "next" else NOT_NEXT
    if not times:
        return Trace(recalled.order, held, recalled.close, recalled.source, lie, same_origin, *near)
    shared = recalled.shared.get(at, 0)
    rest = max((count for other, count in recalled.shared.items() if other != at), default=0)
    return Trace(
        recalled.order, held, recalled.close, recalled.source, lie, same_origin, *near,
        min(4, times), times == recalled.most, past.recent.count(at), round(4 * times / max(1, recalled.total)), min(4, shared),
        max(-2, min(2, shared - rest)), site.kind, here.act,
    )  # fmt: skip


def trace_features(left: Trace) -> Iterator[str]:
    """Yield the features of what was chosen before."""
    if left.order:
        yield f"{left.order} held={left.held} {left.close}"
        yield f"{left.order} held={left.held} {left.close} source={left.source}"
        yield f"{left.order} held={left.held} lie={left.lie}"
    if left.order == "next" and left.held:
        yield f"next held motion={left.motion}"
        yield f"next held {left.close} type={left.type}"
        yield f"next held points back={left.points_back}"
        yield f"next held witness={left.witness} {left.close}"
    if left.times:
        yield f"held most={left.most} lie={left.lie}"
        yield f"held times={left.times}"
        yield f"held recently={left.recently}"
        yield f"held share={left.share} kind={left.kind}"
        yield f"held words={left.words} act={left.act}"
        yield f"held words={left.words} lie={left.lie}"
        yield f"held words lead={left.lead}"
    if left.same_origin is not None:
        yield f"source held={left.same_origin}"


def _close(here: Seat, other: Seat) -> str:
    return "sentence" if here.sentence == other.sentence else "paragraph" if here.paragraph == other.paragraph else "far"


def _same_source(here: Seat, other: Seat) -> str:
    return "same" if here.origin == other.origin else "narration" if not other.origin else "other"


def none_features(here: Seat, seen: View, past: Past) -> Iterator[str]:
    """Yield the features that speak for no place at all."""
    claim, act = here.claim, here.act
    found = {lie for lie, _ in seen.every}
    best = next((lie for lie in LIES if lie in found), "nothing")
    yield "none"
    yield f"none type={claim.what.type.value}"
    yield f"none modality={claim.modality.value}"
    yield f"none modality={claim.modality.value} act={act}"
    yield f"none best={best}"
    yield f"none best={best} act={act}"
    yield f"none voiced={bool(here.origin)}"
    yield f"none negated={claim.polarity.value == 'negated'}"
    yield f"none words={min(4, len(claim.text.split()) // 4)}"
    yield f"none points back={here.points_back} best={best}"
    yield f"none witness={here.witness} act={act}"
    yield f"none patient={any(one.role.value == 'patient' for one in claim.what.participants)}"
    if past.last is not None:
        yield f"none next held={past.last[1] != NOWHERE} {_close(here, past.last[0])}"
        yield f"none next held={past.last[1] != NOWHERE} {_same_source(here, past.last[0])}"
