"""Log records of spans: they wait for their span, or complete it. Jobs of the writing thread.

store_batch   a batch as storing.py stores it, then what it says of log records
  _joined     spans that have come: nothing waits for them any more
  _complete   spans that are stored, and have got log records
  _wait       log records whose spans are not stored; the oldest are given up when there are too many
stored_spans  what is stored of a span, so that ingest can join it and its log records
expire        gives up what has waited too long
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import structlog

from store.base import Batch, Recorded, StoredSpan, WaitingRecords
from store.models import ExchangeRow
from store.sqlite.bodies.preparing import PreparedBodies
from store.sqlite.bodies.writing import NewBodies, delete_bodies, insert_bodies
from store.sqlite.pipeline import events
from store.sqlite.requests import reprocessing, storing
from store.sqlite.session import Session, as_json, is_poison, now_us

log = structlog.get_logger()

WAITING_MOST = 100_000  # log records
WAITING_BYTES_MOST = 256 << 20
_AT_ONCE = 100  # spans of which log records are given up in one step
_WAITING = """
    SELECT exchange_id, records, size_bytes FROM json_each(?) AS wanted
    CROSS JOIN waiting_span ON exchange_id = wanted.value"""
_WAIT = """
    INSERT INTO waiting_span VALUES (?, ?, ?, ?, ?) ON CONFLICT (exchange_id) DO UPDATE
    SET records = excluded.records, size_bytes = excluded.size_bytes, limit_bytes = excluded.limit_bytes"""
_OLDEST = """
    SELECT exchange_id, records, size_bytes FROM waiting_span
    WHERE recorded_at_us < ? ORDER BY recorded_at_us LIMIT ?"""


def store_batch(session: Session, batch: Batch, bodies: Mapping[str, PreparedBodies]) -> Recorded:
    """See Store.store_batch."""
    recorded = storing.store_batch(session, batch, bodies)
    if session.counts["waiting_log_records"]:
        _joined(session, [row.exchange_id for row in batch.exchanges if row.exchange_id not in recorded.failed])
    if recorded.failed:
        return recorded
    for row in batch.completed:
        _complete(session, row, bodies[row.exchange_id])
    for waiting in batch.log_records:
        _wait(session, waiting, bodies[waiting.exchange_id])
    session.counts["expired_log_records"] += batch.lost_log_records
    return recorded


def stored_spans(session: Session, exchange_ids: Iterable[str], with_records: Collection[str]) -> dict[str, StoredSpan]:
    """See Store.stored_spans."""
    wanted = {*exchange_ids, *with_records} if session.counts["waiting_log_records"] else {*with_records}
    waiting = dict(
        session.main_db.execute(
            "SELECT exchange_id, limit_bytes FROM json_each(?) AS wanted"
            " CROSS JOIN waiting_span ON exchange_id = wanted.value",
            (as_json(wanted),),
        ).fetchall()
    )
    rows = storing.stored_exchanges(session, with_records)
    found: dict[str, StoredSpan] = {}
    for exchange_id in wanted:
        if exchange_id in rows:
            exchange, bodies = rows[exchange_id]
            found[exchange_id] = StoredSpan(True, exchange, bodies.request)
        elif _is_step(session, exchange_id):
            found[exchange_id] = StoredSpan(True, None, None)
        elif exchange_id in waiting:
            body = storing.stored_bodies(session, exchange_id).request
            found[exchange_id] = StoredSpan(False, None, body, waiting[exchange_id])
    return found


def expire(session: Session, recorded_before_us: int) -> int:
    """One step of Store.expire_log_records. Returns how many were given up; 0: none are left."""
    return _give_up(session, recorded_before_us, _AT_ONCE)


def _give_up(session: Session, recorded_before_us: int, spans: int) -> int:
    oldest = session.main_db.execute(_OLDEST, (recorded_before_us, spans)).fetchall()
    delete_bodies(session, [exchange_id for exchange_id, _, _ in oldest])
    _forget(session, oldest)
    given_up: int = sum(records for _, records, _ in oldest)
    session.counts["expired_log_records"] += given_up
    return given_up


def _joined(session: Session, exchange_ids: Sequence[str]) -> None:
    _forget(session, session.main_db.execute(_WAITING, (as_json(exchange_ids),)).fetchall())


def _complete(session: Session, row: ExchangeRow, bodies: PreparedBodies) -> None:
    """The call is told of again: who was told before has not seen its messages. One that cannot be stored stays as it
    was, without its log records."""
    try:
        with session.savepoint("completed"):
            if _row_id(session, row.exchange_id) is None:
                return
            insert_bodies(session, [NewBodies(row.exchange_id, row.started_at_us, bodies)])
            if row.extract_error is None:  # else what was read before stays
                reprocessing.update_extracted(session, [row])
            row_id = _row_id(session, row.exchange_id)
            if row_id is not None:  # None: read at last, it is no call of its own
                session.main_db.execute("DELETE FROM evaluation WHERE exchange = ?", (row_id,))
                events.calls_ended(session, [(row_id, row)])
    except Exception as error:
        if not is_poison(error):
            raise
        log.warning("log_records_not_stored", exchange_id=row.exchange_id, error=repr(error))
        session.counts["expired_log_records"] += 1


def _wait(session: Session, waiting: WaitingRecords, bodies: PreparedBodies) -> None:
    before = session.main_db.execute(_WAITING, (as_json([waiting.exchange_id]),)).fetchall()
    _count(session, -sum(row[1] for row in before), -sum(row[2] for row in before))
    at_us = now_us()
    session.main_db.execute(_WAIT, (*waiting, at_us))
    _count(session, waiting.records, waiting.size_bytes)
    insert_bodies(session, [NewBodies(waiting.exchange_id, at_us, bodies)])
    while (
        session.counts["waiting_log_records"] > WAITING_MOST or session.counts["waiting_log_bytes"] > WAITING_BYTES_MOST
    ):
        _give_up(session, at_us + 1, 1)


def _forget(session: Session, rows: Sequence[tuple[str, int, int]]) -> None:
    session.main_db.executemany("DELETE FROM waiting_span WHERE exchange_id = ?", [(row[0],) for row in rows])
    _count(session, -sum(row[1] for row in rows), -sum(row[2] for row in rows))


def _count(session: Session, records: int, size_bytes: int) -> None:
    session.counts["waiting_log_records"] += records
    session.counts["waiting_log_bytes"] += size_bytes


def _row_id(session: Session, exchange_id: str) -> int | None:
    row = session.main_db.execute("SELECT id FROM exchange WHERE exchange_id = ?", (exchange_id,)).fetchone()
    return row[0] if row else None


def _is_step(session: Session, exchange_id: str) -> bool:
    found = session.main_db.execute("SELECT 1 FROM step WHERE step_id = ?", (exchange_id,)).fetchone()
    return found is not None
