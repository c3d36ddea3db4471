"""What the board, the event page and the page of sources share: marks, words and the way onto paper."""

import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from rich.console import Console
from rich.text import Text

from sayso.model import Figure, Origin, Standing, Verdict, When, Where
from sayso.publish.sheet import EventSheet
from sayso.terminal.page import COLOURS, SIDES, count, cut, one_line

GLYPHS = {
    Verdict.CROSS_CONFIRMED: "●■", Verdict.CORROBORATED: "●◆", Verdict.SAME_SIDE: "●●", Verdict.SINGLE_SOURCE: "●○",
    Verdict.DISPUTED: "●/■", Verdict.DENIED: "●×", Verdict.RETRACTED: "○–", Verdict.ON_RECORD: "“”",
}  # fmt: skip
STYLES = {Verdict.CROSS_CONFIRMED: "bold", Verdict.CORROBORATED: "bold", Verdict.DISPUTED: "yellow", Verdict.DENIED: "yellow"}
NARROWEST, WIDEST = 60, 132  # columns; in between a page is as wide as it is asked to be


def columns(width: int) -> int:
    """Return the width of a page for a terminal of that width."""
    return max(NARROWEST, min(width, WIDEST))


def paper(lines: Iterable[Text | str], width: int, colour: bool) -> str:
    """Return the lines as text `width` columns wide, longer ones folded; with `colour` the codes that a terminal reads."""
    out = io.StringIO()
    system = "standard" if colour else None
    console = Console(file=out, width=width, force_terminal=colour, color_system=system, highlight=False, legacy_windows=False)  # type: ignore[arg-type]
    for line in lines:
        console.print(line, markup=False, overflow="fold")
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def badge(standing: Standing) -> str:
    """Return the standing in a glyph and words: "●◆ corroborated"."""
    return f"{GLYPHS[standing.verdict]:<3} {standing.verdict.replace('_', ' ')}"


def credibility(standing: Standing) -> str:
    """Return the digit with six bars, all full for 1 (best); dashes where truth is not the question."""
    own = standing.credibility
    return "– no grade" if own is None else f"{own} {'▮' * (7 - own)}{'▯' * (own - 1)}"


def counted(standing: Standing) -> str:
    """Return how many origins in how many outlets, never summed."""
    return f"{count(len(standing.origins), 'origin')}, {count(standing.publishers, 'outlet')}"


def figure_words(own: Figure) -> str:
    """Return a figure: "killed 3 to 4", "killed at least 3"; the unit where it is not people."""
    unit = "" if own.unit == "person" else f" {own.unit}"
    return f"{own.role} {between(own.low, own.high)}{unit}"


def between(low: float | None, high: float | None) -> str:
    """Return a range in words."""
    if low is None and high is None:
        return "no number"
    if low is None or high is None:
        return f"at least {low:,g}" if low is not None else f"at most {high:,g}"
    return f"{low:,g}" if low == high else f"{low:,g} to {high:,g}"


def place_words(places: Sequence[Where]) -> str:
    """Return where it happened and how exactly: "north of Midvale, ±5 km"; what is vague says so."""
    sites = [own for own in places if own.role == "site"] or list(places)
    if not sites:
        return "not placeable"
    own = sites[0]
    relation = "" if own.relation == "in" else f"{own.relation.replace('_', ' ')} "
    distance = f"{own.distance_km:g} km " if own.distance_km is not None else ""
    more = f" and {len(sites) - 1} more" if len(sites) > 1 else ""
    return f"{distance}{relation}{one_line(own.place.name)}, ±{radius(own.radius_km)} km{more}"


def radius(km: float) -> str:
    """Return a radius as exactly as it is worth: "0.6", "9.3", "90"."""
    return f"{max(km, 0.1):.1f}".removesuffix(".0") if km < 10 else f"{km:,.0f}"


def flag_words(flag: str) -> str:
    """Return a flag of a standing in words: "denied by: Sudmark army"."""
    return one_line(flag.replace("_", " ").replace(":", ": "))


def when_words(when: When | None) -> str:
    """Return when it happened: "13 May 2031", "by 13 May 2031", "from 1 to 5 May 2031", never a day that nobody stated."""
    if when is None or (when.start is None and when.end is None):
        return "day not stated"
    if when.end is None:
        return f"{day_words(when.start)} →"
    last = when.end - timedelta(days=1)
    if when.start is None:
        return f"by {day_words(last)}"
    return day_words(last) if when.start == last else f"{day_words(when.start)} – {day_words(last)}"


def day_words(day: date | None) -> str:
    """Return a day: "13 May 2031"."""
    return f"{day.day} {day:%b %Y}" if day else "?"


def sides(sheets: Iterable[EventSheet]) -> list[str]:
    """Return the belligerent sides that speak in the events, in alphabetical order: the first is a circle, the second a square."""
    told = {bloc for sheet in sheets for bloc in sheet.standing.blocs}
    told |= {own.source.bloc for sheet in sheets for _, claim in sheet.members for own in claim.chain if own.source.bloc}
    return sorted(told)


def mark(origin: Origin, sheet: EventSheet, blocs: Sequence[str]) -> str:
    """Return the shape of an origin's side: circle and square for sides, triangle for monitors, diamond for third parties, ring for
    an outlet's own voice."""
    known = [bloc for bloc in origin.blocs if bloc in blocs]
    if known:
        return SIDES[min(blocs.index(known[0]), len(SIDES) - 1)]
    if set(origin.names) <= {report.publisher or report.name or report.id for report, _ in sheet.members}:
        return "○"
    kinds = {own.source.name: own.source.kind for _, claim in sheet.members for own in claim.chain}
    return "▲" if any(kinds.get(name) == "monitor" for name in origin.names) else "◆"


def chips(sheet: EventSheet, blocs: Sequence[str], room: int) -> Text:
    """Return the origins with their shapes, at most `room` columns, "+2" for those that did not fit."""
    origins = [(one_line(own.names[0] if own.names else "?"), mark(own, sheet, blocs)) for own in sheet.standing.origins]
    line, left = Text(), len(origins)
    whole = left == 1 or sum(len(name) + 4 for name, _ in origins) - 2 <= room
    for full, shape in origins:
        name = cut(full, max(8, room - 3 if whole else room // 2 - 5))
        if line and not whole and line.cell_len + len(name) + 7 > room:
            return line.append(f"  +{left}", "dim")
        line.append("  " if line else "").append(shape, COLOURS.get(shape, "default")).append(f" {name}")
        left -= 1
    return line if line else Text("no origin left", "dim")


def rule(title: str, right: str, width: int) -> Text:
    """Return a heading with a rule across the page and words at its right end."""
    title = cut(title, max(8, width - len(right) - 6))
    line = Text(title, "bold").append(f" {'─' * max(2, width - len(title) - len(right) - 2)} ", "dim")
    return line.append(right, "dim")
