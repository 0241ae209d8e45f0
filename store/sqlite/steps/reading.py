"""The steps of a session, and sessions that have nothing else, on read-only connections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import aiosqlite

from store.base import LinkedStep, SessionOfSteps
from store.models import SessionStep
from store.sqlite.steps.storing import COLUMNS

_STEPS = f"""
    SELECT {", ".join(f"step.{name}" for name in COLUMNS)},
        exchange.request_id
    FROM step LEFT JOIN exchange ON exchange.exchange_id = step.exchange_id
    WHERE step.project = ? AND step.session_id = ?
    ORDER BY step.started_at_us, step.id LIMIT ?"""

_LOOKED_AT = 50_000  # steps, by their start alone: an index for each project would cost every step that is stored
_SESSIONS = f"""
    SELECT session_id, (
            SELECT name FROM step AS first WHERE first.project = wanted.project AND first.session_id = wanted.session_id
            ORDER BY started_at_us, parent_span_id IS NOT NULL LIMIT 1),
        min(started_at_us) AS began_at_us, max(started_at_us + coalesce(duration_us, 0)), count(*), count(error)
    FROM (SELECT * FROM step WHERE started_at_us >= ? AND started_at_us < ?
        ORDER BY started_at_us DESC LIMIT {_LOOKED_AT}) AS wanted
    WHERE project = ?
    GROUP BY session_id HAVING count(exchange_id) = 0
    ORDER BY began_at_us DESC LIMIT ?"""
_ALWAYS_US = 2**62


async def read_sessions_of_steps(
    db: aiosqlite.Connection, project: int, start_us: int | None, end_us: int | None, limit: int
) -> list[SessionOfSteps]:
    """See Store.sessions_of_steps."""
    within = (start_us if start_us is not None else 0, end_us if end_us is not None else _ALWAYS_US)
    rows: Iterable[Any] = await db.execute_fetchall(_SESSIONS, (*within, project, limit))
    return [SessionOfSteps(*row) for row in rows]


async def read_steps(db: aiosqlite.Connection, project: int, session_id: str, limit: int) -> list[LinkedStep]:
    """See Store.steps."""
    rows: Iterable[Any] = await db.execute_fetchall(_STEPS, (project, session_id, limit))
    return [LinkedStep(SessionStep(**dict(zip(COLUMNS, row, strict=False))), row[-1]) for row in rows]
