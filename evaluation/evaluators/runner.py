"""`EvaluatorRunner`: one evaluator at work on its tasks. A failing one is logged and goes on; others do not notice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from time import time_ns

import structlog

from evaluation.evaluators.active import ActiveEvaluator
from evaluation.evaluators.budget import in_words
from evaluation.evaluators.evaluating import Evaluating, Unable
from evaluation.evaluators.outcomes import Evaluated, evaluation_of, why_blocked
from evaluation.evaluators.reading import Subject
from evaluation.feed.waiting import set_within
from store.base import Store, StoreUnavailable
from store.evaluation.evaluators import BudgetReached
from store.evaluation.pipeline import Task

log = structlog.get_logger()

_LOOK_EVERY_S = 30.0  # when nothing wakes it
_RETRY_S = (0.5, 2.0, 10.0)  # pauses while it fails; the last one repeats
_BATCH = 200
_IDLE_S = 30.0  # without a task, its process is ended

Block = Callable[[ActiveEvaluator, str], Awaitable[None]]


class EvaluatorRunner:
    def __init__(self, active: ActiveEvaluator, store: Store, evaluating: Evaluating, block: Block) -> None:
        """`block`: to be called when the evaluator cannot go on; then this runner ends."""
        self.active = active
        self.paused: BudgetReached | None = None
        self.error: str | None = None  # why it does not work, for no fault of the evaluator
        self._store = store
        self._evaluating = evaluating
        self._block = block
        self._woken = asyncio.Event()
        self._blocked: str | None = None

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Until it is cancelled or blocked."""
        failures = 0
        while True:
            try:
                if await self._work():
                    return
                failures, self.error = 0, None
            except Exception as error:
                if not self.error:
                    log.exception("evaluator_failed", evaluator=self.active.id.name)
                self.error = f"waits: {error}" if isinstance(error, StoreUnavailable) else repr(error)
                failures += 1
                await asyncio.sleep(_RETRY_S[min(failures, len(_RETRY_S)) - 1])

    @property
    def _batch(self) -> int:
        judge = self.active.definition.judge
        return 4 * judge.concurrency if judge else _BATCH

    async def _work(self) -> bool:
        """One batch, or a pause until there is one. Returns whether the evaluator is blocked now."""
        self._woken.clear()
        now_us = time_ns() // 1000
        tasks, next_at_us = await self._store.pipeline.due(self.active.id.consumer, now_us, self._batch)
        if not tasks:
            await self._rest(_LOOK_EVERY_S if next_at_us is None else (next_at_us - now_us) / 1e6)
            return False
        try:
            self.paused = await self._evaluating.evaluate(self.active, _subjects(tasks), self._settle)
        except Unable as error:
            self._blocked = str(error)
        if self._blocked is not None:
            await self._block(self.active, self._blocked)
            return True
        if self.paused is not None:
            log.info("evaluator_paused", evaluator=self.active.id.name, reason=in_words(self.paused))
            await asyncio.sleep(max(0.0, self.paused.until_us / 1e6 - time_ns() / 1e9))
            self.paused = None
        return False

    async def _settle(self, evaluated: Sequence[Evaluated]) -> None:
        evaluations = [evaluation_of(self.active, each) for each in evaluated]
        failures = await self._store.evaluators.settle(self.active.id, self.active.version, evaluations)
        self._blocked = self._blocked or why_blocked(failures, evaluations)

    async def _rest(self, longest_s: float) -> None:
        """Until there are tasks; a process that waits long is ended."""
        rest_s = max(0.01, min(longest_s, _LOOK_EVERY_S))
        await set_within(self._woken, min(rest_s, _IDLE_S))
        if rest_s >= _IDLE_S and not self._woken.is_set():
            await self._evaluating.end(self.active)


def _subjects(tasks: Sequence[Task]) -> list[Subject]:
    return [Subject(task.request_id or task.subject, task.probability, (task.id, task.due_at_us)) for task in tasks]
