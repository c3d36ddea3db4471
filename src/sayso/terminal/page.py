"""A report on paper: its claims under the voices that make them, in 80 columns or more, with or without colour."""

import textwrap
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from sayso.model import Attribution, Claim, Stance, When, Where
from sayso.pipeline import ReadReport
from sayso.publish.words import count, cut, evidence_words, marks, one_line, said

WIDE = 100  # columns from which the place has a column of its own
STANCES = {Stance.ENDORSING: "↑", Stance.DISTANCING: "↓", Stance.NEUTRAL: " "}
SIDES = ("●", "■", "⬟", "★")
COLOURS = {"●": "blue", "■": "dark_orange3", "▲": "magenta", "◆": "default", "◇": "default", "○": "bright_black"}


def show(result: ReadReport, console: Console, why: bool) -> None:
    """Print one report: a head, one block for each voice, and what stayed unknown."""
    width = min(console.width, 132)
    for line in head(result):
        console.print(line, style="bold" if line == result.report.title else None, markup=False, overflow="fold")
    blocs = list(dict.fromkeys(own.chain[-1].source.bloc for own in result.claims if own.chain and own.chain[-1].source.bloc))
    numbers = {claim.id: number for number, claim in enumerate(result.claims, 1)}
    for chain, claims in voices(result.claims):
        console.print()
        console.print(heading(chain, claims, blocs, width))
        for claim in claims:
            console.print(*rows(claim, numbers, width, why), sep="\n")
    if result.claims:
        console.print()
        console.print(Text(unknown(result.claims), style="dim"))


def head(result: ReadReport) -> list[str]:
    """Return the title and a line on the report."""
    report, claims = result.report, result.claims
    told = [
        report.publisher or "publisher unknown",
        report.published.strftime("%-d %b %Y") if report.published else "date unknown",
    ]
    hedged, speakers = sum(bool(claim.hedges) for claim in claims), len(voices(claims))
    counts = f"{count(len(claims), 'claim')}, {count(speakers, 'voice')}, {hedged} hedged"
    lines = [report.title] if report.title else []
    lines.append(f"{', '.join(told)}. {counts}.")
    return [*lines, *(f"Note: {flag}." for flag in result.flags)]


def voices(claims: Sequence[Claim]) -> list[tuple[tuple[Attribution, ...], list[Claim]]]:
    """Return the claims by the chain of names behind them, in the order of their first claim, the report's own voice last."""
    groups: dict[tuple[str, ...], tuple[tuple[Attribution, ...], list[Claim]]] = {}
    for claim in claims:
        key = tuple(own.source.name.casefold() for own in claim.chain)
        groups.setdefault(key, (claim.chain, []))[1].append(claim)
    return sorted(groups.values(), key=lambda group: not group[0])


def shape(chain: Sequence[Attribution], blocs: Sequence[str]) -> str:
    """Return the mark of a side: circle and square for blocs, triangle for monitors, diamond for third parties, ring for the outlet."""
    if not chain:
        return "○"
    origin = chain[-1].source
    if origin.bloc:
        return SIDES[min(blocs.index(origin.bloc), len(SIDES) - 1)]
    return "▲" if origin.kind == "monitor" else "◆" if origin.country or origin.kind else "◇"


def heading(chain: Sequence[Attribution], claims: Sequence[Claim], blocs: Sequence[str], width: int) -> Text:
    """Return the line above a voice's claims: origin first, then who relays it, its side, how many claims."""
    mark = shape(chain, blocs)
    names = " › ".join(one_line(own.source.name) for own in reversed(chain)) or "own voice"
    side = chain[-1].source.bloc or chain[-1].source.kind or "side not known" if chain else "no source named"
    right = f"{side.replace('_', ' ')}, {count(len(claims), 'claim')}"
    names = textwrap.shorten(names, max(20, width - len(right) - 6), placeholder=" …")
    rule = "─" * max(2, width - len(names) - len(right) - 4)
    line = Text(f"{mark} ", style=COLOURS.get(mark, "default"))
    return line.append(names, "bold").append(f" {rule} ", "dim").append(right)


def rows(claim: Claim, numbers: dict[str, int], width: int, why: bool) -> list[Text]:
    """Return the lines of one claim: number, cue and stance, gist, when, where, evidence; reasons under it with `why`."""
    wide = width >= WIDE
    right = [(when_words(claim.when), 13)] + ([(where_words(claim.where), 20)] if wide else []) + [(evidence_words(claim), 9)]
    room = width - 4 - 2 - 14 - sum(size + 1 for _, size in right)
    cue = claim.chain[0].cue.text if claim.chain and claim.chain[0].cue else ""
    left = f"{numbers[claim.id]:>4}  {cut(one_line(cue), 11):<11} {STANCES[claim.stance]} "
    gist = textwrap.wrap(f"{marks(claim)}{said(claim)}", room) or [""]
    cells = " ".join(f"{cut(text, size):<{size}}" for text, size in right)
    lines = [Text(left, "dim").append(f"{gist[0]:<{room}} ", "default").append(cells.rstrip(), "cyan")]
    indent = " " * len(left)
    lines += [Text(indent + line) for line in gist[1:]]
    lines += [Text(f"{indent}{own.relation} {numbers[own.claim]}", "yellow") for own in claim.responds if own.claim in numbers]
    if why:
        lines += [Text(line, "dim") for line in reasons(claim, indent, width)]
    return lines


def reasons(claim: Claim, indent: str, width: int) -> list[str]:
    """Return every reason behind a claim, one to a line or more."""
    own = [*claim.reasons, *(link.reason for link in claim.chain), claim.what.reason, *(one.reason for one in claim.responds)]
    own += [
        claim.when.reason if claim.when else None,
        *(one.reason for one in claim.where),
        *(one.reason for one in claim.quantities),
    ]
    own += [one.reason for one in claim.evidence]
    told = [f"{one.rule}: {one.why}" + ("" if one.score is None else f" ({one.score:.0%})") for one in own if one]
    return [line for one in told for line in textwrap.wrap(one_line(one), width, initial_indent=indent, subsequent_indent=indent + "  ")]


def when_words(when: When | None) -> str:
    """Return the EDTF string, "" where the report does not say."""
    return when.edtf if when else ""


def where_words(where: Sequence[Where]) -> str:
    """Return the places with their relation, "" where the report names none."""
    parts = []
    for one in where:
        relation = "" if one.relation == "in" else f"{one.relation.replace('_', ' ')} "
        distance = f"{one.distance_km:g} km " if one.distance_km is not None else ""
        parts.append(f"{distance}{relation}{one.place.name}")
    return "; ".join(parts)


def unknown(claims: Sequence[Claim]) -> str:
    """Return a line on what the report leaves open, or sayso could not settle."""
    sources = [own.source for claim in claims for own in claim.chain]
    parts = [
        f"{sum(claim.when is None for claim in claims)} without a date",
        f"{sum(not claim.where for claim in claims)} without a place",
        f"{len({own.name for own in sources if own.actor is None})} speakers in no actor pack",
    ]
    return f"Not settled: {', '.join(parts)}, of {count(len(claims), 'claim')}."
