"""Bodies that are not what a route takes: each says what is wrong, on every route in the same words."""

from __future__ import annotations

import re
from typing import Any

import pytest

from api.http.operations import OPERATIONS
from tests.api.conftest import SHARED, Api
from tests.api.contract import promised

WITH_BODY = [
    (operation.method, re.sub(r"{\w+}", "x", operation.path), operation.id)
    for operation in OPERATIONS
    if operation.body and operation.error_style is None
]
JSON = {"Content-Type": "application/json"}


@SHARED
async def test_a_field_that_a_route_does_not_know(shared_api: Api) -> None:
    """422 naming it, so that a misspelt one is not left out in silence."""
    contract = promised()
    for method, path, name in WITH_BODY:
        answer = await shared_api.call(method, path, json={"misspelt": 1})
        assert answer.status == 422, name
        detail = answer.body["details"]["requestBody.misspelt"]
        assert detail["message"] == '"misspelt" is an excess property and therefore is not allowed', name
        contract.check(name, 422, answer.body)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 422),
        ({"data": b"null", "headers": JSON}, 422),
        ({"data": b'"text"', "headers": JSON}, 422),
        ({"data": b"{", "headers": JSON}, 400),
        ({"data": b'{"a": "\xff"}', "headers": JSON}, 400),
        ({"data": b"[" * 100_000, "headers": JSON}, 400),
        ({"data": b"{}", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"data": b"{}", "headers": JSON | {"Content-Encoding": "gzip"}}, 400),
        ({"data": b"{}", "headers": JSON | {"Content-Encoding": "rot13"}}, 415),
    ],
)
@SHARED
async def test_no_body_that_can_be_read(shared_api: Api, sent: dict[str, Any], status: int) -> None:
    """None at all, null, a text, half a body, another encoding: the status tells them apart, on every route."""
    contract = promised()
    for method, path, name in WITH_BODY:
        answer = await shared_api.call(method, path, **sent)
        assert answer.status == status, (name, answer)
        contract.check(name, status, answer.body)
        if status == 422:
            assert list(answer.body["details"]) == ["requestBody"], name


async def test_texts_that_cannot_be_kept(api: Api) -> None:
    """NUL and half of a surrogate pair are named by their place, however deep they lie."""
    for text in ("\\ud800", "\\u0000"):
        body = f'{{"requestIds": ["a", "{text}"]}}'
        answer = await api.call("POST", "/v1/request/query-ids", data=body, headers=JSON)
        assert (answer.status, list(answer.body["details"])) == (422, ["requestBody.requestIds[1]"])
    for text in ("\\ud800", "\\u0000"):
        body = f'{{"filter": "all", "timeFilter": {{"start": "2026-01-01", "end": "{text}"}}}}'
        answer = await api.call("POST", "/v1/evals/query", data=body, headers=JSON)
        assert (answer.status, list(answer.body["details"])) == (422, ["requestBody.timeFilter.end"])


async def test_a_filter_may_be_deeper_than_the_stack(api: Api) -> None:
    """Five hundred conditions in a chain, on every question that takes a filter tree."""
    chain: Any = {"response": {"status": {"equals": 200}}}
    for _ in range(499):
        chain = {"left": {"response": {"status": {"equals": 200}}}, "operator": "or", "right": chain}
    await api.log_call("a")
    answer = await api.call("POST", "/v1/request/query", json={"filter": chain})
    assert len(answer.body["data"]) == 1
    time_filter = {"start": "2020-01-01", "end": "2100-01-01"}
    answer = await api.call("POST", "/v1/metrics/totalRequests", json={"filter": chain, "timeFilter": time_filter})
    assert answer.body["data"] == 1
    answer = await api.call("POST", "/v1/request/groups/query", json={"filter": chain, "group_by": "model"})
    assert answer.body["data"]["count"] == 1
