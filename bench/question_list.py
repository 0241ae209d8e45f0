"""The queries of bench.questions: the HTTP request, its budget, and the same in SQL of DuckDB and ClickHouse.

The SQL is written by hand for these tables and these answers. It uses facts that a server has to find out first: that
each request has one score of a name, that a name has one kind of scores, which column has a property's values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bench.make_data import DAYS
from store.timestamps import EPOCH

REQUESTS = "request_response_rmt"
# The properties of bench.make_data, in the order in which the replica gives them columns:
ENVIRONMENT, VERSION, CUSTOMER, TICKET = "p0", "p1", "p2", "p3"


@dataclass(frozen=True, slots=True)
class BenchmarkQuery:
    title: str
    path: str
    body: dict[str, Any]
    duckdb: str
    clickhouse: str
    budget_ms: tuple[float | None, float | None] = (100, 700)  # at 1 M and at 10 M requests; None: no budget


def _of(column: str, operator: str, value: object) -> dict[str, Any]:
    return {REQUESTS: {"scores": {column: {operator: value}}}}


def _property(name: str, value: str) -> dict[str, Any]:
    return {REQUESTS: {"properties": {name: {"equals": value}}}}


def _and(left: object, right: object) -> dict[str, Any]:
    return {"left": left, "operator": "and", "right": right}


_ACCURACY = "project = 1 AND name = 'accuracy' AND request IS NOT NULL AND superseded_at IS NULL"
_SCORED = _ACCURACY.replace("name = 'accuracy'", "name IN ('accuracy', 'is_safe', 'tone')")
_NUMBERS = "count(*), avg(value), stddev_samp(value), min(value), max(value), sum(value)"
_NUMBERS_CH = "count(), avg(value), stddevSamp(value), min(value), max(value), sum(value)"
_QUANTILES = "quantile_cont(value, [0.1, 0.5, 0.9])"
_QUANTILES_CH = "quantilesExactInclusive(0.1, 0.5, 0.9)(value)"
_HOUR, _HOUR_CH = "epoch_us(started_at) // 3600000000", "toStartOfHour(started_at)"
_BIN, _BIN_CH = "floor(value / 10)", "floor(value / 10)"


def benchmark_queries(newest: datetime) -> list[BenchmarkQuery]:
    """`newest`: the start of the newest request in the data."""
    start, end = newest - timedelta(days=DAYS + 1), newest + timedelta(hours=1)
    times = {"start": start.isoformat() + "Z", "end": end.isoformat() + "Z"}
    by = "/v1/scores/query"
    range_of_scores = _and(
        _property("Environment", "production"), _and(_of("accuracy", "gte", 70), _of("accuracy", "lt", 90))
    )
    in_range = f"{_ACCURACY} AND {ENVIRONMENT} = 'production' AND value >= 70 AND value < 90"
    evals = {"filter": {}, "timeFilter": times, "scores": ["accuracy"]}
    three = ["accuracy", "is_safe", "tone"]
    keys = f"name, {ENVIRONMENT}, {VERSION}, model"

    def scores(select: str, group: str = "", where: str = _ACCURACY) -> str:
        return f"SELECT {select} FROM score WHERE {where} {group}"

    def both(select: str, group: str = "", where: str = _ACCURACY) -> tuple[str, str]:
        ch = select.replace(_NUMBERS, _NUMBERS_CH).replace(_QUANTILES, _QUANTILES_CH).replace(_HOUR, _HOUR_CH)
        return scores(select, group, where), scores(ch.replace("count(*)", "count()"), group, where)

    def page(where: str) -> tuple[str, str]:
        sql = f"SELECT id, request_id, started_at FROM request WHERE project = 1 AND is_last AND {where}"
        return (f"{sql} ORDER BY started_at DESC, id DESC LIMIT 50",) * 2

    def listed(tree: object) -> dict[str, Any]:
        return {"filter": tree, "limit": 50}

    with_score = (
        "id IN (SELECT request FROM score WHERE project = 1 AND superseded_at IS NULL AND name = 'accuracy' AND {})"
    )
    histogram = (
        scores("min(value), max(value)") + f"; {scores(f'{_BIN}, count(*)', 'GROUP BY 1')}",
        scores("min(value), max(value)") + f"; {scores(f'{_BIN_CH} AS bin, count()', 'GROUP BY bin')}",
    )
    top = (
        f"SELECT {TICKET}, sum(cost_usd) AS cost FROM request WHERE project = 1 AND is_last GROUP BY 1"
        " ORDER BY cost DESC LIMIT 10"
    )
    sessions = (
        "SELECT session_id, count(*), sum(cost_usd), min(started_at) AS first, max(started_at) FROM request"
        " WHERE project = 1 AND is_last AND session_id IS NOT NULL GROUP BY 1 ORDER BY first DESC LIMIT 50"
    )
    compared = {
        "scores": ["accuracy"],
        "first": {"filter": _property("PromptVersion", "v1")},
        "second": {"filter": _property("PromptVersion", "v2")},
    }
    plainly = compared | {"fairness": False, "pair_by": None}
    # The same for all three: fairness and pairs have no counterpart in the SQL.
    of_two_values = both(f"{VERSION}, {_NUMBERS}", "GROUP BY 1", f"{_ACCURACY} AND {VERSION} IN ('v1', 'v2')")
    return [
        BenchmarkQuery("1 one score overall", by, {"scores": ["accuracy"]}, *both(_NUMBERS)),
        BenchmarkQuery(
            "2 by a property of 3 values",
            by,
            {"scores": ["accuracy"], "group_by": ["property.Environment"]},
            *both(f"{ENVIRONMENT}, {_NUMBERS}", "GROUP BY 1"),
        ),
        BenchmarkQuery(
            "3 by one of 1,000, top 20",
            by,
            {"scores": ["accuracy"], "group_by": ["property.Customer"], "limit": 20},
            *both(f"{CUSTOMER}, {_NUMBERS}", "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20"),
        ),
        BenchmarkQuery(
            "4 exact quantiles by a property",
            by,
            {"scores": ["accuracy"], "group_by": ["property.Environment"], "quantiles": [0.1, 0.5, 0.9]},
            *both(f"{ENVIRONMENT}, {_NUMBERS}, {_QUANTILES}", "GROUP BY 1"),
        ),
        BenchmarkQuery("5 histogram", by, {"scores": ["accuracy"], "histogram": {"bins": 10}}, *histogram),
        BenchmarkQuery(
            "6 hourly, 30 days",
            by,
            {"scores": ["accuracy"], "group_by": ["hour"], "time_range": times, "limit": 1000},
            *both(f"{_HOUR}, {_NUMBERS}", "GROUP BY 1 ORDER BY 1"),
        ),
        BenchmarkQuery(
            "7 by a property, another and a range",
            by,
            {"scores": ["accuracy"], "group_by": ["property.PromptVersion"], "filter": range_of_scores},
            *both(f"{VERSION}, {_NUMBERS}", "GROUP BY 1", in_range),
        ),
        BenchmarkQuery("8 compare two values", "/v1/scores/compare", plainly, *of_two_values),
        BenchmarkQuery(
            "8b compare, with fairness", "/v1/scores/compare", plainly | {"fairness": True}, *of_two_values, (300, None)
        ),
        BenchmarkQuery(
            "8c compare, nothing pairs", "/v1/scores/compare", compared, *of_two_values, budget_ms=(None, None)
        ),
        BenchmarkQuery(
            "9 /v1/evals/query", "/v1/evals/query", evals, *both(f"{_HOUR}, {_NUMBERS}", "GROUP BY 1 ORDER BY 1")
        ),
        BenchmarkQuery("10 score-distributions", "/v1/evals/score-distributions/query", evals, *histogram),
        BenchmarkQuery(
            "three group-bys, three scores",
            by,
            {
                "scores": three,
                "group_by": ["property.Environment", "property.PromptVersion", "model"],
                "quantiles": [0.1, 0.5, 0.9],
                "histogram": {"bins": 10},
                "limit": 1000,
            },
            *(
                f"{one}; {other}; {labels}"
                for one, other, labels in zip(
                    both(f"{keys}, {_NUMBERS}, {_QUANTILES}", "GROUP BY ALL", f"{_SCORED} AND kind <> 'label'"),
                    both(f"{keys}, {_BIN} AS bin, count(*)", "GROUP BY ALL", f"{_SCORED} AND kind <> 'label'"),
                    both(f"{keys}, label, count(*)", "GROUP BY ALL", f"{_SCORED} AND kind = 'label'"),
                    strict=True,
                )
            ),
            budget_ms=(500, None),
        ),
        BenchmarkQuery(
            "hourly, three scores",
            by,
            {"scores": three, "group_by": ["hour"], "time_range": times, "limit": 1000},
            *both(f"name, label, {_HOUR} AS hour, {_NUMBERS}", "GROUP BY name, label, hour", _SCORED),
            budget_ms=(500, None),
        ),
        BenchmarkQuery(
            "page of 50, property and score",
            "/v1/request/query",
            listed(_and(_property("Environment", "production"), _of("accuracy", "gt", 90))),
            *page(f"{ENVIRONMENT} = 'production' AND {with_score.format('value > 90')}"),
            budget_ms=(50, None),
        ),
        BenchmarkQuery(
            "page, one in 5,000 matches",
            "/v1/request/query",
            listed(_and(_property("Customer", "customer-7"), _of("accuracy", "gt", 90))),
            *page(f"{CUSTOMER} = 'customer-7' AND {with_score.format('value > 90')}"),
            budget_ms=(120, None),
        ),
        BenchmarkQuery(
            "page, nothing matches",
            "/v1/request/query",
            listed(_and(_property("Environment", "production"), _of("accuracy", "gt", 101))),
            *page(f"{ENVIRONMENT} = 'production' AND {with_score.format('value > 101')}"),
            budget_ms=(120, None),
        ),
        BenchmarkQuery(
            "top 10 of a property unique per request",
            "/v1/property/Ticket/top-costs/query",
            {"timeFilter": times},
            top,
            top,
            budget_ms=(None, None),
        ),
        BenchmarkQuery(
            "sessions, the newest 50",
            "/v1/session/query",
            {"timeFilter": {name: _unix_ms(at) for name, at in (("startTimeUnixMs", start), ("endTimeUnixMs", end))}},
            sessions,
            sessions,
            budget_ms=(None, None),
        ),
    ]


def _unix_ms(at: datetime) -> int:
    return int((at - EPOCH) / timedelta(milliseconds=1))
