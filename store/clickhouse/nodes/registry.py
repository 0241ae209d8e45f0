"""The nodes of an installation: each has a number of its own, and says each second that it runs.

`join`   the node that a record is, which gets its number at the first start
`Nodes`  the heartbeat, and what is known of all nodes
"""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from typing import NamedTuple
from uuid import uuid4

import structlog

from store.base import CannotOpen, StoreUnavailable
from store.clickhouse.nodes.coordination import SHARD, WRITTEN, insert, read
from store.clickhouse.nodes.leases import Lease, LeaseTimes
from store.clickhouse.servers import Servers
from store.sqlite import membership
from store.sqlite.session import Session

log = structlog.get_logger()

_NAME = "node "  # of a lease, before the number
_CLAIM_S = 60.0
_FOR_GOOD_S = 3e9  # 95 years
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


class NodeTimes(NamedTuple):
    """The same for all nodes of an installation."""

    heartbeat_s: float = 1.0
    away_s: float = 5.0  # a node that was not seen for so long is away
    lease: LeaseTimes = LeaseTimes()  # of the owner; its visible_s also that of claims to numbers


USUAL_TIMES = NodeTimes()


def join(
    servers: Servers,
    session: Session,
    address: str,
    times: NodeTimes = USUAL_TIMES,
    numbers: Iterable[int] | None = None,
    uuid: str | None = None,
) -> Node:
    """The node that a record is; it gets its number at the first start. `address`: where other nodes reach its API.
    `numbers`: those that are tried, in their order; by default at random. `uuid`: of a new node; by default at random.

    Raises CannotOpen when it cannot be registered, or when its number is another node's.
    """
    registration = _Registration(servers, times, _random_numbers() if numbers is None else numbers)
    known = membership.node_of(session.main_db)
    try:
        if known is None:
            servers.contact(shard=SHARD)  # creates the tables, which may take longer than a claim has time
            return registration.registered(session, address, uuid or str(uuid4()))
        number, own, shard = known
        registration.claim_again(own, number)
    except StoreUnavailable as error:
        if known is None:
            raise CannotOpen(
                f"this node is new and cannot be registered: {error}. It starts once the ClickHouse server of store.url"
                " answers"
            ) from error
    return Node(number, own, shard, address)


class _Registration(NamedTuple):
    """Claims to numbers."""

    servers: Servers
    times: NodeTimes
    numbers: Iterable[int]  # that are tried

    def registered(self, session: Session, address: str, uuid: str) -> Node:
        """Rows from before keep their ids, so their node has the number with which they begin."""
        numbers = self.numbers if membership.is_empty(session) else [0]
        lease = next((claimed for number in numbers if (claimed := self._claim(uuid, number))), None)
        if lease is None:
            raise CannotOpen(
                "server.data_dir has calls from before this installation had several nodes, and so has another node of"
                " it. Only one such record can be taken over: start this node with an empty server.data_dir"
            )
        number = int(lease.name.removeprefix(_NAME))
        shard = _emptiest_shard(self.servers, uuid, self.times)
        membership.join(session, number, uuid, shard)
        lease.times = self._times(_FOR_GOOD_S)
        lease.step()
        return Node(number, uuid, shard, address)

    def claim_again(self, uuid: str, number: int) -> None:
        """The record knows its number; the database knows it, too, unless it is a new one. Raises CannotOpen."""
        lease = Lease(self.servers, f"{_NAME}{number}", uuid, self._times(_FOR_GOOD_S))
        lease.look()
        if lease.holder is None:
            lease.step()
        if lease.holder not in (None, uuid):
            raise CannotOpen(
                f"the node number {number} of this record belongs to another node. If store.url names another database"
                " than before, start with an empty server.data_dir, or name the database that the node had"
            )

    def _claim(self, uuid: str, number: int) -> Lease | None:
        """None: another node has the number. For a minute: a process that ends before its record knows the number does
        not take it with it."""
        lease = Lease(self.servers, f"{_NAME}{number}", uuid, self._times(_CLAIM_S))
        for _ in range(_TRIES):
            lease.step()
            if lease.fence_us is not None:
                return lease
            if lease.holder not in (None, uuid):
                return None
        raise StoreUnavailable("the ClickHouse server is too slow to settle a claim")

    def _times(self, ttl_s: float) -> LeaseTimes:
        return self.times.lease._replace(ttl_s=ttl_s)


def _random_numbers() -> Iterator[int]:
    for _ in range(_TRIES):
        yield 1 + secrets.randbelow(_NUMBERS - 1)
    raise StoreUnavailable("no number could be claimed")


def _emptiest_shard(servers: Servers, uuid: str, times: NodeTimes) -> int:
    """Of nodes that join at the same time, each counts those whose claims are older than its own: all of them are
    visible by now."""
    shards = {known.node.uuid: known.node.shard for known in _read(servers, times)}
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


def _read(servers: Servers, times: NodeTimes) -> list[KnownNode]:
    rows, now_us = read(servers, _NODES, {})
    return [
        KnownNode(Node(number, uuid, shard, address), process, seen_at_us, now_us - seen_at_us > times.away_s * 1e6)
        for number, uuid, shard, address, process, seen_at_us in rows
    ]


class Nodes:
    """Says that this node runs, and knows the others as of the last second. Belongs to an event loop."""

    def __init__(self, servers: Servers, own: Node, process: str, times: NodeTimes = USUAL_TIMES) -> None:
        """`process`: differs from one run of the node to the next."""
        self._servers = servers
        self._times = times
        self.own = own
        self.process = process
        self.are_read = False  # before that, nothing is known of the others
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
        known = await asyncio.to_thread(_read, self._servers, self._times)
        self._note_twin(known)
        await asyncio.to_thread(insert, self._servers, _BEAT, [row])
        self._known = {each.node.number: each for each in known}
        self.are_read = True

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
            await asyncio.sleep(self._times.heartbeat_s)

    def _note_twin(self, known: list[KnownNode]) -> None:
        """Two processes with one identity would store different rows under the same ids."""
        before = self._known.get(self.own.number)
        now = next((each for each in known if each.node.uuid == self.own.uuid), None)
        has_twin = before is not None and now is not None and now.process != self.process
        if has_twin and not self._has_twin:
            log.error("node_has_twin", uuid=self.own.uuid, why="server.data_dir is a copy of another node's")
        self._has_twin = has_twin
