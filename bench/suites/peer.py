"""`python -m bench.predict peer TEXT_DIR [--indirect]`: the peer's attributions in PolNeAR's form, one line a text.

Direct quotations as textacy finds them; with --indirect also the clauses of reporting verbs (bench/quotations.py).
"""

import json
from pathlib import Path

from bench.quotations import Triple, direct, edges, indirect, read


def main(arguments: list[str]) -> int:
    """Print {"doc", "attributions": [{"source", "cue", "content"}]} for each text file; offsets are code points."""
    extract = indirect if "--indirect" in arguments else direct
    paths = sorted(Path(next(one for one in arguments if one != "--indirect")).glob("*.txt"))
    for path, doc in zip(paths, read(_text(path) for path in paths), strict=True):
        print(json.dumps({"doc": path.stem, "attributions": [as_fragments(one) for one in extract(doc)]}))
    return 0


def as_fragments(found: Triple) -> dict[str, list[tuple[int, int]]]:
    """Return the character ranges of an attribution's source, cue and content."""
    return {name: edges(part) for name, part in found._asdict().items()}


def _text(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as stream:
        return stream.read()
