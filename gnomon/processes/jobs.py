"""What a child process is told: one line of JSON on its standard input, where nobody else can read it; then signals."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, TypeAdapter

from api.settings import ApiConfig
from proxy.settings import WorkerConfig

if TYPE_CHECKING:
    from gnomon.settings.settings import Settings
    from store.settings import DataDir


STOP = signal.SIGUSR1  # finish what runs and leave
HURRY = signal.SIGUSR2  # leave without finishing
GROUP_SIGNALS = (signal.SIGINT, signal.SIGHUP, signal.SIGTERM)  # reach children too when they are meant for all of us
CANNOT_HELP = 65  # exit status of a child that said why it can't start, when starting again would not help (EX_DATAERR)


@dataclass(frozen=True, slots=True)
class WorkerJob:
    name: str  # in log lines
    listener: int  # descriptor of the socket to accept from
    ready: int  # descriptor of a pipe: one byte says that calls are taken
    config: WorkerConfig
    role: Literal["worker"] = "worker"


@dataclass(frozen=True, slots=True)
class ApiJob:
    name: str
    listener: int
    ready: int
    config: ApiConfig
    socket_path: str  # its listener's, to be removed by the last one here
    role: Literal["api"] = "api"


Job = WorkerJob | ApiJob
JOB: TypeAdapter[Job] = TypeAdapter(Annotated[Job, Field(discriminator="role")])


def worker_config(settings: Settings, data_dir: DataDir, api_socket: str) -> WorkerConfig:
    return WorkerConfig(
        drain_s=settings.server.drain_s,
        proxy=settings.proxy,
        timeouts=settings.timeouts,
        spool=settings.spool,
        upstreams=settings.upstreams,
        keys=settings.auth.key,
        spool_dir=data_dir.spool,
        api_socket=api_socket,
    )


def api_config(settings: Settings, data_dir: DataDir, port: int) -> ApiConfig:
    from gnomon.settings.shown import shown  # noqa: PLC0415  the children, who read jobs, need no settings

    return ApiConfig(
        host=settings.server.host,
        port=port,
        allowed_hosts=settings.server.allowed_hosts,
        data_dir=data_dir.root,
        spool=settings.spool,
        store=settings.store,
        retention=settings.retention,
        scores=settings.scores,
        analytics=settings.analytics,
        prices=settings.price,
        keys=settings.auth.key,
        shown=shown(settings),
    )
