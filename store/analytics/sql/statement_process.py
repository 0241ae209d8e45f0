"""The process of one statement: a fork of the SQL process, which has the tables as they are at that moment.

It has no thread, file or connection of its own to tidy up: it may be killed at any time.
"""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable
from typing import Any, NoReturn, Protocol

import duckdb
import orjson

from store.analytics.replica.database import Database
from store.analytics.sql.open_files import close_files, forbid_files
from store.analytics.sql.replica_copy import FileId
from store.analytics.sql.statement import (
    AnswerTooLarge,
    BadSql,
    OutOfMemory,
    ReplicaUnreadable,
    SqlResult,
    Statement,
    run,
)
from store.confinement import limits
from store.settings import SqlSettings

_DUCKDB_SHARE = 0.75  # of the memory; the rest is for what DuckDB does not count, and for the answer
_STDERR = 2


Ask = Callable[[dict[str, Any]], bytes]  # of the api process: sends it a line of JSON, returns all that it answers
Run = Callable[[duckdb.DuckDBPyConnection, Statement, int, Ask], SqlResult]


class Tables(Protocol):
    """What statements are checked and run on."""

    database: Database
    file_id: FileId | None  # of the database; None: it has no file


def _run_here(cursor: duckdb.DuckDBPyConnection, statement: Statement, max_bytes: int, _ask: Ask) -> SqlResult:
    return run(cursor, statement, max_bytes)


def serve(
    connection: socket.socket,
    tables: Tables,
    settings: SqlSettings,
    threads: int,
    parent: int,
    run_statement: Run = _run_here,
) -> NoReturn:
    """Read a statement from `connection`, write its answer: a line of JSON, then the rows. Ends the process."""
    status = 1
    try:
        limits.die_with_parent(parent)
        limits.limit_time(settings.time_limit_s, settings.cpu_limit_s)
        signal.set_wakeup_fd(-1)
        close_files((connection.fileno(), _STDERR), tables.file_id)
        limits.yield_to_others()
        sent = connection.makefile("rb")
        statement = Statement(*orjson.loads(sent.readline()))

        def ask(question: dict[str, Any]) -> bytes:
            connection.sendall(orjson.dumps(question) + b"\n")
            return sent.read()

        with tables.database.cursor() as cursor:
            _limit(cursor, settings, threads)
            cursor.execute("BEGIN TRANSACTION READ ONLY")
            head, body = _answer(lambda: run_statement(cursor, statement, settings.answer_limit_mb << 20, ask))
            connection.sendall(orjson.dumps(head | {"size_bytes": len(body)}) + b"\n")
            connection.sendall(body)
            status = 0
            os._exit(status)  # the cursor is not closed: what it does then is of no use
    except MemoryError:
        status = EXIT_OUT_OF_MEMORY
    finally:
        os._exit(status)


EXIT_OUT_OF_MEMORY = 77


def _limit(cursor: duckdb.DuckDBPyConnection, settings: SqlSettings, threads: int) -> None:
    more_bytes = settings.memory_limit_mb << 20
    ((used_bytes,),) = cursor.execute("SELECT sum(memory_usage_bytes) FROM duckdb_memory()").fetchall()
    cursor.execute(f"SET memory_limit = '{int(used_bytes + _DUCKDB_SHARE * more_bytes)}B'")
    cursor.execute(f"SET threads = {threads}")
    cursor.execute("SET lock_configuration = true")
    limits.limit_memory(more_bytes)
    forbid_files()


def _answer(work: Callable[[], SqlResult]) -> tuple[dict[str, Any], bytes]:
    try:
        result = work()
        return {"truncated": result.truncated}, result.body
    except BadSql as error:
        return {"error": str(error)}, b""
    except AnswerTooLarge:
        return {"limit": "answer"}, b""
    except OutOfMemory:
        return {"limit": "memory"}, b""
    except ReplicaUnreadable as error:
        return {"unreadable": str(error)}, b""
