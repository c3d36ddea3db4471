"""`python -m bench.predict attribution TEXT_DIR`: attributions in PolNeAR's form, one line a text."""

import json
from pathlib import Path

from sayso.attribute.attributions import Attributed, attributions
from sayso.attribute.tagging import Stretch
from sayso.engines import default_engine
from sayso.model import Parsed, Report
from sayso.parse import parse
from sayso.settings import load_settings


def main(arguments: list[str]) -> int:
    """Print {"doc", "attributions": [{"source", "cue", "content"}]} for each text file; offsets are code points."""
    engine, settings = default_engine(), load_settings()
    for path in sorted(Path(arguments[0]).glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as stream:
            report = Report(text=stream.read(), name=path.stem, language="en")
        reading = engine.read([report.text])[0]
        parsed = parse(report, reading)
        found = [as_fragments(parsed, own) for own in attributions(parsed, reading, settings.attribute)]
        print(json.dumps({"doc": path.stem, "attributions": found}))
    return 0


def as_fragments(parsed: Parsed, own: Attributed) -> dict[str, list[tuple[int, int]]]:
    """Return the character ranges of an attribution's source, cue and content fragments."""

    def places(*parts: Stretch | None) -> list[tuple[int, int]]:
        spans = [parsed.span(part.start, part.end) for part in parts if part]
        return [(span.start, span.end) for span in spans]

    return {"source": places(own.source), "cue": places(own.cue), "content": places(*own.contents)}
