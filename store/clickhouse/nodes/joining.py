"""`Joining`: makes a record a node of the installation, when its store is opened."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from uuid import uuid4

from store.base import StoreUnavailable
from store.clickhouse.nodes.coordination import SHARD
from store.clickhouse.nodes.leases import Lease
from store.clickhouse.nodes.owner import lease_of_owner
from store.clickhouse.nodes.registry import USUAL_TIMES, Node, NodeTimes, join
from store.clickhouse.nodes.secrets import shared_secret
from store.clickhouse.servers import Servers
from store.sqlite import membership
from store.sqlite.session import Session


class Joining:
    def __init__(
        self, servers: Servers, address: str, own_secret: Callable[[], bytes], times: NodeTimes = USUAL_TIMES
    ) -> None:
        """`address`: URL at which other nodes reach the API of this one. `own_secret`: of this node, which becomes that
        of the installation if there is none; called once the data directory is open."""
        self.servers = servers
        self.times = times
        self.process = secrets.token_hex(8)
        self.node: Node
        self.lease: Lease  # of the owner
        self._address = address
        self._own_secret = own_secret

    def __call__(self, session: Session) -> None:
        """Raises CannotOpen."""
        known = membership.node_of(session.main_db)
        uuid = known[1] if known else str(uuid4())
        self.lease = lease_of_owner(self.servers, uuid, self.process, self.times.lease)
        if known:
            self.node = join(self.servers, session, self._address, self.times)
        else:
            self._join_anew(session, uuid)

    def _join_anew(self, session: Session, uuid: str) -> None:
        """Three claims, each of which waits for those of others: side by side. What is tried early without success, a
        server that is away for instance, is tried again when the node runs."""
        with suppress(StoreUnavailable):  # `join` says so
            self.servers.contact(shard=SHARD)
        with ThreadPoolExecutor() as pool:
            pool.submit(self.lease.step)
            pool.submit(shared_secret, self.servers, uuid, self._own_secret())
            self.node = join(self.servers, session, self._address, self.times, uuid=uuid)
