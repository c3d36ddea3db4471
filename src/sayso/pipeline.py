"""The main path: a report is parsed, attributed and grounded; claims are linked to events; events stand. Stages meet here alone."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.attribute import attribute
from sayso.engines import Engine, default_engine
from sayso.errors import InputError, SaysoError
from sayso.gazetteer import open_gazetteer
from sayso.ground import Knowledge, ground, wars
from sayso.link import ClaimInReport, Details, Join, Linked, Match, MemoryBook, buckets, details, events, keys, link, load_weights
from sayso.load import Failure, Loaded
from sayso.load.copies import likeness
from sayso.load.parts import worded
from sayso.model import Account, Claim, Event, Judgement, Parsed, Report, Ruling, Standing
from sayso.model.corrections import ACTOR, OUTLET, check, corrected, corrections, held, outlets
from sayso.model.moved import moved
from sayso.packs import Registered, load_packs
from sayso.parse import parse
from sayso.publish.marked import marked
from sayso.publish.sheet import EventSheet, ReportSheet
from sayso.settings import Settings, shipped
from sayso.stand import PROFILES, Record, accounts, near_copies, stands, taking_back

if TYPE_CHECKING:  # a report is read without the ledger's database
    from sayso.ledger import Added, EventFilter, Ledger

LISTED_TOGETHER = 200  # events that are fetched in one step
LINKED_TOGETHER = 30_000  # claims that are linked in one step at most
READ_TOGETHER = 1000  # claims that are read back whole in one step


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report with its claims in text order, and flags on what is unusual about it."""

    report: Report
    claims: tuple[Claim, ...]
    flags: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        return marked(self.report, self.claims)


@cache
def knowledge(settings: Settings) -> Knowledge:
    """Return what grounding knows under these settings, opened once a process."""
    gazetteer = open_gazetteer(Path(settings.gazetteer.folder), worldview=settings.gazetteer.worldview)
    return Knowledge(gazetteer, load_packs(settings.packs.names), wars())


def read_report(loaded: Loaded, *, engine: Engine | None = None, settings: Settings | None = None) -> ReadReport:
    """Return one report read. Errors go to the caller."""
    own, settings = engine or default_engine(), settings or shipped()
    text = loaded.report.text
    cut = worded(text, settings.load.longest_part)
    if cut == [(0, len(text))]:
        return ReadReport(loaded.report, _claims(loaded.report, own, settings), loaded.flags)
    claims: list[Claim] = []
    for start, end in cut:
        part = replace(loaded.report, text=text[start:end])
        claims += moved(_claims(part, own, settings), start, loaded.report.id)
    return ReadReport(loaded.report, tuple(claims), (*loaded.flags, *_cut(cut, len(text))))


def _cut(parts: Sequence[tuple[int, int]], length: int) -> Iterator[str]:
    """Flags on what a report lost by being read in parts."""
    if len(parts) > 1:
        yield f"long: read in {len(parts)} parts, names do not carry over"
    if left := length - sum(end - start for start, end in parts):
        yield f"{left:,} marks without words not read"


def read_reports(
    loaded: Iterable[Loaded | Failure], *, engine: Engine | None = None, settings: Settings | None = None
) -> Iterator[ReadReport | Failure]:
    """Yield every report read, in order; one that fails becomes a Failure and the run goes on. Failures of loading pass through."""
    own, settings = engine or default_engine(), settings or shipped()
    for one in loaded:
        yield one if isinstance(one, Failure) else _kept(one, own, settings)


def parsed_report(loaded: Loaded, *, engine: Engine | None = None) -> Parsed:
    """Return a report as `parse` leaves it: for what asks about more than claims, such as ship cards."""
    own = engine or default_engine()
    return parse(loaded.report, own.read([loaded.report.text])[0])


def _kept(loaded: Loaded, engine: Engine, settings: Settings) -> ReadReport | Failure:
    try:
        return read_report(loaded, engine=engine, settings=settings)
    except SaysoError as fault:
        return Failure(_place(loaded), str(fault))
    except Exception as fault:  # noqa: BLE001 the one place: whatever a report does to a stage, the run goes on and says so
        return Failure(_place(loaded), f"{type(fault).__name__}: {fault}: please report this with the text")


def _place(loaded: Loaded) -> str:
    return loaded.report.name or loaded.report.url or loaded.report.id


def _claims(report: Report, engine: Engine, settings: Settings) -> tuple[Claim, ...]:
    reading = engine.read([report.text])[0]
    parsed = parse(report, reading)
    claims, scores = attribute(parsed, reading, settings.attribute)
    return ground(parsed, claims, scores, knowledge(settings), settings.evidence)


def assemble(
    reads: Sequence[ReadReport], *, judgements: Sequence[Judgement] = (), settings: Settings | None = None, profile: str = "sayso"
) -> tuple[EventSheet, ...]:
    """Return the events that the reports tell of, as they stand, in memory: what a ledger of these reports alone would hold."""
    told = {one.id: (read.report, one.claim) for read in reads for one in _core(read.report, read.claims)}
    every = [one for read in reads for one in _compared(read.report, read.claims)]
    return assemble_claims(every, told, judgements=judgements, settings=settings, profile=profile)


def assemble_claims(
    every: Sequence[Details],
    told: Mapping[str, tuple[Report, Claim]],
    *,
    judgements: Sequence[Judgement] = (),
    settings: Settings | None = None,
    profile: str = "sayso",
) -> tuple[EventSheet, ...]:
    """Return the events of core claims, as they stand; `told` gives report and claim for the id of each of `every`."""
    own, book = settings or shipped(), MemoryBook()
    linked = link(every, book, judgements, own.link)
    found = events(linked.changed, book, {name: claim for name, (_, claim) in told.items()}, linked.matches)
    back = taking_back(told)
    stood = [_stood(one, _heard(one, told, back), judgements, own, (profile,))[profile] for one in found]
    return tuple(EventSheet(event=one, standing=how, members=_members(one, told)) for one, how in zip(found, stood, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a batch did to the ledger: reports added, and the events whose members or standing changed."""

    added: "Added"
    events: tuple[str, ...]
    ambiguous: tuple[str, ...]


def add(ledger: "Ledger", reads: Sequence[ReadReport], *, known_at: datetime, settings: Settings | None = None) -> Gathered:
    """Put reports into the ledger, their claims into events, and let every event that changed stand anew.

    What was added but not linked when a run was cut off is linked by the next one.
    """
    added = ledger.add(reads, known_at)
    linked = link_added(ledger, known_at=known_at, wanted=added.events, settings=settings)
    return Gathered(added=added, events=linked.changed, ambiguous=linked.ambiguous)


def link_added(ledger: "Ledger", *, known_at: datetime, wanted: Sequence[str] = (), settings: Settings | None = None) -> Linked:
    """Put all claims of the ledger that are in no event yet into events, and let what changed stand anew, with the events `wanted`.

    Claims that come together share the work of looking at the events near them: many at a time are far cheaper than few.
    """
    own = settings or shipped()
    matches, changed, joins = dict[str, Match](), dict[str, None](), list[Join]()
    while (pending := ledger.unlinked(LINKED_TOGETHER)) or wanted:
        linked = _link(ledger, pending, wanted, known_at, own)
        matches |= linked.matches
        changed |= dict.fromkeys(linked.changed)
        joins += linked.joins
        wanted = ()
    return Linked(matches, tuple(changed), tuple(joins))


def judge(ledger: "Ledger", judgement: Judgement, *, known_at: datetime, settings: Settings | None = None) -> tuple[str, ...]:
    """Add a person's ruling, link and stand anew what it touches, and return the events that changed.

    Raises InputError where a subject is neither a claim, an event nor a report of the ledger, or a correction cannot be.
    """
    own, touched = settings or shipped(), dict[str, None]()
    check(judgement)
    subjects: list[str] = []
    for subject in judgement.subjects:
        if subject.startswith((OUTLET, ACTOR)):
            touched |= dict.fromkeys(ledger.events_of_outlet(subject.removeprefix(OUTLET)) if subject.startswith(OUTLET) else ())
            subjects.append(subject)
            continue
        claims = _claims_of(ledger, subject)
        if not claims:
            raise InputError(f"{subject}: no claim, event or report of this ledger: `sayso claims` and `sayso events` list them")
        touched |= dict.fromkeys(event for claim in claims if (event := ledger.event_of(claim)))
        subjects.append(claims[0] if judgement.ruling in (Ruling.SAME, Ruling.NOT_SAME) else subject)
    ledger.add_judgement(replace(judgement, subjects=tuple(subjects)), known_at)
    linked = _link(ledger, (), touched, known_at, own)
    return tuple(dict.fromkeys((*linked.changed, *_restand(ledger, touched, known_at, own))))


def told_of(ledger: "Ledger", claims: Sequence[str], asof: datetime | None = None) -> dict[str, tuple[Report, Claim]]:
    """Return report and claim for each claim id that was believed, people's corrections in them."""
    told, edits = dict(ledger.told(claims, asof=asof)), corrections(ledger.judgements(asof=asof))
    for name in edits.keys() & told.keys():
        report, claim = told[name]
        told[name] = (report, corrected(claim, edits[name]))
    return told


def _claims_of(ledger: "Ledger", subject: str) -> list[str]:
    """The ids of the claims that an id stands for: an event's members, a report's claims, a claim itself."""
    if subject.startswith("ev-"):
        return [one.claim for one in ledger.memberships(ledger.merged_into(subject) or subject)]
    if ":" in subject:
        return list(ledger.told([subject]))
    return [entry.id for entry in ledger.claims_of(subject)]


def _restand(ledger: "Ledger", wanted: Iterable[str], known_at: datetime, settings: Settings) -> Iterator[str]:
    """Let events stand anew under every profile; yields those whose standing changed."""
    judgements = ledger.judgements()
    for identity in wanted:
        entry = ledger.event(identity)
        if entry is not None:
            told = told_of(ledger, [one.claim for one in entry.event.members])
            for how in _stood(entry.event, told, judgements, settings).values():
                yield from ledger.put_standings({identity: how}, known_at, cause="judgement")


def sheet_of(ledger: "Ledger", event: str, *, asof: datetime | None = None, profile: str = "sayso") -> EventSheet | None:
    """Return an event with its standing and the claims behind it, None where the ledger did not believe in it then."""
    return next(iter(sheets_of(ledger, [event], asof=asof, profile=profile)), None)


def sheets_of(ledger: "Ledger", events: Sequence[str], *, asof: datetime | None = None, profile: str = "sayso") -> list[EventSheet]:
    """Return the events of these ids in this order, fetched together; those that the ledger did not believe in then are left out."""
    with ledger.still():
        held = ledger.whole(events, asof=asof, profile=profile)
        told = told_of(ledger, [one.claim for entry in held.values() for one in entry.event.members], asof)
    found = []
    for name in events:
        entry = held.get(name)
        if entry is not None and entry.standing is not None:
            known = replace(entry.event, members=tuple(one for one in entry.event.members if one.claim in told))
            found.append(EventSheet(event=known, standing=entry.standing, members=_members(known, told)))
    return found


def sheets(ledger: "Ledger", own: "EventFilter", *, asof: datetime | None = None, limit: int | None = 50) -> Iterator[EventSheet]:
    """Yield the events that meet the filter, newest day first, at most `limit` of them (None = all)."""
    after, left = None, limit if limit is not None else sys.maxsize
    while left > 0:
        page = ledger.events(own, asof=asof, after=after, limit=min(left, LISTED_TOGETHER))
        yield from sheets_of(ledger, [entry.id for entry in page.entries], asof=asof, profile=own.profile)
        left, after = left - len(page.entries), page.next
        if after is None:
            return


def report_sheets(ledger: "Ledger", *, asof: datetime | None = None) -> Iterator[ReportSheet]:
    """Yield every report of the ledger with its claims."""
    for own in ledger.report_ids(asof=asof):
        entry = ledger.report(own, asof=asof)
        if entry is not None:
            claims = tuple(one.claim for one in ledger.claims_of(own, asof=asof))
            yield ReportSheet(report=entry.report, claims=claims, flags=entry.flags)


def _link(ledger: "Ledger", pending: Sequence[str], wanted: Iterable[str], known_at: datetime, settings: Settings) -> Linked:
    """Link claims of the ledger that are in no event: they, the claims of the events near them and those of the events `wanted` are
    linked as if for the first time.

    So whoever comes late finds the events that all would have made together, as far as that neighbourhood reaches (docs/scale.md).
    """
    weights, wanted = load_weights(), frozenset(wanted)
    fresh, back = _looked_at(ledger, pending)
    shelved = {one.id: (keys(one, weights), buckets(one)) for one in fresh}
    looks = [key for (own, ring), _ in shelved.values() for key in (*own, *ring)]
    near = ledger.near(looks, [day for _, (_, seen) in shelved.values() for day in seen])
    before = ledger.members(dict.fromkeys((*near, *sorted(wanted))))
    held, withdrawn = _looked_at(ledger, [claim for members in before.values() for claim in members if claim not in shelved])
    book, judgements, back = MemoryBook(), ledger.judgements(), back | withdrawn
    linked = link([*fresh, *held], book, judgements, settings.link)
    named, stood = dict[str, Event](), dict[str, dict[str, Standing]]()
    for some in _few_at_a_time(_anew(linked, book, before, wanted), book):
        told = told_of(ledger, [claim for one in some for claim in book.profile(one).claims])
        for name, event in zip(some, events(some, book, {name: claim for name, (_, claim) in told.items()}, linked.matches), strict=True):
            named[name] = event
            stood[name] = _stood(event, _heard(event, told, back), judgements, settings)
    kept = frozenset(linked.changed)
    gone = {old: book.event_of(members[0]) for old, members in before.items() if old not in kept and members}
    ledger.shelve({name: (own, shelves) for name, ((own, _), (shelves, _)) in shelved.items()})
    changed = ledger.put_events(named, known_at, merged={old: into for old, into in gone.items() if into})
    standing = [name for name in changed if name in named]
    for profile in PROFILES:
        ledger.put_standings({name: stood[name][profile] for name in standing}, known_at)
    return Linked({name: match for name, match in linked.matches.items() if name in shelved}, tuple(standing), linked.joins)


def _looked_at(ledger: "Ledger", claims: Sequence[str]) -> tuple[list[Details], dict[str, tuple[Report, Claim]]]:
    """What linking compares of claims of a ledger, and those of them that take something back; few are held whole at a time."""
    found, back = list[Details](), dict[str, tuple[Report, Claim]]()
    for at in range(0, len(claims), READ_TOGETHER):
        told = told_of(ledger, claims[at : at + READ_TOGETHER])
        found += _details(ledger, told)
        back |= taking_back(told)
    return found, back


def _few_at_a_time(events_: Iterable[str], book: MemoryBook) -> Iterator[list[str]]:
    """The events in lists that have some claims together."""
    some, claims = list[str](), 0
    for one in events_:
        some.append(one)
        claims += len(book.profile(one).claims)
        if claims >= READ_TOGETHER:
            yield some
            some, claims = [], 0
    if some:
        yield some


def _anew(linked: Linked, book: MemoryBook, before: Mapping[str, Sequence[str]], wanted: frozenset[str]) -> list[str]:
    """The events to be written: those `wanted`, and of the others those that have other members than before."""
    return [one for one in linked.changed if one in wanted or set(before.get(one, ())) != set(book.profile(one).claims)]


def _core(report: Report, claims: Sequence[Claim]) -> list[ClaimInReport]:
    """The claims that tell of a happening; remarks on verification and recaps found no event."""
    return [
        ClaimInReport(claim=claim, report=report.id, published=report.published, position=at)
        for at, claim in enumerate(claims)
        if claim.core
    ]


def _compared(report: Report, claims: Sequence[Claim]) -> list[Details]:
    ids = {claim.id: f"{report.id}:{claim.id}" for claim in claims}
    return [details(one, ids) for one in _core(report, claims)]


def _details(ledger: "Ledger", told: Mapping[str, tuple[Report, Claim]]) -> list[Details]:
    """Details of claims of a ledger."""
    positions = ledger.positions(list(told))
    return [details_of(name, claim, report.published, positions[name]) for name, (report, claim) in told.items()]


def details_of(name: str, claim: Claim, published: date | None, position: int) -> Details:
    """Return what linking compares of a stored claim.

    `name` is its id "REPORT:CLAIM", `published` its report's day, `position` its place there, from 0.
    """
    report, _, key = name.partition(":")
    ids = {answer.claim: f"{report}:{answer.claim}" for answer in claim.responds}
    return details(ClaimInReport(claim=claim, report=report, key=key, published=published, position=position), ids)


def _heard(
    event: Event, told: Mapping[str, tuple[Report, Claim]], back: Mapping[str, tuple[Report, Claim]]
) -> dict[str, tuple[Report, Claim]]:
    """Of the claims at hand those that an event's standing rests on: its own, and those of others that take something back."""
    return {**{one.claim: told[one.claim] for one in event.members if one.claim in told}, **back}


def _stood(
    event: Event, told: Mapping[str, tuple[Report, Claim]], judgements: Sequence[Judgement], settings: Settings,
    profiles: Sequence[str] = PROFILES,
) -> dict[str, Standing]:  # fmt: skip
    copies = near_copies(event, told, likeness, settings.link.copied)
    record = Record(near_copies=copies, retracted=_fallen(judgements, told))
    packs = _registered(judgements, settings)
    return stands(event, told, packs=packs, profiles=profiles, record=record, settings=settings.stand)


def _registered(judgements: Sequence[Judgement], settings: Settings) -> Registered:
    return Registered(load_packs(settings.packs.names), outlets(judgements))


def _fallen(judgements: Sequence[Judgement], told: Mapping[str, tuple[Report, Claim]]) -> frozenset[str]:
    """The claims that a person took back, by themselves or with their whole report."""
    gone = retracted(judgements)
    return frozenset(name for name, (report, _) in told.items() if name in gone or report.id in gone)


def accounts_of(
    sheet: EventSheet, judgements: Sequence[Judgement] = (), settings: Settings | None = None
) -> tuple[tuple[Account, ...], dict[str, str]]:
    """Return what the rules see of an event's members, and of those that copy another one's passage: claim id -> the id copied from."""
    own = settings or shipped()
    told = {f"{report.id}:{claim.id}": (report, claim) for report, claim in sheet.members}
    copies = near_copies(sheet.event, told, likeness, own.link.copied)
    record = Record(near_copies=copies, retracted=_fallen(judgements, told))
    return accounts(sheet.event, told, _registered(judgements, own), record, own.stand), copies


def retracted(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Return the ids (claims, reports) that a person took back, or rejected in review, those undone since left out."""
    every = tuple(judgements)
    return frozenset({*held(every, Ruling.RETRACT), *held(every, Ruling.REJECT)})


def _members(event: Event, told: Mapping[str, tuple[Report, Claim]]) -> tuple[tuple[Report, Claim], ...]:
    return tuple(told[one.claim] for one in event.members)
