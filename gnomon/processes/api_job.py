"""The job of the api process, in a module of its own: its settings would take 10 MB of each worker's memory."""

from __future__ import annotations

from dataclasses import dataclass

from api.settings import ApiConfig
from gnomon.processes.jobs import Job


@dataclass(frozen=True, slots=True)
class ApiJob(Job):
    config: ApiConfig
    socket_path: str  # of the listener; the api process removes it if it outlives the supervisor
