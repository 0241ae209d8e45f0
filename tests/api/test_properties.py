"""Properties: names, hidden names, values, and what they cost. A call without the property is in no answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from api.settings import ApiConfig
from tests.api import told
from tests.api.conftest import OWN, SHARED, Api, running, shared
from tests.api.told import GPT_4O, WHOLE, ZONES, begin, grouped, moment, post, total_cost

pytestmark = SHARED

Asked = tuple[Api, list[dict[str, Any]]]


@shared
async def asked(shared_config: ApiConfig) -> AsyncIterator[Asked]:
    """The API with all calls logged, and the calls."""
    async with running(shared_config) as api:
        yield api, await told.send(api)


async def names(api: Api, path: str = "/v1/property/query") -> list[str]:
    answer = await api.call("POST", path, json={})
    assert (answer.status, answer.body["error"]) == (200, None), answer
    return [one["property"] for one in answer.body["data"]]


async def test_hidden_and_restored(asked: Asked) -> None:
    """Names in any case; a hidden one is left out of the list until it is restored, its values stay."""
    api, _ = asked
    assert await names(api) == ["Env", "Input"]
    for key in ("ENV", "Not-Seen-Yet", "env"):
        answer = await api.call("POST", "/v1/property/hide", json={"key": key})
        assert (answer.status, answer.body) == (200, {"data": {"ok": True}, "error": None})
    assert await names(api) == ["Input"]
    assert await names(api, "/v1/property/hidden/query") == ["Env", "not-seen-yet"]
    assert await post(api, "/v1/property/Env/search", searchTerm="prod") == ["prod"]
    for _ in range(2):
        answer = await api.call("POST", "/v1/property/restore", json={"key": "Env"})
        assert (answer.status, answer.body) == (200, {"data": {"ok": True}, "error": None})
    assert await names(api) == ["Env", "Input"]


@OWN
async def test_hidden_by_a_call_without_a_body(api: Api) -> None:
    """Helicone's clients send none to hidden/query."""
    answer = await api.call("POST", "/v1/property/hidden/query")
    assert (answer.status, answer.body["data"]) == (200, [])


async def test_search(asked: Asked) -> None:
    """Up to 25 values that contain the text as it is, in any case."""
    api, rows = asked
    inputs = sorted({row["properties"]["Input"] for row in rows if "Input" in row["properties"]})
    assert len(inputs) > 25
    assert await post(api, "/v1/property/input/search", searchTerm="") == inputs[:25]
    assert await post(api, "/v1/property/INPUT/search", searchTerm="PUT-2") == [i for i in inputs if "put-2" in i]
    assert await post(api, "/v1/property/Input/search", searchTerm="input_2") == []
    assert await post(api, "/v1/property/never/search", searchTerm="") == []
    assert await post(api, "/v1/property/Env/search", searchTerm="") == ["", "dev", "prod"]


@pytest.mark.parametrize(("path", "field"), [("top-costs", "cost"), ("top-requests", "count")])
@pytest.mark.parametrize("name", ["Input", "Env"])
async def test_top_ten(asked: Asked, name: str, path: str, field: str) -> None:
    """And all others as one."""
    api, rows = asked
    found = await post(api, f"/v1/property/{name}/{path}/query", timeFilter=WHOLE)
    values = grouped([row for row in rows if name in row["properties"]], lambda row: row["properties"][name])
    sums = {
        value: len(those) if field == "count" else sum(row["cost"] or 0 for row in those)
        for value, those in values.items()
    }
    order = sorted(sums, key=lambda value: (-sums[value], value))
    assert [one["value"] for one in found] == order[:10] + ["Other"] * (len(order) > 10)
    expected = [sums[value] for value in order[:10]] + [sum(sums[value] for value in order[10:])]
    assert [one[field] for one in found] == pytest.approx(expected[: len(found)], rel=1e-9)
    assert await post(api, f"/v1/property/never/{path}/query", timeFilter=WHOLE) == []


@pytest.mark.parametrize(("increment", "minutes"), ZONES)
async def test_over_time(asked: Asked, increment: str, minutes: int) -> None:
    api, rows = asked
    found = await post(
        api,
        "/v1/property/properties/over-time",
        propertyKey="env",
        timeFilter=WHOLE,
        userFilter=GPT_4O,
        dbIncrement=increment,
        timeZoneDifference=minutes,
    )
    chosen = [row for row in rows if row["model"] == "gpt-4o" and "Env" in row["properties"]]
    cells = grouped(chosen, lambda row: (begin(row["at"], increment, minutes), row["properties"]["Env"]))
    assert [(moment(one["created_at_trunc"]), one["property"]) for one in found] == sorted(cells)
    for one in found:
        those = cells[moment(one["created_at_trunc"]), one["property"]]
        assert (one["request_count"], one["total_cost"]) == (len(those), total_cost(those))


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("hide", {"key": ""}),
        ("restore", {}),
        ("Env/search", {}),
        ("Env/top-costs/query", {"timeFilter": {"start": "2026-01-01"}}),
        ("properties/over-time", {"propertyKey": "Env"}),
    ],
)
async def test_what_is_wrong_is_named(asked: Asked, path: str, body: Any) -> None:
    api, _ = asked
    answer = await api.call("POST", f"/v1/property/{path}", json=body)
    assert answer.status == 422
    assert next(iter(answer.body["details"])).startswith("requestBody.")


@OWN
async def test_a_name_is_shown_with_its_capitals(api: Api) -> None:
    """OpenAI's SDKs write header names in lower case; once any caller sends capitals, all calls have them."""
    await api.log_call("by-sdk", helicone_headers=[("helicone-property-promptversion", "v1")])
    assert await names(api) == ["promptversion"]
    await api.log_call("by-curl", helicone_headers=[("Helicone-Property-PromptVersion", "v2")])
    await api.log_call("by-sdk-again", helicone_headers=[("helicone-property-promptversion", "v3")])
    await api.log_call("in-capitals", helicone_headers=[("HELICONE-PROPERTY-PROMPTVERSION", "v4")])
    assert await names(api) == ["PromptVersion"]
    answer = await api.call("POST", "/v1/request/query", json={"filter": "all"})
    shown = {row["request_id"]: row["properties"] for row in answer.body["data"]}
    assert shown["by-sdk"] == {"PromptVersion": "v1"}
    assert shown["in-capitals"] == {"PromptVersion": "v4"}
    assert (await api.call("GET", "/v1/request/by-sdk-again")).body["data"]["properties"] == {"PromptVersion": "v3"}
