"""What a table is: its columns, each with what it holds."""

from dataclasses import dataclass

N = "time-ordered number of the row"
FROM = "when the ledger learned it (UTC)"
TO = "when the ledger learned better (UTC); null while it stands"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its DuckDB type, what it holds."""

    name: str
    type: str
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table, what a row of it is, its columns, and the columns by which single rows are found."""

    name: str
    about: str
    columns: tuple[Column, ...]
    indexed: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(column.name for column in self.columns)


def table(name: str, about: str, columns: str, indexed: tuple[str, ...] = ()) -> Table:
    """Return a table from lines "name TYPE: what it holds"."""
    found = []
    for line in columns.strip().splitlines():
        head, _, words = line.strip().partition(": ")
        own, _, kind = head.partition(" ")
        found.append(Column(own, kind, words))
    return Table(name, about, tuple(found), indexed)
