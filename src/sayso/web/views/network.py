"""The network: who relays whom over the whole ledger, and who is said to supply whom, laid out in columns."""

from collections.abc import Sequence
from typing import Any

from sayso.ledger import pages
from sayso.publish.words import cut, one_line
from sayso.web.house import House, stored
from sayso.web.marks import Plain, actor_url
from sayso.web.question import Question
from sayso.web.sides import OUTLET, Sides

MOST = 60  # lines that are drawn; the table has all that were asked for
LISTED = 200
WIDE, ROW, GAP = 190, 24, 150  # px


def network(house: House, ask: Question) -> Plain:
    """Return who relays whom, and who is said to supply, aid, train or send to whom."""
    asof = stored(ask.asof)
    relays = house.once(("relays", ask.asof), lambda: house.ledger.rows(pages.relays(asof, LISTED)))
    supplies = house.once(("supplies", ask.asof), lambda: house.ledger.rows(pages.supplies(asof, LISTED)))
    sides = house.sides()
    lines = [line(row, sides, ask) for row in relays]
    gifts = [
        {"from": one_line(str(giver)), "to": one_line(str(taker)), "how": str(kind), "claims": int(number),
         "href": ask.plain("/board", type=str(kind))}
        for _, giver, _, taker, kind, number in supplies
    ]  # fmt: skip
    return {"lines": lines, "drawing": drawing(lines[:MOST]), "supplies": gifts, "left": max(0, len(lines) - MOST)}


def line(row: Sequence[Any], sides: Sides, ask: Question) -> Plain:
    """Return one line: from a voice to the voice or outlet that passes it on."""
    start, start_name, start_bloc, end, end_name, end_bloc, number = row
    outlet = str(end).startswith("outlet:")
    return {
        "from": str(start), "from_name": one_line(str(start_name)), "from_role": sides.role(start_bloc), "to": str(end),
        "to_name": one_line(str(end_name)), "to_role": OUTLET if outlet else sides.role(end_bloc), "claims": int(number),
        "from_href": actor_url(str(start), ask),
        "to_href": ask.plain("/board", outlet=str(end_name)) if outlet else actor_url(str(end), ask),
    }  # fmt: skip


def drawing(lines: Sequence[Plain]) -> Plain:
    """Return the picture: voices that are only relayed, those that relay, outlets; the width of a line is its claims."""
    given, taken = {one["from"] for one in lines}, {one["to"] for one in lines if one["to_role"] != OUTLET}
    nodes: dict[str, Plain] = {}
    weight: dict[str, int] = {}
    for one in lines:
        for key, name, role in ((one["from"], one["from_name"], one["from_role"]), (one["to"], one["to_name"], one["to_role"])):
            column = 2 if role == OUTLET else 1 if key in taken or key not in given else 0
            nodes.setdefault(key, {"name": cut(name, 26), "full": name, "role": role, "column": column})
            weight[key] = weight.get(key, 0) + one["claims"]
    columns: list[list[str]] = [[], [], []]
    for key in sorted(nodes, key=lambda own: (-weight[own], own)):
        columns[nodes[key]["column"]].append(key)
    order = {key: at for own in columns for at, key in enumerate(own)}
    near: dict[str, list[int]] = {}
    for one in lines:
        near.setdefault(one["from"], []).append(order[one["to"]])
    for own in columns[:2]:
        own.sort(key=lambda key: sum(near.get(key, [0])) / max(1, len(near.get(key, [0]))))
    used = [own for own in columns if own]
    for number, own in enumerate(used):
        for at, key in enumerate(own):
            nodes[key] |= {"x": number * (WIDE + GAP), "y": 8 + at * ROW}
    most = max((one["claims"] for one in lines), default=1)
    paths = []
    for one in lines:
        start, end = nodes[one["from"]], nodes[one["to"]]
        x1, x2, y1, y2 = start["x"] + WIDE, end["x"], start["y"] + 9, end["y"] + 9
        middle = (x1 + x2) / 2
        paths.append({"d": f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}", "w": round(0.8 + 4 * one["claims"] / most, 1),
                      "role": start["role"], "words": f"{start['full']} to {end['full']}: {one['claims']}"})  # fmt: skip
    tall = max((len(own) for own in columns), default=1)
    return {"w": max(1, len(used)) * (WIDE + GAP) - GAP, "h": 16 + tall * ROW, "nodes": list(nodes.values()), "paths": paths}
