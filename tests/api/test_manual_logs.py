"""POST /custom/v1/log and its siblings: calls that Helicone's clients log by themselves."""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from store.settings import KeySettings, SpoolSettings
from store.spool.verify import verify_segments
from tests.api import calls
from tests.api.conftest import SHARED, Api, MakeConfig, running

CHAT = json.loads(calls.CHAT)
ANSWER = json.loads(calls.ANSWER)
TIMING = {
    "startTime": {"seconds": 1_780_000_000, "milliseconds": 250},
    "endTime": {"seconds": 1_780_000_001, "milliseconds": 500},
    "timeToFirstToken": 321,
}


def a_log(**changes: Any) -> dict[str, Any]:
    log = {
        "providerRequest": {"url": "custom-model-nopath", "json": CHAT, "meta": {}},
        "providerResponse": {"json": ANSWER, "status": 200, "headers": {"x-request-id": "req_1", "set-cookie": "x"}},
        "timing": TIMING,
    }
    return log | changes


async def send(api: Api, log: Any, path: str = "/custom/v1/log", **headers: str) -> tuple[int, str, str | None]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            api.url + path, json=log, headers={name.replace("_", "-"): headers[name] for name in headers}
        ) as answer,
    ):
        return answer.status, await answer.text(), answer.headers.get("Helicone-Id")


async def logged(api: Api, log: Any, path: str = "/custom/v1/log", **headers: str) -> Any:
    status, text, request_id = await send(api, log, path, **headers)
    assert (status, text) == (200, "ok")
    assert request_id
    return await api.request(request_id, includeBody="true")


async def test_a_log_is_a_request_like_any_other(api: Api) -> None:
    found = await logged(
        api,
        a_log(),
        Helicone_User_Id="ada",
        Helicone_Session_Id="s-1",
        Helicone_Property_PromptVersion="v3",
        Helicone_Auth="Bearer secret",
    )
    assert (found["request_model"], found["response_model"]) == ("gpt-4o-mini", "gpt-4o-mini-2024-07-18")
    assert (found["prompt_tokens"], found["completion_tokens"], found["response_status"]) == (12, 5, 200)
    assert (found["request_user_id"], found["session_id"], found["properties"]["PromptVersion"]) == ("ada", "s-1", "v3")
    assert (found["delay_ms"], found["time_to_first_token"]) == (1_250, 321)
    assert found["request_created_at"] == "2026-05-28T20:26:40.250Z"
    assert (found["request_body"], found["response_body"]) == (CHAT, ANSWER)
    assert (found["dialect"], found["attempts"][0]["upstream"]) == ("openai_chat", "manual log")
    assert found["response_headers"] == {"x-request-id": "req_1"}
    assert "secret" not in json.dumps(found)


async def test_headers_win_over_the_logs_meta(api: Api) -> None:
    request = {"url": "x", "json": CHAT, "meta": {"Helicone-User-Id": "bob", "Helicone-Property-Team": "blue"}}
    found = await logged(api, a_log(providerRequest=request), helicone_user_id="ada")
    assert found["request_user_id"] == "ada"
    assert found["properties"] == {"Team": "blue"}


ANTHROPIC_ANSWER = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "claude-sonnet-4-5",
    "content": [{"type": "text", "text": "Blue."}],
    "stop_reason": "end_turn",
    "usage": {"input_tokens": 7, "output_tokens": 2},
}
GEMINI_ANSWER = {
    "candidates": [{"content": {"role": "model", "parts": [{"text": "Blue."}]}, "finishReason": "STOP"}],
    "usageMetadata": {"promptTokenCount": 7, "candidatesTokenCount": 2, "totalTokenCount": 9},
    "modelVersion": "gemini-2.5-flash",
}
SSE = calls.STREAM.decode()
LINES = "\n".join(line.removeprefix("data: ") for line in SSE.split("\n\n")[:2])


@pytest.mark.parametrize(
    ("path", "answer", "dialect", "provider", "said"),
    [
        ("/anthropic/v1/log", {"json": ANTHROPIC_ANSWER}, "anthropic_messages", "anthropic", "Blue."),
        ("/googleapis/v1/log", {"json": GEMINI_ANSWER}, "gemini", "google", "Blue."),
        ("/oai/v1/log", {"json": {}, "textBody": SSE}, "openai_chat", "openai", "Qubits"),
        ("/oai/v1/log", {"json": {}, "textBody": LINES}, "openai_chat", "openai", "Qubits"),
        ("/v1/trace/custom/v1/log", {"textBody": "Just words."}, "openai_chat", None, "Just words."),
        ("/v1/trace/custom/log", {"json": ANSWER}, "openai_chat", None, "Qubits, mostly."),
    ],
)
async def test_the_shape_of_the_bodies_tells_the_dialect(
    api: Api, path: str, answer: Any, dialect: str, provider: str | None, said: str
) -> None:
    found = await logged(api, a_log(providerResponse={"status": 200, **answer}), path)
    assert (found["dialect"], found["provider"], found["answer_preview"]) == (dialect, provider, said)


async def test_an_address_tells_provider_and_path_and_keeps_no_secret(api: Api) -> None:
    request = {"url": "https://me:pw@api.mistral.ai:444/v1/chat/completions?key=secret", "json": CHAT}
    found = await logged(api, a_log(providerRequest=request))
    assert (found["provider"], found["request_path"]) == ("mistral", "/v1/chat/completions")
    assert found["target_url"] == "https://api.mistral.ai:444/v1/chat/completions"


async def test_a_cost_that_the_caller_knows_is_the_cost(api: Api) -> None:
    found = await logged(api, a_log(providerResponse={"json": ANSWER, "status": 200, "cost": 0.125}))
    assert (found["cost"], found["cost_source"]) == (0.125, "provider")


async def test_a_cancelled_call_has_no_status(api: Api) -> None:
    found = await logged(api, a_log(providerResponse={"json": {}, "textBody": "", "status": -3}))
    assert (found["response_status"], found["outcome"]) == (None, "client_closed")


async def test_without_timing_the_duration_is_unknown(api: Api) -> None:
    log = a_log()
    del log["timing"]
    assert (await logged(api, log))["delay_ms"] is None


@pytest.mark.parametrize("start", ["2026-05-28T20:26:40.250Z", "1780000000", "1780000000250"])
async def test_a_time_may_be_a_text(api: Api, start: str) -> None:
    found = await logged(api, a_log(timing={"startTime": start, "endTime": "2026-05-28T20:26:41.000Z"}))
    assert found["request_created_at"].startswith("2026-05-28T20:26:40")


async def test_omitted_bodies_are_not_stored_but_understood(api: Api) -> None:
    found = await logged(api, a_log(), Helicone_Omit_Request="true", Helicone_Omit_Response="true")
    assert (found["prompt_tokens"], found["prompt_preview"], found["answer_preview"]) == (12, None, None)
    assert (found["request_body"], found["response_body"]) == (None, None)


async def test_a_log_that_is_sent_again_is_stored_once(api: Api) -> None:
    """A client that got no answer sends it again. Another log under the id is another attempt."""
    for _ in range(2):
        found = await logged(api, a_log(), Helicone_Request_Id="mine")
        assert (found["request_id"], found["attempt_count"]) == ("mine", 1)
    found = await logged(api, a_log(providerResponse={"json": {}, "status": 500}), Helicone_Request_Id="mine")
    assert found["attempt_count"] == 2


async def test_a_score_waits_for_its_log(api: Api) -> None:
    await api.score("mine", {"accuracy": 90})
    assert (await logged(api, a_log(), Helicone_Request_Id="mine"))["scores"] == {"accuracy": 90}


async def test_an_invalid_request_id_is_replaced(api: Api) -> None:
    found = await logged(api, a_log(), Helicone_Request_Id="no spaces")
    assert found["request_id"] != "no spaces"


@pytest.mark.parametrize(
    ("log", "said"),
    [
        ({}, "providerRequest"),
        ([], "invalid object"),
        ("text", "invalid object"),
        (a_log(providerRequest={"json": {}}), "url"),
        (a_log(providerRequest={"url": 7, "json": {}}), "url"),
        (a_log(providerRequest={"url": "x"}), "json"),
        (a_log(providerRequest={"url": "x", "json": {}, "meta": []}), "meta"),
        (a_log(providerResponse={"json": {}, "status": "200"}), "HTTP status"),
        (a_log(providerResponse={"json": {}, "status": 7}), "HTTP status"),
        (a_log(providerResponse={"json": {}, "status": 200, "headers": 1}), "headers"),
        (a_log(timing={"startTime": {"seconds": 2}, "endTime": {"seconds": 1}}), "must not be after"),
        (a_log(timing={"startTime": {"seconds": 1e300}, "endTime": "1"}), "seconds"),
        (a_log(timing={"startTime": "99999999999999999999", "endTime": "1"}), "1970 to 2100"),
        (a_log(timing={"startTime": "soon", "endTime": "1"}), "ISO 8601"),
    ],
)
@SHARED
async def test_a_bad_log_is_answered_as_helicone_does(shared_api: Api, log: Any, said: str) -> None:
    status, text, _ = await send(shared_api, log)
    assert status == 400
    assert said in json.loads(text)["error"]


async def test_a_log_too_large_or_too_deep_or_no_json_is_refused(api: Api) -> None:
    headers = {"Content-Type": "application/json"}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{api.url}/custom/v1/log", data=BytesIO(b" " * (11 << 20)), headers=headers) as answer,
    ):
        assert (answer.status, await answer.text()) == (400, "Payload too large")
    deep = (
        b'{"providerRequest":{"url":"x","json":{"a":'
        + b"[" * 300
        + b"]" * 300
        + b'}},"providerResponse":{"status":200}}'
    )
    for body, said in ((b"{", "not JSON"), (deep, "254 levels")):
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{api.url}/custom/v1/log", data=body, headers=headers) as answer,
        ):
            assert answer.status == 400
            assert said in (await answer.json())["error"]


async def test_gzip_is_read(api: Api) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    body = gzip.compress(json.dumps(a_log()).encode())
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{api.url}/custom/v1/log", data=body, headers=headers) as answer,
    ):
        assert answer.status == 200


async def test_a_body_beyond_the_capture_limit_keeps_its_head_and_tail(make_config: MakeConfig) -> None:
    async with running(make_config(capture_limit_bytes=4_000)) as api:
        request = {"url": "x", "json": {**CHAT, "padding": "x" * 10_000, "user": "ada"}}
        found = await logged(api, a_log(providerRequest=request))
        assert found["attempts"][0]["request_truncated"]
        assert (found["request_model"], found["request_user_id"]) == ("gpt-4o-mini", "ada")


def a_key(name: str, secret: str, *scopes: str) -> KeySettings:
    return KeySettings(name=name, sha256=sha256(secret.encode()).hexdigest(), project=7, scopes=frozenset(scopes))  # type: ignore[arg-type]


async def test_the_key_needs_the_scope_to_make_calls(make_config: MakeConfig) -> None:
    keys = (a_key("app", "sk-app", "proxy"), a_key("reader", "sk-reader", "read"))
    async with running(make_config(keys=keys)) as api:
        assert (await send(api, a_log()))[:2] == (401, "Unauthorized")
        assert (await send(api, a_log(), Authorization="Bearer no"))[0] == 401
        assert (await send(api, a_log(), Authorization="Bearer sk-reader"))[0] == 403
        status, _, request_id = await send(api, a_log(), Authorization="Bearer sk-app")
        assert status == 200
        shown = await api.get(f"/v1/request/{request_id}", headers={"Authorization": "Bearer sk-reader"})
        assert shown.body["data"]["request_id"] == request_id
        assert (await send(api, a_log(), Helicone_Auth="Bearer sk-app"))[0] == 200
        assert (await send(api, a_log(), Authorization=aiohttp.encode_basic_auth("me", "sk-app")))[0] == 200


async def test_without_room_in_the_spool_nothing_is_acknowledged(make_config: MakeConfig) -> None:
    async with running(make_config(spool=SpoolSettings(max_bytes=1_100))) as api:
        status, text, _ = await send(api, a_log())
        assert status == 503
        assert "spool.max_bytes" in json.loads(text)["error"]
        status, text, _ = await send(api, a_log())
        assert status == 503


async def test_a_log_is_whole_in_the_spool_before_it_is_acknowledged(api: Api) -> None:
    for _ in range(3):
        await send(api, a_log())
    spool = Path(api.config.data_dir) / "spool"
    reports = verify_segments(spool, len)
    assert sum(report.frames for report in reports) == 3
    assert sum(report.damaged for report in reports) == 0


async def test_health_counts_proxy_workers_only(api: Api) -> None:
    assert len((await api.get("/healthz")).body["workers"]) == 1  # the one of this test
