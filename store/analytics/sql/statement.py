"""Runs one statement of a caller on a connection: checks it, makes the project's views, formats the rows.

Only a SELECT is run. Its parse tree is checked first (checking.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Literal, NamedTuple

import duckdb
import orjson

from store.analytics.replica.database import Database, may_be_damage
from store.analytics.replica.schema import TABLES
from store.analytics.sql.bounds import BoundsUs, parameters, with_parameters
from store.analytics.sql.checking import StatementNotAllowed, Tree, check
from store.analytics.sql.formats import AnswerTooLarge, Format, NotRepresentable, as_arrow, as_csv, as_json
from store.analytics.sql.views import VIEWS, statements

MAX_ROWS = 100_000
MAX_LENGTH = 100_000  # characters of a statement

FormatName = Literal["json", "csv", "arrow"]
FORMATS: dict[FormatName, Format] = {"json": as_json, "csv": as_csv, "arrow": as_arrow}

_ONLY_SELECT = "only SELECT is allowed, and only one statement"
_ALLOWED = f"The tables are {', '.join(VIEWS)}; docs/api.md lists the functions."
_TAKEN = "SELECT lower(table_name) FROM duckdb_tables() UNION SELECT lower(view_name) FROM duckdb_views()"
_EACH_TYPE = """\
SELECT 1, 1.5, 1.5::DECIMAL(9, 1), 'a', true, [1], {'a': 1}, MAP {'a': 1}, uuid(), 'a'::BLOB, DATE '2026-01-02',
    TIME '01:02:03', INTERVAL 1 DAY, TIMESTAMP '2026-01-02 03:04:05', TIMESTAMPTZ '2026-01-02 03:04:05+01',
    timezone('Europe/Berlin', TIMESTAMP '2026-01-02 03:04:05'), TIMESTAMP '290000-01-01'"""
_OUT_OF_MEMORY = ("Out of Memory Error", "Memory allocation failure")  # the second in an INTERNAL error


class BadSql(Exception):
    """The statement cannot be run. The message is DuckDB's, or says what to change."""


class OutOfMemory(Exception):
    """The statement needs more memory than it may use."""


class ReplicaUnreadable(Exception):
    """DuckDB could not read its file."""


class Statement(NamedTuple):
    project: int
    sql: str
    limit: int  # of rows
    form: FormatName
    bounds_us: BoundsUs | None = None  # of the time range, for `:start` and `:end`; None: they are not parameters


class SqlResult(NamedTuple):
    body: bytes
    truncated: bool  # there are more rows


def run(cursor: duckdb.DuckDBPyConnection, statement: Statement, max_bytes: int) -> SqlResult:
    """`max_bytes`: of the body. Raises AnswerTooLarge, and what `reasons` does."""
    with reasons():
        _, _, relation = checked(cursor, statement)
        return SqlResult(*FORMATS[statement.form](relation, statement.limit, max_bytes))


def checked(
    cursor: duckdb.DuckDBPyConnection, statement: Statement
) -> tuple[str, Mapping[str, datetime], duckdb.DuckDBPyRelation]:
    """The one SELECT that it is, the values of its parameters, and the rows, of which none is computed yet."""
    bounds = parameters(statement.bounds_us) if statement.bounds_us else {}
    text = _one_select(cursor, with_parameters(statement.sql) if bounds else statement.sql)
    used = {name: bounds[name] for name in _check(cursor, text, frozenset(bounds))}
    for view in statements(statement.project):
        cursor.execute(view)
    return text, used, cursor.sql(text, params=used or None)


@contextmanager
def reasons() -> Iterator[None]:
    """Errors inside become BadSql, OutOfMemory and ReplicaUnreadable."""
    try:
        yield
    except (duckdb.Error, OSError) as error:  # OSError: raised by Arrow for DuckDB's errors while rows are fetched
        raise _translated(error) from error
    except MemoryError as error:
        raise OutOfMemory from error
    except StatementNotAllowed as error:
        raise BadSql(f"{error}. {_ALLOWED}") from error
    except NotRepresentable as error:
        raise BadSql(str(error)) from error
    except RecursionError as error:
        raise BadSql("the statement is nested too deeply") from error


def load(database: Database) -> None:
    """Load each library and file that an answer can need: a statement's process may open none."""
    for form in FORMATS:
        with database.cursor() as cursor:
            run(cursor, Statement(0, _EACH_TYPE, 1, form), 1 << 20)


def _translated(error: duckdb.Error | OSError) -> Exception:
    text = str(error)
    if isinstance(error, duckdb.OutOfMemoryException) or any(words in text for words in _OUT_OF_MEMORY):
        return OutOfMemory()
    if isinstance(error, duckdb.InternalException | duckdb.FatalException):  # its text is a stack trace
        return BadSql(f"DuckDB failed on the statement: {text.partition(chr(10))[0]}")
    if isinstance(error, duckdb.Error) and may_be_damage(error):
        return ReplicaUnreadable(text)
    return BadSql(text)


def _one_select(cursor: duckdb.DuckDBPyConnection, sql: str) -> str:
    parsed = cursor.extract_statements(sql)
    if len(parsed) != 1 or parsed[0].type != duckdb.StatementType.SELECT:
        raise StatementNotAllowed(_ONLY_SELECT)
    return parsed[0].query


def _check(cursor: duckdb.DuckDBPyConnection, sql: str, known: frozenset[str]) -> set[str]:
    """The parameters that it has, all of them known."""
    ((serialised,),) = cursor.execute("SELECT json_serialize_sql(?::VARCHAR)", [sql]).fetchall()
    tree = _parsed(serialised)
    if tree.get("error") is not False or len(tree["statements"]) != 1:
        raise StatementNotAllowed(_ONLY_SELECT)
    taken = {name for (name,) in cursor.execute(_TAKEN).fetchall()} | set(TABLES)
    (statement,) = tree["statements"]
    used = {str(each["key"]) for each in statement.get("named_param_map") or ()}
    if set(statement) - {"node", "named_param_map"} or used - known:
        raise StatementNotAllowed("there are no parameters but :start and :end, which need a time_range")
    check(statement["node"], frozenset(VIEWS), frozenset(taken - set(VIEWS)))
    return used


def _parsed(serialised: Any) -> Tree:
    try:
        tree: Tree = orjson.loads(serialised)
    except orjson.JSONDecodeError as error:
        raise BadSql("the statement is nested too deeply") from error
    return tree


__all__ = [
    "AnswerTooLarge",
    "BadSql",
    "OutOfMemory",
    "ReplicaUnreadable",
    "SqlResult",
    "Statement",
    "checked",
    "load",
    "reasons",
    "run",
]
