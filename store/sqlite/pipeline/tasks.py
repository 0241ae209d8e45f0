"""Events become tasks; tasks are settled and retried. Jobs of the writing thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.evaluation.pipeline import FAILED_MOST, Consumer, NewTask, Routing, Settled
from store.sqlite.session import Session, as_json, now_us

_INSERT = """
    INSERT INTO task (consumer_kind, consumer, project, kind, subject, request_id, session_id, probability,
        created_at_us, due_at_us, data, attempts, state)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 'waiting')
    ON CONFLICT (consumer_kind, consumer, kind, subject) DO UPDATE SET due_at_us = excluded.due_at_us
    WHERE state = 'waiting' AND excluded.due_at_us > due_at_us"""
_COUNT = """
    INSERT INTO consumer_count VALUES (?, ?, ?, ?)
    ON CONFLICT (consumer_kind, consumer, name) DO UPDATE SET value = value + excluded.value"""
_WAITING = "SELECT count(*) FROM task WHERE consumer_kind = ? AND consumer = ? AND state = 'waiting'"
# A session's task that an event has postponed meanwhile is still to be done.
_DONE = "DELETE FROM task WHERE id IN (SELECT value FROM json_each(?)) AND due_at_us <= ?"
_POSTPONE = "UPDATE task SET attempts = attempts + 1, due_at_us = ?, error = ? WHERE id = ?"
_FAIL = "UPDATE task SET attempts = attempts + 1, error = ?, state = 'failed' WHERE id = ?"
_TOO_MANY_FAILED = """
    DELETE FROM task WHERE id IN (
        SELECT id FROM task WHERE consumer_kind = ? AND consumer = ? AND state = 'failed'
        ORDER BY id DESC LIMIT -1 OFFSET ?)"""
_RETRY = """
    UPDATE task SET state = 'waiting', attempts = 0, due_at_us = ?
    WHERE consumer_kind = ? AND consumer = ? AND state = 'failed'"""


def route(session: Session, routing: Routing) -> None:
    """See Pipeline.route."""
    by_consumer: dict[Consumer, list[NewTask]] = {}
    for task in routing.tasks:
        by_consumer.setdefault(task.consumer, []).append(task)
    for consumer, tasks in by_consumer.items():
        _insert(session, consumer, tasks, routing.waiting_most[consumer])
    for (consumer, name), value in routing.counts.items():
        count(session, consumer, {name: value})
    session.main_db.execute("DELETE FROM event WHERE id IN (SELECT value FROM json_each(?))", (as_json(routing.done),))
    session.main_db.execute(
        "UPDATE event SET stage = 1 WHERE id IN (SELECT value FROM json_each(?))", (as_json(routing.filtered),)
    )


def _insert(session: Session, consumer: Consumer, tasks: Sequence[NewTask], waiting_most: int) -> None:
    (waiting,) = session.main_db.execute(_WAITING, consumer).fetchone()
    room = max(0, waiting_most - waiting)
    session.main_db.executemany(
        _INSERT,
        [
            (
                *task.consumer,
                task.project,
                task.kind,
                task.subject,
                task.request_id,
                task.session_id,
                task.probability,
                task.created_at_us,
                task.due_at_us,
                task.data,
            )
            for task in tasks[:room]
        ],
    )
    if len(tasks) > room:
        count(session, consumer, {"dropped": len(tasks) - room})


def count(session: Session, consumer: Consumer, counts: Mapping[str, int]) -> None:
    """Add to the counts of a consumer."""
    session.main_db.executemany(_COUNT, [(*consumer, name, value) for name, value in counts.items() if value])


def settle(session: Session, consumer: Consumer, settled: Sequence[Settled], counts: Mapping[str, int]) -> None:
    """See Pipeline.settle."""
    failed = [(each.error, each.task_id) for each in settled if each.error is not None and each.again_at_us is None]
    again = [(each.again_at_us, each.error, each.task_id) for each in settled if each.again_at_us is not None]
    done = [each.task_id for each in settled if each.error is None and each.again_at_us is None]
    session.main_db.executemany(_POSTPONE, again)
    session.main_db.execute(_DONE, (as_json(done), now_us()))
    if failed:
        session.main_db.executemany(_FAIL, failed)
        session.main_db.execute(_TOO_MANY_FAILED, (*consumer, FAILED_MOST))
    count(session, consumer, counts)


def retry(
    session: Session,
    consumer: Consumer,
    at_us: int,
    task_ids: Sequence[int] | None,
    from_us: int | None,
    to_us: int | None,
) -> int:
    """See Pipeline.retry."""
    condition = ""
    parameters: tuple[int | str, ...] = (at_us, *consumer)
    if task_ids is not None:
        condition += " AND id IN (SELECT value FROM json_each(?))"
        parameters += (as_json(task_ids),)
    if from_us is not None:
        condition += " AND created_at_us >= ?"
        parameters += (from_us,)
    if to_us is not None:
        condition += " AND created_at_us < ?"
        parameters += (to_us,)
    return session.main_db.execute(_RETRY + condition, parameters).rowcount


def forget(session: Session, consumer: Consumer) -> None:
    """See Pipeline.forget."""
    session.main_db.execute("DELETE FROM task WHERE consumer_kind = ? AND consumer = ?", consumer)
    session.main_db.execute("DELETE FROM consumer_count WHERE consumer_kind = ? AND consumer = ?", consumer)
