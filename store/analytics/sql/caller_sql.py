"""SQL of callers, on views of their project. In the order a question meets them: sql_views.py what there is,
sql_checking.py and sql_functions.py what it may contain, memory_bound.py what it may take, sql_formats.py what it is
answered with.

Nothing but a SELECT is run, in a transaction that only reads, with DuckDB's own doors to files and network shut as for
all connections here. Its parse tree is looked through first: see `check`.
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
from store.analytics.sql.formats import AnswerTooLarge, Format, NotShown
from store.analytics.sql.memory_bound import bounded
from store.analytics.sql.views import VIEWS, statements

ANSWER_S = 10.0  # a statement may take so long …
WAIT_S = 10.0  # … after it may have waited so long for the one before it
ROOM_BYTES = 1 << 30  # for what DuckDB does not count, and for what the process does meanwhile
MAX_ROWS = 100_000
MAX_BYTES = 64 << 20  # of an answer
MAX_LENGTH = 100_000  # characters of a statement
_ONLY_SELECT = "exactly one statement is possible, and only SELECT"
_THERE_IS = f"There are the tables {', '.join(VIEWS)}, and the functions that docs/api.md lists."
_TAKEN = "SELECT lower(table_name) FROM duckdb_tables() UNION SELECT lower(view_name) FROM duckdb_views()"


class BadSql(Exception):
    """The statement can't be run, or not in the limits. The message is DuckDB's, or says what is not possible."""


class TooManyStatements(RuntimeError):
    """Another statement is running."""


class SqlResult(NamedTuple):
    body: bytes
    truncated: bool  # there are more rows


class CallerSql:
    """One statement at a time: the questions of the dashboard have their threads for themselves."""

    def __init__(self, replica: Replica, answer_s: float = ANSWER_S, room_bytes: int = ROOM_BYTES) -> None:
        self._replica = replica
        self._answer_s = answer_s
        self._room_bytes = replica.memory_limit_bytes + room_bytes
        self._one_at_a_time = asyncio.Lock()

    async def ask(self, project: int, sql: str, limit: int, form: Format) -> SqlResult:
        """The first `limit` rows. Raises BadSql, Busy, and what `Replica.read` raises for faults of ours."""

        def work(snapshot: Snapshot) -> SqlResult:
            with bounded(self._room_bytes):
                return _answer(snapshot.cursor, project, sql, limit, form)

        async with self._turn():
            try:
                return await self._replica.read(work, self._answer_s)
            except QueryTooSlow as error:
                raise BadSql(str(error)) from error
            except (QueryTooLarge, MemoryError) as error:
                raise BadSql("this needs more memory than there is: ask for less") from error

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(WAIT_S):
                await self._one_at_a_time.acquire()
        except TimeoutError:
            raise TooManyStatements("another statement is running: ask again") from None
        try:
            yield
        finally:
            self._one_at_a_time.release()


# On the question's thread


def _answer(cursor: duckdb.DuckDBPyConnection, project: int, sql: str, limit: int, form: Format) -> SqlResult:
    try:
        text = _one_select(cursor, sql)
        _check(cursor, text)
        for statement in statements(project):
            cursor.execute(statement)
        return SqlResult(*form(cursor.sql(text), limit, MAX_BYTES))
    except (duckdb.InterruptException, duckdb.OutOfMemoryException):
        raise  # told as what they are by whoever asked
    except duckdb.Error as error:
        if may_be_damage(error):
            raise
        raise BadSql(str(error)) from error
    except StatementNotAllowed as error:
        raise BadSql(f"{error}. {_THERE_IS}") from error
    except (AnswerTooLarge, NotShown) as error:
        raise BadSql(str(error)) from error
    except OSError as error:  # Arrow's word for whatever DuckDB says while rows are fetched
        raise BadSql(str(error)) from error
    except RecursionError as error:
        raise BadSql("the statement is nested too deeply") from error


def _one_select(cursor: duckdb.DuckDBPyConnection, sql: str) -> str:
    found = cursor.extract_statements(sql)
    if len(found) != 1 or found[0].type != duckdb.StatementType.SELECT:
        raise StatementNotAllowed(_ONLY_SELECT)
    return found[0].query


def _check(cursor: duckdb.DuckDBPyConnection, sql: str) -> None:
    ((serialised,),) = cursor.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()
    tree = _parsed(serialised)
    if tree.get("error") is not False or len(tree["statements"]) != 1:
        raise StatementNotAllowed(_ONLY_SELECT)
    taken = {name for (name,) in cursor.execute(_TAKEN).fetchall()} | set(TABLES)
    (statement,) = tree["statements"]
    if set(statement) - {"node", "named_param_map"} or statement.get("named_param_map"):
        raise StatementNotAllowed("parameters are not possible here")
    check(statement["node"], frozenset(VIEWS), frozenset(taken - set(VIEWS)))


def _parsed(serialised: Any) -> Tree:
    try:
        tree: Tree = orjson.loads(serialised)
    except orjson.JSONDecodeError as error:
        raise BadSql("the statement is nested too deeply") from error
    return tree
