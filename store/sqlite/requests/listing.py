"""Many requests, and the bodies of many, in one go."""

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
_TRIES = (
    f"SELECT exchange.id, exchange.conflict, {EXCHANGE_SELECT} {_WANTED}"
    " ORDER BY exchange.started_at_us, exchange.exchange_id"
)
_PROPERTIES = (
    f"SELECT property.exchange, property_key.name, property.value {_WANTED}"
    " JOIN property ON property.exchange = exchange.id JOIN property_key ON property_key.id = property.key"
)
_SCORES = (
    f"SELECT {SCORE_SELECT} FROM json_each(?2) AS wanted CROSS JOIN score"  # noqa: S608  our own names only
    " ON project = ?1 AND target_kind = 'request' AND target = wanted.value AND request_id IS NOT NULL AND past = 0"
    " ORDER BY score.id"
)
_BODIES = (
    "SELECT body.exchange_id, body.side, body.codec, body.data"
    " FROM json_each(?1) AS wanted CROSS JOIN bodies.body ON body.exchange_id = wanted.value ORDER BY wanted.key"
)


class PackedBody(NamedTuple):
    side: int
    codec: int
    data: bytes

    @property
    def size_bytes(self) -> int:
        """Unpacked."""
        return len(self.data) if self.codec == PLAIN else zstandard.frame_content_size(self.data)


async def read_requests(db: aiosqlite.Connection, project: int, names: Sequence[str]) -> list[Request]:
    """In the order of their names, each once; unknown ones are left out. Inside a transaction."""
    found = await _by_request_id(db, project, names)
    others: dict[str, str] = {}
    for name in names:
        if name not in found:
            known = await find_request(db, project, name)
            if known:
                others[name] = known[1]
    found |= await _by_request_id(db, project, [one for one in others.values() if one not in found])
    wanted = dict.fromkeys(others.get(name, name) for name in names)
    return [found[request_id] for request_id in wanted if request_id in found]


async def read_many_bodies(
    db: aiosqlite.Connection, exchange_ids: Sequence[str], limit_bytes: int
) -> dict[str, list[PackedBody] | None]:
    """By exchange, in the order given, as many as have up to `limit_bytes` together when they are unpacked; None for
    those that come after these."""
    found: dict[str, list[PackedBody] | None] = {}
    packed: list[PackedBody] = []
    left = limit_bytes
    async with db.execute(_BODIES, (_json(exchange_ids),)) as rows:
        async for exchange_id, *values in rows:
            body = PackedBody(*values)
            left -= body.size_bytes
            if left < 0:
                found |= dict.fromkeys(exchange_ids[exchange_ids.index(exchange_id) :])
                break
            if exchange_id not in found:
                found[exchange_id] = packed = []
            packed.append(body)
    return found


def unpacked(found: Mapping[str, Sequence[PackedBody] | None]) -> dict[str, Bodies | None]:
    """Takes its time; meant for a thread."""
    return {exchange_id: None if packed is None else bodies_of(packed) for exchange_id, packed in found.items()}


async def _by_request_id(db: aiosqlite.Connection, project: int, request_ids: Sequence[str]) -> dict[str, Request]:
    if not request_ids:
        return {}
    wanted = project, _json(list(dict.fromkeys(request_ids)))
    properties = by_exchange(await db.execute_fetchall(_PROPERTIES, wanted))
    tries: dict[str, tuple[list[ExchangeRow], list[ExchangeRow]]] = {}
    for row_id, conflict, *values in await db.execute_fetchall(_TRIES, wanted):
        exchange = exchange_of(values, properties.get(row_id, {}))
        attempts_conflicts = tries.setdefault(exchange.request_id, ([], []))
        attempts_conflicts[bool(conflict)].append(exchange)
    scores: dict[str | None, list[Score]] = {}
    for row in await db.execute_fetchall(_SCORES, wanted):
        score = score_of(row)
        scores.setdefault(score.request_id, []).append(score)
    return {
        request_id: Request(request_id, attempts, conflicts, scores.get(request_id, []))
        for request_id, (attempts, conflicts) in tries.items()
    }


def _json(values: Sequence[str]) -> str:
    return orjson.dumps(values).decode()
