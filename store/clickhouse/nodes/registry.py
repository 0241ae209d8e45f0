"""The nodes of an installation: each has a number of its own, and says each second that it runs.

`join`   the node that a record is, which gets its number at the first start
`Nodes`  the heartbeat, and what is known of all nodes
"""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import NamedTuple
from uuid import uuid4

import structlog

from store.base import CannotOpen, StoreUnavailable
from store.clickhouse.nodes.coordination import WRITTEN, insert, read
from store.clickhouse.nodes.leases import Lease, LeaseTimes
from store.clickhouse.servers import Servers
from store.sqlite import membership
from store.sqlite.session import Session

log = structlog.get_logger()

HEARTBEAT_S = 1.0
AWAY_S = 5.0
_NAME = "node "  # of a lease, before the number
_CLAIMING = LeaseTimes(ttl_s=60)
_FOR_GOOD = LeaseTimes(ttl_s=3e9)  # 95 years
_TRIES = 20
_NUMBERS = 1 << 13  # that membership.join accepts

_BEAT = f"""\
INSERT INTO node_row (uuid, number, address, shard, process, seen_at, version) {WRITTEN}
WITH now64(6, 'UTC') AS now
SELECT uuid, number, address, shard, process, now, toUnixTimestamp64Micro(now)
FROM input('uuid String, number UInt32, address String, shard UInt32, process String')
FORMAT JSONCompactEachRow"""
_CLAIMANTS = f"""
SELECT arraySort(groupArray((claimed_at, owner))) FROM lease_row
WHERE startsWith(name, '{_NAME}') AND until > now64(6, 'UTC')"""
_NODES = """
SELECT groupArray((number, uuid, shard, address, process, toUnixTimestamp64Micro(seen_at))),
    toUnixTimestamp64Micro(now64(6, 'UTC'))
FROM node_row"""


class Node(NamedTuple):
    number: int
    uuid: str
    shard: int  # from 1
    address: str  # URL of its API


class KnownNode(NamedTuple):
    node: Node
    process: str
    seen_at_us: int
    is_away: bool


class Joining:
    """Makes a record a node when its store is opened; keeps which node it is."""

    def __init__(self, servers: Servers, address: str) -> None:
        """`address`: URL at which other nodes reach the API of this one."""
        self.servers = servers
        self._address = address
        self.node: Node

    def __call__(self, session: Session) -> None:
        """Raises CannotOpen."""
        self.node = join(self.servers, session, self._address)


def join(servers: Servers, session: Session, address: str) -> Node:
    """The node that a record is; it gets its number at the first start. `address`: where other nodes reach its API.

    Raises CannotOpen when it cannot be registered, or when its number is another node's.
    """
    known = membership.node_of(session.main_db)
    try:
        if known is None:
            return _registered(servers, session, address)
        number, uuid, shard = known
        _claim_again(servers, uuid, number)
    except StoreUnavailable as error:
        if known is None:
            raise CannotOpen(
                f"this node is new and cannot be registered: {error}. It starts once the ClickHouse server of store.url"
                " answers"
            ) from error
    return Node(number, uuid, shard, address)


def _registered(servers: Servers, session: Session, address: str) -> Node:
    """Rows from before keep their ids, so their node has the number with which they begin."""
    uuid = str(uuid4())
    numbers = _numbers() if membership.is_empty(session) else iter([0])
    lease = next((claimed for number in numbers if (claimed := _claim(servers, uuid, number))), None)
    if lease is None:
        raise CannotOpen(
            "server.data_dir has calls from before this installation had several nodes, and so has another node of it."
            " Only one such record can be taken over: start this node with an empty server.data_dir"
        )
    number = int(lease.name.removeprefix(_NAME))
    shard = _emptiest_shard(servers, uuid)
    membership.join(session, number, uuid, shard)
    lease.times = _FOR_GOOD
    lease.step()
    return Node(number, uuid, shard, address)


def _claim(servers: Servers, uuid: str, number: int) -> Lease | None:
    """None: another node has the number. For a minute: a process that ends before its record knows the number does not
    take it with it."""
    lease = Lease(servers, f"{_NAME}{number}", uuid, _CLAIMING)
    for _ in range(_TRIES):
        lease.step()
        if lease.fence_us is not None:
            return lease
        if lease.holder not in (None, uuid):
            return None
    raise StoreUnavailable("the ClickHouse server is too slow to settle a claim")


def _claim_again(servers: Servers, uuid: str, number: int) -> None:
    """The record knows its number; the database knows it, too, unless it is a new one. Raises CannotOpen."""
    lease = Lease(servers, f"{_NAME}{number}", uuid, _FOR_GOOD)
    lease.look()
    if lease.holder is None:
        lease.step()
    if lease.holder not in (None, uuid):
        raise CannotOpen(
            f"the node number {number} of this record belongs to another node. If store.url names another database"
            " than before, start with an empty server.data_dir, or name the database that the node had"
        )


def _numbers() -> Iterator[int]:
    for _ in range(_TRIES):
        yield 1 + secrets.randbelow(_NUMBERS - 1)
    raise StoreUnavailable("no number could be claimed")


def _emptiest_shard(servers: Servers, uuid: str) -> int:
    """Of nodes that join at the same time, each counts those whose claims are older than its own: all of them are
    visible by now."""
    shards = {known.node.uuid: known.node.shard for known in _read(servers)}
    (claimants,) = read(servers, _CLAIMANTS, {})
    counts = Counter(shards.values())
    for _, claimant in claimants:
        if claimant in shards:
            continue
        emptiest = min(range(1, servers.shards + 1), key=counts.__getitem__)
        if claimant == uuid:
            return emptiest
        counts[emptiest] += 1
    raise StoreUnavailable("the claim to a number has ended before this node could join")


def _read(servers: Servers) -> list[KnownNode]:
    rows, now_us = read(servers, _NODES, {})
    return [
        KnownNode(Node(number, uuid, shard, address), process, seen_at_us, now_us - seen_at_us > AWAY_S * 1e6)
        for number, uuid, shard, address, process, seen_at_us in rows
    ]


class Nodes:
    """Says that this node runs, and knows the others as of the last second. Belongs to an event loop."""

    def __init__(self, servers: Servers, own: Node) -> None:
        self._servers = servers
        self.own = own
        self.process = secrets.token_hex(8)
        self._known: dict[int, KnownNode] = {}
        self._has_twin = False

    def get(self, number: int) -> KnownNode | None:
        """None: no such node, or it has not been seen since this one started."""
        return self._known.get(number)

    def all(self) -> list[KnownNode]:
        return list(self._known.values())

    def by_uuid(self, uuid: str) -> KnownNode | None:
        return next((known for known in self._known.values() if known.node.uuid == uuid), None)

    async def beat(self) -> None:
        """Raises StoreUnavailable; what was known stays known."""
        row = (self.own.uuid, self.own.number, self.own.address, self.own.shard, self.process)
        known = await asyncio.to_thread(_read, self._servers)
        self._note_twin(known)
        await asyncio.to_thread(insert, self._servers, _BEAT, [row])
        self._known = {each.node.number: each for each in known}

    @asynccontextmanager
    async def beating(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self._beat_forever())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])

    async def _beat_forever(self) -> None:
        while True:
            try:
                await self.beat()
            except StoreUnavailable as error:
                log.warning("node_heartbeat_failed", error=str(error))
            except Exception:
                log.exception("node_heartbeat_failed")
            await asyncio.sleep(HEARTBEAT_S)

    def _note_twin(self, known: list[KnownNode]) -> None:
        """Two processes with one identity would store different rows under the same ids."""
        before = self._known.get(self.own.number)
        now = next((each for each in known if each.node.uuid == self.own.uuid), None)
        has_twin = before is not None and now is not None and now.process != self.process
        if has_twin and not self._has_twin:
            log.error("node_has_twin", uuid=self.own.uuid, why="server.data_dir is a copy of another node's")
        self._has_twin = has_twin
