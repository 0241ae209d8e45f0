"""Which item a rater gets next. A job of the writing thread, which answers two raters who ask at once one after the
other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from store.base import Full
from store.evaluation.labelling import SKIPS_MOST, FullRating, Handed, Queue, QueueItem, QueueStep
from store.sqlite.session import Session, as_json, now_us

_ELSEWHERE = """
    CREATE TEMP TABLE IF NOT EXISTS rating_elsewhere (
        request_id TEXT NOT NULL,
        rater TEXT NOT NULL,
        PRIMARY KEY (request_id, rater)
    ) WITHOUT ROWID"""

# The raters who have a current score of each name: people, since the scores of programs are no ratings of a queue.
# CROSS JOIN: SQLite would begin with the scores.
_FULL = """
    SELECT score.author AS rater FROM json_each(:names) AS wanted
    CROSS JOIN score ON score.project = :project AND score.target_kind = 'request' AND score.target = item.request_id
        AND score.name = wanted.value AND score.superseded_at_us IS NULL
    WHERE score.evaluator IS NULL AND coalesce(score.source, 'human') = 'human'
    GROUP BY score.author HAVING count(DISTINCT score.name) = :names_count"""
_FULL_ELSEWHERE = "SELECT rater FROM temp.rating_elsewhere WHERE request_id = item.request_id"
_HAS_RATED = f"""(
    EXISTS (SELECT 1 FROM ({_FULL}) WHERE rater = :rater) OR EXISTS ({_FULL_ELSEWHERE} AND rater = :rater))"""
_TAKEN = f"""(
    SELECT count(*) FROM (
        {_FULL}
        UNION
        {_FULL_ELSEWHERE}
        UNION
        SELECT rater FROM queue_lease WHERE queue = :queue AND request_id = item.request_id AND until_us > :now
    ) WHERE rater <> :rater)"""
_ITEM = f"""
    SELECT item.request_id, item.position, item.probability, {_HAS_RATED} FROM queue_item AS item
    WHERE item.queue = :queue"""
_ONE = f"{_ITEM} AND item.request_id = :request_id"
_OWN = f"""{_ITEM} AND NOT {_HAS_RATED} AND item.request_id IN (
    SELECT request_id FROM queue_lease WHERE queue = :queue AND rater = :rater AND until_us > :now) LIMIT 1"""
_NEXT = f"""{_ITEM}
    AND NOT EXISTS (
        SELECT 1 FROM queue_skip AS skip
        WHERE skip.queue = :queue AND skip.rater = :rater AND skip.request_id = item.request_id)
    AND NOT {_HAS_RATED} AND {_TAKEN} < :raters_per_item
    ORDER BY item.position, item.request_id LIMIT 1"""
_SKIP = """
    INSERT OR REPLACE INTO queue_skip
    SELECT queue, ?, request_id, ? FROM queue_item WHERE queue = ? AND request_id = ?"""


def hand_out(session: Session, queue: Queue, step: QueueStep, elsewhere: Sequence[FullRating] = ()) -> Handed | None:
    """See Labelling.hand_out."""
    now = now_us()
    values = {
        "queue": queue.id,
        "project": queue.project,
        "names": as_json(queue.scores),
        "names_count": len(queue.scores),
        "raters_per_item": queue.raters_per_item,
        "rater": step.rater,
        "now": now,
        "request_id": step.back_to,
    }
    if step.skip is not None:
        _skip(session, queue, step.rater, step.skip)
    if step.return_skipped:
        session.main_db.execute("DELETE FROM queue_skip WHERE queue = ? AND rater = ?", (queue.id, step.rater))
    with _known_elsewhere(session, elsewhere):
        statements = (_OWN, _NEXT) if step.back_to is None else (_ONE,)
        rows = (session.main_db.execute(statement, values).fetchone() for statement in statements)
        row = next((row for row in rows if row is not None), None)
    if step.back_to is not None:
        _unskip(session, queue, step.rater, step.back_to)
    session.main_db.execute("DELETE FROM queue_lease WHERE queue = ? AND rater = ?", (queue.id, step.rater))
    if row is None:
        return None
    until_us = now + round(step.lease_s * 1e6)
    session.main_db.execute("INSERT INTO queue_lease VALUES (?, ?, ?, ?)", (queue.id, row[0], step.rater, until_us))
    return Handed(QueueItem(*row[:3]), bool(row[3]))


@contextmanager
def _known_elsewhere(session: Session, ratings: Sequence[FullRating]) -> Iterator[None]:
    """In a table of this connection, where statements find them by an index."""
    session.main_db.execute(_ELSEWHERE)
    session.main_db.executemany("INSERT OR IGNORE INTO temp.rating_elsewhere VALUES (?, ?)", [r[:2] for r in ratings])
    try:
        yield
    finally:
        session.main_db.execute("DELETE FROM temp.rating_elsewhere")


def _skip(session: Session, queue: Queue, rater: str, request_id: str) -> None:
    (count,) = session.main_db.execute("SELECT count(*) FROM queue_skip WHERE queue = ?", (queue.id,)).fetchone()
    if count >= SKIPS_MOST:
        raise Full(f"the queue has {count} skipped items of all raters, which is the limit; return them to it first")
    session.main_db.execute("DELETE FROM queue_lease WHERE queue = ? AND rater = ?", (queue.id, rater))
    session.main_db.execute(_SKIP, (rater, now_us(), queue.id, request_id))


def _unskip(session: Session, queue: Queue, rater: str, request_id: str) -> None:
    session.main_db.execute(
        "DELETE FROM queue_skip WHERE queue = ? AND rater = ? AND request_id = ?", (queue.id, rater, request_id)
    )
