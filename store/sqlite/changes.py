"""Everything that changed since a version, for replicas of the record."""

from __future__ import annotations

from operator import itemgetter
from typing import Any, NamedTuple

import aiosqlite

from store.models import ExchangeRow, Score
from store.sqlite.requests.reading import by_exchange
from store.sqlite.requests.rows import EXCHANGE_SELECT, SCORE_SELECT, exchange_of, score_of


class ExchangeChange(NamedTuple):
    """An exchange was added, or changed, or its standing among the attempts did. `id` is never used again."""

    version: int
    id: int
    exchange: ExchangeRow
    is_last: bool
    conflict: bool


class ScoreChange(NamedTuple):
    """A score was added, superseded, or joined its request."""

    version: int
    id: int
    score: Score


class Deletion(NamedTuple):
    version: int
    what: str  # "exchange" or "score"
    id: int


Change = ExchangeChange | ScoreChange | Deletion


async def read_changes(db: aiosqlite.Connection, after: int, limit: int) -> list[Change]:
    """The next `limit` changes in the order of their versions; each row once, as it is now. Inside a transaction."""
    exchanges = await _changed(db, "exchange", f"is_last, conflict, {EXCHANGE_SELECT}", after, limit)
    scores = await _changed(db, "score", SCORE_SELECT, after, limit)
    deleted = await db.execute_fetchall(
        "SELECT version, what, id FROM tombstone WHERE version > ? ORDER BY version LIMIT ?", (after, limit)
    )
    properties = await _properties(db, [row[1] for row in exchanges])
    changes: list[Change] = [Deletion(*row) for row in deleted]
    changes.extend(ScoreChange(row[0], row[1], score_of(row[2:])) for row in scores)
    for version, row_id, is_last, conflict, *values in exchanges:
        exchange = exchange_of(values, properties.get(row_id, {}))
        changes.append(ExchangeChange(version, row_id, exchange, bool(is_last), bool(conflict)))
    changes.sort(key=lambda change: change.version)
    return changes[:limit]


async def _changed(db: aiosqlite.Connection, table: str, columns: str, after: int, limit: int) -> list[Any]:
    """(version, id, *columns). Rows as they were added have their id for a version, so only the others are indexed."""
    select = f"SELECT version, id, {columns} FROM {table}"  # noqa: S608  our own names only
    added = await db.execute_fetchall(f"{select} WHERE id > ? AND version = id ORDER BY id LIMIT ?", (after, limit))
    changed = await db.execute_fetchall(
        f"{select} WHERE version > ? AND version <> id ORDER BY version LIMIT ?", (after, limit)
    )
    return sorted((*added, *changed), key=itemgetter(0))[:limit]


async def _properties(db: aiosqlite.Connection, row_ids: list[int]) -> dict[int, dict[str, str]]:
    if not row_ids:
        return {}
    rows = await db.execute_fetchall(
        "SELECT exchange, name, property.value FROM json_each(?) AS wanted"
        " JOIN property ON property.exchange = wanted.value"
        " JOIN property_key ON property_key.id = property.key",
        (str(row_ids),),
    )
    return by_exchange(rows)
