"""One ClickHouse server: what is known of it, and until when it is left alone after a failure."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from store.clickhouse.connection import ServerConnection, ServerPool
from store.clickhouse.errors import AccessDenied, ServerAway
from store.clickhouse.migrating import bring_up_to_date
from store.clickhouse.schema import Layout
from store.clickhouse.url import ClickHouseUrl, HostAddress

T = TypeVar("T")

_LEFT_ALONE_S = 1.0  # after a failure, so that not every query waits for a server that is away
_LAST_S = 30.0  # … and asked after all others for so long
_CLOCK_S = 5.0  # a difference that times of calls show
OLDEST_VERSION = (26, 3)  # with long-term support; older ones lack enable_materialized_cte. Tested with 26.9


class ServerFacts(NamedTuple):
    """What a server says about itself at the first contact."""

    version: str
    clock_offset_s: float  # its clock minus ours
    shards: Sequence[int]  # numbers of all shards of the cluster; (1,) without one
    shard: int | None  # that the server is a part of; None: it does not recognise itself in the cluster
    migrations: Sequence[str]  # that were applied now


class ServerHost:
    """Thread-safe. Every method blocks, and raises ServerAway when another server may be able to do it.

    The first contact creates the database and its tables, or upgrades them.
    """

    def __init__(
        self, address: HostAddress, url: ClickHouseUrl, password: str, pool: ServerPool, layout: Layout
    ) -> None:
        self.address = address
        self._url = url
        self._password = password
        self._pool = pool
        self._layout = layout
        self._lock = threading.Lock()
        self._connected: tuple[ServerConnection, ServerFacts] | None = None
        self._failed_at: float | None = None
        self._failure: str | None = None

    @property
    def problem(self) -> str | None:
        """Why the server could not be used the last time, or what else is wrong with it; None: nothing."""
        if self._failure or (connected := self._connected) is None:
            return self._failure
        return clock_problem(self.address, connected[1].clock_offset_s)

    def rank(self, shard: int | None) -> tuple[bool, bool]:
        """Servers with lower ranks are asked first."""
        is_of_shard = shard is None or ((connected := self._connected) is not None and connected[1].shard == shard)
        return not is_of_shard, self._failed_within(_LAST_S)

    def facts(self) -> ServerFacts:
        """Contacts the server unless that succeeded before."""
        return self._guarded(self._connect)[1]

    def use(self, work: Callable[[ServerConnection], T]) -> T:
        return self._guarded(lambda: work(self._connect()[0]))

    def contact_again(self) -> None:
        """As if it were a new server: tables that it lacks are created."""
        self._connected = None
        self.facts()

    def _guarded(self, work: Callable[[], T]) -> T:
        self._check_left_alone()
        try:
            answer = work()
        except ServerAway as error:
            self._leave_alone(error)
            raise
        self._failure = None
        return answer

    def _check_left_alone(self) -> None:
        if self._failed_within(_LEFT_ALONE_S):
            raise ServerAway(self._failure)

    def _failed_within(self, past_s: float) -> bool:
        return self._failed_at is not None and time.monotonic() - self._failed_at < past_s

    def _leave_alone(self, error: ServerAway) -> None:
        self._failure = str(error)
        self._failed_at = time.monotonic()

    def _connect(self) -> tuple[ServerConnection, ServerFacts]:
        if connected := self._connected:
            return connected
        with self._lock:
            self._check_left_alone()  # threads that waited do not contact it again one after another
            if (connected := self._connected) is None:
                try:
                    self._connected = connected = self._contact()
                except ServerAway as error:
                    self._leave_alone(error)
                    raise
            return connected

    def _contact(self) -> tuple[ServerConnection, ServerFacts]:
        connection = ServerConnection(self.address, self._url, self._password, self._pool)
        try:
            return connection, self._first_contact(connection)
        except AccessDenied as error:
            raise ServerAway(
                f"{error}. Grant the rights in deploy/clickhouse/grants.sql, or let an administrator run the"
                " statements that `gnomon store migrate --dry-run` prints"
            ) from None

    def _first_contact(self, connection: ServerConnection) -> ServerFacts:
        version, clock_offset_s = self._version_and_clock(connection)
        shards, shard = self._shards(connection)
        migrations = bring_up_to_date(connection, self.address, self._layout)
        return ServerFacts(version, clock_offset_s, shards, shard, migrations)

    def _version_and_clock(self, connection: ServerConnection) -> tuple[str, float]:
        before = time.time()
        answer = connection.query("SELECT version(), toUnixTimestamp64Micro(now64(6))", settings=_ELSEWHERE)
        middle = (before + time.time()) / 2
        (version,), (now_us,) = answer.columns
        if problem := version_problem(self.address, version):
            raise ServerAway(problem)
        return version, now_us / 1e6 - middle

    def _shards(self, connection: ServerConnection) -> tuple[Sequence[int], int | None]:
        cluster = self._layout.cluster
        if cluster is None:
            return (1,), 1
        rows = connection.query(
            "SELECT shard_num, is_local, host_name, host_address FROM system.clusters WHERE cluster = {cluster:String}",
            {"cluster": cluster},
            _ELSEWHERE,
        ).rows()
        if not rows:
            raise ServerAway(
                f'{self.address} knows no cluster named "{cluster}": name one of system.clusters in store.cluster'
            )
        own = [shard for shard, is_local, *_ in rows if is_local]
        # Behind an address translation a server does not recognise its own address.
        own += [shard for shard, _, *names in rows if self.address.name in names]
        return sorted({shard for shard, *_ in rows}), own[0] if own else None


_ELSEWHERE = {"database": "system"}  # before the database exists


def version_problem(address: HostAddress, version: str) -> str | None:
    if tuple(int(part) for part in version.split(".")[:2]) >= OLDEST_VERSION:
        return None
    oldest = ".".join(map(str, OLDEST_VERSION))
    return f"{address} is ClickHouse {version}, but Gnomon needs {oldest} or newer: upgrade it"


def clock_problem(address: HostAddress, offset_s: float) -> str | None:
    if abs(offset_s) <= _CLOCK_S:
        return None
    where = "ahead of" if offset_s > 0 else "behind"
    return f"the clock of {address} is {abs(offset_s):.0f} s {where} that of this machine: set both by NTP"
