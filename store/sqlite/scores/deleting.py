"""Deletes scores for good. Jobs of the writing thread."""

from __future__ import annotations

from collections.abc import Sequence

from store.sqlite.session import Session, as_json, read_array

_STILL_WAITING = """
    SELECT json_group_array(id) FROM score
    WHERE score_id IN (SELECT value FROM json_each(?)) AND request_id IS NULL AND target_kind = 'request'"""

_DELETE = """
    DELETE FROM score WHERE id = ?
    RETURNING request_id IS NULL AND target_kind = 'request', project, name, recorded_at_us"""


def delete_by_id(session: Session, project: int, score_id: str) -> bool:
    """See Store.delete_score."""
    row = session.main_db.execute(
        "SELECT id FROM score WHERE project = ? AND score_id = ?", (project, score_id)
    ).fetchone()
    return row is not None and delete_rows(session, [row[0]]) == 1


def hand_over(session: Session, score_ids: Sequence[str]) -> int:
    """See Store.hand_over."""
    return delete_rows(session, read_array(session, _STILL_WAITING, (as_json(score_ids),)))


def delete_rows(session: Session, row_ids: Sequence[int]) -> int:
    """Returns how many of these rows were still there."""
    deleted = 0
    for row_id in row_ids:
        row = session.main_db.execute(_DELETE, (row_id,)).fetchone()
        if row:
            is_waiting, *sort_key = row
            session.tombstone("score", row_id, sort_key)
            session.counts["scores"] -= 1
            session.counts["waiting_scores"] -= is_waiting
            deleted += 1
    return deleted
