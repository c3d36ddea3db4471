"""The tables that Spark writes: the columns of the ledger's tables of the same name, and where in the input a report stood."""

from dataclasses import dataclass

from sayso.ledger.columns import Table
from sayso.ledger.schema import CLAIMS, EVENTS, MEMBERSHIPS, REPORTS

SPARK = {
    "VARCHAR": "string", "BIGINT": "bigint", "INTEGER": "int", "DOUBLE": "double", "BOOLEAN": "boolean", "DATE": "date",
    "VARCHAR[]": "array<string>",
}  # fmt: skip
OF_A_LEDGER = ("n", "version", "supersedes", "report_n", "known_from", "known_to", "key", "event_key", "claim_n", "standing_from")


@dataclass(frozen=True, slots=True)
class Shape:
    """Columns in order: a name, and a type of DuckDB's or the shape of the rows that the column lists."""

    columns: tuple[tuple[str, "str | Shape"], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(name for name, _ in self.columns)

    def ddl(self, between: str = " ") -> str:
        """Return the columns as Spark writes them."""
        return ", ".join(f"`{name}`{between}{spark_type(kind)}" for name, kind in self.columns)


def spark_type(kind: str | Shape) -> str:
    """Return the type as Spark names it."""
    return SPARK[kind] if isinstance(kind, str) else f"array<struct<{kind.ddl(': ')}>>"


def shape(words: str) -> Shape:
    """Return the shape that words "name:TYPE" give."""
    return Shape(tuple((name, kind) for name, _, kind in (word.partition(":") for word in words.split())))


def of(table: Table) -> Shape:
    """Return the columns of a table of the ledger but for its numbers and times of knowing, which only a ledger gives."""
    return Shape(tuple((column.name, column.type) for column in table.columns if column.name not in OF_A_LEDGER))


def joined(*shapes: Shape) -> Shape:
    """Return the columns of all."""
    return Shape(tuple(column for one in shapes for column in one.columns))


PLACE = shape("file:BIGINT number:BIGINT")  # which file of the input, and which report in it, both from 0
FILE = shape("file:BIGINT path:VARCHAR")
LOADED = joined(PLACE, shape("place:VARCHAR message:VARCHAR text:VARCHAR report:VARCHAR flags:VARCHAR[]"))
CLAIM = of(CLAIMS)
REPORT = joined(PLACE, of(REPORTS), shape("address:VARCHAR month:VARCHAR"))
READ = joined(REPORT, shape("place:VARCHAR message:VARCHAR"), Shape((("told", CLAIM),)))
TOLD = shape("own:BIGINT id:VARCHAR published:DATE position:INTEGER json:VARCHAR")  # a claim on its way to the linker
EDGE = shape("token:BIGINT own:BIGINT kept:BOOLEAN")  # that a claim is kept under a key in a bucket of days, or looks there
MEMBER = of(MEMBERSHIPS)
EVENT = joined(of(EVENTS), shape("month:VARCHAR"), Shape((("members", MEMBER),)))
