"""`Delivery`: sends one webhook's messages.

_load        takes the tasks that are due, and makes messages of them
_send_all    several at once: one message after another
_settle_all  stores what became of them, many together

Messages are sent in the order of their events, up to CONNECTIONS at once. While the receiver fails, one message at a
time is tried, with growing pauses, and the others wait.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

from evaluation.feed.waiting import set_within
from evaluation.webhooks.mail import MailReceiver
from evaluation.webhooks.message import Message, UrlOf, messages_of
from evaluation.webhooks.receiver import DeliveryAttempt, Receiver
from evaluation.webhooks.schedule import pause_s
from evaluation.webhooks.signing import secrets_in_force, signed_headers
from store.base import Store
from store.evaluation.pipeline import Consumer, Settled
from store.evaluation.webhooks import Webhook

log = structlog.get_logger()

CONNECTIONS = 8
FINISH_S = 3.0  # at the end, messages that are being sent may take this long; later ones are sent by the next start
USER_AGENT = "Gnomon-Webhooks/1.0"
_LOADED = 64  # messages in memory
_LOOK_S = 60.0  # when nothing wakes it
_FAILURES = 5  # in a row, before the others wait
_PAUSE_MOST_S = 60.0
_RETRY_S = 2.0  # after an error of the store

CONTENT = {"Content-Type": "application/json", "User-Agent": USER_AGENT}


class Delivery:
    def __init__(
        self,
        webhook: Webhook,
        store: Store,
        receiver: Receiver | MailReceiver,
        url_of: UrlOf,
        on_gone: Callable[[str], None],
        schedule_s: tuple[float, ...] | None = None,
    ) -> None:
        """`on_gone`: called with the id when the receiver wants no more deliveries."""
        self.webhook = webhook  # replaced when it is changed
        self.consumer = Consumer("webhook", webhook.id)
        self._store = store
        self._receiver = receiver
        self._url_of = url_of
        self._on_gone = on_gone
        self._schedule_s = schedule_s
        self._messages: asyncio.Queue[Message] = asyncio.Queue(_LOADED)
        self._in_work: set[int] = set()  # tasks that are loaded and not settled yet
        self._wake = asyncio.Event()
        self._settled: list[Settled] = []
        self._counts: Counter[str] = Counter()
        self._has_settled = asyncio.Event()
        self._failures = 0  # in a row
        self._not_before_s = 0.0  # on the monotonic clock
        self._one_by_one = asyncio.Lock()
        self._sending = 0
        self._idle = asyncio.Event()  # no message is being sent
        self._idle.set()
        self._all_settled = asyncio.Event()
        self._all_settled.set()
        self._stopping = False

    def wake(self) -> None:
        """There are new tasks, or some are due earlier."""
        self._wake.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Sends inside the block."""
        work = [self._load_all, self._settle_all, *[self._send_all] * CONNECTIONS]
        loops = [asyncio.create_task(self._again_after_errors(each)) for each in work]
        try:
            yield
        finally:
            await self._finish()
            for loop in loops:
                loop.cancel()
            await asyncio.wait(loops)
            await self._receiver.close()

    async def _finish(self) -> None:
        self._stopping = True
        await set_within(self._idle, FINISH_S)
        await set_within(self._all_settled, FINISH_S)

    async def _again_after_errors(self, work: Callable[[], Awaitable[None]]) -> None:
        shown = ""
        while True:
            try:
                await work()
            except Exception as error:
                if repr(error) != shown:  # else it would fill the log while the store fails
                    log.exception("webhook_delivery_failed", webhook=self.webhook.id, again_in_s=_RETRY_S)
                shown = repr(error)
                await asyncio.sleep(_RETRY_S)

    async def _load_all(self) -> None:
        while True:
            self._wake.clear()
            now_us = time.time_ns() // 1000
            tasks, next_at_us = await self._store.pipeline.due(self.consumer, now_us, _LOADED, self._in_work)
            for message in await messages_of(self._store, self.webhook, tasks, self._url_of) if tasks else ():
                self._in_work.add(message.task.id)
                await self._messages.put(message)
            if not tasks:
                wait_s = _LOOK_S if next_at_us is None else min(_LOOK_S, max(0.0, (next_at_us - now_us) / 1e6))
                await set_within(self._wake, wait_s)

    async def _send_all(self) -> None:
        while True:
            message = await self._messages.get()
            if self._failures < _FAILURES:
                await self._wait_for_pause()
                await self._send(message)
            else:
                async with self._one_by_one:
                    await self._wait_for_pause()
                    await self._send(message)

    async def _wait_for_pause(self) -> None:
        await asyncio.sleep(max(0.0, self._not_before_s - time.monotonic()))

    async def _send(self, message: Message) -> None:
        if self._stopping:
            return  # the next start sends it
        self._sending += 1
        self._idle.clear()
        try:
            if message.body is None:
                self._drop(message)
            else:
                attempt = await self._attempt(message.id, message.body)
                self._note(attempt)
                self._settle(message, attempt)
        finally:
            self._sending -= 1
            if not self._sending:
                self._idle.set()

    async def _attempt(self, message_id: str, body: bytes) -> DeliveryAttempt:
        at_us = time.time_ns() // 1000
        in_force = secrets_in_force(self.webhook, at_us)
        headers = CONTENT | signed_headers(in_force, message_id, at_us, body)
        return await self._receiver.post(self.webhook.destination, headers, body)

    def _note(self, attempt: DeliveryAttempt) -> None:
        """Failures in a row, and a receiver's wish, make all messages wait."""
        if attempt.error is None:
            self._failures, self._not_before_s = 0, 0.0
            return
        self._failures += 1
        beyond = min(self._failures - _FAILURES, 32)
        own_s = min(_PAUSE_MOST_S, 2.0**beyond) if beyond >= 0 else 0.0
        self._not_before_s = time.monotonic() + max(own_s, attempt.retry_after_s or 0.0)

    def _drop(self, message: Message) -> None:
        """There is nothing to send."""
        self._counts["failed" if message.error else "deleted"] += 1
        self._add(Settled(message.task.id, message.error))

    def _settle(self, message: Message, attempt: DeliveryAttempt) -> None:
        task = message.task
        if attempt.error is None:
            self._counts["delivered"] += 1
            self._add(Settled(task.id))
            return
        again_s = None if attempt.gone else pause_s(task.attempts + 1, attempt.retry_after_s, self._schedule_s)
        again_at_us = None if again_s is None else time.time_ns() // 1000 + int(again_s * 1e6)
        self._counts["attempts_failed"] += 1
        self._counts["failed"] += again_at_us is None
        self._add(Settled(task.id, attempt.error, again_at_us))
        if attempt.gone:
            self._on_gone(self.webhook.id)

    def _add(self, settled: Settled) -> None:
        self._settled.append(settled)
        self._all_settled.clear()
        self._has_settled.set()

    async def _settle_all(self) -> None:
        while True:
            while not self._settled:
                self._all_settled.set()
                self._has_settled.clear()
                await self._has_settled.wait()
            settled, counts = self._settled[:], Counter(self._counts)
            await self._store.pipeline.settle(self.consumer, settled, counts)
            del self._settled[: len(settled)]
            self._counts -= counts
            self._in_work.difference_update(each.task_id for each in settled)
            if any(each.again_at_us is not None for each in settled):
                self._wake.set()
