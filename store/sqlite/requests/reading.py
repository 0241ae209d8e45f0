"""One request or its bodies, by any of its ids, on read-only connections."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import aiosqlite

from store.models import Bodies, ExchangeRow, Request
from store.sqlite.requests.assembling import by_request_id
from store.sqlite.requests.compression import decompress
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
_MOST_READS = 100  # a background response may be polled every second


async def read_request(db: aiosqlite.Connection, project: int, any_id: str) -> Request | None:
    """See Store.request. Called inside a transaction, so that all parts are of the same point in time."""
    key = await find_request(db, project, any_id)
    if key is None:
        return None
    project, request_id = key
    request = (await by_request_id(db, project, [request_id]))[request_id]
    return replace(request, read_back_by=await _read_back_by(db, project, request.attempts))


async def read_bodies(db: aiosqlite.Connection, project: int, exchange_id: str) -> Bodies | None:
    """See Store.bodies."""
    known = await db.execute_fetchall(
        "SELECT 1 FROM exchange WHERE exchange_id = ? AND project = ?", (exchange_id, project)
    )
    rows = list(
        await db.execute_fetchall("SELECT side, codec, data FROM bodies.body WHERE exchange_id = ?", (exchange_id,))
    )
    return bodies_of(rows) if known and rows else None


def bodies_of(rows: Iterable[Any]) -> Bodies:
    """From rows of (side, codec, data)."""
    sides = {side: decompress(codec, data) for side, codec, data in rows}
    return Bodies(sides.get(0), sides.get(1))


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
        for row in await db.execute_fetchall(_READS, (project, exchange.upstream_id, exchange.exchange_id, _MOST_READS))
    ]
    return [exchange_of(row, {}) for row in rows[:_MOST_READS]]
