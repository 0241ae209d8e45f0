"""GET /healthz."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from structlog.testing import capture_logs

from api.health.health import HealthHandlers
from api.health.lag_watch import LagWatch
from api.health.nodes import NodeOverview
from api.http.auth import key_in_header, public
from api.metrics.prometheus import PrometheusHandlers
from evaluation.evaluators.service import EvaluatorService
from evaluation.evaluators.settings import EvaluationConfig
from evaluation.feed import Feed
from store.analytics import Replica
from store.analytics.replica.duckdb_engine import DuckDBEngine
from store.extract.pricing.cost import Prices
from store.ingest import Ingest
from store.keys import Keys
from store.settings import AnalyticsSettings, DataDir
from store.sqlite import SqliteStore
from tests.api.conftest import Api, MakeConfig, running
from tests.api.test_access import KEYS, shows
from tests.store.calls import Worker
from tests.support.gate import WAIT_S


async def test_all_is_well(api: Api) -> None:
    """A worker that runs, an empty spool and a store that answers are "ok"."""
    await api.log_call("my-request")
    await api.score("my-request", {"a": 1})
    await api.score("later", {"a": 1})
    await api.request("nobody")  # which waits for all that is in the spool
    answer = await api.get("/healthz")
    assert answer.status == 200
    shown = answer.body
    assert (shown["status"], shown["reasons"]) == ("ok", [])
    (worker,) = shown["workers"]
    assert (worker["alive"], worker["dropped"], worker["spool_full"]) == (True, 0, False)
    assert shown["store"]["exchanges"] == 1
    assert (shown["store"]["scores"], shown["store"]["waiting_scores"]) == (2, 1)
    assert (shown["spool"]["lag_bytes"], shown["spool"]["quarantined_files"]) == (0, 0)
    assert shown["version"]


async def test_losses_are_shown(api: Api) -> None:
    """Calls that went on unlogged and a full spool make it "degraded", with the reason, still with status 200."""
    api.writer.counters.add("dropped", 3)
    api.writer.counters["spool_full"] = 1
    answer = await api.get("/healthz")
    assert (answer.status, answer.body["status"]) == (200, "degraded")
    reasons = " ".join(answer.body["reasons"])
    assert "the disk is full" in reasons
    assert "without being logged in the last ten minutes" in reasons
    assert answer.body["workers"][0]["dropped"] == 3


async def test_no_worker_is_degraded(make_config: MakeConfig) -> None:
    """Without a proxy worker nobody's calls are taken."""
    async with running(make_config()) as api:
        api.writer.counters["pid"] = 2**22 + 1  # beyond what a system gives to a process
        answer = await api.get("/healthz")
        assert answer.body["status"] == "degraded"
        assert answer.body["reasons"] == ["no proxy worker is running"]
        assert answer.body["workers"][0]["alive"] is False


async def test_what_is_set_aside_is_counted(api: Api) -> None:
    """Damaged frames that were set aside are shown."""
    quarantine = DataDir(api.config.data_dir).quarantine
    quarantine.mkdir(parents=True, exist_ok=True)
    (quarantine / "x.seg.0").write_bytes(b"12345")
    spool = (await api.get("/healthz")).body["spool"]
    assert (spool["quarantined_files"], spool["quarantined_bytes"]) == (1, 5)


async def test_damage_is_a_reason_for_a_while(make_config: MakeConfig) -> None:
    """A stretch of a segment that is no frame, and an ending that lost its beginning: each is said once, with its
    place, and makes it "degraded"; a torn end, which a killed worker leaves, does not."""
    config = make_config()
    async with running(config) as api:
        worker = Worker(DataDir(config.data_dir))
        with capture_logs() as logged:
            worker.calls("e1")
            worker.writes_bytes(b"GNM1 arriving")
            worker.lets_go()
            await api.request("nobody")  # which waits for all that is in the spool
            shown = (await api.get("/healthz")).body
            assert (shown["status"], shown["spool"]["quarantined_files"]) == ("ok", 1)

            worker = Worker(DataDir(config.data_dir))
            worker.calls("e2")
            end = worker.path.stat().st_size
            worker.writes_bytes(b"garbage")
            worker.closes("e3")
            worker.calls("e4")
            await api.request("nobody")
            worker.lets_go()
            shown = (await api.get("/healthz")).body
        assert shown["status"] == "degraded"
        assert "were quarantined" in shown["reasons"][0]
        assert (await api.request("e4"))["outcome"] == "ok"
    said = {line["event"]: line for line in logged}
    assert said["damaged_stretch_set_aside"] | {"offset": end, "size_bytes": 7} == said["damaged_stretch_set_aside"]
    assert "the opening of exchange e3 is lost" in said["frame_set_aside"]["reason"]
    assert len([line for line in logged if line["event"] == "damaged_stretch_set_aside"]) == 1


async def test_how_far_questions_see(api: Api) -> None:
    """As far as the record reaches, once one was asked; what keeps them from it is a reason until it is gone."""
    await api.log_call("my-request")
    await api.score("my-request", {"a": 1})
    await api.call("POST", "/v1/request/count/query", json={"filter": "all"})
    shown = (await api.get("/healthz")).body
    assert shown["replica"] == {"version": shown["store"]["version"], "behind": 0, "lag_s": 0}
    with closing(sqlite3.connect(DataDir(api.config.data_dir).database, isolation_level=None)) as db:
        newer = "UPDATE counter SET value = value + 1 WHERE name = 'version'"
        db.executescript(f"BEGIN; ALTER TABLE score RENAME TO away; {newer}; COMMIT")
        while not (reasons := (await api.get("/healthz")).body["reasons"]):
            pass
        assert reasons[0].startswith("queries do not include recent calls and scores: ")
        assert "no such table" in reasons[0]
        db.execute("ALTER TABLE away RENAME TO score")
        while (await api.get("/healthz")).body["reasons"]:
            pass


async def test_strangers_see_the_status_alone(make_config: MakeConfig) -> None:
    """Where keys are configured, a caller without one learns whether it is up, and nothing else."""
    async with running(make_config(keys=KEYS)) as api:
        assert (await api.get("/healthz")).body == {"status": "ok"}
        assert "workers" in (await api.get("/healthz", headers=shows("reader"))).body


async def test_a_store_that_is_gone_is_503(make_config: MakeConfig) -> None:
    """When the store can't be used, /healthz says so with a status that a load balancer understands."""
    config = make_config()
    data_dir = DataDir(config.data_dir)
    store = await SqliteStore.open(data_dir, config.scores)
    ingest = Ingest(store, data_dir, Prices(()), {})
    replica = await Replica.open(DuckDBEngine(data_dir, AnalyticsSettings()), ingest.drain)
    feed = Feed(store.pipeline, replica, ingest.unread_ids, bytes(32))
    health = HealthHandlers(store, ingest, replica, data_dir, LagWatch(), feed, NodeOverview(), stats_timeout_s=0.1)
    app = web.Application()
    app.router.add_get("/healthz", public(Keys(()), key_in_header(Keys(())), health.show))
    async with TestClient(TestServer(app)) as client:
        assert (await client.get("/healthz")).status == 200
        await replica.close()
        await store.close()
        answer = await client.get("/healthz")
        assert answer.status == 503
        shown = await answer.json()
        assert shown["status"] == "unavailable"
        assert "the store is unavailable" in shown["reasons"][0]


async def test_a_large_lag_is_a_fault(make_config: MakeConfig) -> None:
    """While logged calls wait for more than ten seconds, health is degraded, and says why."""
    config = make_config()
    data_dir = DataDir(config.data_dir)
    store = await SqliteStore.open(data_dir, config.scores)
    worker = Worker(data_dir)
    worker.calls("e1")
    worker.lets_go()
    a_minute_ago = time.time() - 60
    os.utime(worker.path, (a_minute_ago, a_minute_ago))
    ingest = Ingest(store, data_dir, Prices(()), {})
    replica = await Replica.open(DuckDBEngine(data_dir, AnalyticsSettings()), ingest.drain)
    feed = Feed(store.pipeline, replica, ingest.unread_ids, bytes(32))
    watch = LagWatch()
    health = HealthHandlers(store, ingest, replica, data_dir, watch, feed, NodeOverview())
    evaluators = EvaluatorService(store, replica, feed, EvaluationConfig(), Prices(()), "", bytes(32))
    metrics = PrometheusHandlers(store, ingest, replica, data_dir, watch, feed, evaluators, NodeOverview())
    app = web.Application()
    app.router.add_get("/healthz", public(Keys(()), key_in_header(Keys(())), health.show))
    app.router.add_get("/metrics", public(Keys(()), key_in_header(Keys(())), metrics.show))
    async with TestClient(TestServer(app)) as client:
        shown = await (await client.get("/healthz")).json()
        assert (shown["status"], shown["spool"]["lagging"]) == ("degraded", True)
        assert any(reason.endswith("(more than 10 s): ingest does not keep up") for reason in shown["reasons"])
        assert "gnomon_spool_lagging 1.0" in await (await client.get("/metrics")).text()
        ingest.start()
        assert await ingest.has_all(WAIT_S)
        shown = await (await client.get("/healthz")).json()
        assert shown["spool"]["lagging"] is False
        assert not any("ingest does not keep up" in reason for reason in shown["reasons"])
        assert "gnomon_spool_lagging 0.0" in await (await client.get("/metrics")).text()
    await ingest.stop()
    await replica.close()
    await store.close()


def watched(lags_s: Iterable[float]) -> LagWatch:
    """A watch that has looked once a second."""
    watch = LagWatch()
    for second, lag_s in enumerate(lags_s):
        watch.look(lag_s, 1000.0 + second)
    return watch


def test_a_lag_that_grows_for_a_minute_is_a_fault() -> None:
    """However slowly, and also if each batch that is stored makes it smaller for a moment."""
    assert "fallen behind for a minute" in (watched(second / 10 for second in range(75)).fault(7.5) or "")
    sawtooth = (second / 10 + second % 5 for second in range(75))
    assert watched(sawtooth).fault(7.5)
    assert not watched(second / 10 for second in range(40)).fault(4.0)


@pytest.mark.parametrize(
    "lags_s",
    [
        [0.0] * 200,
        [0.2 + 0.001 * second for second in range(200)],  # below a second, as of an ingest that keeps up
        [9.0] * 200,  # large, but steady
        [*range(10)] * 20,  # each time, it is caught up with
        [8 - second / 25 for second in range(200)],  # becoming smaller
        [second / 10 for second in range(75)] + [1.0] * 20,  # was caught up with
    ],
)
def test_a_lag_that_does_not_grow_is_none(lags_s: list[float]) -> None:
    """A steady one, one that comes and goes, and one that has grown but does not any more."""
    assert watched(lags_s).fault(lags_s[-1]) is None
