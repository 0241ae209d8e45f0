"""All calls of a run, several at a time, within the budget."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluation.shadows.rewriting import CannotRewrite
from gnomon.replay.budget import Amount, RunBudget, RunBudgetReached
from gnomon.replay.pairing import PairMaker
from gnomon.replay.server import MadeCall

Progress = Callable[[int, int], None]  # done, planned


@dataclass(slots=True)
class RunEnd:
    planned: int
    problems: Counter[str] = field(default_factory=Counter)  # why calls have no pair
    stopped: str | None = None  # which limit was reached; None: all was done


def budget_of(usd: float | None, calls: int | None, made: Mapping[str, MadeCall]) -> RunBudget:
    """What earlier parts of the run have made counts."""
    spent_usd = sum(each.cost_usd or 0.0 for each in made.values())
    return RunBudget(usd, calls, Amount(len(made), spent_usd))


class ReplayRunner:
    def __init__(self, maker: PairMaker, budget: RunBudget, concurrency: int, progress: Progress) -> None:
        self._maker = maker
        self._budget = budget
        self._concurrency = concurrency
        self._progress = progress

    async def run(self, rows: Sequence[Mapping[str, Any]]) -> RunEnd:
        """`rows`: the logged requests. Raises ReplayFailed; what runs then ends first."""
        end = RunEnd(len(rows))
        left = iter([row for row in rows if not self._maker.is_done(row["request_id"])])
        done = len(rows) - sum(not self._maker.is_done(row["request_id"]) for row in rows)
        self._progress(done, len(rows))
        counter = _Counter(done, len(rows), self._progress)
        workers = [asyncio.create_task(self._work(left, end, counter)) for _ in range(self._concurrency)]
        try:
            await asyncio.gather(*workers)
        finally:
            for worker in workers:
                worker.cancel()
            await asyncio.wait(workers)
        return end

    async def _work(self, left: Iterator[Mapping[str, Any]], end: RunEnd, counter: _Counter) -> None:
        for row in left:
            if end.stopped is not None:
                return
            try:
                await self._one(row, end)
            except RunBudgetReached as reached:
                end.stopped = f"{reached} is reached"
                return
            counter.count()

    async def _one(self, row: Mapping[str, Any], end: RunEnd) -> None:
        try:
            planned = await self._maker.plan(row)
        except CannotRewrite as error:
            end.problems[str(error)] += 1
            return
        await self._budget.reserve(planned.cost)
        spent = planned.cost
        try:
            made = await self._maker.make(planned)
            spent = made.spent
        finally:
            await self._budget.settle(planned.cost, spent)
        if made.problem is not None:
            end.problems[made.problem] += 1


class _Counter:
    def __init__(self, done: int, planned: int, progress: Progress) -> None:
        self._done = done
        self._planned = planned
        self._progress = progress

    def count(self) -> None:
        self._done += 1
        self._progress(self._done, self._planned)
