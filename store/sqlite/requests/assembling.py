"""Requests by their request ids, with the newest of their attempts, conflicts and scores, and the totals of all.

How many of them a request has, callers decide. What is read is bounded, and the rest is counted and summed by SQLite.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import aiosqlite
import orjson

from store.models import ATTEMPTS_MOST, REQUEST_SCORES_MOST, Request, RequestTotals, Score, Usage
from store.sqlite.requests.rows import EXCHANGE_SELECT, SCORE_SELECT, USAGE_COLUMNS, exchange_of, score_of

_WANTED = "FROM json_each(?2) AS wanted CROSS JOIN"
_NEWEST = """
    SELECT id FROM (
        SELECT id FROM exchange
        WHERE project = ?1 AND request_id = wanted.value AND conflict = {conflict}
        ORDER BY started_at_us DESC, exchange_id DESC LIMIT ?3)"""
_EXCHANGES = f"""
    SELECT exchange.id, exchange.is_last, exchange.conflict, {EXCHANGE_SELECT}
    {_WANTED} exchange ON exchange.id IN (
        {_NEWEST.format(conflict=0)} UNION ALL {_NEWEST.format(conflict=1)})
    ORDER BY exchange.started_at_us, exchange.exchange_id"""
_ATTEMPTS = "FILTER (WHERE NOT conflict)"
_SUMS = ", ".join(f"sum({name}) {_ATTEMPTS}" for name in ("cost_usd", "tool_cost_usd", *USAGE_COLUMNS))
_ENDED = "started_at_us + CAST(round(coalesce(latency_ms, 0) * 1000) AS INTEGER)"
_TOTALS = f"""
    SELECT request_id, count(*) {_ATTEMPTS}, count(*) FILTER (WHERE conflict), max({_ENDED}) {_ATTEMPTS}, {_SUMS}
    {_WANTED} exchange ON project = ?1 AND request_id = wanted.value
    GROUP BY request_id"""
_PROPERTIES = f"""
    SELECT property.exchange, property_key.name, property.value
    {_WANTED} property ON property.exchange = wanted.value JOIN property_key ON property_key.id = property.key"""
_CURRENT = "project = ?1 AND target_kind = 'request' AND target = wanted.value AND request_id IS NOT NULL AND past = 0"
_SCORES = f"""
    SELECT {SCORE_SELECT}
    {_WANTED} score ON score.id IN (SELECT id FROM score WHERE {_CURRENT} ORDER BY id DESC LIMIT ?3)
    ORDER BY score.id"""
_SCORE_COUNTS = f"SELECT target, count(*) {_WANTED} score ON {_CURRENT} GROUP BY target"


async def by_request_id(db: aiosqlite.Connection, project: int, request_ids: Sequence[str]) -> dict[str, Request]:
    """Called inside a transaction, so that all parts are of the same point in time."""
    if not request_ids:
        return {}
    wanted = project, _json(dict.fromkeys(request_ids))
    score_counts: dict[str, int] = dict(map(tuple, await db.execute_fetchall(_SCORE_COUNTS, wanted)))
    totals = {row[0]: _totals_of(row, score_counts) for row in await db.execute_fetchall(_TOTALS, wanted)}
    rows = list(await db.execute_fetchall(_EXCHANGES, (*wanted, ATTEMPTS_MOST)))
    last = [row[0] for row in rows if row[1]]
    properties = by_exchange(await db.execute_fetchall(_PROPERTIES, (project, _json(last))))
    requests = {request_id: Request(request_id, [], [], [], total) for request_id, total in totals.items()}
    for row_id, _, conflict, *values in rows:
        exchange = exchange_of(values, properties.get(row_id, {}))
        request = requests[exchange.request_id]
        (request.conflicts if conflict else request.attempts).append(exchange)
    for score in await _scores(db, wanted):
        if score.request_id in requests:
            requests[score.request_id].scores.append(score)
    return requests


async def _scores(db: aiosqlite.Connection, wanted: tuple[int, str]) -> list[Score]:
    return [score_of(row) for row in await db.execute_fetchall(_SCORES, (*wanted, REQUEST_SCORES_MOST))]


def _totals_of(row: Sequence[Any], score_counts: dict[str, int]) -> RequestTotals:
    request_id, attempts, conflicts, ended_at_us, cost_usd, tool_cost_usd, *tokens = row
    usage = Usage(**dict(zip(USAGE_COLUMNS, tokens, strict=True)))
    return RequestTotals(
        attempts, conflicts, score_counts.get(request_id, 0), usage, cost_usd, tool_cost_usd, ended_at_us
    )


def by_exchange(rows: Iterable[Any]) -> dict[int, dict[str, str]]:
    """Properties by exchange row id, from rows of (exchange row id, name, value)."""
    properties: dict[int, dict[str, str]] = {}
    for row_id, name, value in rows:
        properties.setdefault(row_id, {})[name] = value
    return properties


def _json(values: Iterable[object]) -> str:
    return orjson.dumps(list(values)).decode()
