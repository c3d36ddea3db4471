"""The best tree over a sentence: maximum spanning arborescence with one root (Chu and Liu 1965, Edmonds 1967).

Reading off each word's best head gives no tree in one sentence of six. Then the words are tried as roots, the likeliest first, until no
other one can win: rarely more than two. Where that does not settle it, a penalty on root arcs that no other arcs can win back leaves
exactly one root (Stanojevic and Cohen 2021), which costs more, for it contracts the whole sentence.
"""

import numpy as np
from numpy.typing import NDArray

from sayso.engines.reading import Floats, Ints

Doubles = NDArray[np.float64]
TRIED = 4  # words that are tried as roots before the penalty decides


def tree(scores: Floats) -> Ints:
    """Return the head of each word in the tree with the highest sum of scores; the root is its own head.

    `scores` is n x n, row = dependent, column = head, diagonal = being the root. The result is exact, and always a tree with one
    root.
    """
    greedy: Ints = scores.argmax(1)
    if _roots(greedy) == 1 and _cycle(greedy) is None:
        return greedy
    clean = np.maximum(np.nan_to_num(scores.astype(np.float64), nan=-1e6, posinf=1e6), -1e6)
    at, inner = np.arange(len(clean)), clean.copy()
    np.fill_diagonal(inner, -np.inf)
    most = inner.max(1)
    bounds = clean.diagonal() - most + most.sum()  # what a tree with this root can reach at most
    best, found = -np.inf, greedy
    for root in np.argsort(-bounds)[:TRIED].tolist():
        if bounds[root] <= best:
            return found
        heads = _rooted(clean, root)
        worth = float(clean[at, heads].sum())
        if worth > best:
            best, found = worth, heads
    if len(clean) <= TRIED or np.partition(bounds, -1 - TRIED)[-1 - TRIED] <= best:
        return found
    return _best(clean, clean.diagonal() - (clean.max() - clean.min() + 1) * (len(clean) + 1))


def _rooted(scores: Doubles, root: int) -> Ints:
    """Return the heads of the best tree with this root."""
    own, roots = scores.copy(), np.full(len(scores), -np.inf)
    own[root], roots[root] = -np.inf, scores[root, root]
    return _best(own, roots)


def _best(scores: Doubles, roots: Doubles) -> Ints:
    """Return the heads of the best forest, `roots` being what each word is worth as a root; minus infinity rules it out."""
    size = len(scores)
    table = np.full((size + 1, size + 1), -np.inf)  # node 0 stands above the roots
    table[1:, 1:] = scores
    table[1:, 0] = roots
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
