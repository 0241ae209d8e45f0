"""CPU time and memory of a process tree, as the operating system counts them."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # its stubs are a package of their own

_QUIET_SHARE = 0.05  # of one core
_INTERVAL_S = 0.1


def cpu_s(pid: int) -> float:
    """User and system time of a process and its children. Children that have ended are not counted."""
    return sum(map(_own_cpu_s, _family(pid)))


def cpu_of_s(pids: Iterable[int]) -> float:
    """User and system time of these processes, without their children."""
    return sum(map(_own_cpu_s, pids))


def wait_until_quiet(pid: int, within_s: float) -> None:
    """Wait until the process tree is almost idle: deferred work is part of the cost of a call."""
    until = time.monotonic() + within_s
    before = cpu_s(pid)
    while time.monotonic() < until:
        time.sleep(_INTERVAL_S)
        now = cpu_s(pid)
        if now - before < _INTERVAL_S * _QUIET_SHARE:
            return
        before = now


def memory_mb(pid: int) -> float:
    """Resident memory of a process and its children, in MB of 10^6 bytes."""
    return memory_of_mb(_family(pid))


def memory_of_mb(pids: Iterable[int]) -> float:
    """Resident memory of these processes, without their children, in MB of 10^6 bytes.

    On Linux a page that several processes share is counted once (PSS), elsewhere in each of them.
    """
    return sum(map(_memory_bytes, pids)) / 1e6


def _memory_bytes(pid: int) -> int:
    if sys.platform == "linux":
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return 1024 * next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    return int(psutil.Process(pid).memory_info().rss)


def _own_cpu_s(pid: int) -> float:
    if sys.platform == "linux":
        # In nanoseconds, ended threads included; /proc/PID/stat counts in hundredths of a second. The number of the
        # clock of a process: clock_getcpuclockid(3).
        try:
            return time.clock_gettime(~pid << 3 | 2)
        except OSError:  # it has ended since it was listed
            return 0.0
    return float(sum(psutil.Process(pid).cpu_times()[:2]))


def _family(pid: int) -> list[int]:
    return [pid, *(child.pid for child in psutil.Process(pid).children(recursive=True))]
