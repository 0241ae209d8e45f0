"""`OtherRunners`: evaluators at work on the tasks of a node that is away."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from evaluation.evaluators.active import ActiveEvaluator
from evaluation.evaluators.evaluating import Evaluating
from evaluation.evaluators.runner import Block, EvaluatorRunner
from store.base import Store
from store.evaluation.evaluators import EvaluatorId


class OtherRunners:
    def __init__(self, store: Store, evaluating: Evaluating, block: Block) -> None:
        """`store`, `evaluating`: of that node's tasks."""
        self._store = store
        self._evaluating = evaluating
        self._block = block
        self._running: dict[EvaluatorId, tuple[EvaluatorRunner, asyncio.Task[None]]] = {}

    async def refresh(self, wanted: Mapping[EvaluatorId, ActiveEvaluator]) -> None:
        """Have exactly these run."""
        for evaluator, (runner, task) in list(self._running.items()):
            if task.done() or runner.active != wanted.get(evaluator):
                await self._end(evaluator)
        for evaluator, active in wanted.items():
            if evaluator not in self._running:
                runner = EvaluatorRunner(active, self._store, self._evaluating, self._block)
                self._running[evaluator] = runner, asyncio.create_task(runner.run())

    async def stop(self) -> None:
        for evaluator in list(self._running):
            await self._end(evaluator)
        await self._evaluating.close()

    async def _end(self, evaluator: EvaluatorId) -> None:
        runner, task = self._running.pop(evaluator)
        task.cancel()
        await asyncio.wait([task])
        await self._evaluating.end(runner.active)
