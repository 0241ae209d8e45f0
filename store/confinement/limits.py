"""Limits of time and memory, which the kernel holds."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1  # prctl(2)
_STATM = Path("/proc/self/statm")  # proc_pid_statm(5): the first number is the size in pages
_OOM_SCORE_ADJ = Path("/proc/self/oom_score_adj")
_NICE = 5  # calls, ingest and the dashboard come first


def die_with_parent(parent: int) -> None:
    """End this process when `parent` ends, however that happens. Only Linux has this."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before
        os._exit(1)


def limit_time(wall_s: float, cpu_s: int) -> None:
    """SIGALRM ends this process after `wall_s`, SIGXCPU after `cpu_s` of CPU time (getrlimit(2))."""
    for number in (signal.SIGALRM, signal.SIGXCPU):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGALRM, signal.SIGXCPU))
    signal.setitimer(signal.ITIMER_REAL, wall_s)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))


def yield_to_others() -> None:
    """Run when no other process wants the CPU, and be the first that the kernel kills when memory is short."""
    os.nice(_NICE)
    try:
        _OOM_SCORE_ADJ.write_text("1000")
    except OSError:
        pass  # not Linux, or a container without /proc


def limit_memory(more_bytes: int) -> None:
    """From now on, at most `more_bytes` of address space in addition to what there is. Only Linux keeps to it."""
    try:
        size_bytes = int(_STATM.read_text().split()[0]) * resource.getpagesize()
    except OSError:
        return
    lower(resource.RLIMIT_AS, size_bytes + more_bytes)


def forbid_core() -> None:
    """A crash leaves no file behind."""
    lower(resource.RLIMIT_CORE, 0)


def lower(limit: int, value: int) -> None:
    """Lower a limit of getrlimit(2) to `value`, for good."""
    _, hard = resource.getrlimit(limit)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (value, value))
