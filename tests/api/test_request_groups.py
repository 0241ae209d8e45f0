"""Calls by one thing they have, against the plain values of the record."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from api.settings import ApiConfig
from tests.api import told
from tests.api.conftest import SHARED, Api, running, shared
from tests.api.test_metrics import is_error
from tests.api.told import END, GPT_4O, START, grouped, known, mean, moment, post, total, total_cost

pytestmark = SHARED

PATH = "/v1/request/groups/query"
Rows = list[dict[str, Any]]
Asked = tuple[Api, Rows]
VALUES: dict[str, Callable[[dict[str, Any]], str | None]] = {
    "user": lambda row: row["request_user_id"],
    "session": lambda row: row["session_id"],
    "session_name": lambda row: row["session_name"],
    "outcome": lambda row: row["outcome"],
    "error_type": lambda row: row["error_type"],
    "dialect": lambda row: row["dialect"],
    "cost_source": lambda row: row["cost_source"],
    "session_source": lambda row: row["session_source"],
    "path": lambda row: row["request_path"],
    "status": lambda row: None if row["response_status"] is None else str(row["response_status"]),
    "property.env": lambda row: row["properties"].get("Env"),
    "property.Input": lambda row: row["properties"].get("Input"),
    "property.never": lambda row: None,
}


@shared
async def asked(shared_config: ApiConfig) -> AsyncIterator[Asked]:
    """The API with all calls logged, and the calls."""
    async with running(shared_config) as api:
        yield api, await told.send(api)


def expected(rows: Rows) -> dict[str, Any]:
    return {
        "requests": len(rows),
        "errors": sum(map(is_error, rows)),
        "cost": total_cost(rows),
        "prompt_tokens": total(rows, "prompt_tokens"),
        "completion_tokens": total(rows, "completion_tokens"),
        "latency": mean(known(rows, "delay_ms")),
        "time_to_first_token": mean(known(rows, "time_to_first_token")),
        "first_at": min(row["request_created_at"] for row in rows),
        "last_at": max(row["request_created_at"] for row in rows),
        "latency_quantiles": None,
        "time_to_first_token_quantiles": None,
        "models_asked": None,
        "distinct_values": None,
        "examples": None,
    }


async def test_each_kind_of_group(asked: Asked) -> None:
    """All that a group sums up to; calls without it are the group null; most calls first."""
    api, rows = asked
    for key, value_of in VALUES.items():
        found = await post(api, PATH, group_by=key)
        groups = grouped(rows, value_of)
        assert {one.pop("value"): one for one in map(dict, found["groups"])} == {
            value: expected(of_it) for value, of_it in groups.items()
        }, key
        assert found["count"] == len(groups)
        assert found["total"] == approx(expected(rows))
        assert [one["requests"] for one in found["groups"]] == sorted(map(len, groups.values()), reverse=True)


def approx(of_all: dict[str, Any]) -> Any:
    of_groups = ("first_at", "last_at", "latency_quantiles", "time_to_first_token_quantiles", "models_asked")
    of_names = ("distinct_values", "examples")
    return pytest.approx({name: value for name, value in of_all.items() if name not in (*of_groups, *of_names)})


async def test_times_in_a_zone(asked: Asked) -> None:
    """Each bucket by its beginning there, in any order; the total is of all, also without its page."""
    api, rows = asked
    zone = ZoneInfo("Asia/Kolkata")  # half an hour off
    for unit, begin in {
        "minute": {"second": 0},
        "hour": {"minute": 0, "second": 0},
        "day": {"hour": 0, "minute": 0, "second": 0},
        "month": {"day": 1, "hour": 0, "minute": 0, "second": 0},
    }.items():
        starts = [moment(row["request_created_at"]).astimezone(zone).replace(microsecond=0, **begin) for row in rows]
        by_start = grouped(list(zip(starts, rows, strict=True)), lambda one: one[0])
        found = await post(api, PATH, group_by=unit, time_zone=zone.key, sort={"value": "asc"}, limit=1000)
        assert [one.pop("value") for one in found["groups"]] == [start.isoformat() for start in sorted(by_start)]
        assert found["groups"] == [
            pytest.approx(expected([row for _, row in by_start[start]])) for start in sorted(by_start)
        ]
        found = await post(api, PATH, group_by=unit, time_zone=zone.key, limit=0)
        assert (found["groups"], found["total"]) == ([], approx(expected(rows)))


async def test_quantiles_are_exact(asked: Asked) -> None:
    """Of each group's calls, by name and by time; null where none of them has it."""
    api, rows = asked
    at = [0.5, 0.95, 1]
    ways: dict[str, Callable[[dict[str, Any]], Any]] = {
        "user": lambda row: row["request_user_id"],
        "day": lambda row: moment(row["request_created_at"]).replace(hour=0, minute=0, second=0, microsecond=0),
    }
    for key, value_of in ways.items():
        groups = grouped(rows, value_of)
        for one in (await post(api, PATH, group_by=key, quantiles=[*at, 0.5], limit=1000))["groups"]:
            of_it = groups[moment(one["value"]) if key == "day" else one["value"]]
            for name, field in (("latency", "delay_ms"), ("time_to_first_token", "time_to_first_token")):
                values = known(of_it, field)
                exact = dict(zip(("0.5", "0.95", "1"), np.quantile(values, at), strict=True)) if values else None
                assert one[f"{name}_quantiles"] == (exact and pytest.approx(exact, rel=1e-9))


async def test_nothing_is_a_total_too(asked: Asked) -> None:
    api, _ = asked
    none = {"requests": 0, "errors": 0, "cost": 0, "prompt_tokens": 0, "completion_tokens": 0}
    found = await post(api, PATH, group_by="day", filter={"request_response_rmt": {"model": {"equals": "never"}}})
    total = none | {"latency": None, "time_to_first_token": None}
    assert found == {"groups": [], "count": 0, "total": total, "periods": None}


async def test_names_of_properties(asked: Asked) -> None:
    """A call is in the group of each property that it has; hidden ones have none."""
    api, rows = asked
    found = await post(api, PATH, group_by="property")
    counts = {name: sum(name in row["properties"] for row in rows) for name in ("Env", "Input")}
    assert {one["value"]: one["requests"] for one in found["groups"]} == counts
    for one in found["groups"]:  # how many values each has, and some of them
        values = {row["properties"][one["value"]] for row in rows if one["value"] in row["properties"]}
        assert one["distinct_values"] == len(values)
        assert len(one["examples"]) == min(3, len(values))
        assert set(one["examples"]) <= values
    having = [row for row in rows if row["properties"]]
    assert (found["total"]["requests"], found["total"]["cost"]) == (len(having), total_cost(having))  # each once
    found = await post(api, PATH, group_by="property", contains="NV")
    assert found["total"]["requests"] == counts["Env"]
    assert [one["value"] for one in found["groups"]] == ["Env"]
    await api.call("POST", "/v1/property/hide", json={"key": "ENV"})
    found = await post(api, PATH, group_by="property")
    assert ([one["value"] for one in found["groups"]], found["count"]) == (["Input"], 1)


async def test_hidden_names_are_left_out(asked: Asked) -> None:
    """Of the list of names; their values are told when they are asked for."""
    api, _ = asked
    for key in ("ENV", "never-sent"):
        assert (await api.call("POST", "/v1/property/hide", json={"key": key})).status == 200
    found = await post(api, PATH, group_by="property")
    assert ([one["value"] for one in found["groups"]], found["count"]) == (["Input"], 1)
    assert (await post(api, PATH, group_by="property.Env"))["count"] > 1


async def test_pages_orders_and_filters(asked: Asked) -> None:
    """Any page in any order, of the calls that a filter and a time mean; `count` is of all pages."""
    api, rows = asked
    middle = START + (END - START) / 2
    chosen = [row for row in rows if row["model"] == "gpt-4o" and row["at"] < middle]
    inputs = grouped(chosen, VALUES["property.Input"])
    body = {
        "group_by": "property.Input",
        "filter": GPT_4O,
        "time_range": {"end": middle.isoformat()},
    }
    paged: list[Any] = []
    for offset in range(0, len(inputs) + 7, 7):
        found = await post(api, PATH, **body, sort={"value": "asc"}, limit=7, offset=offset)
        assert found["count"] == len(inputs)
        paged += [one["value"] for one in found["groups"]]
    assert paged == sorted(value for value in inputs if value is not None)
    latest = await post(api, PATH, **body, sort={"last_at": "desc"}, limit=1)
    newest = max(chosen, key=lambda row: row["at"])
    assert moment(latest["groups"][0]["last_at"]) == newest["at"]
    dearest = await post(api, PATH, group_by="model", sort={"cost": "desc"})
    costs = known(dearest["groups"], "cost")
    assert costs == sorted(costs, reverse=True)


async def test_values_that_contain_a_text(asked: Asked) -> None:
    """As it is, in any case: how a page completes what is being written."""
    api, _ = asked
    found = await post(api, PATH, group_by="model", contains="O-MI", limit=5)
    assert all("o-mi" in one["value"] for one in found["groups"])
    assert (await post(api, PATH, group_by="user", contains="%"))["groups"] == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"group_by": "colour"}, "group_by"),
        ({"group_by": "property."}, "group_by"),
        ({"sort": {"colour": "asc"}}, "sort"),
        ({"sort": {"cost": "asc", "value": "asc"}}, "sort"),
        ({"group_by": "day", "time_zone": "Mars/Olympus"}, "time_zone"),
        ({"limit": 1001}, "limit"),
        ({"offset": -1}, "offset"),
        ({"filter": {"request": {"colour": {"equals": "x"}}}}, "filter.request.colour"),
        ({"time_range": {"start": "2026-02-01", "end": "2026-01-01"}}, "time_range"),
        ({"before": {"start": "2026-02-01", "end": "2026-02-02"}}, "before"),
        ({"time_range": {"start": "2026-02-01"}, "before": {"start": "2026-01-01"}}, "before"),
        ({"time_range": {"start": "2026-02-01"}, "before": {"start": "2026-01-01", "end": "2026-02-02"}}, "before"),
    ],
)
async def test_what_is_wrong_is_named(asked: Asked, changed: dict[str, Any], field: str) -> None:
    api, _ = asked
    answer = await api.call("POST", PATH, json={"group_by": "model"} | changed)
    assert (answer.status, list(answer.body["details"])) == (422, [f"requestBody.{field}"])


async def test_a_time_contains_no_text(asked: Asked) -> None:
    api, _ = asked
    answer = await api.call("POST", PATH, json={"group_by": "day", "contains": "x"})
    assert answer.status == 422
    assert "'contains' must be empty if group_by is day" in str(answer.body)
