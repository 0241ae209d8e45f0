"""Consumers that only listen."""

from __future__ import annotations

import asyncio
from typing import Any

from evaluation.feed import Listener
from store.evaluation.pipeline import Consumer, Pipeline, Task
from store.filter import parse
from store.sqlite import SqliteStore
from tests.support.gate import WAIT_S

FOREVER_US = 1 << 60


class Ear:
    """A consumer that remembers that it was woken."""

    def __init__(self, name: str = "w1", **listener: Any) -> None:
        self.consumer = Consumer("webhook", name)
        self._woken = asyncio.Event()
        if "filter" in listener:
            listener["filter"] = parse(listener["filter"])
        fields = {"project": 1, "kinds": frozenset({"request.logged"})} | listener
        self.listener = Listener(consumer=self.consumer, on_tasks=self._woken.set, **fields)

    async def tasks(self, store: SqliteStore, count: int) -> list[Task]:
        """Its tasks in their order, once there are so many."""
        async with asyncio.timeout(WAIT_S):
            while len(tasks := (await store.pipeline.due(self.consumer, FOREVER_US, 100_000))[0]) < count:
                await self._woken.wait()
                self._woken.clear()
        return tasks

    async def counts(self, store: SqliteStore) -> dict[str, int]:
        return (await store.pipeline.counts("webhook")).get(self.consumer.id, {})


async def no_events(pipeline: Pipeline) -> None:
    """Returns once every event has become what it was to become."""
    async with asyncio.timeout(WAIT_S):
        while await pipeline.events(filtered=False, limit=1) or await pipeline.events(filtered=True, limit=1):
            await asyncio.sleep(0)
