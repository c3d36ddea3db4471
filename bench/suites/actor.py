"""`python -m bench.predict actor < items.jsonl`: the actor that each mention names, one object a line."""

import json
import sys
from datetime import date

from sayso.ground.who import Asked, who_of
from sayso.packs import load_packs


def main(_: list[str]) -> int:
    """Answer every item; all slots are null where the cascade abstains."""
    packs = load_packs()
    for line in sys.stdin:
        item = json.loads(line)
        asked = Asked(item["mention"], item["sentence"], date.fromisoformat(item["published"][:10]))
        found = who_of(asked, packs)
        row = {"id": item.get("id"), "country": None, "kind": None, "name": None, "names": []}
        if found is not None:
            row |= {"country": found.country, "kind": found.kind and found.kind.value, "name": found.name, "names": list(found.aliases)}
            row["reason"] = found.reason.why if found.reason else ""
        print(json.dumps(row))
    return 0
