"""Deletes all that belongs to one project, in small steps that let other writes through. Jobs of the writing thread."""

from __future__ import annotations

from store.evaluation.evaluators import EvaluatorId
from store.evaluation.pipeline import Consumer
from store.sqlite.bodies.writing import delete_bodies
from store.sqlite.labelling import defining as labelling
from store.sqlite.pipeline import tasks
from store.sqlite.retention import STEP, delete_exchanges
from store.sqlite.scores.deleting import delete_rows
from store.sqlite.session import Session

_OWN_WAY = frozenset({"exchange", "step", "score"})  # tables whose rows have others that go with them
_STAYS = frozenset({"property_key"})  # replicas know names by their numbers, and the next calls use them again
_TABLES = """
    SELECT name FROM sqlite_schema AS tables
    WHERE type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(tables.name) WHERE name = 'project')"""


def delete_exchanges_of(session: Session, project: int) -> int:
    """Returns how many exchanges were deleted; 0: none are left that have ended."""
    rows = session.main_db.execute(
        "SELECT id, exchange_id, project, request_id, started_at_us FROM exchange"
        " WHERE project = ? AND outcome IS NOT NULL LIMIT ?",
        (project, STEP),
    ).fetchall()
    delete_exchanges(session, rows)
    return len(rows)


def delete_steps_of(session: Session, project: int) -> int:
    """Returns how many steps were deleted; 0: none are left."""
    rows = session.main_db.execute("SELECT id, step_id FROM step WHERE project = ? LIMIT ?", (project, STEP)).fetchall()
    for row_id, _ in rows:
        session.main_db.execute("DELETE FROM step WHERE id = ?", (row_id,))
    delete_bodies(session, [step_id for _, step_id in rows])
    return len(rows)


def delete_scores_of(session: Session, project: int) -> int:
    """Scores of sessions, and those that wait for a request: the others went with their requests. Returns how many
    were deleted; 0: none are left."""
    rows = session.main_db.execute("SELECT id FROM score WHERE project = ? LIMIT ?", (project, STEP)).fetchall()
    delete_rows(session, [row_id for (row_id,) in rows])
    return len(rows)


def delete_rest_of(session: Session, project: int) -> None:
    """Whatever else has a project: the tables say so themselves, so that one made later is not forgotten."""
    queues = session.main_db.execute("SELECT id FROM queue WHERE project = ?", (project,)).fetchall()
    for (queue_id,) in queues:
        labelling.delete(session, project, queue_id)
    evaluators = session.main_db.execute("SELECT name FROM evaluator WHERE project = ?", (project,)).fetchall()
    webhooks = session.main_db.execute("SELECT id FROM webhook WHERE project = ?", (project,)).fetchall()
    consumers = [EvaluatorId(project, name).consumer for (name,) in evaluators]
    for consumer in (*consumers, *(Consumer("webhook", webhook_id) for (webhook_id,) in webhooks)):
        tasks.forget(session, consumer)
    tables = {name for (name,) in session.main_db.execute(_TABLES)} - _OWN_WAY - _STAYS
    for table in sorted(tables):
        session.main_db.execute(f'DELETE FROM "{table}" WHERE project = ?', (project,))
    session.forget_project(project)
