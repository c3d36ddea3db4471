"""The best tree over a sentence: maximum spanning arborescence with one root (Chu and Liu 1965, Edmonds 1967).

Reading off each word's best head gives no tree in one sentence of six. Where the best forest has several roots, a penalty on root
arcs that no other arcs can win back leaves exactly one (Stanojevic and Cohen 2021).
"""

import numpy as np
from numpy.typing import NDArray

from sayso.engines.reading import Floats, Ints

Doubles = NDArray[np.float64]


def tree(scores: Floats) -> Ints:
    """Return the head of each word in the tree with the highest sum of scores; the root is its own head.

    `scores` is n x n, row = dependent, column = head, diagonal = being the root. The result is exact, and always a tree with one
    root.
    """
    greedy: Ints = scores.argmax(1)
    if _roots(greedy) == 1 and _cycle(greedy) is None:
        return greedy
    clean = np.maximum(np.nan_to_num(scores.astype(np.float64), nan=-1e6, posinf=1e6), -1e6)
    heads = _best(clean, 0.0) if _roots(greedy) < 2 else None  # several roots at the start are several in the best forest, as a rule
    if heads is not None and _roots(heads) == 1:
        return heads
    return _best(clean, float((clean.max() - clean.min() + 1) * (len(clean) + 1)))


def _best(scores: Doubles, penalty: float) -> Ints:
    """Return the heads of the best forest whose every root costs `penalty`."""
    size = len(scores)
    table = np.full((size + 1, size + 1), -np.inf)  # node 0 stands above the roots
    table[1:, 1:] = scores
    table[1:, 0] = scores.diagonal() - penalty
    np.fill_diagonal(table, -np.inf)
    heads = _arborescence(table)[1:] - 1
    return np.where(heads < 0, np.arange(size), heads)


def _roots(heads: Ints) -> int:
    return int((heads == np.arange(len(heads))).sum())


def _cycle(heads: Ints) -> list[int] | None:
    """Return the nodes of a cycle longer than one, None where there is none."""
    follow = heads.tolist()
    colour = [0] * len(follow)
    for start in range(len(follow)):
        node, path = start, []
        while not colour[node]:
            colour[node] = start + 1
            path.append(node)
            if follow[node] == node:
                break
            node = follow[node]
        else:
            if colour[node] == start + 1:
                return path[path.index(node) :]
    return None


def _arborescence(table: Doubles) -> Ints:
    """Return the head of each node of the best arborescence out of node 0 (which is its own head). Changes `table`.

    One cycle after the other is contracted into its lowest node; `entry[a]` and `exit_[a]` remember, for each contraction,
    which member an arc into and out of it really meant.
    """
    size = len(table)
    alive = np.ones(size, bool)
    alive[0] = False
    history: list[tuple[list[int], Ints, Ints, Ints]] = []
    while True:
        heads = np.where(alive, table.argmax(1), np.arange(size))
        cycle = _cycle(heads)
        if cycle is None:
            break
        history.append(_contract(table, alive, heads, sorted(cycle)))
    for members, own, entry, exit_ in reversed(history):
        _expand(heads, members, own, entry, exit_)
    return heads


def _contract(table: Doubles, alive: NDArray[np.bool_], heads: Ints, members: list[int]) -> tuple[list[int], Ints, Ints, Ints]:
    """Fold a cycle into its first node; return its members, their heads in the cycle, the member that each outside node would
    enter it by, and the member that each outside node would hang on."""
    rows = np.array(members)
    own = heads[rows]
    gains = table[rows] - table[rows, own][:, None]  # what an arc from outside costs against the arc of the cycle it breaks
    entry, exit_ = rows[gains.argmax(0)], rows[table[:, rows].argmax(1)]
    inward, outward = gains.max(0), table[:, rows].max(1)
    keep, rest = members[0], members[1:]
    table[keep], table[:, keep] = inward, outward
    table[keep, members] = -np.inf
    table[keep, keep] = -np.inf
    table[rest], table[:, rest] = -np.inf, -np.inf
    alive[rest] = False
    return members, own, entry, exit_


def _expand(heads: Ints, members: list[int], own: Ints, entry: Ints, exit_: Ints) -> None:
    """Undo one contraction in `heads`: break the cycle where it was entered, hang its dependents on the member they meant."""
    keep = members[0]
    outside = int(heads[keep])
    inside = set(members)
    for node in np.flatnonzero(heads == keep).tolist():
        if node not in inside:
            heads[node] = exit_[node]
    heads[members] = own
    heads[int(entry[outside])] = outside
