"""One request or its bodies, by any of its ids, on read-only connections."""

from __future__ import annotations

from dataclasses import replace

import aiosqlite

from store.models import ExchangeRow, Request
from store.sqlite.requests.assembling import by_request_id
from store.sqlite.requests.rows import EXCHANGE_SELECT, exchange_of

_BY_ID = (  # an id is a request id, else an exchange id, else the upstream's own id, else a span's
    "SELECT request_id FROM exchange WHERE project = ? AND request_id = ? LIMIT 1",
    "SELECT request_id FROM exchange WHERE project = ? AND exchange_id = ?",
    "SELECT request_id FROM exchange WHERE project = ? AND upstream_id = ? ORDER BY started_at_us DESC LIMIT 1",
    "SELECT request_id FROM step JOIN exchange USING (exchange_id) WHERE step.project = ? AND step_id = ?",  # a span's
)
_READS = f"""
    SELECT {EXCHANGE_SELECT} FROM exchange
    WHERE project = ? AND reads_upstream_id = ? AND parent_exchange_id = ? ORDER BY started_at_us LIMIT ?"""
MOST_READS = 100  # a background response may be polled every second


async def read_request(db: aiosqlite.Connection, project: int, any_id: str) -> Request | None:
    """See Store.request. Called inside a transaction, so that all parts are of the same point in time."""
    key = await find_request(db, project, any_id)
    if key is None:
        return None
    project, request_id = key
    request = (await by_request_id(db, project, [request_id]))[request_id]
    return replace(request, read_back_by=await _read_back_by(db, project, request.attempts))


async def find_request(db: aiosqlite.Connection, project: int, any_id: str) -> tuple[int, str] | None:
    """The project and the request id of the request with that id."""
    for statement in _BY_ID:
        for (request_id,) in await db.execute_fetchall(statement, (project, any_id)):
            return project, request_id
    return None


async def _read_back_by(db: aiosqlite.Connection, project: int, attempts: list[ExchangeRow]) -> list[ExchangeRow]:
    created = [exchange for exchange in attempts if exchange.upstream_id is not None]
    rows = [
        row
        for exchange in created
        for row in await db.execute_fetchall(_READS, (project, exchange.upstream_id, exchange.exchange_id, MOST_READS))
    ]
    return [exchange_of(row, {}) for row in rows[:MOST_READS]]
