"""Requests to one ClickHouse server, through its official driver.

The only module that knows the driver. It is imported when a ClickHouse server is used first (an optional dependency).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import clickhouse_connect
import urllib3
import zstandard
from clickhouse_connect.driver.exceptions import Error, ProgrammingError
from clickhouse_connect.driver.httputil import get_pool_manager_options

from store.clickhouse.errors import ServerAway, StatementRefused, meaning, shortened
from store.clickhouse.url import ClickHouseUrl, HostAddress

_CONNECT_S = 3.0
_GRACE_S = 5.0  # more than the time limit of a query, which the server keeps itself
_CONNECTIONS = 32  # kept open to each server; more are opened when they are needed
_NOTHING: Mapping[str, object] = {}

# It writes a line for each failed request; the errors say more.
logging.getLogger("clickhouse_connect").setLevel(logging.ERROR)


class Result(NamedTuple):
    """Columns of one statement: `columns[i]` has the values of the column `names[i]`, whose ClickHouse type is
    `types[i]`. Timestamps are datetimes without a zone, in UTC."""

    names: tuple[str, ...]
    columns: Sequence[Sequence[Any]]
    types: tuple[str, ...]

    def rows(self) -> list[tuple[Any, ...]]:
        return list(zip(*self.columns, strict=True))


class ServerPool(urllib3.PoolManager):
    """Connections to all servers of a url. The time limit of a request is that of the thread that sends it."""

    def __init__(self, url: ClickHouseUrl) -> None:
        options = get_pool_manager_options(ca_cert=url.ca_file, verify=True, maxsize=_CONNECTIONS, retries=0)
        super().__init__(num_pools=len(url.hosts), **options)
        self._limits = threading.local()

    @contextmanager
    def time_limit(self, limit_s: float) -> Iterator[None]:
        self._limits.timeout = urllib3.Timeout(connect=min(_CONNECT_S, limit_s), read=limit_s)
        try:
            yield
        finally:
            del self._limits.timeout

    def urlopen(self, *args: Any, **kw: Any) -> Any:
        kw["timeout"] = self._limits.timeout
        kw["retries"] = False  # a failure goes to the next server
        return super().urlopen(*args, **kw)


class ServerConnection:
    """Thread-safe. Every method blocks, and raises what `meaning` in errors.py says, or ServerAway."""

    def __init__(self, address: HostAddress, url: ClickHouseUrl, password: str, pool: ServerPool) -> None:
        """Contacts the server, within 5 s."""
        self._address = address
        self._password = password
        self._pool = pool
        with self._request(limit_s=0):
            self._client = clickhouse_connect.get_client(
                interface="https" if url.is_secure else "http",
                host=address.name,
                port=address.port,
                username=url.user,
                password=password,
                pool_mgr=pool,
                compress="lz4",
                autogenerate_session_id=False,  # a session takes one query at a time
                autogenerate_query_id=False,
                query_retries=0,
                client_name="gnomon",
                tz_mode="naive_utc",
            )
        # Not before: the database need not exist when the driver asks for the server's settings.
        self._client.database = url.database

    def query(
        self,
        text: str,
        parameters: Mapping[str, object] = _NOTHING,
        settings: Mapping[str, object] = _NOTHING,
        limit_s: float = 5.0,
    ) -> Result:
        settings = {"max_execution_time": limit_s, **settings}
        with self._request(limit_s, is_query=True):
            answer = self._client.query(text, parameters=dict(parameters), settings=settings)
            if answer.result_set:
                types = tuple(each.name for each in answer.column_types)
                return Result(tuple(answer.column_names), answer.result_columns, types)
            # An answer without rows does not name its columns.
            # The server may not have forgotten the id yet.
            settings = {name: value for name, value in settings.items() if name != "query_id"}
            described = self._client.query(f"DESCRIBE ({text}\n)", parameters=dict(parameters), settings=settings)
            names, kinds, *_ = described.result_columns
            return Result(tuple(names), [()] * len(names), tuple(kinds))

    def query_bytes(
        self, text: str, parameters: Mapping[str, object], settings: Mapping[str, object], limit_s: float
    ) -> bytes:
        """The answer as it is sent; the text ends with its format."""
        settings = {"max_execution_time": limit_s, "wait_end_of_query": 1, **settings}
        with self._request(limit_s, is_query=True):
            answer: bytes = self._client.raw_query(text, dict(parameters), settings)
            return answer

    def command(
        self,
        text: str,
        parameters: Mapping[str, object] = _NOTHING,
        settings: Mapping[str, object] = _NOTHING,
        limit_s: float = 30.0,
        *,
        in_database: bool = True,
    ) -> None:
        """A statement without an answer. `in_database`: False for one that makes the database."""
        with self._request(limit_s):
            self._client.command(text, parameters=dict(parameters), settings=dict(settings), use_database=in_database)

    def insert(self, statement: str, rows: bytes, token: str, limit_s: float) -> None:
        body = zstandard.ZstdCompressor(level=1).compress(statement.encode() + b"\n" + rows)
        settings = {
            "async_insert": 0,
            "insert_deduplicate": 1,
            "insert_deduplication_token": token,
            "wait_end_of_query": 1,  # else an error that comes after the headers would look like success
        }
        try:
            with self._request(limit_s):
                # An empty name of a table: the statement is part of the body.
                self._client.raw_insert("", insert_block=body, settings=settings, compression="zstd")
        except StatementRefused as error:  # its text repeats values of the rows
            message = f"{self._address} refused rows with its error {error.code}: see the log of that server"
            raise StatementRefused(message, error.code) from None

    @contextmanager
    def _request(self, limit_s: float, *, is_query: bool = False) -> Iterator[None]:
        """Errors inside become ours, without the driver's text: it has the values of the query's parameters."""
        try:
            with self._pool.time_limit(limit_s + _GRACE_S):
                yield
        except Error as error:
            if error.code is None and not isinstance(error, ProgrammingError):
                raise ServerAway(f"{self._address}: {_reason(error)}") from None
            text = str(error).replace(self._password or "\0", "***")
            raise meaning(str(self._address), error.code, text, limit_s if is_query else None) from None
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise ServerAway(f"{self._address}: {_reason(error)}") from None


def _reason(error: BaseException) -> str:
    """What happened to a connection, without the URL of the request."""
    cause: BaseException | None = error
    while cause:
        match cause:
            case urllib3.exceptions.SSLError():
                return f"TLS: {shortened(str(cause))}"
            case urllib3.exceptions.NewConnectionError():
                pass  # its cause says more
            case urllib3.exceptions.ConnectTimeoutError():
                return f"no connection within {_CONNECT_S:g} s"
            case urllib3.exceptions.ReadTimeoutError() | TimeoutError():
                return "no answer in time"
            case OSError(strerror=str(text)):
                return text.lower()
        cause = getattr(cause, "reason", None) or cause.__cause__ or cause.__context__
    return "the connection was closed" if error.__cause__ else shortened(str(error))
