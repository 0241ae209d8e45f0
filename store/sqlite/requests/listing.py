"""Many requests, or the bodies of many, in few queries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import aiosqlite
import orjson

from store.models import Bodies, Request
from store.sqlite.bodies.digests import Digests
from store.sqlite.bodies.reading import BODY_COLUMNS, PIECES, Assembler, BodyRow, body_row, piece_ids
from store.sqlite.requests.assembling import by_request_id
from store.sqlite.requests.reading import find_request

_BODIES = (
    f"SELECT body.exchange_id, {BODY_COLUMNS}"
    " FROM json_each(?1) AS wanted CROSS JOIN bodies.body ON body.exchange_id = wanted.value ORDER BY wanted.key"
)
_OF_PROJECT = "SELECT 1 FROM exchange WHERE exchange_id = ? AND project = ?"


class BodyRows(NamedTuple):
    """What bodies are put together from."""

    rows_of: dict[str, list[BodyRow] | None]  # by exchange id; None: beyond the limit
    pieces: list[Any]  # rows of PIECES


async def read_requests(db: aiosqlite.Connection, project: int, any_ids: Sequence[str]) -> list[Request]:
    """See Store.requests. Called inside a transaction."""
    requests = await by_request_id(db, project, any_ids)
    request_ids: dict[str, str] = {}  # of ids that are no request ids
    for any_id in any_ids:
        if any_id not in requests:
            key = await find_request(db, project, any_id)
            if key:
                request_ids[any_id] = key[1]
    others = [request_id for request_id in request_ids.values() if request_id not in requests]
    requests |= await by_request_id(db, project, others)
    wanted = dict.fromkeys(request_ids.get(any_id, any_id) for any_id in any_ids)
    return [requests[request_id] for request_id in wanted if request_id in requests]


async def read_bodies(db: aiosqlite.Connection, project: int, exchange_id: str) -> BodyRows | None:
    """None: the project has no exchange with that id, or its bodies have expired."""
    if not await db.execute_fetchall(_OF_PROJECT, (exchange_id, project)):
        return None
    found = await read_many_bodies(db, [exchange_id], None)
    return found if found.rows_of else None


async def read_many_bodies(db: aiosqlite.Connection, exchange_ids: Sequence[str], limit_bytes: int | None) -> BodyRows:
    """In the order given: as many as fit into `limit_bytes` uncompressed."""
    rows_of: dict[str, list[BodyRow] | None] = {}
    bodies: list[BodyRow] = []
    read_bytes = 0
    async with db.execute(_BODIES, (_json(exchange_ids),)) as rows:
        async for exchange_id, *values in rows:
            body = body_row(values)
            read_bytes += body.size_bytes
            if limit_bytes is not None and read_bytes > limit_bytes:
                rows_of |= dict.fromkeys(exchange_ids[exchange_ids.index(exchange_id) :])
                break
            if exchange_id not in rows_of:
                rows_of[exchange_id] = bodies = []
            bodies.append(body)
    wanted = piece_ids(body for bodies in rows_of.values() if bodies for body in bodies)
    return BodyRows(rows_of, list(await db.execute_fetchall(PIECES, (_json([*wanted]),))) if wanted else [])


def put_together(digests: Digests, found: BodyRows) -> dict[str, Bodies | None]:
    """The bodies by exchange id. Takes its time; meant for a thread."""
    assembler = Assembler(digests, found.pieces)
    return {
        exchange_id: None if rows is None else assembler.bodies(exchange_id, rows)
        for exchange_id, rows in found.rows_of.items()
    }


def _json(values: Sequence[str] | Sequence[int]) -> str:
    return orjson.dumps(values).decode()
