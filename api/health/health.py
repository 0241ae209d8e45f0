"""GET /healthz: whether calls are accepted, logged and stored, and how far behind each part is."""

from __future__ import annotations

import asyncio
import time
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import structlog
from aiohttp import web

from api.health.health_models import (
    Health,
    HealthStatus,
    NodeHealth,
    ReplicaHealth,
    SpoolHealth,
    StoreHealth,
    WorkerHealth,
)
from api.health.lag_watch import LagWatch
from api.health.nodes import NodeOverview, reasons_of
from api.http.auth import Caller
from api.http.replies import bytes_reply
from api.http.timestamps import iso_8601
from evaluation.feed import Feed
from store.analytics import Replica
from store.base import Stats, Store
from store.ingest import Ingest
from store.settings import DataDir
from store.spool import counters

log = structlog.get_logger()

RECENTLY_S = 600.0  # how long a loss stays a reason after it was noticed


class HealthHandlers:
    def __init__(
        self,
        store: Store,
        ingest: Ingest,
        replica: Replica,
        data_dir: DataDir,
        lag_watch: LagWatch,
        feed: Feed,
        nodes: NodeOverview,
        stats_timeout_s: float = 5.0,
    ) -> None:
        """A store that takes longer than `stats_timeout_s` to count what it has is unavailable."""
        self._store = store
        self._ingest = ingest
        self._replica = replica
        self._data_dir = data_dir
        self._lag_watch = lag_watch
        self._feed = feed
        self._nodes = nodes
        self._stats_timeout_s = stats_timeout_s
        self._dropped: dict[str, int] = {}  # by writer, when last looked at
        self._dropped_more_at = float("-inf")
        self._lost = 0
        self._lost_more_at = float("-inf")

    async def show(self, _request: web.Request, caller: Caller) -> web.Response:
        """200 while calls are served, degraded or not; 503 if the store is unavailable."""
        workers = await asyncio.to_thread(read_workers, self._data_dir)
        stats = await self._stats()
        self._notice_losses(workers)
        nodes = self._nodes.shown()
        reasons = self._reasons(list(workers.values()), stats) + reasons_of(nodes)
        status: HealthStatus = "unavailable" if stats is None else "degraded" if reasons else "ok"
        answer = Health(status=status)
        if caller.known:
            answer = Health(
                status=status,
                reasons=reasons,
                version=server_version(),
                workers=list(workers.values()),
                spool=await self._spool(list(workers.values()), stats),
                store=StoreHealth(**asdict(stats)) if stats else None,
                replica=self._replica_health(stats) if stats else None,
                **self._of_several_nodes(nodes),
            )
        body = answer.model_dump_json(exclude_unset=True).encode()
        return bytes_reply(body, status=503 if stats is None else 200)

    def _of_several_nodes(self, nodes: list[NodeHealth] | None) -> dict[str, Any]:
        """Left out if there is one node only."""
        parts = {"archive": self._nodes.archive(), "nodes": nodes}
        return {name: part for name, part in parts.items() if part is not None}

    async def _spool(self, workers: list[WorkerHealth], stats: Stats | None) -> SpoolHealth:
        lag = self._ingest.lag()
        files, size_bytes = await asyncio.to_thread(quarantined, self._data_dir)
        return SpoolHealth(
            lag_bytes=lag.size_bytes,
            lag_s=round(lag.seconds, 3),
            lagging=self._lag_watch.fault(lag.seconds) is not None,
            dropped=sum(worker.dropped for worker in workers) + (stats.dropped if stats else 0),
            quarantined_files=files,
            quarantined_bytes=size_bytes,
        )

    def _replica_health(self, stats: Stats) -> ReplicaHealth:
        seen = self._replica.version
        behind = max(0, stats.version - seen)
        return ReplicaHealth(version=seen, behind=behind, lag_s=round(self._replica.whole_s_ago, 1) if behind else 0.0)

    def _replica_reasons(self, stats: Stats | None) -> list[str]:
        error, query_error = self._replica.error, self._replica.query_error
        problems = [
            f"a ClickHouse server cannot be used, or needs attention: {problem}"
            for problem in self._nodes.server_problems()
            if problem not in f"{error} {query_error}"
        ]
        if query_error:
            problems.insert(0, f"queries are answered with status 503: {query_error}")
        if not error:
            return problems
        waiting = self._replica_health(stats) if stats else None
        lag = f" ({waiting.behind} changes wait, for up to {waiting.lag_s:.0f} s)" if waiting else ""
        return [f"queries do not include recent calls and scores: {error}{lag}", *problems]

    async def _stats(self) -> Stats | None:
        try:
            return await asyncio.wait_for(self._store.stats(), self._stats_timeout_s)
        except Exception as error:
            log.error("store_unavailable", error=repr(error))
            return None

    def _notice_losses(self, workers: dict[str, WorkerHealth]) -> None:
        dropped = {writer: worker.dropped for writer, worker in workers.items()}
        if any(count > self._dropped.get(writer, 0) for writer, count in dropped.items()):
            self._dropped_more_at = time.monotonic()
        self._dropped = dropped
        lost = self._ingest.lost
        if lost > self._lost:
            self._lost_more_at = time.monotonic()
        self._lost = lost

    def _reasons(self, workers: list[WorkerHealth], stats: Stats | None) -> list[str]:
        """Why the status is not "ok", for a person."""
        reasons = []
        if stats is None:
            reasons.append("the store is unavailable; the log shows the reason")
        if self._ingest.error:
            reasons.append(f"logged calls wait in the spool and do not reach the store: {self._ingest.error}")
        if lag_fault := self._lag_watch.fault(self._ingest.lag().seconds):
            reasons.append(lag_fault)
        reasons += self._replica_reasons(stats) + self._nodes.archive_reasons()
        if self._feed.error:
            reasons.append(f"webhooks and evaluators do not act on recent calls and scores: {self._feed.error}")
        if not any(worker.alive for worker in workers):
            reasons.append("no proxy worker is running")
        if any(worker.spool_full for worker in workers if worker.alive):
            reasons.append(
                "the spool has reached spool.max_bytes, or the disk is full: calls are forwarded without being logged"
            )
        if time.monotonic() - self._dropped_more_at < RECENTLY_S:
            reasons.append("calls were forwarded without being logged in the last ten minutes")
        if time.monotonic() - self._lost_more_at < RECENTLY_S:
            reasons.append("damaged parts of the spool were quarantined in the last ten minutes; the log shows where")
        return reasons


def read_workers(data_dir: DataDir) -> dict[str, WorkerHealth]:
    """The counters of the workers by file name: those that run, and dead ones not added to the store yet."""
    workers = {}
    for path in sorted(data_dir.spool.glob(f"*{counters.SUFFIX}")):
        counted = counters.read(path)
        if counted.get("pid"):
            started_at = counted.pop("started_at_us")
            workers[path.name] = WorkerHealth(
                **counted, alive=counters.is_running(counted["pid"]), started_at=iso_8601(started_at)
            )
    return workers


def quarantined(data_dir: DataDir) -> tuple[int, int]:
    """Number and bytes of the files in quarantine."""
    try:
        sizes = [path.stat().st_size for path in data_dir.quarantine.iterdir()]
    except FileNotFoundError:  # there was none yet, or one has just expired
        return 0, 0
    return len(sizes), sum(sizes)


def server_version() -> str:
    try:
        return version("gnomon")
    except PackageNotFoundError:
        return "not installed"
