"""`sayso sources`: the voices of the ledger, and what became of their claims where others could check."""

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from sayso.model import Source
from sayso.publish.record import Voice, voices, wilson
from sayso.publish.sheet import EventSheet
from sayso.publish.words import count, cut, one_line, sides
from sayso.terminal.page import COLOURS, SIDES, WIDE
from sayso.terminal.paper import columns, paper, rule


def render(sheets: Iterable[EventSheet], *, width: int = 80, colour: bool = False) -> str:
    """Return the named sources with the number of claims, those that speak most first. Private persons are not followed.

    "backed 3 of 5" counts the events it is an origin of: of 5 that others confirmed or contradicted, 3 were confirmed; the 95 %
    interval is Wilson's (1927). It says what became of claims, not who is to be believed: no rule reads it.
    """
    events = list(sheets)
    width = columns(width)
    return paper(page(voices(events), sides(events), width), width, colour)


def page(found: Sequence[Voice], blocs: Sequence[str], width: int) -> Iterator[Text | str]:
    """Yield the lines of the page."""
    if not found:
        yield "No named sources yet: add reports with `sayso add`."
        return
    wide = width >= WIDE
    room = width - (73 if wide else 42)
    yield rule("Who speaks", count(len(found), "named source"), width)
    tail = f"  {'kind':<14}{'relays':>7}{'outlets':>8}" if wide else ""
    yield Text(f"  {'source':<{room}}{'claims':>7}{'events':>7}  {'backed, of those checked':<24}{tail}".rstrip(), "dim")
    for own in found:
        mark = shape(own.source, blocs)
        line = Text(f"{mark} ", COLOURS.get(mark, "default")).append(f"{cut(one_line(own.source.name), room - 1):<{room}}")
        line.append(f"{own.origin_of + own.relays:>7}{len(own.events):>7}  ").append(f"{fate(own):<24}", "cyan")
        if wide:
            line.append(f"  {cut((own.source.kind or 'not known').replace('_', ' '), 13):<14}{own.relays:>7}{len(own.outlets):>8}", "dim")
        yield line
    yield ""
    yield Text("Nothing here feeds a standing: it counts what became of claims that others could check.", "dim")


def shape(source: Source, blocs: Sequence[str]) -> str:
    """Return the shape of a source's side."""
    if source.bloc in blocs:
        return SIDES[min(blocs.index(source.bloc), len(SIDES) - 1)]
    return "▲" if source.kind == "monitor" else "◆" if source.kind or source.country else "◇"


def fate(own: Voice) -> str:
    """Return what became of a voice's events: "3 of 5 (23–88 %)", "none checked"."""
    if not own.checked:
        return "none checked"
    low, high = wilson(own.backed, own.checked)
    return f"{own.backed} of {own.checked} ({low:.0%}–{high:.0%})".replace("%–", "–").replace("%)", " %)")
