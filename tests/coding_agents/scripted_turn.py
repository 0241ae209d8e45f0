"""A turn of an agent as an upstream scripts it: a tool call first; when its result is there, an answer in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.support.openai_like import CREATED
from tests.support.scripts import event, stream
from tests.support.upstream import Call

ANSWER = "Noon is at twelve."
COMMAND = "echo noon"
# 200 of the 1,000 prompt tokens are not from the cache.
PROMPT_TOKENS, CACHED_TOKENS, COMPLETION_TOKENS, REASONING_TOKENS = 1_000, 800, 20, 5
TOTAL_TOKENS = PROMPT_TOKENS + COMPLETION_TOKENS


async def turn(call: Call) -> None:
    """Answers the Responses API and Gemini's `streamGenerateContent`."""
    await call.body()
    request = call.request.json()
    if call.request.path.endswith("/v1/responses"):
        await stream(_responses_events(request))(call)
    else:
        assert call.request.path.endswith(":streamGenerateContent"), call.request.target
        await stream(_gemini_events(call.request.path, request))(call)


def _responses_events(request: dict[str, Any]) -> Iterator[bytes]:
    results = [item for item in request["input"] if item["type"] == "function_call_output"]
    number = len(results) + 1
    if results:
        content = [{"type": "output_text", "text": ANSWER, "annotations": []}]
        item = {"id": f"msg_{number}", "type": "message", "role": "assistant", "content": content}
    else:
        arguments = json.dumps({"cmd": COMMAND})
        item = {"id": f"fc_{number}", "type": "function_call", "call_id": f"call_{number}", "name": "exec_command"}
        item |= {"arguments": arguments}
    response = {"id": f"resp_{number}", "object": "response", "created_at": CREATED, "model": request["model"]}
    usage = {
        "input_tokens": PROMPT_TOKENS,
        "input_tokens_details": {"cached_tokens": CACHED_TOKENS},
        "output_tokens": COMPLETION_TOKENS,
        "output_tokens_details": {"reasoning_tokens": REASONING_TOKENS},
        "total_tokens": TOTAL_TOKENS,
    }
    started = response | {"status": "in_progress", "output": [], "usage": None}
    completed = response | {"status": "completed", "output": [item], "usage": usage}
    for sequence_number, data in enumerate(
        (
            {"type": "response.created", "response": started},
            {"type": "response.output_item.added", "output_index": 0, "item": item},
            {"type": "response.output_item.done", "output_index": 0, "item": item},
            {"type": "response.completed", "response": completed},
        )
    ):
        yield event(json.dumps(data | {"sequence_number": sequence_number}), str(data["type"]))


def _gemini_events(path: str, request: dict[str, Any]) -> Iterator[bytes]:
    parts = [part for content in request["contents"] for part in content["parts"]]
    if any("functionResponse" in part for part in parts):
        part: dict[str, Any] = {"text": ANSWER}
    else:
        part = {"functionCall": {"name": "run_shell_command", "args": {"command": COMMAND}}}
    usage = {
        "promptTokenCount": PROMPT_TOKENS,
        "cachedContentTokenCount": CACHED_TOKENS,
        "candidatesTokenCount": COMPLETION_TOKENS - REASONING_TOKENS,
        "thoughtsTokenCount": REASONING_TOKENS,
        "totalTokenCount": TOTAL_TOKENS,
    }
    candidate = {"content": {"role": "model", "parts": [part]}, "finishReason": "STOP", "index": 0}
    model = path.rpartition("/")[2].partition(":")[0]
    answer = {"candidates": [candidate], "usageMetadata": usage, "modelVersion": model, "responseId": f"r{len(parts)}"}
    yield event(json.dumps(answer))
