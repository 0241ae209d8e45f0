"""Scores that were sent for a span that is no call: they are scores of its session. Jobs of the writing thread."""

from __future__ import annotations

from store.models import SessionStep
from store.sqlite.scores.superseding import Identity, group_of, supersede
from store.sqlite.session import Session, now_us

_WAITING = """
    SELECT id, name, kind, author, superseded_at_us FROM score
    WHERE project = ? AND target_id = ? AND request_id IS NULL AND target_kind = 'request' ORDER BY id"""


def give_to_session(session: Session, step: SessionStep) -> None:
    if not session.counts["waiting_scores"]:
        return
    waiting = session.main_db.execute(_WAITING, (step.project, step.step_id)).fetchall()
    for row_id, name, kind, author, superseded_at_us in waiting:
        if superseded_at_us is None:
            identity = Identity(step.project, "session", name, group_of(kind), author)
            supersede(session, identity.current(session, [step.session_id]), now_us())
        session.main_db.execute(
            "UPDATE score SET version = ?, target_kind = 'session', target_id = ? WHERE id = ?",
            (session.next_version(), step.session_id, row_id),
        )
        session.counts["waiting_scores"] -= 1
