"""Rulings through the pages: forms of our own, signed for the browser's seat; every act is a Judgement with author, time and note."""

from typing import Annotated
from urllib.parse import parse_qs, quote

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import InputError
from sayso.model import Judgement, Ruling
from sayso.model.corrections import SLOTS
from sayso.pipeline import judge, told_of
from sayso.web import plain
from sayso.web.api import GivenReport, jobs_of, loaded
from sayso.web.house import House
from sayso.web.jobs import TooManyJobs
from sayso.web.page import asked, house_of, page
from sayso.web.question import day
from sayso.web.views.review import review, slots

router = APIRouter(include_in_schema=False)
Form = dict[str, list[str]]
NAME = "sayso_name"
YEAR = 31_536_000  # seconds


async def form_of(request: Request) -> Form:
    """Return the fields of a form of ours. Raises HTTPException where it does not carry the sign of the browser's seat."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(415, "Send the form of the page")
    try:
        fields = parse_qs((await request.body()).decode("utf-8"), keep_blank_values=True, max_num_fields=2000)
    except (UnicodeDecodeError, ValueError):
        raise HTTPException(400, "The form cannot be read: send the form of the page") from None
    if not request.app.state.doors.signed(request.state.seat, first(fields, "csrf")):
        raise HTTPException(403, "This form is not from a page of yours, or the server was started anew: go back, reload and try again")
    return fields


def first(fields: Form, name: str, otherwise: str = "") -> str:
    """Return the first value of a field."""
    return fields.get(name, [otherwise])[0].strip()


def back(fields: Form, otherwise: str) -> str:
    """Return where a form leads back to: a path of ours, never another host."""
    wanted = first(fields, "back", otherwise)
    return wanted if wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable() else otherwise


@router.get("/review/{identity}")
def show(request: Request, identity: str) -> Response:
    """Show a claim in review."""
    view = review(house_of(request), asked(request), identity)
    if view is None:
        raise HTTPException(404, f"No claim {identity} here: ids are REPORT:CLAIM")
    return page(request, "review.html", view)


@router.post("/judge")
def rule(request: Request, fields: Annotated[Form, Depends(form_of)]) -> Response:
    """Take a ruling: accept, edit, reject, same, not same, retract, confirm, set."""
    house = house_of(request)
    try:
        ruling = Ruling(first(fields, "ruling"))
    except ValueError:
        raise InputError(f"ruling={first(fields, 'ruling')!r} is none: give one of {', '.join(Ruling)}") from None
    subjects = tuple(dict.fromkeys(one.strip() for one in fields.get("subject", []) if one.strip()))
    if not subjects:
        raise InputError("Nothing was chosen: mark at least one claim, event or report")
    slots = changed(house, ruling, subjects, fields)
    if ruling in (Ruling.EDIT, Ruling.SET) and not slots:
        raise InputError("Nothing was changed: change a slot, or accept the claim as it is")
    return done(request, fields, ruling, subjects, slots)


@router.post("/undo")
def undo(request: Request, fields: Annotated[Form, Depends(form_of)]) -> Response:
    """Take back the last act of this author that still stands."""
    author = first(fields, "author")
    acts = [one for one in house_of(request).ledger.judgements() if one.author == author]
    taken: list[tuple[str, tuple[str, ...]]] = []
    for one in reversed(acts):
        if one.ruling is Ruling.UNDO:
            taken.append((dict(one.fields).get("ruling", ""), one.subjects))
        elif (str(one.ruling), one.subjects) in taken:
            taken.remove((str(one.ruling), one.subjects))
        else:
            return done(request, fields, Ruling.UNDO, one.subjects, (("ruling", str(one.ruling)),))
    raise InputError(f"{author or 'Nobody'} has ruled nothing that could be undone")


def done(request: Request, fields: Form, ruling: Ruling, subjects: tuple[str, ...], slots: tuple[tuple[str, str], ...]) -> Response:
    """Write a ruling down and lead back, with the author's name kept for the next one."""
    house = house_of(request)
    author = first(fields, "author")[:100] or "unnamed"
    given = Judgement(ruling=ruling, subjects=subjects, author=author, at=house.clock(), note=first(fields, "note")[:2000], fields=slots)
    with house.writing:
        judge(house.ledger, given, known_at=house.clock(), settings=house.settings)
    answer = RedirectResponse(back(fields, "/board"), 303)
    answer.set_cookie(NAME, quote(author), max_age=YEAR, httponly=True, samesite="strict")
    return answer


def changed(house: House, ruling: Ruling, subjects: tuple[str, ...], fields: Form) -> tuple[tuple[str, str], ...]:
    """Return what a form changes: of a claim only the slots that now differ."""
    if ruling is Ruling.SET:
        return tuple((name, first(fields, name)) for name in ("bloc", "letter") if name in fields)
    if ruling is not Ruling.EDIT:
        return ()
    told = told_of(house.ledger, subjects)
    before = {one["name"]: one["value"] for name in subjects if name in told for one in slots(told[name][1], {})}
    given = {name: first(fields, name) for name in SLOTS if name in fields}
    return tuple((name, value) for name, value in given.items() if value and value != before.get(name))


@router.get("/reports/new")
def new(request: Request) -> Response:
    """Show the form for a report."""
    return page(request, "new.html", {"jobs": [], "job": None})


@router.post("/reports/new")
def take(request: Request, fields: Annotated[Form, Depends(form_of)]) -> Response:
    """Take a report in and show how it is read."""
    text, url = first(fields, "text"), first(fields, "url")
    if not text and not url:
        raise InputError("The report has neither text nor address: give one of them")
    given = GivenReport(
        text=text or None, url=url or None, title=first(fields, "title") or None, publisher=first(fields, "publisher") or None,
        published=day(first(fields, "published"), "published"), name=None,
    )  # fmt: skip
    try:
        job = jobs_of(request).ask(given.title or given.url or "a report", lambda: loaded([given], house_of(request).settings))
    except TooManyJobs:
        raise HTTPException(503, "Too many jobs wait: try again in a minute") from None
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.get("/jobs/{identity}")
def follow(request: Request, identity: str) -> Response:
    """Show how a job stands."""
    found = jobs_of(request).get(identity)
    if found is None:
        raise HTTPException(404, f"No job {identity} here: jobs are forgotten when the server stops")
    return page(request, "job.html", plain.job(found))


@router.get("/login")
def door(request: Request) -> Response:
    """Show the form for a token."""
    return page(request, "login.html", {"wrong": False})


@router.post("/login")
def enter(request: Request, fields: Annotated[Form, Depends(form_of)]) -> Response:
    """Let a browser in that gives a token."""
    if request.app.state.doors.enter(request.state.seat, first(fields, "token")) is None:
        return page(request, "login.html", {"wrong": True}, status=403)
    return RedirectResponse("/board", 303)


@router.post("/logout")
def leave(request: Request, fields: Annotated[Form, Depends(form_of)]) -> Response:
    """Forget a browser."""
    request.app.state.doors.leave(request.state.seat)
    return RedirectResponse("/login", 303)
