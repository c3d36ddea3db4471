"""Whether a ledger is sound: every law with how many rows were looked at and the ones that break it (`sayso check`)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.ledger.laws import LAWS, Fault
from sayso.ledger.rereading import HOLDS, faults_of_nouns
from sayso.ledger.search import Search
from sayso.ledger.store import Store

IN_STEP = "the search file holds every claim"


@dataclass(frozen=True, slots=True)
class Finding:
    """A law: its rule, what must hold, of how many rows that was looked at, and those that break it."""

    rule: str
    holds: str
    looked: int
    faults: tuple[Fault, ...]


def findings(store: Store, search: Search | None, file: Path) -> tuple[Finding, ...]:
    """Return every law with what it found; `file` is where the search file is or should be."""
    looked, said, faults = Counter[str](), dict[str, str](), list[Fault]()
    for law in LAWS:
        said[law.rule] = law.holds
        looked[law.rule] += _count(store, law.over)
        faults += [Fault(law.rule, str(place), f"{law.message} ({detail})") for place, detail in store.read(law.sql)]
    faults += faults_of_nouns(store, looked)
    looked["search.step"] = _count(store, "claims")
    faults += _search_faults(store, search, file)
    return _sorted({**said, **HOLDS, "search.step": IN_STEP}, looked, faults)


def _sorted(said: dict[str, str], looked: Counter[str], faults: Iterable[Fault]) -> tuple[Finding, ...]:
    held: dict[str, list[Fault]] = {rule: [] for rule in said}
    for fault in faults:
        held[fault.rule].append(fault)
    return tuple(Finding(rule, holds, looked[rule], tuple(held[rule])) for rule, holds in sorted(said.items()))


def _count(store: Store, over: str) -> int:
    inner = over if not over.startswith("SELECT") else f"({over})"
    return int(store.read(f"SELECT count(*) FROM {inner}")[0][0])


def _search_faults(store: Store, search: Search | None, file: Path) -> Sequence[Fault]:
    if search is None:
        return [Fault("search.step", file.name, "is missing or behind: run `sayso reindex`")]
    held, wanted = search.sums(), tuple(store.read("SELECT count(*), coalesce(sum(n), 0)::BIGINT FROM claims")[0])
    if held == wanted:
        return []
    return [Fault("search.step", file.name, f"has {held[0]} claims of {wanted[0]}, or other ones: run `sayso reindex`")]
