"""A replica over a real record."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from store.analytics import Replica
from store.analytics.query import Columns, DuckDBSnapshot, Record, Snapshot
from store.analytics.replica.duckdb_engine import DuckDBEngine
from store.analytics.replica.engine import Engine
from store.analytics.replica.schema import TABLES
from store.base import Batch
from store.models import ExchangeRow, NewScore
from store.settings import AnalyticsSettings, DataDir
from store.sql import Sql
from store.sqlite import SqliteStore

SETTINGS = AnalyticsSettings(memory_limit_mb=256, threads=1)


async def nothing_to_ingest(_timeout_s: float) -> int:
    return time.time_ns() // 1000


@asynccontextmanager
async def open_replica(data_dir: DataDir, engine: Engine | None = None) -> AsyncIterator[Replica]:
    """Of a record that is open; it is not caught up yet. `engine`: DuckDB's if none is given."""
    replica = await Replica.open(engine or DuckDBEngine(data_dir, SETTINGS), nothing_to_ingest)
    try:
        yield replica
    finally:
        await replica.close()


async def contents(replica: Replica) -> dict[str, list[tuple[Any, ...]]]:
    """All of it but its own state, brought up to date."""
    await replica.fresh(60.0)
    return {table: await select(replica, f"SELECT * FROM {table} ORDER BY ALL") for table in TABLES if table != "state"}


def record(store: SqliteStore, *exchanges: ExchangeRow) -> None:
    store.store_batch(Batch(exchanges=exchanges)).result()


def accuracy(target_id: str, value: float, **changes: Any) -> NewScore:
    return NewScore(**({"target_id": target_id, "name": "accuracy", "kind": "integer", "value": value} | changes))


async def select(replica: Replica, sql: str, parameters: tuple[object, ...] = (), timeout_s: float = 30.0) -> list[Any]:
    """The rows of one statement."""
    return await replica.rows(Sql(sql, parameters), timeout_s)


class RecordingSnapshot:
    """Notes what another one runs."""

    def __init__(self, snapshot: Snapshot, statements: list[Sql]) -> None:
        self._snapshot = snapshot
        self._statements = statements
        self.reading_is_dear = snapshot.reading_is_dear

    def rows(self, statement: Sql) -> list[tuple[Any, ...]]:
        self._statements.append(statement)
        return self._snapshot.rows(statement)

    def records(self, statement: Sql) -> list[Record]:
        self._statements.append(statement)
        return self._snapshot.records(statement)

    def columns(self, statement: Sql) -> Columns:
        self._statements.append(statement)
        return self._snapshot.columns(statement)

    series = DuckDBSnapshot.series
