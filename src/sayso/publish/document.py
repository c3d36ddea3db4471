"""The claims document: one report's claims as plain data (version 0.1 of the contract, docs/claims-document.md)."""

from collections.abc import Sequence
from typing import Any

from sayso.model import (
    Attribution,
    Claim,
    Evidence,
    Participant,
    Phrase,
    Quantity,
    Reason,
    Report,
    Responds,
    Source,
    Span,
    What,
    When,
    Where,
)  # fmt: skip

VERSION = "0.1"
Plain = dict[str, Any]


def document(report: Report, claims: Sequence[Claim], flags: Sequence[str] = ()) -> Plain:
    """Return the claims document of a report; offsets count code points of `report.text`, half-open."""
    return {
        "sayso": VERSION,
        "report": report_row(report),
        "flags": list(flags),
        "claims": [claim_row(claim) for claim in claims],
    }


def report_row(report: Report) -> Plain:
    """Return the report's own fields with its text."""
    return {
        "id": report.id, "name": report.name, "title": report.title, "publisher": report.publisher,
        "published": report.published.isoformat() if report.published else None, "language": report.language, "url": report.url,
        "sha256": report.sha256, "text": report.text,
    }  # fmt: skip


def claim_row(claim: Claim) -> Plain:
    """Return one claim."""
    spans = [place(span) for span in claim.spans]
    return {
        "id": claim.id, "span": spans[0] if len(spans) == 1 else spans, "text": claim.text, "gist": claim.gist,
        "chain": [link(own) for own in claim.chain], "voice": claim.voice.value, "stance": claim.stance.value,
        "polarity": claim.polarity.value, "modality": claim.modality.value, "hedges": [words(one) for one in claim.hedges],
        "what": what(claim.what), "when": when(claim.when), "said_when": when(claim.said_when),
        "where": [where(one) for one in claim.where], "quantities": [quantity(one) for one in claim.quantities],
        "evidence": [evidence(one) for one in claim.evidence], "responds": [responds(one) for one in claim.responds],
        "parent": claim.parent, "core": claim.core, "reasons": [reason(one) for one in claim.reasons],
    }  # fmt: skip


def place(span: Span) -> list[int]:
    """Return [start, end]."""
    return [span.start, span.end]


def words(phrase: Phrase) -> Plain:
    """Return quoted words with their place."""
    return {"text": phrase.text, "span": place(phrase.span)}


def reason(own: Reason | None) -> Plain | None:
    """Return a reason, None for none."""
    if own is None:
        return None
    return {
        "rule": own.rule,
        "why": own.why,
        "score": None if own.score is None else round(own.score, 4),
        "words": list(own.words),
    }


def source(own: Source) -> Plain:
    """Return a source with every name the report gives it."""
    return {
        "text": own.text, "span": place(own.span), "name": own.name, "names": list(own.names), "actor": own.actor, "kind": own.kind,
        "country": own.country, "bloc": own.bloc, "named": own.named, "reason": reason(own.reason),
    }  # fmt: skip


def link(own: Attribution) -> Plain:
    """Return one link of a chain."""
    return {
        "source": source(own.source), "cue": words(own.cue) if own.cue else None, "stance": own.stance.value,
        "hedges": [words(one) for one in own.hedges], "first_hand": own.first_hand, "reason": reason(own.reason),
    }  # fmt: skip


def participant(own: Participant) -> Plain:
    """Return one participant."""
    return {
        "role": own.role.value, "text": own.text, "span": place(own.span), "name": own.name, "names": list(own.names), "actor": own.actor,
    }  # fmt: skip


def what(own: What) -> Plain:
    """Return the happening."""
    return {
        "type": own.type.value, "family": own.family, "mode": own.mode, "trigger": words(own.trigger) if own.trigger else None,
        "plover": own.plover, "acled": own.acled, "participants": [participant(one) for one in own.participants],
        "reason": reason(own.reason),
    }  # fmt: skip


def when(own: When | None) -> Plain | None:
    """Return a time, None where the report does not say."""
    if own is None:
        return None
    return {
        "edtf": own.edtf, "start": own.start.isoformat() if own.start else None, "end": own.end.isoformat() if own.end else None,
        "precision": own.precision, "text": own.text, "span": place(own.span) if own.span else None,
        "anchor": own.anchor.value if own.anchor else None, "reason": reason(own.reason),
    }  # fmt: skip


def where(own: Where) -> Plain:
    """Return a place with its relation and geometry."""
    return {
        "lat": own.place.lat, "lon": own.place.lon, "relation": own.relation.value, "distance_km": own.distance_km, "text": own.text,
        "span": place(own.span) if own.span else None, "name": own.place.name, "feature": own.place.feature, "country": own.place.country,
        "geonames": own.place.geonames, "precision": own.precision, "geo_precision": own.geo_precision, "radius_km": own.radius_km,
        "geometry": dict(own.geometry) if own.geometry else None, "role": own.role.value, "reason": reason(own.reason),
    }  # fmt: skip


def number(value: float | None) -> float | int | None:
    """Return whole numbers as integers."""
    return int(value) if value is not None and float(value).is_integer() else value


def quantity(own: Quantity) -> Plain:
    """Return a figure; a range's value is [low, high], "dozens" has none."""
    value = [number(one) for one in own.value] if isinstance(own.value, tuple) else number(own.value)
    return {
        "value": value, "bound": own.bound.value, "low": number(own.low), "high": number(own.high), "unit": own.unit, "of": own.of,
        "role": own.role, "out_of": number(own.out_of), **words(own.words), "reason": reason(own.reason),
    }  # fmt: skip


def evidence(own: Evidence) -> Plain:
    """Return one piece of evidence."""
    return {
        "kind": own.kind.value,
        **words(own.words),
        "grade": own.grade.value,
        "verifier": own.verifier,
        "reason": reason(own.reason),
    }


def responds(own: Responds) -> Plain:
    """Return what a claim does to another one."""
    return {"relation": own.relation.value, "claim": own.claim, "reason": reason(own.reason)}
