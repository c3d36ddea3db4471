"""Lists of sanctioned ships that a user downloaded: OpenSanctions targets.simple.csv, and FollowTheMoney entities, one JSON a line."""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sayso.errors import InputError

SHIP = "vessel"
TONNAGES = ("deadweightTonnage", "grossRegisteredTonnage", "tonnage")
NEEDED = ("id", "schema", "name")
IMO, MMSI = re.compile(r"(?<!\d)(?:IMO)?(\d{7})(?!\d)", re.IGNORECASE), re.compile(r"(?<!\d)([2-7]\d{8})(?!\d)")


def ships(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the ships of a list as plain rows: id, names, imo, mmsi, flags, kind, tonnage, programmes, place (file and line).

    The file is read line by line. Raises InputError that names the line where the list is in neither form.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from (_entities(lines, path) if path.suffix.lower() in (".json", ".jsonl", ".ijson") else _rows(lines, path))
    except OSError as fault:
        raise InputError(f"{path}: {fault.strerror}: give the path of targets.simple.csv or of FollowTheMoney lines") from None
    except UnicodeDecodeError as fault:
        raise InputError(f"{path}: not UTF-8 at byte {fault.start}: download the list again") from None


def _rows(lines: Iterable[str], path: Path) -> Iterator[dict[str, Any]]:
    rows = csv.DictReader(lines)
    columns = rows.fieldnames or []
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise InputError(f"{path}:1: no column {', '.join(missing)} among {', '.join(columns) or 'none'}: this is not targets.simple.csv")
    try:
        for row in rows:
            if (row.get("schema") or "").lower() == SHIP:
                numbers = row.get("identifiers") or ""
                yield {
                    "id": row["id"], "names": _split(row.get("name")) + _split(row.get("aliases")), "imo": IMO.findall(numbers),
                    "mmsi": MMSI.findall(numbers), "flags": _split(row.get("countries")), "kind": None, "tonnage": None,
                    "programmes": _split(row.get("program_ids")) or _split(row.get("dataset")), "place": f"{path}:{rows.line_num}",
                }  # fmt: skip
    except csv.Error as fault:
        raise InputError(f"{path}:{rows.line_num}: {fault}: download the list again") from None


def _split(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


def _entities(lines: Iterable[str], path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entity = json.loads(line)
            schema, own = str(entity["schema"]), entity.get("properties") or {}
        except (ValueError, KeyError, TypeError, AttributeError):
            raise InputError(
                f"{path}:{number}: no FollowTheMoney entity: the file must hold one JSON object with a schema a line"
            ) from None
        if schema.lower() == SHIP and isinstance(own, dict):
            told = {name: [str(one) for one in values] for name, values in own.items() if isinstance(values, list)}
            yield {
                "id": str(entity.get("id", "")), "names": told.get("name", []) + told.get("alias", []) + told.get("previousName", []),
                "imo": [one for value in told.get("imoNumber", []) for one in IMO.findall(value)], "mmsi": told.get("mmsi", []),
                "flags": told.get("flag", []) + told.get("pastFlags", []) + told.get("country", []),
                "kind": next(iter(told.get("type", [])), None),
                "tonnage": next((value for key in TONNAGES for value in told.get(key, [])), None),
                "programmes": told.get("program", []) + told.get("programId", []), "place": f"{path}:{number}",
            }  # fmt: skip
