"""The segment files of a spool: their names, locks and sizes.

A segment is named `<writer id>.<number>.seg`. Its writer holds a lock on it as long as it may grow, and creates and
locks the next one before it releases the lock. Therefore, if the lock is free, no byte will ever be added and an
incomplete frame at the end is torn; if the lock is held, it is a write in progress.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from zlib import crc32

SUFFIX = ".seg"


def segment_name(writer: str, number: int) -> str:
    return f"{writer}.{number:08d}{SUFFIX}"


def seed_of(name: str) -> int:
    """The seed of the head CRCs in the segment of that name: binds its frames to it."""
    return crc32(name.encode())


def segments(directory: Path) -> list[Path]:
    """The segment files: older writers first, each writer's in the order of their numbers."""
    return sorted(directory.glob(f"*{SUFFIX}"))


def sizes_bytes(directory: Path) -> dict[str, int]:
    """Name → size of each segment file, in the order of `segments`. For the looks of a process that waits for frames:
    ten times a second, with cold caches, `segments` and a `stat` of each path would be most of what it does."""
    sizes = {}
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.name.endswith(SUFFIX):
                try:
                    sizes[entry.name] = entry.stat().st_size
                except FileNotFoundError:
                    continue  # ingested and deleted meanwhile
    return dict(sorted(sizes.items()))


def size_bytes(directory: Path) -> int:
    """What the spool takes on disk, without the quarantine."""
    total = 0
    with os.scandir(directory) as entries:
        for entry in entries:
            try:
                if entry.is_file(follow_symlinks=False):
                    total += entry.stat(follow_symlinks=False).st_size
            except FileNotFoundError:
                continue  # ingested and deleted meanwhile
    return total


def writer_is_alive(directory: Path, writer: str) -> bool:
    """Whether some process may still append frames under that writer id."""
    seen: list[Path] = []
    while True:
        paths = sorted(directory.glob(f"{writer}.*{SUFFIX}"))
        if any(_is_held(path) for path in paths):
            return True
        if paths == seen:
            return False
        seen = paths  # it may have started a new segment between the listing and the look at the locks


def is_free(file: int) -> bool:
    """Whether nobody holds the lock of this open file."""
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(file, fcntl.LOCK_UN)
    return True


def _is_held(path: Path) -> bool:
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        return not is_free(file)
    finally:
        os.close(file)
