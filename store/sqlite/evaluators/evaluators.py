"""`SqliteEvaluators`: implements the `Evaluators` protocol (store/evaluation/evaluators.py) with SQLite."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import Any

import aiosqlite
import orjson

from store.evaluation.evaluators import (
    Backfill,
    BackfillState,
    BudgetReached,
    Evaluation,
    EvaluatorId,
    EvaluatorSource,
    EvaluatorVersion,
    Example,
    Examples,
    NewBackfill,
    Spending,
    SpendingLimit,
    StoredEvaluator,
)
from store.evaluation.pipeline import Consumer
from store.sqlite.evaluators import backfills, defining, ledger, settling, spending
from store.sqlite.session import as_json
from store.sqlite.writer import WriterThread

Reading = Callable[[], AbstractAsyncContextManager[aiosqlite.Connection]]

_ALL = """
    SELECT project, name, source, definition, version, blocked_reason, failures, created_at_us, updated_at_us
    FROM evaluator WHERE ?1 IS NULL OR project = ?1 ORDER BY project, name"""
_VERSIONS = """
    SELECT version, content, created_at_us FROM evaluator_version
    WHERE project = ? AND name = ? ORDER BY created_at_us DESC LIMIT 100"""
_EXAMPLES = """
    SELECT outcome, reason, examples FROM evaluator_example
    WHERE project = ? AND evaluator = ? ORDER BY outcome, reason"""
_EVALUATED = """
    SELECT exchange.exchange_id FROM json_each(?) AS wanted
    JOIN exchange ON exchange.exchange_id = wanted.value
    JOIN evaluation ON evaluation.exchange = exchange.id
    WHERE evaluation.evaluator = ? AND evaluation.version = ?"""
_SPENT = """
    SELECT consumer, sum(iif(hour = ?1, calls, 0)), sum(iif(hour = ?1, usd, 0)), sum(calls), sum(usd)
    FROM evaluator_spend WHERE hour >= ?2 GROUP BY consumer"""
_BACKFILL = """
    SELECT id, project, evaluator, version, filter, since_us, until_us, sample_rate, state, reason, total, done, scored,
        skipped, failed, cost_usd, cursor_at_us, cursor_id, created_at_us, updated_at_us
    FROM backfill"""
_BACKFILLS = f"{_BACKFILL} WHERE project = ? AND evaluator = ? ORDER BY id DESC LIMIT 100"
_OPEN_BACKFILLS = f"{_BACKFILL} WHERE state IN ('running', 'paused') ORDER BY id DESC"


class SqliteEvaluators:
    def __init__(self, writer: WriterThread, reading: Reading, waiting_max: int) -> None:
        """`waiting_max`: of scores that wait for their request."""
        self._writer = writer
        self._reading = reading
        self._waiting_max = waiting_max

    async def put(
        self,
        evaluator: EvaluatorId,
        source: EvaluatorSource,
        definition: Mapping[str, Any],
        version: str,
        content: bytes,
    ) -> StoredEvaluator:
        await self._writer.call(
            lambda session: defining.put(session, evaluator, source, definition, version, content), 1
        )
        return next(each for each in await self.all(evaluator.project) if each.id == evaluator)

    async def delete(self, evaluator: EvaluatorId) -> bool:
        return await self._writer.call(partial(defining.delete, evaluator=evaluator), 1)

    async def all(self, project: int | None = None) -> list[StoredEvaluator]:
        return [
            StoredEvaluator(EvaluatorId(row[0], row[1]), row[2], orjson.loads(row[3]), *row[4:])
            for row in await self._rows(_ALL, (project,))
        ]

    async def versions(self, evaluator: EvaluatorId) -> list[EvaluatorVersion]:
        rows = await self._rows(_VERSIONS, evaluator)
        return [EvaluatorVersion(version, orjson.loads(content), at_us) for version, content, at_us in rows]

    async def block(self, evaluator: EvaluatorId, reason: str | None) -> None:
        await self._writer.call(partial(defining.block, evaluator=evaluator, reason=reason), 1)

    async def reserve(
        self, consumer: Consumer, calls: int, usd: float, limits: Sequence[SpendingLimit], now_us: int
    ) -> BudgetReached | None:
        job = partial(spending.reserve, consumer=consumer, calls=calls, usd=usd, limits=limits, now_us=now_us)
        return await self._writer.call(job, 1)

    async def reserve_for_all(
        self, consumer: Consumer, calls: int, usd: float, limits: Sequence[SpendingLimit], now_us: int
    ) -> BudgetReached | None:
        job = partial(ledger.reserve, consumer=consumer, calls=calls, usd=usd, limits=limits, now_us=now_us)
        return await self._writer.call(job, 1)

    async def refund_for_all(self, consumer: Consumer, hour: int, calls: int, usd: float) -> None:
        await self._writer.call(partial(ledger.add, consumer=consumer, hour=hour, calls=-calls, usd=-usd), 1)

    async def refund(self, consumer: Consumer, hour: int, usd: float) -> None:
        await self._writer.call(partial(spending.add, consumer=consumer, hour=hour, calls=0, usd=-usd), 1)

    async def spent(self, now_us: int) -> dict[str, tuple[Spending, Spending]]:
        hour = spending.hour_of(now_us)
        rows = await self._rows(_SPENT, (hour, spending.day_of(hour)))
        return {row[0]: (Spending(row[1], row[2]), Spending(row[3], row[4])) for row in rows}

    async def settle(
        self,
        evaluator: EvaluatorId,
        version: str,
        evaluations: Sequence[Evaluation],
        backfill_id: int | None = None,
    ) -> int:
        return await self._writer.call(
            lambda session: settling.settle(session, evaluator, version, evaluations, backfill_id, self._waiting_max),
            len(evaluations),
        )

    async def evaluated(self, evaluator: EvaluatorId, version: str, exchange_ids: Collection[str]) -> set[str]:
        rows = await self._rows(_EVALUATED, (as_json(exchange_ids), evaluator.name, version))
        return {exchange_id for (exchange_id,) in rows}

    async def examples(self, evaluator: EvaluatorId) -> list[Examples]:
        return [
            Examples(outcome, reason, [Example(**each) for each in orjson.loads(examples)])
            for outcome, reason, examples in await self._rows(_EXAMPLES, evaluator)
        ]

    async def begin_backfill(self, new: NewBackfill) -> Backfill:
        backfill_id = await self._writer.call(partial(backfills.begin, new=new), 1)
        return next(each for each in await self.backfills(new.evaluator) if each.id == backfill_id)

    async def backfills(self, evaluator: EvaluatorId) -> list[Backfill]:
        return [_backfill(row) for row in await self._rows(_BACKFILLS, evaluator)]

    async def open_backfills(self) -> list[Backfill]:
        return [_backfill(row) for row in await self._rows(_OPEN_BACKFILLS, ())]

    async def advance_backfill(self, backfill_id: int, done: int, cursor_at_us: int, cursor_id: int) -> None:
        await self._writer.call(
            lambda session: backfills.advance(session, backfill_id, done, cursor_at_us, cursor_id), 1
        )

    async def set_backfill(self, backfill_id: int, state: BackfillState, reason: str | None) -> None:
        await self._writer.call(lambda session: backfills.set_state(session, backfill_id, state, reason), 1)

    async def _rows(self, statement: str, parameters: Sequence[Any]) -> list[Any]:
        async with self._reading() as db:
            return list(await db.execute_fetchall(statement, tuple(parameters)))


def _backfill(row: Any) -> Backfill:
    values = [*row]
    values[4] = orjson.loads(values[4])  # the filter
    return Backfill(*values)
