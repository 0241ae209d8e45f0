"""Users: the calls under one user id."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import numpy as np
import pytest

from api.settings import ApiConfig
from tests.api import told
from tests.api.conftest import OWN, SHARED, Api, running, shared
from tests.api.scored import us
from tests.api.told import GPT_4O, grouped, known, mean, moment, post, total, total_cost

pytestmark = SHARED

Users = dict[str, list[dict[str, Any]]]
Asked = tuple[Api, Users]
FIELDS = ("user_id", "active_for", "first_active", "last_active", "total_requests", "cost")


@shared
async def asked(shared_config: ApiConfig) -> AsyncIterator[Asked]:
    """The API with all calls logged, and the users with their calls."""
    async with running(shared_config) as api:
        rows = await told.send(api)
        assert None in [row["request_user_id"] for row in rows]
        yield api, grouped([row for row in rows if row["request_user_id"]], lambda row: row["request_user_id"])


def tokens(rows: list[dict[str, Any]]) -> Any:
    return sum(known(rows, "prompt_tokens")) + sum(known(rows, "completion_tokens"))


async def test_totals(asked: Asked) -> None:
    """Most calls first; calls without a user are nobody's."""
    api, users = asked
    found = await post(api, "/v1/user/query")
    order = sorted(users, key=lambda user: (-len(users[user]), user))
    assert found == [
        {
            "user_id": user,
            "prompt_tokens": total(users[user], "prompt_tokens"),
            "completion_tokens": total(users[user], "completion_tokens"),
            "count": len(users[user]),
            "cost": total_cost(users[user]),
        }
        for user in order
    ]
    some = await post(api, "/v1/user/query", userIds=["user-2", "nobody", "user-1"])
    assert {one["user_id"] for one in some} == {"user-1", "user-2"}
    assert await post(api, "/v1/user/query", userIds=[]) == []


async def test_seconds_are_seconds(asked: Asked) -> None:
    """Helicone takes them for milliseconds."""
    api, users = asked
    row = users["user-1"][1]
    second = us(row["at"]) // 1_000_000
    found = await post(
        api, "/v1/user/query", timeFilter={"startTimeUnixSeconds": second, "endTimeUnixSeconds": second + 1}
    )
    assert [(one["user_id"], one["count"]) for one in found] == [("user-1", 1)]


async def test_metrics(asked: Asked) -> None:
    api, users = asked
    found = await post(api, "/v1/user/metrics/query", filter="all", offset=0, limit=100)
    assert (found["count"], found["hasUsers"]) == (len(users), True)
    assert [one["user_id"] for one in found["users"]] == sorted(
        users, key=lambda user: users[user][-1]["at"], reverse=True
    )
    for one in found["users"]:
        rows = users[one["user_id"]]
        days = (rows[-1]["at"].date() - rows[0]["at"].date()).days
        assert (moment(one.pop("first_active")), moment(one.pop("last_active"))) == (rows[0]["at"], rows[-1]["at"])
        assert one == {
            "id": rows[0]["request_user_id"],
            "user_id": rows[0]["request_user_id"],
            "active_for": days,
            "total_requests": len(rows),
            "average_requests_per_day_active": pytest.approx(len(rows) / max(days, 1)),
            "average_tokens_per_request": mean(
                [
                    row["prompt_tokens"] + (row["completion_tokens"] or 0)
                    for row in rows
                    if row["prompt_tokens"] is not None
                ]
            ),
            "total_prompt_tokens": total(rows, "prompt_tokens"),
            "total_completion_tokens": total(rows, "completion_tokens"),
            "cost": total_cost(rows),
        }


@pytest.mark.parametrize("field", FIELDS)
async def test_sorted_in_pages(asked: Asked, field: str) -> None:
    """By any of the fields."""
    api, users = asked
    for way in ("asc", "desc"):
        body = {"filter": "all", "sort": {field: way}}
        found = (await post(api, "/v1/user/metrics/query", **body, offset=0, limit=1000))["users"]
        values = known(found, field)
        assert [one[field] for one in found[len(values) :]] == [None] * (len(found) - len(values))  # unknown: last
        assert values == sorted(values, reverse=way == "desc")
        page = await post(api, "/v1/user/metrics/query", **body, offset=2, limit=2)
        assert (page["users"], page["count"]) == (found[2:4], len(users))


async def test_filtered(asked: Asked) -> None:
    """By the calls, and by sums over each user's."""
    api, users = asked
    busy = {"users_view": {"user_total_requests": {"gte": 10}}}
    found = await post(api, "/v1/user/metrics/query", filter=busy, offset=0, limit=10)
    assert {one["user_id"] for one in found["users"]} == {user for user in users if len(users[user]) >= 10}
    found = await post(api, "/v1/user/metrics/query", filter=GPT_4O, offset=0, limit=10)
    assert {one["user_id"]: one["total_requests"] for one in found["users"]} == {
        user: len(those) for user, rows in users.items() if (those := [row for row in rows if row["model"] == "gpt-4o"])
    }
    never = {"startTimeUnixSeconds": 1, "endTimeUnixSeconds": 2}
    found = await post(api, "/v1/user/metrics/query", filter="all", offset=0, limit=10, timeFilter=never)
    assert found == {"users": [], "count": 0, "hasUsers": True}


@OWN
async def test_nobody_yet(api: Api) -> None:
    found = await post(api, "/v1/user/metrics/query", filter="all", offset=0, limit=10)
    assert found == {"users": [], "count": 0, "hasUsers": False}


async def test_overview(asked: Asked) -> None:
    """Histograms of the amounts up to the quantile."""
    api, users = asked
    body = {"filter": "all", "pSize": "p95", "useInterquartile": False}
    found = await post(api, "/v1/user/metrics-overview/query", **body)
    amounts = {
        "request_count": [len(rows) for rows in users.values()],
        "user_cost": [sum(costs) for rows in users.values() if (costs := known(rows, "cost"))],
    }
    assert found.keys() == amounts.keys()
    for name, values in amounts.items():
        kept = [value for value in values if value <= np.quantile(values, 0.95)]
        edges = [float(found[name][0]["range_start"]), *(float(bin["range_end"]) for bin in found[name])]
        assert [bin["value"] for bin in found[name]] == list(np.histogram(kept, edges)[0])


async def test_too_many_at_once(asked: Asked) -> None:
    """Helicone's status and words."""
    api, _ = asked
    answer = await api.call("POST", "/v1/user/metrics/query", json={"filter": "all", "offset": 0, "limit": 1001})
    assert (answer.status, answer.body) == (400, {"data": None, "error": "Limit cannot be greater than 1000"})


@pytest.mark.parametrize("sort", [{"mood": "asc"}, {"cost": "up"}, {"cost": "asc", "user_id": "asc"}])
async def test_an_order_that_is_none(asked: Asked, sort: Any) -> None:
    api, _ = asked
    answer = await api.call(
        "POST", "/v1/user/metrics/query", json={"filter": "all", "offset": 0, "limit": 1, "sort": sort}
    )
    assert answer.status == 422
