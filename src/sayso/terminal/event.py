"""`sayso event ID`: who says so, who had it from whom, why it stands as it does, and what would move it."""

import textwrap
from collections.abc import Iterator, Sequence

from rich.text import Text

from sayso.ledger import StandingEntry
from sayso.model import Claim, Reason, Report
from sayso.publish.sheet import EventSheet, Member, key
from sayso.publish.words import (
    between,
    count,
    counted,
    day_words,
    evidence_words,
    flag_words,
    marks,
    one_line,
    place_words,
    said,
    sides,
    when_words,
)
from sayso.terminal.page import COLOURS, STANCES, heading, shape
from sayso.terminal.paper import STYLES, badge, columns, credibility, paper, rule


def render(sheet: EventSheet, *, width: int = 80, colour: bool = False) -> str:
    """Return the page of one event: its standing, every account under the voice that gives it, figures by origin, the reasons that
    fired, those that did not, and what one more account would change."""
    width = columns(width)
    return paper(page(sheet, width), width, colour)


def page(sheet: EventSheet, width: int) -> Iterator[Text | str]:
    """Yield the lines of the page."""
    own = sheet.standing
    yield from (Text(line, "bold") for line in textwrap.wrap(one_line(sheet.event.gist), width))
    yield Text(f"{badge(own)}  {credibility(own)}  {own.evidence}  {counted(own)}", STYLES.get(own.verdict, "default"))
    yield from slots(sheet, width)
    yield from accounts(sheet, width)
    yield from figures(sheet, width)
    yield from relays(sheet, width)
    yield from reasons(f"Why {own.verdict.replace('_', ' ')}", own.reasons, width, "default")
    yield from reasons("Looked at, did not decide", own.considered, width, "dim")
    yield from reasons("What would move it", own.would_move, width, "default")


def slots(sheet: EventSheet, width: int) -> Iterator[Text | str]:
    """Yield what the event is, when and where."""
    event, own = sheet.event, sheet.standing
    told = {
        "what": event.type.replace("_", " ") + (", a tally" if event.tally else ""),
        "when": when_words(event.when) + (f" ({event.when.edtf})" if event.when else ""),
        "where": place_words(event.where),
        "flags": ", ".join(map(flag_words, own.flags)),
        "grade": own.grade or "",
        "id": event.id,
    }
    yield ""
    for name, words in told.items():
        if words:
            yield from hanging(f"{name:<7}", words, width)


def accounts(sheet: EventSheet, width: int) -> Iterator[Text | str]:
    """Yield every claim under its chain, the sides in their order, outlets' own voices last."""
    blocs = sides([sheet])
    voices: dict[tuple[str, ...], list[Member]] = {}
    for report, claim in sheet.members:
        voices.setdefault(tuple(own.source.name.casefold() for own in claim.chain), []).append((report, claim))
    yield ""
    yield rule("Who says what", count(len(sheet.members), "claim"), width)
    for members in sorted(voices.values(), key=lambda own: side(own[0][1], blocs)):
        claims = [claim for _, claim in members]
        yield heading(claims[0].chain, claims, blocs, width)
        for report, claim in members:
            yield from account(report, claim, width)


def side(claim: Claim, blocs: Sequence[str]) -> tuple[int, str]:
    """Return where a voice stands on the page."""
    if not claim.chain:
        return (len(blocs) + 1, "")
    origin = claim.chain[-1].source
    return (blocs.index(origin.bloc) if origin.bloc in blocs else len(blocs), origin.name)


def account(report: Report, claim: Claim, width: int) -> Iterator[Text]:
    """Yield one claim: what it says, then the outlet, its day, the cue and the evidence."""
    text = one_line(f"{marks(claim)}{said(claim)}")
    style = "yellow" if claim.polarity == "negated" else "default"
    yield from (Text(f"    {line}", style) for line in textwrap.wrap(text, width - 4))
    cue = f"{STANCES[claim.stance]} {claim.chain[0].cue.text}".strip() if claim.chain and claim.chain[0].cue else ""
    outlet = report.publisher or report.name or report.id
    parts = [outlet, day_words(report.published) if report.published else "date unknown", cue, evidence_words(claim), key(report, claim)]
    yield from hanging("    ", " · ".join(one_line(part) for part in parts if part), width, "dim")


def figures(sheet: EventSheet, width: int) -> Iterator[Text | str]:
    """Yield each figure with what every origin says of it."""
    if not sheet.standing.figures:
        return
    yield ""
    yield rule("Figures", "range over all origins", width)
    for own in sheet.standing.figures:
        unit = "people" if own.unit == "person" else own.unit
        yield Text(f"{own.role} ({unit}): {between(own.low, own.high)}" + (f", best {own.best:,g}" if own.best is not None else ""))
        for name, low, high in own.by_origin:
            yield from hanging("    ", f"{one_line(name)}: {between(low, high)}", width, "dim")


def relays(sheet: EventSheet, width: int) -> Iterator[Text | str]:
    """Yield who had it from whom, the origin left, the outlet right."""
    blocs = sides([sheet])
    told: dict[str, tuple[str, int]] = {}
    for report, claim in sheet.members:
        names = [one_line(own.source.name) for own in reversed(claim.chain)]
        line = " › ".join([*names, one_line(report.publisher or report.name or report.id)])
        told[line] = (shape(claim.chain, blocs), told.get(line, ("", 0))[1] + 1)
    yield ""
    yield rule("Who had it from whom", counted(sheet.standing), width)
    for line, (mark, number) in sorted(told.items()):
        yield from hanging(f"{mark} ", line + (f" ({number} claims)" if number > 1 else ""), width, COLOURS.get(mark, "default"))


def reasons(title: str, told: Sequence[Reason], width: int, style: str) -> Iterator[Text | str]:
    """Yield reasons under a title, each with the id of its rule; nothing where there are none."""
    if not told:
        return
    yield ""
    yield rule(title, "", width)
    for own in told:
        yield from hanging(f"{own.rule:<5}", one_line(own.why), width, style)


def hanging(left: str, words: str, width: int, style: str = "default") -> Iterator[Text]:
    """Yield the words wrapped with `left` before the first line and blanks under it."""
    yield from (Text(line, style) for line in textwrap.wrap(words, width, initial_indent=left, subsequent_indent=" " * len(left)) or [left])


def history(entries: Sequence[StandingEntry]) -> str:
    """Return how an event stood from when to when, in lines; the handle is what --as-of takes."""
    if len(entries) < 2:
        return ""
    told = [
        f"  {entry.known_from:%Y-%m-%dT%H:%M:%S}  {entry.standing.verdict.replace('_', ' ')} ({entry.standing.rule})" for entry in entries
    ]
    return "\n".join(["", "How it stood (use the time with --as-of)", *told, ""])
