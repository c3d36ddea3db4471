"""A report's text as HTML with its claims marked; everything from the report is escaped."""

from collections.abc import Sequence
from html import escape

from sayso.model import Claim, Report

STYLE = "font-family:Georgia,serif;line-height:1.6;max-width:46em;white-space:pre-wrap"


def marked(report: Report, claims: Sequence[Claim]) -> str:
    """Return the text with each content tinted and numbered, sources underlined, cues dotted, hedges wavy, and a list of who says what."""
    opens: dict[int, list[str]] = {}
    closes: dict[int, list[str]] = {}

    def mark(start: int, end: int, tag: str) -> None:
        if end > start:
            opens.setdefault(start, []).append(tag)
            closes.setdefault(end, []).insert(0, "</span>")

    places: set[tuple[int, int]] = set()
    for claim in claims:
        for span in claim.spans:
            mark(span.start, span.end, '<span style="background:#e3eef6">')
        around = [(own.source.span, "border-bottom:2px solid #0b58b4") for own in claim.chain]
        around += [(own.cue.span, "border-bottom:1px dotted;font-style:italic") for own in claim.chain if own.cue]
        around += [(own.span, "text-decoration:underline wavy #a67c00") for own in claim.hedges]
        for span, style in around:
            if (span.start, span.end) not in places:
                places.add((span.start, span.end))
                mark(span.start, span.end, f'<span style="{style}">')
    parts = []
    for index in range(len(report.text) + 1):
        parts += closes.get(index, [])
        parts += opens.get(index, [])
        parts.append(escape(report.text[index : index + 1]))
    title = f"<h3>{escape(report.title)}</h3>" if report.title else ""
    return f'<div style="{STYLE}">{title}{"".join(parts)}</div>{listed(claims)}'


def listed(claims: Sequence[Claim]) -> str:
    """Return the claims as an ordered list: who says, through whom, what."""
    rows = []
    for claim in claims:
        who = " › ".join(escape(own.source.name) for own in reversed(claim.chain)) or "the report itself"
        marks = [str(value) for value in (claim.polarity, claim.modality) if value not in ("affirmed", "actual")]
        extra = f" <i>({', '.join(marks)})</i>" if marks else ""
        rows.append(f"<li><b>{who}</b>: {escape(claim.gist)}{extra}</li>")
    return f"<ol>{''.join(rows)}</ol>"
