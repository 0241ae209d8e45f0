"""A call whose answer reports a failure counts as an error everywhere, whatever its status."""

from __future__ import annotations

import json
from typing import Any

from tests.api import calls
from tests.api.conftest import Api

FAILED = json.dumps({"error": {"message": "crashed", "type": "server_error", "code": 500}}).encode()
TIME = {"start": "2020-01-01T00:00:00Z", "end": "2100-01-01T00:00:00Z"}


async def _log(api: Api) -> None:
    await api.log_call("good")
    await api.close_call(await api.open_call("failed"), FAILED)
    await api.close_call(await api.open_call("refused"), FAILED, status=429)


async def _found(api: Api, column: str, condition: Any) -> list[str]:
    body = {"filter": {"request_response_rmt": {column: condition}}, "sort": {"created_at": "asc"}, "limit": 100}
    answer = await api.call("POST", "/v1/request/query", json=body)
    assert answer.status == 201, answer.body
    return [row["request_id"] for row in answer.body["data"]]


async def test_one_request(api: Api) -> None:
    await _log(api)
    failed = await api.request("failed")
    assert (failed["response_status"], failed["outcome"]) == (200, "answer_failed")
    assert (failed["error"], failed["error_type"], failed["error_code"]) == (
        "server_error: crashed",
        "server_error",
        "500",
    )
    assert failed["attempts"][0]["error_type"] == "server_error"
    assert (await api.request("refused"))["outcome"] == "ok"


async def test_filters(api: Api) -> None:
    await _log(api)
    assert await _found(api, "outcome", {"equals": "answer_failed"}) == ["failed"]
    assert await _found(api, "is_error", {"equals": True}) == ["failed", "refused"]
    assert await _found(api, "error", {"contains": "crashed"}) == ["failed", "refused"]
    assert await _found(api, "error_type", {"equals": "server_error"}) == ["failed", "refused"]
    assert await _found(api, "cost_source", {"equals": "price_table"}) == ["good"]


async def test_figures(api: Api) -> None:
    await _log(api)
    groups = await api.call("POST", "/v1/request/groups/query", json={"group_by": "outcome", "filter": "all"})
    assert {group["value"]: group["errors"] for group in groups.body["data"]["groups"]} == {"ok": 1, "answer_failed": 1}
    query = {"timeFilter": TIME, "filter": "all", "dbIncrement": "year", "timeZoneDifference": 0}
    series = await api.call("POST", "/v1/metrics/errorOverTime", json=query)
    assert sum(bucket["count"] for bucket in series.body["data"]) == 2


async def test_an_id_of_two_requests(api: Api) -> None:
    """A score for an id that two calls share is refused, and the answer names them."""
    await api.log_call("first")
    await api.log_call("second")
    assert await _found(api, "outcome", {"equals": "ok"}) == ["first", "second"]
    shared = json.loads(calls.ANSWER)["id"]
    refused = await api.score(shared, {"quality": 90})
    assert refused.status == 409
    assert "one of first, second" in refused.body["error"]
    assert (await api.score("first", {"quality": 90})).status == 201


async def test_findings(api: Api) -> None:
    """What could not be understood is listed with an example."""
    await api.close_call(await api.open_call("strange", b'{"a": 1}', path="/v1/made-up"), b'{"b": 2}')
    await api.request("strange")
    findings = (await api.get("/healthz/findings")).body["data"]
    assert [(finding["kind"], finding["example_id"]) for finding in findings] == [("unknown_dialect", "strange")]


async def test_feedback_by_the_id_in_the_body(api: Api) -> None:
    """As Helicone's SDKs send it."""
    await api.log_call("mine")
    answer = await api.call("POST", "/v1/feedback", json={"helicone-id": "mine", "rating": True})
    assert answer.status == 201
    assert (await api.request("mine"))["scores"] == {"helicone-score-feedback": 1}
    bad = await api.call("POST", "/v1/feedback", json={"helicone-id": "a b", "rating": True})
    assert (bad.status, list(bad.body["details"])) == (422, ["requestBody.helicone-id"])
