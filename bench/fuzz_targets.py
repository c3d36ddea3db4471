"""What is fuzzed: each target has a strategy for its inputs and what is done with one."""

import string
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from hypothesis import strategies as some
from tests.hostile.corpus import corpus
from tests.hostile.made import GOOD

from sayso.engines.words import split
from sayso.gazetteer.dump import read_dump
from sayso.ground.times import Setting, find, read_edtf
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.codec import from_text, to_text
from sayso.load import Failure, Options, inputs
from sayso.load.source import Given, load_text
from sayso.load.targets import ships
from sayso.load.watch import load_state
from sayso.model import Claim
from sayso.packs.load import load_packs
from sayso.pipeline import read_report
from sayso.settings import load_settings, shipped
from sayso.web.question import MANY, ONE, SORTS, desks, question

LARGEST_SEED = 3_000  # bytes
Act = Callable[[Any, Path], None]
Values = some.SearchStrategy[Any]


@dataclass(frozen=True)
class Target:
    """A reader: its name, its inputs, what is done with one, and how many times dearer than the cheapest it is."""

    name: str
    values: Values
    act: Act
    cost: int = 1


@cache
def _small() -> dict[str, tuple[bytes, ...]]:
    found: dict[str, list[bytes]] = {}
    for own in corpus():
        if len(own.data) < LARGEST_SEED:
            found.setdefault(own.file, []).append(own.data)
    return {file: tuple(data) for file, data in found.items()}


def seeds(file: str) -> tuple[bytes, ...]:
    """The small hostile inputs of a kind of file, to begin from."""
    return _small().get(file) or (GOOD.encode(),)


@some.composite
def changed(draw: some.DrawFn, file: str) -> bytes:
    """Bytes of a hostile or honest file with some cut out, doubled, turned or put in."""
    data = bytearray(draw(some.sampled_from(seeds(file))))
    for _ in range(draw(some.integers(0, 6))):
        at, length = draw(some.integers(0, len(data))), draw(some.integers(0, 40))
        how = draw(some.integers(0, 4))
        if how == 0:
            del data[at : at + length]
        elif how == 1:
            data[at:at] = data[at : at + length] * 3
        elif how == 2:
            data[at : at + length] = draw(some.binary(max_size=12))
        elif how == 3:
            data[at:at] = draw(
                some.sampled_from([b"\0", b"\xff\xfe", b"&#", b"<![CDATA[", b'"', b"{", b"[", b"\r\n\r\n", b"9" * 30, b"-1", b"\x1b["])
            )
        else:
            data[at:at] = draw(some.sampled_from(seeds(file)))[at : at + length]
    return bytes(data)


def loaded(file: str, data: bytes, folder: Path) -> None:
    """Load a file of any kind; what fails says where and what."""
    (folder / file).write_bytes(data)
    for one in inputs([str(folder / file)], Options(), shipped()):
        if isinstance(one, Failure):
            assert one.message.isprintable() and ":" in one.message
        else:
            assert one.report.text.strip()


PIECES = [
    "The ministry",
    "said",
    "“",
    "”",
    '"',
    "on Monday",
    "two soldiers",
    ".",
    "\n",
    "\u202e",
    "\u0301",
    "I.",
    "12",
    ",",
    "Harrow",
    "\ud800",
    "—",
    "'s",
]
DATES = [
    "on",
    "the",
    "12",
    "31",
    "February",
    "2025",
    "9999",
    "0001",
    "last",
    "next",
    "Monday",
    "week",
    "of",
    "years",
    "ago",
    "since",
    "between",
    "and",
    "early",
    "until",
    "-",
    "/",
    "first",
    "half",
    "the 1990s",
    "spring",
    "Easter",
    "noon",
    "24 February",
    "2025-02-30",
    "00",
    "to",
    "before",
    "BC",
    "99999999",
]
WORDS = some.lists(some.sampled_from(PIECES), max_size=40).map(" ".join) | some.text(max_size=200)
NAMES = some.sampled_from([*MANY, *ONE]) | some.text(max_size=8)
VALUES = (
    some.sampled_from(
        [
            "kill",
            "denied",
            "E3",
            "1",
            "-1",
            "2025-01-12",
            "9999-12-31",
            "0001-01-01",
            "1,2,3,4",
            "nan,0,1,2",
            "-180,-90,180,90",
            *SORTS,
            "sayso",
            "strict/2",
            "true",
            "2025-01-12T08:30",
            "9999-12-31T23:59-14:00",
            "³",
            "٣",
            "9" * 5000,
            "norland",
            "WyJ4IiwxXQ",
        ]
    )
    | some.text(max_size=30)
    | some.text(alphabet="0123456789-T:.,/+Ze ", max_size=30)
)


def words_split(text: str, _: Path) -> None:
    """Words stand in order inside the text."""
    ends = 0
    for start, end in split(text).offsets:
        assert ends <= start < end <= len(text)
        ends = end


def report_read(text: str, _: Path) -> None:
    """Read a report; every claim's words stand where they say."""
    result = read_report(load_text(text, "a text", Given(published=date(2025, 3, 12)), shipped().load))
    for claim in result.claims:
        assert " … ".join(span.of(result.report.text) for span in claim.spans) == claim.text


def times_found(text: str, _: Path) -> None:
    """Find times; what is found reads back as EDTF and stands where it says."""
    for published in (date(2025, 3, 12), date.min, date.max):
        for one in find(text, 0, len(text), Setting(published)):
            assert one.span.of(text) == one.text
            own = one.when()
            if own is not None and own.start and own.end:
                assert own.start < own.end


def edtf_read(text: str, _: Path) -> None:
    """Read EDTF, or be told that it is none."""
    try:
        read_edtf(text)
    except ValueError as fault:
        assert str(fault)


def asked(pairs: list[tuple[str, str]], folder: Path) -> None:
    """Ask what an address asks, of pages and of the ledger."""
    own = question(pairs, desks(["Tarn?country=ML&type=kill", "x?", "?"]))
    filters, claims, order, when = own.filter, own.claims, own.sort, own.asof
    assert own.url("/events", after=None).startswith("/events") and own.key() is not None and own.active() is not None
    book = _book(folder)
    book.events(filters, asof=when, after=own.one("after"), order=order)
    book.claims(claims, asof=when, after=own.one("after"))
    book.facets(filters, asof=when)
    if own.one("q"):
        book.search(own.one("q") or "", claims)


@cache
def _book(folder: Path) -> Ledger:
    return open_ledger(folder / "asked.duckdb")


def searched(words: str, folder: Path) -> None:
    """Search for whatever is typed."""
    _book(folder).search(words)


def noun_read(text: str, _: Path) -> None:
    """Read a claim of the ledger's JSON; what can be read can be written."""
    assert from_text(Claim, to_text(from_text(Claim, text)))


TOML = some.recursive(
    some.booleans() | some.integers(-5, 99) | some.text(alphabet="ab-/.2025|,@é ", max_size=14),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(some.sampled_from(["id", "name", "kind", "names", "country", "when"]), inner, max_size=4)
    ),
    max_leaves=8,
)
SECTIONS = some.sampled_from(
    ["pack", "actor", "descriptor", "office", "bloc", "area", "metonym", "interest", "place", "vessel", "war", "country", "person", "x"]
)
KEYS = some.sampled_from(
    [
        "id",
        "name",
        "names",
        "kind",
        "title",
        "of",
        "role",
        "members",
        "label",
        "surface",
        "means",
        "phrases",
        "began",
        "when",
        "country",
        "aliases",
        "heads",
        "holders",
        "titles",
        "lat",
        "lon",
        "extends",
        "UA",
    ]
)


def toml(value: Any) -> str:
    """The value as TOML writes it inside a line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + "}"
    return str(value) if isinstance(value, int) else '"' + value + '"'


@some.composite
def packs(draw: some.DrawFn) -> str:
    """A pack that is nearly one."""
    lines = ['[pack]\nid = "own"\ntitle = "Own"\n'] if draw(some.booleans()) else []
    for _ in range(draw(some.integers(0, 4))):
        section = draw(SECTIONS)
        head = f"[{section}]" if draw(some.booleans()) else f"[[{section}]]"
        lines.append(
            head + "\n" + "".join(f"{key} = {toml(value)}\n" for key, value in draw(some.dictionaries(KEYS, TOML, max_size=5)).items())
        )
    return "\n".join(lines)


def pack_read(text: str, folder: Path) -> None:
    """Read a pack of one's own, or be told all its faults."""
    own = folder / "own.toml"
    own.write_text(text, "utf-8")
    load_packs.__wrapped__((str(own),))


@some.composite
def own_settings(draw: some.DrawFn) -> str:
    """Settings that are nearly some."""
    names = ["load", "fetch", "watch", "link", "stand", "ledger", "gazetteer", "packs", "publish", "web", "x"]
    lines = []
    for section in draw(some.lists(some.sampled_from(names), max_size=3, unique=True)):
        keys = some.sampled_from(["largest_mb", "longest_text", "names", "folder", "threads", "desks", "every", "x"])
        lines.append(
            f"[{section}]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in draw(some.dictionaries(keys, TOML, max_size=3)).items())
        )
    return "\n".join(lines)


def settings_read(text: str, folder: Path) -> None:
    """Read settings, or be told all their faults."""
    (folder / "settings.toml").write_text(text, "utf-8")
    load_settings(folder / "settings.toml")


def of_file(reader: Callable[[Path], Any], file: str, data: bytes, folder: Path) -> None:
    """Give a file to a reader that takes a path."""
    (folder / file).write_bytes(data)
    found = reader(folder / file)
    assert found is None or list(found) is not None


FILES = {
    "report.txt": 1,
    "page.html": 20,
    "feed.xml": 1,
    "paper.pdf": 4,
    "table.csv": 1,
    "table.tsv": 1,
    "rows.jsonl": 1,
    "rows.parquet": 10,
    "crawl.warc": 4,
    "crawl.warc.gz": 4,
    "result.json": 1,
}
TABLE = (
    some.text(alphabet=string.ascii_letters + ',;"\t\n0123456789{}[]:', max_size=300).map(str.encode)
    | changed("table.csv")
    | changed("rows.jsonl")
)
TARGETS = [
    *(Target(f"load {file}", changed(file), partial(loaded, file), cost) for file, cost in FILES.items()),
    Target("bytes", some.binary(max_size=600), partial(loaded, "report.txt")),
    Target("sanctions csv", TABLE, partial(of_file, ships, "targets.csv")),
    Target("sanctions json", TABLE, partial(of_file, ships, "targets.json")),
    Target("gazetteer dump", TABLE, partial(of_file, read_dump, "XX.txt")),
    Target("watch state", TABLE, partial(of_file, load_state, "state.json")),
    Target("words", WORDS, words_split),
    Target("read", WORDS, report_read, 25),
    Target("times", some.lists(some.sampled_from(DATES), max_size=14).map(" ".join), times_found),
    Target("edtf", some.text(alphabet="0123456789-/.XY~?%uTZe{}[],: ", max_size=24), edtf_read),
    Target("question", some.lists(some.tuples(NAMES, VALUES), max_size=6), asked, 20),
    Target("search", some.text(max_size=40) | some.text(alphabet='"*() ANDORNEAR:^-', max_size=30), searched, 2),
    Target("claim json", some.text(max_size=80) | changed("rows.jsonl").map(lambda data: data.decode("utf-8", "replace")), noun_read),
    Target("pack", packs(), pack_read, 4),
    Target("settings", own_settings(), settings_read, 2),
]
