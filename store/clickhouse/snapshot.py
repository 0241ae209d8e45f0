"""`ClickHouseSnapshot`: how a query reads what all nodes have logged and scored."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Sequence
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.analytics.query import Columns, QueryTooSlow, Record, record_maker, too_slow
from store.clickhouse.servers import Servers
from store.clickhouse.translating import Translator
from store.sql import Sql

# What makes ClickHouse answer as DuckDB does
SETTINGS: dict[str, object] = {
    "final": 1,
    "join_use_nulls": 1,
    "group_by_use_nulls": 1,
    "prefer_column_name_to_alias": 1,
    "enable_materialized_cte": 1,
    "distributed_product_mode": "global",
    "do_not_merge_across_partitions_select_final": 1,
}
_LEVELS = "Array(Float64)"  # quantiles; there are no other lists of floats
_NUMBERS = {"UInt64": np.uint64, "Int64": np.int64, "Int32": np.int32, "UInt8": np.uint8, "Bool": np.bool_}
_INTERRUPTED = "the query was interrupted: try again in a few seconds"


class ClickHouseSnapshot:
    """The same as `Snapshot` of the replica in DuckDB, and the same answers to the digit; the last digits of a sum of
    floats depend on the order in which rows are added, in both.

    Another thread may `interrupt` it.
    """

    def __init__(self, servers: Servers, translator: Translator, timeout_s: float) -> None:
        self._servers = servers
        self._translator = translator
        self._timeout_s = timeout_s
        self._deadline = time.monotonic() + timeout_s
        self._query_id = f"gnomon-{uuid.uuid4()}"
        self._statements = count()
        self._interrupted = threading.Event()

    def rows(self, statement: Sql) -> list[tuple[Any, ...]]:
        return list(zip(*self._run(statement)[1], strict=True))

    def records(self, statement: Sql) -> list[Record]:
        """Rows as named tuples. Each column needs a name of its own that Python accepts."""
        names, columns, _ = self._run(statement)
        return list(map(record_maker(names), zip(*columns, strict=True)))

    def columns(self, statement: Sql) -> Columns:
        """Arrays by column name; a column with NULLs is a masked array."""
        names, columns, types = self._run(statement)
        return {name: _array(values, kind) for name, values, kind in zip(names, columns, types, strict=True)}

    def interrupt(self) -> None:
        """Stop the statement that runs, and start no other. May be called from any thread, again and again: the server
        knows a statement only once it has begun."""
        self._interrupted.set()
        self._servers.cancel(self._query_id)

    def _run(self, statement: Sql) -> tuple[tuple[str, ...], Sequence[Sequence[Any]], tuple[str, ...]]:
        if self._interrupted.is_set():
            raise QueryTooSlow(_INTERRUPTED)
        left_s = self._deadline - time.monotonic()
        if left_s <= 0:
            raise too_slow(self._timeout_s)
        text, parameters = self._translator.translate(statement)
        # Each statement has an id of its own: a busy server has its answer sent before it has forgotten the id.
        settings = SETTINGS | {"query_id": f"{self._query_id}-{next(self._statements)}"}
        result = self._servers.query(text, parameters, settings=settings, timeout_s=left_s)
        columns = [
            list(map(_known, values)) if kind == _LEVELS else values
            for values, kind in zip(result.columns, result.types, strict=True)
        ]
        return result.names, columns, result.types


def _known(levels: Sequence[float]) -> Sequence[float] | None:
    """ClickHouse makes NaN of the quantiles of nothing, or none at all."""
    return None if not levels or levels[0] != levels[0] else levels


def _array(values: Sequence[Any], kind: str) -> NDArray[Any]:
    plain = kind.removeprefix("Nullable(").rstrip(")")
    dtype = _NUMBERS.get(plain, np.float64 if plain.startswith("Float") else object)
    if not kind.startswith("Nullable") or None not in values:
        return np.array(values, dtype)
    missing = [value is None for value in values]
    filled: NDArray[Any] = np.array([0 if value is None else value for value in values], dtype)
    return np.ma.masked_array(filled, missing)
