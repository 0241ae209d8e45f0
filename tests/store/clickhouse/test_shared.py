"""What exists once: what was acknowledged stays, and what was not is taken back by a node that is the owner no more."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from store.base import StoreUnavailable
from store.clickhouse.nodes import shared
from store.clickhouse.nodes.leases import LeaseTimes
from store.clickhouse.nodes.owner import Owner, lease_of_owner
from store.clickhouse.nodes.registry import Node, Nodes
from store.clickhouse.nodes.shared import SharedState
from store.clickhouse.servers import Servers
from store.evaluation.labelling import QueueItem, QueueStep
from store.models import ScoreDefinition
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.clickhouse.shared_servers import connected
from tests.store.test_labelling import queue
from tests.support.clickhouse import ClickHouse


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClickHouse]:
    with ClickHouse(tmp_path_factory.mktemp("clickhouse")) as server:
        yield server


TIMES = LeaseTimes(visible_s=0.2)


class Holder:
    """A node's record, and what it shares."""

    def __init__(self, servers: Servers, store: SqliteStore, name: str) -> None:
        self.store = store
        nodes = Nodes(servers, Node(1, name, 1, "http://127.0.0.1:1"), name)
        self.owner = Owner(nodes, lease_of_owner(servers, name, name, TIMES))
        self.shared = SharedState(servers, self.owner, store.shared)

    async def define(self, name: str, maximum: float = 0.1 + 0.2) -> None:
        await self.store.define_score(1, ScoreDefinition(name, maximum=maximum, labels=("ü",)))

    async def take_over(self) -> None:
        """Tries again where a busy machine has made a claim too late."""
        while not self.shared.is_here:
            self.owner.step()
            await self.shared.look()

    async def names(self) -> list[str]:
        return [each.name for each in await self.store.score_definitions(1)]


@pytest.fixture
async def two(server: ClickHouse, tmp_path: Path) -> AsyncIterator[list[Holder]]:
    """Nodes that want to be the owner, of an installation in which nothing happened before."""
    servers = connected(server)
    for table in ("lease_row", "shared_row"):
        servers.command(f"TRUNCATE TABLE {table}")
    stores = [await SqliteStore.open(_data_dir(tmp_path / name), ScoreSettings()) for name in "ab"]
    yield [Holder(servers, store, name) for store, name in zip(stores, "ab", strict=True)]
    for store in stores:
        await store.close()


async def test_a_change_that_was_not_acknowledged_is_taken_back(two: list[Holder]) -> None:
    """Each owner brings what its record had before it joined, and has what the one before has acknowledged."""
    one, other = two
    await one.define("from before")
    await other.define("of another record")
    await one.take_over()
    await one.define("confirmed")
    await one.shared.confirm()
    await one.define("not confirmed")
    await one.define("confirmed", maximum=9)
    one.owner.release()
    await other.take_over()
    with pytest.raises(StoreUnavailable, match="no longer the owner"):
        await one.shared.confirm()
    await other.define("of the next one")
    await other.shared.confirm()
    await one.shared.look()
    assert (
        await one.names() == await other.names() == ["confirmed", "from before", "of another record", "of the next one"]
    )
    assert await one.store.score_definitions(1) == await other.store.score_definitions(1)


async def test_a_queue_of_many_rows_is_that_of_all_nodes(two: list[Holder], monkeypatch: pytest.MonkeyPatch) -> None:
    """With what raters put off, and what was removed. Rows are written, read and stored in parts, the newest last."""
    for limit in ("_INSERTED_MOST", "_READ_MOST", "_APPLIED_MOST"):
        monkeypatch.setattr(shared, limit, 2)
    one, other = two
    await one.take_over()
    made = queue(filter="all")
    assert await one.store.labelling.put_queue(made)
    await one.store.labelling.add_items(made, [QueueItem(name, place, 0.5) for place, name in enumerate("abcde")])
    await one.shared.confirm()
    await one.store.labelling.put_queue(replace(made, name="renamed"))
    await one.store.labelling.hand_out(made, QueueStep("anna", skip="a"))
    await one.store.labelling.remove_item(made, "b")
    await one.shared.confirm()
    await other.shared.look()
    assert [each.name for each in await other.store.labelling.queues(1)] == ["renamed"]
    for holder in two:
        labelling = holder.store.labelling
        assert await labelling.item_ids("q") == ["a", "c", "d", "e"]
        assert "b" in await labelling.decided_ids("q")
        progress = (await labelling.progress([made], "anna"))["q"]
        assert [each.skipped for each in progress.raters] == [1]
    one.owner.release()
    await other.take_over()
    await other.store.labelling.delete_queue(1, "q")
    await other.shared.confirm()
    await one.shared.look()
    assert (await one.store.labelling.queues(1), await one.store.labelling.decided_ids("q")) == ([], [])


def _data_dir(folder: Path) -> DataDir:
    folder.mkdir()
    return DataDir(folder)
