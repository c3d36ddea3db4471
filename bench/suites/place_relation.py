"""Place relations: expressions on standard input to anchors, relation and distance, one line each."""

import json
import sys

from sayso.gazetteer import open_gazetteer
from sayso.ground.where.expression import read_expression


def main(arguments: list[str]) -> int:
    """Read items (JSON lines with `text`) and print one prediction a line; return the exit status."""
    gazetteer = open_gazetteer()
    for line in sys.stdin:
        if not line.strip():
            continue
        item = json.loads(line)
        found = read_expression(item["text"], gazetteer)
        row = {"anchor_names": list(found.anchors), "relation": found.relation.value, "distance_km": found.distance_km}
        print(json.dumps({"id": item["id"], **row} if "id" in item else row, ensure_ascii=False))
    return 0
