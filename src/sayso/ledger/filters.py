"""Which claims or events are asked for: filters, and the SQL conditions that they stand for. Pure text, nothing runs here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Bounds = tuple[float, float, float, float]  # west, south, east, north in degrees
Words = tuple[str, ...]
Conditions = tuple[list[str], list[Any]]
PROFILE = "sayso"  # the profile that an event's own row has the standing of


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Claims that meet every given condition; an empty tuple or None sets none.

    Tuples hold alternatives. `speakers` are names or pack ids of any link of the chain; `countries` and `blocs` those of the
    origin ("" = none known). `first` and `until` frame the day of the happening (or else of publication), half-open. `evidence`
    is the least grade, `chain` the least length of the chain, `places` names or GeoNames ids, `report` a report's id.
    """

    types: Words = ()
    families: Words = ()
    speakers: Words = ()
    countries: Words = ()
    blocs: Words = ()
    publishers: Words = ()
    voices: Words = ()
    stances: Words = ()
    polarities: Words = ()
    modalities: Words = ()
    participants: Words = ()
    places: tuple[str | int, ...] = ()
    bounds: Bounds | None = None
    first: date | None = None
    until: date | None = None
    evidence: str | None = None
    chain: int | None = None
    hedged: bool | None = None
    core: bool | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Events that meet every given condition; an empty tuple or None sets none.

    `verdicts`, `rules`, `flags`, `blocs`, `credibilities`, `evidence` (least grade) and `origins` (least number) ask the standing
    under `profile`; `speakers` and `publishers` ask for an event with a claim of theirs; `first` and `until` frame its first day,
    half-open. `widest` asks for a place whose radius (km) is no larger.
    """

    types: Words = ()
    verdicts: Words = ()
    rules: Words = ()
    flags: Words = ()
    blocs: Words = ()
    credibilities: tuple[int, ...] = ()
    countries: Words = ()
    speakers: Words = ()
    publishers: Words = ()
    places: tuple[str | int, ...] = ()
    bounds: Bounds | None = None
    first: date | None = None
    until: date | None = None
    evidence: str | None = None
    origins: int | None = None
    tally: bool | None = None
    widest: float | None = None
    profile: str = PROFILE

    @property
    def standing(self) -> str:
        """The name of the table that has the standing: the event's own row, or the standings."""
        return "e" if self.profile == PROFILE else "s"


def believed(name: str, asof: datetime | None) -> Conditions:
    """Return the condition that a row of `name` was believed at the time (UTC); None = now."""
    if asof is None:
        return [f"{name}.known_to IS NULL"], []
    return [f"{name}.known_from <= ?", f"({name}.known_to IS NULL OR {name}.known_to > ?)"], [asof, asof]


def claim_conditions(own: ClaimFilter, asof: datetime | None) -> Conditions:
    """Return the conditions on the claims table, named c, at the time asked for."""
    sql, given = believed("c", asof)
    slots, values = slot_conditions(own)
    return [*sql, *slots], [*given, *values]


def slot_conditions(own: ClaimFilter) -> Conditions:
    """Return the conditions on the columns of claims, named c, whenever believed."""
    sql: list[str] = []
    given: list[Any] = []
    alternatives = {
        "type": own.types, "family": own.families, "coalesce(c.country, '')": own.countries, "coalesce(c.bloc, '')": own.blocs,
        "publisher": own.publishers, "voice": own.voices, "stance": own.stances, "polarity": own.polarities, "modality": own.modalities,
    }  # fmt: skip
    for column, values in alternatives.items():
        _either(sql, given, column if "(" in column else f"c.{column}", values)
    if own.speakers:
        _within(
            sql,
            given,
            "c.n IN (SELECT claim_n FROM links WHERE source IN {0} UNION ALL SELECT claim_n FROM links WHERE actor IN {0})",
            own.speakers,
        )
    if own.participants:
        _within(
            sql,
            given,
            "c.n IN (SELECT claim_n FROM participants WHERE name IN {0} UNION ALL SELECT claim_n FROM participants WHERE actor IN {0})",
            own.participants,
        )
    for condition, value in (
        ("c.evidence >= ?", own.evidence), ("c.chain >= ?", own.chain), ("c.hedged = ?", own.hedged), ("c.core = ?", own.core),
        ("c.report_n IN (SELECT n FROM reports WHERE id = ?)", own.report), ("c.day >= ?", own.first), ("c.day < ?", own.until),
    ):  # fmt: skip
        _one(sql, given, condition, value)
    _ground(sql, given, "c", own.places, own.bounds)
    return sql, given


def event_conditions(own: EventFilter, asof: datetime | None) -> Conditions:
    """Return the conditions on the events table, named e, joined with standings, named s, for other profiles than "sayso"."""
    sql, given = believed("e", asof)
    s = own.standing
    alternatives = {
        "e.type": own.types, f"{s}.verdict": own.verdicts, f"{s}.rule": own.rules, f"{s}.credibility": own.credibilities,
        "coalesce(e.country, '')": own.countries,
    }  # fmt: skip
    for column, values in alternatives.items():
        _either(sql, given, column, values)
    for column, words in ((f"{s}.flags", own.flags), (f"{s}.blocs", own.blocs)):
        if words:
            sql.append("(" + " OR ".join([f"list_contains({column}, ?)"] * len(words)) + ")")
            given += words
    for condition, value in (
        (f"{s}.evidence >= ?", own.evidence), (f"{s}.origins >= ?", own.origins), ("e.tally = ?", own.tally), ("e.first >= ?", own.first),
        ("e.first < ?", own.until), ("e.radius_km <= ?", own.widest),
    ):  # fmt: skip
        _one(sql, given, condition, value)
    _told_by(sql, given, own, asof)
    _ground(sql, given, "e", own.places, own.bounds)
    return sql, given


def _told_by(sql: list[str], given: list[Any], own: EventFilter, asof: datetime | None) -> None:
    if not own.speakers and not own.publishers:
        return
    inner, values = claim_conditions(ClaimFilter(speakers=own.speakers, publishers=own.publishers), asof)
    seats, times = believed("m", asof)
    told = f"m.claim_n IN (SELECT c.n FROM claims c WHERE {' AND '.join(inner)})"
    sql.append(f"e.key IN (SELECT m.event_key FROM memberships m WHERE {' AND '.join([*seats, told])})")
    given += [*times, *values]


def _either(sql: list[str], given: list[Any], column: str, values: Sequence[Any]) -> None:
    if values:
        sql.append(f"{column} IN ({marks(values)})")
        given += values


def _within(sql: list[str], given: list[Any], condition: str, values: Sequence[Any]) -> None:
    """A condition that names the same values several times."""
    sql.append(condition.format(f"({marks(values)})"))
    given += list(values) * condition.count("{0}")


def _one(sql: list[str], given: list[Any], condition: str, value: Any) -> None:
    if value is not None:
        sql.append(condition)
        given.append(value)


def _ground(sql: list[str], given: list[Any], name: str, places: Sequence[str | int], bounds: Bounds | None) -> None:
    if places:
        names = [one for one in places if isinstance(one, str)]
        numbers = [one for one in places if isinstance(one, int)]
        parts = [f"{name}.{column} IN ({marks(values)})" for column, values in (("place", names), ("geonames", numbers)) if values]
        sql.append("(" + " OR ".join(parts) + ")")
        given += [*names, *numbers]
    if bounds is not None:
        west, south, east, north = bounds
        sql.append(f"{name}.lat BETWEEN ? AND ?")
        sql.append(f"{name}.lon BETWEEN ? AND ?" if west <= east else f"({name}.lon >= ? OR {name}.lon <= ?)")
        given += [south, north, west, east]


def marks(values: Sequence[Any]) -> str:
    """Return a question mark for each value."""
    return ", ".join("?" * len(values))
