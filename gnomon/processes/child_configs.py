"""The part of the settings that each kind of child process gets. Only the supervisor imports this module."""

from __future__ import annotations

import hmac
from hashlib import sha256
from itertools import repeat

from api.http.own_paths import own_paths
from api.settings import ApiConfig
from evaluation.evaluators.settings import EvaluationConfig
from gnomon.settings.models import Settings
from gnomon.settings.shown import shown
from proxy.routing import OwnPaths
from proxy.settings import WorkerConfig
from store.settings import DataDir, KeySettings

JUDGE_KEY_NAME = "gnomon-judges"  # with which calls of judges are logged; nobody else has these keys


def worker_config(settings: Settings, data_dir: DataDir, api_socket: str, secret: bytes) -> WorkerConfig:
    """`secret`: of this server's run, the same for all processes."""
    return WorkerConfig(
        drain_s=settings.server.drain_s,
        proxy=settings.proxy,
        timeouts=settings.timeouts,
        spool=settings.spool,
        upstreams=settings.upstreams,
        keys=[*settings.auth.key, *map(_key_settings, _judge_projects(settings), repeat(secret))],
        spool_dir=data_dir.spool,
        own_paths=OwnPaths(**own_paths()),
        api_socket=api_socket,
    )


def api_config(settings: Settings, data_dir: DataDir, port: int, secret: bytes) -> ApiConfig:
    """`secret`: as for `worker_config`."""
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
        webhooks=settings.webhooks,
        smtp=settings.smtp,
        evaluation=EvaluationConfig(
            settings=settings.evaluation,
            evaluators=settings.evaluator,
            judge_keys=settings.judge_key,
            shadows=settings.shadow,
            base_urls={upstream.name: upstream.base_url for upstream in settings.upstreams},
            proxy_keys={project: _judge_key(project, secret) for project in _judge_projects(settings)},
        ),
        prices=settings.price,
        keys=settings.auth.key,
        shown=shown(settings),
        address=settings.server.address,
        public_url=settings.server.public_url,
    )


def _judge_projects(settings: Settings) -> list[int]:
    """Projects whose evaluators need a key of their own to call models through this server; none where nobody does."""
    return sorted({key.project for key in settings.auth.key})


def _judge_key(project: int, secret: bytes) -> str:
    return hmac.digest(secret, f"judges of project {project}".encode(), "sha256").hex()


def _key_settings(project: int, secret: bytes) -> KeySettings:
    digest = sha256(_judge_key(project, secret).encode()).hexdigest()
    return KeySettings(name=JUDGE_KEY_NAME, sha256=digest, project=project, scopes=frozenset({"proxy"}))
