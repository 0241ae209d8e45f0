"""A process that copies a record to ClickHouse until it is killed: python -m tests.store.clickhouse.shipping_child

Its arguments are the data directory and the server's URL. It begins when it can read a line, and writes one before each
insert.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from store.analytics.replica.source import Source
from store.base import StoreUnavailable
from store.clickhouse.servers import Servers
from store.clickhouse.shipping.shipper import Shipper, ShippingNode
from store.settings import DataDir, StoreSettings


class AnnouncedServers(Servers):
    def insert_rows(self, statement: str, rows: bytes, *, token: str, **options: Any) -> None:
        print(token, flush=True)
        super().insert_rows(statement, rows, token=token, **options)


def main() -> None:
    folder, url = sys.argv[1:]
    servers = AnnouncedServers.connect(StoreSettings(url=url))
    source = Source(DataDir(Path(folder)), all_features=True)
    assert source.node
    shipper = Shipper(servers, source, ShippingNode(*source.node), step=50)
    input()
    while True:
        try:
            shipper.ship(lambda done, of: None, lambda: True)
        except StoreUnavailable:
            time.sleep(0.05)  # attempts fail at once for a while


if __name__ == "__main__":
    main()
