"""What another node made of this one's tasks while this one was away. A job of the writing thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.evaluation.evaluators import EvaluatorId
from store.evaluation.results import TaskResult
from store.sqlite.evaluators import settling
from store.sqlite.pipeline import tasks
from store.sqlite.session import Session

_TASK = """
    SELECT id, due_at_us FROM task
    WHERE consumer_kind = ? AND consumer = ? AND kind = ? AND subject = ? AND state = 'waiting'"""
_DONE = "DELETE FROM task WHERE id = ?"
_CHANGE = "UPDATE task SET state = ?, attempts = ?, due_at_us = ?, error = ? WHERE id = ?"


def take(session: Session, results: Sequence[TaskResult], waiting_max: int) -> None:
    """See Pipeline.take_results."""
    for result in results:
        row = session.main_db.execute(_TASK, result.key).fetchone()
        if row is None:
            continue  # done here before, or taken already
        task_id, due_at_us = row
        if result.evaluation is None:
            _change(session, task_id, result)
        elif due_at_us == result.was_due_at_us:
            _settle(session, task_id, result, waiting_max)


def _change(session: Session, task_id: int, result: TaskResult) -> None:
    if result.state == "done":
        session.main_db.execute(_DONE, (task_id,))
    else:
        values = (result.state, result.attempts, result.due_at_us, result.error, task_id)
        session.main_db.execute(_CHANGE, values)
    tasks.count(session, result.consumer, result.counts)


def _settle(session: Session, task_id: int, result: TaskResult, waiting_max: int) -> None:
    """Budgets were settled by who spent."""
    assert result.evaluation
    project, _, name = result.consumer.id.partition("/")
    evaluation = replace(result.evaluation, task=(task_id, result.was_due_at_us), refund_hour=None)
    settling.settle(session, EvaluatorId(int(project), name), result.evaluator_version, [evaluation], None, waiting_max)
