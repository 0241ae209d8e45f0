"""A process that wants a lease, and acts as often as it can while it has it.

python -m tests.store.clickhouse.lease_child URL OWNER
"""

from __future__ import annotations

import sys
import threading
import time

from store.clickhouse.nodes.coordination import insert
from store.clickhouse.nodes.leases import Lease, LeaseTimes
from store.clickhouse.servers import Servers
from store.settings import StoreSettings

TIMES = LeaseTimes(ttl_s=1.5, renew_s=0.2, visible_s=0.35, margin_s=0.3)
_ACT = """\
INSERT INTO acted SELECT owner, now64(6, 'UTC') FROM input('owner String, fence_us Int64')
WHERE now64(6, 'UTC') < fromUnixTimestamp64Micro(fence_us, 'UTC')
FORMAT JSONCompactEachRow"""


def main(url: str, owner: str) -> None:
    servers = Servers.connect(StoreSettings(url=url))
    lease = Lease(servers, "owner", owner, TIMES)
    threading.Thread(target=_act, args=(servers, lease, owner), daemon=True).start()
    while True:
        lease.step()
        time.sleep(TIMES.renew_s)


def _act(servers: Servers, lease: Lease, owner: str) -> None:
    while True:
        if (fence_us := lease.fence_us) is not None:
            insert(servers, _ACT, [(owner, fence_us)])
        time.sleep(0.02)


if __name__ == "__main__":
    main(*sys.argv[1:])
