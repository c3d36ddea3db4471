"""/api/v1: the queries of the pages as JSON with OpenAPI, reports in, rulings in."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from sayso.errors import SaysoError
from sayso.load import Failure, Given, Loaded, Options, inputs, load_text
from sayso.model import Judgement, Ruling
from sayso.pipeline import judge, sheet_of
from sayso.publish.export import judgement_row
from sayso.settings import Settings
from sayso.web import plain
from sayso.web.corrections import FORMS, lines
from sayso.web.jobs import Jobs, TooManyJobs
from sayso.web.page import asked, house_of
from sayso.web.question import SORTS
from sayso.web.views import board, lists
from sayso.web.views.actor import record
from sayso.web.views.times import timeline

router = APIRouter(prefix="/api/v1", tags=["v1"])
Plain = dict[str, Any]
Words = Annotated[list[str], Query(description="Several may be given; any of them fits.")]
Limit = Annotated[int, Query(ge=1, le=plain.MOST)]
After = Annotated[str | None, Query(description="`next` of the page before.")]
AsOf = Annotated[str | None, Query(description="What the ledger believed then: a day or a time (UTC).")]
Rules = Annotated[str, Query(description="sayso, airwars, isw, ucdp or acled.")]
Day = Annotated[str | None, Query(description="A day, such as 2025-01-12.")]
Id = Annotated[str, Path(max_length=300)]
GONE: dict[int | str, dict[str, Any]] = {404: {"description": "not in this ledger"}, 400: {"description": "a value that cannot be"}}
WRONG: dict[int | str, dict[str, Any]] = {400: {"description": "a value that cannot be"}}


class GivenReport(BaseModel):
    """A report: its text or HTML, or an address to fetch."""

    model_config = ConfigDict(extra="forbid")
    text: str | None = Field(None, description="Running text or HTML.", max_length=6_000_000)
    url: str | None = Field(None, description="With text: where it stands. Without: the address to fetch.", max_length=2000)
    title: str | None = Field(None, max_length=1000)
    publisher: str | None = Field(None, max_length=300)
    published: date | None = None
    name: str | None = Field(None, max_length=300)


class GivenReports(BaseModel):
    """Reports to read."""

    model_config = ConfigDict(extra="forbid")
    reports: list[GivenReport] = Field(min_length=1, max_length=200)


class GivenJudgement(BaseModel):
    """A ruling: `fields` are what edit and set give."""

    model_config = ConfigDict(extra="forbid")
    ruling: Ruling
    subjects: list[Annotated[str, Field(min_length=1, max_length=300)]] = Field(min_length=1, max_length=500)
    author: str = Field(min_length=1, max_length=100)
    note: str = Field("", max_length=2000)
    fields: dict[str, str] = Field(default_factory=dict, max_length=20)


@router.get("/events", responses=WRONG)
def events(
    request: Request, type: Words = [], standing: Words = [], side: Words = [], voice: Words = [], outlet: Words = [], place: Words = [],  # noqa: B006
    flag: Words = [], from_: Annotated[str | None, Query(alias="from")] = None, to: Day = None, ev: str | None = None,  # noqa: B006
    bbox: str | None = None, sort: Annotated[str, Query(description=", ".join(SORTS))] = "day", rules: Rules = "sayso", asof: AsOf = None,
    after: After = None, limit: Limit = 50,
) -> Plain:  # fmt: skip
    """Events with their standings, claims and reasons, a page at a time."""
    house, ask = house_of(request), asked(request)
    found = plain.events(house, ask, limit)
    return {"events": found.rows, "next": found.next, "asof": asof, "rules": ask.rules}


@router.get("/events/{identity}", responses=GONE)
def event(request: Request, identity: Id, rules: Rules = "sayso", asof: AsOf = None) -> Plain:
    """One event: standing, reasons, what would move it, members."""
    house, ask = house_of(request), asked(request)
    sheet = sheet_of(house.ledger, identity, asof=ask.asof, profile=ask.rules)
    if sheet is None:
        other = house.ledger.merged_into(identity)
        raise HTTPException(404, f"{identity} was merged into {other}" if other else f"No event {identity} here")
    return plain.event(house, ask, sheet)


@router.get("/events/{identity}/history", responses=GONE)
def history(request: Request, identity: Id, rules: Rules = "sayso") -> Plain:
    """How an event stood, the oldest first."""
    house, ask = house_of(request), asked(request)
    found = house.ledger.standings_of(identity, profile=ask.rules)
    if not found:
        raise HTTPException(404, f"No event {identity} here")
    rows = [
        {
            "standing": str(one.standing.verdict), "rule": one.standing.rule, "credibility": one.standing.credibility, "cause": one.cause,
            "from": one.known_from.isoformat(), "to": one.known_to.isoformat() if one.known_to else None,
        }
        for one in found
    ]  # fmt: skip
    return {"event": identity, "standings": rows}


@router.get("/claims", responses=WRONG)
def claims(
    request: Request, q: Annotated[str | None, Query(description="Words that a claim holds.")] = None, type: Words = [],  # noqa: B006
    side: Words = [],  # noqa: B006
    voice: Words = [], outlet: Words = [], place: Words = [], from_: Annotated[str | None, Query(alias="from")] = None, to: Day = None,  # noqa: B006
    asof: AsOf = None, after: After = None, limit: Limit = 50,
) -> Plain:  # fmt: skip
    """Claims, a page at a time: those that hold the words, else by day."""
    found = plain.claims(house_of(request), asked(request), limit)
    return {"claims": found.rows, "next": found.next}


@router.get("/claims/{identity}", responses=GONE)
def claim(request: Request, identity: Id, asof: AsOf = None) -> Plain:
    """One claim, by its id REPORT:CLAIM."""
    house, ask = house_of(request), asked(request)
    report, _, _ = identity.partition(":")
    found = next((one for one in house.ledger.claims_of(report, asof=ask.asof) if one.id == identity), None)
    if found is None:
        raise HTTPException(404, f"No claim {identity} here: ids are REPORT:CLAIM")
    return plain.claim(house, ask, found)


@router.get("/reports", responses=WRONG)
def reports(request: Request, q: str | None = None, after: After = None, asof: AsOf = None) -> Plain:
    """Reports, the last learned first, and what could not be read."""
    return lists.reports(house_of(request), asked(request))


@router.get("/reports/{identity}", responses=GONE)
def report(request: Request, identity: Id, asof: AsOf = None) -> Plain:
    """The claims document of a report."""
    found = plain.report(house_of(request), asked(request), identity)
    if found is None:
        raise HTTPException(404, f"No report {identity} here")
    return found


@router.get("/actors", responses=WRONG)
def actors(request: Request, q: str | None = None, asof: AsOf = None) -> Plain:
    """Named voices, those that most events rest on first."""
    return lists.actors(house_of(request), asked(request))


@router.get("/actors/{identity:path}", responses=GONE)
def actor(request: Request, identity: Id, asof: AsOf = None) -> Plain:
    """What became of a voice's claims: counts with intervals, never a score."""
    found = record(house_of(request), asked(request), identity)
    if found is None:
        raise HTTPException(404, f"No voice {identity!r} that is followed here")
    return found


@router.get("/facets", responses=WRONG)
def facets(request: Request, asof: AsOf = None) -> Plain:
    """For each filter the values with how many events have them, under the filters given."""
    return {"facets": board.facets(house_of(request), asked(request))}


@router.get("/timeline", responses=WRONG)
def days(request: Request, asof: AsOf = None) -> Plain:
    """Events by day, week, month or year and standing."""
    return timeline(house_of(request), asked(request))


@router.get("/changes", responses=WRONG)
def changes(request: Request, since: Day = None, asof: AsOf = None) -> Plain:
    """Standings that moved, and rulings, since a time."""
    return lists.changes(house_of(request), asked(request))


@router.post("/reports", status_code=202, responses={**WRONG, 503: {"description": "too many jobs wait"}})
def give(request: Request, given: GivenReport | GivenReports) -> Response:
    """Take reports in; they are read in the background. Follow the job at `href`."""
    listed = given.reports if isinstance(given, GivenReports) else [given]
    for one in listed:
        if not one.text and not one.url:
            raise HTTPException(400, "A report has neither text nor url: give one of them")
    house, jobs = house_of(request), jobs_of(request)
    words = listed[0].title or listed[0].name or listed[0].url or "a report"
    try:
        job = jobs.ask(words if len(listed) == 1 else f"{words} and {len(listed) - 1} more", lambda: loaded(listed, house.settings))
    except TooManyJobs:
        raise HTTPException(503, "Too many jobs wait: try again in a minute", {"retry-after": "60"}) from None
    return JSONResponse(plain.job(job), 202, {"location": f"/api/v1/jobs/{job.id}"})


def fetched(url: str, given: Given, settings: Settings) -> Iterator[Loaded | Failure]:
    """Yield what stands at an address of the network; files of this machine are none."""
    if url.partition("://")[0].lower() not in ("http", "https"):
        yield Failure(url, f"{url}: no address of the network: give one that begins with http:// or https://")
        return
    yield from inputs([url], Options(given=given), settings)


def jobs_of(request: Request) -> Jobs:
    """Return the jobs of this house."""
    own: Jobs = request.app.state.jobs
    return own


def loaded(listed: list[GivenReport], settings: Settings) -> Iterator[Loaded | Failure]:
    """Yield the reports that were given: texts as they are, addresses fetched under the settings' guards."""
    for one in listed:
        own = Given(title=one.title, publisher=one.publisher, published=one.published, url=one.url)
        place = one.name or one.title or one.url or "a report"
        if one.text:
            try:
                yield load_text(one.text, place, own, settings.load, name=one.name)
            except SaysoError as fault:
                yield Failure(place, str(fault))
        else:
            yield from fetched(str(one.url), own, settings)


@router.get("/jobs", responses=WRONG)
def jobs(request: Request) -> Plain:
    """The jobs that wait or are being read."""
    return {"jobs": [plain.job(one) for one in jobs_of(request).under_way()]}


@router.get("/jobs/{identity}", responses=GONE)
def job(request: Request, identity: Id) -> Plain:
    """How a job stands."""
    found = jobs_of(request).get(identity)
    if found is None:
        raise HTTPException(404, f"No job {identity} here: jobs are forgotten when the server stops")
    return plain.job(found)


@router.get("/judgements", responses=WRONG)
def judgements(request: Request, asof: AsOf = None) -> Plain:
    """Every ruling by a person, the oldest first."""
    return {"judgements": [judgement_row(one) for one in house_of(request).ledger.judgements(asof=asked(request).asof)]}


@router.post("/judgements", status_code=201, responses=WRONG)
def rule(request: Request, given: GivenJudgement) -> Plain:
    """Rule; returns the events that changed."""
    house = house_of(request)
    own = Judgement(ruling=given.ruling, subjects=tuple(given.subjects), author=given.author, at=house.clock(), note=given.note,
                    fields=tuple(given.fields.items()))  # fmt: skip
    with house.writing:
        changed = judge(house.ledger, own, known_at=house.clock(), settings=house.settings)
    return {"judgement": judgement_row(own), "changed": list(changed)}


@router.get("/corrections", responses=WRONG, response_class=Response)
def corrections(request: Request, form: Annotated[str, Query(description=", ".join(FORMS))] = "labelstudio") -> Response:
    """What people corrected, as JSON lines for Label Studio or Prodigy."""
    if form not in FORMS:
        raise HTTPException(400, f"form={form!r} is none: give one of {', '.join(FORMS)}")
    return Response("".join(lines(house_of(request), form)), media_type="application/x-ndjson")


@router.get("/about")
def about(request: Request) -> Plain:
    """The ledger: when it last learned something, its settings of the web."""
    house = house_of(request)
    moment = house.moment()
    own = asdict(house.settings.web)
    return {"ledger": house.ledger.path.name, "known": moment.time.isoformat() if moment.time else None, "acts": moment.turn,
            "desks": own["desks"], "sides": [{"letter": role, "name": title} for role, title in house.sides().legend()]}  # fmt: skip
