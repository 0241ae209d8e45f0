"""The replica says what the record says, whatever its engine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import datetime

import duckdb
import pytest

from store.analytics import QueryTooSlow, Replica
from store.analytics.replica import replica as replica_module
from store.analytics.replica.duckdb_engine import DuckDBEngine
from store.analytics.replica.engine import Engine
from store.base import StoreUnavailable
from store.clickhouse.shipping.engine import ClickHouseEngine
from store.models import Usage
from store.settings import DataDir, ScoreSettings
from store.sql import Sql
from store.sqlite import SqliteStore
from tests.store.analytics.replicas import (
    SETTINGS,
    accuracy,
    contents,
    nothing_to_ingest,
    open_replica,
    record,
    select,
)
from tests.store.calls import exchange
from tests.store.clickhouse.copies import connected, empty_tables, join
from tests.support.clickhouse import ClickHouse

FOREVER = {
    "duckdb": "SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range + b.range = 7",
    "clickhouse": "SELECT count(*) FROM numbers(100000000) a, numbers(100000000) b WHERE a.number + b.number = 7",
}

IN_DUCKDB = pytest.mark.parametrize("engine_name", ["duckdb"])


@pytest.fixture(params=FOREVER)
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClickHouse]:
    with ClickHouse(tmp_path_factory.mktemp("clickhouse")) as server:
        yield server


@pytest.fixture
async def sqlite(data_dir: DataDir, engine_name: str) -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(data_dir, ScoreSettings(), join=join(1) if engine_name == "clickhouse" else None)
    yield store
    await store.close()


@pytest.fixture
async def replica(
    sqlite: SqliteStore, data_dir: DataDir, engine_name: str, request: pytest.FixtureRequest
) -> AsyncIterator[Replica]:
    engine: Engine | None = None
    if engine_name == "clickhouse":
        servers = connected(request.getfixturevalue("server"))
        empty_tables(servers)
        engine = ClickHouseEngine(data_dir, servers)
    async with open_replica(data_dir, engine) as replica:
        yield replica


async def test_a_call_is_there_once_fresh_returns(replica: Replica, sqlite: SqliteStore) -> None:
    """With its properties under numbers, and moments as datetimes in UTC."""
    record(sqlite, exchange("a", started_at_us=1_700_000_000_123_456, properties={"Env": "prod"}, user_id="u"))
    await replica.fresh()
    assert await select(replica, "SELECT request_id, user_id, started_at, is_last, status FROM request") == [
        ("a", "u", datetime.fromisoformat("2023-11-14 22:13:20.123456"), True, 200)
    ]
    key = replica.property_key(1, "eNV")
    assert key is not None
    assert await select(replica, "SELECT value FROM property WHERE key = ?", (key,)) == [("prod",)]
    assert replica.property_key(2, "env") is None


async def test_a_call_that_ends_replaces_its_row(replica: Replica, sqlite: SqliteStore) -> None:
    record(sqlite, exchange("a", outcome=None, status=None, properties={"Env": "prod"}))
    await replica.fresh()
    assert await select(replica, "SELECT outcome FROM request") == [(None,)]
    record(sqlite, exchange("a", properties={"Env": "prod"}))
    await replica.fresh()
    assert await select(replica, "SELECT outcome FROM request") == [("ok",)]
    assert await select(replica, "SELECT count(*) FROM property") == [(1,)]


async def test_a_retried_request_has_the_sums_and_the_scores_at_its_last_try(
    replica: Replica, sqlite: SqliteStore
) -> None:
    """The score came before the retry, and leads to the retry's row after it; a conflict adds nothing."""
    usage = Usage(prompt_tokens=10, completion_tokens=2)
    record(sqlite, exchange("a1", request_id="a", cost_usd=0.5, usage=usage))
    await sqlite.keep_scores(1, [accuracy("a", 90)])
    await replica.fresh()
    record(
        sqlite,
        exchange("a2", request_id="a", cost_usd=0.25, usage=usage, started_at_us=2_000),
        exchange("a3", request_id="a", cost_usd=9.0, usage=usage, started_at_us=3_000, path="/v1/embeddings"),
    )
    await replica.fresh()
    assert await select(
        replica, "SELECT exchange_id, is_last, conflict, cost_usd, prompt_tokens FROM request ORDER BY exchange_id"
    ) == [("a1", False, False, 0.5, 10), ("a2", True, False, 0.75, 20), ("a3", False, True, 9.0, 10)]
    assert await select(replica, "SELECT exchange_id, value FROM score JOIN request ON score.request = request.id") == [
        ("a2", 90.0)
    ]


async def test_an_earlier_try_that_ends_late_counts_in_the_sum(replica: Replica, sqlite: SqliteStore) -> None:
    record(
        sqlite,
        exchange("a1", request_id="a", outcome=None),
        exchange("a2", request_id="a", cost_usd=0.25, started_at_us=2_000, properties={"Env": "x"}),
    )
    await replica.fresh()
    record(sqlite, exchange("a1", request_id="a", cost_usd=0.5))
    await replica.fresh()
    assert await select(replica, "SELECT exchange_id, cost_usd FROM request WHERE is_last") == [("a2", 0.75)]
    assert await select(replica, "SELECT value FROM property") == [("x",)]


async def test_scores_wait_join_and_are_superseded(replica: Replica, sqlite: SqliteStore) -> None:
    await sqlite.keep_scores(1, [accuracy("a", 80)])
    await replica.fresh()
    assert await select(replica, "SELECT request, request_id, target_id FROM score") == [(None, None, "a")]
    record(sqlite, exchange("a"))
    await sqlite.keep_scores(1, [accuracy("a", 85)])
    await replica.fresh()
    assert await select(
        replica,
        "SELECT value, superseded_at IS NULL FROM score JOIN request ON request.id = score.request ORDER BY value",
    ) == [(80.0, False), (85.0, True)]


async def test_what_is_deleted_is_gone(replica: Replica, sqlite: SqliteStore) -> None:
    record(
        sqlite,
        exchange("old1", request_id="r", started_at_us=10, cost_usd=1.0),
        exchange("old2", request_id="q", started_at_us=11, properties={"Env": "x"}),
        exchange("new", request_id="r", started_at_us=5_000, cost_usd=2.0),
    )
    await sqlite.keep_scores(1, [accuracy("r", 1), accuracy("q", 2)])
    await replica.fresh()
    await sqlite.expire(rows_before_us=1_000, bodies_before_us=None)
    await replica.fresh()
    assert await select(replica, "SELECT exchange_id, is_last, cost_usd FROM request") == [("new", True, 2.0)]
    assert await select(replica, "SELECT count(*) FROM property") == [(0,)]
    assert await select(replica, "SELECT value, request_id FROM score JOIN request USING (request_id)") == [(1.0, "r")]


async def test_many_scores_at_once_find_their_requests(replica: Replica, sqlite: SqliteStore) -> None:
    """All of them waiting, all of calls that came along, or some of calls that were there before."""
    led = "SELECT count(*), count(request), count(started_at) FROM score"
    await sqlite.keep_scores(1, [accuracy(f"new{number}", number) for number in range(60)])
    await replica.fresh()
    assert await select(replica, led) == [(60, 0, 0)]
    record(sqlite, *(exchange(f"new{number}") for number in range(60)))
    await replica.fresh()
    assert await select(replica, led) == [(60, 60, 60)]
    record(sqlite, *(exchange(f"newer{number}") for number in range(60)))
    targets = [f"{when}{number}" for when in ("new", "newer") for number in range(60)]
    await sqlite.keep_scores(1, [accuracy(target, 1, name="tone") for target in targets])
    await replica.fresh()
    assert await select(replica, led) == [(180, 180, 180)]


async def test_many_scores_end_at_the_moments_at_which_they_were_replaced(
    replica: Replica, sqlite: SqliteStore
) -> None:
    """Each at its own; of a request that came along, of one that was there before, and of one that never came."""
    record(sqlite, *(exchange(f"x{number}") for number in range(60)))
    await sqlite.keep_scores(1, [accuracy(f"{kind}{number}", 1) for kind in ("x", "new") for number in range(60)])
    await replica.fresh()
    record(sqlite, *(exchange(f"new{number}") for number in range(30)))
    later = [
        await sqlite.keep_scores(1, [accuracy(f"x{number}", 2), accuracy(f"new{number}", 2)]) for number in range(60)
    ]
    await replica.fresh()
    ended = await select(
        replica,
        "SELECT target_id, epoch_us(superseded_at), request IS NOT NULL, started_at IS NOT NULL"
        " FROM score WHERE value = 1",
    )
    moments = {
        f"{kind}{number}": receipt.recorded_at_us for number, receipt in enumerate(later) for kind in ("x", "new")
    }
    called = {target: target.startswith("x") or int(target.removeprefix("new")) < 30 for target in moments}
    assert sorted(ended) == sorted((target, at_us, called[target], called[target]) for target, at_us in moments.items())
    assert await select(replica, "SELECT count(*), count(superseded_at) FROM score") == [(240, 120)]
    assert await select(replica, "SELECT ever, ratings, of_requests FROM score_name") == [(240, 120, 90)]


async def test_a_score_that_is_replaced_when_its_call_ends_says_how_it_ended(
    replica: Replica, sqlite: SqliteStore
) -> None:
    record(sqlite, exchange("a", outcome=None, status=None))
    await sqlite.keep_scores(1, [accuracy("a", 1)])
    await replica.fresh()
    record(sqlite, exchange("a", outcome="ok", status=200))
    await sqlite.keep_scores(1, [accuracy("a", 2)])
    await replica.fresh()
    assert await select(replica, "SELECT value, status, superseded_at IS NULL FROM score ORDER BY id") == [
        (1.0, 200, False),
        (2.0, 200, True),
    ]


async def test_names_of_scores_are_those_that_are_left(replica: Replica, sqlite: SqliteStore) -> None:
    record(sqlite, exchange("a"))
    receipt = await sqlite.keep_scores(
        1, [accuracy("a", 1, author="anna"), accuracy("a", 2, author="bert"), accuracy("a", 3, name="tone")]
    )
    _, bert, tone = receipt.score_ids
    columns = "SELECT name, author, ever, ratings, of_requests FROM score_name ORDER BY name"
    await replica.fresh()
    assert await select(replica, columns) == [("accuracy", None, 2, 2, 2), ("tone", "", 1, 1, 1)]
    assert bert
    assert tone
    await sqlite.delete_score(1, bert)
    await sqlite.delete_score(1, tone)
    await replica.fresh()
    assert await select(replica, columns) == [("accuracy", "anna", 1, 1, 1)]
    last = "SELECT epoch_us(last_recorded_at) FROM score_name"
    assert await select(replica, last) == [(receipt.recorded_at_us,)]


async def test_it_follows_by_itself(replica: Replica, sqlite: SqliteStore) -> None:
    """Nobody asks for freshness, and the call is there soon."""
    record(sqlite, exchange("a"))
    async with asyncio.timeout(20):
        while await select(replica, "SELECT count(*) FROM request") == [(0,)]:
            await asyncio.sleep(0.05)


@IN_DUCKDB
async def test_while_nobody_asks_changes_are_copied_together(
    sqlite: SqliteStore, data_dir: DataDir, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many at once cost a quarter. Whoever asks has them at once all the same."""
    for name, value in {"LOOK_EVERY_S": 0.01, "_ATTENTION_S": 0.0, "_REST_S": 3_600.0, "_MANY_CHANGES": 10}.items():
        monkeypatch.setattr(replica_module, name, value)
    count = "SELECT count(*) FROM request"
    async with open_replica(data_dir) as replica:
        await replica.fresh()
        for number in range(9):
            record(sqlite, exchange(f"a{number}"))
            assert await select(replica, count) == [(0,)]  # there was time to look, and too little to copy
        record(sqlite, *(exchange(f"b{number}") for number in range(9)))
        async with asyncio.timeout(20):
            while await select(replica, count) == [(0,)]:
                pass
        assert await select(replica, count) == [(18,)]
        record(sqlite, exchange("c"))
        await replica.fresh()
        assert await select(replica, count) == [(19,)]


async def test_a_query_that_takes_too_long_is_interrupted(replica: Replica, engine_name: str) -> None:
    """And its thread is free again at once."""
    for _ in range(6):
        with pytest.raises(QueryTooSlow, match=r"longer than 0\.05 s"):
            await select(replica, FOREVER[engine_name], timeout_s=0.05)
    assert await select(replica, "SELECT 42") == [(42,)]


async def test_a_query_whose_caller_has_gone_is_interrupted(replica: Replica, engine_name: str) -> None:
    queries = [asyncio.create_task(select(replica, FOREVER[engine_name])) for _ in range(6)]
    await asyncio.wait(queries, timeout=0.2)
    for task in queries:
        task.cancel()
    done, _ = await asyncio.wait(queries, timeout=20)
    assert all(task.cancelled() for task in done)
    assert len(done) == 6
    assert await select(replica, "SELECT 42") == [(42,)]


async def test_columns_are_arrays(replica: Replica) -> None:
    """NULLs are masked."""
    found = await replica.read(
        lambda snapshot: snapshot.columns(Sql("SELECT * FROM (VALUES (1, 0.5), (2, NULL)) AS t (i, x) ORDER BY i"))
    )
    assert found["i"].tolist() == [1, 2]
    assert found["x"].tolist() == [0.5, None]


@IN_DUCKDB
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY (SELECT 1) TO 'here.csv'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET memory_limit = '100GB'",
        "SET enable_external_access = true",
    ],
)
async def test_nothing_outside_can_be_reached(replica: Replica, sql: str) -> None:
    """No file, no network, no other settings: whatever statement should ever get in."""
    with pytest.raises((duckdb.PermissionException, duckdb.InvalidInputException)):
        await select(replica, sql)


async def test_a_replica_without_traffic_is_empty_and_whole(replica: Replica) -> None:
    assert all(rows == [] for rows in (await contents(replica)).values())


@IN_DUCKDB
async def test_who_waits_while_it_is_closed_is_told(sqlite: SqliteStore, data_dir: DataDir) -> None:
    """Neither an answer without the newest changes, nor an error of the threads that have ended."""
    replica = await Replica.open(DuckDBEngine(data_dir, SETTINGS), nothing_to_ingest)
    record(sqlite, exchange("a"))
    async with replica.at_rest():
        waiting = asyncio.create_task(replica.holds(replica.version + 1))
        closing = asyncio.create_task(replica.close())
        await asyncio.wait([waiting, closing], timeout=0.2)
    await closing
    late = select(replica, "SELECT 1"), replica.names_of_all(), replica.holds(replica.version + 1)
    for outcome in await asyncio.gather(waiting, *late, return_exceptions=True):
        assert isinstance(outcome, StoreUnavailable), repr(outcome)
