"""What the overview asks: one row per model with its errors, a time against the one before, and what is new."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.api import calls
from tests.api.conftest import Api, MakeConfig, running
from tests.api.scored import us
from tests.api.told import post

PATH = "/v1/request/groups/query"
START = datetime(2026, 11, 22, 9, tzinfo=UTC)
LIMITED = b'{"error": {"message": "slow down", "type": "requests", "code": "rate_limit_exceeded"}}'


async def call(
    api: Api, asked: str, answered: str | None, number: int = 0, *, at: datetime = START, **changes: Any
) -> None:
    """`answered` None: refused with 429."""
    body = json.dumps({"model": asked, "messages": [{"role": "user", "content": f"Question {number}"}]}).encode()
    exchange_id = await api.open_call("", body, started_at_us=us(at), **changes)
    if answered is None:
        await api.close_call(exchange_id, LIMITED, status=429)
    else:
        answer = json.loads(calls.ANSWER) | {"id": f"chatcmpl-{exchange_id}", "model": answered}
        await api.close_call(exchange_id, json.dumps(answer).encode(), duration_us=200_000 + 1_000 * (number % 50))


def by_model(found: Any) -> dict[str | None, tuple[int, int, list[str]]]:
    return {one["value"]: (one["requests"], one["errors"], one["models_asked"]) for one in found["groups"]}


async def test_errors_are_those_of_the_model_that_usually_answers(make_config: MakeConfig) -> None:
    """The review's figures: 527 answered by gpt-4o-mini-2024-07-18 and 14 refused are one model with 2.6 % errors."""
    async with running(make_config()) as api:
        for number in range(527):
            await call(api, "gpt-4o-mini", "gpt-4o-mini-2024-07-18", number)
        for number in range(14):
            await call(api, "gpt-4o-mini", None, number)
        for answered in ("small-1", "large-1", "large-1", None):
            await call(api, "router/auto", answered)
        await call(api, "never-answered", None)
        expected = {
            "gpt-4o-mini-2024-07-18": (541, 14, ["gpt-4o-mini"]),
            "large-1": (3, 1, ["router/auto"]),
            "small-1": (1, 0, []),
            "never-answered": (1, 1, []),
        }
        found = await post(api, PATH, group_by="model")
        assert by_model(found) == expected
        assert (found["count"], found["total"]["requests"]) == (4, 546)
        first = found["groups"][0]
        assert f"{first['errors'] / first['requests']:.1%}" == "2.6%"
        # The same where a filter leaves out all that was answered; of another time, there is nothing to tell it by
        failed = {"request_response_rmt": {"is_error": {"equals": True}}}
        found = await post(api, PATH, group_by="model", filter=failed)
        assert by_model(found)["gpt-4o-mini-2024-07-18"] == (14, 14, ["gpt-4o-mini"])
        await call(api, "gpt-4o-mini", None, at=START + timedelta(days=9))
        found = await post(api, PATH, group_by="model", time_range={"start": "2026-11-30"})
        assert by_model(found) == {"gpt-4o-mini": (1, 1, [])}
        # What the dashboard's list asks when one clicks the row
        either = [
            {"request_response_rmt": {"model": {"equals": name}}} for name in ("gpt-4o-mini-2024-07-18", "gpt-4o-mini")
        ]
        both = {"left": either[0], "operator": "or", "right": either[1]}
        assert (await post(api, "/v1/request/count/query", filter=both)) == 542


async def test_a_time_against_the_one_before(make_config: MakeConfig) -> None:
    """Amounts and quantiles of both; hours between them count for neither."""
    async with running(make_config()) as api:
        day = timedelta(days=1)
        for number in range(40):
            await call(api, "gpt-4o", "gpt-4o-2024-08-06" if number % 20 else None, number, at=START)
            await call(api, "gpt-4o", "gpt-4o-2024-08-06" if number % 2 else None, number, at=START + 2 * day)
        await call(api, "gpt-4o", "gpt-4o-2024-08-06", at=START + day)
        query = {
            "group_by": "day",
            "quantiles": [0.5],
            "time_range": {"start": (START + 2 * day).isoformat(), "end": (START + 3 * day).isoformat()},
            "before": {"start": START.isoformat(), "end": (START + timedelta(hours=1)).isoformat()},
        }
        periods = (await post(api, PATH, **query))["periods"]
        assert [(periods[name]["requests"], periods[name]["errors"]) for name in ("before", "now")] == [
            (40, 2),
            (40, 20),
        ]
        assert set(periods["now"]["latency_quantiles"]) == {"0.5"}
        query["before"] = {"start": "2020-01-01T00:00:00Z", "end": "2020-01-02T00:00:00Z"}
        empty = (await post(api, PATH, **query))["periods"]
        assert (empty["before"]["requests"], empty["before"]["latency"]) == (0, None)


async def test_values_that_occur_for_the_first_time(make_config: MakeConfig) -> None:
    """Of models, prompts and properties; not the first value of a key, and no key of ids."""
    async with running(make_config()) as api:
        for number in range(60):
            version, hour = ("v1", 0) if number < 40 else ("v2", 30)
            headers = [
                ("Helicone-Prompt-Id", f"prompt-{version}"),
                ("Helicone-Property-Version", version),
                ("Helicone-Property-Ticket", f"ticket-{number}"),
                ("Helicone-Property-Hidden", version),
            ]
            at = START + timedelta(hours=hour, minutes=number)
            answered = "gpt-4o-2024-11-20" if number > 50 else "gpt-4o-2024-08-06"
            await call(api, "gpt-4o", answered, number, at=at, helicone_headers=headers)
        await api.call("POST", "/v1/property/hide", json={"key": "Hidden"})
        new = START + timedelta(hours=30, minutes=40)
        expected = {
            ("property.Version", "v2", new, 20),
            ("prompt", "prompt-v2", new, 20),
            ("model", "gpt-4o-2024-11-20", new + timedelta(minutes=11), 9),
        }
        query: dict[str, Any] = {"time_range": {"start": (START + timedelta(hours=20)).isoformat()}}
        for changed in ({}, query):  # an older start changes nothing
            found = await post(api, "/v1/request/firsts/query", **changed)
            rows = {
                (one["key"], one["value"], datetime.fromisoformat(one["first_at"]), one["requests"]) for one in found
            }
            assert rows == expected
        assert [one["key"] for one in await post(api, "/v1/request/firsts/query", limit=1)] == ["prompt"]
        later = {"start": (START + timedelta(hours=40)).isoformat()}
        assert await post(api, "/v1/request/firsts/query", time_range=later) == []
