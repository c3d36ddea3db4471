"""The ledger as JSON-LD: schema.org Claim and ClaimReview, PROV for who had it from whom, Web Annotation for where the words stand."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from sayso.publish.document import Plain
from sayso.publish.table import named

CONTEXT = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sayso": "urn:sayso:terms:",
    "derivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "attributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "quotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
    "appearance": {"@type": "@id"},
    "datePublished": {"@type": "xsd:date"},
    "url": {"@type": "@id"},
}
AROUND = 32  # code points of text before and after a quotation that a selector carries


def jsonld_lines(reports: Iterable[Plain], events: Iterable[Plain]) -> Iterator[str]:
    """Yield the file: one @graph of articles, claims and, for each event, a review of the claim that it happened.

    A claim's chain is a row of prov entities, each derived from the next; the last is attributed to the origin. Credibility is a
    Rating from 1 (best) to 6; events whose truth is not the question (on_record) have none.
    """
    yield '{"@context": ' + line(CONTEXT) + ',\n"@graph": ['
    nodes = (node for part in (report_nodes(reports), map(review, events)) for node in part)
    for number, node in enumerate(nodes):
        yield (",\n" if number else "\n") + line(node)
    yield "\n]}\n"


def line(value: Any) -> str:
    """Return JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def urn(kind: str, *parts: str) -> str:
    """Return the address of a thing in this ledger (RFC 8141)."""
    return f"urn:sayso:{kind}:{':'.join(quote(part, safe='') for part in parts)}"


def report_nodes(reports: Iterable[Plain]) -> Iterator[Plain]:
    """Yield the article and the claims of each report."""
    for own in reports:
        report = own["report"]
        publisher = {"@type": "Organization", "name": report["publisher"]} if report["publisher"] else None
        yield filled({
            "@id": urn("report", named(report)), "@type": ["NewsArticle", "prov:Entity"], "headline": report["title"],
            "publisher": publisher, "datePublished": report["published"], "inLanguage": report["language"], "url": report["url"],
            "sha256": report["sha256"],
        })  # fmt: skip
        yield from (claim_node(report, claim) for claim in own["claims"])


def claim_node(report: Plain, claim: Plain) -> Plain:
    """Return a claim with its chain, its place in the text, and what it is about."""
    key, what, chain = (named(report), claim["id"]), claim["what"], claim["chain"]
    return filled({
        "@id": urn("claim", *key), "@type": ["Claim", "prov:Entity"], "name": claim["gist"], "text": claim["text"],
        "appearance": urn("report", named(report)), "quotedFrom": urn("report", named(report)),
        "derivedFrom": told(key, chain, 0)["@id"] if chain else None, "sayso:chain": [told(key, chain, at) for at in range(len(chain))],
        "author": agent(chain[-1]["source"], key) if chain else None, "oa:hasTarget": [target(report, span) for span in spans(claim)],
        "sayso:voice": claim["voice"], "sayso:stance": claim["stance"], "sayso:polarity": claim["polarity"],
        "sayso:modality": claim["modality"], "sayso:type": what["type"], "sayso:plover": what["plover"], "sayso:acled": what["acled"],
        "temporalCoverage": claim["when"]["edtf"] if claim["when"] else None, "contentLocation": [place(one) for one in claim["where"]],
        "sayso:evidence": [{"sayso:kind": one["kind"], "sayso:grade": one["grade"], "text": one["text"]} for one in claim["evidence"]],
        "sayso:responds": [
            {"sayso:relation": one["relation"], "sayso:claim": urn("claim", key[0], one["claim"])} for one in claim["responds"]
        ],
    })  # fmt: skip


def told(key: tuple[str, str], chain: list[Plain], at: int) -> Plain:
    """Return one link of a chain: an entity attributed to its source and derived from what the next link told."""
    own = chain[at]
    return filled({
        "@id": urn("told", *key, str(at)), "@type": "prov:Entity", "attributedTo": agent(own["source"], key)["@id"],
        "sayso:source": agent(own["source"], key), "sayso:cue": own["cue"]["text"] if own["cue"] else None, "sayso:stance": own["stance"],
        "sayso:firstHand": own["first_hand"], "derivedFrom": urn("told", *key, str(at + 1)) if at + 1 < len(chain) else None,
    })  # fmt: skip


def agent(own: Plain, key: tuple[str, str]) -> Plain:
    """Return a source; one that no pack knows and that has no name is somebody of this claim alone."""
    name = own["actor"] or own["name"].casefold() if own["actor"] or own["named"] else ":".join((*key, own["name"]))
    return filled({
        "@id": urn("source", name), "@type": "prov:Agent", "name": own["name"], "alternateName": own["names"], "sayso:kind": own["kind"],
        "sayso:country": own["country"], "sayso:bloc": own["bloc"],
    })  # fmt: skip


def spans(claim: Plain) -> list[list[int]]:
    """Return the fragments of a claim."""
    return claim["span"] if isinstance(claim["span"][0], list) else [claim["span"]]


def target(report: Plain, span: list[int]) -> Plain:
    """Return where a fragment stands, by position and by quotation (W3C Web Annotation)."""
    text, (start, end) = report["text"], span
    quoted = {"oa:exact": text[start:end], "oa:prefix": text[max(0, start - AROUND) : start], "oa:suffix": text[end : end + AROUND]}
    return {
        "oa:hasSource": {"@id": urn("report", named(report))},
        "oa:hasSelector": [
            {"@type": "oa:TextPositionSelector", "oa:start": start, "oa:end": end}, {"@type": "oa:TextQuoteSelector", **quoted},
        ],
    }  # fmt: skip


def place(own: Plain) -> Plain:
    """Return a place with the disc it may lie in."""
    middle = {"@type": "GeoCoordinates", "latitude": own["lat"], "longitude": own["lon"]}
    disc = {"@type": "GeoCircle", "geoMidpoint": middle, "geoRadius": round(own["radius_km"] * 1000)}
    return filled({
        "@type": "Place", "name": own["name"], "geo": disc, "addressCountry": own["country"], "sayso:relation": own["relation"],
        "sayso:role": own["role"], "sayso:wherePrec": own["precision"],
        "sameAs": f"https://sws.geonames.org/{own['geonames']}/" if own["geonames"] else None,
    })  # fmt: skip


def review(event: Plain) -> Plain:
    """Return the review of an event: the claim that it happened, where it is made, and how it stands."""
    graded = event["credibility"] is not None
    rating = {"@type": "Rating", "alternateName": event["standing"], "ratingExplanation": "; ".join(one["why"] for one in event["reasons"])}
    claims = [urn("claim", *own.rsplit(":", 1)) for own in event["claims"]]
    return filled({
        "@id": urn("event", event["id"]), "@type": ["ClaimReview", "prov:Entity"],
        "itemReviewed": filled({
            "@id": urn("proposition", event["id"]), "@type": "Claim", "name": event["gist"], "sayso:type": event["type"],
            "temporalCoverage": event["when"]["edtf"] if event["when"] else None,
            "contentLocation": [place(one) for one in event["where"]],
        }),
        "derivedFrom": claims,
        "reviewRating": {**rating, **({"ratingValue": event["credibility"], "bestRating": 1, "worstRating": 6} if graded else {})},
        "author": {"@type": "SoftwareApplication", "name": "Sayso"}, "sayso:rule": event["rule"], "sayso:evidence": event["evidence"],
        "sayso:origins": event["origins"], "sayso:publishers": event["publishers"], "sayso:flags": event["flags"],
    })  # fmt: skip


def filled(node: Plain) -> Plain:
    """Return a node without the properties that nobody knows."""
    return {name: value for name, value in node.items() if value is not None and value != []}
