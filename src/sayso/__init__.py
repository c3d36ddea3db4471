"""Sayso reads reports of war and keeps an attributed, dated, located, corroborated ledger of who says what.

>>> import sayso
>>> read = sayso.read("The town fell, the ministry said.", published="2025-01-12")   # doctest: +SKIP
>>> read.claims[0].chain[0].source.name                                            # doctest: +SKIP
'the ministry'
"""

from datetime import date

from sayso.load import Given, load_text
from sayso.model import Attribution, Claim, Event, Report, Source, Span, Standing
from sayso.pipeline import ReadReport, read_report
from sayso.settings import Settings, load_settings

__all__ = [
    "Attribution",
    "Claim",
    "Event",
    "ReadReport",
    "Report",
    "Settings",
    "Source",
    "Span",
    "Standing",
    "load_settings",
    "read",
]


def read(
    text: str,
    *,
    published: date | str | None = None,
    publisher: str | None = None,
    title: str | None = None,
    settings: Settings | None = None,
) -> ReadReport:
    """Return the report with its claims. `text` is running text or HTML; `published` (a date, or "2025-01-12") anchors "Saturday".

    Raises InputError where there is no text to read.
    """
    own = settings or load_settings()
    day = date.fromisoformat(published) if isinstance(published, str) else published
    return read_report(load_text(text, "the text", Given(published=day, publisher=publisher, title=title), own.load), settings=own)
