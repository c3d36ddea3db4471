"""Where words stand. Offsets count Unicode code points, half-open (W3C TextPositionSelector)."""

from dataclasses import dataclass

from sayso.errors import InputError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a report's text: `text[start:end]`, with 0 <= start <= end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise InputError(f"span {self.start}..{self.end} runs backwards: give 0 <= start <= end")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Return True where the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: "Span") -> bool:
        """Return True where `other` lies wholly inside this span (or is the same one)."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words quoted from a report with the place where they stand: `report.text[span] == text`."""

    text: str
    span: Span


def phrase(text: str, start: int, end: int) -> Phrase:
    """Return the phrase that stands at `start`..`end` of `text`."""
    return Phrase(text[start:end], Span(start, end))
