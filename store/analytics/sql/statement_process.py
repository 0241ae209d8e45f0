"""The process of one statement: a fork of the SQL process, which has the tables as they are at that moment.

It has no thread, file or connection of its own to tidy up: it may be killed at any time.
"""

from __future__ import annotations

import os
import signal
import socket
from typing import Any, NoReturn

import duckdb
import orjson

from store.analytics.sql.open_files import close_files, forbid_files
from store.analytics.sql.replica_copy import ReplicaCopy
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


def serve(connection: socket.socket, copy: ReplicaCopy, settings: SqlSettings, threads: int, parent: int) -> NoReturn:
    """Read a statement from `connection`, write its answer: a line of JSON, then the rows. Ends the process."""
    status = 1
    try:
        limits.die_with_parent(parent)
        limits.limit_time(settings.time_limit_s, settings.cpu_limit_s)
        signal.set_wakeup_fd(-1)
        close_files((connection.fileno(), _STDERR), copy.file_id)
        limits.yield_to_others()
        statement = _read(connection)
        with copy.database.cursor() as cursor:
            _limit(cursor, settings, threads)
            cursor.execute("BEGIN TRANSACTION READ ONLY")
            head, body = _answer(cursor, statement, settings.answer_limit_mb << 20)
            connection.sendall(orjson.dumps(head | {"size_bytes": len(body)}) + b"\n")
            connection.sendall(body)
            status = 0
            os._exit(status)  # the cursor is not closed: what it does then is of no use
    except MemoryError:
        status = EXIT_OUT_OF_MEMORY
    finally:
        os._exit(status)


EXIT_OUT_OF_MEMORY = 77


def _read(connection: socket.socket) -> Statement:
    with connection.makefile("rb") as sent:
        return Statement(*orjson.loads(sent.read()))


def _limit(cursor: duckdb.DuckDBPyConnection, settings: SqlSettings, threads: int) -> None:
    more_bytes = settings.memory_limit_mb << 20
    ((used_bytes,),) = cursor.execute("SELECT sum(memory_usage_bytes) FROM duckdb_memory()").fetchall()
    cursor.execute(f"SET memory_limit = '{int(used_bytes + _DUCKDB_SHARE * more_bytes)}B'")
    cursor.execute(f"SET threads = {threads}")
    cursor.execute("SET lock_configuration = true")
    limits.limit_memory(more_bytes)
    forbid_files()


def _answer(cursor: duckdb.DuckDBPyConnection, statement: Statement, max_bytes: int) -> tuple[dict[str, Any], bytes]:
    try:
        result: SqlResult = run(cursor, statement, max_bytes)
        return {"truncated": result.truncated}, result.body
    except BadSql as error:
        return {"error": str(error)}, b""
    except AnswerTooLarge:
        return {"limit": "answer"}, b""
    except OutOfMemory:
        return {"limit": "memory"}, b""
    except ReplicaUnreadable as error:
        return {"unreadable": str(error)}, b""
