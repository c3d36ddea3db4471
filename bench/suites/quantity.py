"""`python -m bench.predict quantity < items.jsonl`: one prediction for each expression, as score_grounding.py reads it."""

import json
import sys

from sayso.engines import default_engine
from sayso.ground.amounts import find, starts
from sayso.model import Quantity, Report
from sayso.parse import parse
from sayso.publish.document import number


def main(arguments: list[str]) -> int:
    """Print {"is_quantity", "value", "bound", "unit", "of", "out_of"} for each item; an item's text is read in its sentence."""
    for line in sys.stdin:
        item = json.loads(line)
        sentence = item.get("sentence") or item["text"]
        at = max(sentence.find(item["text"]), 0) if item["text"] in sentence else 0
        text = sentence if item["text"] in sentence else item["text"]
        reading = default_engine().read([text])[0]
        parsed = parse(Report(text=text, language="en"), reading)
        found = [
            one
            for one in find(parsed, 0, len(text), starts(parsed))
            if one.words.span.start < at + len(item["text"]) and one.words.span.end > at
        ]
        print(json.dumps(row(found[0]) if found else {"is_quantity": False}))
    return 0


def row(own: Quantity) -> dict[str, object]:
    """Return a quantity in the scorer's form."""
    value = [number(one) for one in own.value] if isinstance(own.value, tuple) else number(own.value)
    return {"is_quantity": True, "value": value, "bound": own.bound.value, "unit": own.unit, "of": own.of, "out_of": number(own.out_of)}
