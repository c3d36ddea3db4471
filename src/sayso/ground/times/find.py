"""All time expressions of a stretch of text."""

from dataclasses import dataclass

from sayso.ground.times.modified import read_at
from sayso.ground.times.period import DAY, Period
from sayso.ground.times.words import Setting, words
from sayso.model import Anchor, Reason, Span, When


@dataclass(frozen=True, slots=True)
class Timed:
    """A time expression: its place, its period (None for durations, habits and what has no anchor) and the rule that read it."""

    span: Span
    text: str
    period: Period | None
    rule: str
    anchored: bool

    def when(self) -> When | None:
        """Return the time as a noun, None where the words are no date."""
        if self.period is None:
            return None
        own = self.period
        absolute = self.rule.startswith(("date", "month-year", "year", "decade", "season-year"))
        anchor = Anchor.CONTEXT if self.anchored else None if absolute else Anchor.PUBLICATION
        why = f"“{self.text}” read as {own.edtf} by the rule {self.rule}"
        return When(
            edtf=own.edtf, start=own.first, end=own.last + DAY if own.last else None, precision=own.precision, text=self.text,
            span=self.span, anchor=anchor, reason=Reason(rule=f"when-{self.rule}", why=why, words=(self.text,)),
        )  # fmt: skip


def find(text: str, start: int, end: int, setting: Setting) -> tuple[Timed, ...]:
    """Return the time expressions in `text[start:end]`, text order, not overlapping."""
    own = words(text, start, end)
    found: list[Timed] = []
    at = 0
    while at < len(own):
        read = read_at(own, at, setting)
        if read is None or read.end <= at:
            at += 1
            continue
        stretch = Span(own[at].start, own[min(read.end, len(own)) - 1].end)
        found.append(Timed(stretch, stretch.of(text), read.period, read.rule, read.anchored))
        at = read.end
    return tuple(found)
