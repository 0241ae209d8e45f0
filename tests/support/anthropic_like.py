"""Routes with the bodies that Anthropic sends."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from typing import Any

from tests.support.openai_like import dumps
from tests.support.scripts import Headers, event, json_answer, send_answer, stream
from tests.support.upstream import Call, Script, Upstream

SERVICE_HEADERS: Headers = (("request-id", "req_tests"), ("anthropic-organization-id", "org-tests"))
_numbers = itertools.count(1)


def anthropic_like(upstream: Upstream) -> Upstream:
    """Add Anthropic's routes to the upstream."""
    upstream.route("POST", "/v1/messages", messages)
    return upstream


def anthropic_error(status: int, *, retry_after_ms: int = 1) -> Script:
    """An error in the service's format. 529, "overloaded", is a status of its own."""
    kind = {429: "rate_limit_error", 529: "overloaded_error", 400: "invalid_request_error"}.get(status, "api_error")
    body = {"type": "error", "error": {"type": kind, "message": "Not now."}, "request_id": "req_tests"}
    return json_answer(dumps(body), status, [("retry-after-ms", str(retry_after_ms)), *SERVICE_HEADERS])


async def messages(call: Call) -> None:
    await call.body()
    request = call.request.json()
    if request.get("stream"):
        await stream(message_events(message(request)), SERVICE_HEADERS)(call)
    else:
        headers = [("content-type", "application/json"), *SERVICE_HEADERS]
        await send_answer(call, 200, headers, dumps(message(request)))


def message(request: dict[str, Any]) -> dict[str, Any]:
    content = request["messages"][-1]["content"]
    text = content if isinstance(content, str) else content[0].get("text", "")
    if request.get("tools"):
        tool = {"type": "tool_use", "id": f"toolu_tests{next(_numbers)}", "name": request["tools"][0]["name"]}
        blocks: list[dict[str, Any]] = [tool | {"input": {"city": "Ulm"}}]
    else:
        blocks = [{"type": "text", "text": f"You said: {text}", "citations": None}]
    return {
        "id": f"msg_tests{next(_numbers):08d}",
        "type": "message",
        "role": "assistant",
        "model": request["model"],
        "content": blocks,
        "stop_reason": "tool_use" if request.get("tools") else "end_turn",
        "stop_sequence": None,
        "usage": {
            "input_tokens": 10,
            "cache_creation_input_tokens": 4,
            "cache_read_input_tokens": 6,
            "output_tokens": 5,
            "service_tier": "standard",
        },
    }


def message_events(whole: dict[str, Any]) -> Iterator[bytes]:
    """A message as named events, with a ping among them."""
    usage = whole["usage"]
    started = whole | {"content": [], "stop_reason": None, "usage": usage | {"output_tokens": 1}}
    steps: list[dict[str, Any]] = [{"type": "message_start", "message": started}, {"type": "ping"}]
    for index, block in enumerate(whole["content"]):
        steps += _block_events(index, block)
    stop = {"stop_reason": whole["stop_reason"], "stop_sequence": None}
    steps.append({"type": "message_delta", "delta": stop, "usage": {"output_tokens": usage["output_tokens"]}})
    steps.append({"type": "message_stop"})
    for step in steps:
        yield event(dumps(step).decode(), step["type"])


def _block_events(index: int, block: dict[str, Any]) -> list[dict[str, Any]]:
    empty: dict[str, Any]
    if block["type"] == "tool_use":
        empty, field, kind = {"input": {}}, "partial_json", "input_json_delta"
        text = json.dumps(block["input"])
    else:
        empty, field, kind, text = {"text": ""}, "text", "text_delta", block["text"]
    deltas = [{"type": kind, field: text[start : start + 5]} for start in range(0, len(text), 5)]
    return [
        {"type": "content_block_start", "index": index, "content_block": block | empty},
        *({"type": "content_block_delta", "index": index, "delta": delta} for delta in deltas),
        {"type": "content_block_stop", "index": index},
    ]
