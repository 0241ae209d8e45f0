"""Keeps the archive of a running node up to date, on a thread of its own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing

import structlog

from store.base import Store, StoreUnavailable
from store.clickhouse.archive.archiving import Archiver
from store.clickhouse.servers import Servers
from store.settings import DataDir

log = structlog.get_logger()

EVERY_S = 2.0  # each copy makes a part of each table on the server's disk, which it must merge
_LONGEST_PAUSE_S = 0.25
_REST_S = 5.0  # for what is not copied yet when the node stops; the next start copies what is left then


class ArchiveKeeper(threading.Thread):
    def __init__(self, archiver: Callable[[], Archiver], every_s: float) -> None:
        super().__init__(name="archive")
        self.error: str | None = None  # why the last copy failed; None: it did not
        self._make = archiver
        self._every_s = every_s
        self._stopping = threading.Event()
        self._busy_since = 0.0

    def stop(self) -> None:
        """Blocks until the rest is copied, or a few seconds have passed."""
        self._stopping.set()
        self.join()

    def run(self) -> None:
        with closing(self._make()) as archiver:
            while not self._stopping.wait(self._every_s):
                self._busy_since = time.monotonic()
                self._copy(archiver, self._pause)
            deadline = time.monotonic() + _REST_S
            self._copy(archiver, lambda: time.monotonic() < deadline)

    def _copy(self, archiver: Archiver, keep_on: Callable[[], bool]) -> None:
        try:
            archiver.copy(keep_on=keep_on)
            self.error = None
        except StoreUnavailable as error:
            if self.error is None:
                log.warning("archive_failed", error=str(error))
            self.error = str(error)
        except Exception as error:
            if self.error is None:
                log.exception("archive_failed")
            self.error = repr(error)

    def _pause(self) -> bool:
        """As long as the step took: while a large record is copied, ingest and scores have the interpreter in between.
        Returns whether to go on."""
        busy_s = time.monotonic() - self._busy_since
        is_stopping = self._stopping.wait(min(busy_s, _LONGEST_PAUSE_S))
        self._busy_since = time.monotonic()
        return not is_stopping


@asynccontextmanager
async def keep_archive(
    servers: Servers, store: Store, data_dir: DataDir, shard: int, every_s: float = EVERY_S
) -> AsyncIterator[ArchiveKeeper]:
    """`store`: of this node, which has joined. Leave it before the store is closed."""
    await asyncio.wrap_future(store.log_changes())
    keeper = ArchiveKeeper(lambda: Archiver(servers, data_dir, shard, store.forget_changes), every_s)
    keeper.start()
    try:
        yield keeper
    finally:
        await asyncio.to_thread(keeper.stop)
