"""One ClickHouse server with the tables for all nodes, for a module of tests, and waiting for what others do."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from store.clickhouse.servers import Servers
from store.settings import StoreSettings
from tests.support.clickhouse import ClickHouse
from tests.support.gate import WAIT_S

T = TypeVar("T")


@contextmanager
def with_tables(folder: Path) -> Iterator[ClickHouse]:
    with ClickHouse(folder) as server:
        servers = connected(server)
        for script in sorted((files("store") / "migrations" / "clickhouse").iterdir(), key=lambda file: file.name):
            for statement in script.read_text().split(";\n"):
                if "CREATE" in statement or "ALTER" in statement:
                    servers.command(statement)
        yield server


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
