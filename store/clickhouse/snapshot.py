"""`ClickHouseSnapshot`: how a query reads what all nodes have logged and scored."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

from store.analytics.query import Columns, NamedSeries, QueryTooSlow, Record, record_maker, too_slow
from store.clickhouse.native import nothing, read_native
from store.clickhouse.series import series_of
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
    "use_skip_indexes_if_final": 1,
    "use_skip_indexes_if_final_exact_mode": 1,  # an old version must not stand for a new one that was left out
}
_LEVELS = "Array(Float64)"  # quantiles; there are no other lists of floats
_INTERRUPTED = "the query was interrupted: try again in a few seconds"


class _Prepared(NamedTuple):
    text: str
    parameters: Mapping[str, object]
    settings: Mapping[str, object]
    left_s: float


class ClickHouseSnapshot:
    """The same as `Snapshot` of the replica in DuckDB, and the same answers to the digit; the last digits of a sum of
    floats depend on the order in which rows are added, in both.

    Another thread may `interrupt` it.
    """

    reading_is_dear = True  # every statement finds the newest versions of the rows

    def __init__(self, servers: Servers, translator: Translator, timeout_s: float) -> None:
        self._servers = servers
        self._translator = translator
        self._timeout_s = timeout_s
        self._deadline = time.monotonic() + timeout_s
        self._query_id = f"gnomon-{uuid.uuid4()}"
        self._statements = count()
        self._interrupted = threading.Event()
        self._series: dict[tuple[int, tuple[str, ...]], list[NamedSeries]] = {}

    def rows(self, statement: Sql) -> list[tuple[Any, ...]]:
        return list(zip(*self._run(statement)[1], strict=True))

    def records(self, statement: Sql) -> list[Record]:
        """Rows as named tuples. Each column needs a name of its own that Python accepts."""
        names, columns, _ = self._run(statement)
        return list(map(record_maker(names), zip(*columns, strict=True)))

    def columns(self, statement: Sql) -> Columns:
        """Arrays by column name; a column with NULLs is a masked array."""
        text, parameters, settings, left_s = self._prepared(statement)
        answer = self._servers.query_bytes(f"{text}\nFORMAT Native", parameters, settings=settings, timeout_s=left_s)
        if found := read_native(answer):
            return found
        names, _, types = self._run(statement)
        return {name: nothing(kind) for name, kind in zip(names, types, strict=True)}

    def series(self, project: int, names: Sequence[str]) -> list[NamedSeries]:
        """Asked for several times by some questions, and found once."""
        key = project, tuple(names)
        if key not in self._series:
            self._series[key] = series_of(self._rows_of, self._servers.table("score"), project, names)
        return self._series[key]

    def interrupt(self) -> None:
        """Stop the statement that runs, and start no other. May be called from any thread, again and again: the server
        knows a statement only once it has begun."""
        self._interrupted.set()
        self._servers.cancel(self._query_id)

    def _run(self, statement: Sql) -> tuple[tuple[str, ...], Sequence[Sequence[Any]], tuple[str, ...]]:
        text, parameters, settings, left_s = self._prepared(statement)
        result = self._servers.query(text, parameters, settings=settings, timeout_s=left_s)
        columns = [
            list(map(_known, values)) if kind == _LEVELS else values
            for values, kind in zip(result.columns, result.types, strict=True)
        ]
        return result.names, columns, result.types

    def _rows_of(
        self, text: str, parameters: Mapping[str, object], changed: Mapping[str, object]
    ) -> Iterable[tuple[Any, ...]]:
        settings, left_s = self._next()
        return self._servers.query(text, parameters, settings={**settings, **changed}, timeout_s=left_s).rows()

    def _prepared(self, statement: Sql) -> _Prepared:
        text, parameters = self._translator.translate(statement)
        return _Prepared(text, parameters, *self._next())

    def _next(self) -> tuple[Mapping[str, object], float]:
        """The settings of the next statement, and the seconds it has. Raises QueryTooSlow."""
        if self._interrupted.is_set():
            raise QueryTooSlow(_INTERRUPTED)
        left_s = self._deadline - time.monotonic()
        if left_s <= 0:
            raise too_slow(self._timeout_s)
        # Each statement has an id of its own: a busy server has its answer sent before it has forgotten the id.
        return SETTINGS | {"query_id": f"{self._query_id}-{next(self._statements)}"}, left_s


def _known(levels: Sequence[float]) -> Sequence[float] | None:
    """ClickHouse makes NaN of the quantiles of nothing, or none at all."""
    return None if not levels or levels[0] != levels[0] else levels
