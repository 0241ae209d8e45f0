"""Lists and counts of requests."""

from __future__ import annotations

import json
import time
from hashlib import sha256
from typing import Any

import pytest

from store.settings import KeySettings
from tests.api import calls
from tests.api.conftest import SHARED, Answer, Api, MakeConfig, running

R = "request_response_rmt"
START_US = 1_760_000_000_000_000
PATHS = ["/v1/request/query", "/v1/request/query-clickhouse"]


def _key(secret: str, **changes: Any) -> KeySettings:
    return KeySettings(name=secret, sha256=sha256(secret.encode()).hexdigest(), **changes)


async def _query(api: Api, filter: Any = "all", path: str = PATHS[0], **body: Any) -> Answer:
    return await api.call("POST", path, json={"filter": filter, **body})


async def _ids(api: Api, filter: Any = "all", **body: Any) -> list[str]:
    answer = await _query(api, filter, **body)
    assert answer.status == 201, answer.body
    return [row["request_id"] for row in answer.body["data"]]


async def _count(api: Api, filter: Any) -> int:
    answer = await api.call("POST", "/v1/request/count/query", json={"filter": filter})
    assert (answer.status, answer.body["error"]) == (200, None), answer.body
    return int(answer.body["data"])


async def _log(api: Api, request_id: str, second: int = 0, **properties: str) -> str:
    headers = [(f"Helicone-Property-{name}", value) for name, value in properties.items()]
    return await api.log_call(request_id, started_at_us=START_US + second * 1_000_000, helicone_headers=headers)


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_has_whole_rows(api: Api, path: str) -> None:
    """As GET shows them, bodies included, and fresh: the call was logged a moment ago."""
    await _log(api, "a", Env="prod")
    await api.score("a", {"accuracy": 92, "safe": True})
    before_us = time.time_ns() // 1000
    answer = await _query(api, path=path)
    assert (answer.status, answer.body["error"]) == (201, None)
    (row,) = answer.body["data"]
    shown = await api.request("a", includeBody="true")
    assert row.pop("signed_body_url").startswith(f"{api.url}/v1/request/a/bodies?")
    shown.pop("signed_body_url")
    assert shown.pop("read_back_by") == []
    assert row.pop("read_back_by") is None, "a list does not look for them"
    assert row == shown
    assert row["request_body"] == json.loads(calls.CHAT)
    assert row["scores"] == {"accuracy": 92, "safe-hcone-bool": 1}
    assert answer.body["fresh_to"] >= time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(before_us / 1e6))


async def test_bodies_can_be_left_out(api: Api) -> None:
    await _log(api, "a")
    (row,) = (await _query(api, includeBodies=False)).body["data"]
    assert (row["request_body"], row["response_body"]) == (None, None)


async def test_newest_first_ten_at_a_time(api: Api) -> None:
    """The defaults of Helicone; offset and limit as told."""
    for number in range(12):
        await _log(api, f"r{number:02}", number)
    newest_first = [f"r{number:02}" for number in reversed(range(12))]
    assert await _ids(api) == newest_first[:10]
    assert await _ids(api, limit=3, offset=10) == newest_first[10:]
    assert await _ids(api, limit=0) == []
    assert await _ids(api, limit="2") == newest_first[:2]
    assert await _ids(api, sort={"created_at": "asc"}, limit=2) == ["r00", "r01"]


@pytest.mark.parametrize(
    "sort",
    [
        {},
        {"created_at": "asc"},
        {"cost": "desc"},
        {"latency": "asc"},
        {"user_id": "desc"},
        {"properties": {"team": "asc"}},
        {"properties": {"TEAM": "desc"}},
        {"properties": {"never": "desc"}},
        {"scores": {"accuracy": "desc"}},
    ],
)
async def test_a_cursor_walks_through_everything_once(api: Api, sort: Any) -> None:
    """Also where many have the same value, or none."""
    for number in range(9):
        team = {"Team": "abc"[number % 3]} if number % 4 else {}
        await _log(api, f"r{number}", number // 2, **team)
        if number % 2:
            await api.score(f"r{number}", {"accuracy": number // 4})
    at_once = await _ids(api, sort=sort, limit=1000)
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        answer = await _query(api, sort=sort, limit=2, **cursor)
        seen += [row["request_id"] for row in answer.body["data"]]
        if answer.body["next_cursor"] is None:
            break
        cursor = {"cursor": answer.body["next_cursor"]}
    assert seen == at_once
    assert sorted(seen) == [f"r{number}" for number in range(9)]


@pytest.mark.parametrize(
    "sort",
    [{}, {"created_at": "asc"}, {"properties": {"team": "desc"}}, {"scores": {"accuracy": "asc"}}],
)
async def test_what_is_before_and_after_a_request(api: Api, sort: Any) -> None:
    """In every order, also next to those that have the same value, or none."""
    for number in range(6):
        await _log(api, f"r{number}", number // 2, **({"Team": "ab"[number % 2]} if number % 3 else {}))
        if number % 2:
            await api.score(f"r{number}", {"accuracy": number // 4})
    ordered = await _ids(api, sort=sort)
    for at, request_id in enumerate(ordered):
        assert await _ids(api, sort=sort, after=request_id) == ordered[at + 1 :]
        assert await _ids(api, sort=sort, before=request_id, limit=2) == ordered[max(at - 2, 0) : at]


async def test_the_place_of_a_request_that_the_filter_leaves_out(api: Api) -> None:
    """Who labels what has no label yet goes on from there."""
    for number in range(3):
        await _log(api, f"r{number}", number)
    await api.score("r1", {"accuracy": 1})
    unlabelled = {R: {"scores": {"accuracy": {"equals": "null"}}}}
    assert await _ids(api, unlabelled, after="r1") == ["r0"]
    assert await _ids(api, unlabelled, before="r1") == ["r2"]


async def test_a_number_may_be_missing(api: Api) -> None:
    """The cost of a model without a price, and the tokens of a call that nobody counted."""
    await _log(api, "known")
    exchange_id = await api.open_call("unknown", calls.CHAT.replace(b"gpt-4o-mini", b"house-model"))
    await api.close_call(exchange_id, b'{"model": "house-model", "choices": []}')
    for column in ("cost", "total_tokens"):
        assert await _ids(api, {R: {column: {"equals": "null"}}}) == ["unknown"]
        assert await _ids(api, {R: {column: {"not-equals": "null"}}}) == ["known"]
    refused = await _query(api, {R: {"cost": {"gt": "null"}}})
    assert (refused.status, "null" in json.dumps(refused.body["details"])) == (422, True)


async def test_a_random_order_has_everything(api: Api) -> None:
    for number in range(5):
        await _log(api, f"r{number}")
    answer = await _query(api, sort={"random": True}, limit=5)
    assert sorted(row["request_id"] for row in answer.body["data"]) == [f"r{number}" for number in range(5)]
    assert answer.body["next_cursor"] is None


async def test_filters_by_property_and_score(api: Api) -> None:
    """Names in any case; a missing property is not an empty one; numbers by range."""
    await _log(api, "prod", 1, Environment="production")
    await _log(api, "empty", 2, Environment="")
    await _log(api, "none", 3)
    await api.score("prod", {"accuracy": 92, "verdict": "good", "safe": True})
    await api.score("none", {"accuracy": 60, "safe": False})

    def prop(**tests: str) -> Any:
        return {R: {"properties": {"environment": {name.replace("_", "-"): value for name, value in tests.items()}}}}

    assert await _ids(api, prop(equals="production")) == ["prod"]
    assert await _ids(api, prop(equals="")) == ["empty"]
    assert await _ids(api, prop(not_equals="production")) == ["none", "empty"]
    assert await _ids(api, prop(equals="null")) == ["none"]
    assert await _ids(api, {R: {"scores": {"accuracy": {"gt": 90}}}}) == ["prod"]
    assert await _ids(api, {R: {"scores": {"accuracy": {"gte": 60, "lt": 92}}}}) == ["none"]
    assert await _ids(api, {R: {"scores": {"accuracy": {"equals": "92"}}}}) == ["prod"]
    assert await _ids(api, {R: {"scores": {"verdict": {"contains": "GOO"}}}}) == ["prod"]
    assert await _ids(api, {R: {"scores": {"safe-hcone-bool": {"equals": "0"}}}}) == ["none"]
    assert await _ids(api, isScored=False) == ["empty"]
    assert await _ids(api, isScored=True) == ["none", "prod"]
    assert await _count(api, {R: {"scores_column": {"not-equals": "{}"}}}) == 2
    assert await _count(api, prop(contains="PROD")) == 1
    both = {"left": prop(equals="production"), "operator": "and", "right": {R: {"status": {"gte": 200, "lt": 300}}}}
    assert await _ids(api, both) == ["prod"]
    assert await _ids(api, isCached=True) == []


async def test_a_retried_request_is_one_row(api: Api) -> None:
    for second in range(3):
        await _log(api, "again", second)
    answer = await _query(api)
    assert [len(row["attempts"]) for row in answer.body["data"]] == [3]
    assert await _count(api, "all") == 1


async def test_a_superseded_score_does_not_count(api: Api) -> None:
    await _log(api, "a")
    await api.score("a", {"accuracy": 50})
    await api.score("a", {"accuracy": 70})
    assert await _count(api, {R: {"scores": {"accuracy": {"lt": 60}}}}) == 0
    assert await _count(api, {R: {"scores": {"accuracy": {"equals": 70}}}}) == 1


async def test_rows_by_their_ids(api: Api) -> None:
    """In the order asked for, each once; unknown ones are left out; an upstream's own id will do."""
    for name in ("a", "b", "c"):
        await _log(api, name)
    wanted = ["c", "a", "nobody", "c", "ünknown"]
    answer = await api.call("POST", "/v1/request/query-ids", json={"requestIds": wanted})
    assert answer.status == 201
    assert [row["request_id"] for row in answer.body["data"]] == ["c", "a"]
    answer = await api.call("POST", "/v1/request/query-ids", json={"requestIds": ["chatcmpl-abc123"]})
    assert len(answer.body["data"]) == 1


async def test_text_in_whole_bodies(api: Api) -> None:
    """Beyond the preview's 500 characters; the answer says how many requests were looked at."""
    for number in range(5):
        words = "needle" if number == 2 else "hay"
        chat = {"model": "m", "messages": [{"role": "user", "content": "hay " * 400 + words}]}
        await api.log_call(f"r{number}", started_at_us=START_US + number, body=json.dumps(chat).encode())
    needle = {R: {"request_body": {"contains": "NEEDLE"}}}
    assert await _ids(api, needle) == []
    answer = await _query(api, needle, scan_bodies=True)
    assert [row["request_id"] for row in answer.body["data"]] == ["r2"]
    around = {"request": "hay " * 20 + "needle", "response": None}  # 80 characters before it, and all after it
    assert answer.body["scanned"] == {"requests": 5, "complete": True, "excerpts": {"r2": around}}
    either = {"left": needle, "operator": "or", "right": {R: {"request_id": {"equals": "r4"}}}}
    assert await _ids(api, either, scan_bodies=True) == ["r4", "r2"]
    without = {R: {"request_body": {"not-contains": "needle"}, "response_body": {"contains": "qubits"}}}
    assert await _ids(api, without, scan_bodies=True) == ["r4", "r3", "r1", "r0"]


async def test_a_signed_url_gives_the_bodies(make_config: MakeConfig) -> None:
    """Without a key, and for that request only."""
    async with running(make_config(keys=[_key("secret")])) as api:
        await _log(api, "a")
        answer = await api.call("POST", PATHS[0], json={"filter": "all"}, headers={"Authorization": "Bearer secret"})
        url = answer.body["data"][0]["signed_body_url"].removeprefix(api.url)
        bodies = await api.get(url)
        assert bodies.status == 200
        assert bodies.body == {"request": json.loads(calls.CHAT), "response": json.loads(calls.ANSWER)}
        for changed in (
            url.replace("/a/", "/b/"),
            url.replace("project=1", "project=2"),
            url.replace("expires=", "expires=9"),
            url[:-1] + ("0" if url[-1] != "0" else "1"),
            url.partition("?")[0],
            url.replace("expires=", "expires=x"),
        ):
            assert (await api.get(changed)).status == 403


async def test_a_signed_url_outlives_a_restart(make_config: MakeConfig) -> None:
    config = make_config()
    async with running(config) as api:
        await _log(api, "a")
        (row,) = (await _query(api)).body["data"]
        path = row["signed_body_url"].removeprefix(api.url)
    async with running(config) as api:
        assert (await api.get(path)).status == 200
    assert (config.data_dir / "url-secret").stat().st_mode & 0o777 == 0o600


async def test_the_same_answers_after_a_restart_and_without_the_replica_s_file(make_config: MakeConfig) -> None:
    config = make_config()
    async with running(config) as api:
        for number in range(5):
            await _log(api, f"r{number}", number, Env=str(number % 2))
        await api.score("r1", {"accuracy": 5})
        before = await _ids(api, {R: {"properties": {"env": {"equals": "1"}}}}), await _ids(api, isScored=True)
    (config.data_dir / "analytics.duckdb").unlink()
    async with running(config) as api:
        after = await _ids(api, {R: {"properties": {"env": {"equals": "1"}}}}), await _ids(api, isScored=True)
    assert before == after == (["r3", "r1"], ["r1"])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "requestBody.filter"),
        ({"filter": "none"}, "requestBody.filter"),
        ({"filter": {R: {"wrong": {}}}}, f"requestBody.filter.{R}.wrong"),
        ({"filter": {R: {"scores": {"a": {"gt": "x"}}}}}, f"requestBody.filter.{R}.scores.a.gt"),
        ({"filter": "all", "more": 1}, "requestBody.more"),
        ({"filter": "all", "offset": -1}, "requestBody.offset"),
        ({"filter": "all", "limit": "many"}, "requestBody.limit"),
        ({"filter": "all", "limit": 1.5}, "requestBody.limit"),
        ({"filter": "all", "sort": {"wrong": "asc"}}, "requestBody.sort.wrong"),
        ({"filter": "all", "sort": {"cost": "up"}}, "requestBody.sort.cost"),
        ({"filter": "all", "sort": {"cost": "asc", "latency": "asc"}}, "requestBody.sort"),
        ({"filter": "all", "sort": {"properties": "asc"}}, "requestBody.sort.properties"),
        ({"filter": "all", "sort": {"random": False}}, "requestBody.sort.random"),
        ({"filter": "all", "cursor": "garbage"}, "requestBody.cursor"),
        ({"filter": "all", "cursor": "W10"}, "requestBody.cursor"),
        ({"filter": "all", "after": "nobody"}, "requestBody.after"),
        ({"filter": "all", "after": "a", "before": "a"}, "requestBody.after"),
        ({"filter": "all", "before": "a", "sort": {"random": True}}, "requestBody.before"),
        ({"filter": "all", "before": "nobody", "sort": {"cost": "asc"}}, "requestBody.before"),
        ({"filter": "all", "isScored": "perhaps"}, "requestBody.isScored"),
        ({"filter": "all", "scan_bodies": True, "sort": {"cost": "asc"}}, "requestBody.sort"),
        ([], "requestBody"),
    ],
)
@SHARED
async def test_what_is_wrong_is_named(shared_api: Api, body: Any, field: str) -> None:
    answer = await shared_api.call("POST", PATHS[0], json=body)
    assert answer.status == 422
    assert answer.body["message"] == "Validation Failed"
    assert list(answer.body["details"]) == [field]


@pytest.mark.parametrize("literal", ["NaN", "1e400", "9007199254740992", "123456789012345678901234567890"])
@SHARED
async def test_numbers_that_are_none_are_named(shared_api: Api, literal: str) -> None:
    body = f'{{"filter": {{"{R}": {{"scores": {{"a": {{"gt": {literal}}}}}}}}}}}'
    answer = await shared_api.call("POST", PATHS[0], data=body, headers={"Content-Type": "application/json"})
    assert answer.status == 422
    assert list(answer.body["details"]) == [f"requestBody.filter.{R}.scores.a.gt"]


@pytest.mark.parametrize("limit", [-1, 1001, 10**18 - 1])
async def test_a_limit_beyond_a_thousand_is_refused(api: Api, limit: int) -> None:
    """In Helicone's words, though with the status of a caller's mistake."""
    answer = await _query(api, limit=limit)
    assert (answer.status, answer.body) == (422, {"data": None, "error": "invalid limit"})


async def test_a_limit_that_fits_no_integer_is_named(api: Api) -> None:
    answer = await _query(api, limit=2**60)
    message = "must be a finite number of at most 18 digits"
    assert answer.status == 422
    assert answer.body["details"] == {"requestBody.limit": {"message": message, "value": str(2**60)}}


async def test_projects_never_see_each_other(make_config: MakeConfig) -> None:
    keys = [_key(f"secret{project}", project=project) for project in (1, 2)]
    async with running(make_config(keys=keys)) as api:
        await api.log_call("one", project=1)
        await api.log_call("two", project=2)
        for project, name in ((1, "one"), (2, "two")):
            headers = {"Authorization": f"Bearer secret{project}"}
            answer = await api.call("POST", PATHS[0], json={"filter": "all"}, headers=headers)
            assert [row["request_id"] for row in answer.body["data"]] == [name]
            ids = {"requestIds": ["one", "two"]}
            answer = await api.call("POST", "/v1/request/query-ids", json=ids, headers=headers)
            assert [row["request_id"] for row in answer.body["data"]] == [name]
