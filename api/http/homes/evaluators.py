"""`HomedEvaluators`: evaluators of an installation with several nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import structlog

from api.http.homes import wire
from api.http.homes.owner import OwnerLedger
from store.base import StoreUnavailable
from store.evaluation.evaluators import BudgetReached, Evaluation, EvaluatorId, Evaluators, SpendingLimit
from store.evaluation.pipeline import Consumer

log = structlog.get_logger()

_RESERVED_MOST = 1_000  # evaluators and hours of which refunds are sent


class HomedEvaluators:
    """What evaluators spend is noted on the node that spends it; what they may spend, the owner says."""

    def __init__(self, evaluators: Evaluators, ledger: OwnerLedger) -> None:
        """`evaluators`: of this node's record."""
        self._evaluators = evaluators
        self._ledger = ledger
        self._reserved: dict[tuple[Consumer, int], None] = {}  # evaluators and hours in which the owner was asked

    def __getattr__(self, name: str) -> Any:
        return getattr(self._evaluators, name)

    async def reserve(
        self, consumer: Consumer, calls: int, usd: float, limits: Sequence[SpendingLimit], now_us: int
    ) -> BudgetReached | None:
        """Asks the owner only if there is a limit. Raises StoreUnavailable if it does not answer."""
        limited = [limit for limit in limits if limit.is_limited]
        if limited:
            reached = await self._ledger.reserve(wire.Reserve(consumer, calls, usd, limited, now_us))
            if reached is not None:
                return reached
            self._reserved[consumer, now_us // wire.HOUR_US] = None
            if len(self._reserved) > _RESERVED_MOST:
                del self._reserved[next(iter(self._reserved))]
        return await self._evaluators.reserve(consumer, calls, usd, (), now_us)

    async def settle(
        self,
        evaluator: EvaluatorId,
        version: str,
        evaluations: Sequence[Evaluation],
        backfill_id: int | None = None,
    ) -> int:
        failures = await self._evaluators.settle(evaluator, version, evaluations, backfill_id)
        await self._refund(evaluator.consumer, evaluations)
        return failures

    async def refund_here(self, consumer: Consumer, evaluations: Sequence[Evaluation]) -> None:
        """Of tasks of a node that is away: what was spent on them is noted here, too."""
        for each in evaluations:
            if each.refund_hour is not None:
                await self._evaluators.refund(consumer, each.refund_hour, each.refund_usd)
        await self._refund(consumer, evaluations)

    async def _refund(self, consumer: Consumer, evaluations: Sequence[Evaluation]) -> None:
        """Give back to the ledger what was reserved and not spent. What cannot be given back now counts as spent."""
        refunds: defaultdict[int, list[float]] = defaultdict(lambda: [0, 0.0])
        for each in evaluations:
            if each.refund_hour is not None and (consumer, each.refund_hour) in self._reserved:
                refunds[each.refund_hour][0] += each.refund_call
                refunds[each.refund_hour][1] += each.refund_usd
        for hour, (calls, usd) in refunds.items():
            if not calls and not usd:
                continue
            try:
                await self._ledger.refund(wire.Refund(consumer, hour, int(calls), usd))
            except StoreUnavailable as error:
                log.warning("refund_lost", evaluator=consumer.id, usd=usd, error=str(error))
