"""The owner: the one node that changes what exists once in an installation."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from store.base import StoreUnavailable
from store.clickhouse.nodes.leases import USUAL_TIMES, Lease, LeaseTimes
from store.clickhouse.nodes.registry import KnownNode, Nodes
from store.clickhouse.servers import Servers

log = structlog.get_logger()

_NAME = "owner"
_SEPARATOR = "/"  # between the uuid of a node and its process


def lease_of_owner(servers: Servers, uuid: str, process: str, times: LeaseTimes = USUAL_TIMES) -> Lease:
    """For the node with that uuid, which runs as that process."""
    return Lease(servers, _NAME, f"{uuid}{_SEPARATOR}{process}", times)


class Owner:
    """Wants to be the owner, and knows who is. Belongs to an event loop."""

    def __init__(self, nodes: Nodes, lease: Lease) -> None:
        """`lease`: of `lease_of_owner`, which may be held by now."""
        self._nodes = nodes
        self._lease = lease

    @property
    def fence_us(self) -> int | None:
        """When this node's time as the owner ends; None: it is not the owner. See Lease.fence_us."""
        return self._lease.fence_us

    @property
    def term(self) -> int | None:
        """Differs from one time as the owner to the next; None: this node is not the owner."""
        return self._lease.term

    @property
    def node(self) -> KnownNode | None:
        """The owner, as of the last second; None: there is none, or it has not been seen yet."""
        holder = self._lease.holder
        return self._nodes.by_uuid(holder.partition(_SEPARATOR)[0]) if holder else None

    def step(self) -> None:
        """See Lease.step."""
        self._lease.step()

    def release(self) -> None:
        """See Lease.release."""
        self._lease.release()

    @asynccontextmanager
    async def wanting(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self._step_forever())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])
            if self.term is not None:
                await self._release()

    async def _step_forever(self) -> None:
        while True:
            before = self.term
            try:
                await asyncio.to_thread(self.step)
            except StoreUnavailable as error:
                log.warning("lease_failed", error=str(error))
            except Exception:
                log.exception("lease_failed")
            if self.term != before:
                log.info("owner_changed", is_here=self.term is not None)
            await asyncio.sleep(self._lease.times.renew_s)

    async def _release(self) -> None:
        try:
            await asyncio.to_thread(self.release)
        except StoreUnavailable:
            pass  # it ends by itself
