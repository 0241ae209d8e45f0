"""The part of the settings that each kind of child process gets. Only the supervisor imports this module."""

from __future__ import annotations

from api.http.own_paths import own_paths
from api.settings import ApiConfig
from gnomon.settings.models import Settings
from gnomon.settings.shown import shown
from proxy.routing import OwnPaths
from proxy.settings import WorkerConfig
from store.settings import DataDir


def worker_config(settings: Settings, data_dir: DataDir, api_socket: str) -> WorkerConfig:
    return WorkerConfig(
        drain_s=settings.server.drain_s,
        proxy=settings.proxy,
        timeouts=settings.timeouts,
        spool=settings.spool,
        upstreams=settings.upstreams,
        keys=settings.auth.key,
        spool_dir=data_dir.spool,
        own_paths=OwnPaths(**own_paths()),
        api_socket=api_socket,
    )


def api_config(settings: Settings, data_dir: DataDir, port: int) -> ApiConfig:
    return ApiConfig(
        host=settings.server.host,
        port=port,
        allowed_hosts=settings.server.allowed_hosts,
        capture_limit_bytes=settings.proxy.capture_limit_bytes,
        max_head_bytes=settings.proxy.max_head_bytes,
        data_dir=data_dir.root,
        spool=settings.spool,
        store=settings.store,
        retention=settings.retention,
        scores=settings.scores,
        analytics=settings.analytics,
        sql=settings.sql,
        metrics=settings.metrics,
        prices=settings.price,
        keys=settings.auth.key,
        shown=shown(settings),
    )
