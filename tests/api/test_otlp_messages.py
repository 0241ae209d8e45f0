"""POST /v1/logs: messages of calls, which instrumentations send as log records beside the call's span."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import orjson

from store.settings import DataDir
from store.sqlite.spool_check import verify_spool
from tests.api.conftest import Api, MakeConfig, running
from tests.api.test_otlp import AT_US, CHAT, JSON, PROTOBUF, call_of, log_call, post
from tests.support import otlp
from tests.support.otlp import logs, message, span, traces

# As opentelemetry-instrumentation-openai-v2 describes a call
CALL = {
    "gen_ai.operation.name": "chat",
    "gen_ai.system": "openai",
    "gen_ai.request.model": "gpt-4o-mini",
    "gen_ai.response.model": "gpt-4o-mini-2024-07-18",
    "gen_ai.response.finish_reasons": ["stop"],
    "gen_ai.usage.input_tokens": 12,
    "gen_ai.usage.output_tokens": 5,
}
MAP = {"id": "call_1", "type": "function", "function": {"name": "map", "arguments": '{"river": "Danube"}'}}
ANSWER = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "The Danube"}}


def asked(number: int) -> list[dict[str, Any]]:
    """In disorder: their times tell the order."""
    return [
        message(number, "gen_ai.tool.message", {"id": "call_1", "content": "[2, 850]"}, 4),
        message(number, "gen_ai.system.message", {"content": "Be brief"}, 1),
        message(number, "gen_ai.assistant.message", {"tool_calls": [MAP]}, 3),
        message(number, "gen_ai.user.message", {"content": "Name a river"}, 2),
    ]


def answered(number: int) -> list[dict[str, Any]]:
    return [message(number, "gen_ai.choice", ANSWER, 5)]


SAID = [
    {"role": "system", "content": "Be brief"},
    {"role": "user", "content": "Name a river"},
    {"role": "assistant", "content": None, "tool_calls": [MAP]},
    {"role": "tool", "content": "[2, 850]", "tool_call_id": "call_1"},
]


async def send(api: Api, path: str, request: dict[str, Any], content_type: str = JSON) -> None:
    encode = otlp.traces_protobuf if path == "/v1/traces" else otlp.logs_protobuf
    body = orjson.dumps(request) if content_type == JSON else encode(request)
    answer = await post(api, body, content_type, path)
    assert answer == (200, content_type, b"{}" if content_type == JSON else b"")


async def send_messages(api: Api, *records: dict[str, Any]) -> None:
    await send(api, "/v1/logs", logs(records))


async def send_span(api: Api, number: int, values: dict[str, Any], **changes: Any) -> None:
    await send(api, "/v1/traces", traces([span(number, values, **changes)]))


async def store_stats(api: Api) -> Any:
    return (await api.get("/healthz")).body["store"]


async def shown(api: Api, number: int) -> Any:
    """Without the address of its bodies, which tells the time."""
    found = await call_of(api, number)
    return found and {name: value for name, value in found.items() if name != "signed_body_url"}


def is_whole(found: Any) -> bool:
    assert found["request_body"]["messages"] == SAID
    assert found["response_body"]["choices"] == [ANSWER]
    assert (found["prompt_preview"], found["answer_preview"]) == ("Name a river", "The Danube")
    assert (found["finish_reason"], found["prompt_tokens"], found["attempt_count"]) == ("stop", 12, 1)
    return True


async def test_messages_and_their_span_are_one_call_in_any_order(api: Api) -> None:
    """Also when each of them has been stored before the next comes, and when all are sent again."""
    number = 0
    for content_type in (JSON, PROTOBUF):
        for order in permutations(("span", "asked", "answered")):
            number += 1
            parts = {
                "span": ("/v1/traces", traces([span(number, CALL)])),
                "asked": ("/v1/logs", logs(asked(number))),
                "answered": ("/v1/logs", logs(answered(number))),
            }
            for part in order:
                await send(api, *parts[part], content_type)
                await shown(api, number)  # stores what has come
            first = await shown(api, number)
            assert is_whole(first)
            for part in order:
                await send(api, *parts[part], content_type)
            assert await shown(api, number) == first
    stats = await store_stats(api)
    assert (stats["exchanges"], stats["waiting_log_records"], stats["expired_log_records"]) == (number, 0, 0)


async def test_messages_of_many_spans_in_one_batch(api: Api) -> None:
    """Two equal messages of one time are two, and choices have the order of their index."""
    twice = message(2, "gen_ai.user.message", {"content": "Again"}, 1)
    choices = [
        message(2, "gen_ai.choice", ANSWER | {"index": 1, "message": {"content": "Second"}}, 2),
        message(2, "gen_ai.choice", ANSWER | {"message": {"content": "First"}}, 3),
    ]
    await send_messages(api, *asked(1), twice, twice, *answered(1), *choices)
    await send(api, "/v1/traces", traces([span(1, CALL), span(2, CALL), span(2, CALL)]))
    assert is_whole(await call_of(api, 1))
    found = await call_of(api, 2)
    assert [each["content"] for each in found["request_body"]["messages"]] == ["Again", "Again"]
    assert [each["message"]["content"] for each in found["response_body"]["choices"]] == ["First", "Second"]


async def test_the_newer_event_with_all_messages(api: Api) -> None:
    """From 1.37 on: one event with messages of parts, whose name older SDKs write as an attribute."""
    said = {
        "event.name": "gen_ai.client.inference.operation.details",
        "gen_ai.input.messages": [{"role": "user", "parts": [{"type": "text", "content": "Name a river"}]}],
        "gen_ai.output.messages": [
            {"role": "assistant", "parts": [{"type": "text", "content": "The Danube"}], "finish_reason": "stop"}
        ],
    }
    await send_span(api, 1, CALL)
    await send_messages(api, message(1, "", "", attributes=otlp.attributes(said)))
    found = await call_of(api, 1)
    assert (found["prompt_preview"], found["answer_preview"]) == ("Name a river", "The Danube")


async def test_calls_without_captured_content_have_no_input(api: Api) -> None:
    """Else all of them would seem to be asked the same."""
    await send_span(api, 1, CALL)
    silent = {"index": 0, "finish_reason": "length", "message": {"role": "assistant"}}
    await send_messages(api, message(1, "gen_ai.user.message", {}), message(1, "gen_ai.choice", silent, 1))
    found = await call_of(api, 1)
    assert "messages" not in found["request_body"]
    assert (found["prompt_preview"], found["finish_reason"]) == (None, "length")


async def test_messages_of_what_is_no_call_of_its_own_are_ignored(api: Api) -> None:
    """A call that came through the proxy has the bytes of the wire; the span of an agent has no messages."""
    await log_call(api, "mine", "chatcmpl-x", AT_US)
    proxied = await api.request("mine", includeBody="true")
    await send_span(api, 1, CALL | {"gen_ai.response.id": "chatcmpl-x"})
    await send_span(api, 2, {"gen_ai.operation.name": "invoke_agent", "session.id": "s-1"})
    await send_messages(api, *asked(1), *answered(1), *asked(2))
    after = await api.request("mine", includeBody="true")
    for name in ("request_body", "response_body", "prompt_preview", "answer_preview"):
        assert after[name] == proxied[name]
    stats = await store_stats(api)
    assert (stats["exchanges"], stats["waiting_log_records"], stats["expired_log_records"]) == (1, 0, 0)
    await send_span(api, 3, CALL | {"gen_ai.response.id": "chatcmpl-y"})
    await send_messages(api, *asked(3), *answered(3))
    assert is_whole(await call_of(api, 3))
    await log_call(api, "later", "chatcmpl-y", AT_US)
    assert (await api.request("later", includeBody="true"))["request_body"] == proxied["request_body"]
    assert (await call_of(api, 3))["request_id"] == "later"


async def test_messages_of_the_span_itself_count_before_log_records(api: Api) -> None:
    await send_span(api, 1, CHAT)
    await send_messages(api, message(1, "gen_ai.user.message", {"content": "Twice"}))
    found = await call_of(api, 1)
    assert [each["content"] for each in found["request_body"]["messages"]] == ["Name a river"]


async def test_messages_that_belong_to_no_span_are_refused(api: Api) -> None:
    lost = message(1, "gen_ai.user.message", {"content": "Lost"})
    del lost["spanId"]
    records = [lost, message(1, "app.started", {}), message(1, "gen_ai.choice", {"index": 2**64})]
    answer = (await post(api, orjson.dumps(logs([*records, *asked(1)])), path="/v1/logs")).json["partialSuccess"]
    assert answer["rejectedLogRecords"] == "3"
    for said in ("must have the trace_id and span_id", "other than gen_ai.evaluation.result", "JSON cannot express"):
        assert said in answer["errorMessage"]
    assert (await store_stats(api))["waiting_log_records"] in (0, 4)  # not stored yet, or waiting
    assert await call_of(api, 1) is None
    assert (await store_stats(api))["waiting_log_records"] == 4
    assert verify_spool(DataDir(api.config.data_dir)).not_stored == 0


async def test_a_span_with_its_messages_is_bounded(make_config: MakeConfig) -> None:
    """Long texts are cut; of too many messages the last are left out, refused and counted."""
    async with running(make_config(capture_limit_bytes=6_000)) as api:
        long = [message(1, "gen_ai.user.message", {"content": "river " * 2_000}, at_ms) for at_ms in range(2)]
        for part in (*long, *answered(1)):
            await send_messages(api, part)
            await send_span(api, 1, CALL)
        found = await shown(api, 1)
        assert all(each["content"].endswith("[cut by Gnomon]") for each in found["request_body"]["messages"])
        assert found["answer_preview"] == "The Danube"
        for part in long:
            await send_messages(api, part)
        assert await shown(api, 1) == found


async def test_messages_beyond_the_limit_are_left_out_and_counted(make_config: MakeConfig) -> None:
    async with running(make_config(capture_limit_bytes=6_000)) as api:
        many = [message(1, "gen_ai.user.message", {"content": f"River {each}"}, each) for each in range(100)]
        refusal = (await post(api, orjson.dumps(logs(many)), path="/v1/logs")).json["partialSuccess"]
        refused = int(refusal["rejectedLogRecords"])
        assert 40 < refused < 80
        assert "proxy.capture_limit_bytes" in refusal["errorMessage"]
        await send_span(api, 1, CALL)
        found = await shown(api, 1)
        kept = [each["content"] for each in found["request_body"]["messages"]]
        assert kept == [f"River {each}" for each in range(len(kept))]
        assert len(kept) > 10
        assert (await store_stats(api))["expired_log_records"] == 100 - refused - len(kept)
        await send_messages(api, *many[50:60])  # as if sent again
        assert await shown(api, 1) == found


async def test_messages_of_large_spans_are_read_beside_the_others(api: Api) -> None:
    """In another process, which may still read the span when its messages come."""
    large = message(1, "gen_ai.user.message", {"content": "river " * 100_000})
    await send_span(api, 1, CALL | {"note": "x" * 400_000})
    await send_messages(api, large)
    await send_messages(api, *answered(1))
    found = await call_of(api, 1)
    assert (found["extract_error"], found["answer_preview"], found["prompt_tokens"]) == (None, "The Danube", 12)
    assert found["prompt_preview"].startswith("river river")
