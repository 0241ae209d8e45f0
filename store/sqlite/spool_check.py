"""`gnomon spool verify`: the spool compared with the record. Changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from typing import NamedTuple

import orjson

from store.settings import DataDir
from store.spool.frames import Kind
from store.spool.verify import FrameKey, SpoolReport, verify_segments
from store.sqlite.files import damage, read_only_uri

_FRAMES_PER_QUERY = 500
_EXCHANGES = """
    SELECT exchange_id, outcome IS NOT NULL, request_size_bytes IS NOT NULL FROM exchange
    WHERE exchange_id IN (SELECT value FROM json_each(?))"""
# Of log records: their span, or what waits for it
_LATER_TABLES = {
    "step": "SELECT step_id, 1, 1 FROM step WHERE step_id IN (SELECT value FROM json_each(?))",
    "waiting_span": "SELECT exchange_id, 1, 1 FROM waiting_span WHERE exchange_id IN (SELECT value FROM json_each(?))",
}


def verify_spool(data_dir: DataDir) -> SpoolReport:
    """Works while a server runs on these files, and when none does."""
    spool = data_dir.spool
    if not data_dir.database.exists():
        return SpoolReport(verify_segments(spool, len))
    try:
        with closing(sqlite3.connect(read_only_uri(data_dir.database), uri=True)) as record:
            record.execute("SELECT count(*) FROM migration").fetchone()  # fails unless it is a database of Gnomon
            return SpoolReport(verify_segments(spool, partial(_count_not_stored, record)))
    except sqlite3.OperationalError as error:
        unreadable = f"{data_dir.database} cannot be read: {error}"
    except sqlite3.DatabaseError as error:
        unreadable = damage(data_dir.database, error)
    return SpoolReport(verify_segments(spool, lambda _frames: None), unreadable)


def _count_not_stored(record: sqlite3.Connection, frames: list[FrameKey]) -> int:
    missing = 0
    for start in range(0, len(frames), _FRAMES_PER_QUERY):
        batch = frames[start : start + _FRAMES_PER_QUERY]
        stored = _stored(record, {frame.exchange_id for frame in batch})
        missing += sum(not _has(stored.get(frame.exchange_id), frame.kind) for frame in batch)
    return missing


class _StoredExchange(NamedTuple):
    has_end: int
    has_request: int


def _stored(record: sqlite3.Connection, exchange_ids: set[str]) -> dict[str, _StoredExchange]:
    ids = orjson.dumps(list(exchange_ids)).decode()
    rows = record.execute(_EXCHANGES, (ids,)).fetchall()
    for table, statement in _LATER_TABLES.items():
        if record.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (table,)).fetchone():  # not in files of 1.0
            rows += record.execute(statement, (ids,)).fetchall()
    return {exchange_id: _StoredExchange(has_end, has_request) for exchange_id, has_end, has_request in rows}


def _has(exchange: _StoredExchange | None, kind: Kind) -> bool:
    if exchange is None:
        return False
    if kind is Kind.OPENING:
        return True
    return bool(exchange.has_end or (kind is Kind.REQUEST and exchange.has_request))
