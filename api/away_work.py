"""The owner does what nodes that are away had to do, until they are back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import structlog

from evaluation.evaluators.service import EvaluatorService
from evaluation.webhooks import Webhooks
from store.base import Store, StoreUnavailable
from store.clickhouse.nodes.registry import Nodes
from store.clickhouse.nodes.shared import SharedState
from store.clickhouse.nodes.work.results import TaskResults

log = structlog.get_logger()

LOOK_EVERY_S = 1.0


class AwayWork:
    """Belongs to an event loop."""

    def __init__(self, nodes: Nodes, shared: SharedState, open_store: Callable[[int], Awaitable[Store]]) -> None:
        """`open_store`: for the number of a node that is away; raises StoreUnavailable."""
        self._nodes = nodes
        self._shared = shared
        self._open_store = open_store
        self._doing: dict[int, AsyncExitStack] = {}

    @asynccontextmanager
    async def doing(self, webhooks: Webhooks, evaluators: EvaluatorService) -> AsyncIterator[None]:
        """Does it inside the block, while this node is the owner."""
        task = asyncio.create_task(_each_second(lambda: self._look(webhooks, evaluators), "work_of_others_failed"))
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])
            await self._end(set(self._doing))

    async def _look(self, webhooks: Webhooks, evaluators: EvaluatorService) -> None:
        away = {known.node.number for known in self._nodes.all() if known.is_away} - {self._nodes.own.number}
        wanted = away if self._shared.is_here else set()
        await self._end(self._doing.keys() - wanted)
        for number in wanted - self._doing.keys():
            store = await self._open_store(number)
            async with AsyncExitStack() as stack:
                await stack.enter_async_context(webhooks.sending_for(store))
                await stack.enter_async_context(evaluators.working_for(store))
                self._doing[number] = stack.pop_all()
            log.info("work_taken_over", node=number)

    async def _end(self, numbers: set[int]) -> None:
        for number in numbers:
            await self._doing.pop(number).aclose()
            log.info("work_given_back", node=number)


@asynccontextmanager
async def taking_results(store: Store, results: TaskResults) -> AsyncIterator[None]:
    """Stores what the owner did while this node was away: at once, and what comes later each second."""

    async def take() -> None:
        while some := await results.first():
            await store.take_task_results([each.result for each in some])
            await results.drop(some)

    try:
        await take()
    except StoreUnavailable as error:
        log.warning("task_results_not_read", error=str(error))
    task = asyncio.create_task(_each_second(take, "task_results_not_read"))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _each_second(work: Callable[[], Awaitable[None]], failure: str) -> None:
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        try:
            await work()
        except StoreUnavailable as error:
            log.warning(failure, error=str(error))
        except Exception:
            log.exception(failure)
