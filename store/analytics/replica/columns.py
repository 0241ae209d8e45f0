"""Rows → columns of numpy, the fast way into DuckDB. Pure.

numpy is loaded for queries anyway. Arrow, the other way, takes as long and 25 MB more, 73 MB where pandas is installed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

Columns = dict[str, "NDArray[Any]"]


def columns_of(kinds: Mapping[str, str], rows: Collection[Sequence[Any]]) -> Columns:
    """`kinds`: name → DuckDB's type. Timestamps are Unix microseconds."""
    values = zip(*rows, strict=True) if rows else iter([()] * len(kinds))
    return {name: _column(kind, each) for (name, kind), each in zip(kinds.items(), values, strict=True)}


def ids_table(numbers: Iterable[int]) -> Columns:
    return {"id": _column("BIGINT", tuple(numbers))}


def _column(kind: str, values: Sequence[Any]) -> NDArray[Any]:
    import numpy as np  # noqa: PLC0415  the command line imports this module but needs no numpy

    nulls = values.count(None)
    if kind == "VARCHAR" or (nulls and nulls == len(values)):
        return np.fromiter(values, object, len(values))
    if kind == "DOUBLE":
        return np.array(values, np.float64)  # None becomes NaN, which DuckDB reads as NULL; SQLite stores no NaN
    # DuckDB converts them to narrower types: SQLite's booleans are integers.
    dtype = "datetime64[us]" if kind == "TIMESTAMP" else "int64"
    if not nulls:
        return np.array(values, np.int64).view(dtype)
    known = np.array([0 if value is None else value for value in values], np.int64).view(dtype)
    return np.ma.masked_array(known, [value is None for value in values])


@contextmanager
def registered(cursor: duckdb.DuckDBPyConnection, name: str, columns: Columns) -> Iterator[None]:
    """Inside, statements of this cursor can use `columns` as a table of that name."""
    cursor.register(name, columns)
    yield
    cursor.unregister(name)
