"""One query on a thread, which another thread can interrupt."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

import duckdb

from store.analytics.query import DuckDBSnapshot, QueryTooLarge, QueryTooSlow, Snapshot
from store.analytics.replica.database import Database, may_be_damage
from store.analytics.replica.engine import MayBeDamaged

T = TypeVar("T")

_INTERRUPTED = "the query was interrupted: try again in a few seconds"


class RunningQuery(Generic[T]):
    """Calls `work` with a snapshot, inside a read-only transaction."""

    def __init__(self, database: Database, work: Callable[[Snapshot], T], timeout_s: float) -> None:
        self._database = database
        self._work = work
        self._timeout_s = timeout_s
        self._lock = threading.Lock()
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self._interrupted = False

    def run(self) -> T:
        """Blocks. Raises QueryTooSlow when it was interrupted, QueryTooLarge, MayBeDamaged, or what `work` raises."""
        try:
            with self._database.cursor() as cursor:
                return self._run(cursor)
        except duckdb.InterruptException as error:
            raise QueryTooSlow(_INTERRUPTED) from error
        except duckdb.OutOfMemoryException as error:
            raise QueryTooLarge(
                "the query needs more memory than DuckDB has: narrow the filter or the time range, or see"
                f" analytics.memory_limit_mb in docs/operations.md. DuckDB says: {error}"
            ) from error
        except duckdb.Error as error:
            if not may_be_damage(error):
                raise
            raise MayBeDamaged(str(error)) from error

    def interrupt(self) -> None:
        """May be called from any thread."""
        with self._lock:
            self._interrupted = True
            if self._cursor:
                self._cursor.interrupt()

    def _run(self, cursor: duckdb.DuckDBPyConnection) -> T:
        with self._lock:
            if self._interrupted:
                raise QueryTooSlow(_INTERRUPTED)
            self._cursor = cursor
        try:
            cursor.execute("BEGIN TRANSACTION READ ONLY")
            return self._work(DuckDBSnapshot(cursor, self._timeout_s))
        finally:
            with self._lock:
                self._cursor = None
