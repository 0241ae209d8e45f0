"""The queries of bench.questions: the HTTP request, its budget, and the same in SQL of DuckDB and ClickHouse.

The SQL is written by hand for these tables and these answers. It uses facts that a server has to find out first: that
each request has one score of a name, that a name has one kind of scores, which column has a property's values.
"""

from __future__ import annotations

import http.client
import json
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from bench.make_data import DAYS
from store.timestamps import EPOCH

REQUESTS = "request_response_rmt"
# The properties of bench.make_data, in the order in which the replica gives them columns:
ENVIRONMENT, VERSION, CUSTOMER, TICKET = "p0", "p1", "p2", "p3"


@dataclass(frozen=True, slots=True)
class BenchmarkQuery:
    title: str
    path: str
    body: dict[str, Any] | None  # None: a GET
    duckdb: str  # "": there is no counterpart
    clickhouse: str
    budget_ms: tuple[float | None, float | None] = (100, 700)  # at 1 M and at 10 M requests; None: no budget


class Client:
    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def post(self, path: str, body: object) -> bytes:
        """A GET where the body is None."""
        if body is None:
            self._connection.request("GET", path)
        else:
            self._connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        answer = self._connection.getresponse()
        data = answer.read()
        assert answer.status in (200, 201), data[:500]
        return data

    def ms(self, path: str, body: object) -> float:
        began = time.perf_counter()
        self.post(path, body)
        return (time.perf_counter() - began) * 1e3


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
_BY = "/v1/scores/query"
_THREE = ["accuracy", "is_safe", "tone"]


def _scores(select: str, group: str = "", where: str = _ACCURACY) -> str:
    return f"SELECT {select} FROM score WHERE {where} {group}"


def _both(select: str, group: str = "", where: str = _ACCURACY) -> tuple[str, str]:
    """For DuckDB and for ClickHouse."""
    ch = select.replace(_NUMBERS, _NUMBERS_CH).replace(_QUANTILES, _QUANTILES_CH).replace(_HOUR, _HOUR_CH)
    return _scores(select, group, where), _scores(ch.replace("count(*)", "count()"), group, where)


_HISTOGRAM = (
    _scores("min(value), max(value)") + f"; {_scores(f'{_BIN}, count(*)', 'GROUP BY 1')}",
    _scores("min(value), max(value)") + f"; {_scores(f'{_BIN_CH} AS bin, count()', 'GROUP BY bin')}",
)


class _Times(NamedTuple):
    """A time that contains all of the data."""

    start: datetime
    end: datetime

    @property
    def iso(self) -> dict[str, str]:
        return {"start": self.start.isoformat() + "Z", "end": self.end.isoformat() + "Z"}

    @property
    def unix_ms(self) -> dict[str, int]:
        return {"startTimeUnixMs": _unix_ms(self.start), "endTimeUnixMs": _unix_ms(self.end)}


def benchmark_queries(newest: datetime) -> list[BenchmarkQuery]:
    """`newest`: the start of the newest request in the data."""
    times = _Times(newest - timedelta(days=DAYS + 1), newest + timedelta(hours=1))
    return [
        *_of_one_score(times),
        *_comparisons(),
        *_evals(times),
        *_of_three_scores(times),
        *_pages(),
        *_of_requests(times),
    ]


def _of_one_score(times: _Times) -> list[BenchmarkQuery]:
    range_of_scores = _and(
        _property("Environment", "production"), _and(_of("accuracy", "gte", 70), _of("accuracy", "lt", 90))
    )
    in_range = f"{_ACCURACY} AND {ENVIRONMENT} = 'production' AND value >= 70 AND value < 90"
    return [
        BenchmarkQuery("1 one score overall", _BY, {"scores": ["accuracy"]}, *_both(_NUMBERS)),
        BenchmarkQuery(
            "2 by a property of 3 values",
            _BY,
            {"scores": ["accuracy"], "group_by": ["property.Environment"]},
            *_both(f"{ENVIRONMENT}, {_NUMBERS}", "GROUP BY 1"),
        ),
        BenchmarkQuery(
            "3 by one of 1,000, top 20",
            _BY,
            {"scores": ["accuracy"], "group_by": ["property.Customer"], "limit": 20},
            *_both(f"{CUSTOMER}, {_NUMBERS}", "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 20"),
        ),
        BenchmarkQuery(
            "4 exact quantiles by a property",
            _BY,
            {"scores": ["accuracy"], "group_by": ["property.Environment"], "quantiles": [0.1, 0.5, 0.9]},
            *_both(f"{ENVIRONMENT}, {_NUMBERS}, {_QUANTILES}", "GROUP BY 1"),
        ),
        BenchmarkQuery("5 histogram", _BY, {"scores": ["accuracy"], "histogram": {"bins": 10}}, *_HISTOGRAM),
        BenchmarkQuery(
            "6 hourly, 30 days",
            _BY,
            {"scores": ["accuracy"], "group_by": ["hour"], "time_range": times.iso, "limit": 1000},
            *_both(f"{_HOUR}, {_NUMBERS}", "GROUP BY 1 ORDER BY 1"),
        ),
        BenchmarkQuery(
            "7 by a property, another and a range",
            _BY,
            {"scores": ["accuracy"], "group_by": ["property.PromptVersion"], "filter": range_of_scores},
            *_both(f"{VERSION}, {_NUMBERS}", "GROUP BY 1", in_range),
        ),
    ]


def _comparisons() -> list[BenchmarkQuery]:
    compared = {
        "scores": ["accuracy"],
        "first": {"filter": _property("PromptVersion", "v1")},
        "second": {"filter": _property("PromptVersion", "v2")},
    }
    plainly = compared | {"fairness": False, "pair_by": None}
    # The same for all three: fairness and pairs have no counterpart in the SQL.
    of_two_values = _both(f"{VERSION}, {_NUMBERS}", "GROUP BY 1", f"{_ACCURACY} AND {VERSION} IN ('v1', 'v2')")
    return [
        BenchmarkQuery("8 compare two values", "/v1/scores/compare", plainly, *of_two_values),
        BenchmarkQuery(
            "8b compare, with fairness", "/v1/scores/compare", plainly | {"fairness": True}, *of_two_values, (300, None)
        ),
        BenchmarkQuery(
            "8c compare, nothing pairs", "/v1/scores/compare", compared, *of_two_values, budget_ms=(None, None)
        ),
    ]


def _evals(times: _Times) -> list[BenchmarkQuery]:
    evals = {"filter": {}, "timeFilter": times.iso, "scores": ["accuracy"]}
    return [
        BenchmarkQuery(
            "9 /v1/evals/query", "/v1/evals/query", evals, *_both(f"{_HOUR}, {_NUMBERS}", "GROUP BY 1 ORDER BY 1")
        ),
        BenchmarkQuery("10 score-distributions", "/v1/evals/score-distributions/query", evals, *_HISTOGRAM),
    ]


def _of_three_scores(times: _Times) -> list[BenchmarkQuery]:
    keys = f"name, {ENVIRONMENT}, {VERSION}, model"
    return [
        BenchmarkQuery(
            "three group-bys, three scores",
            _BY,
            {
                "scores": _THREE,
                "group_by": ["property.Environment", "property.PromptVersion", "model"],
                "quantiles": [0.1, 0.5, 0.9],
                "histogram": {"bins": 10},
                "limit": 1000,
            },
            *(
                f"{one}; {other}; {labels}"
                for one, other, labels in zip(
                    _both(f"{keys}, {_NUMBERS}, {_QUANTILES}", "GROUP BY ALL", f"{_SCORED} AND kind <> 'label'"),
                    _both(f"{keys}, {_BIN} AS bin, count(*)", "GROUP BY ALL", f"{_SCORED} AND kind <> 'label'"),
                    _both(f"{keys}, label, count(*)", "GROUP BY ALL", f"{_SCORED} AND kind = 'label'"),
                    strict=True,
                )
            ),
            budget_ms=(500, None),
        ),
        BenchmarkQuery(
            "hourly, three scores",
            _BY,
            {"scores": _THREE, "group_by": ["hour"], "time_range": times.iso, "limit": 1000},
            *_both(f"name, label, {_HOUR} AS hour, {_NUMBERS}", "GROUP BY name, label, hour", _SCORED),
            budget_ms=(500, None),
        ),
    ]


def _pages() -> list[BenchmarkQuery]:
    with_score = (
        "id IN (SELECT request FROM score WHERE project = 1 AND superseded_at IS NULL AND name = 'accuracy' AND {})"
    )
    return [
        BenchmarkQuery(
            "page of 50, property and score",
            "/v1/request/query",
            _listed(_and(_property("Environment", "production"), _of("accuracy", "gt", 90))),
            *_page(f"{ENVIRONMENT} = 'production' AND {with_score.format('value > 90')}"),
            budget_ms=(50, None),
        ),
        BenchmarkQuery(
            "page, one in 5,000 matches",
            "/v1/request/query",
            _listed(_and(_property("Customer", "customer-7"), _of("accuracy", "gt", 90))),
            *_page(f"{CUSTOMER} = 'customer-7' AND {with_score.format('value > 90')}"),
            budget_ms=(120, None),
        ),
        BenchmarkQuery(
            "page, nothing matches",
            "/v1/request/query",
            _listed(_and(_property("Environment", "production"), _of("accuracy", "gt", 101))),
            *_page(f"{ENVIRONMENT} = 'production' AND {with_score.format('value > 101')}"),
            budget_ms=(120, None),
        ),
    ]


def _page(where: str) -> tuple[str, str]:
    sql = f"SELECT id, request_id, started_at FROM request WHERE project = 1 AND is_last AND {where}"
    return (f"{sql} ORDER BY started_at DESC, id DESC LIMIT 50",) * 2


def _listed(tree: object) -> dict[str, Any]:
    return {"filter": tree, "limit": 50}


def _of_requests(times: _Times) -> list[BenchmarkQuery]:
    top = (
        f"SELECT {TICKET}, sum(cost_usd) AS cost FROM request WHERE project = 1 AND is_last GROUP BY 1"
        " ORDER BY cost DESC LIMIT 10"
    )
    sessions = (
        "SELECT session_id, count(*), sum(cost_usd), min(started_at) AS first, max(started_at) FROM request"
        " WHERE project = 1 AND is_last AND session_id IS NOT NULL GROUP BY 1 ORDER BY first DESC LIMIT 50"
    )
    return [
        BenchmarkQuery(
            "top 10 of a property unique per request",
            "/v1/property/Ticket/top-costs/query",
            {"timeFilter": times.iso},
            top,
            top,
            budget_ms=(None, None),
        ),
        BenchmarkQuery(
            "sessions, the newest 50",
            "/v1/session/query",
            {"timeFilter": times.unix_ms},
            sessions,
            sessions,
            budget_ms=(None, None),
        ),
    ]


def _unix_ms(at: datetime) -> int:
    return int((at - EPOCH) / timedelta(milliseconds=1))
