"""`sayso events`: the board, what is said to have happened, day by day, and how it stands."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from rich.text import Text

from sayso.publish.sheet import EventSheet
from sayso.publish.words import count, counted, cut, figure_words, flag_words, one_line, place_words, sides, when_words
from sayso.terminal.page import WIDE
from sayso.terminal.paper import GLYPHS, STYLES, badge, chips, columns, credibility, paper, rule

INDENT = " " * 21


def render(sheets: Iterable[EventSheet], *, width: int = 80, colour: bool = False) -> str:
    """Return the board: events under the day they are dated to, the last day first, those without a day at the end.

    From 100 columns on who says so, the origins and the figures stand beside an event, else under it.
    """
    events = list(sheets)
    width = columns(width)
    return paper(board(events, width), width, colour)


def board(sheets: Sequence[EventSheet], width: int) -> Iterator[Text | str]:
    """Yield the lines of the board."""
    if not sheets:
        yield "No events yet: add reports with `sayso add`."
        return
    blocs = sides(sheets)
    yield Text(summary(sheets), "bold")
    yield Text(standings(sheets), "dim")
    days = sorted({day(sheet) for sheet in sheets}, key=lambda own: own or date.min, reverse=True)
    for own in days:
        events = sorted((sheet for sheet in sheets if day(sheet) == own), key=rank)
        yield ""
        yield rule(f"{own:%A} {own.day} {own:%B %Y}" if own else "Day not stated", count(len(events), "event"), width)
        for sheet in events:
            yield from wide_row(sheet, blocs, width) if width >= WIDE else row(sheet, blocs, width)
    yield ""
    yield Text("credibility: 1 is best, 6 cannot be judged. `sayso event ID` says why.", "dim")


def summary(sheets: Sequence[EventSheet]) -> str:
    """Return a line on the board: events, claims, reports."""
    reports = {report.id for sheet in sheets for report, _ in sheet.members}
    claims = sum(len(sheet.members) for sheet in sheets)
    return f"{count(len(sheets), 'event')}, {count(claims, 'claim')} in {count(len(reports), 'report')}"


def standings(sheets: Sequence[EventSheet]) -> str:
    """Return how many events have each standing, those better backed first: "1 corroborated, 2 single source"."""
    verdicts = [sheet.standing.verdict for sheet in sheets]
    return ", ".join(f"{verdicts.count(one)} {one.replace('_', ' ')}" for one in GLYPHS if one in verdicts)


def day(sheet: EventSheet) -> date | None:
    """Return the day an event is listed under: its last one, its first where it goes on; None where no day is stated."""
    when = sheet.event.when
    if when and when.end:
        return when.end - timedelta(days=1)
    if when and when.start:
        return when.start
    return None


def rank(sheet: EventSheet) -> tuple[int, int, str]:
    """Return the order within a day: most origins first, then most outlets."""
    return (-len(sheet.standing.origins), -sheet.standing.publishers, sheet.event.id)


def row(sheet: EventSheet, blocs: Sequence[str], width: int) -> Iterator[Text]:
    """Yield an event's lines in a narrow board."""
    own, room = sheet.standing, width - len(INDENT)
    left = Text(f"{badge(own):<20} ", STYLES.get(own.verdict, "default"))
    first, *rest = textwrap.wrap(one_line(sheet.event.gist), room) or [""]
    yield left.append(first, "default")
    for line in rest:
        yield Text(f"{INDENT}{line}")
    facts = [place_words(sheet.event.where), when_words(sheet.event.when), *map(figure_words, own.figures[:2]), *words(sheet)]
    second = Text(f"{credibility(own):<12}{own.evidence:<9}")
    for number, line in enumerate(textwrap.wrap(" · ".join(facts), room)):
        yield (second if number == 0 else Text(INDENT)).append(line, "cyan")
    last = Text(f"{cut(sheet.event.id, 20):<21}", "dim").append(f"{counted(own)}: ", "dim")
    yield last.append_text(chips(sheet, blocs, width - last.cell_len))


def wide_row(sheet: EventSheet, blocs: Sequence[str], width: int) -> Iterator[Text]:
    """Yield an event's lines in a wide board: standing, what, who says so, figures in columns."""
    own, right = sheet.standing, 34
    room = width - len(INDENT) - right - 2
    facts = " · ".join([place_words(sheet.event.where), when_words(sheet.event.when), *words(sheet)])
    middle = [Text(line) for line in textwrap.wrap(one_line(sheet.event.gist), room)]
    middle += [Text(line, "cyan") for line in textwrap.wrap(facts, room)]
    figures = "; ".join(map(figure_words, own.figures))
    last = [chips(sheet, blocs, right), Text(counted(own), "dim"), *(Text(line, "cyan") for line in textwrap.wrap(figures, right))]
    first = [
        Text(badge(own), STYLES.get(own.verdict, "default")), Text(f"{credibility(own):<12}{own.evidence}"),
        Text(cut(sheet.event.id, 20), "dim"),
    ]  # fmt: skip
    for number in range(max(len(first), len(middle), len(last))):
        line = Text()
        for column, size in ((first, len(INDENT)), (middle, room + 2), (last, right)):
            cell = column[number].copy() if number < len(column) else Text()
            cell.pad_right(max(0, size - cell.cell_len))
            line.append_text(cell)
        yield line


def words(sheet: EventSheet) -> list[str]:
    """Return the marks of an event: that it is a tally, that it rests on people in custody, and the flags of its standing."""
    tally = ["tally"] if sheet.event.tally else []
    custody = any(own.source.kind == "prisoner" for _, claim in sheet.members for own in claim.chain)
    return [*tally, *(["under custody"] if custody else []), *map(flag_words, sheet.standing.flags)]
