"""Which ids name something in this record, on read-only connections."""

from __future__ import annotations

from collections.abc import Collection

import aiosqlite
import orjson

from store.base import Known

_REQUESTS = """
    SELECT value FROM json_each(?1) AS wanted
    WHERE EXISTS (SELECT 1 FROM exchange WHERE project = ?2 AND request_id = wanted.value)
    OR EXISTS (SELECT 1 FROM exchange WHERE project = ?2 AND exchange_id = wanted.value)
    OR EXISTS (SELECT 1 FROM exchange WHERE project = ?2 AND upstream_id = wanted.value)
    OR EXISTS (SELECT 1 FROM step WHERE step_id = wanted.value AND project = ?2)"""
_EXCHANGES = """
    SELECT value FROM json_each(?1) AS wanted
    WHERE EXISTS (SELECT 1 FROM exchange WHERE exchange_id = wanted.value AND ?2 IS NOT NULL)"""
_SCORES = """
    SELECT value FROM json_each(?1) AS wanted
    WHERE EXISTS (SELECT 1 FROM score WHERE score_id = wanted.value AND project = ?2)"""
_SESSIONS = """
    SELECT value FROM json_each(?1) AS wanted
    WHERE EXISTS (SELECT 1 FROM score WHERE project = ?2 AND target_kind = 'session' AND target = wanted.value)"""


async def read_known(db: aiosqlite.Connection, project: int, what: Known, ids: Collection[str]) -> set[str]:
    """See Store.known."""
    statement = {"request": _REQUESTS, "exchange": _EXCHANGES, "score": _SCORES, "session": _SESSIONS}[what]
    wanted = orjson.dumps([*ids]).decode()
    return {found for (found,) in await db.execute_fetchall(statement, (wanted, project))}
