"""Deletes old steps in small steps that let other writes through. A job of the writing thread."""

from __future__ import annotations

from store.sqlite.bodies.writing import delete_bodies
from store.sqlite.session import Session

_AT_ONCE = 500


def expire_steps(session: Session, before_us: int) -> int:
    """Returns how many steps were deleted; 0: none are left."""
    rows = session.main_db.execute(
        "SELECT id, step_id FROM step WHERE started_at_us < ? ORDER BY started_at_us LIMIT ?", (before_us, _AT_ONCE)
    ).fetchall()
    for row_id, _ in rows:
        session.main_db.execute("DELETE FROM step WHERE id = ?", (row_id,))
    delete_bodies(session, [step_id for _, step_id in rows])
    return len(rows)
