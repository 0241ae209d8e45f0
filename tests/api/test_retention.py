"""What is deleted by its age."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator

import pytest

from api.retention import delete_old
from store.base import Batch, WaitingRecords
from store.models import Bodies, ExchangeRow, NewScore
from store.settings import DataDir, RetentionSettings, ScoreSettings
from store.sqlite import SqliteStore
from tests.api.conftest import Api, MakeConfig, running

DAY_US = 86_400_000_000
NOW_US = time.time_ns() // 1000


@pytest.fixture
async def store(make_config: MakeConfig) -> AsyncIterator[SqliteStore]:
    """With a call of today and one of ten days ago, both scored, and a score that waits."""
    config = make_config()
    store = await SqliteStore.open(DataDir(config.data_dir), config.scores)
    exchanges = [_exchange("new", NOW_US), _exchange("old", NOW_US - 10 * DAY_US)]
    bodies = {exchange.exchange_id: Bodies(b"{}", b"{}") for exchange in exchanges}
    store.store_batch(Batch(exchanges, bodies)).result()
    for target in ("new", "old", "never"):
        await store.keep_scores(1, [NewScore(target, "a", "integer", value=1.0)])
    yield store
    await store.close()


async def test_nothing_is_deleted_unless_asked_for(store: SqliteStore) -> None:
    """Without settings calls are kept for ever; scores wait their days."""
    await delete_old(store, RetentionSettings(), ScoreSettings(), NOW_US)
    stats = await store.stats()
    assert (stats.exchanges, stats.scores, stats.waiting_scores) == (2, 3, 1)


async def test_bodies_go_before_their_calls(store: SqliteStore) -> None:
    """bodies_days takes the bodies and leaves the rows."""
    await delete_old(store, RetentionSettings(bodies_days=5), ScoreSettings(), NOW_US)
    assert (await store.stats()).exchanges == 2
    assert await store.bodies(1, "new")
    assert await store.bodies(1, "old") is None


async def test_calls_go_with_their_scores(store: SqliteStore) -> None:
    """days takes the rows with bodies and scores."""
    await delete_old(store, RetentionSettings(days=5), ScoreSettings(), NOW_US)
    assert await store.request(1, "new")
    assert await store.request(1, "old") is None
    stats = await store.stats()
    assert (stats.exchanges, stats.scores) == (1, 2)


async def test_scores_that_waited_too_long_are_dropped_and_counted(store: SqliteStore) -> None:
    """A score whose call did not come within waiting_days goes."""
    await delete_old(store, RetentionSettings(), ScoreSettings(waiting_days=1), NOW_US + 2 * DAY_US)
    stats = await store.stats()
    assert (stats.waiting_scores, stats.expired_scores, stats.scores) == (0, 1, 2)


async def test_log_records_whose_span_did_not_come_are_dropped_after_a_day(store: SqliteStore) -> None:
    waiting = Batch(bodies={"span": Bodies(b"{}")}, log_records=[WaitingRecords("span", 2, 2, 1_000)])
    store.store_batch(waiting).result()
    await delete_old(store, RetentionSettings(), ScoreSettings(), NOW_US)
    assert (await store.stats()).waiting_log_records == 2
    await delete_old(store, RetentionSettings(), ScoreSettings(), time.time_ns() // 1000 + 2 * DAY_US)
    stats = await store.stats()
    assert (stats.waiting_log_records, stats.expired_log_records) == (0, 2)


async def test_it_runs_in_the_process(make_config: MakeConfig) -> None:
    """The process deletes what is too old as soon as it starts."""
    old_us = NOW_US - 10 * DAY_US
    async with running(make_config()) as api:
        await api.log_call("old", started_at_us=old_us)
        await api.log_call("new")
    async with running(make_config(retention=RetentionSettings(days=5))) as api:
        await _until_gone(api, "old")
        assert await api.request("new")


async def _until_gone(api: Api, request_id: str) -> None:
    deadline = time.monotonic() + 10
    while await api.request(request_id) is not None:
        assert time.monotonic() < deadline


def _exchange(name: str, started_at_us: int) -> ExchangeRow:
    return ExchangeRow(
        exchange_id=name,
        request_id=name,
        project=1,
        writer="w",
        node="here",
        key_name=None,
        started_at_us=started_at_us,
        method="POST",
        path="/v1/chat/completions",
        upstream="openai",
        target_url="https://api.openai.com/v1/chat/completions",
        outcome="ok",
        status=200,
    )
