"""Keeps the archive of a running node up to date, on a thread of its own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from functools import partial

import structlog

from store.base import Store, StoreUnavailable
from store.clickhouse.archive.archiving import ArchiveBacklog, Archiver
from store.clickhouse.servers import Servers
from store.settings import DataDir

log = structlog.get_logger()

EVERY_S = 2.0  # each copy makes a part of each table on the server's disk, which it must merge
_LONGEST_PAUSE_S = 0.25
_REST_S = 5.0  # for what is not copied yet when the node stops; the next start copies what is left then


class ArchiveKeeper(threading.Thread):
    """`error` and `backlog` may be read from any thread."""

    def __init__(self, archiver: Callable[[], Archiver], every_s: float) -> None:
        super().__init__(name="archive")
        self.error: str | None = None  # why the last copy failed; None: it did not
        self.backlog: ArchiveBacklog | None = None  # after the last step; None: the servers have said nothing yet
        self._make = archiver
        self._every_s = every_s
        self._stopping = threading.Event()
        self._whole_at = time.monotonic()
        self._used_s = 0.0  # CPU of this thread at the end of the last pause

    @property
    def whole_s_ago(self) -> float:
        """Time since the archive last had every change, as far as is known."""
        return time.monotonic() - self._whole_at

    def stop(self) -> None:
        """Blocks until the rest is copied, or a few seconds have passed."""
        self._stopping.set()
        self.join()

    def run(self) -> None:
        with closing(self._make()) as archiver:
            while not self._stopping.wait(self._every_s):
                self._copy(archiver, partial(self._pause, archiver))
            deadline = time.monotonic() + _REST_S
            self._copy(archiver, lambda: time.monotonic() < deadline)

    def _copy(self, archiver: Archiver, keep_on: Callable[[], bool]) -> None:
        began = time.monotonic()
        try:
            archiver.copy(keep_on=keep_on)
            self.error = None
            if not self._stopping.is_set():
                self._whole_at = began
        except StoreUnavailable as error:
            if self.error is None:
                log.warning("archive_failed", error=str(error))
            self.error = str(error)
        except Exception as error:
            if self.error is None:
                log.exception("archive_failed")
            self.error = repr(error)
        self.backlog = archiver.backlog()

    def _pause(self, archiver: Archiver) -> bool:
        """As long as this thread has worked on the step: while a large record is copied, ingest and scores have the
        interpreter in between. Returns whether to go on."""
        self.backlog = archiver.backlog()
        busy_s = time.thread_time() - self._used_s
        is_stopping = self._stopping.wait(min(busy_s, _LONGEST_PAUSE_S))
        self._used_s = time.thread_time()
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
