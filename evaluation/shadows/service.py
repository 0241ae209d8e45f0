"""`Shadows`: all shadows of the settings. They listen to the feed, which chooses the sample and limits what waits."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
import structlog

from evaluation.evaluators.judge.upstream import ProxyAddress
from evaluation.feed import Feed, Listener
from evaluation.shadows.runner import ShadowRunner
from evaluation.shadows.settings import ShadowSettings
from store.base import Store, StoreUnavailable
from store.evaluation.pipeline import EVALUATOR_PROPERTY, Consumer
from store.evaluation.replays import RUN_PROPERTY
from store.filter import Node, parse

log = structlog.get_logger()

_RETRY_S = 2.0  # while the store is not available at the start


class Shadows:
    def __init__(self, store: Store, feed: Feed, settings: Sequence[ShadowSettings], proxy: ProxyAddress) -> None:
        self._store = store
        self._feed = feed
        self._settings = settings
        self._proxy = proxy

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Inside the block, calls are sent to the candidates."""
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=10)
        connector, cookie_jar = aiohttp.TCPConnector(limit=0), aiohttp.DummyCookieJar()
        async with aiohttp.ClientSession(timeout=timeout, connector=connector, cookie_jar=cookie_jar) as session:
            working = asyncio.create_task(self._work(session))
            try:
                yield
            finally:
                working.cancel()
                await asyncio.wait([working])

    async def _work(self, session: aiohttp.ClientSession) -> None:
        runners = {
            consumer_of(shadow): ShadowRunner(shadow, consumer_of(shadow), self._store, self._proxy, session)
            for shadow in self._settings
        }
        listeners = [_listener(shadow, runners[consumer_of(shadow)]) for shadow in self._settings]
        while True:
            try:
                await self._forget_others(set(runners))
                await self._feed.listen("shadow", listeners)
                break
            except StoreUnavailable as error:
                log.warning("shadows_wait", error=str(error))
                await asyncio.sleep(_RETRY_S)
        async with asyncio.TaskGroup() as group:
            for runner in runners.values():
                group.create_task(runner.run())

    async def _forget_others(self, known: set[Consumer]) -> None:
        """Those that the settings do not have any more."""
        for consumer_id in await self._store.pipeline.counts("shadow"):
            if Consumer("shadow", consumer_id) not in known:
                await self._store.pipeline.forget(Consumer("shadow", consumer_id))


def consumer_of(shadow: ShadowSettings) -> Consumer:
    return Consumer("shadow", f"{shadow.project} {shadow.name}")


def _listener(shadow: ShadowSettings, runner: ShadowRunner) -> Listener:
    return Listener(
        consumer_of(shadow),
        shadow.project,
        frozenset({"request.logged"}),
        runner.wake,
        _filter(shadow),
        shadow.sample_rate,
        waiting_most=shadow.waiting_max,
    )


def _filter(shadow: ShadowSettings) -> Node:
    """Neither calls of a shadow, of a replay, nor of a judge: one that is sent for each call would never end."""
    tree = shadow.filter
    for name in (RUN_PROPERTY, EVALUATOR_PROPERTY):
        own = {"request_response_rmt": {"property_key": {"not-equals": name}}}
        tree = own if tree == "all" else {"left": tree, "operator": "and", "right": own}
    return parse(tree)
