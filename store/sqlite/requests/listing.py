"""Many requests, or the bodies of many, in one query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import aiosqlite
import orjson
import zstandard

from store.models import Bodies, ExchangeRow, Request, Score
from store.sqlite.requests.compression import PLAIN
from store.sqlite.requests.reading import bodies_of, by_exchange, find_request
from store.sqlite.requests.rows import EXCHANGE_SELECT, SCORE_SELECT, exchange_of, score_of

_WANTED = "FROM json_each(?2) AS wanted CROSS JOIN exchange ON exchange.project = ?1 AND request_id = wanted.value"
_EXCHANGES = (
    f"SELECT exchange.id, exchange.conflict, {EXCHANGE_SELECT} {_WANTED}"
    " ORDER BY exchange.started_at_us, exchange.exchange_id"
)
_PROPERTIES = (
    f"SELECT property.exchange, property_key.name, property.value {_WANTED}"
    " JOIN property ON property.exchange = exchange.id JOIN property_key ON property_key.id = property.key"
)
_SCORES = (
    f"SELECT {SCORE_SELECT} FROM json_each(?2) AS wanted CROSS JOIN score"
    " ON project = ?1 AND target_kind = 'request' AND target = wanted.value AND request_id IS NOT NULL AND past = 0"
    " ORDER BY score.id"
)
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
    requests = await _by_request_id(db, project, any_ids)
    request_ids: dict[str, str] = {}  # of ids that are no request ids
    for any_id in any_ids:
        if any_id not in requests:
            key = await find_request(db, project, any_id)
            if key:
                request_ids[any_id] = key[1]
    others = [request_id for request_id in request_ids.values() if request_id not in requests]
    requests |= await _by_request_id(db, project, others)
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


async def _by_request_id(db: aiosqlite.Connection, project: int, request_ids: Sequence[str]) -> dict[str, Request]:
    if not request_ids:
        return {}
    wanted = project, _json(list(dict.fromkeys(request_ids)))
    properties = by_exchange(await db.execute_fetchall(_PROPERTIES, wanted))
    exchanges: dict[str, tuple[list[ExchangeRow], list[ExchangeRow]]] = {}  # attempts, conflicts
    for row_id, conflict, *values in await db.execute_fetchall(_EXCHANGES, wanted):
        exchange = exchange_of(values, properties.get(row_id, {}))
        exchanges.setdefault(exchange.request_id, ([], []))[bool(conflict)].append(exchange)
    scores: dict[str | None, list[Score]] = {}
    for row in await db.execute_fetchall(_SCORES, wanted):
        score = score_of(row)
        scores.setdefault(score.request_id, []).append(score)
    return {
        request_id: Request(request_id, attempts, conflicts, scores.get(request_id, []))
        for request_id, (attempts, conflicts) in exchanges.items()
    }


def _json(values: Sequence[str]) -> str:
    return orjson.dumps(values).decode()
