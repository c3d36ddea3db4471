"""Full text of claims: an SQLite FTS5 file beside the ledger, made from it and remade at any time.

A row's id is the claim's number in the ledger, which grows with time, so newest first costs nothing.
"""

import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import InputError, LedgerError
from sayso.model import Claim

Words = tuple[int, str]
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w", re.UNICODE)


def search_file(ledger: Path) -> Path:
    """Return where the search file of a ledger is: NAME.fts.sqlite beside NAME.duckdb."""
    return ledger.with_name(ledger.stem + ".fts.sqlite")


def words_of(claim: Claim) -> str:
    """Return what a claim is found by: its proposition, its words, who says it, who takes part, where."""
    speakers = [link.source.name for link in claim.chain]
    others = [one.name for one in claim.what.participants] + [one.place.name for one in claim.where]
    return "\n".join(dict.fromkeys([claim.gist, claim.text, *speakers, *others])).encode("utf-8", "replace").decode("utf-8")


def match(words: str) -> str:
    """Return the FTS5 expression for what a person typed: all words, "phrases", and beginnings with a star ("Kur*").

    Raises InputError where there is no word in it.
    """
    terms = []
    for phrase, word in _TERM.findall(words):
        own = phrase or word.replace('"', "")
        star = "*" if word.endswith("*") else ""
        if _WORD.search(own):
            terms.append(f'"{own.rstrip("*")}"{star}')
    if not terms:
        raise InputError(f"{words!r} has no word to search for: give one or more words")
    return " AND ".join(terms)


class Search:
    """The open search file. One thread at a time uses it."""

    def __init__(self, path: Path, ledger: str, *, read_only: bool) -> None:
        self.path, self._ledger, self._read_only, self._lock = path, ledger, read_only, threading.Lock()
        with self._asking():
            self._db = self._connect()

    def _connect(self) -> sqlite3.Connection:
        target = f"{self.path.resolve().as_uri()}?mode={'ro' if self._read_only else 'rwc'}"
        db = sqlite3.connect(target, uri=True, check_same_thread=False, isolation_level=None)
        try:
            if not self._read_only:
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = NORMAL")
                _make(db, self._ledger)
            db.execute("SELECT ledger, last FROM origin")
        except sqlite3.Error:
            db.close()
            raise
        return db

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """One thread at a time; what SQLite says of a broken file is said as LedgerError."""
        with self._lock:
            try:
                yield
            except sqlite3.Error as fault:
                raise LedgerError(f"{self.path}: {fault}: run `sayso reindex`, which makes the search file anew") from fault

    def last(self) -> int:
        """Return the number of the last claim in it, -1 where it belongs to another ledger."""
        with self._asking():
            ledger, last = self._db.execute("SELECT ledger, last FROM origin").fetchone()
        return int(last) if ledger == self._ledger else -1

    def sums(self) -> tuple[int, int]:
        """Return how many claims are in it, and the sum of their numbers."""
        with self._asking():
            count, total = self._db.execute("SELECT count(*), coalesce(sum(id), 0) FROM said_docsize").fetchone()
        return int(count), int(total)

    def empty(self) -> None:
        """Make the file anew, without a claim in it."""
        with self._asking():
            self._db.close()
            remove(self.path)
            self._db = self._connect()

    def add(self, rows: Iterable[Words], last: int) -> None:
        """Add claims, all or none; `last` is the number of the last one."""
        with self._asking():
            self._db.execute("BEGIN")
            try:
                self._db.executemany("INSERT INTO said (rowid, words) VALUES (?, ?)", rows)
                self._db.execute("UPDATE origin SET last = ?", [last])
                self._db.execute("COMMIT")
            except BaseException:
                self._db.execute("ROLLBACK")
                raise

    def find(self, words: str, before: int | None, limit: int) -> list[int]:
        """Return the numbers of the newest claims that match, below `before`."""
        sql = "SELECT rowid FROM said WHERE said MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
        with self._asking():
            rows = self._db.execute(sql, [match(words), before if before is not None else 1 << 62, limit]).fetchall()
        return [int(number) for (number,) in rows]

    def among(self, words: str, numbers: Sequence[int]) -> list[int]:
        """Return those of a few claims that match, newest first."""
        sql = "SELECT rowid FROM said WHERE said MATCH ? AND rowid IN (SELECT value FROM json_each(?)) ORDER BY rowid DESC"
        with self._asking():
            rows = self._db.execute(sql, [match(words), json.dumps(list(numbers))]).fetchall()
        return [int(number) for (number,) in rows]

    def copy(self, target: Path) -> None:
        """Write the whole file to `target`."""
        with self._asking(), sqlite3.connect(target) as other:
            self._db.backup(other)
            other.execute("PRAGMA journal_mode = DELETE")
        other.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def _make(db: sqlite3.Connection, ledger: str) -> None:
    """Make the tables that are not there."""
    db.execute("CREATE TABLE IF NOT EXISTS origin (ledger TEXT, last INTEGER)")
    db.execute("CREATE VIRTUAL TABLE IF NOT EXISTS said USING fts5(words, content='', tokenize=\"unicode61 remove_diacritics 2\")")
    if not db.execute("SELECT 1 FROM origin").fetchone():
        db.execute("INSERT INTO origin VALUES (?, 0)", [ledger])


def remove(path: Path) -> None:
    """Remove a search file with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
