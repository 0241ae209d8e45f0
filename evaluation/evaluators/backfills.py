"""`Backfills`: the runs over logged calls that have not ended; they go on after a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from evaluation.evaluators.active import ActiveEvaluator
from evaluation.evaluators.backfill import BackfillRunner, Range, SampleOf, condition
from evaluation.evaluators.estimate import Estimate, estimate
from evaluation.evaluators.evaluating import Evaluating
from store.analytics import Replica
from store.analytics.requests.lists import ListSelection
from store.base import Store
from store.evaluation.evaluators import Backfill, EvaluatorId, NewBackfill


class Backfills:
    def __init__(
        self,
        store: Store,
        replica: Replica,
        evaluating: Evaluating,
        sample_of: SampleOf,
        block: Callable[[ActiveEvaluator, str], Awaitable[None]],
    ) -> None:
        self._store = store
        self._replica = replica
        self._evaluating = evaluating
        self._sample_of = sample_of
        self._block = block
        self._running: dict[int, asyncio.Task[None]] = {}

    async def estimate(self, active: ActiveEvaluator, run: Range) -> Estimate:
        await self._replica.fresh()
        return await estimate(self._evaluating, active, run)

    async def begin(self, active: ActiveEvaluator, run: Range) -> Backfill:
        """It is stored; `refresh` starts it."""
        await self._replica.fresh()
        selection = ListSelection(active.id.project, condition(active, run))
        total = await self._evaluating.reader.lists.count(selection)
        new = NewBackfill(active.id, active.version, run.filter, run.since_us, run.until_us, run.sample_rate, total)
        return await self._store.evaluators.begin_backfill(new)

    async def refresh(self, known: Mapping[EvaluatorId, ActiveEvaluator]) -> None:
        """Have exactly those run that should. `known`: the evaluators that can run, in their present version."""
        evaluators = self._store.evaluators
        open_ones = await evaluators.open_backfills()
        for backfill_id, task in list(self._running.items()):
            if task.done() or backfill_id not in {each.id for each in open_ones}:
                task.cancel()
                await asyncio.wait([task])
                del self._running[backfill_id]
        for backfill in reversed(open_ones):
            active = known.get(EvaluatorId(backfill.project, backfill.evaluator))
            if active is None or backfill.id in self._running:
                continue
            if active.version != backfill.version:
                await evaluators.set_backfill(backfill.id, "cancelled", "the evaluator has another version now")
                continue
            runner = BackfillRunner(backfill, active, self._store, self._evaluating, self._sample_of, self._block)
            self._running[backfill.id] = asyncio.create_task(runner.run())

    async def stop(self) -> None:
        for task in self._running.values():
            task.cancel()
        if self._running:
            await asyncio.wait(self._running.values())
