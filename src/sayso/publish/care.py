"""Care for the people in the ledger: what every export leaves out or makes coarse unless it is asked for (docs/exports.md)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sayso.lexicon import table
from sayso.model import Claim, Event, Report
from sayso.publish.blur import blurred
from sayso.publish.document import Plain
from sayso.publish.ledger import event_row, report_document
from sayso.publish.mask import Index, Mask, Masked, near_names, whole_names
from sayso.publish.private import Tokens, person, private_names, tokens
from sayso.publish.sheet import EventSheet, ReportSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """What may leave.

    `with_names` keeps the names of private persons. `blur_km` is the width of the grid that every coordinate is moved to,
    `sensitive_blur_km` that for claims of prisoners, shelters and medical sites that are placed more exactly; 0 leaves them.
    """

    with_names: bool = False
    blur_km: float = 0.0
    sensitive_blur_km: float = 0.0


@dataclass(frozen=True, slots=True)
class Guard:
    """Care with the private names of a whole ledger: `whole` ones of two words or more, and the names `told` by each report (its id)."""

    care: Care
    whole: Index = field(default_factory=dict)
    told: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def report(self, sheet: ReportSheet) -> Plain:
        """Return the claims document of a report with care taken; offsets count the code points of the text as it now stands."""
        row = report_document(sheet)
        claims = [self._placed(claim, sensitive(claim)) for claim in row["claims"]]
        return self.masked({**row, "claims": claims}, [(sheet.report, claim) for claim in sheet.claims] or [(sheet.report, None)])

    def event(self, sheet: EventSheet) -> Plain:
        """Return the row of an event with care taken."""
        own: Plain = self.masked(self._placed(event_row(sheet), wants_care(sheet.event)), sheet.members)
        return own

    def _placed(self, row: Plain, held: bool) -> Plain:
        return {**row, "where": [blurred(place, self._grid(place, held)) for place in row["where"]]}

    def _grid(self, place: Plain, held: bool) -> float:
        """The width of the grid for a place; a sensitive one that is vaguer than its grid already needs none."""
        near = self.care.sensitive_blur_km if held and (place["radius_km"] or 0.0) < self.care.sensitive_blur_km else 0.0
        return max(self.care.blur_km, near)

    def masked(self, row: Plain, members: Sequence[tuple[Report, Claim | None]]) -> Plain:
        """Return anything made of these members with every private name in it withheld."""
        near = {name: role for own in {report.id: None for report, _ in members} for name, role in self.told.get(own, {}).items()}
        if self.care.with_names or not (near or self.whole):
            return row
        own = Mask(self.whole, near_names(near, kept_names(members, {tokens(name) for name in near})))
        document = row.get("report")  # the report itself in its document, its id in the row of a claim
        masked: Plain = walked(row, own, own.text(document["text"]) if isinstance(document, dict) else None)
        return masked


def guard(reports: Iterable[ReportSheet], care: Care) -> Guard:
    """Return the guard of a ledger. It goes through the reports twice: for private names, and for reports that hold one of another."""
    if care.with_names:
        return Guard(care)
    read = list(reports)
    found = {sheet.report.id: private_names(sheet) for sheet in read}
    every = {name: role for names in found.values() for name, role in names.items()}
    whole = whole_names(every)
    by_words = {tokens(name): name for name in every}
    for sheet in read if whole else ():
        own, text = found[sheet.report.id], f"{sheet.report.title or ''}\n{sheet.report.text}"
        for start, end, role in Mask(whole, {}).found(text):
            own.setdefault(by_words[tokens(text[start:end])], role)
    return Guard(care, whole, {name: own for name, own in found.items() if own})


def kept_names(members: Iterable[tuple[Report, Claim | None]], private: set[Tokens]) -> Iterator[str]:
    """Yield the names in these reports that are no private name, hold none, and are no part of one."""
    for report, claim in members:
        yield report.publisher or ""
        if claim is None:
            continue
        yield from (own.place.name for own in claim.where)
        told = [(own.source.actor, (own.source.name, *own.source.names)) for own in claim.chain]
        told += [(own.actor, (own.name, *own.names)) for own in claim.what.participants]
        for actor, names in told:
            yield from (name for name in names if actor is not None or not hides(name, private))


def hides(name: str, private: set[Tokens]) -> bool:
    """Return True where a name is, holds or is part of a private one: "captured soldier Vasko" hides the private name Vasko."""
    words, bare = tokens(name), tokens(person(name) or "")
    return bare in private or any(contains(own, words) or (len(own) > 1 and contains(words, own)) for own in private)


def contains(words: Tokens, part: Tokens) -> bool:
    """Return True where the words hold the part, in a row."""
    return any(words[start : start + len(part)] == part for start in range(len(words) - len(part) + 1))


def walked(value: Any, own: Mask, text: Masked | None) -> Any:
    """Return a row with every string masked and every span moved to where its words now stand in the text."""
    if isinstance(value, str):
        return own.string(value)
    if isinstance(value, list):
        return [walked(one, own, text) for one in value]
    if not isinstance(value, dict):
        return value
    row = {name: moved(one, text) if name == "span" else walked(one, own, text) for name, one in value.items()}
    if text and row.get("span") and value.get("text") == words_at(value["span"], text.before):
        row["text"] = words_at(row["span"], text.text)
    if "named" in row and row["name"] != value["name"]:
        return {**row, "named": False, "withheld": True}
    return row


def words_at(span: Any, text: str) -> str:
    """Return the words of a span, or of its fragments joined by an ellipsis."""
    spans = span if isinstance(span[0], list) else [span]
    return " … ".join(text[start:end] for start, end in spans)


def moved(span: Any, text: Masked | None) -> Any:
    """Return a span, or a list of spans, of the old text as it lies in the new one."""
    if text is None or not span:
        return span
    if isinstance(span[0], list):
        return [moved(one, text) for one in span]
    return [text.moved(span[0]), text.moved(span[1], end=True)]


def wants_care(event: Event) -> bool:
    """Return True for an event of prisoners, shelters or medical sites, by its type or its words: its place goes out coarse."""
    return event.type.value in table("care")["types"] or bool(site_words(event.gist))


def sensitive(claim: Plain) -> bool:
    """Return True for a claim of prisoners, shelters or medical sites: by its type, its speaker or its words."""
    held = claim["what"]["type"] in table("care")["types"] or any(own["source"]["kind"] == "prisoner" for own in claim["chain"])
    return held or bool(site_words(claim["text"]) or site_words(claim["gist"]))


def site_words(text: str) -> set[Tokens]:
    """Return the words of sensitive sites that stand in a text."""
    words = tokens(text)
    return {site for site in sites() if contains(words, site)}


@cache
def sites() -> frozenset[Tokens]:
    """Return the words of the lexicon for sites whose coordinates can bring harm."""
    return frozenset(tokens(site) for site in table("care")["sites"]["words"])
