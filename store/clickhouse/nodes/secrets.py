"""The secret that all nodes share: they know each other by it, and accept each other's cookies and signed URLs."""

from __future__ import annotations

import time

from store.base import CannotOpen
from store.clickhouse.nodes.coordination import WRITTEN, insert, read
from store.clickhouse.nodes.leases import Lease, LeaseTimes
from store.clickhouse.servers import Servers

_NAME = "nodes"
_TIMES = LeaseTimes(visible_s=0.5)
_TRIES = 20
_WAIT_S = 0.2
_READ = "SELECT groupArray(secret) FROM secret_row WHERE name = {name:String}"
_INSERT = f"""\
INSERT INTO secret_row (name, secret, version) {WRITTEN}
SELECT name, secret, toUnixTimestamp64Micro(now64(6)) FROM input('name String, secret String, fence_us Int64')
WHERE now64(6, 'UTC') < fromUnixTimestamp64Micro(fence_us, 'UTC')
FORMAT JSONCompactEachRow"""


def shared_secret(servers: Servers, owner: str, own: bytes) -> bytes:
    """The secret of the installation; `own` becomes it if there is none. Raises StoreUnavailable, CannotOpen."""
    lease = Lease(servers, "secret", owner, _TIMES)
    for _ in range(_TRIES):
        if secret := _read(servers):
            return secret
        lease.step()
        if lease.fence_us is not None:
            if secret := _read(servers):
                return secret
            insert(servers, _INSERT, [(_NAME, own.hex(), lease.fence_us)])
            lease.release()
        else:
            time.sleep(_WAIT_S)
    raise CannotOpen("the nodes could not agree on a secret: the ClickHouse server of store.url is too slow")


def _read(servers: Servers) -> bytes | None:
    (secrets,) = read(servers, _READ, {"name": _NAME})
    return bytes.fromhex(secrets[0]) if secrets else None
