"""`python -m bench.predict time < items.jsonl`: {"edtf"} for each expression, None where sayso abstains."""

import json
import sys
from datetime import date

from sayso.ground.times import Setting, Tense, find
from sayso.ground.times.rules import tense_of

WARS = (("2022-02-24", ("invasion", "war")), ("2023-10-07", ("gaza", "israel", "hamas")))


def main(arguments: list[str]) -> int:
    """Print one prediction for each item; the expression is read inside its sentence where it stands there."""
    for line in sys.stdin:
        item = json.loads(line)
        sentence = item.get("sentence") or item["text"]
        at = sentence.lower().find(item["text"].lower())
        text, start = (sentence, at) if at >= 0 else (item["text"], 0)
        end = start + len(item["text"])
        anchor = date.fromisoformat(item["anchor"][:10]) if item.get("anchor") else None
        gaza = any(word in sentence.lower() for word in WARS[1][1])
        setting = Setting(
            published=date.fromisoformat(item["published"][:10]), tense=tense_of(text) if at >= 0 else Tense.PAST, anchor=anchor,
            war=anchor or date.fromisoformat(WARS[1][0] if gaza else WARS[0][0]),
        )  # fmt: skip
        found = find(text, start, end, setting)
        periods = [one.period for one in found if one.period]
        print(json.dumps({"edtf": periods[0].edtf if periods else None}))
    return 0
