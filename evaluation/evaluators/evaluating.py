"""`Evaluating`: subjects → what became of them. Used for new calls, back-fills and previews alike.

evaluate     a batch: read, judged or run in a sandbox, within the budget
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from evaluation.evaluators.active import ActiveEvaluator
from evaluation.evaluators.budget import BudgetGate, Reservation
from evaluation.evaluators.definition import Evaluator, Judge
from evaluation.evaluators.judge.judge import JudgeRunner
from evaluation.evaluators.judge.prompt import CannotJudge, prompt
from evaluation.evaluators.outcomes import Evaluated
from evaluation.evaluators.reading import CallReader, ReadCall, Subject
from evaluation.evaluators.results import Failed, Result, Skipped
from evaluation.evaluators.sandbox.process import SandboxJob
from evaluation.evaluators.sandbox.sandbox import Sandbox, SandboxFailed
from store.base import StoreUnavailable
from store.evaluation.evaluators import BudgetReached, Evaluators

CHECK_TIME_LIMIT_S = 1.0  # for all checks of one call
CHECK_MEMORY_LIMIT_MB = 512
# Failures that the next call would meet too: the evaluator is blocked at once.
FATAL = frozenset({"cannot_load", "no_key", "no_price", "status_401", "status_403", "status_404"})


class Unable(Exception):
    """The evaluator cannot go on; the message is the reason, for the person who defined it."""


Settle = Callable[[Sequence[Evaluated]], Awaitable[None]]  # called with a part of the batch as soon as it is done


class Evaluating:
    def __init__(
        self,
        evaluators: Evaluators,
        reader: CallReader,
        judges: JudgeRunner,
        budgets: BudgetGate,
        code_dir: Path | None,
        processes: int,
    ) -> None:
        self._evaluators = evaluators
        self.reader = reader
        self.judges = judges
        self._budgets = budgets
        self._code_dir = code_dir
        self._sandboxes: dict[tuple[Any, str], Sandbox] = {}  # by evaluator and version
        self._process_turns = asyncio.Semaphore(processes)

    async def evaluate(
        self, active: ActiveEvaluator, subjects: Sequence[Subject], settle: Settle
    ) -> BudgetReached | None:
        """In any order. Returns the budget that was reached; then some subjects have not been evaluated. Raises
        Unable, with the subject at fault not settled."""
        while subjects:
            reads = await self.reader.read(active.id.project, active.definition, subjects)
            if reached := await self._evaluate(active, reads, settle):
                return reached
            subjects = subjects[len(reads) :]
        return None

    async def end(self, active: ActiveEvaluator) -> None:
        """Its process, if it has one; the next evaluation starts another."""
        if sandbox := self._sandboxes.pop((active.id, active.version), None):
            await sandbox.close()

    async def close(self) -> None:
        """End all processes."""
        sandboxes, self._sandboxes = list(self._sandboxes.values()), {}
        for sandbox in sandboxes:
            await sandbox.close()

    async def _evaluate(
        self, active: ActiveEvaluator, reads: Sequence[ReadCall], settle: Settle
    ) -> BudgetReached | None:
        skipped, left = await self._divided(active, reads)
        if skipped:
            await settle(skipped)
        if not left:
            return None
        judge = active.definition.judge
        if judge is None:
            return await self._run(active, left, settle)
        return await self._judge_all(active, judge, left, settle)

    async def _divided(
        self, active: ActiveEvaluator, reads: Sequence[ReadCall]
    ) -> tuple[list[Evaluated], list[ReadCall]]:
        """Those that are skipped, and those that are to be evaluated."""
        done = await self._evaluators.evaluated(
            active.id, active.version, {each.exchange_id for each in reads if each.exchange_id}
        )
        skipped: list[Evaluated] = []
        left: list[ReadCall] = []
        for each in reads:
            if isinstance(each.call, Skipped):
                skipped.append(Evaluated(each.subject, each.exchange_id, each.call))
            elif each.exchange_id in done:
                skipped.append(Evaluated(each.subject, each.exchange_id, Skipped("already_scored")))
            else:
                left.append(each)
                done.add(each.exchange_id or "")  # attempts of one request are one call
        return skipped, left

    # Checks and code

    async def _run(self, active: ActiveEvaluator, reads: Sequence[ReadCall], settle: Settle) -> BudgetReached | None:
        is_limited = self._budgets.is_limited(active.definition.budget)
        while reads:
            some, reserved = await self._afforded(active, reads) if is_limited else (reads, None)
            if isinstance(reserved, BudgetReached):
                return reserved
            results = await self._in_sandbox(active, some)
            await settle(
                [
                    Evaluated(read.subject, read.exchange_id, result, reserved)
                    for read, result in zip(some, results, strict=True)
                ]
            )
            reads = reads[len(some) :]
        return None

    async def _in_sandbox(self, active: ActiveEvaluator, reads: Sequence[ReadCall]) -> list[Result]:
        key = (active.id, active.version)
        sandbox = self._sandboxes.get(key)
        if sandbox is None:
            sandbox = self._sandboxes[key] = Sandbox(_job(active.definition, self._code_dir))
        async with self._process_turns:
            try:
                return await sandbox.evaluate([each.line for each in reads])
            except SandboxFailed as error:
                raise Unable(f"cannot_load: {error}") from None

    async def _afforded(
        self, active: ActiveEvaluator, reads: Sequence[ReadCall]
    ) -> tuple[Sequence[ReadCall], Reservation | BudgetReached]:
        """As many of the calls as the budget allows."""
        count = len(reads)
        while True:
            reserved = await self._budgets.reserve(active, count, 0.0)
            if isinstance(reserved, Reservation) or count == 1:
                return reads[:count], reserved
            count = max(1, count // 2)

    # Judges

    async def _judge_all(
        self, active: ActiveEvaluator, judge: Judge, reads: Sequence[ReadCall], settle: Settle
    ) -> BudgetReached | None:
        turns = asyncio.Semaphore(judge.concurrency)
        ends: list[BudgetReached | Unable | StoreUnavailable] = []  # why no further call is begun

        async def one(read: ReadCall) -> None:
            async with turns:
                if ends:
                    return
                outcome = await self._judge(active, judge, read)
            if isinstance(outcome, BudgetReached | StoreUnavailable):
                ends.append(outcome)
            elif isinstance(outcome.result, Failed) and outcome.result.reason in FATAL:
                ends.append(Unable(f"{outcome.result.reason}: {outcome.result.detail}"))
            else:
                await settle([outcome])

        async with asyncio.TaskGroup() as group:
            for read in reads:
                group.create_task(one(read))
        for end in ends:
            if isinstance(end, Unable | StoreUnavailable):
                raise end
        return next((end for end in ends if isinstance(end, BudgetReached)), None)

    async def _judge(
        self, active: ActiveEvaluator, judge: Judge, read: ReadCall
    ) -> Evaluated | BudgetReached | StoreUnavailable:
        assert isinstance(read.call, dict)
        try:
            text = await asyncio.to_thread(prompt, judge, read.call)
        except CannotJudge as error:
            return Evaluated(read.subject, read.exchange_id, Skipped(str(error)))
        usd = await asyncio.to_thread(self.judges.cost_at_most_usd, judge, text)
        if usd is None and self._budgets.limits_usd(active.definition.budget):
            failed = Failed(
                "no_price", f"the model {judge.model} has no price, and the budget is in USD: add a [[price]]"
            )
            return Evaluated(read.subject, read.exchange_id, failed)
        try:
            reserved = await self._budgets.reserve(active, 1, usd or 0.0)
        except StoreUnavailable as error:  # returned, as those that are being judged now must not be cut off
            return error
        if isinstance(reserved, BudgetReached):
            return reserved
        result = await self.judges.evaluate(judge, active.id.project, active.id.name, active.version, text)
        return Evaluated(read.subject, read.exchange_id, result, reserved)


def _job(definition: Evaluator, code_dir: Path | None) -> SandboxJob:
    code = definition.code
    if code is None:
        checks = [check.model_dump(exclude_none=True) for check in definition.checks]
        return SandboxJob(checks, "", "", CHECK_TIME_LIMIT_S, CHECK_MEMORY_LIMIT_MB, 0)
    return SandboxJob([], code.function, str(code_dir or ""), code.time_limit_s, code.memory_limit_mb, 0)
