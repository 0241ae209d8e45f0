"""Helicone's numbers on requests: one, by time, by model."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from api.settings import ApiConfig
from store.analytics.requests.metrics import SCALARS, SERIES
from tests.api import told
from tests.api.conftest import SHARED, Api, running, shared
from tests.api.told import GPT_4O, WHOLE, ZONES, begin, grouped, known, mean, moment, post, total, total_cost

pytestmark = SHARED

Rows = list[dict[str, Any]]
Asked = tuple[Api, Rows]


@shared
async def asked(shared_config: ApiConfig) -> AsyncIterator[Asked]:
    """The API with all calls logged, and the calls."""
    async with running(shared_config) as api:
        yield api, await told.send(api)


def is_error(row: dict[str, Any]) -> bool:
    return (row["response_status"] or 0) >= 400 or row["outcome"] not in ("ok", "client_closed", None)


def tokens(rows: Rows) -> list[int]:
    return [row["prompt_tokens"] + (row["completion_tokens"] or 0) for row in rows if row["prompt_tokens"] is not None]


SCALARS_EXPECTED: dict[str, Callable[[Rows], Any]] = {
    "totalRequests": len,
    "totalCost": lambda rows: total_cost(rows),
    "averageLatency": lambda rows: mean(known(rows, "delay_ms")),
    "averageTimeToFirstToken": lambda rows: mean(known(rows, "time_to_first_token")),
    "totalThreats": lambda rows: 0,
    "activeUsers": lambda rows: len(set(known(rows, "request_user_id"))),
}
SERIES_EXPECTED: dict[str, Callable[[Rows], dict[str, Any]]] = {
    "requestOverTime": lambda rows: {"count": len(rows)},
    "costOverTime": lambda rows: {"cost": total_cost(rows)},
    "tokensOverTime": lambda rows: {
        "prompt_tokens": total(rows, "prompt_tokens"),
        "completion_tokens": total(rows, "completion_tokens"),
    },
    "latencyOverTime": lambda rows: {"duration": mean(known(rows, "delay_ms"))},
    "timeToFirstToken": lambda rows: {"ttft": mean(known(rows, "time_to_first_token"))},
    "usersOverTime": lambda rows: {"count": len(set(known(rows, "request_user_id")))},
    "threatsOverTime": lambda rows: {"count": 0},
    "errorOverTime": lambda rows: {"count": sum(map(is_error, rows))},
}


async def test_one_number(asked: Asked) -> None:
    """Of all requests, of some, and of none: a mean of nothing is null."""
    api, rows = asked
    assert any(map(is_error, rows))
    assert known(rows, "time_to_first_token")
    assert None in [row["cost"] for row in rows]
    assert SCALARS_EXPECTED.keys() == SCALARS.keys()
    some = [row for row in rows if row["model"] == "gpt-4o"]
    for name, expected in SCALARS_EXPECTED.items():
        path = f"/v1/metrics/{name}"
        assert await post(api, path, filter="all", timeFilter=WHOLE) == expected(rows), name
        assert await post(api, path, filter=GPT_4O, timeFilter=WHOLE) == expected(some), name
        never = {"start": "2020-01-01", "end": "2020-02-01"}
        assert await post(api, path, filter={}, timeFilter=never) == (None if name.startswith("average") else 0)


async def test_both_ends_are_included(asked: Asked) -> None:
    api, rows = asked
    ends = {"start": rows[3]["at"].isoformat(), "end": rows[9]["at"].isoformat()}
    assert await post(api, "/v1/metrics/totalRequests", filter="all", timeFilter=ends) == 7


async def test_tokens_per_request(asked: Asked) -> None:
    """Of those whose tokens are known."""
    api, rows = asked
    assert await post(api, "/v1/metrics/averageTokensPerRequest", filter="all", timeFilter=WHOLE) == {
        "average_prompt_tokens_per_response": mean(known(rows, "prompt_tokens")),
        "average_completion_tokens_per_response": mean(known(rows, "completion_tokens")),
        "average_total_tokens_per_response": mean(tokens(rows)),
    }


async def test_request_count(asked: Asked) -> None:
    """Of all times; isCached counts those from a cache alone."""
    api, rows = asked
    assert await post(api, "/v1/metrics/requestCount", filter="all") == len(rows)
    assert await post(api, "/v1/metrics/requestCount", filter="all", isCached=False) == len(rows)
    assert await post(api, "/v1/metrics/requestCount", filter="all", isCached=True) == 0


@pytest.mark.parametrize(("increment", "minutes"), ZONES)
async def test_series(asked: Asked, increment: str, minutes: int) -> None:
    """Counts and sums of every bucket of the time asked about, means of those that have one."""
    api, rows = asked
    assert {*SERIES_EXPECTED, "requestStatusOverTime"} == SERIES.keys()
    buckets = grouped(rows, lambda row: begin(row["at"], increment, minutes))
    for name, expected in SERIES_EXPECTED.items():
        found = await _series(api, name, increment, minutes)
        times = [moment(one.pop("time")) for one in found]
        values = [expected(buckets.get(at, [])) for at in times]
        assert found == values, name
        if SERIES[name].filled:
            first, last = (begin(moment(WHOLE[end]), increment, minutes) for end in ("start", "end"))
            assert (times[0], times[-1]) == (first, last)
            assert times == sorted({*buckets, *times})
            assert increment not in ("min", "hour", "day") or len(times) == (last - first) / _length(increment) + 1
        else:
            assert times == [at for at in sorted(buckets) if None not in expected(buckets[at]).values()], name


async def test_statuses(asked: Asked) -> None:
    """Each status that there is in an hour; null: none came, or none has come yet."""
    api, rows = asked
    found = await _series(api, "requestStatusOverTime", "hour", 0)
    expected = grouped(rows, lambda row: (begin(row["at"], "hour", 0), row["response_status"]))
    assert {(moment(one["time"]), one["status"]): one["count"] for one in found} == {
        key: len(those) for key, those in expected.items()
    }
    assert len(found) == len(expected)


async def test_models(asked: Asked) -> None:
    """Most requests first, in pages; null for calls whose model nobody said."""
    api, rows = asked
    found = await post(api, "/v1/metrics/models", filter="all", offset=0, limit=100, timeFilter=WHOLE)
    models = grouped(rows, lambda row: row["model"])
    assert {one["model"]: one for one in found} == {
        model: {
            "model": model,
            "total_requests": len(those),
            "total_completion_tokens": total(those, "completion_tokens"),
            "total_prompt_token": total(those, "prompt_tokens"),
            "total_tokens": pytest.approx(sum(tokens(those))),
            "cost": total_cost(those),
        }
        for model, those in models.items()
    }
    counts = [one["total_requests"] for one in found]
    assert counts == sorted(counts, reverse=True)
    assert await post(api, "/v1/metrics/models", filter="all", offset=1, limit=1, timeFilter=WHOLE) == [found[1]]


async def test_no_country_is_known(asked: Asked) -> None:
    assert await post(asked[0], "/v1/metrics/country", filter="all", offset=0, limit=10, timeFilter=WHOLE) == []


@pytest.mark.parametrize(("metric", "field"), [("latency", "delay_ms"), ("completion_tokens",) * 2, ("cost",) * 2])
async def test_quantiles(asked: Asked, metric: str, field: str) -> None:
    """Exact ones, of each day that has any."""
    api, rows = asked
    found = await post(
        api,
        "/v1/metrics/quantiles",
        filter="all",
        timeFilter=WHOLE,
        dbIncrement="day",
        timeZoneDifference=0,
        metric=metric,
    )
    days = grouped([row for row in rows if row[field] is not None], lambda row: begin(row["at"], "day", 0))
    assert [moment(one["time"]) for one in found] == sorted(days)
    for one in found:
        values = known(days[moment(one.pop("time"))], field)
        assert list(one.values()) == pytest.approx(list(np.quantile(values, [0.5, 0.75, 0.9, 0.95, 0.99])), rel=1e-9)


@pytest.mark.parametrize(
    "wrong",
    [
        {"timeFilter": {"start": "2026-02-01", "end": "2026-01-01"}},
        {"timeFilter": {"start": "0001-01-01", "end": "9999-12-31T23:59:59.999999Z"}},
        {"timeFilter": {"start": "2020-01-01", "end": "2026-01-01"}, "dbIncrement": "min"},
        {"timeZoneDifference": 1440},
        {"timeZoneDifference": 1439.7},
        {"dbIncrement": "fortnight"},
        {"metric": "happiness"},
        {"filter": {"request_response_rmt": {"mood": {"equals": 1}}}},
    ],
)
async def test_what_can_not_be_answered(asked: Asked, wrong: dict[str, Any]) -> None:
    """422, and what would be right."""
    api, _ = asked
    body = {"filter": "all", "timeFilter": WHOLE, "dbIncrement": "hour", "timeZoneDifference": 0, "metric": "cost"}
    answer = await api.call("POST", "/v1/metrics/quantiles", json=body | wrong)
    assert answer.status == 422, answer


async def _series(api: Api, name: str, increment: str, minutes: int) -> Any:
    body = {"timeFilter": WHOLE, "filter": "all", "dbIncrement": increment, "timeZoneDifference": minutes}
    return await post(api, f"/v1/metrics/{name}", **body)


def _length(increment: str) -> timedelta:
    return {"min": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}[increment]
