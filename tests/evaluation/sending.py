"""Webhooks, and messages for them."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from evaluation.webhooks.addresses import AllowedHosts
from evaluation.webhooks.delivery import CONNECTIONS, Delivery
from evaluation.webhooks.receiver import Receiver
from store.evaluation.pipeline import Consumer, NewTask, Routing, Task
from store.evaluation.webhooks import Webhook
from store.sqlite import SqliteStore
from tests.support.gate import WAIT_S

HERE = AllowedHosts(["127.0.0.1"])
_RUNNING: dict[str, Delivery] = {}  # by the webhook's id
SOON = (0.0, 0.0)  # a schedule of three attempts


def webhook(destination: str = "http://127.0.0.1/", **changes: Any) -> Webhook:
    fields: dict[str, Any] = {
        "id": "w1",
        "project": 1,
        "created_at_us": 1,
        "updated_at_us": 1,
        "destination": destination,
        "events": ("request.logged",),
        "filter": "all",
        "property_filters": (),
        "sample_rate": 100.0,
        "include_data": True,
        "base_url": "http://here",
        "enabled": True,
        "disabled_reason": None,
        "secret": bytes(range(32)),
    }
    return Webhook(**(fields | changes))


async def give(store: SqliteStore, *subjects: str, consumer: str = "w1", **changes: Any) -> None:
    """Tasks, in that order, of calls whose request ids are their exchange ids."""
    tasks = [
        NewTask(
            Consumer("webhook", consumer),
            **({"project": 1, "kind": "request.logged", "subject": subject, "request_id": subject} | changes),
            session_id=None,
            probability=1.0,
            created_at_us=number,
            due_at_us=number,
        )
        for number, subject in enumerate(subjects)
    ]
    await store.pipeline.route(Routing(tasks, {Consumer("webhook", consumer): 1_000_000}))
    if consumer in _RUNNING:
        _RUNNING[consumer].wake()


@asynccontextmanager
async def delivering(
    store: SqliteStore,
    to: Webhook,
    *,
    timeout_s: float = 5.0,
    schedule_s: tuple[float, ...] = SOON,
    on_gone: Callable[[str], None] = lambda _: None,
    tls: ssl.SSLContext | None = None,
) -> AsyncIterator[Delivery]:
    receiver = Receiver("127.0.0.1", HERE, CONNECTIONS, tls or ssl.create_default_context(), timeout_s)
    delivery = Delivery(to, store, receiver, lambda base, _, name: f"{base}/{name}", on_gone, schedule_s)
    async with delivery.running():
        _RUNNING[to.id] = delivery
        try:
            yield delivery
        finally:
            del _RUNNING[to.id]


async def counts(store: SqliteStore, consumer: str = "w1") -> dict[str, int]:
    return (await store.pipeline.counts("webhook")).get(consumer, {})


async def until(store: SqliteStore, consumer: str = "w1", **wanted: int) -> dict[str, int]:
    """The counts, once these have at least those values."""
    async with asyncio.timeout(WAIT_S):
        while not _has(found := await counts(store, consumer), wanted):
            await asyncio.sleep(0.01)
    return found


def _has(found: dict[str, int], wanted: dict[str, int]) -> bool:
    return all(found.get(name, 0) >= value for name, value in wanted.items())


async def failed(store: SqliteStore, consumer: str = "w1") -> list[Task]:
    return await store.pipeline.tasks(Consumer("webhook", consumer), state="failed")
