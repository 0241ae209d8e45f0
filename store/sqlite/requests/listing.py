"""Many requests, or the bodies of many, in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import aiosqlite
import orjson
import zstandard

from store.models import Bodies, Request
from store.sqlite.requests.assembling import by_request_id
from store.sqlite.requests.compression import PLAIN
from store.sqlite.requests.reading import bodies_of, find_request

_BODIES = (
    "SELECT body.exchange_id, body.side, body.codec, body.data"
    " FROM json_each(?1) AS wanted CROSS JOIN bodies.body ON body.exchange_id = wanted.value ORDER BY wanted.key"
)


class BodyRow(NamedTuple):
    side: int  # 0: request, 1: response
    codec: int
    data: bytes

    @property
    def size_bytes(self) -> int:
        """Of the body itself, uncompressed."""
        return len(self.data) if self.codec == PLAIN else zstandard.frame_content_size(self.data)


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


async def read_many_bodies(
    db: aiosqlite.Connection, exchange_ids: Sequence[str], limit_bytes: int
) -> dict[str, list[BodyRow] | None]:
    """By exchange id, in the order given: as many as fit into `limit_bytes` uncompressed, None for the rest."""
    rows_of: dict[str, list[BodyRow] | None] = {}
    bodies: list[BodyRow] = []
    left_bytes = limit_bytes
    async with db.execute(_BODIES, (_json(exchange_ids),)) as rows:
        async for exchange_id, *values in rows:
            body = BodyRow(*values)
            left_bytes -= body.size_bytes
            if left_bytes < 0:
                rows_of |= dict.fromkeys(exchange_ids[exchange_ids.index(exchange_id) :])
                break
            if exchange_id not in rows_of:
                rows_of[exchange_id] = bodies = []
            bodies.append(body)
    return rows_of


def decompressed(rows_of: Mapping[str, Sequence[BodyRow] | None]) -> dict[str, Bodies | None]:
    """The bodies of those rows. Takes its time; meant for a thread."""
    return {exchange_id: None if rows is None else bodies_of(rows) for exchange_id, rows in rows_of.items()}


def _json(values: Sequence[str]) -> str:
    return orjson.dumps(values).decode()
