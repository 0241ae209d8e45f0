"""Budgets of evaluators: reserved before, settled after. Jobs of the writing thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from store.evaluation.evaluators import ALL_EVALUATORS, BudgetReached, SpendingLimit
from store.evaluation.pipeline import Consumer
from store.sqlite.session import Session

HOUR_US = 3_600 * 1_000_000
_DAY_HOURS = 24
_KEPT_HOURS = 7 * _DAY_HOURS
_ADD = """
    INSERT INTO evaluator_spend VALUES (?, ?, max(0, ?), max(0, ?))
    ON CONFLICT (consumer, hour) DO UPDATE SET
        calls = max(0, calls + ?3), usd = max(0, usd + ?4)"""
_SPENT = "SELECT coalesce(sum(calls), 0), coalesce(sum(usd), 0) FROM evaluator_spend WHERE consumer = ? AND hour >= ?"


def hour_of(at_us: int) -> int:
    return at_us // HOUR_US


def day_of(hour: int) -> int:
    """The first hour of the day, in UTC."""
    return hour - hour % _DAY_HOURS


def reserve(
    session: Session, consumer: Consumer, calls: int, usd: float, limits: Sequence[SpendingLimit], now_us: int
) -> BudgetReached | None:
    """See Evaluators.reserve."""
    hour = hour_of(now_us)
    for limit in limits:
        if found := reached(partial(_spent, session), limit, calls, usd, hour):
            return found
    add(session, consumer, hour, calls, usd)
    session.main_db.execute("DELETE FROM evaluator_spend WHERE hour < ?", (hour - _KEPT_HOURS,))
    return None


def add(session: Session, consumer: Consumer, hour: int, calls: int, usd: float) -> None:
    """To what the consumer, and all together, spent in that hour; less than nothing gives back."""
    for each in (consumer.id, ALL_EVALUATORS):
        session.main_db.execute(_ADD, (each, hour, calls, usd))


def reached(
    spent: Callable[[str, int], tuple[int, float]], limit: SpendingLimit, calls: int, usd: float, hour: int
) -> BudgetReached | None:
    """Whether these would exceed the limit. `spent`: calls and USD of a consumer since an hour."""
    spans = (
        ("hour", hour, hour + 1, limit.calls_per_hour, limit.usd_per_hour),
        ("day", day_of(hour), day_of(hour) + _DAY_HOURS, limit.calls_per_day, limit.usd_per_day),
    )
    for span, first, end, calls_most, usd_most in spans:
        spent_calls, spent_usd = spent(limit.consumer, first)
        of_all = limit.consumer == ALL_EVALUATORS
        if calls_most is not None and spent_calls + calls > calls_most:
            return BudgetReached(f"calls_per_{span}", of_all, end * HOUR_US)
        if usd_most is not None and spent_usd + usd > usd_most:
            return BudgetReached(f"usd_per_{span}", of_all, end * HOUR_US)
    return None


def _spent(session: Session, consumer: str, first: int) -> tuple[int, float]:
    calls, usd = session.main_db.execute(_SPENT, (consumer, first)).fetchone()
    return calls, usd
