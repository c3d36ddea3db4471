"""The ledger as three flat tables: claims, events, and the links between them (docs/exports.md says what each column holds)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sayso.publish.document import Plain

Cell = str | int | float | bool | None
Row = dict[str, Cell]


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    INTEGER = "integer"
    REAL = "real"
    BOOLEAN = "boolean"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name and its columns in order."""

    name: str
    columns: tuple[tuple[str, Kind], ...]


def columns(text: str) -> tuple[tuple[str, Kind], ...]:
    """Return the columns that a line names, each "name" (text) or "name:kind"."""
    pairs = (word.partition(":") for word in text.split())
    return tuple((name, Kind(kind or "text")) for name, _, kind in pairs)


HAPPENED = """
when when_precision when_start:date when_end:date
place place_country place_feature relation place_role lat:real lon:real distance_km:real radius_km:real where_prec:integer
geo_precision:integer geonames:integer places
"""
CLAIMS = Table(
    "claims",
    columns(f"""
        claim report publisher published:date url origin origin_actor origin_kind origin_country origin_bloc origin_named:boolean
        chain cue voice stance polarity modality hedges type family mode plover acled agent patient recipient instrument text gist
        {HAPPENED} quantities evidence evidence_kinds parent core:boolean start:integer end:integer spans
    """),
)
EVENTS = Table(
    "events",
    columns(f"""
        event gist type tally:boolean standing credibility:integer evidence rule origins:integer publishers:integer blocs flags
        profile grade figures killed_low:real killed_high:real injured_low:real injured_high:real captured_low:real captured_high:real
        {HAPPENED} claims:integer
    """),
)
LINKS = Table("links", columns("from to kind rule why score:real"))
JUDGEMENTS = Table("judgements", columns("ruling subjects author at note fields"))
TABLES = (CLAIMS, EVENTS, LINKS)
EVIDENCE_NONE = "E0"


def claim_rows(reports: Iterable[Plain]) -> Iterator[Row]:
    """Yield a row for each claim of claims documents, in their order."""
    for own in reports:
        for claim in own["claims"]:
            yield known(claim_cells(own["report"], claim))


def claim_cells(report: Plain, claim: Plain) -> Row:
    """Return the row of a claim. Lists are joined by "; ", a chain by " < " with who told the reporter first."""
    origin = claim["chain"][-1]["source"] if claim["chain"] else {}
    cue = claim["chain"][0]["cue"] if claim["chain"] else None
    spans = claim["span"] if isinstance(claim["span"][0], list) else [claim["span"]]
    return {
        "claim": f"{named(report)}:{claim['id']}", "report": named(report), "publisher": report["publisher"],
        "published": report["published"], "url": report["url"], "origin": origin.get("name"), "origin_actor": origin.get("actor"),
        "origin_kind": origin.get("kind"), "origin_country": origin.get("country"), "origin_bloc": origin.get("bloc"),
        "origin_named": origin.get("named"), "chain": " < ".join(link["source"]["name"] for link in claim["chain"]) or None,
        "cue": cue["text"] if cue else None, "voice": claim["voice"], "stance": claim["stance"], "polarity": claim["polarity"],
        "modality": claim["modality"], "hedges": joined(one["text"] for one in claim["hedges"]), **what_cells(claim["what"]),
        "text": claim["text"], "gist": claim["gist"], **when_cells(claim["when"]), **where_cells(claim["where"]),
        "quantities": joined(figure(one["role"] or one["of"] or one["unit"], one) for one in claim["quantities"]),
        "evidence": max((one["grade"] for one in claim["evidence"]), default=EVIDENCE_NONE),
        "evidence_kinds": joined(dict.fromkeys(one["kind"] for one in claim["evidence"])),
        "parent": f"{named(report)}:{claim['parent']}" if claim["parent"] else None, "core": claim["core"],
        "start": spans[0][0], "end": spans[-1][1], "spans": joined(f"{start}-{end}" for start, end in spans),
    }  # fmt: skip


def event_rows(events: Iterable[Plain]) -> Iterator[Row]:
    """Yield a row for each event, in their order."""
    for own in events:
        figures = own["quantities"]
        ends = {f"{role}_{end}": figures.get(role, {}).get(end) for role in ("killed", "injured", "captured") for end in ("low", "high")}
        yield known({
            "event": own["id"], **{name: own[name] for name in ("gist", "type", "tally", "standing", "credibility", "evidence", "rule")},
            **{name: own[name] for name in ("origins", "publishers", "profile", "grade")}, "blocs": joined(own["blocs"]),
            "flags": joined(own["flags"]), "figures": joined(figure(role, one) for role, one in figures.items()), **ends,
            **when_cells(own["when"]), **where_cells(own["where"]), "claims": len(own["claims"]),
        })  # fmt: skip


def link_rows(reports: Iterable[Plain], events: Iterable[Plain]) -> Iterator[Row]:
    """Yield a row for each link: a claim's membership in an event, its answers to other claims, the claim that it lies in."""
    for event in events:
        for own in event["members"]:
            yield link(own["claim"], event["id"], "member", own["reason"])
    for document in reports:
        report = named(document["report"])
        for claim in document["claims"]:
            key = f"{report}:{claim['id']}"
            for own in claim["responds"]:
                yield link(key, f"{report}:{own['claim']}", own["relation"], own["reason"])
            if claim["parent"]:
                yield link(key, f"{report}:{claim['parent']}", "within", None)


def known(row: Row) -> Row:
    """Return a row whose empty texts are None: a table tells nothing from nothing."""
    return {name: None if cell == "" else cell for name, cell in row.items()}


def link(start: str, end: str, kind: str, reason: Plain | None) -> Row:
    """Return the row of one link with its reason."""
    why = reason or {}
    return known({"from": start, "to": end, "kind": kind, "rule": why.get("rule"), "why": why.get("why"), "score": why.get("score")})


def named(report: Plain) -> str:
    """Return the report's name where it has one, else its id."""
    return str(report["name"] or report["id"])


def what_cells(own: Plain) -> Row:
    """Return the cells of a happening."""
    roles = ("agent", "patient", "recipient", "instrument")
    parts = {role: joined(one["name"] for one in own["participants"] if one["role"] == role) for role in roles}
    return {**{name: own[name] for name in ("type", "family", "mode", "plover", "acled")}, **parts}


def when_cells(own: Plain | None) -> Row:
    """Return the cells of a time, empty where the reports do not say."""
    own = own or {}
    return {"when": own.get("edtf"), "when_precision": own.get("precision"), "when_start": own.get("start"), "when_end": own.get("end")}


def where_cells(places: list[Plain]) -> Row:
    """Return the cells of the first place where it happened (any other role where there is none), and the names of all."""
    sites = [own for own in places if own["role"] == "site"] or places
    own: dict[str, Any] = sites[0] if sites else {}
    return {
        "place": own.get("name"), "place_country": own.get("country"), "place_feature": own.get("feature"), "relation": own.get("relation"),
        "place_role": own.get("role"), "lat": own.get("lat"), "lon": own.get("lon"), "distance_km": own.get("distance_km"),
        "radius_km": own.get("radius_km"), "where_prec": own.get("precision"), "geo_precision": own.get("geo_precision"),
        "geonames": own.get("geonames"), "places": joined(one["name"] for one in places),
    }  # fmt: skip


def figure(name: str, own: Plain) -> str:
    """Return a figure in words: "killed 3", "killed 3 to 4", "tank at least 5", "killed, no number"."""
    low, high = own["low"], own["high"]
    if low is None and high is None:
        return f"{name}, no number"
    if low is None or high is None:
        return f"{name} at least {low}" if high is None else f"{name} at most {high}"
    return f"{name} {low}" if low == high else f"{name} {low} to {high}"


def joined(words: Iterable[str]) -> str | None:
    """Return the words joined by "; ", None for none."""
    return "; ".join(words) or None
