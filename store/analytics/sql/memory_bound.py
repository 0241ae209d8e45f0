"""A bound on the memory of this process, for as long as a statement of somebody else runs in it.

DuckDB keeps to its limit with tables, joins and aggregates, but not with what functions make of one value: a list of a
thousand million numbers, a text in which each letter became a thousand. It understands when there is no more memory.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STATM = Path("/proc/self/statm")  # proc_pid_statm(5): the sixth number is data and stack, in pages


@contextmanager
def bounded(room_bytes: int) -> Iterator[None]:
    """Whoever asks for more than this beyond what the process has now is refused (RLIMIT_DATA in getrlimit(2)). One at
    a time. Linux only; elsewhere nothing is bounded."""
    if not _STATM.exists():
        yield
        return
    data_bytes = int(_STATM.read_text().split()[5]) * resource.getpagesize()
    before, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limits = [data_bytes + room_bytes, *(one for one in (before, hard) if one != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_DATA, (min(limits), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, hard))
