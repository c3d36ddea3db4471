"""Place names read from raw text: one JSON line for each text file of a folder.

python -m bench.predict toponyms TEXT_DIR [--plain]        --plain leaves the encoder out
"""

import json
import sys
from pathlib import Path
from typing import Any

from sayso.engines import default_engine
from sayso.errors import InputError
from sayso.gazetteer import Gazetteer, open_gazetteer
from sayso.ground.where.choose import Located, choose
from sayso.ground.where.names import names_of
from sayso.ground.where.recognise import recognise
from sayso.model import MentionKind, Report, Span
from sayso.parse import parse


def main(arguments: list[str]) -> int:
    """Print the toponyms of each text; return the exit status."""
    folders = [Path(argument) for argument in arguments if not argument.startswith("--")]
    if not folders or not folders[0].is_dir():
        raise InputError(f"{folders[0] if folders else 'no folder'}: give the folder of texts that score_toponyms.py --texts wrote")
    gazetteer = open_gazetteer()
    engine = None if "--plain" in arguments else default_engine()
    for path in sorted(folders[0].glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        names: list[tuple[Span, MentionKind]] | None = None
        if engine is not None and text.strip():
            names = list(names_of(parse(Report(text=text), engine.read([text])[0])) or ())
        found = choose(text, recognise(text, gazetteer, names), gazetteer)
        print(json.dumps({"doc": path.stem, "toponyms": [_row(each, gazetteer) for each in found]}, ensure_ascii=False))
    sys.stdout.flush()
    return 0


def _row(located: Located, gazetteer: Gazetteer) -> dict[str, Any]:
    place = located.place
    row: dict[str, Any] = {"span": [located.span.start, located.span.end], "name": located.toponym.text}
    if place is None:
        return row | {"lat": None, "lon": None, "country": None, "feature": None}
    known = {"name": place.name, "lat": place.lat, "lon": place.lon, "country": place.country, "feature": place.feature}
    return row | known | {"radius_km": place.radius_km, "geonames": place.geonames, "rule": located.reason.rule}
