"""Scores that were sent for a span that is no call: they are scores of its session. Jobs of the writing thread."""

from __future__ import annotations

from store.models import SessionStep
from store.sqlite.scores.superseding import Identity, group_of, supersede
from store.sqlite.session import Session, now_us

_WAITING = """
    SELECT id, name, kind, author, superseded_at_us FROM score
    WHERE project = ? AND target_id = ? AND request_id IS NULL AND target_kind = 'request' ORDER BY id"""
_OF_SESSION = """
    SELECT id, name, kind, author, superseded_at_us FROM score
    WHERE project = ? AND target_kind = 'session' AND target = ? ORDER BY id"""


def give_to_session(session: Session, step: SessionStep) -> None:
    """Those that wait for a step which turned out to be no call."""
    if session.counts["waiting_scores"]:
        session.counts["waiting_scores"] -= _move(session, _WAITING, step.project, step.step_id, step.session_id)


def rename_session(session: Session, project: int, before: str, session_id: str) -> None:
    """Those of a trace whose session had no name."""
    _move(session, _OF_SESSION, project, before, session_id)


def _move(session: Session, statement: str, project: int, target_id: str, session_id: str) -> int:
    """Returns how many scores the session got. Of two current ones of an identity, the one that is moved stays."""
    rows = session.main_db.execute(statement, (project, target_id)).fetchall()
    for row_id, name, kind, author, superseded_at_us in rows:
        if superseded_at_us is None:
            identity = Identity(project, "session", name, group_of(kind), author)
            supersede(session, identity.current(session, [session_id]), now_us())
        session.main_db.execute(
            "UPDATE score SET version = ?, target_kind = 'session', target_id = ? WHERE id = ?",
            (session.next_version(), session_id, row_id),
        )
    return len(rows)
