"""Pack files -> `Packs`."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from sayso.errors import SettingsError
from sayso.model import ActorKind
from sayso.packs.book import Packs
from sayso.packs.check import faults
from sayso.packs.form import MEDIA, Country, Days, Descriptor, Entry, Holder, Member, Office, days

SHIPPED = ("core", "ua-ru", "israel-gaza-lebanon-iran-yemen", "sudan", "drc-great-lakes", "myanmar")
Data = Mapping[str, Any]


@cache
def load_packs(names: tuple[str, ...] = SHIPPED) -> Packs:
    """Return what the packs know together. A name is that of a shipped pack or the path of a file ending in .toml; the packs that
    one extends are loaded before it.

    Raises SettingsError with all faults of all files, one a line, where a pack is wrong.
    """
    read: dict[str, Data] = {}
    for name in names:
        _gather(name, read)
    found = faults(tuple(read.items()))
    if found:
        raise SettingsError("\n".join(found))
    return _book(tuple(read.values()))


def _gather(name: str, read: dict[str, Data]) -> None:
    file = name if name.endswith(".toml") else f"{name}.toml"
    if file in read:
        return
    data = _toml(file)
    pack = data.get("pack")
    below = pack.get("extends", ()) if isinstance(pack, dict) else ()
    for other in below if isinstance(below, list) else ():  # what it is else, the check of the pack tells
        if f"{other}.toml" != file:
            _gather(str(other), read)
    read[file] = data


def _toml(file: str) -> Data:
    own = files(__package__) / file
    source = Path(file) if "/" in file or not own.is_file() else own
    try:
        return tomllib.loads(source.read_text("utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"pack {file!r} is not there: shipped are {', '.join(SHIPPED)}, or give the path of a file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SettingsError(f"{file}: {fault}: mend the line and run again") from fault


def _rows(packs: Sequence[Data], section: str) -> Iterable[Data]:
    return (row for data in packs for row in data.get(section, ()))


def _book(packs: Sequence[Data]) -> Packs:
    people = {f"person:{key}": _person(key, names) for data in packs for key, names in data.get("person", {}).items()}
    members = [_member(text, row["id"]) for row in _rows(packs, "bloc") for text in row["members"]]
    return Packs(
        names=tuple(data["pack"]["id"] for data in packs),
        countries={code: _country(code, text) for data in packs for code, text in data.get("country", {}).items()},
        entries=people | {row["id"]: _entry(row) for row in _rows(packs, "actor")},
        descriptors={row["id"]: _descriptor(row) for row in _rows(packs, "descriptor")},
        offices={(row["of"], row["role"]): _office(row) for row in _rows(packs, "office")},
        members=members,
        areas={row["id"]: (row["country"], tuple(row["names"])) for row in _rows(packs, "area")},
        metonyms={row["surface"].lower(): row["means"] for row in _rows(packs, "metonym")},
        interests=tuple(_rows(packs, "interest")),
        places=tuple(_rows(packs, "place")),
        vessels=tuple(_rows(packs, "vessel")),
        blocs={row["id"]: row["label"] for row in _rows(packs, "bloc")},
        wars={word: began for row in _rows(packs, "war") for word in row["phrases"] for began in [date.fromisoformat(row["began"])]},
    )


def _country(code: str, text: str) -> Country:
    names, people, seats = (tuple(word.strip() for word in part.split(",") if word.strip()) for part in text.split("|"))
    return Country(code, names, people, seats)


def _person(key: str, names: Sequence[str]) -> Entry:
    return Entry(id=f"person:{key}", name=names[0], kind=ActorKind.PERSON, aliases=tuple(names[1:]))


def _entry(row: Data) -> Entry:
    kind = row["kind"]
    return Entry(
        id=row["id"], name=row["name"], kind=ActorKind.MEDIA if kind in MEDIA else ActorKind(kind), country=row.get("country"),
        aliases=tuple(row.get("aliases", ())), context=tuple(row.get("context", ())), parent=row.get("parent"),
        role=row.get("role"), organ=MEDIA.get(kind, False), days=days(row["when"]) if "when" in row else Days(),
    )  # fmt: skip


def _descriptor(row: Data) -> Descriptor:
    kind, heads = ActorKind(row["kind"]), tuple(row["heads"])
    return Descriptor(row["id"], kind, heads, row.get("name"), row.get("person", False), tuple(row.get("else", ())))


def _office(row: Data) -> Office:
    kind = ActorKind(row["kind"]) if "kind" in row else None
    holders = (text.split(" ") for text in row.get("holders", ()))
    terms = tuple(Holder(f"person:{who}", days(when)) for when, who in holders)
    return Office(row["role"], row["of"], kind, row.get("country"), tuple(row.get("titles", ())), tuple(row.get("alone", ())), terms)


def _member(text: str, bloc: str) -> Member:
    who, _, when = text.partition("@")
    return Member(who, bloc, days(when) if when else Days())
