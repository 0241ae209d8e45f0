"""Runs SQL of callers, on views of their project.

Only a SELECT is run, in a read-only transaction, with access to files and network disabled as for all connections here.
Its parse tree is checked first (checking.py).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import duckdb
import orjson

from store.analytics.query import QueryTooLarge, QueryTooSlow, Snapshot
from store.analytics.replica.database import may_be_damage
from store.analytics.replica.replica import Replica
from store.analytics.replica.schema import TABLES
from store.analytics.sql.checking import StatementNotAllowed, Tree, check
from store.analytics.sql.formats import AnswerTooLarge, Format, NotRepresentable
from store.analytics.sql.memory_bound import bounded
from store.analytics.sql.views import VIEWS, statements

ANSWER_S = 10.0  # the time limit of a statement …
WAIT_S = 10.0  # … which waits at most so long for the one before it
EXTRA_BYTES = 1 << 30  # for memory that DuckDB does not count, and for what else the process does meanwhile
MAX_ROWS = 100_000
MAX_BYTES = 64 << 20  # of an answer
MAX_LENGTH = 100_000  # characters of a statement
_ONLY_SELECT = "only SELECT is allowed, and only one statement"
_ALLOWED = f"The tables are {', '.join(VIEWS)}; docs/api.md lists the functions."
_TOO_LARGE = "the statement needs more memory than it may use: select fewer rows or columns, or aggregate them"
_TAKEN = "SELECT lower(table_name) FROM duckdb_tables() UNION SELECT lower(view_name) FROM duckdb_views()"


class BadSql(Exception):
    """The statement cannot be run, or exceeds a limit. The message is DuckDB's, or says what to change."""


class TooManyStatements(RuntimeError):
    """Another statement is running."""


class SqlResult(NamedTuple):
    body: bytes
    truncated: bool  # there are more rows


class CallerSql:
    """Runs one statement at a time, so that threads are left for the dashboard's queries."""

    def __init__(self, replica: Replica, answer_s: float = ANSWER_S, extra_bytes: int = EXTRA_BYTES) -> None:
        self._replica = replica
        self._answer_s = answer_s
        self._extra_bytes = replica.memory_limit_bytes + extra_bytes
        self._turns = asyncio.Lock()

    async def run(self, project: int, sql: str, limit: int, form: Format) -> SqlResult:
        """The first `limit` rows. Raises BadSql, TooManyStatements, and Rebuilding."""

        def work(snapshot: Snapshot) -> SqlResult:
            with bounded(self._extra_bytes):
                return _answer(snapshot.cursor, project, sql, limit, form)

        async with self._turn():
            try:
                return await self._replica.read(work, self._answer_s)
            except QueryTooSlow as error:
                raise BadSql(str(error)) from error
            except (QueryTooLarge, MemoryError) as error:
                raise BadSql(_TOO_LARGE) from error

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(WAIT_S):
                await self._turns.acquire()
        except TimeoutError:
            raise TooManyStatements("another statement is running: try again in a few seconds") from None
        try:
            yield
        finally:
            self._turns.release()


# On the query's thread


def _answer(cursor: duckdb.DuckDBPyConnection, project: int, sql: str, limit: int, form: Format) -> SqlResult:
    try:
        text = _one_select(cursor, sql)
        _check(cursor, text)
        for statement in statements(project):
            cursor.execute(statement)
        return SqlResult(*form(cursor.sql(text), limit, MAX_BYTES))
    except (duckdb.InterruptException, duckdb.OutOfMemoryException):
        raise  # translated by RunningQuery
    except duckdb.Error as error:
        if may_be_damage(error):
            raise
        raise BadSql(str(error)) from error
    except StatementNotAllowed as error:
        raise BadSql(f"{error}. {_ALLOWED}") from error
    except (AnswerTooLarge, NotRepresentable) as error:
        raise BadSql(str(error)) from error
    except OSError as error:  # raised by Arrow for DuckDB's errors while rows are fetched
        raise BadSql(str(error)) from error
    except RecursionError as error:
        raise BadSql("the statement is nested too deeply") from error


def _one_select(cursor: duckdb.DuckDBPyConnection, sql: str) -> str:
    parsed = cursor.extract_statements(sql)
    if len(parsed) != 1 or parsed[0].type != duckdb.StatementType.SELECT:
        raise StatementNotAllowed(_ONLY_SELECT)
    return parsed[0].query


def _check(cursor: duckdb.DuckDBPyConnection, sql: str) -> None:
    ((serialised,),) = cursor.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()
    tree = _parsed(serialised)
    if tree.get("error") is not False or len(tree["statements"]) != 1:
        raise StatementNotAllowed(_ONLY_SELECT)
    taken = {name for (name,) in cursor.execute(_TAKEN).fetchall()} | set(TABLES)
    (statement,) = tree["statements"]
    if set(statement) - {"node", "named_param_map"} or statement.get("named_param_map"):
        raise StatementNotAllowed("parameters are not supported")
    check(statement["node"], frozenset(VIEWS), frozenset(taken - set(VIEWS)))


def _parsed(serialised: Any) -> Tree:
    try:
        tree: Tree = orjson.loads(serialised)
    except orjson.JSONDecodeError as error:
        raise BadSql("the statement is nested too deeply") from error
    return tree
