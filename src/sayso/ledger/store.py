"""The one executor: every statement on the ledger file runs here. One process writes; its threads read beside it."""

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import duckdb

from sayso.errors import LedgerBusyError, LedgerError
from sayso.ledger import owner
from sayso.ledger.columns import Table
from sayso.ledger.schema import LEDGER, TABLES, VERSION, ddl, insertion
from sayso.settings import LedgerSettings

Row = tuple[Any, ...]

LONGEST_LIST = 1000  # values that are written out
_PLACE = re.compile(r"IN \(SELECT unnest\(\?::\w+\[\]\)\)|\?")
LEAST_FILE = 12_288  # bytes of the headers that every DuckDB file begins with
QUIET = "SET enable_progress_bar = false"

_open_here: set[Path] = set()  # ledgers that this process writes: the file's own lock does not keep a process from itself
_opening = threading.Lock()


def written_out(sql: str, given: Sequence[Any]) -> tuple[str, list[Any]]:
    """Return the statement with each short list (`IN (SELECT unnest(?::BIGINT[]))`) written out: only so are indexes looked at."""
    if "IN (SELECT unnest(" not in sql:
        return sql, list(given)
    values, made = iter(given), list[Any]()

    def put(found: re.Match[str]) -> str:
        value = next(values)
        if found.group() == "?" or len(value) > LONGEST_LIST:
            made.append(value)
            return found.group()
        made.extend(value)
        return f"IN ({', '.join('?' * len(value)) or 'NULL'})"

    return _PLACE.sub(put, sql), made


class Batch:
    """What a transaction may do. It sees its own rows."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self.rows = 0

    def read(self, sql: str, given: Sequence[Any] = ()) -> list[Row]:
        """Return all rows."""
        return self._connection.execute(*written_out(sql, given)).fetchall()

    def run(self, sql: str, given: Sequence[Any] = ()) -> None:
        """Run a statement."""
        self._connection.execute(*written_out(sql, given))

    def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Add rows; each has a value for every column of the table, in order."""
        if rows:
            self.run(insertion(table), [list(column) for column in zip(*rows, strict=True)])
            self.rows += len(rows)

    def close(self, table: Table, numbers: Sequence[int], known: datetime) -> None:
        """Say of the rows of these numbers that they were believed until `known`."""
        if numbers:
            self.run(f"UPDATE {table.name} SET known_to = ? WHERE n IN (SELECT unnest(?::BIGINT[]))", [known, list(numbers)])
            self.rows += len(numbers)

    def next_number(self, table: Table) -> int:
        """Return the number after the greatest one of the table."""
        return int(self.read(f"SELECT coalesce(max(n), 0) + 1 FROM {table.name}")[0][0])


class Store:
    """An open ledger file."""

    def __init__(self, path: Path, settings: LedgerSettings, *, read_only: bool) -> None:
        self.path, self.read_only = path, read_only
        self.commits = 0  # batches that this process wrote
        self._writing = threading.RLock()
        self._cursors: WeakKeyDictionary[threading.Thread, duckdb.DuckDBPyConnection] = WeakKeyDictionary()
        self._giving = threading.Lock()
        self._still = threading.local()
        self._closed = False
        self._connection = _connect(path, settings, read_only)
        try:
            self._connection.execute(QUIET)
            self.id = self._prepare()
        except BaseException:
            self.close()
            raise

    def _prepare(self) -> str:
        if not self.read_only:
            self._sign()
            with self.batch() as batch:
                for statement in ddl():
                    batch.run(statement)
                if not batch.read(f"SELECT 1 FROM {LEDGER.name}"):
                    batch.run(f"INSERT INTO {LEDGER.name} VALUES (uuid()::VARCHAR, ?)", [VERSION])
        present = set(self.read("SELECT table_name, column_name FROM information_schema.columns"))
        found = self.read(f"SELECT id, schema FROM {LEDGER.name}") if (LEDGER.name, "schema") in present else []
        if not found:
            raise LedgerError(f"{self.path} holds no ledger: name one that `sayso add` made")
        if found[0][1] != VERSION or not {(table.name, name) for table in TABLES for name in table.names} <= present:
            raise LedgerError(
                f"{self.path} has other tables (version {found[0][1]}) than this sayso (version {VERSION}):"
                " use the sayso that made it, or add the reports to a new ledger"
            )
        return str(found[0][0])

    def _sign(self) -> None:
        try:
            owner.sign(self.path, owner.this_process(datetime.now(UTC)))
        except OSError as fault:
            raise LedgerError(f"{self.path}: its folder: {fault.strerror}: give a folder with room that can be written") from fault

    def read(self, sql: str, given: Sequence[Any] = ()) -> list[Row]:
        """Return all rows. Each thread reads on a connection of its own, and never sees half a batch."""
        try:
            return self._cursor().execute(*written_out(sql, given)).fetchall()
        except duckdb.Error as fault:
            raise LedgerError(f"{self.path}: {told(fault)}") from fault

    @contextmanager
    def still(self) -> Iterator[None]:
        """Let this thread read one state of the ledger, the same for all its readings, whatever batches are written meanwhile."""
        if getattr(self._still, "here", False):
            yield
            return
        cursor = self._cursor()
        cursor.execute("BEGIN TRANSACTION")
        self._still.here = True
        try:
            yield
        finally:
            self._still.here = False
            with suppress(duckdb.Error):  # nothing was written; a reading that failed may have ended it already
                cursor.execute("ROLLBACK")

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """Give a transaction: all of it is kept, or nothing where an error leaves it. Batches of other threads wait."""
        if self.read_only:
            raise LedgerError(f"{self.path} is open for reading only: open it without read_only to write")
        with self._writing:
            try:
                self._connection.execute("BEGIN TRANSACTION")
                batch = Batch(self._connection)
                yield batch
                self._connection.execute("COMMIT")
                self.commits += 1
            except BaseException as fault:
                self._roll_back()
                if isinstance(fault, duckdb.Error):
                    raise LedgerError(f"{self.path}: nothing of the batch was kept: {told(fault)}") from fault
                raise

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Keep all batches waiting, with everything written to the file itself and nothing to its log.

        Raises LedgerError where the file cannot be written, such as on a full disk; what was committed stays in its log.
        """
        with self._writing:
            try:
                if not self.read_only:
                    self._connection.execute("FORCE CHECKPOINT")
            except duckdb.Error as fault:
                raise LedgerError(f"{self.path}: {fault}: nothing is lost; make room and open it again") from fault
            yield

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        """The connection of the thread that asks."""
        thread = threading.current_thread()
        with self._giving:
            cursor = self._cursors.get(thread)
            if cursor is None:
                cursor = self._cursors[thread] = self._connection.cursor()
                cursor.execute(QUIET)
        return cursor

    def _roll_back(self) -> None:
        try:
            self._connection.execute("ROLLBACK")
        except duckdb.Error:  # a failed COMMIT has rolled back by itself
            return

    def close(self) -> None:
        """Close the file for every thread, after the batch that is being written; what is committed is safe with or without it."""
        with self._writing, self._giving:
            if self._closed:
                return
            self._closed = True
            for cursor in list(self._cursors.values()):
                with suppress(duckdb.Error):  # one that is still reading ends with its thread
                    cursor.close()
            self._connection.close()
        if not self.read_only:
            owner.unsign(self.path)
            with _opening:
                _open_here.discard(self.path)


def _connect(path: Path, settings: LedgerSettings, read_only: bool) -> duckdb.DuckDBPyConnection:
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{settings.memory_mb}MB",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "preserve_insertion_order": False,
    }
    if settings.threads:
        config["threads"] = settings.threads
    with _opening:
        fresh = not path.exists()
        if path in _open_here:
            raise LedgerBusyError(f"{path} is open in this process already: use the Ledger that is open, or close it first")
        try:
            connection = duckdb.connect(str(path), read_only=read_only, config=config)
        except duckdb.Error as fault:
            if fresh and not read_only and path.exists() and path.stat().st_size < LEAST_FILE:
                path.unlink()  # a beginning that could not be written to its end would never open again
            raise _refusal(path, fault) from fault
        if not read_only:
            _open_here.add(path)
    return connection


def told(fault: duckdb.Error) -> str:
    """Return what a fault says, with what to do where memory did not suffice."""
    lacking = isinstance(fault, duckdb.OutOfMemoryException)
    return f"{fault}: give the ledger more with memory_mb under [ledger] in your settings" if lacking else str(fault)


def _refusal(path: Path, fault: duckdb.Error) -> LedgerError:
    words = str(fault)
    if "lock" in words:
        who = owner.owner_of(path) or "another process"
        return LedgerBusyError(f"{path} is in use by {who}: wait for it, ask it, or read a snapshot (`sayso snapshot`)")
    if "does not exist" in words:
        return LedgerError(f"{path} is not there: `sayso add` makes a ledger")
    return LedgerError(f"{path} cannot be opened as a ledger: {words.removeprefix('IO Error: ')}")
