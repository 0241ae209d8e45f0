"""What exists once: what was acknowledged stays, and what was not is taken back by a node that is the owner no more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.base import StoreUnavailable
from store.clickhouse.nodes.leases import LeaseTimes
from store.clickhouse.nodes.owner import Owner, lease_of_owner
from store.clickhouse.nodes.registry import Node, Nodes
from store.clickhouse.nodes.shared import SharedState
from store.clickhouse.servers import Servers
from store.models import ScoreDefinition
from store.settings import DataDir, ScoreSettings
from store.sqlite import SqliteStore
from tests.store.clickhouse.shared_servers import connected
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

    async def names(self) -> list[str]:
        return [each.name for each in await self.store.score_definitions(1)]


async def test_a_change_that_was_not_acknowledged_is_taken_back(server: ClickHouse, tmp_path: Path) -> None:
    """Each owner brings what its record had before it joined, and has what the one before has acknowledged."""
    servers = connected(server)
    stores = [await SqliteStore.open(_data_dir(tmp_path / name), ScoreSettings()) for name in "ab"]
    one, two = (Holder(servers, store, name) for store, name in zip(stores, "ab", strict=True))
    await one.define("from before")
    await two.define("of another record")
    one.owner.step()
    await one.shared.look()
    await one.define("confirmed")
    await one.shared.confirm()
    await one.define("not confirmed")
    await one.define("confirmed", maximum=9)
    one.owner.release()
    two.owner.step()
    await two.shared.look()
    assert two.shared.is_here
    with pytest.raises(StoreUnavailable, match="no longer the owner"):
        await one.shared.confirm()
    await two.define("of the next one")
    await two.shared.confirm()
    await one.shared.look()
    assert (
        await one.names() == await two.names() == ["confirmed", "from before", "of another record", "of the next one"]
    )
    assert await one.store.score_definitions(1) == await two.store.score_definitions(1)
    for store in stores:
        await store.close()


def _data_dir(folder: Path) -> DataDir:
    folder.mkdir()
    return DataDir(folder)
