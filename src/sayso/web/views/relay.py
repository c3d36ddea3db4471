"""Who had it from whom, laid out: origins left, outlets right, columns by their distance from the reader, for any number of outlets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.model import Claim, Report, Voice
from sayso.publish.sheet import Member
from sayso.publish.words import cut, one_line
from sayso.web import marks
from sayso.web.marks import Plain
from sayso.web.sides import OUTLET, Sides

WIDE, HIGH, GAP, LEFT, TOP = 150, 34, 12, 46, 24  # px of a node, between rows and columns, and above the first row
MOST = 14  # nodes of a column; the others are counted in one
STYLES = ("quoted", "paraphrased", "copied")


@dataclass(slots=True)
class Node:
    """A voice or outlet: `rank` 0 for outlets, 1 for who told them, and so on; -1 for outlets that copied another one."""

    key: str
    label: str
    role: str
    rank: int
    sub: str = ""
    custody: bool = False
    claims: int = 0
    y: float = 0.0


@dataclass(slots=True)
class Web:
    """Nodes by key, and edges (from, to) with how the words travelled."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str], str] = field(default_factory=dict)

    def node(self, key: str, label: str, role: str, rank: int) -> Node:
        """Return the node of a key, as far from the outlets as any chain puts it."""
        own = self.nodes.setdefault(key, Node(key, label, role, rank))
        own.rank = max(own.rank, rank)
        own.claims += 1
        return own

    def edge(self, start: str, end: str, style: str) -> None:
        """Join two nodes; of several ways the most literal one is drawn."""
        if start != end:
            known = self.edges.get((start, end))
            self.edges[(start, end)] = style if known is None or STYLES.index(style) < STYLES.index(known) else known


def relay(members: Sequence[Member], copies: Mapping[str, str], sides: Sides) -> Plain:
    """Return the diagram: nodes and edges with their places in px, and the size of the whole; `lines` says the same in words."""
    web = woven(members, copies, sides)
    columns = placed(web)
    width = max(1, len(columns)) * (WIDE + LEFT) - LEFT
    height = TOP + max((len(own) for own in columns.values()), default=1) * (HIGH + GAP)
    ranks = sorted(columns, reverse=True)
    x = {rank: at * (WIDE + LEFT) for at, rank in enumerate(ranks)}
    kept = {own.key: own for nodes in columns.values() for own in nodes}
    return {
        "width": width, "height": height, "heads": [{"x": x[rank], "words": head(rank, max(ranks, default=0))} for rank in ranks],
        "nodes": [drawn(own, x[own.rank]) for own in kept.values()],
        "edges": [path(kept[start], kept[end], x, style) for (start, end), style in web.edges.items() if start in kept and end in kept],
        "lines": lines(members), "outlets": len({marks.outlet(report) for report, _ in members}),
        "voices": sum(own.rank > 0 for own in web.nodes.values()),
    }  # fmt: skip


def woven(members: Sequence[Member], copies: Mapping[str, str], sides: Sides) -> Web:
    """Return who had it from whom over all members."""
    web = Web()
    outlets = {f"{report.id}:{claim.id}": marks.outlet(report) for report, claim in members}
    for report, claim in members:
        name = f"{report.id}:{claim.id}"
        source = outlets.get(copies.get(name, ""), "")
        here = f"o:{marks.outlet(report).casefold()}"
        if source and source != marks.outlet(report):
            web.node(here, marks.outlet(report), OUTLET, -1).sub = marks.published(report)
            web.edge(f"o:{source.casefold()}", here, "copied")
            continue
        web.node(here, marks.outlet(report), OUTLET, 0).sub = marks.published(report)
        _chain(web, here, claim, report, sides)
    return web


def _chain(web: Web, here: str, claim: Claim, report: Report, sides: Sides) -> None:
    """Add the links of one claim, from the outlet back to the origin."""
    style = "quoted" if claim.voice in (Voice.DIRECT, Voice.MIXED) else "paraphrased"
    for rank, link in enumerate(claim.chain, 1):
        source = link.source
        key = f"s:{(source.actor or source.name).casefold()}"
        own = web.node(key, one_line(source.name), sides.of(source), rank)
        own.custody |= source.kind == "prisoner"
        if link.cue and not own.sub:
            own.sub = one_line(link.cue.text)
        web.edge(key, here, style if rank == 1 else "paraphrased")
        here = key
    del report


def placed(web: Web) -> dict[int, list[Node]]:
    """Return the nodes by rank, each column in the order in which its lines cross least (the mean of its neighbours), at most MOST."""
    columns: dict[int, list[Node]] = {}
    for own in web.nodes.values():
        columns.setdefault(own.rank, []).append(own)
    for rank, nodes in columns.items():
        nodes.sort(key=lambda own: (-own.claims, own.label))
        if len(nodes) > MOST:
            rest = Node(f"more:{rank}", f"{len(nodes) - MOST + 1} more", nodes[-1].role, rank, claims=0)
            columns[rank] = [*nodes[: MOST - 1], rest]
    near: dict[str, list[str]] = {}
    for start, end in web.edges:
        near.setdefault(start, []).append(end)
        near.setdefault(end, []).append(start)
    for _ in range(2):
        for rank in sorted(columns):
            order = {own.key: at for nodes in columns.values() for at, own in enumerate(nodes)}
            columns[rank].sort(key=lambda own: _mean([order[key] for key in near.get(own.key, ()) if key in order], order[own.key]))
    tall = max((len(nodes) for nodes in columns.values()), default=0)
    for nodes in columns.values():
        shift = (tall - len(nodes)) / 2
        for at, own in enumerate(nodes):
            own.y = TOP + (at + shift) * (HIGH + GAP)
    return columns


def _mean(places: Sequence[int], otherwise: int) -> float:
    return sum(places) / len(places) if places else float(otherwise)


def head(rank: int, most: int) -> str:
    """Return the heading of a column."""
    if rank < 0:
        return "Repeated by"
    if rank == 0:
        return "Carried by"
    return "Speaks to the press" if rank == 1 else "First-hand" if rank == most else "In between"


def drawn(own: Node, x: float) -> Plain:
    """Return a node with its place."""
    room = 19
    return {
        "x": x, "y": round(own.y, 1), "w": WIDE, "h": HIGH, "label": cut(own.label, room), "full": own.label, "role": own.role,
        "sub": cut(own.sub, 24), "custody": own.custody, "outlet": own.role == OUTLET,
    }  # fmt: skip


def path(start: Node, end: Node, x: Mapping[int, float], style: str) -> Plain:
    """Return an edge as a curve from the right side of a node to the left side of another."""
    x1, x2 = x[start.rank] + WIDE, x[end.rank]
    y1, y2 = start.y + HIGH / 2, end.y + HIGH / 2
    if x2 <= x1:  # two links of one rank, or a voice that cites a nearer one
        x1, x2 = x[start.rank] + WIDE / 2, x[end.rank] + WIDE / 2
        y1, y2 = (start.y, end.y + HIGH) if start.y > end.y else (start.y + HIGH, end.y)
        return {"d": f"M{x1:.0f} {y1:.0f}L{x2:.0f} {y2:.0f}", "style": style}
    middle = (x1 + x2) / 2
    return {"d": f"M{x1:.0f} {y1:.0f}C{middle:.0f} {y1:.0f} {middle:.0f} {y2:.0f} {x2 - 2:.0f} {y2:.0f}", "style": style}


def lines(members: Sequence[Member]) -> list[Plain]:
    """Return the same as a list: "captive › service › outlet", with how many claims."""
    told: dict[str, int] = {}
    for report, claim in members:
        line = " › ".join([*(one_line(link.source.name) for link in reversed(claim.chain)), marks.outlet(report)])
        told[line] = told.get(line, 0) + 1
    return [{"words": line, "claims": number} for line, number in sorted(told.items())]
