"""A copy of the replica's file, which the SQL process keeps up to date from the record.

DuckDB lets no second process open a file that one has open for writing; its copy is another file.
"""

from __future__ import annotations

import os
import shutil
import time
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from store.analytics.replica.copying import Copier
from store.analytics.replica.database import Database, files_of
from store.analytics.replica.source import Source
from store.settings import AnalyticsSettings, DataDir

_KEPT_FREE_BYTES = 256 << 20  # of the disk: the record and the spool need it more
_MEMORY_MB = 256  # for copying changes; a statement's process has its own limit
_CHECKPOINT_BYTES = 64 << 20  # a longer write-ahead log is moved into the file when no statement runs …
_WAL_MAX_BYTES = 256 << 20  # … and one as long as this before the next statement runs
CONFIG = {
    # No thread but the main one: after a fork, no other thread would exist and its locks would stay taken.
    "threads": 1,
    "async_threads": 0,
    # Statements do not write to the disk. One that needs more memory than its limit is refused.
    "temp_directory": "",
    # Statements read the file while changes are copied. Only a checkpoint lets blocks be written that they may read.
    "checkpoint_threshold": "1TB",
    # A statement's process sets its own limits, then locks them.
    "lock_configuration": False,
}


class NoRoom(Exception):
    """The disk has no room for the copy. The message says how much is needed."""


class CopyUnreadable(Exception):
    """The copy cannot be used, probably because the replica is damaged."""


class FileId(NamedTuple):
    """What identifies an open file (st_dev and st_ino in stat(2))."""

    device: int
    inode: int


def copy_files(data_dir: DataDir, folder: Path) -> None:
    """Copy the replica's files into `folder`. Nothing may be written to them meanwhile. Raises NoRoom."""
    files = [file for file in files_of(data_dir.analytics) if file.exists()]
    needed = sum(file.stat().st_size for file in files) + _KEPT_FREE_BYTES
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NoRoom(
            f"SQL reads a copy of the analytics tables, for which the disk must have {needed >> 20} MB free, and has"
            f" {free >> 20} MB"
        )
    for file in files:
        _copy(file, folder / file.name)


def _copy(file: Path, target: Path) -> None:
    """On file systems that share blocks between files (XFS, Btrfs), this takes no time and no room."""
    try:
        with file.open("rb") as source, target.open("wb") as copy:
            while os.copy_file_range(source.fileno(), copy.fileno(), 1 << 30):
                pass
    except (OSError, AttributeError):  # not on this system
        shutil.copyfile(file, target)


class ReplicaCopy:
    def __init__(self, data_dir: DataDir, folder: Path, version: int) -> None:
        """Opens the files in `folder`. `version`: what they must have at least. Raises CopyUnreadable."""
        path = folder / data_dir.analytics.name
        self._wal = Path(f"{path}.wal")
        settings = AnalyticsSettings(memory_limit_mb=_MEMORY_MB, threads=1)
        self.database = Database(path, settings, CONFIG)
        self._copier = Copier(self.database, Source(data_dir))
        if self._copier.version < version:  # it was replaced by an empty one
            raise CopyUnreadable("the copy of the analytics tables cannot be read")
        import_module("pyarrow")  # once, before the forks, which need it for their answers
        found = path.stat()
        self.file_id: FileId | None = FileId(found.st_dev, found.st_ino)

    def catch_up(self) -> None:
        """Copy everything that changed in the record."""
        self._copier.catch_up()

    def catch_up_for(self, seconds: float) -> None:
        """Copy what changed, but leave the rest after that time."""
        end = time.monotonic() + seconds
        self._copier.catch_up(keep_on=lambda: time.monotonic() < end)

    def checkpoint_if_due(self) -> None:
        """Not while a statement runs: it may read blocks that are written then."""
        if self._wal_bytes() > _CHECKPOINT_BYTES:
            with self.database.cursor() as cursor:
                cursor.execute("CHECKPOINT")

    def must_checkpoint(self) -> bool:
        return self._wal_bytes() > _WAL_MAX_BYTES

    def _wal_bytes(self) -> int:
        try:
            return self._wal.stat().st_size
        except FileNotFoundError:
            return 0
