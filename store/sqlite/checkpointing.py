"""Writes the write-ahead logs back into the databases (a checkpoint), beside the commits.

SQLite would do it inside the commit that makes a log long, and the callers of that commit would wait until the disk has
written 30 MB. Here a separate thread does most of it while commits go on. The rest is done between two commits by the
writing thread: a log can only be written back to its end, and then restarted, while nothing is appended to it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Mapping
from pathlib import Path
from queue import SimpleQueue

import structlog

log = structlog.get_logger()

_EVERY_S = 0.5
_LONG_PAGES = 8_000  # a log of more is restarted; pages that change often are then written back once for many commits


class Checkpointer:
    def __init__(
        self, databases: Mapping[Path, sqlite3.Connection], every_s: float = _EVERY_S, long_pages: int = _LONG_PAGES
    ) -> None:
        """`databases`: file → the connection of the writing thread."""
        self._every_s = every_s
        self._long_pages = long_pages
        self._pairs = [
            (sqlite3.connect(path, isolation_level=None, check_same_thread=False), writing)
            for path, writing in databases.items()
        ]
        self._long: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        self._failing = False
        self._committed = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="store-checkpoints")
        self._thread.start()

    def after_commit(self) -> None:
        """Called on the writing thread."""
        self._committed.set()
        while not self._long.empty():
            self._checkpoint(self._long.get())

    def close(self) -> None:
        """Called before the writing thread closes its connections: the last connection to close empties the log."""
        self._closing.set()
        self._committed.set()
        self._thread.join()
        for own, _ in self._pairs:
            own.close()

    def _run(self) -> None:
        while self._committed.wait():
            self._committed.clear()  # before `_closing` is read: close() sets that first
            if self._closing.wait(self._every_s):
                return
            for own, writing in self._pairs:
                if self._checkpoint(own) > self._long_pages:
                    self._long.put(writing)

    def _checkpoint(self, connection: sqlite3.Connection) -> int:
        """Write back as much as possible without holding up readers and writers. Returns how many pages the log has.

        An error loses nothing: what is not written back stays in the log.
        """
        try:
            _, pages, _ = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except sqlite3.Error as error:
            if not self._failing:
                log.warning("checkpoint_failed", error=str(error))
            self._failing = True
            return 0
        self._failing = False
        return int(pages)
