"""Creates, changes and fills queues. Jobs of the writing thread."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import fields
from typing import Any

import orjson

from store.base import Full
from store.evaluation.labelling import ITEMS_MOST, QUEUES_MOST, REMOVED_MOST, Queue, QueueItem
from store.sqlite.session import Session

_COLUMNS = tuple(field.name for field in fields(Queue))
_JSON = ("scores", "filter")
SELECT = f"SELECT {', '.join(_COLUMNS)} FROM queue WHERE project = ? ORDER BY name"
_PUT = f"INSERT OR REPLACE INTO queue ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_OTHERS = "SELECT count(*), coalesce(sum(name = ?), 0) FROM queue WHERE project = ? AND id <> ?"
KNOWN = """
    SELECT wanted.value FROM json_each(?1) AS wanted
    WHERE EXISTS (SELECT 1 FROM exchange WHERE exchange.project = ?2 AND exchange.request_id = wanted.value)"""
_ADD = """
    INSERT INTO queue_item SELECT :queue, :position, :request_id, :probability
    WHERE :probability IS NULL
        OR NOT EXISTS (SELECT 1 FROM queue_removed WHERE queue = :queue AND request_id = :request_id)
    ON CONFLICT (request_id, queue) DO NOTHING"""
_TAKE_BACK = "DELETE FROM queue_removed WHERE queue = :queue AND request_id = :request_id AND :probability IS NULL"


def put(session: Session, queue: Queue) -> bool:
    """See Labelling.put_queue."""
    count, namesakes = session.main_db.execute(_OTHERS, (queue.name, queue.project, queue.id)).fetchone()
    if namesakes:
        return False
    if count >= QUEUES_MOST:
        raise Full(f"the project has {count} queues, which is the limit; delete one first")
    values = {name: getattr(queue, name) for name in _COLUMNS}
    for name in _JSON:
        values[name] = None if values[name] is None else orjson.dumps(values[name]).decode()
    session.main_db.execute(_PUT, tuple(values.values()))
    return True


def delete(session: Session, project: int, queue_id: str) -> bool:
    """See Labelling.delete_queue."""
    deleted = session.main_db.execute("DELETE FROM queue WHERE id = ? AND project = ?", (queue_id, project))
    if not deleted.rowcount:
        return False
    for table in ("queue_item", "queue_lease", "queue_skip", "queue_removed"):
        session.main_db.execute(f"DELETE FROM {table} WHERE queue = ?", (queue_id,))
    return True


def add_items(session: Session, queue_id: str, items: Sequence[QueueItem]) -> int:
    """See Labelling.add_items."""
    with session.savepoint("add_items"):
        rows = [{"queue": queue_id} | item._asdict() for item in items]
        session.main_db.executemany(_TAKE_BACK, rows)
        added = session.main_db.executemany(_ADD, rows).rowcount
        (count,) = session.main_db.execute("SELECT count(*) FROM queue_item WHERE queue = ?", (queue_id,)).fetchone()
        if count > ITEMS_MOST:
            raise Full(f"a queue has at most {ITEMS_MOST} items; this one would have {count}")
    return max(0, added)


def remove_item(session: Session, queue: Queue, request_id: str) -> bool:
    """See Labelling.remove_item."""
    key = (queue.id, request_id)
    with session.savepoint("remove_item"):
        removed = session.main_db.execute("DELETE FROM queue_item WHERE queue = ? AND request_id = ?", key)
        if not removed.rowcount:
            return False
        for table in ("queue_lease", "queue_skip"):
            session.main_db.execute(f"DELETE FROM {table} WHERE queue = ? AND request_id = ?", key)
        if queue.filter is not None:
            session.main_db.execute("INSERT OR IGNORE INTO queue_removed VALUES (?, ?)", key)
            count = "SELECT count(*) FROM queue_removed WHERE queue = ?"
            if session.main_db.execute(count, (queue.id,)).fetchone()[0] > REMOVED_MOST:
                raise Full(f"{REMOVED_MOST} requests were removed from this queue, which is the limit")
    return True


def forget_requests(session: Session, project: int, request_ids: Collection[str]) -> None:
    """See Labelling.forget_requests."""
    for request_id in request_ids:
        forget_request(session, project, request_id)


def forget_request(session: Session, project: int, request_id: str) -> None:
    """A request was deleted."""
    of_project = "request_id = ? AND queue IN (SELECT id FROM queue WHERE project = ?)"
    for table in ("queue_item", "queue_removed"):
        session.main_db.execute(f"DELETE FROM {table} WHERE {of_project}", (request_id, project))
    session.main_db.execute("DELETE FROM correction WHERE project = ? AND request_id = ?", (project, request_id))


def queue_of(row: Any) -> Queue:
    values = dict(zip(_COLUMNS, row, strict=True))
    for name in _JSON:
        values[name] = None if values[name] is None else orjson.loads(values[name])
    values["scores"] = tuple(values["scores"])
    return Queue(**values)
