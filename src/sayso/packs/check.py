"""The faults of a set of packs, all at once: each with its file, the path of its key, and what to do."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import combinations
from typing import Any

from sayso.model import ActorKind
from sayso.packs.form import KEYS, MEDIA, NEEDED, TABLES, Days, days

KINDS = (*(kind.value for kind in ActorKind), *MEDIA)
_HOLDER = re.compile(r"(\S+) (\S+)")
_REFERENCE = re.compile(r"([^@]+)(?:@(\S+))?")


@dataclass(slots=True)
class _Known:
    """The ids of all packs by what they name: id -> where it was first given."""

    ids: dict[str, str] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)


def faults(packs: Sequence[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """Return the faults of the packs (file name and data as TOML holds it), in the order of the files; empty where all is well."""
    found = [fault for file, data in packs for fault in _shape(file, data)]
    if found:
        return found
    known = _Known()
    found = [fault for file, data in packs for fault in _ids(file, data, known)]
    return [*found, *(fault for file, data in packs for fault in _references(file, data, known))]


def _shape(file: str, data: Mapping[str, Any]) -> Iterator[str]:
    for section, rows in data.items():
        if section in TABLES:
            yield from _table(file, section, rows)
        elif section not in KEYS:
            yield f"{file}: {section}: unknown section{_meant(section, (*KEYS, *TABLES))}"
        else:
            listed = rows if section != "pack" else [rows]
            if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
                yield f"{file}: {section}: write it as [[{section}]], once an entry"
                continue
            for number, row in enumerate(listed):
                yield from _row(file, section, f"{section}[{number}]" if section != "pack" else section, row)
    if "pack" not in data:
        yield f"{file}: pack: missing: give [pack] with id and title"


def _table(file: str, section: str, rows: Any) -> Iterator[str]:
    if not isinstance(rows, dict):
        yield f"{file}: {section}: write it as [{section}], once, with a line for each"
        return
    for key, value in rows.items():
        good = isinstance(value, list) and value and all(isinstance(name, str) and name for name in value)
        if section == "country":
            good = isinstance(value, str) and value.count("|") == 2 and len(key) == 2
        if not good:
            form = 'CODE = "names | people | seats"' if section == "country" else 'id = ["Full Name", "Other Spelling"]'
            yield f"{file}: {section}.{key}: {value!r} is not in the form {form}"


def _row(file: str, section: str, path: str, row: Mapping[str, Any]) -> Iterator[str]:
    allowed = KEYS[section]
    for key, value in row.items():
        if key not in allowed:
            yield f"{file}: {path}.{key}: unknown key{_meant(key, allowed)}"
        elif not isinstance(value, (int, float) if allowed[key] is float else allowed[key]):
            yield f"{file}: {path}.{key}: {value!r} is not a {allowed[key].__name__}"
        elif isinstance(value, list) and not all(isinstance(part, str) for part in value):
            yield f"{file}: {path}.{key}: every entry must be a string"
    for key in NEEDED[section]:
        if key not in row:
            yield f"{file}: {path}.{key}: missing: every {section} has one"


def _meant(key: str, allowed: Sequence[str] | Mapping[str, Any]) -> str:
    near = get_close_matches(key, list(allowed), n=1)
    return f": did you mean {near[0]!r}?" if near else f": known are {', '.join(sorted(allowed))}"


def _ids(file: str, data: Mapping[str, Any], known: _Known) -> Iterator[str]:
    for section, path, row in _rows(data):
        if section == "descriptor":
            known.roles.add(row["id"])
        if "kind" in row and section in ("actor", "office", "descriptor", "metonym") and row["kind"] not in KINDS:
            yield f"{file}: {path}.kind: {row['kind']!r} is no kind of actor{_meant(row['kind'], KINDS)}"
        if "id" in row and section != "pack":
            yield from _fresh(file, f"{path}.id", row["id"], known)
    for code in data.get("country", {}):
        yield from _fresh(file, f"country.{code}", f"country:{code}", known)
    for key in data.get("person", {}):
        yield from _fresh(file, f"person.{key}", f"person:{key}", known)


def _fresh(file: str, path: str, own: str, known: _Known) -> Iterator[str]:
    if own in known.ids:
        yield f"{file}: {path}: the id {own!r} is taken by {known.ids[own]}: choose another one"
    known.ids.setdefault(own, f"{file}: {path}")


def _references(file: str, data: Mapping[str, Any], known: _Known) -> Iterator[str]:
    for section, path, row in _rows(data):
        if section == "actor":
            yield from _known_id(file, f"{path}.country", row.get("country"), known, prefix="country:")
            yield from _known_id(file, f"{path}.parent", row.get("parent"), known)
            yield from _known_role(file, f"{path}.role", row.get("role"), known)
            yield from _dated(file, f"{path}.when", row.get("when"))
        if section == "area":
            yield from _known_id(file, f"{path}.country", row["country"], known, prefix="country:")
        if section == "metonym":
            yield from _known_id(file, f"{path}.means", row["means"], known)
        if section == "bloc":
            yield from _members(file, path, row["members"], known)
        if section == "office":
            yield from _known_id(file, f"{path}.of", row["of"], known)
            yield from _known_id(file, f"{path}.country", row.get("country"), known, prefix="country:")
            yield from _known_role(file, f"{path}.role", row["role"], known)
            yield from _holders(file, path, row, known)
        if section == "war":
            yield from _dated(file, f"{path}.began", row["began"])


def _members(file: str, path: str, members: Sequence[str], known: _Known) -> Iterator[str]:
    for number, member in enumerate(members):
        who, when = _REFERENCE.fullmatch(member).groups()  # type: ignore[union-attr]
        yield from _known_id(file, f"{path}.members[{number}]", who, known)
        yield from _dated(file, f"{path}.members[{number}]", when)


def _holders(file: str, path: str, row: Mapping[str, Any], known: _Known) -> Iterator[str]:
    terms: list[tuple[int, str, Days]] = []
    for number, text in enumerate(row.get("holders", ())):
        at = f"{path}.holders[{number}]"
        match = _HOLDER.fullmatch(text)
        if match is None:
            yield f'{file}: {at}: {text!r} is not in the form "2021-12-08/2025-05-06 person"'
            continue
        yield from _known_id(file, at, match[2], known, prefix="person:")
        if bad := list(_dated(file, at, match[1])):
            yield from bad
        else:
            terms.append((number, match[2], days(match[1])))
    for (_, one, first), (number, other, second) in combinations(terms, 2):
        if first.overlaps(second):
            yield f"{file}: {path}.holders[{number}]: {other} overlaps {one}: end the earlier term on the day the later begins"


def _known_id(file: str, path: str, own: str | None, known: _Known, prefix: str = "") -> Iterator[str]:
    if own is not None and prefix + own not in known.ids:
        close = get_close_matches(prefix + own, list(known.ids), n=1)
        hint = f"did you mean {close[0].removeprefix(prefix)!r}?" if close else "give it in this pack or one that it extends"
        yield f"{file}: {path}: no pack knows {own!r}: {hint}"


def _known_role(file: str, path: str, role: str | None, known: _Known) -> Iterator[str]:
    if role is not None and role not in known.roles:
        yield f"{file}: {path}: no descriptor has the id {role!r}{_meant(role, sorted(known.roles))}"


def _dated(file: str, path: str, text: str | None) -> Iterator[str]:
    if text is None:
        return
    try:
        days(text)
    except ValueError as fault:
        yield f"{file}: {path}: {text!r} is no range of days ({fault}): write it like 2021-12-08/2025-05-06 or 2022-02-24/.."


def _rows(data: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for section in KEYS:
        if section in data and section != "pack":
            for number, row in enumerate(data[section]):
                yield section, f"{section}[{number}]", row
