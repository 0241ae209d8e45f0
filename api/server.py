"""The api process: opens the store, reads the spool, answers on a Unix socket, and leaves in order."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import structlog
import uvloop
from aiohttp import web

from api.app import make_app
from api.guard import Guard
from api.health import Health
from api.requests import Requests
from api.retention import keep_house
from api.routes import Parts
from api.scores import Scores
from api.settings import ApiConfig
from store.base import Store
from store.ingest import Ingest
from store.keys import Keys
from store.meaning import Prices
from store.settings import DataDir
from store.sqlite import SqliteStore

log = structlog.get_logger()

FINISH_S = 10.0  # on stop, running requests may take this long
EMPTY_SPOOL_S = 40.0  # … and reading the spool to its end; what is left then is read at the next start


def run(config: ApiConfig, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve on a Unix socket that listens already, until SIGTERM; returns when everything is stored and closed.

    `ready` is called once requests are answered. Raises DataDirInUse and TooNew as SqliteStore.open does.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us as well; the supervisor says when to stop
    uvloop.run(_until_terminated(config, listener, ready))


async def serve(config: ApiConfig, listener: socket.socket, ready: Callable[[], None], stop: asyncio.Event) -> None:
    """The same, until `stop` is set."""
    data_dir = DataDir(config.data_dir)
    store = await SqliteStore.open(data_dir, config.scores)
    try:
        async with _ingesting(config, store) as ingest, _housekeeping(config, store):
            async with _listening(_app(config, store, ingest), listener):
                ready()
                await stop.wait()
            # All workers are gone: what is in the spool now is all there will be.
            await ingest.drain(EMPTY_SPOOL_S)
    finally:
        await store.close()


async def _until_terminated(config: ApiConfig, listener: socket.socket, ready: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def terminate() -> None:
        stop.set()
        loop.remove_signal_handler(signal.SIGTERM)  # asked a second time, leave at once: the spool keeps the rest

    loop.add_signal_handler(signal.SIGTERM, terminate)
    await serve(config, listener, ready, stop)


def _app(config: ApiConfig, store: Store, ingest: Ingest) -> web.Application:
    parts = Parts(
        health=Health(store, ingest, DataDir(config.data_dir)),
        requests=Requests(store, ingest),
        scores=Scores(store),
    )
    return make_app(parts, Keys(config.keys), Guard(config.host, config.allowed_hosts))


@asynccontextmanager
async def _listening(app: web.Application, listener: socket.socket) -> AsyncIterator[None]:
    """Requests are answered inside the block; those that run at its end are finished."""
    runner = web.AppRunner(app, access_log=None, auto_decompress=False, shutdown_timeout=FINISH_S)
    await runner.setup()
    try:
        await web.SockSite(runner, listener).start()
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _ingesting(config: ApiConfig, store: SqliteStore) -> AsyncIterator[Ingest]:
    ingest = Ingest(
        store,
        DataDir(config.data_dir),
        Prices(config.prices),
        await store.positions(),
        config.spool.quarantine_days,
    )
    ingest.start()
    try:
        yield ingest
    finally:
        await ingest.stop()


@asynccontextmanager
async def _housekeeping(config: ApiConfig, store: Store) -> AsyncIterator[None]:
    task = asyncio.create_task(keep_house(store, config.retention, config.scores))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
