"""Deletes what is too old: calls, bodies, scores whose request was never logged, log records whose span never came."""

from __future__ import annotations

import asyncio
import time

import structlog

from store.base import Store
from store.settings import RetentionSettings, ScoreSettings

log = structlog.get_logger()

EVERY_S = 3600.0
_DAY_US = 86_400_000_000


async def run_retention(store: Store, retention: RetentionSettings, scores: ScoreSettings) -> None:
    """Delete what is too old, now and every hour, until cancelled. After a failure it tries again in an hour."""
    while True:
        try:
            await delete_old(store, retention, scores, time.time_ns() // 1000)
        except Exception:
            log.exception("retention_failed", again_in_s=EVERY_S)
        await asyncio.sleep(EVERY_S)


async def delete_old(store: Store, retention: RetentionSettings, scores: ScoreSettings, now_us: int) -> None:
    """One round, as of that time."""
    rows = _before_us(now_us, retention.days)
    bodies = _before_us(now_us, retention.bodies_days)
    if rows is not None or bodies is not None:
        deleted = await store.expire(rows_before_us=rows, bodies_before_us=bodies)
        if deleted:
            log.info("old_calls_deleted", calls=deleted, days=retention.days)
    await store.forget_answers(now_us - _DAY_US)
    expired = await store.expire_waiting(now_us - round(scores.waiting_days * _DAY_US))
    if expired:
        log.warning("waiting_scores_dropped", scores=expired, waiting_days=scores.waiting_days)
    expired = await store.expire_log_records(now_us - _DAY_US)
    if expired:
        log.warning("waiting_log_records_dropped", log_records=expired)


def _before_us(now_us: int, days: float) -> int | None:
    return now_us - round(days * _DAY_US) if days else None
