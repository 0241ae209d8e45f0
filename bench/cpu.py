"""CPU time of a process and its children."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil  # type: ignore[import-untyped]  # its stubs are a package of their own


@dataclass(slots=True)
class Spent:
    """`cpu_s`: user and system time; the kernel counts it in steps of some ms, so measure for seconds."""

    cpu_s: float = 0.0
    wall_s: float = 0.0


def cpu_s(pid: int) -> float:
    return float(sum(sum(process.cpu_times()[:2]) for process in _family(pid)))


@contextmanager
def spent(pid: int) -> Iterator[Spent]:
    """What a process and its children spend inside the block; known when it ends."""
    result = Spent()
    before, since = cpu_s(pid), time.monotonic()
    yield result
    result.cpu_s = cpu_s(pid) - before
    result.wall_s = time.monotonic() - since


def rss_mb(pid: int) -> float:
    return float(sum(process.memory_info().rss for process in _family(pid))) / 1e6


def _family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]
