"""GET /metrics: what monitoring reads, in the text format of Prometheus.

Everything is read at the scrape: the counter files of the workers, the tallies of ingest, the counts of the store.
Nothing is counted here.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from aiohttp import web
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from api.health.health import quarantined, read_workers, server_version
from api.health.lag_watch import LagWatch
from api.health.nodes import NodeOverview
from api.http.auth import Caller
from api.http.replies import PRIVATE
from api.metrics.evaluator_families import EvaluatorReadings
from api.metrics.families import Readings
from evaluation.evaluators.service import EvaluatorService
from evaluation.feed import Feed
from store.analytics import Replica
from store.base import Stats, Store
from store.ingest import Ingest
from store.settings import DataDir

log = structlog.get_logger()

T = TypeVar("T")

STATS_TIMEOUT_S = 5.0  # a store that takes longer is unavailable


class PrometheusHandlers:
    def __init__(
        self,
        store: Store,
        ingest: Ingest,
        replica: Replica,
        data_dir: DataDir,
        lag_watch: LagWatch,
        feed: Feed,
        evaluators: EvaluatorService,
        nodes: NodeOverview,
    ) -> None:
        self._nodes = nodes
        self._lag_watch = lag_watch
        self._evaluators = evaluators
        self._feed = feed
        self._store = store
        self._ingest = ingest
        self._replica = replica
        self._data_dir = data_dir

    async def show(self, _request: web.Request, _caller: Caller) -> web.Response:
        """All projects together. Without an available store its metrics are missing, and the others are there."""
        stats = await self._read(self._store.stats)
        webhooks = {} if stats is None else await self._store.pipeline.counts("webhook")
        evaluators = None if stats is None else await self._read(self._evaluator_readings)
        shadows = {} if stats is None else await self._store.pipeline.counts("shadow")
        body = await asyncio.to_thread(self._render, stats, webhooks, shadows, evaluators)
        return web.Response(body=body, headers=PRIVATE | {"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

    def _render(
        self,
        stats: Stats | None,
        webhooks: dict[str, dict[str, int]],
        shadows: dict[str, dict[str, int]],
        evaluators: EvaluatorReadings | None,
    ) -> bytes:
        registry = CollectorRegistry()
        lag = self._ingest.lag()
        registry.register(
            Readings(
                version=server_version(),
                tallies=self._ingest.tallies.snapshot(),
                workers=list(read_workers(self._data_dir).values()),
                lag=lag,
                lagging=self._lag_watch.fault(lag.seconds) is not None,
                damaged=self._ingest.lost,
                quarantined=quarantined(self._data_dir),
                stats=stats,
                evaluators=evaluators,
                replica_version=self._replica.version,
                archive=self._nodes.archive(),
                archive_error=self._nodes.archive_error,
                feed_error=self._feed.error,
                webhooks=webhooks,
                shadows=shadows,
            )
        )
        return generate_latest(registry)

    async def _evaluator_readings(self) -> EvaluatorReadings:
        states = await self._evaluators.states()
        counts = await self._store.pipeline.counts("evaluator")
        return EvaluatorReadings(states, counts, await self._store.evaluators.spent(time.time_ns() // 1000))

    async def _read(self, read: Callable[[], Awaitable[T]]) -> T | None:
        """None: the store is unavailable."""
        try:
            return await asyncio.wait_for(read(), STATS_TIMEOUT_S)
        except Exception as error:
            log.error("store_unavailable", error=repr(error))
            return None
