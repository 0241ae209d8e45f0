"""Reading a call by its id."""

from __future__ import annotations

import json
import re
import time
from typing import Any

from tests.api import calls
from tests.api.conftest import Api, MakeConfig, running

# What Helicone fills in (HeliconeRequest)
HELICONE_FIELDS = """
    request_id response_id request_created_at response_created_at request_body response_body response_status
    request_user_id request_properties properties provider request_model model delay_ms time_to_first_token
    total_tokens prompt_tokens completion_tokens reasoning_tokens prompt_cache_read_tokens prompt_cache_write_tokens
    cost country_code scores asset_ids asset_urls target_url cache_enabled cache_reference_id request_referrer
    ai_gateway_body_mapping prompt_id prompt_version storage_location updated_at signed_body_url
    feedback_created_at
"""
HEADERS = [
    ("Helicone-User-Id", "ann"),
    ("Helicone-Property-Environment", "staging"),
    ("Helicone-Session-Id", "s-1"),
    ("Helicone-Session-Name", "planning"),
    ("Helicone-Session-Path", "/plan/step"),
    ("Helicone-Prompt-Id", "greeting"),
]


async def test_a_call_in_helicone_s_shape(api: Api) -> None:
    """Every field of HeliconeRequest is there, filled from what the proxy noted and what the bodies mean."""
    exchange_id = await api.log_call("my-request", helicone_headers=HEADERS)
    shown = await api.request("my-request")
    assert set(shown) >= set(HELICONE_FIELDS.split())
    expected = {
        "request_id": "my-request",
        "response_id": exchange_id,
        "response_status": 200,
        "request_user_id": "ann",
        "properties": {"Environment": "staging"},
        "request_properties": {"Environment": "staging"},
        "request_model": "gpt-4o-mini",
        "response_model": "gpt-4o-mini-2024-07-18",
        "model": "gpt-4o-mini-2024-07-18",
        "delay_ms": 250,
        "time_to_first_token": None,
        "prompt_tokens": 12,
        "completion_tokens": 5,
        "total_tokens": 17,
        "scores": {},
        "target_url": "https://api.openai.com/v1/chat/completions",
        "request_path": "/v1/chat/completions",
        "prompt_id": "greeting",
        "cache_enabled": False,
        "cache_reference_id": "00000000-0000-0000-0000-000000000000",
        "request_body": None,
        "response_body": None,
        "outcome": "ok",
        "error": None,
        "upstream_id": "chatcmpl-abc123",
        "session_id": "s-1",
        "session_name": "planning",
        "session_path": "/plan/step",
        "answer_preview": "Qubits, mostly.",
        "finish_reason": "stop",
        "is_stream": False,
        "request_headers": {"content-type": "application/json"},
        "conflicts": [],
        "read_back_by": [],
    }
    assert {name: shown[name] for name in expected} == expected
    assert "quantum" in shown["prompt_preview"]
    assert ["Helicone-User-Id", "ann"] in shown["helicone_headers"]
    assert shown["cost"] > 0
    assert shown["provider"]


async def test_moments_are_iso_8601(api: Api) -> None:
    """Moments are UTC with milliseconds and Z, as JavaScript writes them."""
    await api.log_call("my-request", started_at_us=1_700_000_000_123_456)
    shown = await api.request("my-request")
    assert shown["request_created_at"] == "2023-11-14T22:13:20.123Z"
    assert shown["response_created_at"] == "2023-11-14T22:13:20.373Z"
    await api.score("my-request", {"a": 1})
    shown = await api.request("my-request")
    for value in (shown["updated_at"], shown["score_details"][0]["recorded_at"]):
        assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", value)


async def test_a_call_in_flight(api: Api) -> None:
    """A call that is running is there at once, its outcome open; ended, it is complete at once."""
    exchange_id = await api.open_call("my-request")
    shown = await api.request("my-request")
    open_fields = ("outcome", "response_status", "response_id", "response_created_at", "delay_ms", "completion_tokens")
    assert [shown[name] for name in open_fields] == [None] * len(open_fields)
    assert shown["attempts"][0]["ended_at"] is None
    await api.close_call(exchange_id)
    shown = await api.request("my-request")
    assert (shown["outcome"], shown["response_status"], shown["completion_tokens"]) == ("ok", 200, 5)


async def test_a_call_answers_to_three_names(api: Api) -> None:
    """The caller's id, the exchange's own and the upstream's lead to the same request."""
    exchange_id = await api.log_call("my-request")
    for name in ("my-request", exchange_id, "chatcmpl-abc123"):
        assert (await api.request(name))["request_id"] == "my-request"


async def test_unknown_ids(api: Api) -> None:
    """An unknown id is data null, with status 200 as in Helicone."""
    assert await api.request("nobody") is None
    assert await api.request("nobody", includeBody="true") is None


async def test_bodies_are_shown_when_asked_for(api: Api) -> None:
    """includeBody puts in both bodies, parsed; anything but true and false is refused."""
    await api.log_call("my-request")
    shown = await api.request("my-request", includeBody="true")
    assert shown["request_body"] == json.loads(calls.CHAT)
    assert shown["response_body"] == json.loads(calls.ANSWER)
    assert (await api.request("my-request", includeBody="false"))["request_body"] is None
    refused = await api.get("/v1/request/my-request?includeBody=perhaps")
    assert refused.status == 422
    assert refused.body["details"]["includeBody"]["value"] == "perhaps"


async def test_streams_are_put_together(api: Api) -> None:
    """A streamed answer is shown as the object that the call would have given without streaming."""
    exchange_id = await api.open_call("my-request")
    await api.close_call(exchange_id, calls.STREAM, response_headers={"content-type": "text/event-stream"})
    shown = await api.request("my-request", includeBody="true")
    assert shown["is_stream"] is True
    assert shown["response_body"]["choices"][0]["message"]["content"] == "Qubits"


async def test_strange_bodies_are_shown_too(api: Api) -> None:
    """Deep nesting, text, bytes and nothing at all: an answer in JSON, whatever was logged."""
    deep = b'{"a":' * 252 + b"1" + b"}" * 252
    for request_id, body in [("deep", deep), ("deeper", b"[" * 5000), ("bytes", bytes(range(256))), ("none", b"")]:
        exchange_id = await api.open_call(request_id, body)
        await api.close_call(exchange_id, body)
        shown = await api.request(request_id, includeBody="true")
        assert shown["request_id"] == request_id
        assert (shown["request_body"] is None) == (body == b"")
    assert "a" in (await api.request("deep", includeBody="true"))["request_body"]


async def test_retries_are_attempts_of_one_request(api: Api) -> None:
    """Tokens and cost are summed over the attempts, the rest shows the last; other calls are listed as conflicts."""
    started_us = time.time_ns() // 1000
    first = await api.open_call("my-request", started_at_us=started_us - 3_000_000)
    await api.close_call(first, b"{}", status=500)
    await api.log_call("my-request", started_at_us=started_us - 2_000_000)
    last = await api.log_call("my-request", started_at_us=started_us - 1_000_000)
    other = await api.open_call("my-request", b'{"model": "other"}', path="/v1/embeddings")
    await api.score("my-request", {"a": 1})
    shown = await api.request("my-request")
    assert [attempt["status"] for attempt in shown["attempts"]] == [500, 200, 200]
    assert shown["attempts"][0]["exchange_id"] == first
    assert (shown["response_id"], shown["response_status"]) == (last, 200)
    assert (shown["prompt_tokens"], shown["completion_tokens"], shown["total_tokens"]) == (24, 10, 34)
    assert shown["cost"] == sum(attempt["cost_usd"] or 0 for attempt in shown["attempts"])
    assert [conflict["exchange_id"] for conflict in shown["conflicts"]] == [other]
    assert shown["conflicts"][0]["path"] == "/v1/embeddings"
    assert shown["scores"] == {"a": 1}


async def test_each_attempt_shows_its_bodies_and_headers(api: Api) -> None:
    """Those of an earlier attempt and of a conflict too; of another request's there are none."""
    failed = b'{"error": {"message": "slow down", "type": "rate_limit"}}'
    first = await api.open_call("my-request", helicone_headers=HEADERS)
    await api.close_call(first, failed, status=429, response_headers={"x-request-id": "req_1"})
    await api.log_call("my-request")
    other = await api.open_call("my-request", b'{"model": "other"}', path="/v1/embeddings")
    await api.log_call("another")

    async def attempt(exchange_id: str) -> Any:
        return await api.get(f"/v1/request/my-request/attempts/{exchange_id}")

    shown = (await attempt(first)).body["data"]
    assert (shown["exchange_id"], shown["status"]) == (first, 429)
    assert shown["response_body"] == json.loads(failed)
    assert shown["request_body"]["messages"]
    assert shown["response_headers"] == {"x-request-id": "req_1"}
    assert ["Helicone-Prompt-Id", "greeting"] in shown["helicone_headers"]
    assert (await attempt(other)).body["data"]["request_body"] == {"model": "other"}
    assert (await attempt("nothing")).status == 404
    assert (await api.get(f"/v1/request/another/attempts/{first}")).status == 404
    assert (await api.get(f"/v1/request/nobody/attempts/{first}")).status == 404


async def test_a_failed_call_says_how(api: Api) -> None:
    """A call without an answer shows its outcome as a word and what failed."""
    exchange_id = await api.open_call("my-request")
    await api.close_call(
        exchange_id, b"", outcome="upstream_unreachable", error="DNS: no such host", status=502, response_headers={}
    )
    shown = await api.request("my-request")
    assert (shown["outcome"], shown["error"]) == ("upstream_unreachable", "DNS: no such host")
    assert shown["cost"] is None


async def test_calls_outlive_the_process(make_config: MakeConfig) -> None:
    """What is in the spool when the process is told to stop is in the store when it has ended."""
    async with running(make_config()) as api:
        names = [await api.log_call(f"r-{n}") for n in range(50)]
    async with running(make_config()) as api:
        for n, name in enumerate(names):
            assert (await api.request(f"r-{n}"))["response_id"] == name
