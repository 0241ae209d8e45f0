"""Posting scores."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
from urllib.parse import quote, unquote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.settings import ScoreSettings
from tests.api.conftest import SHARED, Api, MakeConfig, running

ACCEPTED = (201, {"data": None, "error": None})
JSON = {"Content-Type": "application/json"}


async def test_scores_are_read_back(api: Api) -> None:
    """Helicone's shape shows whole numbers, booleans 1/0 under their own name, no labels; the details are typed."""
    await api.log_call("my-request")
    answer = await api.score("my-request", {"accuracy": 92, "is_safe": True, "bad": False, "verdict": "good"})
    assert (answer.status, answer.body) == ACCEPTED
    shown = await api.request("my-request")
    assert shown["scores"] == {"accuracy": 92, "is_safe-hcone-bool": 1, "bad-hcone-bool": 0}
    details = {detail["name"]: (detail["kind"], detail["value"], detail["label"]) for detail in shown["score_details"]}
    assert details == {
        "accuracy": ("integer", 92, None),
        "is_safe": ("boolean", True, None),
        "bad": ("boolean", False, None),
        "verdict": ("label", None, "good"),
    }


async def test_scores_merge_by_name(api: Api) -> None:
    """A second call replaces the names it has and leaves the others."""
    await api.log_call("my-request")
    await api.score("my-request", {"a": 1, "b": 2})
    await api.score("my-request", {"b": 3, "c": 4})
    await api.score("my-request", {})
    assert (await api.request("my-request"))["scores"] == {"a": 1, "b": 3, "c": 4}


async def test_a_score_may_come_before_its_call(api: Api) -> None:
    """A score for an id not logged yet joins its call when that arrives, by request id or the upstream's own id."""
    assert (await api.score("later", {"a": 1})).status == 201
    assert (await api.score("chatcmpl-abc123", {"b": 2})).status == 201
    assert await api.request("later") is None
    await api.log_call("later")
    assert (await api.request("later"))["scores"] == {"a": 1, "b": 2}


async def test_scores_outlive_the_process(make_config: MakeConfig) -> None:
    """What was acknowledged is there after a restart, a score that waits included."""
    async with running(make_config()) as api:
        await api.log_call("early")
        await api.score("early", {"a": 1})
        await api.score("later", {"b": 2})
    async with running(make_config()) as api:
        await api.log_call("later")
        assert (await api.request("early"))["scores"] == {"a": 1}
        assert (await api.request("later"))["scores"] == {"b": 2}


async def test_one_bad_value_and_nothing_is_kept(api: Api) -> None:
    """A refusal names the field in Helicone's shape, and the good scores beside it are not kept."""
    await api.log_call("my-request")
    answer = await api.score("my-request", {"good": 1, "accuracy": 0.92})
    assert answer.status == 422
    assert answer.body["message"] == "Validation Failed"
    detail = answer.body["details"]["requestBody.scores.accuracy"]
    assert detail["value"] == 0.92
    assert "multiply by 100" in detail["message"]
    assert (await api.request("my-request"))["scores"] == {}


async def test_too_many_waiting_scores_are_refused(make_config: MakeConfig) -> None:
    """Beyond scores.waiting_max a score for an unknown call is refused, one for a known call is not."""
    async with running(make_config(scores=ScoreSettings(waiting_max=1))) as api:
        await api.log_call("known")
        assert await api.request("known")
        assert (await api.score("unknown-1", {"a": 1})).status == 201
        answer = await api.score("unknown-2", {"a": 1})
        assert answer.status == 429
        assert answer.body["data"] is None
        assert "waiting_max" in answer.body["error"]
        assert (await api.score("known", {"a": 1})).status == 201


@pytest.mark.parametrize("sent", ["a%2Fb", "a%3Fb", "a:b~c@d+e=f", "%61bc", "x" * 256, "chatcmpl-9aB_c"])
async def test_ids_are_decoded_once(api: Api, sent: str) -> None:
    """An id percent-encoded in the path is the id that it was before, a slash included."""
    request_id = unquote(sent)
    await api.log_call(request_id)
    answer = await api.score(sent, {"a": 1})
    assert (answer.status, answer.body) == ACCEPTED
    shown = await api.request(sent)
    assert (shown["request_id"], shown["scores"]) == (request_id, {"a": 1})


@pytest.mark.parametrize("sent", ["%20", "a%20b", "%00", "%FF", "%C3%BC", "a%252Fb", "x" * 257, "%2E%2E"])
@SHARED
async def test_ids_that_name_no_call_are_refused(shared_api: Api, sent: str) -> None:
    """An id that no call can have is refused at once instead of waiting for ever."""
    answer = await shared_api.score(sent, {"a": 1})
    assert answer.status in (404, 422), answer
    if answer.status == 422:
        assert "256 visible ASCII" in answer.body["details"]["requestId"]["message"]


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 201),
        ("application/json; charset=utf-8", 201),
        ("Application/JSON", 201),
        ("application/vnd.api+json", 201),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
        ("multipart/form-data; boundary=x", 415),
        ("application/jsonp", 415),
        ("", 415),
        ("\xff", 415),
    ],
)
@SHARED
async def test_only_json_types_are_taken(shared_api: Api, content_type: str, status: int) -> None:
    """A page of anybody can make a browser post the other types without asking us first."""
    answer = await shared_api.call(
        "POST",
        "/v1/request/x/score",
        data=b'{"scores": {"a": 1}}',
        headers={"Content-Type": content_type},
    )
    assert answer.status == status, answer


async def test_bodies_that_are_no_json_are_bad_requests(api: Api) -> None:
    """Malformed JSON is 400, no body at all 422, more than 10 MB 413, an unknown encoding 415."""
    path = "/v1/request/x/score"
    assert (await api.call("POST", path, data=b"{", headers=JSON)).status == 400
    nothing = await api.call("POST", path)
    assert nothing.status == 422
    assert nothing.body["details"]["requestBody"]["message"] == "'requestBody' is required"
    large = json.dumps({"scores": {"a": "x" * (10 << 20)}}).encode()
    assert (await api.call("POST", path, data=io.BytesIO(large), headers=JSON)).status == 413
    strange = {**JSON, "Content-Encoding": "rot13"}
    assert (await api.call("POST", path, data=b"{}", headers=strange)).status == 415


async def test_compressed_bodies(api: Api) -> None:
    """gzip is read; what only says that it is gzip is a bad request; a bomb is too large, not a full memory."""
    path = "/v1/request/x/score"
    headers = {**JSON, "Content-Encoding": "gzip"}
    good = gzip.compress(b'{"scores": {"a": 1}}')
    bomb = gzip.compress(b"[" * (64 << 20))
    assert (await api.call("POST", path, data=good, headers=headers)).status == 201
    assert (await api.call("POST", path, data=b'{"scores": {"a": 1}}', headers=headers)).status == 400
    assert (await api.call("POST", path, data=bomb, headers=headers)).status == 413


async def test_many_at_once(api: Api) -> None:
    """A hundred calls at the same time are all kept."""
    await api.log_call("my-request")
    answers = await asyncio.gather(*(api.score("my-request", {f"s{n}": n}) for n in range(100)))
    assert {answer.status for answer in answers} == {201}
    assert (await api.request("my-request"))["scores"] == {f"s{n}": n for n in range(100)}


json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
bodies = (
    st.binary(max_size=200)
    | json_like.map(lambda value: json.dumps(value).encode())
    | st.dictionaries(st.text(), json_like, max_size=4).map(lambda scores: json.dumps({"scores": scores}).encode())
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=bodies,
    request_id=st.text(st.characters(exclude_characters="/?#", exclude_categories=["Cs"]), min_size=1, max_size=20),
    content_type=st.sampled_from(["application/json", "application/json", "text/plain"]),
)
async def test_nothing_a_client_sends_is_our_fault(api: Api, body: bytes, request_id: str, content_type: str) -> None:
    """Whatever is posted, the answer is 201 or a 4xx that says why, as JSON."""
    path = f"/v1/request/{quote(request_id, safe='')}/score"
    answer = await api.call("POST", path, data=body, headers={"Content-Type": content_type})
    assert answer.status in (201, 400, 404, 415, 422), answer
    assert answer.status == 201 or answer.body.get("error") or answer.body.get("message")


@pytest.mark.parametrize("path", ["/v1/request/my-request/feedback", "/v1/feedback"])
@pytest.mark.parametrize("rating", [[], {}, [1], {"a": 1}, [[]], None, 1, 2.5, "x", "TRUE"])
@SHARED
async def test_a_rating_that_is_no_boolean_is_refused(shared_api: Api, path: str, rating: object) -> None:
    """422 with the field's name, whatever JSON it is."""
    answer = await shared_api.call(
        "POST", path, json={"rating": rating, **({"helicone-id": "r"} if "/v1/f" in path else {})}
    )
    assert (answer.status, list(answer.body["details"])) == (422, ["requestBody.rating"])
