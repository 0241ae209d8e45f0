"""What a worker counts, readable by others while it runs and after it died.

A small file, mapped into memory and allocated beforehand, so that counting costs nothing and goes on when the disk
is full. One writer each; readers may see a number one step old.
"""

from __future__ import annotations

import mmap
import os
import struct
from pathlib import Path

NAMES = (
    "pid",
    "started_at_us",
    "connections",  # open client connections
    "in_flight",  # exchanges now under way
    "exchanges",  # exchanges ended since the start
    "dropped",  # exchanges that went on unlogged, or lost their closing frame
    "spool_full",  # 1 while spool.max_bytes is reached or the disk is full
    "captured_bytes",  # held in memory for the log now
    "truncated",  # bodies logged only in part
    "upstream_connections",
)
SUFFIX = ".counters"
_LAYOUT = struct.Struct(f"<{len(NAMES)}Q")
_AT = {name: 8 * index for index, name in enumerate(NAMES)}
_U64 = struct.Struct("<Q")


class Counters:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._map = _allocate(path)
        self["pid"] = os.getpid()

    def __getitem__(self, name: str) -> int:
        value: int = _U64.unpack_from(self._map, _AT[name])[0]
        return value

    def __setitem__(self, name: str, value: int) -> None:
        _U64.pack_into(self._map, _AT[name], value)

    def add(self, name: str, amount: int = 1) -> None:
        at = _AT[name]
        _U64.pack_into(self._map, at, _U64.unpack_from(self._map, at)[0] + amount)


def read(path: Path) -> dict[str, int]:
    """The counters in that file; empty when it is gone or not whole."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    if len(data) < _LAYOUT.size:
        return {}
    return dict(zip(NAMES, _LAYOUT.unpack_from(data), strict=True))


def is_running(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _allocate(path: Path) -> mmap.mmap:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            # Written out, not just extended: a hole in the file would need disk space later, when there is none.
            os.write(descriptor, bytes(_LAYOUT.size))
            return mmap.mmap(descriptor, _LAYOUT.size)
        finally:
            os.close(descriptor)
    except OSError:
        return mmap.mmap(-1, _LAYOUT.size)  # no room even for this: count for ourselves
