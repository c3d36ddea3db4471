"""Rows to and from the batches in which Spark hands them to Python."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sayso.scale.columns import Shape

if TYPE_CHECKING:  # an extra: imported where Spark runs
    import pyarrow as pa

Plain = dict[str, Any]


def rows(batches: "Iterable[pa.RecordBatch]") -> Iterator[list[Plain]]:
    """Yield the rows of each batch, names to values."""
    return (batch.to_pylist() for batch in batches)


def batch(own: Iterable[Plain], shape: Shape) -> "pa.RecordBatch":
    """Return the rows as a batch; every row has every column, further ones are left out."""
    import pyarrow as pa

    return pa.RecordBatch.from_pylist(list(own), schema=_schema(shape))


def table(own: Iterable[Plain], shape: Shape) -> "pa.Table":
    """Return the rows as a table."""
    import pyarrow as pa

    return pa.Table.from_pylist(list(own), schema=_schema(shape))


def arrays(shape: Shape, *columns: Any) -> "pa.Table":
    """Return numpy's arrays as the columns of a table."""
    import pyarrow as pa

    return pa.table(list(columns), schema=_schema(shape))


def _schema(shape: Shape) -> "pa.Schema":
    import pyarrow as pa

    kinds = {
        "VARCHAR": pa.string(), "BIGINT": pa.int64(), "INTEGER": pa.int32(), "DOUBLE": pa.float64(), "BOOLEAN": pa.bool_(),
        "DATE": pa.date32(), "VARCHAR[]": pa.list_(pa.string()),
    }  # fmt: skip

    def kind(one: str | Shape) -> Any:
        return kinds[one] if isinstance(one, str) else pa.list_(pa.struct(_schema(one)))

    return pa.schema([(name, kind(one)) for name, one in shape.columns])
