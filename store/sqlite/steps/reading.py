"""The steps of a session, on read-only connections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import aiosqlite

from store.base import LinkedStep
from store.models import SessionStep
from store.sqlite.steps.storing import COLUMNS

_STEPS = f"""
    SELECT {", ".join(f"step.{name}" for name in COLUMNS)},
        exchange.request_id
    FROM step LEFT JOIN exchange ON exchange.exchange_id = step.exchange_id
    WHERE step.project = ? AND step.session_id = ?
    ORDER BY step.started_at_us, step.id LIMIT ?"""


async def read_steps(db: aiosqlite.Connection, project: int, session_id: str, limit: int) -> list[LinkedStep]:
    """See Store.steps."""
    rows: Iterable[Any] = await db.execute_fetchall(_STEPS, (project, session_id, limit))
    return [LinkedStep(SessionStep(**dict(zip(COLUMNS, row, strict=False))), row[-1]) for row in rows]
