"""While ClickHouse cannot take copies, calls and scores are stored, and everything arrives afterwards."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from store.analytics import Rebuilding, Replica
from store.base import StoreUnavailable
from store.clickhouse.servers import Servers
from store.clickhouse.shipping.engine import ClickHouseEngine
from store.settings import DataDir, ScoreSettings, StoreSettings
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import open_replica, record, select
from tests.store.calls import exchange
from tests.store.clickhouse.copies import connected, join
from tests.support.clickhouse import CLUSTER, ClickHouse, cluster
from tests.support.gate import WAIT_S

CALLS = "SELECT count(*) FROM request"


@pytest.fixture
async def store(data_dir: DataDir) -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(data_dir, ScoreSettings(), join=join(1))
    yield store
    await store.close()


@pytest.fixture
def data_dir(tmp_path: Path) -> DataDir:
    return DataDir(tmp_path / "data")


class Node(NamedTuple):
    store: SqliteStore
    replica: Replica


@asynccontextmanager
async def node(folder: Path, number: int, url: str) -> AsyncIterator[Node]:
    """On the shard of its number."""
    data_dir = DataDir(folder / f"node-{number}")
    servers = Servers.connect(StoreSettings(url=url, cluster=CLUSTER))
    store = await SqliteStore.open(data_dir, ScoreSettings(), join=join(number, shard=number))
    async with open_replica(data_dir, ClickHouseEngine(data_dir, servers)) as replica:
        yield Node(store, replica)
    await store.close()


def knows_names(replica: Replica) -> bool:
    """Those of both nodes."""
    return None not in (replica.property_key(1, "env"), replica.property_key(1, "TEAM"))


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(WAIT_S):
        while not is_so():
            await asyncio.sleep(0.01)


async def test_a_server_that_is_away_and_comes_back(store: SqliteStore, data_dir: DataDir, tmp_path: Path) -> None:
    """At the start, and later. Nobody has to ask: what was stored meanwhile arrives by itself."""
    server = ClickHouse(tmp_path / "clickhouse")
    record(store, exchange("a"))
    async with open_replica(data_dir, ClickHouseEngine(data_dir, connected(server))) as replica:
        with pytest.raises(StoreUnavailable, match=rf"127\.0\.0\.1:{server.http_port}: connection refused"):
            await replica.fresh()
        await until(lambda: replica.error is not None)
        assert replica.error == (
            f"calls and scores cannot be copied to ClickHouse now: 127.0.0.1:{server.http_port}: connection refused"
        )
        version = (await store.stats()).version
        with server:
            await until(lambda: replica.version == version and replica.error is None)
            assert await select(replica, CALLS) == [(1,)]
            complete_to_us = await replica.fresh()
        record(store, exchange("b"))
        assert await replica.fresh() == complete_to_us
        with pytest.raises(StoreUnavailable, match="connection refused"):
            await select(replica, CALLS)
        with server:
            await until(lambda: replica.version > version)
            assert await replica.fresh() > complete_to_us
            assert await select(replica, CALLS) == [(2,)]
            await _stalls(server, replica, store)
            await _refuses_inserts(server, replica, store)


async def _stalls(server: ClickHouse, replica: Replica, store: SqliteStore) -> None:
    """It accepts connections and does not answer. Who asks is not kept waiting for it."""
    os.kill(server.pid, signal.SIGSTOP)
    try:
        record(store, exchange("c"))
        asked_us = time.time_ns() // 1_000
        assert await replica.fresh(0.1) < asked_us
    finally:
        os.kill(server.pid, signal.SIGCONT)
    await until(lambda: replica.error is None)
    await replica.fresh()
    assert await select(replica, CALLS) == [(3,)]


REFUSALS = {  # settings of a table with which inserts fail as when … → what is said
    "parts_to_throw_insert = 1, parts_to_delay_insert = 1": "Too many parts",
    "min_free_disk_bytes_to_perform_insert = 1000000000000000": r"the disk of 127\.0\.0\.1:[0-9]+ is full, or as full",
}


async def _refuses_inserts(server: ClickHouse, replica: Replica, store: SqliteStore) -> None:
    """Queries are answered, and say up to when they are complete."""
    servers = connected(server)
    for calls, (settings, said) in enumerate(REFUSALS.items(), 3):
        servers.command(f"ALTER TABLE request_row MODIFY SETTING {settings}")
        record(store, exchange(f"d{calls}"))
        asked_us = time.time_ns() // 1_000
        assert await replica.fresh() < asked_us
        assert await select(replica, CALLS) == [(calls,)]
        await until(lambda: replica.error is not None)
        assert re.search(said, replica.error or "")
        servers.command(f"ALTER TABLE request_row RESET SETTING {re.sub(' = [0-9]+', '', settings)}")
        await until(lambda: replica.error is None)
        assert await select(replica, CALLS) == [(calls + 1,)]


async def test_nodes_on_two_shards_see_each_others_calls(tmp_path: Path) -> None:
    """One copies to its shard while the other shard is away. Queries need both; a node knows it unasked."""
    with cluster(tmp_path, 2) as servers:
        url = (
            servers[0]
            .url()
            .replace(f":{servers[0].http_port}/", f":{servers[0].http_port},127.0.0.1:{servers[1].http_port}/")
        )
        async with AsyncExitStack() as stack:
            first, second = [await stack.enter_async_context(node(tmp_path, number, url)) for number in (1, 2)]
            record(first.store, exchange("a", properties={"Env": "prod"}))
            record(second.store, exchange("b", properties={"team": "x"}))
            for replica in (first.replica, second.replica):
                await until(partial(knows_names, replica))
                await replica.fresh()
                assert await select(replica, "SELECT request_id FROM request ORDER BY request_id") == [("a",), ("b",)]
            servers[1].kill()
            record(first.store, exchange("c"))
            record(second.store, exchange("d"))
            await until(lambda: second.replica.error is not None)
            await until(lambda: first.replica.version == (1 << 40) + 2)
            assert first.replica.error is None
            away = f"cannot reach another server of its cluster: .*127.0.0.1:{servers[1].tcp_port}"
            await until(lambda: re.search(away, first.replica.query_error or ""))
            servers[1].start()
            await until(lambda: first.replica.query_error is None)
            await until(lambda: second.replica.error is None)
            await second.replica.fresh()
            assert await select(second.replica, CALLS) == [(4,)]


@asynccontextmanager
async def answering(data: bytes) -> AsyncIterator[tuple[int, list[float]]]:
    """A server that says this whatever it is asked. Its port, and when it was asked."""
    asked: list[float] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        asked.append(time.monotonic())
        writer.write(data)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield server.sockets[0].getsockname()[1], asked


async def test_a_server_that_is_none_is_asked_now_and_then(store: SqliteStore, data_dir: DataDir) -> None:
    page = b"HTTP/1.1 200 OK\r\nContent-Length: 21\r\nConnection: close\r\n\r\n<h1>It works!</h1>\r\n\r\n"
    async with answering(page) as (port, asked):
        servers = Servers.connect(StoreSettings(url=f"clickhouse://u:p@127.0.0.1:{port}/gnomon"))
        async with open_replica(data_dir, ClickHouseEngine(data_dir, servers)) as replica:
            record(store, exchange("a"))
            for _ in range(100):
                with pytest.raises((StoreUnavailable, Rebuilding)):
                    await replica.fresh(0.05)
            await until(lambda: replica.error is not None)
            assert f"127.0.0.1:{port}" in (replica.error or "")
    assert len(asked) <= 10
