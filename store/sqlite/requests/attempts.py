"""Marks which exchanges of a request id are attempts, and which of them is the last. Jobs of the writing thread."""

from __future__ import annotations

from store.attempts import AttemptKey, mark_attempts
from store.sqlite.session import Session


def update_marks(session: Session, project: int, request_id: str) -> None:
    """Bring `is_last` and `conflict` of that request's exchanges up to date."""
    rows = session.main_db.execute(
        "SELECT exchange_id, started_at_us, method, path, request_hash, id, is_last, conflict FROM exchange"
        " WHERE project = ? AND request_id = ?",
        (project, request_id),
    ).fetchall()
    if not rows or (len(rows) == 1 and rows[0][-2:] == (1, 0)):
        return
    marks = mark_attempts([AttemptKey(*row[:5]) for row in rows])
    for exchange_id, *_, row_id, is_last, conflict in rows:
        if marks[exchange_id] != (is_last, conflict):
            session.main_db.execute(
                "UPDATE exchange SET version = ?, is_last = ?, conflict = ? WHERE id = ?",
                (session.next_version(), *marks[exchange_id], row_id),
            )
