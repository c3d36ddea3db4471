"""`sayso sources`: the voices of the ledger, and what became of their claims where others could check."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import sqrt

from rich.text import Text

from sayso.model import ActorKind, Report, Source, Verdict
from sayso.publish.sheet import EventSheet
from sayso.terminal.page import COLOURS, SIDES, WIDE, count, cut, one_line
from sayso.terminal.paper import columns, paper, rule, sides

BACKED = frozenset({Verdict.CROSS_CONFIRMED, Verdict.CORROBORATED})
CONTRADICTED = frozenset({Verdict.DISPUTED, Verdict.DENIED, Verdict.RETRACTED})
PRIVATE = frozenset({ActorKind.PRISONER, ActorKind.WITNESS, ActorKind.CIVILIAN})
NORMAL = 1.96  # standard deviations on either side of a 95 % interval


@dataclass(slots=True)
class Voice:
    """A source over all events: as origin and as relay, in which outlets, and how the events stand that it is an origin of."""

    source: Source
    origin_of: int = 0
    relays: int = 0
    outlets: set[str] = field(default_factory=set)
    events: dict[str, Verdict] = field(default_factory=dict)

    @property
    def checked(self) -> int:
        """How many of its events others could check: they were backed or contradicted."""
        return sum(own in BACKED or own in CONTRADICTED for own in self.events.values())

    @property
    def backed(self) -> int:
        """How many of them were backed."""
        return sum(own in BACKED for own in self.events.values())


def render(sheets: Iterable[EventSheet], *, width: int = 80, colour: bool = False) -> str:
    """Return the named sources with the number of claims, those that speak most first. Private persons are not followed.

    "backed 3 of 5" counts the events it is an origin of: of 5 that others confirmed or contradicted, 3 were confirmed; the 95 %
    interval is Wilson's (1927). It says what became of claims, not who is to be believed: no rule reads it.
    """
    events = list(sheets)
    width = columns(width)
    return paper(page(voices(events), sides(events), width), width, colour)


def voices(sheets: Iterable[EventSheet]) -> list[Voice]:
    """Return the named sources of the events, those with the most claims first; no prisoners, witnesses and civilians."""
    found: dict[str, Voice] = {}
    for sheet in sheets:
        for report, claim in sheet.members:
            for number, link in enumerate(claim.chain, 1):
                if (link.source.named or link.source.actor) and link.source.kind not in PRIVATE:
                    own = found.setdefault(link.source.actor or link.source.name.casefold(), Voice(link.source))
                    count_in(own, report, sheet, origin=number == len(claim.chain))
    return sorted(found.values(), key=lambda own: (-own.origin_of - own.relays, own.source.name))


def count_in(own: Voice, report: Report, sheet: EventSheet, *, origin: bool) -> None:
    """Count one claim of a voice."""
    own.outlets.add(report.publisher or report.name or report.id)
    own.origin_of += origin
    own.relays += not origin
    if origin:
        own.events[sheet.event.id] = sheet.standing.verdict


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


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of k in n (n at least 1), as Wilson has it: inside 0 to 1 even for few."""
    share, spread = k / n, NORMAL**2 / n
    middle = (share + spread / 2) / (1 + spread)
    half = NORMAL * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)
