"""The ledger: what evaluators have reserved in an installation with several nodes. Jobs of the owner's writing thread.

One row for each evaluator, whatever the time: rows that nodes share are never deleted.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TypeAlias

import orjson

from store.evaluation.evaluators import ALL_EVALUATORS, BudgetReached, SpendingLimit
from store.evaluation.pipeline import Consumer
from store.sqlite.evaluators.spending import day_of, hour_of, reached
from store.sqlite.session import Session

_KEPT_HOURS = 48
_READ = "SELECT hours FROM evaluator_ledger WHERE consumer = ?"
# A ledger goes on from what this record spent before there was one.
_BEFORE = "SELECT hour, calls, usd FROM evaluator_spend WHERE consumer = ? AND hour >= ?"

_Hours: TypeAlias = dict[int, tuple[int, float]]  # Unix time in hours → calls, USD


def reserve(
    session: Session, consumer: Consumer, calls: int, usd: float, limits: Sequence[SpendingLimit], now_us: int
) -> BudgetReached | None:
    """See Evaluators.reserve_for_all."""
    hour = hour_of(now_us)
    for limit in limits:
        if found := reached(partial(_spent, session, hour), limit, calls, usd, hour):
            return found
    add(session, consumer, hour, calls, usd)
    return None


def add(session: Session, consumer: Consumer, hour: int, calls: int, usd: float) -> None:
    """To what the consumer, and all together, reserved in that hour; less than nothing gives back."""
    for each in (consumer.id, ALL_EVALUATORS):
        hours = _hours(session, each, hour)
        calls_before, usd_before = hours.get(hour, (0, 0.0))
        hours[hour] = max(0, calls_before + calls), max(0.0, usd_before + usd)
        kept = {str(one): spent for one, spent in hours.items() if one > hour - _KEPT_HOURS}
        session.main_db.execute(
            "INSERT INTO evaluator_ledger VALUES (?, ?) ON CONFLICT DO UPDATE SET hours = excluded.hours",
            (each, orjson.dumps(kept).decode()),
        )


def _spent(session: Session, hour: int, consumer: str, first: int) -> tuple[int, float]:
    """Since that first hour."""
    spent = [both for one, both in _hours(session, consumer, hour).items() if one >= first]
    return sum(calls for calls, _ in spent), sum(usd for _, usd in spent)


def _hours(session: Session, consumer: str, hour: int) -> _Hours:
    row = session.main_db.execute(_READ, (consumer,)).fetchone()
    if row is not None:
        return {int(one): (calls, usd) for one, (calls, usd) in orjson.loads(row[0]).items()}
    before = session.main_db.execute(_BEFORE, (consumer, day_of(hour))).fetchall()
    return {one: (calls, usd) for one, calls, usd in before}
