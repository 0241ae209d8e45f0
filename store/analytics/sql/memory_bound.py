"""A bound on the memory of this process while it runs a caller's statement.

DuckDB keeps to its limit for tables, joins and aggregates, but not for what a function makes of one value: a list of a
billion numbers, a text with each letter repeated a thousand times. It handles a failed allocation.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STATM = Path("/proc/self/statm")  # proc_pid_statm(5): the sixth number is data and stack, in pages


@contextmanager
def bounded(extra_bytes: int) -> Iterator[None]:
    """Inside, the process can allocate at most `extra_bytes` more than it has now (RLIMIT_DATA in getrlimit(2)).

    Only one thread at a time may use it. Linux only; elsewhere nothing is bounded.
    """
    if not _STATM.exists():
        yield
        return
    data_bytes = int(_STATM.read_text().split()[5]) * resource.getpagesize()
    before, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limits = [data_bytes + extra_bytes, *(limit for limit in (before, hard) if limit != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_DATA, (min(limits), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, hard))
