"""`Snapshot`: how every query reads the replica. `DuckDBSnapshot`: the one way to put a statement to DuckDB."""

from __future__ import annotations

import time
from collections import namedtuple
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import duckdb

from store.sql import Sql

if TYPE_CHECKING:
    from numpy.typing import NDArray

Columns = dict[str, "NDArray[Any]"]
Record = Any  # a named tuple: the row of a statement, its values by the names of the columns


class QueryTooSlow(RuntimeError):
    """The query did not end within its time limit. The message says what to change."""


class QueryTooLarge(RuntimeError):
    """The query needs more memory or disk than it may use. The message says what to change."""


class Snapshot(Protocol):
    """What a query reads. Statements are those of DuckDB on the tables of replica/schema.py.

    Timestamps come and go as datetimes without a zone, in UTC. Every method blocks, and raises QueryTooSlow once the
    query's time is over.
    """

    reading_is_dear: bool  # so that one statement for two groups is faster than one for each

    def rows(self, statement: Sql) -> list[tuple[Any, ...]]: ...

    def records(self, statement: Sql) -> list[Record]:
        """Rows as named tuples. Each column needs a name of its own that Python accepts."""

    def columns(self, statement: Sql) -> Columns:
        """Arrays by column name; a column with NULLs is a masked array."""

    def series(self, project: int, names: Sequence[str]) -> list[NamedSeries]:
        """The kinds of values that scores with these names have, or had."""


class NamedSeries(NamedTuple):
    """The scores of one name and kind."""

    name: str
    kind: str
    author: str | None  # of all of them; None: they have several


class DuckDBSnapshot:
    """One state of the replica: all statements of a query see the same rows."""

    reading_is_dear = False  # what a condition excludes is hardly read

    def __init__(self, cursor: duckdb.DuckDBPyConnection, timeout_s: float) -> None:
        self._cursor = cursor
        self._timeout_s = timeout_s
        self._deadline = time.monotonic() + timeout_s

    def rows(self, statement: Sql) -> list[tuple[Any, ...]]:
        return self._run(statement).fetchall()

    def records(self, statement: Sql) -> list[Record]:
        cursor = self._run(statement)
        make = record_maker(tuple(column[0] for column in cursor.description or ()))
        return list(map(make, cursor.fetchall()))

    def columns(self, statement: Sql) -> Columns:
        return self._run(statement).fetchnumpy()

    def series(self, project: int, names: Sequence[str]) -> list[NamedSeries]:
        wanted = Sql(
            """\
SELECT name, kind, author
FROM score_name
WHERE project = ? AND name IN (SELECT unnest(CAST(? AS VARCHAR[])))""",
            (project, list(names)),
        )
        return [NamedSeries(row.name, row.kind, row.author) for row in self.records(wanted)]

    def _run(self, statement: Sql) -> duckdb.DuckDBPyConnection:
        if time.monotonic() > self._deadline:
            raise too_slow(self._timeout_s)
        return self._cursor.execute(statement.text, statement.parameters)


@lru_cache(maxsize=256)  # making the class takes 0.3 ms, and statements have few different lists of columns
def record_maker(names: tuple[str, ...]) -> Callable[[Iterable[Any]], Record]:
    make_class: Callable[..., Any] = namedtuple  # to type checkers a named tuple has literal names only
    make: Callable[[Iterable[Any]], Record] = make_class("Record", names)._make
    return make


def too_slow(timeout_s: float) -> QueryTooSlow:
    return QueryTooSlow(f"the query took longer than {timeout_s:g} s: narrow the filter or the time range")
