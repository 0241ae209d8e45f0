"""`ShadowRunner`: sends the tasks of one shadow to its candidate. What fails is counted, and never tried again: the
next call is as good a sample."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from functools import partial
from time import time_ns
from typing import TypeVar
from uuid import UUID, uuid5

import aiohttp
import structlog
from yarl import URL

from evaluation.evaluators.judge.upstream import ProxyAddress
from evaluation.feed.waiting import set_within
from evaluation.shadows.rewriting import CannotRewrite, api_of, candidate_path, repeated_headers, rewritten
from evaluation.shadows.settings import ShadowSettings
from store.base import Store, StoreUnavailable
from store.evaluation.pipeline import Consumer, Settled, Task
from store.evaluation.replays import ITEM_PROPERTY, RUN_PROPERTY
from store.models import ExchangeRow

log = structlog.get_logger()

T = TypeVar("T")

_LOOK_EVERY_S = 30.0  # when nothing wakes it
_RETRY_S = (0.5, 2.0, 10.0)  # pauses while the store fails; the last one repeats
_CALL_S = 900.0
_IDS = UUID(
    "0d1d3c5e-4a0f-5f1e-8f0c-5a4d0c3d2b21"
)  # what is sent again after a crash is an attempt of the same request


class ShadowRunner:
    def __init__(
        self,
        shadow: ShadowSettings,
        consumer: Consumer,
        store: Store,
        proxy: ProxyAddress,
        session: aiohttp.ClientSession,
    ) -> None:
        self._shadow = shadow
        self._consumer = consumer
        self._store = store
        self._proxy = proxy
        self._session = session
        self._woken = asyncio.Event()
        self._at_work: set[int] = set()  # ids of tasks

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Until it is cancelled. A call that takes long holds up no other one while there is room."""
        room = asyncio.Semaphore(self._shadow.concurrency)
        async with asyncio.TaskGroup() as group:
            while True:
                await room.acquire()
                task = await self._persistently(self._next)
                self._at_work.add(task.id)
                group.create_task(self._send_and_settle(task)).add_done_callback(lambda _: room.release())

    async def _next(self) -> Task:
        """The longest due task that is not at work; waits until there is one."""
        while True:
            self._woken.clear()
            now_us = time_ns() // 1000
            tasks, next_at_us = await self._store.pipeline.due(self._consumer, now_us, 1, self._at_work)
            if tasks:
                return tasks[0]
            longest_s = _LOOK_EVERY_S if next_at_us is None else max(0.01, (next_at_us - now_us) / 1e6)
            await set_within(self._woken, min(longest_s, _LOOK_EVERY_S))

    async def _send_and_settle(self, task: Task) -> None:
        outcome = await self._persistently(partial(self._outcome, task))
        settle = partial(self._store.pipeline.settle, self._consumer, [Settled(task.id)], {outcome: 1})
        await self._persistently(settle)
        self._at_work.discard(task.id)

    async def _persistently(self, ask: Callable[[], Awaitable[T]]) -> T:
        """What it returns; asks again while the store fails."""
        failures = 0
        while True:
            try:
                return await ask()
            except Exception:
                if not failures:
                    log.exception("shadow_failed", shadow=self._shadow.name)
                await asyncio.sleep(_RETRY_S[min(failures, len(_RETRY_S) - 1)])
                failures += 1

    async def _outcome(self, task: Task) -> str:
        """What is counted: sent, dropped, or skipped:reason, failed:reason. Raises StoreUnavailable."""
        try:
            return await self._sent(task)
        except StoreUnavailable:
            raise
        except Exception:  # whatever is wrong with one call, the others go on
            log.exception("shadow_failed", shadow=self._shadow.name, exchange_id=task.subject)
            return "failed:error"

    async def _sent(self, task: Task) -> str:
        if time_ns() // 1000 - task.created_at_us > self._shadow.waiting_max_s * 1e6:
            return "dropped"
        found = await self._store.pipeline.exchanges(task.project, [task.subject])
        original = found.get(task.subject)
        if original is None:
            return "skipped:deleted"
        try:
            body = await self._body(original)
        except CannotRewrite as error:
            return f"skipped:{error}"
        return await self._send(original, body)

    async def _body(self, original: ExchangeRow) -> bytes:
        """What the candidate gets. Raises CannotRewrite."""
        if original.outcome != "ok" or original.status is None or original.status >= 400:
            raise CannotRewrite("not_answered")
        if any(name.casefold() == RUN_PROPERTY.casefold() for name in original.properties):
            raise CannotRewrite("of_a_run")
        if (original.request_size_bytes or 0) > self._shadow.body_max_bytes:
            raise CannotRewrite("too_large")
        if original.request_truncated:
            raise CannotRewrite("no_body")
        if any(name.lower() == "content-encoding" for name in original.request_headers):
            raise CannotRewrite("encoded")
        bodies = await self._store.bodies(original.project, original.exchange_id)
        if bodies is None or bodies.request is None or bodies.damaged:
            raise CannotRewrite("no_body")
        return await asyncio.to_thread(rewritten, bodies.request, original.path, self._shadow.model, None)

    async def _send(self, original: ExchangeRow, body: bytes) -> str:
        headers = self._headers(original)
        if headers is None:
            return "failed:no_key"
        path = candidate_path(original.path, original.upstream)
        url = URL(f"{self._proxy.url}/{self._shadow.upstream}{path}", encoded=True)
        try:
            async with asyncio.timeout(_CALL_S):
                async with self._session.post(url, data=body, headers=headers, allow_redirects=False) as answer:
                    async for _ in answer.content.iter_any():
                        pass  # the proxy logs it
                    return "sent" if answer.status < 400 else f"failed:status_{answer.status}"
        except TimeoutError:
            return "failed:timeout"
        except aiohttp.ClientError:
            return "failed:unreachable"

    def _headers(self, original: ExchangeRow) -> dict[str, str] | None:
        """None: the environment lacks the candidate's key."""
        shadow = self._shadow
        headers = repeated_headers(original.request_headers) | {
            "Helicone-Request-Id": str(uuid5(_IDS, f"{shadow.name}\n{original.request_id}")),
            f"Helicone-Property-{RUN_PROPERTY}": shadow.name,
            f"Helicone-Property-{ITEM_PROPERTY}": original.request_id,
        }
        if original.project in self._proxy.keys:
            headers["Helicone-Auth"] = f"Bearer {self._proxy.keys[original.project]}"
        if shadow.env is None:
            return headers
        key = os.environ.get(shadow.env, "").strip()
        if not key:
            return None
        if api_of(original.path) == "messages":
            return headers | {"x-api-key": key}
        return headers | {"Authorization": f"Bearer {key}"}
