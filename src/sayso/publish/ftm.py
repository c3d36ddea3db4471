"""The ledger as FollowTheMoney entities, one JSON object a line: articles, events, actors, places and the links between them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sayso.model import ActorKind, digest
from sayso.publish.document import Plain
from sayso.publish.table import named

PEOPLE = frozenset({
    ActorKind.HEAD_OF_STATE, ActorKind.HEAD_OF_GOVERNMENT, ActorKind.MINISTER, ActorKind.GOVERNOR, ActorKind.OFFICIAL,
    ActorKind.SPOKESPERSON, ActorKind.PRISONER, ActorKind.WITNESS, ActorKind.CIVILIAN, ActorKind.EXPERT, ActorKind.PERSON,
})  # fmt: skip
PUBLIC = frozenset({
    ActorKind.STATE, ActorKind.MINISTRY, ActorKind.MILITARY, ActorKind.GENERAL_STAFF, ActorKind.INTELLIGENCE, ActorKind.POLICE,
    ActorKind.LOCAL_AUTHORITY, ActorKind.PARLIAMENT, ActorKind.COURT,
})  # fmt: skip
BODIES = frozenset({
    ActorKind.ARMED_GROUP, ActorKind.PARTY, ActorKind.IO, ActorKind.NGO, ActorKind.MONITOR, ActorKind.MEDIA, ActorKind.COMPANY,
    ActorKind.GROUP,
})  # fmt: skip
LANGUAGES = {
    "en": "eng", "uk": "ukr", "ru": "rus", "de": "deu", "fr": "fra", "es": "spa", "pl": "pol", "ar": "ara", "he": "heb", "fa": "fas",
    "tr": "tur", "zh": "zho",
}  # fmt: skip


def ftm_lines(reports: Iterable[Plain], events: Iterable[Plain]) -> Iterator[str]:
    """Yield an entity a line, each id once: Event and Address, then for each report its Article, the actors whom it names (Person,
    PublicBody, Organization, LegalEntity), a Mention of each, a Note for each claim, and links: Documentation from article to
    event, UnknownLink from an actor to an event with what the actor does in it ("says so", "says not so", "agent").

    Sources without a name, and those whose name is withheld, are words in the notes and no entities.
    """
    seen: set[str] = set()
    of_claim: dict[str, list[str]] = {}
    for event in events:
        for claim in event["claims"]:
            of_claim.setdefault(claim, []).append(event["id"])
        yield from fresh(event_entities(event), seen)
    for own in reports:
        yield from fresh(report_entities(own, of_claim), seen)


def fresh(entities: Iterable[Plain], seen: set[str]) -> Iterator[str]:
    """Yield the entities whose id did not come before, as lines."""
    for own in entities:
        if own["id"] not in seen:
            seen.add(own["id"])
            yield json.dumps(own, ensure_ascii=False) + "\n"


def entity(schema: str, key: Sequence[str], **properties: Iterable[Any] | str | None) -> Plain:
    """Return an entity; its id is a hash of what it is made of. Empty properties are left out, values are strings."""
    kept: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = [value] if isinstance(value, str) else value or ()
        words = list(dict.fromkeys(str(one) for one in values if one not in (None, "")))
        if words:
            kept[name] = words
    return {"id": ident(schema, *key), "schema": schema, "properties": kept}


def ident(schema: str, *key: str) -> str:
    """Return the id of an entity."""
    return f"sayso-{digest(schema, *key)[:24]}"


def event_entities(own: Plain) -> Iterator[Plain]:
    """Yield an event and its places."""
    yield from (address(place) for place in own["where"])
    graded = f", credibility {own['credibility']} of 6 (1 is best)" if own["credibility"] else ""
    first, last = days(own["when"])
    yield entity(
        "Event", [own["id"]], name=own["gist"] or own["id"], recordId=own["id"], startDate=first, endDate=last,
        summary=f"{own['standing'].replace('_', ' ')}{graded}, evidence {own['evidence']}, rule {own['rule']}",
        description=[f"{one['rule']}: {one['why']}" for one in own["reasons"]],
        keywords=[own["type"], own["standing"], *own["flags"]], country=[code(place["country"]) for place in own["where"]],
        location=[place["name"] for place in own["where"]], addressEntity=[address(place)["id"] for place in own["where"]],
    )  # fmt: skip


def address(own: Plain) -> Plain:
    """Return a place; how exact it is stands in the remarks."""
    told = f"{own['relation']}, within {own['radius_km']} km, where_prec {own['precision']}"
    return entity(
        "Address", [str(own["lat"]), str(own["lon"]), own["name"] or "", told], full=own["name"], latitude=[own["lat"]],
        longitude=[own["lon"]], country=[code(own["country"])], remarks=told,
    )  # fmt: skip


def report_entities(document: Plain, of_claim: dict[str, list[str]]) -> Iterator[Plain]:
    """Yield a report's article, the actors whom it names, its claims and their links to events."""
    own = document["report"]
    article = entity(
        "Article", [own["id"]], title=own["title"] or named(own), publisher=own["publisher"], publishedAt=own["published"],
        sourceUrl=own["url"], language=LANGUAGES.get(own["language"] or ""), bodyText=own["text"], fileName=own["name"],
    )  # fmt: skip
    yield article
    for claim in document["claims"]:
        events = [ident("Event", event) for event in of_claim.get(f"{named(own)}:{claim['id']}", ())]
        yield from claim_entities(own, claim, article["id"], events)


def claim_entities(report: Plain, claim: Plain, article: str, events: list[str]) -> Iterator[Plain]:
    """Yield a claim's note, its actors, and what ties both to the events."""
    key = f"{named(report)}:{claim['id']}"
    chain = " < ".join(link["source"]["name"] for link in claim["chain"]) or "the report's own voice"
    yield entity(
        "Note", [key], name=claim["gist"], description=claim["text"], summary=f"said by {chain}", entity=events, proof=[article],
        keywords=[claim["what"]["type"], claim["voice"], claim["polarity"], claim["modality"]], publisher=report["publisher"],
    )  # fmt: skip
    for event in events:
        yield entity("Documentation", [article, event], document=[article], entity=[event], role="reports", date=report["published"])
    for own, role in actors(claim):
        who = actor(own)
        yield who
        yield entity(
            "Mention", [article, who["id"]], document=[article], resolved=[who["id"]], name=own["name"], detectedSchema=who["schema"]
        )
        for event in events:
            yield entity("UnknownLink", [who["id"], event, role], subject=[who["id"]], object=[event], role=role, date=report["published"])


def actors(claim: Plain) -> Iterator[tuple[Plain, str]]:
    """Yield the named sources of a claim and the participants whom a pack knows, with what each does."""
    says = "says so" if claim["polarity"] == "affirmed" else "says not so"
    for number, link in enumerate(claim["chain"], 1):
        if link["source"]["named"]:
            yield link["source"], says if number == len(claim["chain"]) else "relays it"
    for own in claim["what"]["participants"]:
        if own["actor"]:
            yield own, own["role"]


def actor(own: Plain) -> Plain:
    """Return the entity of a named source or participant; what a pack knows is one entity under all its names."""
    kind = own.get("kind")
    schema = "Person" if kind in PEOPLE else "PublicBody" if kind in PUBLIC else "Organization" if kind in BODIES else "LegalEntity"
    made = entity(schema, [], name=own["name"], alias=own["names"], country=[code(own.get("country"))], classification=kind)
    return {**made, "id": ident("actor", own["actor"] or own["name"].casefold())}


def code(country: str | None) -> str | None:
    """Return a country as FollowTheMoney writes it."""
    return country.lower() if country else None


def days(own: Plain | None) -> tuple[str | None, str | None]:
    """Return the first and the last day of a time, None on an open side."""
    if own is None:
        return None, None
    last = (date.fromisoformat(own["end"]) - timedelta(days=1)).isoformat() if own["end"] else None
    return own["start"], last
