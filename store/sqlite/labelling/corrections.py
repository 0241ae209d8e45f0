"""What answers should have been, in the words of people. Jobs of the writing thread, and a read."""

from __future__ import annotations

from collections.abc import Collection

import aiosqlite

from store.base import Full
from store.evaluation.labelling import CORRECTIONS_MOST, Correction
from store.sqlite.session import Session, as_json, now_us

_READ = """
    SELECT correction.request_id, author, text, updated_at_us FROM json_each(?) AS wanted
    CROSS JOIN correction ON correction.project = ? AND correction.request_id = wanted.value ORDER BY 1, 2"""


def correct(session: Session, project: int, request_id: str, author: str, text: str | None) -> bool:
    """See Labelling.correct."""
    key = (project, request_id)
    known = session.main_db.execute("SELECT 1 FROM exchange WHERE project = ? AND request_id = ? LIMIT 1", key)
    if known.fetchone() is None:
        return False
    if text is None:
        session.main_db.execute(
            "DELETE FROM correction WHERE project = ? AND request_id = ? AND author = ?", (*key, author)
        )
        return True
    others = "SELECT count(*) FROM correction WHERE project = ? AND request_id = ? AND author <> ?"
    (count,) = session.main_db.execute(others, (*key, author)).fetchone()
    if count >= CORRECTIONS_MOST:
        raise Full(f"the request has {count} corrections by others, which is the limit")
    session.main_db.execute("INSERT OR REPLACE INTO correction VALUES (?, ?, ?, ?, ?)", (*key, author, text, now_us()))
    return True


async def read_corrections(db: aiosqlite.Connection, project: int, request_ids: Collection[str]) -> list[Correction]:
    rows = await db.execute_fetchall(_READ, (as_json(request_ids), project))
    return [Correction(*row) for row in rows]
