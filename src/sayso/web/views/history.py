"""How a standing moved, as a step line over the time at which each change became known."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sayso.ledger import MembershipEntry, StandingEntry
from sayso.model import Verdict
from sayso.web import marks
from sayso.web.marks import Plain
from sayso.web.question import Question

LEVELS = (
    Verdict.CROSS_CONFIRMED, Verdict.CORROBORATED, Verdict.SAME_SIDE, Verdict.SINGLE_SOURCE, Verdict.DISPUTED, Verdict.DENIED,
    Verdict.RETRACTED, Verdict.ON_RECORD,
)  # fmt: skip
LEFT, RIGHT, STEP, TOP = 112, 690, 22, 18  # px


def history(entries: Sequence[StandingEntry], seats: Sequence[MembershipEntry], ask: Question, path: str) -> Plain:
    """Return the chart and the list of changes, the last first; each change has the address of the page as it was known then."""
    times = [entry.known_from for entry in entries]
    levels = [one for one in LEVELS if one in {entry.standing.verdict for entry in entries}]
    span = _scale([*times, *(seat.known_from for seat in seats)])
    points = [(span(entry.known_from), TOP + STEP * levels.index(entry.standing.verdict)) for entry in entries]
    line = "".join(f"{'M' if at == 0 else 'H'}{x:.0f}{f' {y:.0f}' if at == 0 else f'V{y:.0f}'}" for at, (x, y) in enumerate(points))
    foot = TOP + STEP * len(levels)
    shown = ask.asof or (times[-1] if times else None)
    return {
        "levels": [{"y": TOP + STEP * at, "label": marks.label(one)} for at, one in enumerate(levels)], "height": foot + 42, "foot": foot,
        "points": [{"x": round(x), "y": round(y)} for x, y in points], "line": f"{line}H{RIGHT}" if line else "",
        "seats": [round(span(seat.known_from)) for seat in seats[:200]], "ticks": ticks(times, span),
        "handle": {"x": round(span(shown)) if ask.asof else RIGHT, "words": f"as known {shown:%d %b %Y, %H:%M}"} if shown else None,
        "moves": [move(entries, at, ask, path) for at in reversed(range(len(entries)))],
        "earlier": _neighbour(entries, ask, path, later=False), "later": _neighbour(entries, ask, path, later=True),
    }  # fmt: skip


def _scale(times: Sequence[datetime]) -> Callable[[datetime], float]:
    """A function from a time to px; a single moment lies at the left."""
    first, last = (min(times), max(times)) if times else (None, None)
    seconds = (last - first).total_seconds() if first and last else 0.0

    def place(time: datetime) -> float:
        share = (time - first).total_seconds() / seconds if first and seconds else 0.0
        return LEFT + 14 + max(0.0, min(1.0, share)) * (RIGHT - LEFT - 40)

    return place


def ticks(times: Sequence[datetime], place: Callable[[datetime], float]) -> list[Plain]:
    """Return the times that are written under the chart: those of the changes that lie far enough apart."""
    found: list[Plain] = []
    for time in times:
        x = place(time)
        if not found or x - found[-1]["x"] > 96:
            found.append({"x": round(x), "words": f"{time:%d %b, %H:%M}", "anchor": "end" if x > RIGHT - 70 else "start"})
    return found


def move(entries: Sequence[StandingEntry], at: int, ask: Question, path: str) -> Plain:
    """Return one change: from, to, the rule with its sentence, when it became known, and the page as it was then."""
    entry = entries[at]
    own = entry.standing
    why = next((one.why for one in own.reasons if one.rule == own.rule), "")
    return {
        "time": f"{entry.known_from:%d %b %Y, %H:%M:%S}", "from": marks.badge(entries[at - 1].standing.verdict) if at else None,
        "to": marks.badge(own.verdict), "why": why, "rule": own.rule, "cause": "" if at == 0 else _cause(entry.cause),
        "href": handle(entry, ask, path), "credibility": own.credibility,
    }  # fmt: skip


def _cause(cause: str) -> str:
    return "a person's ruling" if cause == "judgement" else ""


def handle(entry: StandingEntry, ask: Question, path: str) -> str:
    """Return the address of a page as it was known when a standing came."""
    return Question(tuple(pair for pair in ask.pairs if pair[0] != "asof")).url(
        path, asof=entry.known_from.strftime("%Y-%m-%dT%H:%M:%S.%f")
    )


def _neighbour(entries: Sequence[StandingEntry], ask: Question, path: str, *, later: bool) -> str | None:
    """The address of the change before or after the time that is shown."""
    if later:
        after = [entry for entry in entries if ask.asof and entry.known_from > ask.asof]
        return handle(after[0], ask, path) if len(after) > 1 else ask.url(path, asof=None) if after or ask.asof else None
    shown = [entry for entry in entries if ask.asof is None or entry.known_from <= ask.asof]
    return handle(shown[-2], ask, path) if len(shown) > 1 else None
