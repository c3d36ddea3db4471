"""Words and filters together: the search file gives claims that hold the words, newest first, and the ledger keeps those that fit."""

from datetime import datetime
from itertools import count

from sayso.ledger import queries
from sayso.ledger.filters import ClaimFilter
from sayso.ledger.search import Search
from sayso.ledger.store import Store

WIDEN = 4  # times as many matches are looked at together as the time before, while too few fit
PATIENCE = 3  # times, after which words that are common are looked for among the claims that fit instead
COMMON = 0.05  # share of the claims that hold the words, from which on that is quicker
FEW = 200  # claims that the words are looked for in together


def matches(
    store: Store, search: Search, words: str, own: ClaimFilter, asof: datetime | None, before: int | None, limit: int, step: int
) -> list[int]:
    """Return the numbers of the newest claims below `before` that hold the words and meet the filter, at most `limit`.

    `step` matches are looked at first, then four times as many, and so on; where words are common and what fits is rare, what
    fits is looked at instead.
    """
    sql, given = queries.source(own, asof)
    least = 0
    if own != ClaimFilter():
        least, most = _ends(store, sql, given)
        before = min(before, most + 1) if before is not None else most + 1
    found: list[int] = []
    for turn in count(1):
        some = search.find(words, before, step)
        if some:
            found += _kept(store, sql, given, some)
            before = some[-1]
        if len(found) >= limit or len(some) < step or some[-1] <= least:
            break
        if turn >= PATIENCE and len(some) >= COMMON * (some[0] - some[-1]):
            found += _among_fitting(store, search, words, (sql, given), some[-1], limit - len(found))
            break
        step *= WIDEN
    return found[:limit]


def _among_fitting(store: Store, search: Search, words: str, source: queries.Query, before: int, limit: int) -> list[int]:
    """The same from the other side: of the claims below `before` that fit, newest first, those that hold the words."""
    sql, given = source
    found: list[int] = []
    fitting = [int(number) for (number,) in store.read(f"SELECT c.n {sql} AND c.n < ? ORDER BY c.n DESC", [*given, before])]
    for start in range(0, len(fitting), FEW):
        found += search.among(words, fitting[start : start + FEW])
        if len(found) >= limit:
            break
    return found


def _ends(store: Store, sql: str, given: list[object]) -> tuple[int, int]:
    """The least and the greatest number of the claims that meet a filter, 0 and -1 where none does."""
    least, most = store.read(f"SELECT min(c.n), max(c.n) {sql}", given)[0]
    return (0, -1) if least is None else (int(least), int(most))


def _kept(store: Store, sql: str, given: list[object], some: list[int]) -> list[int]:
    """Those of the numbers (newest first) that meet the filter."""
    near = f"{sql} AND c.n BETWEEN ? AND ? AND c.n IN (SELECT unnest(?::BIGINT[]))"
    return [int(number) for (number,) in store.read(f"SELECT c.n {near} ORDER BY c.n DESC", [*given, some[-1], some[0], some])]
