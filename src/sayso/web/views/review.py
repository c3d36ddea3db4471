"""Review: one claim at a time, to be accepted, corrected or rejected; its neighbours, and what was ruled on it."""

from collections.abc import Sequence

from sayso.model import Claim, Judgement, Report, Ruling
from sayso.model.corrections import SLOTS, corrected, corrections, held
from sayso.publish.words import one_line
from sayso.web import marks
from sayso.web.house import House
from sayso.web.marks import Plain
from sayso.web.question import Question
from sayso.web.views.event import act
from sayso.web.views.report import standings

AROUND = 400  # letters of the text before and after a claim
LIST = 60  # claims of the list beside it
REVIEWED = (Ruling.ACCEPT, Ruling.EDIT, Ruling.REJECT)


def review(house: House, ask: Question, identity: str) -> Plain | None:
    """Return the page of one claim in review, None where the ledger has no such claim."""
    report_id, _, _ = identity.partition(":")
    entries = house.ledger.claims_of(report_id, asof=ask.asof)
    at = next((number for number, one in enumerate(entries) if one.id == identity), None)
    entry = house.ledger.report(report_id, asof=ask.asof)
    if at is None or entry is None:
        return None
    judgements = house.ledger.judgements(asof=ask.asof)
    edits = corrections(judgements)
    claim = corrected(entries[at].claim, edits[identity]) if identity in edits else entries[at].claim
    state = reviewed(judgements)
    blind = ask.one("blind") is not None
    stands = {} if blind else standings(house, ask, [one.id for one in entries])
    view = {
        "id": identity, "report": entry.report.title or marks.outlet(entry.report), "number": at + 1, "of": len(entries),
        "context": context(entry.report, claim), "gist": one_line(claim.gist), "state": state.get(identity),
        "slots": slots(claim, dict(edits[identity].fields) if identity in edits else {}), "why": [] if blind else reasons(claim),
        "stand": stands.get(identity), "chain": marks.ladder(claim, entry.report, house.sides(), ask),
        "list": [beside(number, one.id, one.claim, state, stands, ask, at) for number, one in enumerate(entries)
                 if abs(number - at) <= LIST // 2],
    }  # fmt: skip
    view = house.masked(view, [(entry.report, one.claim) for one in entries], ask.asof)
    path = "/review/"
    return {
        **view, "previous": ask.plain(f"{path}{entries[at - 1].id}") if at else None,
        "next": ask.plain(f"{path}{entries[at + 1].id}") if at + 1 < len(entries) else None, "href": ask.plain(f"/reports/{report_id}"),
        "acts": [act(one) for one in reversed(judgements) if identity in one.subjects][:20], "blind": blind,
        "toggle": ask.url(f"{path}{identity}", blind=None if blind else "1"), "left": sum(one.id not in state for one in entries),
        "all": [one.id for one in entries if one.id not in state][:200], "report_id": report_id,
    }  # fmt: skip


def reviewed(judgements: Sequence[Judgement]) -> dict[str, str]:
    """Return what reviewers made of claims, by id: accept, edit or reject; the last one counts."""
    found: dict[str, Judgement] = {}
    for ruling in REVIEWED:
        for subject, one in held(judgements, ruling).items():
            if subject not in found or found[subject].at < one.at:
                found[subject] = one
    return {subject: str(one.ruling) for subject, one in found.items()}


def context(report: Report, claim: Claim) -> list[Plain]:
    """Return the text around a claim in pieces: those of its content are marked."""
    start, end = claim.span.start, claim.span.end
    first, last = max(0, start - AROUND), min(len(report.text), end + AROUND)
    pieces, at = [], first
    for span in claim.spans:
        pieces += [{"text": report.text[at : span.start], "content": False}, {"text": report.text[span.start : span.end], "content": True}]
        at = span.end
    return [one for one in (*pieces, {"text": report.text[at:last], "content": False}) if one["text"]]


def slots(claim: Claim, edited: dict[str, str]) -> list[Plain]:
    """Return the slots that can be corrected, with the values that they can have."""
    own = {
        "gist": claim.gist, "speaker": claim.chain[-1].source.name if claim.chain else "", "type": str(claim.what.type),
        "polarity": str(claim.polarity), "modality": str(claim.modality), "stance": str(claim.stance), "voice": str(claim.voice),
    }  # fmt: skip
    return [
        {"name": name, "value": one_line(value), "choices": sorted(str(one) for one in SLOTS[name]), "edited": name in edited}
        for name, value in own.items()
        if name != "speaker" or claim.chain
    ]


def reasons(claim: Claim) -> list[Plain]:
    """Return why the reader read it so, with what it made of the chance."""
    own = [*claim.reasons, claim.what.reason, *(link.reason for link in claim.chain)]
    return [{"rule": one.rule, "why": one_line(one.why), "score": None if one.score is None else f"{one.score:.0%}"} for one in own if one]


def beside(number: int, identity: str, claim: Claim, state: dict[str, str], stands: dict[str, Plain], ask: Question, here: int) -> Plain:
    """Return a line of the list of the report's claims."""
    return {
        "number": number + 1, "gist": one_line(claim.gist), "state": state.get(identity, ""), "stand": stands.get(identity),
        "href": ask.plain(f"/review/{identity}"), "on": number == here,
    }  # fmt: skip
