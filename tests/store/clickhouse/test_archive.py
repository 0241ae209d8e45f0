"""What the archive has of a record is the record: read while its node is away, and copied back after it is lost."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.analytics.replica.source import Source
from store.base import Batch, CannotOpen
from store.clickhouse.archive.archiving import ASK_EVERY_S, Archiver, OtherArchive
from store.clickhouse.archive.comparing import differences, sums_of_archive, sums_of_record
from store.clickhouse.archive.keeping import keep_archive
from store.clickhouse.archive.reading import NodeArchive
from store.clickhouse.archive.rebuilding import NodeRebuilding
from store.clickhouse.servers import Servers
from store.clickhouse.shipping.shipper import Shipper, ShippingNode
from store.models import Bodies
from store.settings import DataDir, ScoreSettings, StoreSettings
from store.sqlite import SqliteStore
from store.sqlite.files import read_only_uri
from tests.store.analytics.histories import Step, change, step
from tests.store.analytics.replicas import accuracy, record
from tests.store.calls import answer, exchange
from tests.store.clickhouse.copies import join
from tests.store.test_steps import CHAT, TRACE, keep, span
from tests.support.clickhouse import CLUSTER, PASSWORD, USER, ClickHouse

numbers = count(100)  # of nodes
SHARD = 2
ODD = ("a\\tb", "tab\tand\nline", "'quotes'\"", "ö\u2028{x}%", "[1]")
# Of this machine or moment, or how often a log was cut
PASSING = {"migration", "change", "spool_position", "counted_writer", "queue_lease"}
KILLS = st.integers(0, 12).map(lambda inserts: ("killed", inserts))
BODIES = st.tuples(st.integers(0, 5), st.integers(0, 3)).map(lambda bodies: ("bodies", bodies))
EXPIRY = st.integers(0, 5).map(lambda number: ("expire bodies", number * 1_000))


class Killed(Exception):
    pass


class Copy:
    """A record and its archive on the server, which all tests share: each record is a node of its own."""

    def __init__(self, servers: Servers, store: SqliteStore, data_dir: DataDir, number: int) -> None:
        self.servers = servers
        self.store = store
        self.data_dir = data_dir
        self.number = number
        store.log_changes().result()
        self.archiver = self.archiver_of(servers)

    def archiver_of(self, servers: Servers, ask_every_s: float = ASK_EVERY_S) -> Archiver:
        def forget(*upto: int) -> None:
            self.store.forget_changes(*upto).result()

        return Archiver(servers, self.data_dir, SHARD, forget, ask_every_s)

    def archive(self) -> None:
        self.archiver.copy()

    def ship(self) -> None:
        """What queries need."""
        with closing(Source(self.data_dir, all_features=True)) as source:
            assert source.node
            Shipper(self.servers, source, ShippingNode(*source.node)).ship(lambda done, of: None, lambda: True)

    def cut_short(self, inserts: int) -> None:
        """As if the process had been killed after that many inserts."""
        left = iter(range(inserts))
        insert_rows = self.servers.insert_rows

        class Cut:
            def __getattr__(self, name: str) -> Any:
                return getattr(servers, name)

            def insert_rows(self, *args: Any, **kw: Any) -> None:
                if next(left, None) is None:
                    raise Killed
                insert_rows(*args, **kw)

        servers = self.servers
        self.archiver.close()
        cut: Any = Cut()
        with closing(self.archiver_of(cut)) as archiver:
            try:
                archiver.copy()
            except Killed:
                pass
        self.archiver = self.archiver_of(self.servers)

    def rebuild(self, folder: Path) -> DataDir:
        with closing(NodeRebuilding(self.servers, self.number, DataDir(folder), page_rows=4)) as rebuilding:
            rebuilding.run(lambda done: None)
            there = sums_of_archive(self.servers, self.number)
            assert differences(sums_of_record(rebuilding.incomplete, lambda done: None), there) == []
            rebuilding.finish()
        return DataDir(folder)

    def interrupt_rebuild(self, folder: Path) -> None:
        """After two pages."""

        def progress(done: int) -> None:
            if next(left, None) is None:
                raise Killed

        left = iter(range(1))
        rebuilding = NodeRebuilding(self.servers, self.number, DataDir(folder), page_rows=4)
        with closing(rebuilding), pytest.raises(Killed):
            rebuilding.run(progress)

    async def close(self) -> None:
        self.archiver.close()
        await self.store.close()


@pytest.fixture(scope="module")
def servers(shards: list[ClickHouse]) -> Servers:
    hosts = ",".join(f"127.0.0.1:{server.http_port}" for server in shards)
    settings = StoreSettings(url=f"clickhouse://{USER}@{hosts}/calls", password=PASSWORD, cluster=CLUSTER)
    servers = Servers.connect(settings)
    for host in servers.hosts:
        host.facts()  # makes its tables
    return servers


@asynccontextmanager
async def open_copy(servers: Servers, folder: Path) -> AsyncIterator[Copy]:
    number = next(numbers)
    data_dir = DataDir(folder)
    store = await SqliteStore.open(data_dir, ScoreSettings(), join=join(number, SHARD))
    copy = Copy(servers, store, data_dir, number)
    try:
        yield copy
    finally:
        await copy.close()


@pytest.fixture
async def copy(servers: Servers, tmp_path: Path) -> AsyncIterator[Copy]:
    async with open_copy(servers, tmp_path / "record") as copy:
        yield copy


@settings(max_examples=4, deadline=None)
@given(steps=st.lists(st.one_of(step, KILLS, BODIES, EXPIRY), min_size=1, max_size=20))
def test_a_record_that_is_copied_back_is_the_record(servers: Servers, steps: list[Step]) -> None:
    """Retries, conflicts, waiting scores, deletions, bodies that share pieces, and kills, in any order."""
    with TemporaryDirectory() as root:
        asyncio.run(_compare(servers, Path(root), steps))


async def _compare(servers: Servers, folder: Path, steps: list[Step]) -> None:
    async with open_copy(servers, folder / "record") as copy:
        for kind, what in steps:
            if kind == "killed":
                copy.cut_short(what)
            elif kind == "bodies":
                await add_bodies(copy.store, *what)
            elif kind == "expire bodies":
                await copy.store.expire(rows_before_us=None, bodies_before_us=what)
            elif not await change(copy.store, copy.data_dir, (kind, what)):
                copy.archive()
        copy.archive()
        assert tables(copy.rebuild(folder / "rebuilt")) == tables(copy.data_dir)


async def add_bodies(store: SqliteStore, number: int, variant: int) -> None:
    call = exchange(f"b{number}", started_at_us=number * 1_000, outcome="ok")
    store.store_batch(Batch(exchanges=[call], bodies={call.exchange_id: conversation(number + variant)})).result()


def conversation(length: int) -> Bodies:
    messages = [{"role": "user", "content": f"message {number} " * 300} for number in range(length)]
    return Bodies(orjson.dumps({"model": "m", "messages": messages}), answer())


async def test_requests_and_bodies_are_read_as_their_node_has_them(copy: Copy, tmp_path: Path) -> None:
    """By every kind of id, with attempts, conflicts, properties, scores and what read them back."""
    store, archive = copy.store, NodeArchive(copy.servers, copy.number)
    calls = [
        exchange(f"x{n}", request_id=f"r{n % 3}", started_at_us=n * 1_000, upstream_id=f"up{n % 2}", cost_usd=0.5,
                 properties={"Env": "a", "Team": f"t{n}"}, path="/v1/embeddings" if n == 4 else "/v1/chat/completions")
        for n in range(8)
    ]  # fmt: skip
    store.store_batch(
        Batch(exchanges=calls, bodies={call.exchange_id: conversation(n + 2) for n, call in enumerate(calls)})
    ).result()
    await store.keep_scores(
        1, [accuracy("r0", 1, metadata={"why": ["ü", 1.5]}), accuracy("x4", 2), accuracy("never", 3)]
    )
    await store.set_property(1, "r1", "Color", "red")
    await store.keep_scores(1, [accuracy("r1", 1, name=name) for name in ODD])
    record(store, *(exchange(name, started_at_us=9_000) for name in ODD))
    described, its_body = span(7, CHAT)  # a call that passed the proxy, too
    record(store, exchange("wire", started_at_us=7_000, upstream_id="answer-1"))
    await keep(store, (described, its_body))
    assert (await store.request(1, described.exchange_id) or described).request_id == "wire"
    await store.keep_scores(1, [accuracy("trace", 1, target_kind="session"), accuracy("r0", 2, target_kind="session")])
    copy.archive()
    steps = await store.steps(1, TRACE, 10)
    assert [step.request_id for step in steps] == ["wire"]
    assert await archive.steps(1, TRACE, 10) == steps
    assert (await archive.steps(2, TRACE, 10), await archive.steps(1, "no such", 10)) == ([], [])
    for kind, target in (("request", "r0"), ("request", "x4"), ("request", "never"), ("request", "no such"),
                         ("session", "trace"), ("session", "r0"), ("session", "r1")):  # fmt: skip
        assert await archive.scores_of(1, kind, target) == await store.scores_of(1, kind, target), target
    for any_id in ("r0", "r1", "r2", "x3", "x7", "up0", "up1", "never", "no such", described.exchange_id, *ODD):
        assert await archive.request(1, any_id) == await store.request(1, any_id), any_id
        assert await archive.bodies(1, any_id) == await store.bodies(1, any_id), any_id
    assert (await archive.request(2, "r0"), await archive.bodies(2, "x0")) == (None, None)
    assert (await archive.bodies(1, "x7") or Bodies(None, None)).request == conversation(9).request
    await store.keep_scores(1, [accuracy("r0", 7)])  # supersedes
    await store.expire(rows_before_us=3_500, bodies_before_us=5_500)
    copy.archive()
    copy.rebuild(tmp_path / "rebuilt")
    for any_id in ("r0", "r1", "x0", "x3", "x4", "x7", "up1"):
        assert await archive.request(1, any_id) == await store.request(1, any_id), any_id
        assert await archive.bodies(1, any_id) == await store.bodies(1, any_id), any_id


async def test_a_copy_back_that_was_interrupted_goes_on(copy: Copy, tmp_path: Path) -> None:
    """If the node has copied more meanwhile, it begins again."""
    for number in range(5):
        await add_bodies(copy.store, number, 1)
    copy.archive()
    target = tmp_path / "rebuilt"
    copy.interrupt_rebuild(target)
    copy.interrupt_rebuild(target)
    assert tables(copy.rebuild(target)) == tables(copy.data_dir)
    with pytest.raises(CannotOpen, match="has a record already"):
        copy.rebuild(target)

    copy.interrupt_rebuild(tmp_path / "again")
    await copy.store.expire(rows_before_us=2_000, bodies_before_us=None)
    copy.archive()
    assert tables(copy.rebuild(tmp_path / "again")) == tables(copy.data_dir)


async def test_a_rebuilt_record_goes_on_where_the_lost_one_was(copy: Copy, tmp_path: Path) -> None:
    """Its next changes are copied, and get no number that was in use."""
    for number in range(3):
        await add_bodies(copy.store, number, 1)
    await copy.store.expire(rows_before_us=None, bodies_before_us=2_500)  # the bodies with the highest ids
    copy.archive()
    record(copy.store, exchange("of the last second"))
    copy.ship()
    rebuilt = copy.rebuild(tmp_path / "rebuilt")
    await copy.close()
    copy.data_dir = rebuilt
    copy.store = await SqliteStore.open(rebuilt, ScoreSettings())
    copy.archiver = copy.archiver_of(copy.servers)
    record(copy.store, exchange("after it"))
    copy.ship()
    in_queries = copy.servers.query(
        "SELECT exchange_id FROM request_all WHERE bitShiftRight(id, 40) = {node:UInt32} ORDER BY id",
        {"node": copy.number},
        settings={"final": 1},
    )
    assert list(in_queries.columns[0]) == ["b0", "b1", "b2", "of the last second", "after it"]
    async with keep_archive(copy.servers, copy.store, rebuilt, SHARD, every_s=0.01) as keeper:
        for number in range(6):
            await add_bodies(copy.store, number, 2)
        await copy.store.keep_scores(1, [accuracy("b1", 1)])
        await copy.store.set_property(1, "b1", "Color", "red")
        archive = NodeArchive(copy.servers, copy.number)
        while await archive.request(1, "b1") != await copy.store.request(1, "b1"):
            await asyncio.sleep(0.01)  # it is copied beside this
        record(copy.store, exchange("of the last moment"))
    assert keeper.error is None
    assert await archive.request(1, "of the last moment") == await copy.store.request(1, "of the last moment")
    with closing(sqlite3.connect(read_only_uri(rebuilt.database), uri=True)) as db:
        assert db.execute("SELECT count(*) FROM change").fetchone()[0] == 1, "what was copied is forgotten"
    again = copy.rebuild(tmp_path / "again")
    assert tables(again) == tables(rebuilt)


async def test_a_body_with_the_id_of_a_deleted_one_is_copied(copy: Copy) -> None:
    """SQLite gives the highest ids again once their rows are deleted, whether or not the archive knows that by then."""
    for number in (3, 2, 1, 0):
        await add_bodies(copy.store, number, 1)
    copy.archive()
    await copy.store.expire(rows_before_us=500, bodies_before_us=500)
    copy.archive()
    await add_bodies(copy.store, 4, 1)  # takes the ids of 0
    copy.archive()
    await copy.store.expire(rows_before_us=None, bodies_before_us=4_500)
    for number in (5, 0):  # take the ids of others; the second is a call that was deleted
        await add_bodies(copy.store, number, 1)
    copy.archive()
    archive = NodeArchive(copy.servers, copy.number)
    for number in range(6):
        assert await archive.bodies(1, f"b{number}") == await copy.store.bodies(1, f"b{number}"), number


async def test_the_archive_of_another_record_is_left_alone(copy: Copy, tmp_path: Path) -> None:
    record(copy.store, exchange("a"))
    copy.archive()
    other = await SqliteStore.open(DataDir(tmp_path / "other"), ScoreSettings(), join=join(copy.number))
    other.log_changes().result()
    archiver = Archiver(copy.servers, DataDir(tmp_path / "other"), 1)
    with closing(archiver), pytest.raises(OtherArchive, match=f"of node {copy.number} that this record never had"):
        archiver.copy()
    await other.close()


def tables(data_dir: DataDir) -> dict[str, list[Any]]:
    """Everything in a record that matters."""
    found = {}
    for path in (data_dir.database, data_dir.bodies):
        with closing(sqlite3.connect(read_only_uri(path), uri=True)) as db:
            names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            for name in set(names) - PASSING:
                rows = db.execute(f'SELECT * FROM "{name}"').fetchall()
                found[f"{path.name}:{name}"] = sorted(rows, key=repr)
    return found
