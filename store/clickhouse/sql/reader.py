"""`SqlReader`: runs translated statements of callers as the user of `store.sql_user`."""

from __future__ import annotations

import asyncio
import re
import threading
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import structlog

from store.analytics.query import QueryTooLarge, QueryTooSlow
from store.analytics.replica.engine import INTERRUPT_EVERY_S
from store.analytics.sql.caller_sql import BadSql, SqlUnavailable
from store.base import StoreUnavailable
from store.clickhouse.errors import AccessDenied, ServerAway, StatementRefused
from store.clickhouse.servers import Servers, password_of
from store.clickhouse.snapshot import SETTINGS
from store.clickhouse.sql.views import PROJECT
from store.clickhouse.url import HostAddress, parse_url
from store.settings import SqlSettings, StoreSettings

if TYPE_CHECKING:
    from store.clickhouse.connection import ServerConnection

T = TypeVar("T")

log = structlog.get_logger()

GRANTS = "deploy/clickhouse/grants.sql"
_TABLE = re.compile(r"\b(?:\w+\.)?(request|score|property_key)_(?:row|all)\b")
_DETAILS = re.compile(
    r"[.:,]? (?:In query|Expected one of|In scope|[Ww]hile executing|Consider raising) .*|\(line 1, col .*", re.DOTALL
)
_NEVER = "-1"  # no project has this number; 0 is the demo project
_OF_CONSTRAINT = 452  # SETTING_CONSTRAINT_VIOLATION

NO_USER = (
    "SQL needs a ClickHouse user of its own, who sees the rows of one project at a time: let an administrator run"
    f' {GRANTS}, and set store.sql_user = "gnomon_sql" and store.sql_password_file'
)


class SqlReader:
    """`rows` may be called from several tasks."""

    def __init__(self, store: StoreSettings, sql: SqlSettings, threads: int, tables: str) -> None:
        """`tables`: how their names end, "_row" or "_all". Contacts no server yet. Raises CannotOpen if the file of the
        password cannot be read."""
        self._url = replace(parse_url(store.url), user=store.sql_user)
        self._password = password_of(store.sql_password, store.sql_password_file, "store.sql_password_file")
        self._servers = Servers.connect(store)  # its user may stop the statement of another one
        self._order = list(self._url.hosts)
        self._sql = sql
        self._thread_count = threads
        first_rows = " UNION ALL ".join(
            f"(SELECT 1 FROM {name}{tables} LIMIT 1)" for name in ("request", "score", "property_key")
        )
        self._rows_of_others = f"SELECT count() FROM ({first_rows})"
        self._lock = threading.Lock()
        self._connections: dict[HostAddress, ServerConnection] = {}
        self._pool = ThreadPoolExecutor(sql.concurrency, "sql")

    def close(self) -> None:
        self._pool.shutdown()

    async def rows(self, text: str, parameters: Mapping[str, str], project: int, limit: int) -> bytes:
        """As an Arrow stream of `limit` rows at most. Raises BadSql and SqlUnavailable."""
        query_id = f"gnomon-sql-{uuid.uuid4()}"
        running = asyncio.get_running_loop().run_in_executor(
            # The driver would write parameters into a text that has no place for one.
            self._pool,
            self._rows,
            text,
            {**parameters, PROJECT: project} if "{" in text else {},
            project,
            limit,
            query_id,
        )
        try:
            return await asyncio.shield(running)
        finally:
            # The server goes on when the caller has left. It knows a statement only once it has begun; until it has
            # ended, the statement keeps its turn.
            while not running.done():
                await asyncio.to_thread(self._servers.cancel, query_id)
                await asyncio.wait([running], timeout=INTERRUPT_EVERY_S)
            if not running.cancelled():
                running.exception()

    # On a thread

    def _rows(self, text: str, parameters: Mapping[str, object], project: int, limit: int, query_id: str) -> bytes:
        settings = self._settings(str(project), limit) | {"query_id": query_id}
        try:
            return self._first(lambda connection: self._ask(connection, text, parameters, settings))
        except QueryTooSlow:
            raise BadSql(
                f"the statement took longer than {self._sql.time_limit_s:g} s (sql.time_limit_s): select fewer"
                " requests, or aggregate them"
            ) from None
        except QueryTooLarge as error:
            raise BadSql(self._too_large(str(error))) from None
        except StatementRefused as error:
            if error.code == _OF_CONSTRAINT:
                log.error("sql_limits_refused", error=str(error))
                raise SqlUnavailable(
                    f"the ClickHouse user of store.sql_user has lower limits than the settings of [sql]: see {GRANTS}"
                ) from None
            raise BadSql(f"ClickHouse cannot run the statement: {_in_words_of_caller(str(error))}") from None
        except AccessDenied as error:
            log.error("sql_rights_missing", error=str(error))
            raise SqlUnavailable(f"the ClickHouse user of store.sql_user lacks rights: run {GRANTS}") from None
        except StoreUnavailable as error:
            log.error("sql_server_away", error=str(error))
            raise SqlUnavailable("ClickHouse does not answer SQL now; /healthz and the log say why") from None

    def _ask(
        self,
        connection: ServerConnection,
        text: str,
        parameters: Mapping[str, object],
        settings: Mapping[str, object],
    ) -> bytes:
        ((others,),) = connection.query(self._rows_of_others, settings=self._settings(_NEVER, 1)).rows()
        if others:
            raise SqlUnavailable(
                "the ClickHouse user of store.sql_user sees the rows of all projects, so no SQL is run: the row"
                f" policies in {GRANTS} are missing on a server"
            )
        return connection.query_bytes(f"{text}\nFORMAT ArrowStream", parameters, settings, self._sql.time_limit_s)

    def _settings(self, project: str, limit: int) -> dict[str, object]:
        """Under readonly=1, nothing in a statement can change them."""
        return {
            **SETTINGS,
            "log_comment": project,  # row policies read it
            "limit": limit,
            "max_execution_time": self._sql.time_limit_s,
            "max_memory_usage": self._sql.memory_limit_mb << 20,
            "max_bytes_ratio_before_external_group_by": 0,  # no temporary files
            "max_bytes_ratio_before_external_sort": 0,
            "max_result_bytes": 2 * self._sql.answer_limit_mb << 20,
            "result_overflow_mode": "throw",
            "max_threads": self._thread_count,
            "formatdatetime_parsedatetime_m_is_month_name": 0,  # %M is the minute, as in DuckDB
            "output_format_arrow_string_as_string": 1,
            "output_format_arrow_compression_method": "none",
            "readonly": 1,
        }

    def _too_large(self, said: str) -> str:
        if "result" in said:
            return (
                f"the result has more than {self._sql.answer_limit_mb} MiB (sql.answer_limit_mb): select fewer rows or"
                " columns, or aggregate them"
            )
        return (
            f"the statement needs more memory than the {self._sql.memory_limit_mb} MiB that it may use"
            " (sql.memory_limit_mb): select fewer rows or columns, or aggregate them"
        )

    def _first(self, use: Callable[[ServerConnection], T]) -> T:
        """The answer of the first server that has one."""
        failure: StoreUnavailable = StoreUnavailable("no server")
        for address in tuple(self._order):
            try:
                return use(self._connection(address))
            except ServerAway as error:
                failure = error
                with self._lock:  # the next statement asks another one first
                    self._order.remove(address)
                    self._order.append(address)
        raise failure

    def _connection(self, address: HostAddress) -> ServerConnection:
        with self._lock:
            if address not in self._connections:
                self._connections[address] = self._connect(address)
            return self._connections[address]

    def _connect(self, address: HostAddress) -> ServerConnection:
        from store.clickhouse.connection import ServerConnection, ServerPool  # noqa: PLC0415 - an optional dependency

        return ServerConnection(address, self._url, self._password, ServerPool(self._url))


def _in_words_of_caller(error: str) -> str:
    """Without the address of the server and the names of its tables."""
    said = error.partition(" refused a statement: ")[2] or error
    said = _DETAILS.sub("", said)
    return _TABLE.sub(lambda match: {"request": "requests", "score": "scores"}.get(match[1], "properties"), said)
