"""Facts in words, the same in a terminal, on a page and in a file: figures, places, times, flags, sides."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sayso.model import Claim, Figure, Modality, Polarity, Standing, Voice, When, Where
from sayso.publish.sheet import EventSheet


def count(number: int, noun: str) -> str:
    """Return "1 claim", "2 claims"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def marks(claim: Claim) -> str:
    """Return the words in front of a gist: "≈ " where hedged, "NOT " where negated, "[planned] " where not actual."""
    hedge = "≈ " if claim.hedges else ""
    negated = "NOT: " if claim.polarity is Polarity.NEGATED else ""
    mode = "" if claim.modality is Modality.ACTUAL else f"[{claim.modality}] "
    return f"{hedge}{mode}{negated}"


def said(claim: Claim) -> str:
    """Return the gist, in quotation marks where it is the speaker's own words."""
    words = one_line(claim.gist)
    return f"“{words}”" if claim.voice is Voice.DIRECT else words


def evidence_words(claim: Claim) -> str:
    """Return the best grade with its kind, "" where no evidence is cited."""
    if not claim.evidence:
        return ""
    best = max(claim.evidence, key=lambda one: one.grade)
    return f"{best.grade} {best.kind}"


def cut(text: str, size: int) -> str:
    """Return the text in at most `size` columns, "…" where something was cut off."""
    return text if len(text) <= size else f"{text[: size - 1]}…"


def one_line(text: str) -> str:
    """Return the text without line breaks and without characters that steer a terminal."""
    clean = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(clean.split())


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
