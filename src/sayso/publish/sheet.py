"""What leaves the ledger: a report with its claims, an event with its standing and the claims behind it."""

from dataclasses import dataclass

from sayso.model import Claim, Event, Report, Standing

Member = tuple[Report, Claim]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """A report with its claims in text order."""

    report: Report
    claims: tuple[Claim, ...]
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSheet:
    """An event as it stands, with its claims in the order of the event's memberships."""

    event: Event
    standing: Standing
    members: tuple[Member, ...]


def key(report: Report, claim: Claim) -> str:
    """Return the claim's id in a ledger, "REPORT:CLAIM": REPORT is the report's name where it has one, else its id."""
    return f"{report.name or report.id}:{claim.id}"
