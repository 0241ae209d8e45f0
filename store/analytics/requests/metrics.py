"""How many requests, what they cost, how long they took: one number, a number for each bucket of time, by model.

What is not known (the cost of a model without a price, the tokens of an answer that was cut) is left out of means, and
adds nothing to sums. A mean of nothing is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from store.analytics.query import Snapshot
from store.analytics.requests.selected import FixedBuckets, selected
from store.analytics.selection import Selection
from store.filter.columns import TABLES, Column
from store.sql import Sql

ROWS_MOST = 100_000  # of one answer
_TICK = timedelta(microseconds=1)

_COUNT = "count(*)"
_COST = "coalesce(sum(r.cost_usd), 0)"
_PROMPT_TOKENS = "coalesce(sum(r.prompt_tokens), 0)"
_COMPLETION_TOKENS = "coalesce(sum(r.completion_tokens), 0)"
_USERS = "count(DISTINCT r.user_id)"
_LATENCY = "avg(r.latency_ms)"
_FIRST_TOKEN = "avg(r.time_to_first_token_ms)"  # noqa: S105  no secret
# Whoever hangs up has not met an error.
_ERRORS = "count(*) FILTER (WHERE r.status >= 400 OR r.outcome NOT IN ('ok', 'client_closed'))"
_THREATS = "count(*) FILTER (WHERE FALSE)"  # nobody looks for any
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
    """`columns`: what is answered → its aggregate. Of counts and sums every bucket is answered, of means those that
    have one. With `by`, a row for each value of that column that there is in a bucket."""

    columns: dict[str, str]
    filled: bool = True
    by: str | None = None


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


MEASURED = _numbers()  # what quantiles can be of: the number columns of the filter, by their names there


class TooManyRows(ValueError):
    """The message says what to ask instead."""


def scalar(snapshot: Snapshot, selection: Selection, sql: str) -> float | None:
    """One of SCALARS."""
    return numbers(snapshot, selection, {"value": sql})["value"]


def numbers(snapshot: Snapshot, selection: Selection, columns: dict[str, str]) -> dict[str, float | None]:
    of = selected(selection)
    (row,) = snapshot.rows(Sql(f"SELECT {', '.join(columns.values())} {of.text}", of.parameters))
    return dict(zip(columns, row, strict=True))


def over_time(
    snapshot: Snapshot, selection: Selection, series: MetricSeries, timing: FixedBuckets
) -> list[tuple[datetime, dict[str, Any]]]:
    """Rows in the order of time. A filled series wants a selection with both ends. Raises TooManyRows."""
    keys = [series.by] if series.by else []
    found = by_bucket(
        snapshot, selected(selection), timing, [f"r.{key}" for key in keys], list(series.columns.values())
    )
    if series.filled:
        assert selection.start is not None
        assert selection.end is not None
        empty = (0,) * len(series.columns)
        known = {number: values for number, *values in found}
        numbers = timing.all_of(snapshot, selection.start, selection.end - _TICK)
        found = [(number, *known.get(number, empty)) for number in numbers]
    names = [*keys, *series.columns]
    return [
        (timing.buckets.start(number), dict(zip(names, values, strict=True)))
        for number, *values in found
        if series.filled or any(value is not None for value in values[len(keys) :])
    ]


def by_bucket(
    snapshot: Snapshot, of: Sql, timing: FixedBuckets, keys: Sequence[str], aggregates: Sequence[str]
) -> list[tuple[Any, ...]]:
    """(bucket, keys …, aggregates …) in their order. Raises TooManyRows."""
    bucket = timing.buckets.number_of("r.started_at")
    order = ", ".join(str(place) for place in range(1, len(keys) + 2))
    found = snapshot.rows(
        Sql(
            f"SELECT {', '.join([bucket.text, *keys, *aggregates])} {of.text}"
            f" GROUP BY {order} ORDER BY {order} LIMIT {ROWS_MOST + 1}",
            (*bucket.parameters, *of.parameters),
        )
    )
    if len(found) > ROWS_MOST:
        raise TooManyRows(f"more than {ROWS_MOST} rows: ask for longer buckets or a shorter time")
    return found


def quantiles(
    snapshot: Snapshot, selection: Selection, measured: str, timing: FixedBuckets
) -> list[tuple[datetime, dict[str, float]]]:
    """Of one of MEASURED, for each bucket in which it is known; exact."""
    at = ", ".join(map(str, _QUANTILES.values()))
    of = selected(selection, Sql(f"{measured} IS NOT NULL"))
    found = by_bucket(snapshot, of, timing, (), [f"quantile_cont({measured}, [{at}])"])
    return [(timing.buckets.start(number), dict(zip(_QUANTILES, values, strict=True))) for number, values in found]


def models(snapshot: Snapshot, selection: Selection, limit: int, offset: int) -> list[dict[str, Any]]:
    """Most requests first. None: requests whose model nobody said."""
    of = selected(selection)
    found = snapshot.rows(
        Sql(
            f"SELECT r.model, {', '.join(_MODEL_COLUMNS.values())} {of.text}"
            f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {int(limit)} OFFSET {int(offset)}",
            of.parameters,
        )
    )
    return [dict(zip(("model", *_MODEL_COLUMNS), row, strict=True)) for row in found]
