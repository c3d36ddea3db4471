"""The append-only store of reports, claims, events and standings, and its queries."""

from sayso.ledger import pages
from sayso.ledger.check import Finding
from sayso.ledger.entries import (
    Added,
    Bin,
    ClaimEntry,
    EventEntry,
    FailureEntry,
    MembershipEntry,
    Page,
    ReportEntry,
    StandingEntry,
)
from sayso.ledger.filters import ClaimFilter, EventFilter
from sayso.ledger.laws import Fault
from sayso.ledger.ledger import Ledger, open_ledger

__all__ = [
    "Added",
    "Bin",
    "ClaimEntry",
    "ClaimFilter",
    "EventEntry",
    "EventFilter",
    "FailureEntry",
    "Fault",
    "Finding",
    "Ledger",
    "MembershipEntry",
    "Page",
    "ReportEntry",
    "StandingEntry",
    "open_ledger",
    "pages",
]
