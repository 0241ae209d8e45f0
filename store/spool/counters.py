"""A worker's counters, readable by other processes while the worker runs and after it died.

A file per worker, mapped into memory and allocated beforehand: counting costs no system call, survives kill -9, and
goes on when the disk is full. Each file has one writer; readers may see numbers that are one step old.
"""

from __future__ import annotations

import mmap
import os
import struct
import time
from collections.abc import Mapping
from pathlib import Path

COUNTER_NAMES = (
    "pid",
    "started_at_us",
    "connections",  # open client connections
    "in_flight",  # exchanges under way
    "exchanges",  # exchanges ended since the worker's start
    "dropped",  # exchanges that went on unlogged, or lost their closing frame
    "spool_full",  # 1 while spool.max_bytes is reached or the disk is full
    "captured_bytes",  # held in memory for the log
    "truncated",  # bodies that are logged only in part
    "upstream_connections",
    "unread",  # calls with omitted bodies whose numbers could not be read
)
_MAX_PID = 2**31 - 1
_MAX_COUNT = 2**53  # no worker gets there; JSON and SQLite hold it exactly
_FINISHED_S = 60.0  # a file that is still incomplete after this time stays so
_FIRST_BYTES = 10 * 8  # of the files of workers that did not count "unread"
SUFFIX = ".counters"
_LAYOUT = struct.Struct(f"<{len(COUNTER_NAMES)}Q")
_OFFSETS = {name: 8 * index for index, name in enumerate(COUNTER_NAMES)}
_U64 = struct.Struct("<Q")


class Counters:
    """The writing side. Values are read and set by name: `counters["connections"] = 7`."""

    def __init__(self, path: Path | None) -> None:
        """None: in memory, for this process alone."""
        self.path = path
        self._map = mmap.mmap(-1, _LAYOUT.size) if path is None else _allocate(path)
        self["started_at_us"] = time.time_ns() // 1000
        self["pid"] = os.getpid()  # last: from now on the file counts

    def __getitem__(self, name: str) -> int:
        value: int = _U64.unpack_from(self._map, _OFFSETS[name])[0]
        return value

    def __setitem__(self, name: str, value: int) -> None:
        _U64.pack_into(self._map, _OFFSETS[name], value)

    def add(self, name: str, amount: int = 1) -> None:
        offset = _OFFSETS[name]
        _U64.pack_into(self._map, offset, _U64.unpack_from(self._map, offset)[0] + amount)


def read(path: Path) -> dict[str, int]:
    """The counters in a worker's file; empty if it is gone, incomplete or damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    if len(data) < _FIRST_BYTES:
        return {}
    counted = dict(zip(COUNTER_NAMES, _LAYOUT.unpack_from(data.ljust(_LAYOUT.size, b"\0")), strict=True))
    return counted if _is_plausible(counted) else {}


def is_damaged(path: Path) -> bool:
    """Whether the file holds what no worker has written; a worker that is just starting may have written half of it."""
    try:
        stat = path.stat()
    except OSError:
        return False
    if stat.st_size < _FIRST_BYTES:
        return time.time() - stat.st_mtime > _FINISHED_S
    return not read(path)


def _is_plausible(counted: Mapping[str, int]) -> bool:
    """The file has no checksum, as each count would have to update it."""
    return counted["pid"] <= _MAX_PID and counted["spool_full"] <= 1 and max(counted.values()) <= _MAX_COUNT


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
            # Written, not just extended: a hole in the file would need disk space later, when there may be none.
            os.write(descriptor, bytes(_LAYOUT.size))
            return mmap.mmap(descriptor, _LAYOUT.size)
        finally:
            os.close(descriptor)
    except OSError:
        return mmap.mmap(-1, _LAYOUT.size)  # memory of this process only: nobody else can read it
