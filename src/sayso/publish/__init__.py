"""Nouns -> files: every form in which reports and ledgers leave sayso."""

from sayso.publish.care import Care
from sayso.publish.document import claim_row, document, report_row
from sayso.publish.export import Form, Rows, export, lines, rows
from sayso.publish.ledger import events_document
from sayso.publish.sheet import EventSheet, ReportSheet

__all__ = [
    "Care", "EventSheet", "Form", "ReportSheet", "Rows", "claim_row", "document", "events_document", "export", "lines", "report_row",
    "rows",
]  # fmt: skip
