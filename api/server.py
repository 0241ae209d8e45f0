"""The api process: opens the store, starts ingest, answers on a Unix socket, and shuts down in order."""

from __future__ import annotations

import asyncio
import shutil
import signal
import socket
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, get_type_hints

import structlog
import uvloop
from aiohttp import web

from api import other_nodes
from api.connections import Runner
from api.health.lag_watch import LOOK_EVERY_S, LagWatch
from api.health.nodes import NodeOverview
from api.http.app import SeveralNodes, make_app
from api.http.auth import OPEN_PROJECT
from api.http.docs_page import OpenApiDocument
from api.http.guard import Guard
from api.http.homes.fresh import AllFresh
from api.http.homes.work import AllWork
from api.http.openapi import document
from api.http.operation import Lazy, Make
from api.intake.calls import ReportedCalls
from api.replays.prices import CallPrices
from api.requests.signed_urls import SignedUrls, read_secret
from api.retention import run_retention
from api.running import Running
from api.settings import ApiConfig, ShownSetting
from api.ui.sign_in import SignIn
from api.ui.ui import Ui
from evaluation.alerts import Alerts
from evaluation.alerts.messages import DashboardLinks
from evaluation.evaluators.judge.upstream import ProxyAddress
from evaluation.evaluators.service import EvaluatorService
from evaluation.feed import Feed
from evaluation.settings import SmtpSettings
from evaluation.shadows.service import Shadows
from evaluation.webhooks import AllowedHosts, Sender, Webhooks
from store.analytics import Replica
from store.analytics.sql.caller_sql import CallerSql
from store.base import Store
from store.engine import open_store, replica_engine
from store.extract.pricing.cost import Prices
from store.ingest import Ingest, share_interpreter
from store.keys import DEMO_PROJECT, Keys
from store.settings import DataDir

if TYPE_CHECKING:
    from store.clickhouse.nodes.joining import Joining
    from store.clickhouse.nodes.registry import NodeTimes

log = structlog.get_logger()

# On shutdown:
FINISH_S = 15.0  # running requests may take this long; a statement of SQL may take 10 s (sql.time_limit_s)
ACCEPTED_S = 0.05  # a client that has just connected may send its request for this long
EMPTY_SPOOL_S = 30.0  # reading the spool to its end may take this long; the next start reads the rest
STUCK_S = 2.0  # a store that has failed for this long will hardly recover
_LOOK_S = 0.1
_CUT_S = 1.0  # for requests to end that were cut off


def run(config: ApiConfig, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve on a Unix socket that listens already, until SIGUSR1; return when everything is stored and closed.

    Calls `ready` once requests are answered. Raises DataDirInUse and CannotOpen as open_store does.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # reach all processes; the supervisor says when to stop
    with share_interpreter():
        uvloop.run(_until_stopped(config, listener, ready))


async def serve(
    config: ApiConfig,
    listener: socket.socket,
    ready: Callable[[], None],
    stop: asyncio.Event,
    times: NodeTimes | None = None,
) -> None:
    """Serve until `stop` is set; return when everything is stored and closed. `times`: of several nodes."""
    data_dir = DataDir(config.data_dir)
    joined = other_nodes.joining(config, times)
    store = await open_store(data_dir, config.scores, joined)
    try:
        ingest = await _make_ingest(config, store)
        async with (
            other_nodes.several_nodes(config, store, ingest, joined) as several,
            _housekeeping(config, store),
            _following(config, ingest, joined) as replica,
            _feeding(config, store, ingest, replica) as feed,
            _sending(config, store, feed) as webhooks,
            _evaluating(config, several.store if several else store, replica, feed) as evaluators,
            _shadowing(config, store, feed),
            _ingesting(ingest),  # once those who act on calls listen
            _watching(ingest) as lag_watch,
            _running_sql(config, replica) as caller_sql,
        ):
            all_fresh = several.all_fresh(replica) if several else AllFresh(replica)
            async with (
                other_nodes.acting_with_others(several, webhooks, evaluators, all_fresh),
                _alerting(config, several, store, replica, webhooks) as alerts,
                ReportedCalls.open(data_dir.spool, config.spool, config.capture_limit_bytes) as reported_calls,
            ):
                running: dict[Any, object] = {
                    Store: several.store if several else store,
                    Ingest: ingest,
                    Replica: replica,
                    Feed: feed,
                    Webhooks: webhooks,
                    EvaluatorService: evaluators,
                    Alerts: alerts,
                    LagWatch: lag_watch,
                    CallerSql: caller_sql,
                    ReportedCalls: reported_calls,
                    AllFresh: all_fresh,
                }
                running[AllWork] = several.all_work if several else AllWork(store)
                app = _app(config, running, several)
                async with _listening(app, listener, config.max_head_bytes):
                    ready()
                    await stop.wait()
            # All workers have ended, and so has our own writer: the spool will not grow any more.
            await _empty_spool(ingest)
    finally:
        await store.close()


async def _until_stopped(config: ApiConfig, listener: socket.socket, ready: Callable[[], None]) -> None:
    """SIGUSR2 ("hurry") keeps its default action, which ends the process: the spool keeps the rest."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, stop.set)
    await serve(config, listener, ready, stop)


async def _empty_spool(ingest: Ingest) -> None:
    """Read the spool to its end, unless the store fails: then the next start reads the rest."""
    emptying = asyncio.create_task(ingest.drain(EMPTY_SPOOL_S))
    stuck_s = 0.0
    while stuck_s < STUCK_S and not (await asyncio.wait([emptying], timeout=_LOOK_S))[0]:
        stuck_s = stuck_s + _LOOK_S if ingest.error else 0.0
    emptying.cancel()
    await asyncio.wait([emptying])


def _app(config: ApiConfig, running: Mapping[Any, object], several: SeveralNodes | None) -> web.Application:
    """`running`: services by their types."""
    keys = Keys(config.keys)
    secret = read_secret(config.data_dir)
    make = composition(
        {
            **running,
            AllowedHosts: AllowedHosts(config.webhooks.allowed_hosts),
            SmtpSettings: config.smtp,
            SignedUrls: SignedUrls(secret),
            DataDir: DataDir(config.data_dir),
            CallPrices: CallPrices(Prices(config.prices), config.evaluation.base_urls),
            Sequence[ShownSetting]: config.shown,
            OpenApiDocument: document,
            NodeOverview: several.overview if several else NodeOverview(),
        }
    )
    guard = Guard(config.host, config.allowed_hosts)
    opened = ("getMetrics",) if config.metrics.public else ()
    return make_app(make, keys, guard, SignIn(keys, secret), Ui(), opened, several)


def composition(services: Mapping[Any, object]) -> Make:
    """Makes each class of handlers once, and gives its constructor those services that it names by their types."""

    @cache
    def make(handlers: Lazy, /) -> Any:
        loaded = handlers.load()
        named = get_type_hints(loaded.__init__)
        return loaded(**{name: services[kind] for name, kind in named.items() if kind in services})

    return make


@asynccontextmanager
async def _listening(app: web.Application, listener: socket.socket, max_head_bytes: int) -> AsyncIterator[None]:
    """Answers requests inside the block, and finishes those that are running at its end."""
    running = Running()
    app.middlewares.insert(0, running.counted)
    runner = Runner(app, max_head_bytes, _CUT_S)
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


async def _make_ingest(config: ApiConfig, store: Store) -> Ingest:
    return Ingest(
        store,
        DataDir(config.data_dir),
        Prices(config.prices),
        await store.positions(),
        config.spool.quarantine_days,
    )


@asynccontextmanager
async def _ingesting(ingest: Ingest) -> AsyncIterator[None]:
    ingest.start()
    try:
        yield
    finally:
        await ingest.stop()


@asynccontextmanager
async def _feeding(config: ApiConfig, store: Store, ingest: Ingest, replica: Replica) -> AsyncIterator[Feed]:
    secret = read_secret(config.data_dir)
    feed = Feed(store.pipeline, replica, ingest.unread_ids, secret, awaited=["webhook", "evaluator"])
    async with feed.following():
        yield feed


@asynccontextmanager
async def _sending(config: ApiConfig, store: Store, feed: Feed) -> AsyncIterator[Webhooks]:
    urls = SignedUrls(read_secret(config.data_dir))
    sender = Sender(store, AllowedHosts(config.webhooks.allowed_hosts), urls.url_at, config.smtp)
    webhooks = Webhooks(store, feed, sender)
    async with webhooks.running():
        yield webhooks


@asynccontextmanager
async def _shadowing(config: ApiConfig, store: Store, feed: Feed) -> AsyncIterator[None]:
    proxy = ProxyAddress(f"http://{_own_address(config.host)}:{config.port}", config.evaluation.proxy_keys, {})
    async with Shadows(store, feed, config.evaluation.shadows, proxy).running():
        yield


@asynccontextmanager
async def _evaluating(config: ApiConfig, store: Store, replica: Replica, feed: Feed) -> AsyncIterator[EvaluatorService]:
    service = EvaluatorService(
        store,
        replica,
        feed,
        config.evaluation,
        Prices(config.prices),
        f"http://{_own_address(config.host)}:{config.port}",
        read_secret(config.data_dir),
    )
    async with service.following():
        yield service


@asynccontextmanager
async def _alerting(
    config: ApiConfig, several: SeveralNodes | None, store: Store, replica: Replica, webhooks: Webhooks
) -> AsyncIterator[Alerts]:
    """Of several nodes, the owner evaluates the rules."""
    shared = several.shared if several else None
    projects = {DEMO_PROJECT} | ({key.project for key in config.keys} or {OPEN_PROJECT})
    links = DashboardLinks(config.public_url, config.usual_url)
    alerts = Alerts(store, replica, webhooks, lambda: shared is None or shared.is_here, projects, links)
    async with alerts.running():
        yield alerts


def _own_address(host: str) -> str:
    """Where a server that listens on `host` can be reached from this machine, as a URL has it."""
    address = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104
    return f"[{address}]" if ":" in address else address


@asynccontextmanager
async def _watching(ingest: Ingest) -> AsyncIterator[LagWatch]:
    watch = LagWatch()

    async def look() -> None:
        while True:
            watch.look(ingest.lag().seconds, time.monotonic())
            await asyncio.sleep(LOOK_EVERY_S)

    task = asyncio.create_task(look())
    try:
        yield watch
    finally:
        task.cancel()
        await asyncio.wait([task])


@asynccontextmanager
async def _housekeeping(config: ApiConfig, store: Store) -> AsyncIterator[None]:
    task = asyncio.create_task(run_retention(store, config.retention, config.scores))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


@asynccontextmanager
async def _following(config: ApiConfig, ingest: Ingest, joined: Joining | None) -> AsyncIterator[Replica]:
    engine = replica_engine(DataDir(config.data_dir), config.analytics, joined.servers if joined else None)
    replica = await Replica.open(engine, ingest.drain)
    try:
        yield replica
    finally:
        await replica.close()


@asynccontextmanager
async def _running_sql(config: ApiConfig, replica: Replica) -> AsyncIterator[CallerSql]:
    data_dir = DataDir(config.data_dir)
    await asyncio.to_thread(shutil.rmtree, data_dir.sql, ignore_errors=True)  # of a process that was killed
    caller_sql = _caller_sql(config, replica, data_dir)
    try:
        yield caller_sql
    finally:
        await caller_sql.close()


def _caller_sql(config: ApiConfig, replica: Replica, data_dir: DataDir) -> CallerSql:
    if config.store.is_clickhouse:
        from store.clickhouse.sql.caller_sql import ClickHouseSql  # noqa: PLC0415 - it needs an optional package

        return ClickHouseSql(replica, data_dir, config.sql, config.analytics, config.store)
    return CallerSql(replica, data_dir, config.sql, config.analytics)
