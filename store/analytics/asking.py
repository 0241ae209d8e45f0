"""Asking DuckDB: `Question`, one on a thread, that can be interrupted; `Ask`, as those of several statements see it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import duckdb

from store.filter import Condition

if TYPE_CHECKING:
    from store.analytics.database import Database

T = TypeVar("T")

INTERRUPT_EVERY_S = 0.05  # until it helps: DuckDB forgets an interrupt that comes between two statements


class Ask(Protocol):
    """Answers one statement; all statements of one question see the same state."""

    def __call__(self, statement: Condition, /) -> list[tuple[Any, ...]]: ...


class TooSlow(RuntimeError):
    """The question was not answered in the time it was given."""


class TooLarge(RuntimeError):
    """The question needs more memory or disk than it may have."""


class Question(Generic[T]):
    def __init__(
        self,
        database: Database,
        sql: str,
        parameters: Sequence[object],
        fetch: Callable[[duckdb.DuckDBPyConnection], T],
    ) -> None:
        self._database = database
        self._sql = sql
        self._parameters = parameters
        self._fetch = fetch
        self._lock = threading.Lock()
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self._interrupted = False

    def answer(self) -> T:
        """Blocks. Raises TooSlow when it was interrupted, TooLarge, or what is wrong with the statement."""
        with self._database.cursor() as cursor:
            with self._lock:
                if self._interrupted:
                    raise TooSlow("interrupted before it began")
                self._cursor = cursor
            try:
                return self._fetch(cursor.execute(self._sql, self._parameters))
            except duckdb.InterruptException as error:
                raise TooSlow("interrupted") from error
            except duckdb.OutOfMemoryException as error:
                raise TooLarge(f"more than analytics.memory_limit_mb allows: {error}") from error
            finally:
                with self._lock:
                    self._cursor = None

    def interrupt(self) -> None:
        """From another thread."""
        with self._lock:
            self._interrupted = True
            if self._cursor:
                self._cursor.interrupt()
