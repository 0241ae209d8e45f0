"""One ClickHouse server: its connections, what is known of it, and until when it is left alone after a failure.

The only module that knows the driver. It is imported when a ClickHouse server is used first (an optional dependency).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

import clickhouse_connect
import urllib3
import zstandard
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import Error, ProgrammingError
from clickhouse_connect.driver.httputil import get_pool_manager_options

from store.base import StoreUnavailable
from store.clickhouse.errors import ServerAway, meaning, shortened
from store.clickhouse.url import ClickHouseUrl, HostAddress

T = TypeVar("T")

_CONNECT_S = 3.0
_ANSWER_S = 5.0  # for what takes a server no time, and in addition to the time limit of a query, which it keeps itself
_LEFT_ALONE_S = (
    2.0  # after a failure: queries go to the other servers at once instead of waiting for this one each time
)
_CONNECTIONS = 32  # kept open; more are opened when they are needed
OLDEST_VERSION = (25, 8)  # the oldest release with long-term support when this was written; CI runs 26.9

# It writes a line for each failed request; the errors say more.
logging.getLogger("clickhouse_connect").setLevel(logging.ERROR)


class ServerFacts(NamedTuple):
    """What a server says about itself at the first contact."""

    version: str
    clock_offset_s: float  # its clock minus ours
    shards: Sequence[int]  # numbers of all shards of the cluster; (1,) without one
    shard: int | None  # that the server is a part of; None: it does not recognise itself in the cluster


class Result(NamedTuple):
    """Columns of one statement: `columns[i]` has the values of the column `names[i]`, whose ClickHouse type is
    `types[i]`. Timestamps are datetimes without a zone, in UTC."""

    names: tuple[str, ...]
    columns: Sequence[Sequence[Any]]
    types: tuple[str, ...]


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


class ServerHost:
    """Thread-safe. Every method blocks, and raises ServerAway when another server may be able to do it."""

    def __init__(
        self, address: HostAddress, url: ClickHouseUrl, password: str, cluster: str | None, pool: ServerPool
    ) -> None:
        self.address = address
        self._url = url
        self._password = password
        self._cluster = cluster
        self._pool = pool
        self._lock = threading.Lock()
        self._client: Client | None = None
        self._facts: ServerFacts | None = None
        self._left_alone_until = 0.0
        self._failure: str | None = None

    @property
    def failure(self) -> str | None:
        """Why the server could not be used the last time; None: it could."""
        return self._failure

    def facts(self) -> ServerFacts:
        """Contacts the server unless that succeeded before."""
        self._connect()
        assert self._facts
        return self._facts

    def query(
        self, text: str, parameters: Mapping[str, object], settings: Mapping[str, object], limit_s: float
    ) -> Result:
        settings = {"max_execution_time": limit_s, **settings}

        def ask(client: Client) -> Result:
            answer = client.query(text, parameters=dict(parameters), settings=settings)
            if answer.result_set:
                return Result(
                    tuple(answer.column_names), answer.result_columns, tuple(each.name for each in answer.column_types)
                )
            # An answer without rows does not name its columns.
            described = client.query(f"DESCRIBE ({text})", parameters=dict(parameters), settings=settings)
            names, types, *_ = described.result_columns
            return Result(tuple(names), [()] * len(names), tuple(types))

        return self._use(ask, limit_s)

    def command(
        self, text: str, limit_s: float, parameters: Mapping[str, object] | None = None, *, in_database: bool = True
    ) -> None:
        """A statement without an answer. `in_database`: False for one that makes the database."""
        self._use(
            lambda client: client.command(text, parameters=dict(parameters or {}), use_database=in_database), limit_s
        )

    def insert(self, statement: str, rows: bytes, token: str, limit_s: float) -> None:
        body = zstandard.ZstdCompressor(level=1).compress(statement.encode() + b"\n" + rows)
        settings = {
            "async_insert": 0,
            "insert_deduplicate": 1,
            "insert_deduplication_token": token,
            "wait_end_of_query": 1,  # else an error that comes after the headers would look like success
        }
        self._use(
            lambda client: client.raw_insert("", insert_block=body, settings=settings, compression="zstd"), limit_s
        )

    def _use(self, work: Callable[[Client], T], limit_s: float) -> T:
        client = self._connect()
        with self._translated(limit_s), self._pool.time_limit(limit_s + _ANSWER_S):
            return work(client)

    def _connect(self) -> Client:
        if time.monotonic() < self._left_alone_until:
            raise ServerAway(self._failure or "")
        with self._lock:
            if self._client is None:
                with self._translated(_ANSWER_S), self._pool.time_limit(_ANSWER_S):
                    client = self._new_client()
                    self._facts = self._ask(client)
                    self._client = client
            return self._client

    def _new_client(self) -> Client:
        client = clickhouse_connect.get_client(
            interface="https" if self._url.is_secure else "http",
            host=self.address.name,
            port=self.address.port,
            username=self._url.user,
            password=self._password,
            pool_mgr=self._pool,
            compress="lz4",
            autogenerate_session_id=False,  # a session takes one query at a time
            autogenerate_query_id=False,
            query_retries=0,
            client_name="gnomon",
            tz_mode="naive_utc",
        )
        client.database = self._url.database  # not before: it need not exist when the client asks for the settings
        return client

    def _ask(self, client: Client) -> ServerFacts:
        before = time.time()
        answer = client.query("SELECT version(), toUnixTimestamp64Micro(now64(6))", settings={"database": "system"})
        middle = (before + time.time()) / 2
        version, now_us = answer.result_rows[0]
        if tuple(int(part) for part in version.split(".")[:2]) < OLDEST_VERSION:
            oldest = ".".join(map(str, OLDEST_VERSION))
            raise ServerAway(f"{self.address} is ClickHouse {version}, but Gnomon needs {oldest} or newer: upgrade it")
        return ServerFacts(version, now_us / 1e6 - middle, *self._shards(client))

    def _shards(self, client: Client) -> tuple[Sequence[int], int | None]:
        if self._cluster is None:
            return (1,), 1
        rows = client.query(
            "SELECT shard_num, is_local, host_name, host_address FROM system.clusters WHERE cluster = {cluster:String}",
            parameters={"cluster": self._cluster},
            settings={"database": "system"},
        ).result_rows
        if not rows:
            raise ServerAway(
                f'{self.address} knows no cluster named "{self._cluster}": name one of system.clusters in store.cluster'
            )
        own = [shard for shard, is_local, *_ in rows if is_local]
        # Behind an address translation a server does not recognise its own address.
        own += [shard for shard, _, *names in rows if self.address.name in names]
        return sorted({shard for shard, *_ in rows}), own[0] if own else None

    @contextmanager
    def _translated(self, limit_s: float) -> Iterator[None]:
        try:
            yield
        except StoreUnavailable as error:
            failure: Exception = error
        except Error as error:
            failure = self._meaning(error, limit_s)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            failure = ServerAway(f"{self.address}: {_reason(error)}")
        else:
            self._failure = None
            return
        if isinstance(failure, ServerAway):
            self._failure = str(failure)
            self._left_alone_until = time.monotonic() + _LEFT_ALONE_S
        raise failure from None  # the driver's text has the values of the query's parameters

    def _meaning(self, error: Error, limit_s: float) -> Exception:
        if error.code is None and not isinstance(error, ProgrammingError):
            return ServerAway(f"{self.address}: {_reason(error)}")
        text = str(error)
        if self._password:
            text = text.replace(self._password, "***")
        return meaning(str(self.address), error.code, text, limit_s)


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
