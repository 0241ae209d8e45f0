"""`Feed`: turns events into tasks.

_follow      until stopped: one batch of events after another, again after errors
  _route     a batch: which listeners want which events, stored in one transaction

Two such loops run: one asks the listeners without a filter as soon as an event is stored; the other waits until the
replica holds what the events are about, and asks those with a filter.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable
from contextlib import asynccontextmanager
from functools import partial

import structlog

from evaluation.feed.deciding import FilterKey, decide, routing_of
from evaluation.feed.listener import Listener
from evaluation.feed.matching import match
from evaluation.feed.sampling import sample_position
from evaluation.feed.waiting import set_within
from store.analytics import Replica
from store.evaluation.pipeline import Consumer, ConsumerKind, FeedEvent, Pipeline

log = structlog.get_logger()

LOOK_EVERY_S = 1.0  # when nothing wakes it: calls whose large bodies were read later wake nobody
_IDLE_S = 3_600.0  # … while nobody listens
_BATCH = 1_000  # events
_RETRY_S = (0.1, 0.5, 2.0, 10.0)  # pauses while it fails; the last one repeats


class Feed:
    def __init__(
        self,
        pipeline: Pipeline,
        replica: Replica,
        unread: Callable[[], set[str]],
        secret: bytes,
        awaited: Collection[ConsumerKind] = (),
    ) -> None:
        """`unread`: the exchange ids whose large bodies are still being read; their events wait for that. `secret`:
        decides who is sampled. `awaited`: the kinds of consumers without which no event is touched, so that those of
        the time before the start meet them."""
        self._pipeline = pipeline
        self._replica = replica
        self._unread = unread
        self._position_of = partial(sample_position, secret)
        self._listeners: dict[Consumer, Listener] = {}
        self._changing = asyncio.Lock()  # tasks are stored only for listeners that exist
        self._plain = asyncio.Event()
        self._filtered = asyncio.Event()
        self._errors: dict[bool, str | None] = {}
        self._awaited = set(awaited)
        self._may_begin = asyncio.Event()
        if not awaited:
            self._may_begin.set()

    @property
    def error(self) -> str | None:
        """Why events are not acted on now; None: they are."""
        return next((error for error in self._errors.values() if error), None)

    async def listen(self, kind: ConsumerKind, listeners: Iterable[Listener]) -> None:
        """Replace all listeners of that kind. Once this returns, no task is made for one that is not among them, and
        each call that ends and score that is added meets those that are."""
        async with self._changing:
            changed = {consumer: listener for consumer, listener in self._listeners.items() if consumer.kind != kind}
            changed |= {listener.consumer: listener for listener in listeners}
            pairs = {(listener.project, event) for listener in changed.values() for event in listener.kinds}
            wake = partial(_wake, asyncio.get_running_loop(), self._plain)
            # Until all awaited kinds listen, events are also written for those that the store knows.
            await self._pipeline.listen(pairs, wake, only=self._awaited <= {kind})
            self._listeners = changed
            self._awaited.discard(kind)
        if not self._awaited:
            self._may_begin.set()
        for event in (self._plain, self._filtered):
            event.set()

    @asynccontextmanager
    async def following(self) -> AsyncIterator[None]:
        """Makes tasks inside the block."""
        loops = [asyncio.create_task(self._follow(filtered)) for filtered in (False, True)]
        try:
            yield
        finally:
            for loop in loops:
                loop.cancel()
            await asyncio.wait(loops)

    async def _follow(self, filtered: bool) -> None:
        wake = self._filtered if filtered else self._plain
        failures = 0
        await self._may_begin.wait()
        while True:
            wake.clear()
            try:
                routed = await self._route(filtered)
            except Exception as error:
                if not self._errors.get(filtered):
                    log.exception("feed_failed", filtered=filtered)
                self._errors[filtered] = repr(error)
                failures += 1
                await asyncio.sleep(_RETRY_S[min(failures, len(_RETRY_S)) - 1])
                continue
            self._errors[filtered], failures = None, 0
            if routed < _BATCH:
                await set_within(wake, LOOK_EVERY_S if self._listeners else _IDLE_S)

    async def _route(self, filtered: bool) -> int:
        """Returns how many events there were."""
        events = await self._pipeline.events(filtered=filtered, limit=_BATCH, without=self._unread())
        if not events:
            return 0
        asked = [listener for listener in self._listeners.values() if listener.is_filtered == filtered]
        matching = await match(self._replica, events, _filters(events, asked) if filtered else ())
        tasks, counts = decide(events, asked, matching, self._position_of)
        async with self._changing:
            routing = routing_of(events, tasks, counts, self._listeners, filtered=filtered)
            await self._pipeline.route(routing)
            for consumer in {task.consumer for task in routing.tasks}:
                self._listeners[consumer].on_tasks()
        if routing.filtered:
            self._filtered.set()
        return len(events)


def _filters(events: Iterable[FeedEvent], listeners: Iterable[Listener]) -> set[FilterKey]:
    projects = {event.project for event in events}
    return {(listener.project, listener.filter) for listener in listeners if listener.project in projects}


def _wake(loop: asyncio.AbstractEventLoop, event: asyncio.Event) -> None:
    try:
        loop.call_soon_threadsafe(event.set)
    except RuntimeError:
        pass  # the loop has ended; the next start finds the events
