"""Reports, claims, events and standings for the tests of the ledger. All of it is fiction: Norland and Sudmark are at war over Midvale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sayso.model import (
    Attribution,
    Bound,
    Claim,
    Event,
    EventType,
    Evidence,
    EvidenceKind,
    Grade,
    Membership,
    Modality,
    Origin,
    Participant,
    Place,
    Polarity,
    Quantity,
    Reason,
    Report,
    Role,
    Source,
    Span,
    Standing,
    Verdict,
    Voice,
    What,
    When,
    Where,
    phrase,
)

TEXT = "Two depots burned near Harrow on Monday, the Norland army said. A resident of Harrow saw no fire."
NOON = datetime(2031, 5, 14, 12, tzinfo=UTC)
HARROW = Place(name="Harrow", lat=50.5, lon=30.25, feature="settlement", country="ML", geonames=77)


@dataclass(frozen=True)
class Read:
    """A report that was read."""

    report: Report
    claims: Sequence[Claim]
    flags: Sequence[str] = ()


def at(minutes: float) -> datetime:
    """Minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def report(
    text: str = TEXT, *, name: str | None = "harrow", publisher: str = "Morning Wire", url: str | None = None, day: int = 14
) -> Report:
    """A report of that day."""
    return Report(text=text, name=name, publisher=publisher, published=date(2031, 5, day), title="Depots", language="en", url=url)


def claim(of: Report, words: str, *, speaker: str | None = "the Norland army", bloc: str | None = "norland", **more: object) -> Claim:
    """A claim whose content is these words of the report."""
    start = of.text.index(words)
    chain = (link(of, speaker, bloc),) if speaker else ()
    given: dict[str, object] = {
        "report": of.id, "spans": (Span(start, start + len(words)),), "text": words, "gist": words, "chain": chain,
        "voice": Voice.INDIRECT if chain else Voice.NARRATION, "what": What(type=EventType.STRIKE, family="force"), **more,
    }  # fmt: skip
    return Claim(**given)  # type: ignore[arg-type]


def link(of: Report, speaker: str, bloc: str | None) -> Attribution:
    """A link with its words in the report where they stand there."""
    start = max(of.text.find(speaker), 0)
    source = Source(
        text=speaker, span=Span(start, start + len(speaker)), name=speaker, actor=speaker.replace(" ", "-"), kind="military", country="NL",
        bloc=bloc, named=True, reason=Reason(rule="who.pack", why="in the pack", score=0.5, words=(speaker,)),
    )  # fmt: skip
    return Attribution(source=source)


def full_claim(of: Report) -> Claim:
    """A claim with every slot filled."""
    return claim(
        of,
        "Two depots burned near Harrow on Monday",
        polarity=Polarity.NEGATED,
        modality=Modality.POSSIBLE,
        hedges=(phrase(of.text, 0, 3),),
        what=What(
            type=EventType.DESTROY, family="force", mode="fire", trigger=phrase(of.text, 11, 17), plover="ASSAULT",
            participants=(Participant(role=Role.PATIENT, text="Two depots", span=Span(0, 10), name="the depots", names=("stores",)),),
        ),
        when=When(edtf="2031-05-12", start=date(2031, 5, 12), end=date(2031, 5, 13), precision="day", text="Monday", span=Span(33, 39)),
        said_when=When(edtf="2031-05/..", start=date(2031, 5, 1), end=None, precision="interval"),
        where=(
            Where(place=HARROW, text="near Harrow", span=Span(18, 29), radius_km=5.0, precision=2,
                  geometry={"type": "Point", "coordinates": [30.25, 50.5]}),
        ),
        quantities=(
            Quantity(value=2.0, bound=Bound.EXACT, unit="depot", words=phrase(of.text, 0, 3), low=2.0, high=2.0, role="killed"),
            Quantity(value=(1.0, 3.0), bound=Bound.RANGE, unit="depot", words=phrase(of.text, 0, 3), low=1.0, high=3.0),
            Quantity(value=None, bound=Bound.VAGUE, unit="depot", words=phrase(of.text, 0, 3)),
        ),
        evidence=(Evidence(kind=EvidenceKind.VIDEO, grade=Grade.E2, words=phrase(of.text, 0, 3), verifier="a lab"),),
        reasons=(Reason(rule="a.rule", why="said so", score=0.125, words=("said",)),),
    )  # fmt: skip


def read(text: str = TEXT, **more: object) -> Read:
    """A report with two claims; further words go to `report`."""
    own = report(text, **more)  # type: ignore[arg-type]
    sentences = [part.strip(" .") for part in own.text.split(". ")]
    return Read(own, (claim(own, sentences[0]), claim(own, sentences[1], speaker="A resident of Harrow", bloc=None)), ("short",))


def ids(*reads: Read) -> list[str]:
    """The ledger's ids of all claims."""
    return [f"{one.report.id}:{own.id}" for one in reads for own in one.claims]


def event(*claims: str, gist: str = "depots burn at Harrow", **more: object) -> Event:
    """An event with these claims."""
    members = tuple(Membership(claim=one, reason=Reason(rule="link.score", why="alike", score=2.5)) for one in claims)
    return Event(gist=gist, type=EventType.STRIKE, members=members, **more)  # type: ignore[arg-type]


def standing(verdict: Verdict = Verdict.SINGLE_SOURCE, rule: str = "R10", **more: object) -> Standing:
    """A standing under that verdict."""
    origin = Origin(names=("the Norland army",), blocs=("norland",), claims=("x",), reason=Reason(rule="R1", why="one voice"))
    given: dict[str, object] = {
        "verdict": verdict, "rule": rule, "credibility": 6, "evidence": Grade.E1, "origins": (origin,), "publishers": 1,
        "blocs": ("norland",), "flags": ("unverified",), **more,
    }  # fmt: skip
    return Standing(**given)  # type: ignore[arg-type]
