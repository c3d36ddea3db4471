"""Where linking finds the events near a claim: keys that two claims of one happening are likely to share, by buckets of days."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from sayso.ledger.schema import SHELVES
from sayso.ledger.store import Batch, Row, Store

Kept = tuple[Sequence[str], Sequence[int]]
MASK = (1 << 63) - 1


def number(key: str) -> int:
    """Return the number that a key is kept under: 63 bits of its hash."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") & MASK


def shelve(batch: Batch, kept: Mapping[str, Kept]) -> None:
    """Keep claims (by id) under their keys in their buckets; a claim that is kept already is left as it is."""
    there = {
        str(row[0]) for row in batch.read("SELECT DISTINCT claim FROM shelves WHERE claim IN (SELECT unnest(?::VARCHAR[]))", [list(kept)])
    }
    rows: list[Row] = [
        (claim, bucket, number(key)) for claim, (keys, buckets) in kept.items() if claim not in there for bucket in buckets for key in keys
    ]
    batch.add(SHELVES, rows)


def near(store: Store, keys: Iterable[str], buckets: Iterable[int]) -> list[str]:
    """Return the ids of the events that stand and have a claim under any of the keys in any of the buckets."""
    sql = """
        SELECT DISTINCT m.event FROM shelves s JOIN memberships m ON m.claim = s.claim AND m.known_to IS NULL
        WHERE s.bucket IN (SELECT unnest(?::INTEGER[])) AND s.key IN (SELECT unnest(?::BIGINT[])) ORDER BY m.event
    """
    return [str(event) for (event,) in store.read(sql, [sorted(set(buckets)), sorted({number(key) for key in keys})])]


def unlinked(store: Store, limit: int) -> list[str]:
    """Return the ids of claims that stand, belong to the core of their report and are in no event, oldest first."""
    sql = """
        SELECT c.id FROM claims c WHERE c.known_to IS NULL AND c.core
        AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.claim_n = c.n AND m.known_to IS NULL) ORDER BY c.n LIMIT ?
    """
    return [str(claim) for (claim,) in store.read(sql, [limit])]


def positions(store: Store, claims: Sequence[str]) -> dict[str, int]:
    """Return the place of each claim in its report, counted from 0."""
    sql = "SELECT id, position FROM claims WHERE id IN (SELECT unnest(?::VARCHAR[])) AND known_to IS NULL"
    return {str(claim): int(at) for claim, at in store.read(sql, [list(claims)])}


def ambiguous(store: Store) -> list[tuple[str, str]]:
    """Return the claims that fitted two events too closely and stand alone since, each with the reason, oldest first."""
    sql = "SELECT claim, reason FROM memberships WHERE rule = 'link.ambiguous' AND known_to IS NULL ORDER BY n"
    return [(str(claim), str(reason)) for claim, reason in store.read(sql)]
