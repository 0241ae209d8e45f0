"""GET /healthz: whether calls are taken, logged and stored, and how far each part is."""

from __future__ import annotations

import asyncio
import time
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version

import structlog
from aiohttp import web

from api.health.health_models import Health, HealthStatus, ReplicaHealth, SpoolHealth, StoreHealth, WorkerHealth
from api.http.answers import written_reply
from api.http.auth import Caller
from api.requests.request_shape import timestamp
from store.analytics import Replica
from store.base import Stats, Store
from store.ingest import Ingest
from store.settings import DataDir
from store.spool import counters

log = structlog.get_logger()

RECENTLY_S = 600.0  # a loss is shown as a reason for this long after it was noticed


class HealthHandlers:
    def __init__(
        self, store: Store, ingest: Ingest, replica: Replica, data_dir: DataDir, patience_s: float = 5.0
    ) -> None:
        """A store that takes longer than `patience_s` to tell its counts can't be used."""
        self._store = store
        self._ingest = ingest
        self._replica = replica
        self._data_dir = data_dir
        self._patience_s = patience_s
        self._dropped: dict[str, int] = {}  # by writer, as last seen
        self._dropped_more_at = float("-inf")
        self._lost = 0
        self._lost_more_at = float("-inf")

    async def show(self, _request: web.Request, caller: Caller) -> web.Response:
        """200 while calls are served, degraded or not; 503 when the store can't be used."""
        workers = await asyncio.to_thread(read_workers, self._data_dir)
        stats = await self._stats()
        self._notice_losses(workers)
        reasons = self._reasons(list(workers.values()), stats)
        status: HealthStatus = "unavailable" if stats is None else "degraded" if reasons else "ok"
        answer = Health(status=status)
        if caller.known:
            answer = Health(
                status=status,
                reasons=reasons,
                version=_version(),
                workers=list(workers.values()),
                spool=await self._spool(list(workers.values()), stats),
                store=StoreHealth(**asdict(stats)) if stats else None,
                replica=self._replica_health(stats) if stats else None,
            )
        body = answer.model_dump_json(exclude_unset=True).encode()
        return written_reply(body, status=503 if stats is None else 200)

    async def _spool(self, workers: list[WorkerHealth], stats: Stats | None) -> SpoolHealth:
        lag = self._ingest.lag()
        files, size_bytes = await asyncio.to_thread(_quarantined, self._data_dir)
        return SpoolHealth(
            lag_bytes=lag.size_bytes,
            lag_s=round(lag.seconds, 3),
            dropped=sum(worker.dropped for worker in workers) + (stats.dropped if stats else 0),
            quarantined_files=files,
            quarantined_bytes=size_bytes,
        )

    def _replica_health(self, stats: Stats) -> ReplicaHealth:
        seen = self._replica.version
        return ReplicaHealth(version=seen, behind=max(0, stats.version - seen))

    async def _stats(self) -> Stats | None:
        try:
            return await asyncio.wait_for(self._store.stats(), self._patience_s)
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
        """Why it is not "ok", in words for a person."""
        reasons = []
        if stats is None:
            reasons.append("the store can't be used; the log has the reason")
        if self._ingest.error:
            reasons.append(f"logged calls do not reach the store, they wait in the spool: {self._ingest.error}")
        if self._replica.error:
            reasons.append(f"questions do not see what was logged and scored lately: {self._replica.error}")
        if not any(worker.alive for worker in workers):
            reasons.append("no proxy worker is running")
        if any(worker.spool_full for worker in workers if worker.alive):
            reasons.append("the spool is full (spool.max_bytes, or the disk): calls go on unlogged")
        if time.monotonic() - self._dropped_more_at < RECENTLY_S:
            reasons.append("calls went on unlogged in the last ten minutes")
        if time.monotonic() - self._lost_more_at < RECENTLY_S:
            reasons.append("logged calls were found damaged in the last ten minutes and set aside; the log says where")
        return reasons


def read_workers(data_dir: DataDir) -> dict[str, WorkerHealth]:
    """What the workers count, by writer: those that run, and those that died and were not added up yet."""
    found = {}
    for path in sorted(data_dir.spool.glob(f"*{counters.SUFFIX}")):
        counted = counters.read(path)
        if counted.get("pid"):
            started_at = counted.pop("started_at_us")
            found[path.name] = WorkerHealth(
                **counted, alive=counters.is_running(counted["pid"]), started_at=timestamp(started_at)
            )
    return found


def _quarantined(data_dir: DataDir) -> tuple[int, int]:
    """Files and bytes that were set aside because they could not be read."""
    try:
        sizes = [path.stat().st_size for path in data_dir.quarantine.iterdir()]
    except FileNotFoundError:  # nothing was set aside yet, or one expired this moment
        return 0, 0
    return len(sizes), sum(sizes)


def _version() -> str:
    try:
        return version("gnomon")
    except PackageNotFoundError:
        return "not installed"
