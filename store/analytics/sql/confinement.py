"""What a process gives up before it runs something that it does not trust. The kernel holds all of these limits."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Collection
from pathlib import Path

from store.analytics.sql.replica_copy import FileId

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


def close_files(keep: Collection[int], keep_file: FileId) -> None:
    """Close every descriptor but `keep` and those of that file."""
    for name in os.listdir("/dev/fd"):
        descriptor = int(name)
        try:
            found = os.fstat(descriptor)
            if descriptor not in keep and FileId(found.st_dev, found.st_ino) != keep_file:
                os.close(descriptor)
        except OSError:
            pass  # that of listdir itself


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
    _lower(resource.RLIMIT_AS, size_bytes + more_bytes)


def forbid_files() -> None:
    """No file can be opened or written any more, and none is left behind by a crash."""
    for limit in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NOFILE):
        _lower(limit, 0)


def _lower(limit: int, value: int) -> None:
    _, hard = resource.getrlimit(limit)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(limit, (value, value))
