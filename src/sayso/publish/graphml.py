"""Who relays whom, and who speaks of which event, as GraphML (graphml.graphdrawing.org, 1.0) for Gephi, yEd and NetworkX."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from sayso.publish.document import Plain
from sayso.publish.table import named

NODE_KEYS = {
    "label": "string", "class": "string", "kind": "string", "country": "string", "bloc": "string", "named": "boolean",
    "standing": "string", "credibility": "int", "type": "string", "when": "string", "lat": "double", "lon": "double",
}  # fmt: skip
EDGE_KEYS = {"relation": "string", "claims": "int", "endorsing": "int", "distancing": "int", "negated": "int"}
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0


@dataclass(slots=True)
class Network:
    """Nodes by id with their attributes, and edges (from, to, relation) with counts."""

    nodes: dict[str, Plain] = field(default_factory=dict)
    edges: dict[tuple[str, str, str], Counter[str]] = field(default_factory=dict)

    def edge(self, start: str, end: str, relation: str, claim: Plain, stance: str = "neutral") -> None:
        """Count a claim on an edge."""
        told = self.edges.setdefault((start, end, relation), Counter())
        told.update(
            {
                "claims": 1,
                "negated": claim["polarity"] == "negated",
                "endorsing": stance == "endorsing",
                "distancing": stance == "distancing",
            }
        )


def graphml_lines(reports: Iterable[Plain], events: Iterable[Plain]) -> Iterator[str]:
    """Yield the file. Nodes have the class publisher, source or event. An edge "relays" runs from who tells to whom they have it
    from (a publisher to its first source, a source to the next of the chain) with the number of claims, and how many of them the
    teller endorses or keeps at a distance; "tells" runs from the origin to the event, with how many of the claims say it is not so.
    """
    own = network(reports, events)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for target, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            yield f'<key id="{target[0]}_{name}" for="{target}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph id="sayso" edgedefault="directed">\n'
    for node, values in sorted(own.nodes.items()):
        yield f"<node id={attribute(node)}>{data('n', NODE_KEYS, values)}</node>\n"
    for (start, end, relation), counts in sorted(own.edges.items()):
        values = {"relation": relation, **counts}
        yield f"<edge source={attribute(start)} target={attribute(end)}>{data('e', EDGE_KEYS, values)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def network(reports: Iterable[Plain], events: Iterable[Plain]) -> Network:
    """Return the network of a ledger."""
    own = Network()
    of_claim: dict[str, list[str]] = {}
    for event in events:
        own.nodes[event["id"]] = event_node(event)
        for claim in event["claims"]:
            of_claim.setdefault(claim, []).append(event["id"])
    for document in reports:
        for claim in document["claims"]:
            add(own, document["report"], claim, of_claim.get(f"{named(document['report'])}:{claim['id']}", []))
    return own


def add(own: Network, report: Plain, claim: Plain, events: Iterable[str]) -> None:
    """Add the chain of one claim, from its publisher to the origin and on to the events."""
    teller = f"publisher:{(report['publisher'] or named(report)).casefold()}"
    own.nodes.setdefault(teller, {"label": report["publisher"] or named(report), "class": "publisher"})
    for link in claim["chain"]:
        source = link["source"]
        node = source_id(source, report)
        own.nodes.setdefault(
            node, {"label": source["name"], "class": "source", **{name: source[name] for name in ("kind", "country", "bloc", "named")}}
        )
        own.edge(teller, node, "relays", claim, link["stance"])
        teller = node
    for event in events:
        own.edge(teller, event, "tells", claim)


def source_id(source: Plain, report: Plain) -> str:
    """Return a source's node: its actor, its name, or for "a resident" somebody of this report alone."""
    if source["actor"]:
        return f"actor:{source['actor']}"
    return f"source:{source['name'].casefold()}" if source["named"] else f"source:{named(report)}:{source['name'].casefold()}"


def event_node(own: Plain) -> Plain:
    """Return the attributes of an event."""
    place = own["where"][0] if own["where"] else {}
    return {
        "label": own["gist"], "class": "event", "standing": own["standing"], "credibility": own["credibility"], "type": own["type"],
        "when": own["when"]["edtf"] if own["when"] else None, "lat": place.get("lat"), "lon": place.get("lon"),
    }  # fmt: skip


def data(prefix: str, keys: Iterable[str], values: Plain) -> str:
    """Return the data elements of the values that are known, in the order of the keys."""
    return "".join(f'<data key="{prefix}_{name}">{escape(clean(values[name]))}</data>' for name in keys if values.get(name) is not None)


def attribute(text: str) -> str:
    """Return a quoted attribute."""
    return quoteattr(clean(text))


def clean(value: object) -> str:
    """Return a value as XML holds it, without the characters that XML forbids."""
    return str(value).lower() if isinstance(value, bool) else FORBIDDEN.sub("\ufffd", str(value))
