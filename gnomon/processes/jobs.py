"""The job of a child process: one line of JSON on its standard input, where no other user can read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from pydantic import TypeAdapter

from proxy.settings import WorkerConfig


@dataclass(frozen=True, slots=True)
class Job:
    name: str  # in log lines
    listener: int  # descriptor of the socket to accept connections from
    ready: int  # descriptor of a pipe; one byte in it says that the process accepts calls

    @classmethod
    def of_line(cls, line: bytes) -> Self:
        return TypeAdapter(cls).validate_json(line)

    def line(self) -> bytes:
        return TypeAdapter(type(self)).dump_json(self) + b"\n"


@dataclass(frozen=True, slots=True)
class WorkerJob(Job):
    config: WorkerConfig
