"""Nouns -> files: every form in which reports and ledgers leave sayso."""

from sayso.publish.document import claim_row, document, report_row

__all__ = ["claim_row", "document", "report_row"]
