"""Nouns to rows: what of a noun stands in columns. The order of values is the order of the columns in schema.py."""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sayso.ledger.codec import decoder, encoder, to_text
from sayso.ledger.columns import Table
from sayso.ledger.schema import EVIDENCE, LINKS, PARTICIPANTS, PLACES, QUANTITIES
from sayso.ledger.store import Row
from sayso.model import Claim, Grade, Participant, PlaceRole, Report, Role, Standing, When, Where, digest

DAY = timedelta(days=1)


def clean(words: str) -> str:
    """Return the words as UTF-8 can carry them: a lone surrogate becomes U+FFFD, so no offset moves."""
    return words if words.isascii() else "".join("�" if "\ud800" <= one <= "\udfff" else one for one in words)


def spoiled(words: str) -> bool:
    """Return True where the words hold what UTF-8 cannot carry."""
    return clean(words) != words


def named(words: str | None) -> str | None:
    """Return the words cleaned, None for none."""
    return None if words is None else clean(words)


def report_row(report: Report, flags: Sequence[str], claims: int, version: tuple[int, int, int | None], known: datetime) -> Row:
    """Return the row of a report; `version` is its n, its version and the n that it supersedes."""
    number, count, before = version
    return (
        number, report.id, count, before, named(report.name), named(report.title), named(report.publisher), named(report.url),
        report.published, report.language, report.sha256, [clean(flag) for flag in flags], claims, known, None, clean(report.text),
        report_json(report),
    )  # fmt: skip


def report_json(report: Report) -> str:
    """Return the report as JSON without its text, which has a column; with it only where the column cannot carry it."""
    plain = encoder(Report)(report)
    return json.dumps(plain if spoiled(report.text) else {name: value for name, value in plain.items() if name != "text"})


def report_of(text: str, plain: str) -> Report:
    """Return the report of its two columns."""
    report: Report = decoder(Report)({"text": text, **json.loads(plain)})
    return report


def claim_row(claim: Claim, report: Report, place: tuple[int, int, int], known: datetime) -> Row:
    """Return the row of a claim; `place` is its n, its report's n and its position there."""
    number, report_n, position = place
    origin = claim.chain[-1].source if claim.chain else None
    first, last = days(claim.when)
    return (
        number, f"{report.id}:{claim.id}", report_n, position, known, None, named(report.publisher), report.published,
        first or report.published, claim.what.type.value, claim.what.family, claim.what.mode,
        first_name(claim.what.participants, Role.AGENT), first_name(claim.what.participants, Role.PATIENT),
        *((named(origin.name), origin.actor, origin.kind, origin.country, origin.bloc) if origin else (None,) * 5),
        named(claim.chain[0].source.name) if claim.chain else None, len(claim.chain), claim.voice.value, claim.stance.value,
        claim.polarity.value, claim.modality.value, bool(claim.hedges) or any(link.hedges for link in claim.chain), claim.core,
        named(claim.when.edtf) if claim.when else None, first, last, *spot(claim.where), best_grade(claim), clean(claim.gist),
        to_text(claim),
    )  # fmt: skip


def parts(claim: Claim, number: int) -> dict[Table, list[Row]]:
    """Return the rows of a claim's links, places, participants, figures and evidence."""
    sources = [(at, link, link.source) for at, link in enumerate(claim.chain)]
    return {
        LINKS: [
            (number, at, clean(who.name), who.actor, who.kind, who.country, who.bloc, who.named,
             clean(link.cue.text) if link.cue else None, link.stance.value, link.first_hand)
            for at, link, who in sources
        ],
        PLACES: [
            (number, at, clean(one.place.name), one.place.geonames, one.place.feature, one.place.country, one.relation.value,
             one.role.value, one.place.lat, one.place.lon, one.radius_km, one.precision)
            for at, one in enumerate(claim.where)
        ],
        PARTICIPANTS: [(number, at, one.role.value, clean(one.name), one.actor) for at, one in enumerate(claim.what.participants)],
        QUANTITIES: [
            (number, at, one.role, clean(one.unit), one.bound.value, one.low, one.high, one.out_of, named(one.of))
            for at, one in enumerate(claim.quantities)
        ],
        EVIDENCE: [(number, at, one.kind.value, one.grade.value, named(one.verifier)) for at, one in enumerate(claim.evidence)],
    }  # fmt: skip


def days(when: When | None) -> tuple[date | None, date | None]:
    """Return the first and the last day, both inclusive, None on an open or unknown side."""
    if when is None:
        return None, None
    return when.start, when.end - DAY if when.end and when.end > date.min else when.end


def first_name(participants: Sequence[Participant], role: Role) -> str | None:
    """Return the name of the first participant in the role, None where nobody is."""
    return next((clean(one.name) for one in participants if one.role is role), None)


def main_place(wheres: Sequence[Where]) -> Where | None:
    """Return the place that lists and maps show: the first site, else the first place, None where there is none."""
    sites = [one for one in wheres if one.role is PlaceRole.SITE]
    return next(iter(sites or wheres), None)


def spot(wheres: Sequence[Where]) -> Row:
    """Return name, GeoNames id, country, latitude, longitude, radius and precision of the main place, None seven times for none."""
    own = main_place(wheres)
    if own is None:
        return (None,) * 7
    place = own.place
    return clean(place.name), place.geonames, place.country, place.lat, place.lon, own.radius_km, own.precision


def best_grade(claim: Claim) -> str:
    """Return the best grade of the claim's evidence, E0 for none."""
    return max((one.grade.value for one in claim.evidence), default=Grade.E0.value)


def event_key(event: str) -> int:
    """Return 60 bits of the hash of an event's id: numbers join faster than words."""
    return int(digest(event)[:15], 16)


def standing_row(number: int, event: str, standing: Standing, known: datetime, cause: str) -> Row:
    """Return the row of a standing."""
    killed = [figure for figure in standing.figures if figure.role == "killed"]
    return (
        number, event, standing.profile, known, None, *verdict(standing), killed[0].low if killed else None,
        killed[0].high if killed else None, clean(cause), to_text(standing),
    )  # fmt: skip


def verdict(standing: Standing) -> Row:
    """Return verdict, rule, credibility, evidence, origins, publishers, blocs and flags."""
    return (
        standing.verdict.value, standing.rule, standing.credibility, standing.evidence.value, len(standing.origins), standing.publishers,
        list(standing.blocs), [clean(one) for one in standing.flags],
    )  # fmt: skip
