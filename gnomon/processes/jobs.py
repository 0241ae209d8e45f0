"""The job of a child process: one line of JSON on its standard input, where no other user can read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from api.settings import ApiConfig
from proxy.settings import WorkerConfig


@dataclass(frozen=True, slots=True)
class WorkerJob:
    name: str  # in log lines
    listener: int  # descriptor of the socket to accept connections from
    ready: int  # descriptor of a pipe; one byte in it says that the process accepts calls
    config: WorkerConfig
    role: Literal["worker"] = "worker"


@dataclass(frozen=True, slots=True)
class ApiJob:
    name: str
    listener: int
    ready: int
    config: ApiConfig
    socket_path: str  # of the listener; the api process removes it if it outlives the supervisor
    role: Literal["api"] = "api"


Job = WorkerJob | ApiJob
JOB: TypeAdapter[Job] = TypeAdapter(Annotated[Job, Field(discriminator="role")])
