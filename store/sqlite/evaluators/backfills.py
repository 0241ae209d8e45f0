"""Runs of evaluators over logged calls. Jobs of the writing thread."""

from __future__ import annotations

import orjson

from store.evaluation.evaluators import BackfillState, NewBackfill
from store.sqlite.session import Session, now_us


def begin(session: Session, new: NewBackfill) -> int:
    """See Evaluators.begin_backfill. Returns its id."""
    at_us = now_us()
    cursor = session.main_db.execute(
        "INSERT INTO backfill (project, evaluator, version, filter, since_us, until_us, sample_rate, state, total,"
        " done, scored, skipped, failed, cost_usd, created_at_us, updated_at_us)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'running', ?, 0, 0, 0, 0, 0, ?, ?)",
        (
            *new.evaluator,
            new.version,
            orjson.dumps(new.filter).decode(),
            new.since_us,
            new.until_us,
            new.sample_rate,
            new.total,
            at_us,
            at_us,
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def set_state(session: Session, backfill_id: int, state: BackfillState, reason: str | None) -> None:
    """See Evaluators.set_backfill."""
    session.main_db.execute(
        "UPDATE backfill SET state = ?, reason = ?, updated_at_us = ? WHERE id = ? AND state IN ('running', 'paused')",
        (state, reason, now_us(), backfill_id),
    )


def advance(session: Session, backfill_id: int, done: int, cursor_at_us: int, cursor_id: int) -> None:
    """See Evaluators.advance_backfill."""
    session.main_db.execute(
        "UPDATE backfill SET done = done + ?, cursor_at_us = ?, cursor_id = ?, updated_at_us = ? WHERE id = ?",
        (done, cursor_at_us, cursor_id, now_us(), backfill_id),
    )
