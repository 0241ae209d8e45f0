"""What ClickHouse has of a record is what a DuckDB replica of it has."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.analytics.replica.source import Source
from store.clickhouse.servers import Servers
from store.clickhouse.shipping.rows import Insert, inserts
from store.clickhouse.shipping.shipper import OtherRecord, Shipper, ShippingNode
from store.clickhouse.shipping.states import read_state
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.analytics.histories import Step, change, step
from tests.store.analytics.replicas import accuracy, record
from tests.store.calls import exchange
from tests.store.clickhouse.copies import connected, empty_tables, in_clickhouse, in_duckdb, join
from tests.support.clickhouse import ClickHouse

numbers = count(1)  # of nodes
STEP = 4  # versions: most changes of a test take several steps
CUTS = st.integers(0, 5).map(lambda inserted: ("cut", inserted))


class Copy:
    """A record and its copy on the server, which all tests share: each record is a node of its own."""

    def __init__(self, server: ClickHouse, servers: Servers, folder: Path, store: SqliteStore) -> None:
        self.data_dir = DataDir(folder)
        self.store = store
        self.servers = servers
        self._client = server.client("gnomon")
        servers.command("TRUNCATE TABLE property_key_row")  # has names of all nodes
        self._folder = folder
        self.restart()

    def restart(self) -> None:
        self.source = Source(self.data_dir, all_features=True)
        assert self.source.node
        self.node = ShippingNode(*self.source.node)
        self.shipper = Shipper(self.servers, self.source, self.node, STEP)

    def ship(self) -> None:
        self.shipper.ship(lambda done, of: None, lambda: True)

    def cut_short(self, inserted: int) -> None:
        """As if the process had been killed in the middle of a step."""
        changes = self.source.changes(self.shipper.version, STEP, 0)
        names = {key: name_folded for key, _, name_folded, _ in changes.keys}
        for insert in islice(inserts(changes, names, self.node.uuid), inserted):
            self.insert(insert)
        self.source.close()
        self.restart()

    def insert(self, insert: Insert) -> None:
        self.servers.insert_rows(insert.statement, insert.rows, shard=1, token=insert.token)

    def check(self) -> None:
        """It is what DuckDB has."""
        assert in_clickhouse(self._client, self.node.number) == in_duckdb(self.data_dir, self._folder)

    def versions(self, table: str) -> int:
        """Of all its rows, those included that a newer one replaces."""
        of_node = f"bitShiftRight(id, 40) = {self.node.number}"
        return int(self._client.query(f"SELECT count() FROM {table} WHERE {of_node}").result_rows[0][0])

    async def close(self) -> None:
        self.source.close()
        self._client.close()
        await self.store.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClickHouse]:
    with ClickHouse(tmp_path_factory.mktemp("clickhouse")) as server:
        yield server


@pytest.fixture(scope="module")
def servers(server: ClickHouse) -> Servers:
    return connected(server)


@asynccontextmanager
async def open_copy(server: ClickHouse, servers: Servers, folder: Path) -> AsyncIterator[Copy]:
    store = await SqliteStore.open(DataDir(folder), ScoreSettings(), join=join(next(numbers)))
    copy = Copy(server, servers, folder, store)
    try:
        yield copy
    finally:
        await copy.close()


@pytest.fixture
async def copy(server: ClickHouse, servers: Servers, tmp_path: Path) -> AsyncIterator[Copy]:
    async with open_copy(server, servers, tmp_path) as copy:
        yield copy


@settings(max_examples=8, deadline=None)
@given(steps=st.lists(st.one_of(step, CUTS), min_size=1, max_size=25))
def test_step_by_step_is_as_good_as_at_once(server: ClickHouse, servers: Servers, steps: list[Step]) -> None:
    """Retries, conflicts, late ends, waiting scores, deletions and processes that are killed, in any order."""
    with TemporaryDirectory() as root:
        asyncio.run(_compare(server, servers, Path(root), steps))


async def _compare(server: ClickHouse, servers: Servers, folder: Path, steps: list[Step]) -> None:
    async with open_copy(server, servers, folder) as copy:
        for kind, what in steps:
            if kind == "cut":
                copy.cut_short(what)
            elif not await change(copy.store, copy.data_dir, (kind, what)):
                copy.ship()
        copy.ship()
        copy.check()


async def test_a_step_that_is_sent_again_adds_nothing(copy: Copy) -> None:
    """Not even versions that a merge would have to drop."""
    record(copy.store, exchange("a", properties={"Env": "prod"}), exchange("b"))
    await copy.store.keep_scores(1, [accuracy("a", 1)])
    for _ in range(3):
        copy.cut_short(3)
    copy.ship()
    copy.check()
    assert (copy.versions("request_row"), copy.versions("score_row")) == (2, 1)


async def test_rows_that_arrive_after_their_deletion_stay_deleted(copy: Copy) -> None:
    """The insert of a process that was killed may end after its successor has shipped."""
    record(copy.store, exchange("a", started_at_us=10), exchange("b", started_at_us=5_000))
    await copy.store.keep_scores(1, [accuracy("a", 1)])
    changes = copy.source.changes(0, 5_000, 0)
    late = list(inserts(changes, {}, copy.node.uuid))
    await copy.store.expire(rows_before_us=1_000, bodies_before_us=None)
    copy.ship()
    for insert in late:
        copy.insert(insert)
    copy.check()


async def test_an_emptied_database_gets_everything_again(copy: Copy) -> None:
    record(copy.store, exchange("a", properties={"Env": "prod"}))
    copy.ship()
    empty_tables(copy.servers)
    record(copy.store, exchange("b", properties={"env": "test"}))
    copy.restart()
    copy.ship()
    copy.check()


async def test_a_database_that_is_emptied_meanwhile_gets_everything_again(copy: Copy) -> None:
    """A node that is idle looks now and then. One that goes on copying does not hide what is missing: its steps are
    never called whole until it has looked."""
    record(copy.store, exchange("a", properties={"Env": "prod"}))
    copy.ship()
    empty_tables(copy.servers)
    record(copy.store, exchange("b"))
    copy.ship()
    assert copy.versions("request_row") == 1
    assert read_state(copy.servers, copy.node.number, shard=1) is None
    copy.shipper = Shipper(copy.servers, copy.source, copy.node, STEP, ask_every_s=0)
    copy.ship()
    copy.check()
    empty_tables(copy.servers)
    copy.ship()
    copy.check()


async def test_ids_begin_with_the_number_of_the_node(copy: Copy) -> None:
    """A record from before keeps its ids, and can be number 0 only."""
    record(copy.store, exchange("a"))
    assert copy.source.version() == (copy.node.number << 40) + 1


async def test_values_arrive_as_they_are(copy: Copy) -> None:
    """The oldest and the latest times, numbers of any size, text with whatever characters."""
    texts = {"quote": "\"'`\\", "control": "\0\x01\n\t", "emoji": "👩‍🚀", "": "empty name", "empty": ""}
    times_us = (-5, 0, 1_700_000_000_123_456, 4_102_444_800_000_000, 7_258_118_400_000_000)
    for number, started_at_us in enumerate(times_us):
        record(
            copy.store,
            exchange(f"x{number}", started_at_us=started_at_us, properties=texts, user_id="\u2028", cost_usd=1e-300),
        )
    record(copy.store, *(exchange(f"y{month}", started_at_us=month * 2_700_000_000_000) for month in range(101)))
    await copy.store.keep_scores(1, [accuracy("x1", 0.1 + 0.2, kind="float", comment="ö\0")])
    copy.ship()
    copy.check()


async def test_a_record_from_a_backup_is_refused(copy: Copy, tmp_path: Path) -> None:
    """Its next rows would get the ids of others that ClickHouse has: also once it has grown beyond those."""
    record(copy.store, exchange("a"))
    copy.ship()
    with closing(sqlite3.connect(copy.data_dir.database)) as old:
        old.execute("VACUUM INTO ?", (str(tmp_path / "backup.db"),))
    record(copy.store, exchange("b"))
    copy.ship()
    number = copy.node.number
    await copy.close()
    for file in tmp_path.glob("gnomon.db*"):
        file.unlink()
    (tmp_path / "backup.db").rename(copy.data_dir.database)
    copy.store = await SqliteStore.open(copy.data_dir, ScoreSettings())
    copy.restart()
    with pytest.raises(OtherRecord, match=rf"number {number}\).* restored from a backup.* empty server.data_dir"):
        copy.ship()
    record(copy.store, exchange("c"), exchange("d"))
    copy.restart()
    with pytest.raises(OtherRecord):
        copy.ship()
