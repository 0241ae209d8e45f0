"""Counts, costs and latencies of requests: overall, for each bucket of time, by model.

Unknown values (the cost of a model without a price, the tokens of an answer that was cut off) are left out of means and
add nothing to sums. The mean of no values is None, and so is the sum of costs none of which is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from store.analytics.query import Record, Snapshot
from store.analytics.requests.selected import FixedBuckets, selected
from store.analytics.selection import Selection
from store.filter.columns import TABLES, Column, sum_of_known
from store.sql import Sql, compose, select_list

ROWS_MOST = 100_000  # of one answer
_TICK = timedelta(microseconds=1)

_COUNT = "count(*)"
_COST = sum_of_known("r.cost_usd")
_PROMPT_TOKENS = "coalesce(sum(r.prompt_tokens), 0)"
_COMPLETION_TOKENS = "coalesce(sum(r.completion_tokens), 0)"
_USERS = "count(DISTINCT r.user_id)"
_LATENCY = "avg(r.latency_ms)"
_FIRST_TOKEN = "avg(r.time_to_first_token_ms)"  # noqa: S105  no secret
# A client that closed the connection did not meet an error.
_ERRORS = "count(*) FILTER (WHERE r.status >= 400 OR r.outcome NOT IN ('ok', 'client_closed'))"
_THREATS = "count(*) FILTER (WHERE FALSE)"  # Helicone's metric; threats are not detected here
_TOTAL_TOKENS = "r.prompt_tokens + coalesce(r.completion_tokens, 0)"

SCALARS: dict[str, str] = {
    "totalRequests": _COUNT,
    "totalCost": _COST,
    "averageLatency": _LATENCY,
    "averageTimeToFirstToken": _FIRST_TOKEN,
    "totalThreats": _THREATS,
    "activeUsers": _USERS,
}
TOKENS_PER_REQUEST: dict[str, str] = {
    "average_prompt_tokens_per_response": "avg(r.prompt_tokens)",
    "average_completion_tokens_per_response": "avg(r.completion_tokens)",
    "average_total_tokens_per_response": f"avg({_TOTAL_TOKENS})",
}


@dataclass(frozen=True, slots=True)
class MetricSeries:
    columns: dict[str, str]  # name in the answer → aggregate
    filled: bool = True  # every bucket has a row, as for counts and sums; False: only buckets with a value
    by: str | None = None  # a column of `request`: a row for each of its values that occurs in a bucket


SERIES: dict[str, MetricSeries] = {
    "requestOverTime": MetricSeries({"count": _COUNT}),
    "costOverTime": MetricSeries({"cost": _COST}),
    "tokensOverTime": MetricSeries({"prompt_tokens": _PROMPT_TOKENS, "completion_tokens": _COMPLETION_TOKENS}),
    "latencyOverTime": MetricSeries({"duration": _LATENCY}, filled=False),
    "timeToFirstToken": MetricSeries({"ttft": _FIRST_TOKEN}, filled=False),
    "usersOverTime": MetricSeries({"count": _USERS}),
    "threatsOverTime": MetricSeries({"count": _THREATS}),
    "errorOverTime": MetricSeries({"count": _ERRORS}),
    "requestStatusOverTime": MetricSeries({"count": _COUNT}, filled=False, by="status"),
}
_MODEL_COLUMNS: dict[str, str] = {
    "total_requests": _COUNT,
    "total_completion_tokens": _COMPLETION_TOKENS,
    "total_prompt_token": _PROMPT_TOKENS,  # Helicone's spelling
    "total_tokens": f"{_PROMPT_TOKENS} + {_COMPLETION_TOKENS}",
    "cost": _COST,
}
AMOUNTS: dict[str, str] = {  # of a group of requests
    "requests": _COUNT,
    "errors": _ERRORS,
    "cost": _COST,
    "prompt_tokens": _PROMPT_TOKENS,
    "completion_tokens": _COMPLETION_TOKENS,
    "latency": _LATENCY,
    "time_to_first_token": _FIRST_TOKEN,
    "first_at": "min(r.started_at)",
    "last_at": "max(r.started_at)",
}
_QUANTILES = {"p50": 0.5, "p75": 0.75, "p90": 0.9, "p95": 0.95, "p99": 0.99}


def _numbers() -> dict[str, str]:
    table = TABLES["request_response_rmt"]
    assert not isinstance(table, Column)
    return {name: column.sql.format(r="r") for name, column in table.items() if column.kind == "number"}


MEASURED = _numbers()  # the columns that have quantiles: the number columns of the filter, by their names there


class TooManyRows(ValueError):
    """The message says what to ask instead."""


def scalar(snapshot: Snapshot, selection: Selection, sql: str) -> float | None:
    """The value of one aggregate of SCALARS."""
    return numbers(snapshot, selection, {"value": sql})["value"]


def numbers(
    snapshot: Snapshot, selection: Selection, columns: dict[str, str], *conditions: Sql
) -> dict[str, float | None]:
    """The values of several aggregates by their names. `columns`: name → aggregate."""
    select = compose(
        """
        SELECT
            {columns}
        {source}
        """,
        columns=select_list(columns),
        source=selected(selection, *conditions),
    )
    (row,) = snapshot.records(select)
    return {name: getattr(row, name) for name in columns}


def over_time(
    snapshot: Snapshot, selection: Selection, series: MetricSeries, timing: FixedBuckets
) -> list[tuple[datetime, dict[str, Any]]]:
    """Each row's start of the bucket and its values, in the order of time. A filled series needs a selection with start
    and end. Raises TooManyRows."""
    keys = {series.by: f"r.{series.by}"} if series.by else {}
    rows = by_bucket(snapshot, selected(selection), timing, keys, series.columns)
    start_of = timing.buckets.start
    if series.filled:
        assert selection.start is not None
        assert selection.end is not None
        known = {row.bucket: {name: getattr(row, name) for name in series.columns} for row in rows}
        empty = dict.fromkeys(series.columns, 0)
        buckets = timing.numbers_between(snapshot, selection.start, selection.end - _TICK)
        return [(start_of(bucket), known.get(bucket, empty)) for bucket in buckets]
    return [
        (start_of(row.bucket), {name: getattr(row, name) for name in (*keys, *series.columns)})
        for row in rows
        if any(getattr(row, name) is not None for name in series.columns)
    ]


def by_bucket(
    snapshot: Snapshot, source: Sql, timing: FixedBuckets, keys: Mapping[str, str], aggregates: Mapping[str, str]
) -> list[Record]:
    """Rows with `bucket`, the keys and the aggregates, in the order of bucket and keys. `source`: FROM and WHERE.
    Raises TooManyRows."""
    select = compose(
        """
        SELECT
            {bucket} AS bucket,
            {columns}
        {source}
        GROUP BY {order}
        ORDER BY {order}
        LIMIT {limit}
        """,
        bucket=timing.buckets.number_of("r.started_at"),
        columns=select_list({**keys, **aggregates}),
        source=source,
        order=", ".join(str(column) for column in range(1, len(keys) + 2)),
        limit=str(ROWS_MOST + 1),
    )
    rows = snapshot.records(select)
    if len(rows) > ROWS_MOST:
        raise TooManyRows(f"more than {ROWS_MOST} rows: ask for longer buckets or a shorter time")
    return rows


def quantiles(
    snapshot: Snapshot, selection: Selection, measured: str, timing: FixedBuckets
) -> list[tuple[datetime, dict[str, float]]]:
    """Exact quantiles of one of MEASURED, for each bucket in which it is known."""
    levels = ", ".join(map(str, _QUANTILES.values()))
    source = selected(selection, Sql(f"{measured} IS NOT NULL"))
    rows = by_bucket(snapshot, source, timing, {}, {"quantiles": f"quantile_cont({measured}, [{levels}])"})
    return [(timing.buckets.start(row.bucket), dict(zip(_QUANTILES, row.quantiles, strict=True))) for row in rows]


def models(snapshot: Snapshot, selection: Selection, limit: int, offset: int) -> list[dict[str, Any]]:
    """Models by their requests, most first. The model None: requests whose model is not known."""
    select = compose(
        """
        SELECT
            r.model AS model,
            {columns}
        {source}
        GROUP BY r.model
        ORDER BY total_requests DESC, model
        LIMIT {limit} OFFSET {offset}
        """,
        columns=select_list(_MODEL_COLUMNS),
        source=selected(selection),
        limit=str(int(limit)),
        offset=str(int(offset)),
    )
    return [row._asdict() for row in snapshot.records(select)]
