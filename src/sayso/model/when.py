"""When, as reported: EDTF level 2 (ISO 8601-2:2019) and a half-open interval of days."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sayso.model.reason import Reason
from sayso.model.span import Span


class Anchor(StrEnum):
    """What a relative date was counted from."""

    PUBLICATION = "publication"
    CONTEXT = "context"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time: `edtf` as written, `start` the first day and `end` the day after the last, None on an open side.

    `precision` is minute, hour, day, week, month, season, quarter, year or interval. `anchor` is None for absolute dates.
    `text` and `span` are the words; both None where the date was inherited from an earlier claim of the passage.
    """

    edtf: str
    start: date | None
    end: date | None
    precision: str
    text: str | None = None
    span: Span | None = None
    anchor: Anchor | None = None
    reason: Reason | None = None
