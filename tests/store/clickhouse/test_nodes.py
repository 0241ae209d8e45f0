"""Each record is a node with a number of its own, from which its ids begin."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from store.base import CannotOpen
from store.clickhouse.nodes.leases import LeaseTimes
from store.clickhouse.nodes.registry import USUAL_TIMES, Node, Nodes, NodeTimes, join
from store.clickhouse.servers import Servers
from store.models import NewScore
from store.settings import DataDir, ScoreSettings, StoreSettings
from store.sqlite import SqliteStore
from tests.store.clickhouse.shared_servers import connected
from tests.support.clickhouse import CLUSTER, ClickHouse, cluster

ADDRESS = "http://127.0.0.1:1"
TIMES = NodeTimes(lease=LeaseTimes(visible_s=0.3))
SCORE = NewScore("any", "quality", "float", 1.0)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClickHouse]:
    with ClickHouse(tmp_path_factory.mktemp("clickhouse")) as server:
        yield server


async def _joined(
    servers: Servers, folder: Path, numbers: Iterable[int] | None = None, times: NodeTimes = TIMES
) -> tuple[SqliteStore, Node]:
    """A record as a node: it has its number before anything is stored. `numbers`: to be tried instead of any."""
    folder.mkdir(exist_ok=True)
    nodes: list[Node] = []
    store = await SqliteStore.open(
        DataDir(folder),
        ScoreSettings(),
        join=lambda session: nodes.append(join(servers, session, ADDRESS, times, numbers)),
    )
    return store, nodes[0]


async def test_nodes_that_join_at_once_are_spread_over_the_shards(tmp_path: Path) -> None:
    with cluster(tmp_path / "clickhouse", 2) as shards:
        url = f"{shards[0].url('')[:-1]},127.0.0.1:{shards[1].http_port}/gnomon"
        servers = Servers.connect(StoreSettings(url=url, cluster=CLUSTER))
        joined = await asyncio.gather(*(_joined(servers, tmp_path / name, times=USUAL_TIMES) for name in "abcd"))
        assert sorted(node.shard for _, node in joined) == [1, 1, 2, 2]
        for store, _ in joined:
            await store.close()


async def _single(folder: Path) -> None:
    """A record with a score, of an installation without nodes."""
    folder.mkdir()
    store = await SqliteStore.open(DataDir(folder), ScoreSettings())
    await store.keep_scores(1, [SCORE])
    await store.close()


async def test_nodes_that_want_the_same_number_at_once_get_different_ones(server: ClickHouse, tmp_path: Path) -> None:
    """Their rows have different ids. A record keeps its number when its node starts again."""
    joined = await asyncio.gather(*(_joined(connected(server), tmp_path / name, range(7, 20)) for name in "abc"))
    assert sorted(node.number for _, node in joined) == [7, 8, 9]
    for store, node in joined:
        await store.keep_scores(1, [SCORE])
        assert (await store.stats()).version >> 40 == node.number
        await store.close()
    again, node = await _joined(connected(server), tmp_path / "a")
    assert node == joined[0][1]
    await again.close()


async def test_a_node_starts_while_clickhouse_is_away_unless_it_is_new(server: ClickHouse, tmp_path: Path) -> None:
    """Its record knows its number."""
    away = ClickHouse(tmp_path / "never started")
    with pytest.raises(CannotOpen, match="this node is new and cannot be registered"):
        await _joined(connected(away), tmp_path / "f")
    store, node = await _joined(connected(server), tmp_path / "f")
    await store.close()
    again, same = await _joined(connected(away), tmp_path / "f")
    assert same == node
    await again.close()


async def test_only_one_record_with_rows_from_before_joins(server: ClickHouse, tmp_path: Path) -> None:
    """Its ids begin with 0 and stay. A second one would have the same ids."""
    for name in ("first", "second"):
        await _single(tmp_path / name)
    store, node = await _joined(connected(server), tmp_path / "first")
    assert node.number == 0
    with pytest.raises(CannotOpen, match=r"empty server\.data_dir"):
        await _joined(connected(server), tmp_path / "second")
    await store.close()


async def test_a_node_that_is_not_seen_for_five_seconds_is_away(server: ClickHouse, tmp_path: Path) -> None:
    """Others know its address and when it was seen last."""
    servers: Servers = connected(server)
    joined = [await _joined(connected(server), tmp_path / name) for name in "de"]
    here, there = [Nodes(servers, node, node.uuid) for _, node in joined]
    await there.beat()
    await here.beat()
    known = here.get(there.own.number)
    assert known is not None
    assert (known.node, known.is_away) == (there.own, False)
    change = f"UPDATE seen_at = seen_at - 6 WHERE number = {there.own.number} SETTINGS mutations_sync = 1"
    servers.command(f"ALTER TABLE node_row {change}")
    await here.beat()
    known = here.get(there.own.number)
    assert known is not None
    assert known.is_away
    for store, _ in joined:
        await store.close()
