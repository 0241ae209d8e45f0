"""One query on a thread, which another thread can interrupt."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

import duckdb

from store.analytics.query import QueryTooLarge, QueryTooSlow, Snapshot
from store.analytics.replica.database import Database

T = TypeVar("T")


class RunningQuery(Generic[T]):
    """`work` is given a snapshot, inside a transaction that only reads."""

    def __init__(self, database: Database, work: Callable[[Snapshot], T], timeout_s: float) -> None:
        self._database = database
        self._work = work
        self._timeout_s = timeout_s
        self._lock = threading.Lock()
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self._interrupted = False

    def run(self) -> T:
        """Blocks. Raises QueryTooSlow when it was interrupted, QueryTooLarge, or what `work` raises."""
        with self._database.cursor() as cursor:
            with self._lock:
                if self._interrupted:
                    raise QueryTooSlow("interrupted before it began")
                self._cursor = cursor
            try:
                cursor.execute("BEGIN TRANSACTION READ ONLY")
                return self._work(Snapshot(cursor, self._timeout_s))
            except duckdb.InterruptException as error:
                raise QueryTooSlow("interrupted") from error
            except duckdb.OutOfMemoryException as error:
                raise QueryTooLarge(f"the query needs more memory than analytics.memory_limit_mb: {error}") from error
            finally:
                with self._lock:
                    self._cursor = None

    def interrupt(self) -> None:
        """Called from another thread."""
        with self._lock:
            self._interrupted = True
            if self._cursor:
                self._cursor.interrupt()
