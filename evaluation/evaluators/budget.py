"""Budgets: reserved before an evaluation, settled after."""

from __future__ import annotations

from dataclasses import dataclass
from time import time_ns

from evaluation.evaluators.active import ActiveEvaluator
from evaluation.evaluators.definition import SpendingBudget
from evaluation.evaluators.results import Result
from store.evaluation.evaluators import ALL_EVALUATORS, BudgetReached, Evaluators, SpendingLimit

_HOUR_US = 3_600 * 1_000_000


@dataclass(frozen=True, slots=True)
class Reservation:
    hour: int  # Unix time in hours
    usd: float

    def refund_usd(self, result: Result) -> float:
        """What was reserved and not spent. What an unanswered call cost is not known: then all of it counts."""
        return 0.0 if result.cost_usd is None else self.usd - result.cost_usd


class BudgetGate:
    def __init__(self, evaluators: Evaluators, total: SpendingBudget) -> None:
        self._evaluators = evaluators
        self._total = total

    def limits_usd(self, budget: SpendingBudget) -> bool:
        return budget.limits_usd or self._total.limits_usd

    async def reserve(self, active: ActiveEvaluator, calls: int, usd: float) -> Reservation | BudgetReached:
        now_us = time_ns() // 1000
        limits = [_limit(active.id.consumer.id, active.definition.budget), _limit(ALL_EVALUATORS, self._total)]
        reached = await self._evaluators.reserve(active.id.consumer, calls, usd, limits, now_us)
        return reached or Reservation(now_us // _HOUR_US, usd)

    def is_limited(self, budget: SpendingBudget) -> bool:
        return budget.is_limited or self._total.is_limited


def _limit(consumer: str, budget: SpendingBudget) -> SpendingLimit:
    return SpendingLimit(consumer, budget.calls_per_hour, budget.calls_per_day, budget.usd_per_hour, budget.usd_per_day)


def in_words(reached: BudgetReached) -> str:
    return f"budget: evaluation.{reached.limit}" if reached.of_all else f"budget: {reached.limit}"
