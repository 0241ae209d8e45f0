"""Deletion in small steps that let other writes through. Jobs of the writing thread."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from store.sqlite.bodies.writing import delete_bodies, delete_body_rows
from store.sqlite.labelling.defining import forget_request
from store.sqlite.requests import properties
from store.sqlite.requests.attempts import update_marks
from store.sqlite.requests.rows import JOINED
from store.sqlite.scores.deleting import delete_rows
from store.sqlite.session import Session

STEP = 500  # rows of one job
_PAGES = 1_000  # of 4 KiB, returned to the file system in one job

Cursor = tuple[int, int]  # started_at_us and row id of the last row of a step
START: Cursor = (-(1 << 62), 0)


class Step(NamedTuple):
    """Rows deleted, and where the next step begins (None: that was the last step)."""

    deleted: int
    following: Cursor | None


def expire_rows(session: Session, before_us: int) -> int:
    """Delete ended exchanges with their bodies and properties, and the scores of requests without an exchange.

    Returns how many exchanges were deleted; 0: none are left.
    """
    rows = session.main_db.execute(
        "SELECT id, exchange_id, project, request_id, started_at_us FROM exchange"
        " WHERE started_at_us < ? AND outcome IS NOT NULL ORDER BY started_at_us LIMIT ?",
        (before_us, STEP),
    ).fetchall()
    delete_exchanges(session, rows)
    return len(rows)


def delete_exchanges(session: Session, rows: Sequence[tuple[int, str, int, str, int]]) -> None:
    """`rows`: id, exchange_id, project, request_id and started_at_us of exchanges that have ended."""
    delete_bodies(session, [exchange_id for _, exchange_id, *_ in rows])
    for row_id, _, project, request_id, started_at_us in rows:
        session.main_db.execute("DELETE FROM property WHERE exchange = ?", (row_id,))
        session.main_db.execute("DELETE FROM evaluation WHERE exchange = ?", (row_id,))
        session.main_db.execute("DELETE FROM exchange WHERE id = ?", (row_id,))
        session.tombstone("exchange", row_id, (project, started_at_us, request_id))
    session.counts["exchanges"] -= len(rows)
    for project, request_id in {(project, request_id) for _, _, project, request_id, _ in rows}:
        left = session.main_db.execute(
            "SELECT 1 FROM exchange WHERE project = ? AND request_id = ? LIMIT 1", (project, request_id)
        ).fetchone()
        if left:
            update_marks(session, project, request_id)
        else:
            _delete_scores(session, project, request_id)
            properties.drop(session, project, request_id)
            forget_request(session, project, request_id)


def expire_bodies(session: Session, before_us: int, after: Cursor) -> Step:
    """Delete bodies of exchanges that have ended, and bodies without an exchange."""
    rows = session.bodies.execute(
        "SELECT id, exchange_id, started_at_us FROM body WHERE started_at_us < ? AND (started_at_us, id) > (?, ?)"
        " ORDER BY started_at_us, id LIMIT ?",
        (before_us, *after, STEP),
    ).fetchall()
    ended = [row_id for row_id, exchange_id, _ in rows if not _in_flight(session, exchange_id)]
    delete_body_rows(session, ended)
    return Step(len(ended), (rows[-1][2], rows[-1][0]) if len(rows) == STEP else None)


def expire_waiting(session: Session, recorded_before_us: int) -> int:
    """One step of Store.expire_waiting. Returns how many scores were deleted; 0: none are left."""
    rows = session.main_db.execute(
        "SELECT id FROM score WHERE request_id IS NULL AND target_kind = 'request' AND recorded_at_us < ?"
        " ORDER BY recorded_at_us LIMIT ?",
        (recorded_before_us, STEP),
    ).fetchall()
    delete_rows(session, [row_id for (row_id,) in rows])
    session.counts["expired_scores"] += len(rows)
    return len(rows)


def return_space(session: Session) -> bool:
    """Shrink the files by some free pages. Returns whether more are left."""
    left = False
    for connection in (session.main_db, session.bodies):
        connection.execute(f"PRAGMA incremental_vacuum({_PAGES})").fetchall()
        (free,) = connection.execute("PRAGMA freelist_count").fetchone()
        left = left or free > 0
    return left


def _delete_scores(session: Session, project: int, request_id: str) -> None:
    rows = session.main_db.execute(f"SELECT id FROM score WHERE {JOINED}", (project, request_id))
    delete_rows(session, [row_id for (row_id,) in rows.fetchall()])


def _in_flight(session: Session, exchange_id: str) -> bool:
    row = session.main_db.execute(
        "SELECT 1 FROM exchange WHERE exchange_id = ? AND outcome IS NULL", (exchange_id,)
    ).fetchone()
    return row is not None
