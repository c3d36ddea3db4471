"""The claims document of a ledger: its reports, and `events` over them (version 0.1 of the contract, docs/claims-document.md)."""

from collections.abc import Iterable, Mapping

from sayso.model import Figure, Origin
from sayso.publish.document import VERSION, Plain, document, number, reason, when, where
from sayso.publish.sheet import EventSheet, ReportSheet, key


def events_document(sheets: Iterable[EventSheet], reports: Iterable[ReportSheet]) -> Plain:
    """Return the document of a ledger: `reports` (claims documents), then `events`, each in the order of their ids."""
    return {
        "sayso": VERSION,
        "reports": [report_document(sheet) for sheet in sorted(reports, key=lambda one: (one.report.name or "", one.report.id))],
        "events": [event_row(sheet) for sheet in sorted(sheets, key=lambda one: one.event.id)],
    }


def report_document(sheet: ReportSheet) -> Plain:
    """Return the claims document of one report."""
    return document(sheet.report, sheet.claims, sheet.flags)


def event_row(sheet: EventSheet) -> Plain:
    """Return one event. `credibility` is None where truth is not the question; `claims` are "REPORT:CLAIM" ids in their order."""
    event, standing = sheet.event, sheet.standing
    keys = {claim.id: key(report, claim) for report, claim in sheet.members}
    why = {bare(own.claim): own.reason for own in event.members}
    return {
        "id": event.id, "gist": event.gist, "type": event.type.value, "tally": event.tally,
        "standing": standing.verdict.value, "rule": standing.rule, "reasons": [reason(one) for one in standing.reasons],
        "considered": [reason(one) for one in standing.considered], "would_move": [reason(one) for one in standing.would_move],
        "credibility": standing.credibility, "evidence": standing.evidence.value, "origins": len(standing.origins),
        "publishers": standing.publishers, "blocs": list(standing.blocs), "flags": list(standing.flags),
        "profile": standing.profile, "grade": standing.grade, "origin_list": [origin(one, keys) for one in standing.origins],
        "when": when(event.when), "where": [where(one) for one in event.where],
        "quantities": quantities(standing.figures),
        "claims": list(keys.values()),
        "members": [{"claim": own, "reason": reason(why.get(claim))} for claim, own in keys.items()],
    }  # fmt: skip


def origin(own: Origin, keys: Mapping[str, str]) -> Plain:
    """Return accounts that count once, with the rule that joined them; their claims as `keys` name them by their bare ids."""
    claims = [keys.get(bare(one), one) for one in own.claims]
    return {"names": list(own.names), "blocs": list(own.blocs), "claims": claims, "reason": reason(own.reason)}


def bare(claim: str) -> str:
    """Return the id of a claim without its report's: a ledger may name reports otherwise than a file does."""
    return claim.rpartition(":")[2]


def quantities(figures: Iterable[Figure]) -> Plain:
    """Return the figures by role ("killed"); where one role is counted in several units, the later ones are "role (unit)"."""
    found: Plain = {}
    for own in figures:
        name = own.role if own.role not in found else f"{own.role} ({own.unit})"
        found[name] = {
            "unit": own.unit, "low": number(own.low), "best": number(own.best), "high": number(own.high),
            "by_origin": [{"origin": who, "low": number(low), "high": number(high)} for who, low, high in own.by_origin],
        }  # fmt: skip
    return found
