"""The questions that the dashboard's pages ask of all requests of 30 days, compared with the 30 days before or halved.

They have no counterpart in SQL: each is several statements, and statistics in Python.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bench.make_data import DAYS
from bench.question_list import BenchmarkQuery, benchmark_queries

_NAMES = ["accuracy", "is_safe", "tone"]
_BUDGET_MS = (1000.0, None)


def all_queries(newest: datetime) -> list[BenchmarkQuery]:
    """`newest`: the start of the newest request in the data."""
    return [*benchmark_queries(newest), *page_queries(newest)]


def page_queries(newest: datetime) -> list[BenchmarkQuery]:
    """`newest`: the start of the newest request in the data."""
    start, middle, end = (newest + timedelta(hours=1) - timedelta(days=days) for days in (DAYS + 1, DAYS / 2, 0))
    whole, first, second = _time(start, end), _time(start, middle), _time(middle, end)
    halves = {"first": {"filter": "all", "time_range": first}, "second": {"filter": "all", "time_range": second}}
    in_time = {
        "left": _started("gte", whole["start"]),
        "operator": "and",
        "right": _started("lt", whole["end"]),
    }
    changes = {"scores": _NAMES, **halves, "cluster_by": "session", "pair_by": None, "fairness": False}
    return [
        _page("names of scores", "/v1/scores/names", None),
        _page("count of requests", "/v1/request/count/query", {"filter": in_time}),
        _page(
            "list of 50, all columns",
            "/v1/request/query",
            {"filter": in_time, "sort": {"created_at": "desc"}, "limit": 50, "includeBodies": False},
        ),
        _page("ten lowest of a score", "/v1/request/query", _lowest(in_time)),
        _page("scores of fifty users", "/v1/scores/query", _of_users(whole)),
        _groups("requests by day, quantiles", {"group_by": "day", "time_range": whole, "quantiles": [0.5, 0.95]}),
        _groups("requests by model", {"group_by": "model", "time_range": whole, "quantiles": [0.5]}),
        _groups("names of properties, by use", {"group_by": "property", "time_range": whole, "limit": 50}),
        _groups("users, the 50 most frequent", {"group_by": "user", "time_range": whole, "limit": 50}),
        _page("first appearances", "/v1/request/firsts/query", {"filter": "all", "time_range": whole, "limit": 30}),
        _page(
            "scores by day",
            "/v1/scores/query",
            {"scores": _NAMES, "group_by": ["day"], "time_range": whole, "limit": 1000},
        ),
        _page("changes of three scores", "/v1/scores/compare", changes),
        _page(
            "what explains a score",
            "/v1/scores/explain",
            {"score": "accuracy", **halves, "cluster_by": "session", "limit": 10},
        ),
    ]


def _page(title: str, path: str, body: dict[str, Any] | None) -> BenchmarkQuery:
    return BenchmarkQuery(f"page: {title}", path, body, duckdb="", clickhouse="", budget_ms=_BUDGET_MS)


def _groups(title: str, body: dict[str, Any]) -> BenchmarkQuery:
    return _page(title, "/v1/request/groups/query", {"filter": "all", **body})


def _time(start: datetime, end: datetime) -> dict[str, str]:
    return {"start": start.isoformat() + "Z", "end": end.isoformat() + "Z"}


def _started(operator: str, at: str) -> dict[str, Any]:
    return {"request_response_rmt": {"request_created_at": {operator: at}}}


def _lowest(in_time: dict[str, Any]) -> dict[str, Any]:
    scored = {"request_response_rmt": {"scores": {"accuracy": {"not-equals": "null"}}}}
    return {
        "filter": {"left": in_time, "operator": "and", "right": scored},
        "sort": {"scores": {"accuracy": "asc"}},
        "limit": 10,
        "includeBodies": False,
    }


def _of_users(whole: dict[str, str]) -> dict[str, Any]:
    """As the table of users asks, for the users that it shows."""
    users = [{"request_response_rmt": {"user_id": {"equals": f"user-{number}"}}} for number in range(50)]
    either: dict[str, Any] = users[0]
    for each in users[1:]:
        either = {"left": either, "operator": "or", "right": each}
    return {"scores": _NAMES, "group_by": ["user"], "time_range": whole, "filter": either, "limit": 1000}
