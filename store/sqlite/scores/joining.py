"""Gives waiting scores to their request once it is logged. A job of the writing thread."""

from __future__ import annotations

from store.sqlite.pipeline import events
from store.sqlite.scores.superseding import Identity, group_of, supersede
from store.sqlite.session import Session

_WAITING_FOR = """
    SELECT id, score_id, target_id, name, kind, author, superseded_at_us FROM score
    WHERE project = ? AND target_id IN (?, ?, ?) AND request_id IS NULL AND target_kind = 'request' ORDER BY id"""

_OF_REQUEST = """
    SELECT id, name, kind, author, superseded_at_us FROM score
    WHERE project = ? AND target_kind = 'request' AND target = ? AND request_id IS NOT NULL ORDER BY id"""


def join_waiting(session: Session, project: int, request_id: str, exchange_id: str, other_id: str | None) -> None:
    """Join the scores that wait under one of these ids to the request. `other_id`: the upstream's, or a span's."""
    if not session.counts["waiting_scores"]:
        return
    waiting = session.main_db.execute(_WAITING_FOR, (project, request_id, exchange_id, other_id)).fetchall()
    for row_id, score_id, target_id, name, kind, author, superseded_at_us in waiting:
        ended_at_us = superseded_at_us
        if ended_at_us is None:
            identity = Identity(project, "request", name, group_of(kind), author)
            ended_at_us = _keep_the_later(session, row_id, request_id, identity)
        session.main_db.execute(
            "UPDATE score SET version = ?, request_id = ?, exchange_id = ?, superseded_at_us = ? WHERE id = ?",
            (session.next_version(), request_id, None if target_id == request_id else exchange_id, ended_at_us, row_id),
        )
        session.counts["waiting_scores"] -= 1
        events.scores_added(session, [(project, score_id, request_id, None)])


def move_scores(session: Session, project: int, before: str, request_id: str, exchange_id: str) -> None:
    """Give the scores of a request that turned out to be another one to that one. `exchange_id`: its attempt."""
    scores = session.main_db.execute(_OF_REQUEST, (project, before)).fetchall()
    for row_id, name, kind, author, superseded_at_us in scores:
        ended_at_us = superseded_at_us
        if ended_at_us is None:
            identity = Identity(project, "request", name, group_of(kind), author)
            ended_at_us = _keep_the_later(session, row_id, request_id, identity)
        session.main_db.execute(
            "UPDATE score SET version = ?, request_id = ?, exchange_id = ?, superseded_at_us = ? WHERE id = ?",
            (session.next_version(), request_id, exchange_id, ended_at_us, row_id),
        )


def _keep_the_later(session: Session, row_id: int, request_id: str, identity: Identity) -> int | None:
    """Where the request has a current score of the same identity, supersede the one recorded earlier.

    Returns when the waiting score was superseded; None: it stays current. Ids grow in the order of recording, also
    where the clock was set back.
    """
    others = [other for other in identity.current(session, [request_id]) if other != row_id]
    if not others:
        return None
    later = max(others[0], row_id)
    (recorded_at_us,) = session.main_db.execute("SELECT recorded_at_us FROM score WHERE id = ?", (later,)).fetchone()
    if later != row_id:
        return int(recorded_at_us)
    supersede(session, others[:1], recorded_at_us)
    return None
