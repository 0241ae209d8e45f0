"""Clients of a test's ClickHouse server, and waiting for what others do."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from store.clickhouse.servers import Servers
from store.settings import StoreSettings
from tests.support.clickhouse import ClickHouse
from tests.support.gate import WAIT_S

T = TypeVar("T")


def connected(server: ClickHouse) -> Servers:
    return Servers.connect(StoreSettings(url=server.url()))


def wait_for(find: Callable[[], T | None], what: str) -> T:
    """Repeats until it finds something: there is no event across processes to wait on."""
    deadline = time.monotonic() + WAIT_S
    while (found := find()) is None:
        if time.monotonic() > deadline:
            raise TimeoutError(f"waited {WAIT_S} s for {what}")
        time.sleep(0.01)
    return found
