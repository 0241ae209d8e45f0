"""The memory that the C library keeps when a process has freed it."""

from __future__ import annotations

import ctypes

RELEASE_EVERY_S = 10.0  # it takes some milliseconds after a burst, in which other threads wait for memory

_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's; macOS and musl need none


def release_freed() -> None:
    """Return freed pages to the system. By itself, glibc does that at the end of its heap only: one object that is
    still in use there would keep the memory of a whole burst."""
    if _trim is not None:
        _trim(0)
