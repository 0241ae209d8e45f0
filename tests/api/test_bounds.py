"""What an answer may cost: a query beyond a bound gets 422 with what to narrow, or the first part of a list."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.calls import CHAT
from tests.api.conftest import Api

TEN_YEARS = {"start": "2020-01-01", "end": "2029-12-01"}


async def scored(api: Api, requests: int, *names: str) -> None:
    """Requests `r0`, `r1`, … a minute apart, with these scores."""
    for number in range(requests):
        started_at_us = 1_767_600_000_000_000 + number * 60_000_000
        await api.log_call(f"r{number}", started_at_us=started_at_us)
        await api.score(f"r{number}", dict.fromkeys(names, number))


def message(answer: Any, field: str) -> str:
    assert answer.status == 422
    text: str = answer.body["details"][f"requestBody.{field}"]["message"]
    return text


async def test_names_times_hours(api: Api) -> None:
    """Ten years of hours are an answer for one score name; for two, the query says what to narrow."""
    await scored(api, 1, "a", "b")
    query = {"filter": "all", "timeFilter": TEN_YEARS}
    refused = await api.call("POST", "/v1/evals/query", json=query)
    assert refused.status == 422
    assert refused.body["error"].startswith("Invalid time filter: 2 score names times 869")
    assert refused.body["error"].endswith("use a shorter range, or name fewer scores in 'scores'")
    (one,) = (await api.call("POST", "/v1/evals/query", json=query | {"scores": ["a"]})).body["data"]
    assert (one["name"], one["count"]) == ("a", 1)


async def test_rows_of_scores_over_time(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names times buckets: a larger increment makes fewer."""
    await scored(api, 3, "a", "b")
    query = {"userFilter": "all", "timeFilter": TEN_YEARS, "timeZoneDifference": 0}
    monkeypatch.setattr("store.analytics.scores.evals.ROWS_MOST", 5)
    refused = await api.call("POST", "/v1/dashboard/scores/query", json=query | {"dbIncrement": "min"})
    assert message(refused, "dbIncrement").startswith("more than 5 buckets with scores: use a larger dbIncrement")
    answer = await api.call("POST", "/v1/dashboard/scores/query", json=query | {"dbIncrement": "day"})
    assert [(row["score_key"], row["score_sum"]) for row in answer.body["data"]] == [("a", 1), ("b", 1)]


async def test_names_in_a_list(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists have the names with the most scores; a question can name any other."""
    await scored(api, 2, "a", "c")
    await scored(api, 1, "b")
    monkeypatch.setattr("store.analytics.scores.names.LISTED_MOST", 2)
    listed = await api.call("GET", "/v1/scores/names")
    assert [each["name"] for each in listed.body["data"]] == ["a", "c"]
    assert (await api.call("GET", "/v1/evals/scores")).body["data"] == ["a", "c"]
    query = {"filter": "all", "timeFilter": {"start": "2026-01-01", "end": "2026-02-01"}, "scores": ["b"]}
    (named,) = (await api.call("POST", "/v1/evals/query", json=query)).body["data"]
    assert (named["name"], named["count"]) == ("b", 1)


async def test_names_with_statements_of_their_own(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """One statement for each name is work without a bound."""
    await scored(api, 1, "a", "b", "c")
    monkeypatch.setattr("store.analytics.scores.evals.NAMES_MOST", 2)
    query = {"filter": "all", "timeFilter": TEN_YEARS}
    refused = await api.call("POST", "/v1/evals/score-distributions/query", json=query)
    assert message(refused, "scores").startswith("3 score names, of at most 2: name those that you need")
    answer = await api.call("POST", "/v1/evals/score-distributions/query", json=query | {"scores": ["a", "b"]})
    assert answer.status == 200


async def test_bytes_of_a_list(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scores and properties make rows long; the answer names the field that makes it smaller."""
    await scored(api, 6, "a")
    whole = await api.call("POST", "/v1/request/query", json={"filter": "all", "limit": 6})
    row_bytes = max(len(str(row)) for row in whole.body["data"])
    monkeypatch.setattr("api.requests.lists._ANSWER_BYTES", 4 * row_bytes)
    monkeypatch.setattr("api.requests.lists._STEP", 2)
    refused = await api.call("POST", "/v1/request/query", json={"filter": "all", "limit": 6})
    assert "ask for fewer requests" in message(refused, "limit")
    ids = [f"r{number}" for number in range(6)]
    refused = await api.call("POST", "/v1/request/query-ids", json={"requestIds": ids})
    assert "ask for fewer requests" in message(refused, "requestIds")
    page = await api.call("POST", "/v1/request/query", json={"filter": "all", "limit": 3})
    assert [row["request_id"] for row in page.body["data"]] == ["r5", "r4", "r3"]


async def test_bodies_of_a_list_that_is_read_in_steps(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first bodies that fit are there; the first that does not, and all that follow, are left out."""
    await scored(api, 5)
    monkeypatch.setattr("api.requests.lists._STEP", 2)
    query = {"filter": "all", "limit": 5, "includeBodies": True}
    whole = (await api.call("POST", "/v1/request/query", json=query)).body["data"]
    assert [row["request_id"] for row in whole] == ["r4", "r3", "r2", "r1", "r0"]
    assert all("helicone_message" not in row["request_body"] for row in whole)
    monkeypatch.setattr("api.requests.lists._BODIES_BYTES", 8 * len(CHAT))
    part = (await api.call("POST", "/v1/request/query", json=query)).body["data"]
    left_out = ["helicone_message" in row["request_body"] for row in part]
    assert left_out == sorted(left_out)
    assert left_out[0] is False
    assert left_out[-1] is True


async def test_attempts_of_one_request(api: Api) -> None:
    """An agent may send one id for ever: the newest hundred attempts and other calls are read, and shown with their
    numbers, here and in lists. Sums are those of all."""
    ids = [await api.log_call("again", started_at_us=1_767_600_000_000_000 + number) for number in range(103)]
    others = [
        await api.log_call("again", started_at_us=1_767_600_000_001_000 + number, path="/v1/other")
        for number in range(101)
    ]
    shown = await api.request("again")
    listed = (await api.call("POST", "/v1/request/query", json={"filter": "all"})).body["data"][0]
    for row in (shown, listed):
        assert [attempt["exchange_id"] for attempt in row["attempts"]] == ids[-100:]
        assert [attempt["exchange_id"] for attempt in row["conflicts"]] == others[-100:]
        assert (row["attempt_count"], row["conflict_count"]) == (103, 101)
        assert row["prompt_tokens"] == 103 * row["attempts"][0]["prompt_tokens"]
        assert row["cost"] == pytest.approx(103 * row["attempts"][0]["cost_usd"])


async def test_properties_of_a_request(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another one is refused at the limit; those that the request has can be replaced, whoever set them."""
    monkeypatch.setattr("store.sqlite.requests.properties.PROPERTIES_MOST", 3)
    await api.log_call("r0", helicone_headers=[("Helicone-Property-A", "1"), ("Helicone-Property-B", "1")])

    async def put(key: str, value: str) -> Any:
        return await api.call("PUT", "/v1/request/r0/property", json={"key": key, "value": value})

    assert (await put("C", "1")).status == 201
    assert message(await put("D", "1"), "key") == (
        "the request has 3 properties, and the limit is 3; replace the value of one of them"
    )
    for key in ("a", "C"):
        assert (await put(key, "2")).status == 201
    await api.log_call("r0", started_at_us=1_900_000_000_000_000)
    assert (await api.request("r0"))["properties"] == {"A": "2", "C": "2"}, "of the last attempt"


async def test_score_definitions(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their number, and the characters of all of them, since they are answered as one list."""

    async def put(name: str, **definition: Any) -> Any:
        return await api.call("PUT", f"/v1/score-definitions/{name}", json=definition)

    def refused(answer: Any) -> str:
        assert answer.status == 422
        text: str = answer.body["details"]["name"]["message"]
        return text

    monkeypatch.setattr("store.sqlite.scores.definitions.DEFINITIONS_MOST", 2)
    monkeypatch.setattr("store.sqlite.scores.definitions.DEFINITIONS_CHARACTERS_MOST", 30)
    assert (await put("a", labels=["yes", "no"])).status == 200
    assert refused(await put("b", description="x" * 30)).startswith("the labels and descriptions of all score")
    assert (await put("b")).status == 200
    assert refused(await put("c")) == "the project has 2 score definitions, which is the limit; delete one first"
    assert (await put("a", labels=["fine", "bad"])).status == 200
    assert (await api.call("DELETE", "/v1/score-definitions/b")).status == 200
    assert (await put("c")).status == 200


async def test_hidden_properties(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.sqlite.requests.hidden_properties.HIDDEN_PROPERTIES_MOST", 2)
    for key in ("a", "b", "A"):
        assert (await api.call("POST", "/v1/property/hide", json={"key": key})).status == 200
    refused = await api.call("POST", "/v1/property/hide", json={"key": "c"})
    assert message(refused, "key") == "the project hides 2 properties, which is the limit; restore one first"
    assert (await api.call("POST", "/v1/property/restore", json={"key": "a"})).status == 200
    assert (await api.call("POST", "/v1/property/hide", json={"key": "c"})).status == 200


async def test_users_of_one_session(api: Api) -> None:
    """The first hundred of them."""
    for number in range(102):
        headers = [("Helicone-Session-Id", "s"), ("Helicone-User-Id", f"u{number:03d}")]
        await api.log_call(helicone_headers=headers, started_at_us=1_767_600_000_000_000 + number)
    query = {
        "search": "",
        "timeFilter": {"startTimeUnixMs": 1_767_500_000_000, "endTimeUnixMs": 1_767_700_000_000},
        "timezoneDifference": 0,
        "filter": "all",
    }
    (session,) = (await api.call("POST", "/v1/session/query", json=query)).body["data"]
    assert session["user_ids"] == [f"u{number:03d}" for number in range(100)]
    assert session["total_requests"] == 102


async def test_scores_of_a_request_that_is_shown(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest of them, and their number."""
    await scored(api, 2, "a", "b", "c", "d", "e")
    monkeypatch.setattr("store.sqlite.requests.assembling.REQUEST_SCORES_MOST", 3)
    shown = await api.request("r1")
    rows = (await api.call("POST", "/v1/request/query", json={"filter": "all"})).body["data"]
    assert [row["request_id"] for row in rows] == ["r1", "r0"]
    for row in (shown, *rows):
        assert [score["name"] for score in row["score_details"]] == ["c", "d", "e"]
        assert row["scores"].keys() == {"c", "d", "e"}
        assert row["score_count"] == 5


async def test_scores_of_one_request(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound, current scores come before superseded ones, and of those the newest."""
    await scored(api, 1, "kept")
    for value in range(5):
        await api.score("r0", {"again": value})
    monkeypatch.setattr("store.sqlite.scores.reading.SCORES_MOST", 3)
    rows = (await api.get("/v1/scores?request_id=r0&include_superseded=true")).body["data"]
    assert [(row["name"], row["value"]) for row in rows] == [("kept", 0), ("again", 3), ("again", 4)]
