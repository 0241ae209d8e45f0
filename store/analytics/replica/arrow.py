"""Rows → Arrow tables, the fast way into DuckDB. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_STEP = 1_000  # rows converted at a time, so that other threads get their turn between
# DuckDB converts them to narrower types: SQLite's booleans are integers.
_TYPES = {"BIGINT": "int64", "INTEGER": "int64", "BOOLEAN": "int64", "DOUBLE": "float64", "VARCHAR": "string"}


def load() -> None:
    """Import pyarrow, which takes from a third of a second to two."""
    import pyarrow as pa  # noqa: F401  the command line imports this module but needs no Arrow


def table(columns: Mapping[str, str], rows: list[tuple[Any, ...]]) -> pa.Table:
    """`columns`: name → DuckDB's type. Timestamps are Unix microseconds."""
    import pyarrow as pa

    schema = pa.schema(
        [
            (name, pa.timestamp("us") if kind == "TIMESTAMP" else pa.type_for_alias(_TYPES[kind]))
            for name, kind in columns.items()
        ]
    )
    batches = [_batch(schema, rows[start : start + _STEP]) for start in range(0, len(rows), _STEP)]
    return pa.Table.from_batches(batches, schema)


def ids(numbers: Iterable[int]) -> pa.Table:
    return table({"id": "BIGINT"}, [(number,) for number in numbers])


@contextmanager
def registered(cursor: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> Iterator[None]:
    """Inside, statements of this cursor can use `rows` as a table of that name."""
    cursor.register(name, rows)
    yield
    cursor.unregister(name)


def _batch(schema: pa.Schema, rows: list[tuple[Any, ...]]) -> pa.RecordBatch:
    import pyarrow as pa

    arrays = [pa.array(values, field.type) for values, field in zip(zip(*rows, strict=True), schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
