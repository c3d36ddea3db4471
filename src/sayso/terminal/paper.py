"""What the board, the event page and the page of sources share: marks, words and the way onto paper."""

import io
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from sayso.model import Origin, Standing, Verdict
from sayso.publish.sheet import EventSheet
from sayso.publish.words import cut, one_line
from sayso.terminal.page import COLOURS, SIDES

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
