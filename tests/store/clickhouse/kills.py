"""Kills the ClickHouse server and the process that copies to it, again and again, while calls and scores come in."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from store.analytics.replica.source import Source
from store.clickhouse.shipping.shipper import Shipper, ShippingNode
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import accuracy, record
from tests.store.calls import exchange
from tests.store.clickhouse.copies import connected, in_clickhouse, in_duckdb, join
from tests.support.clickhouse import ClickHouse

_CALLS = 40  # of a round, and as many scores
_INSERTS_MOST = 7  # before something is killed: there are at least so many in a round
_MINUTE_US = 60_000_000


class CopyingProcess:
    """It waits for `start`; being there already, it does so at once."""

    def __init__(self, data_dir: DataDir, url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.store.clickhouse.shipping_child", str(data_dir.root), url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def start(self) -> None:
        assert self._process.stdin
        self._process.stdin.write(b"\n")
        self._process.stdin.flush()

    def wait_for_inserts(self, most: int) -> None:
        """Returns when that many have begun."""
        assert self._process.stdout
        for _ in range(most):
            self._process.stdout.readline()

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()


async def write_round(store: SqliteStore, number: int) -> None:
    """Calls that end, and some that end in the next round; retries, scores of this round and the last one, some that
    replace others. What is three rounds old is deleted."""
    at_us = number * _MINUTE_US
    calls = [
        exchange(
            f"x{number}-{index}",
            request_id=f"r{number}-{index - index % 5 // 4}",  # each fifth call is a retry
            started_at_us=at_us + index,
            outcome="ok" if index % 4 else None,
            cost_usd=0.25,
            properties={"Index": str(index), f"Round{number % 4}": "yes"},
        )
        for index in range(_CALLS)
    ]
    before = number - 1
    ended = [
        exchange(f"x{before}-{index}", request_id=f"r{before}-{index}", started_at_us=before * _MINUTE_US + index)
        for index in range(0, _CALLS, 4)
        if number and index % 5 < 4
    ]
    record(store, *calls, *ended)
    scores = [accuracy(f"r{number}-{index}", index) for index in range(0, _CALLS, 2)]
    scores += [accuracy(f"r{before}-{index}", -index) for index in range(0, _CALLS, 2)]
    receipt = await store.keep_scores(1, scores)
    await store.delete_score(1, receipt.score_ids[-1] or "")
    await store.expire(rows_before_us=at_us - 2 * _MINUTE_US - _MINUTE_US // 2, bodies_before_us=None)


async def kill_again_and_again(folder: Path, rounds: int, seed: int) -> None:
    """Raises AssertionError unless ClickHouse has in the end what a DuckDB replica of the record has."""
    choice = random.Random(seed)
    data_dir = DataDir(folder / "data")
    with ClickHouse(folder / "clickhouse") as server:
        store = await SqliteStore.open(data_dir, ScoreSettings(), join=join(1))
        await asyncio.to_thread(lambda: connected(server).shards)  # makes the tables
        copying = CopyingProcess(data_dir, server.url())
        for number in range(rounds):
            following = CopyingProcess(data_dir, server.url())
            await write_round(store, 2 * number)
            copying.start()
            writing = asyncio.create_task(write_round(store, 2 * number + 1))
            await asyncio.to_thread(copying.wait_for_inserts, choice.randint(1, _INSERTS_MOST))
            if number % 3 == 1:
                server.kill()
                await asyncio.to_thread(server.start)
            copying.kill()
            await writing
            copying = following
        copying.kill()
        with closing(Source(data_dir, all_features=True)) as source, server.client("gnomon") as client:
            assert source.node
            Shipper(connected(server), source, ShippingNode(*source.node)).ship(lambda done, of: None, lambda: True)
            copied, expected = in_clickhouse(client), in_duckdb(data_dir, folder)
        await store.close()
    assert all(expected.values())
    assert copied == expected
