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

from api.health.health import HealthHandlers
from api.health.settings_in_force import SettingsHandlers
from api.helicone.evals import EvalHandlers
from api.helicone.metrics import MetricHandlers
from api.helicone.scores import HeliconeScoreHandlers
from api.http.app import make_app
from api.http.docs_page import DocsHandlers
from api.http.guard import Guard
from api.http.openapi import document
from api.http.operations import Parts
from api.http.running import Running
from api.properties.properties import PropertyHandlers
from api.requests.request_groups import RequestGroupHandlers
from api.requests.request_lists import RequestListHandlers
from api.requests.request_properties import RequestPropertyHandlers
from api.requests.requests import RequestHandlers
from api.requests.signed_urls import SignedUrls, read_secret
from api.retention import run_retention
from api.scores.score_definitions import ScoreDefinitionHandlers
from api.scores.score_names import ScoreNameHandlers
from api.scores.score_pairs import ScorePairHandlers
from api.scores.score_queries import ScoreQueryHandlers
from api.scores.scores import ScoreHandlers
from api.sessions.sessions import SessionHandlers
from api.settings import ApiConfig
from api.sql.sql import SqlHandlers
from api.ui.sign_in import SignIn
from api.ui.ui import Ui
from api.users.users import UserHandlers
from store.analytics import Replica
from store.base import Store
from store.engine import open_store
from store.extract import Prices
from store.ingest import Ingest, share_interpreter
from store.keys import Keys
from store.settings import DataDir

log = structlog.get_logger()

FINISH_S = 10.0  # on stop, running requests may take this long
ACCEPTED_S = 0.05  # on stop, whoever has just been let in may send a request for so long
EMPTY_SPOOL_S = 40.0  # … and reading the spool to its end; what is left then is read at the next start
STUCK_S = 2.0  # a store that fails for so long then will hardly come back while we leave
_LOOK_S = 0.1
_CUT_S = 1.0  # for requests to end that were cut


def run(config: ApiConfig, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve on a Unix socket that listens already, until SIGUSR1; returns when everything is stored and closed.

    `ready` is called once requests are answered. Raises DataDirInUse and CannotOpen as open_store does.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # reach us along with all others; the supervisor says when to stop
    with share_interpreter():
        uvloop.run(_until_told(config, listener, ready))


async def serve(config: ApiConfig, listener: socket.socket, ready: Callable[[], None], stop: asyncio.Event) -> None:
    """The same, until `stop` is set."""
    data_dir = DataDir(config.data_dir)
    store = await open_store(data_dir, config.scores)
    try:
        async with (
            _ingesting(config, store) as ingest,
            _housekeeping(config, store),
            _following(config, ingest) as replica,
        ):
            async with _listening(_app(config, store, ingest, replica), listener):
                ready()
                await stop.wait()
            # All workers are gone: what is in the spool now is all there will be.
            await _empty_spool(ingest)
    finally:
        await store.close()


async def _until_told(config: ApiConfig, listener: socket.socket, ready: Callable[[], None]) -> None:
    """SIGUSR2, "hurry", is left to end us as it does by itself: the spool keeps the rest."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, stop.set)
    await serve(config, listener, ready, stop)


async def _empty_spool(ingest: Ingest) -> None:
    """Into the store, as far as that can be written: the spool keeps what is left for the next start."""
    emptying = asyncio.create_task(ingest.drain(EMPTY_SPOOL_S))
    stuck_s = 0.0
    while stuck_s < STUCK_S and not (await asyncio.wait([emptying], timeout=_LOOK_S))[0]:
        stuck_s = stuck_s + _LOOK_S if ingest.error else 0.0
    emptying.cancel()
    await asyncio.wait([emptying])


def _app(config: ApiConfig, store: Store, ingest: Ingest, replica: Replica) -> web.Application:
    parts = make_parts(config, store, ingest, replica)
    keys = Keys(config.keys)
    sign_in = SignIn(keys, read_secret(config.data_dir))
    return make_app(parts, keys, Guard(config.host, config.allowed_hosts), sign_in, Ui())


def make_parts(config: ApiConfig, store: Store, ingest: Ingest, replica: Replica) -> Parts:
    urls = SignedUrls(read_secret(config.data_dir))
    return Parts(
        health=HealthHandlers(store, ingest, replica, DataDir(config.data_dir)),
        requests=RequestHandlers(store, ingest, urls),
        queries=RequestListHandlers(store, ingest, replica, urls),
        request_groups=RequestGroupHandlers(replica, store),
        request_properties=RequestPropertyHandlers(store, ingest),
        helicone_scores=HeliconeScoreHandlers(store),
        scores=ScoreHandlers(store, ingest),
        score_names=ScoreNameHandlers(replica),
        score_questions=ScoreQueryHandlers(replica),
        score_pairs=ScorePairHandlers(replica),
        evals=EvalHandlers(replica),
        score_definitions=ScoreDefinitionHandlers(store),
        properties=PropertyHandlers(replica, store),
        sessions=SessionHandlers(replica),
        users=UserHandlers(replica),
        metrics=MetricHandlers(replica),
        sql=SqlHandlers(replica),
        docs=DocsHandlers(document()),
        settings=SettingsHandlers(config.shown),
    )


@asynccontextmanager
async def _listening(app: web.Application, listener: socket.socket) -> AsyncIterator[None]:
    """Requests are answered inside the block; those that run at its end are finished."""
    running = Running()
    app.middlewares.insert(0, running.counted)
    runner = web.AppRunner(app, access_log=None, auto_decompress=False, shutdown_timeout=_CUT_S)
    await runner.setup()
    try:
        site = web.SockSite(runner, listener)
        await site.start()
        yield
        await site.stop()
        await asyncio.sleep(ACCEPTED_S)
        await running.finish(FINISH_S)
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _ingesting(config: ApiConfig, store: Store) -> AsyncIterator[Ingest]:
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
    task = asyncio.create_task(run_retention(store, config.retention, config.scores))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


@asynccontextmanager
async def _following(config: ApiConfig, ingest: Ingest) -> AsyncIterator[Replica]:
    replica = await Replica.open(DataDir(config.data_dir), config.analytics, ingest.drain)
    try:
        yield replica
    finally:
        await replica.close()
