"""Keeps the archive of a running node up to date, on a thread of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import structlog

from store.base import Store, StoreUnavailable
from store.clickhouse.archive.archiving import Archiver
from store.clickhouse.servers import Servers
from store.settings import DataDir

log = structlog.get_logger()

_PAUSE_S = 0.01  # after each step: while a large record is copied, ingest and scores have the interpreter in between
EVERY_S = 2.0  # each copy makes a part of each table on the server's disk, which it must merge


class ArchiveKeeper:
    def __init__(self) -> None:
        self.error: str | None = None  # why the last copy failed; None: it did not


@asynccontextmanager
async def keep_archive(
    servers: Servers, store: Store, data_dir: DataDir, shard: int, every_s: float = EVERY_S
) -> AsyncIterator[ArchiveKeeper]:
    """`store`: of this node, which has joined. Leave it before the store is closed."""
    await asyncio.wrap_future(store.log_changes())
    keeper, stopping = ArchiveKeeper(), threading.Event()
    thread = ThreadPoolExecutor(1, "archive")
    task = asyncio.create_task(_keep(keeper, thread, servers, store, data_dir, shard, stopping, every_s))
    try:
        yield keeper
    finally:
        stopping.set()
        task.cancel()
        await asyncio.wait([task])
        await asyncio.to_thread(thread.shutdown)


async def _keep(
    keeper: ArchiveKeeper,
    thread: ThreadPoolExecutor,
    servers: Servers,
    store: Store,
    data_dir: DataDir,
    shard: int,
    stopping: threading.Event,
    every_s: float,
) -> None:
    loop = asyncio.get_running_loop()
    archiver = await loop.run_in_executor(thread, lambda: Archiver(servers, data_dir, shard, store.forget_changes))
    try:
        while True:
            try:
                await loop.run_in_executor(thread, lambda: archiver.copy(keep_on=lambda: not stopping.wait(_PAUSE_S)))
                keeper.error = None
            except StoreUnavailable as error:
                if keeper.error is None:
                    log.warning("archive_failed", error=str(error))
                keeper.error = str(error)
            await asyncio.sleep(every_s)
    finally:
        thread.submit(archiver.close)  # on its thread, after what runs there
