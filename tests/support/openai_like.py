"""Routes with the bodies that OpenAI sends, derived from the request.

Chat and responses answer "You said: <the last user message>", which identifies the request in the answer.
"""

from __future__ import annotations

import base64
import itertools
import json
import struct
from collections.abc import Iterator
from typing import Any

from tests.support.scripts import Headers, event, json_answer, send_answer, stream
from tests.support.upstream import Call, Script, Upstream

CREATED = 1_790_000_000
AUDIO = b"ID3\x04\x00" + bytes(range(256)) * 64
_numbers = itertools.count(1)

# Response headers that the service adds.
SERVICE_HEADERS: Headers = (
    ("openai-organization", "org-tests"),
    ("openai-processing-ms", "7"),
    ("openai-version", "2020-10-01"),
)


def openai_like(upstream: Upstream) -> Upstream:
    """Add OpenAI's routes to the upstream."""
    for method, path, script in (
        ("POST", "/v1/chat/completions", chat_completions),
        ("POST", "/v1/completions", completions),
        ("POST", "/v1/responses", responses),
        ("POST", "/v1/embeddings", embeddings),
        ("GET", "/v1/models", models),
        ("POST", "/v1/files", files),
        ("POST", "/v1/audio/speech", speech),
        ("POST", "/v1/audio/transcriptions", transcriptions),
    ):
        upstream.route(method, path, script)
    return upstream


def error(status: int, message: str | None = None, *, retry_after_ms: int = 1) -> Script:
    """An error in the service's format. SDKs retry 429 and 5xx; the header keeps their delay short."""
    refused = dict.fromkeys((400, 401, 404), "invalid_request_error")
    kind = {429: "requests", **refused}.get(status, "server_error")
    code = {429: "rate_limit_exceeded", 401: "invalid_api_key", 404: "model_not_found"}.get(status)
    text = message or {429: "Rate limit reached for requests."}.get(status, "The server had an error.")
    body = dumps({"error": {"message": text, "type": kind, "param": None, "code": code}})
    return json_answer(body, status, [("retry-after-ms", str(retry_after_ms)), *SERVICE_HEADERS])


def dumps(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


async def send_json(call: Call, value: object, status: int = 200) -> None:
    await send_answer(call, status, [("content-type", "application/json"), *SERVICE_HEADERS], dumps(value))


# Chat completions


async def chat_completions(call: Call) -> None:
    await call.body()
    request = call.request.json()
    if request.get("stream"):
        await stream(chat_events(request), SERVICE_HEADERS)(call)
    else:
        await send_json(call, chat_completion(request))


def chat_completion(request: dict[str, Any]) -> dict[str, Any]:
    """The complete response to that request body."""
    tool = _tool_call(request)
    message: dict[str, Any] = {
        "role": "assistant",
        "content": None if tool else chat_text(request),
        "refusal": None,
    }
    if tool:
        message |= {"tool_calls": [tool]}
    choice = {
        "index": 0,
        "message": message,
        "logprobs": None,
        "finish_reason": "tool_calls" if tool else "stop",
    }
    return {
        **_chat_head(request, "chat.completion"),
        "choices": [choice],
        "usage": chat_usage(request),
        "service_tier": "default",
    }


def chat_events(request: dict[str, Any], *, done: bool = True) -> Iterator[bytes]:
    """The response as a stream: role, deltas, finish reason, usage if requested, [DONE]."""
    common = _chat_head(request, "chat.completion.chunk")
    wants_usage = (request.get("stream_options") or {}).get("include_usage", False)
    deltas, reason = _deltas(request)
    for delta, finish in [*((delta, None) for delta in deltas), ({}, reason)]:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        yield event(_text(common | {"choices": [choice]} | ({"usage": None} if wants_usage else {})))
    if wants_usage:
        yield event(_text(common | {"choices": [], "usage": chat_usage(request)}))
    if done:
        yield event("[DONE]")


def chat_text(request: dict[str, Any]) -> str:
    """The text of the response: JSON that fits the requested schema, else an echo."""
    schema = (request.get("response_format") or {}).get("json_schema", {}).get("schema")
    return _text(_example(schema)) if schema else f"You said: {last_user_text(request)}"


def last_user_text(request: dict[str, Any]) -> str:
    content = next((m["content"] for m in reversed(request["messages"]) if m["role"] == "user"), "")
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)


def chat_usage(request: dict[str, Any]) -> dict[str, Any]:
    """Counts words as tokens; two of the prompt count as cached."""
    prompt = len(last_user_text(request).split()) + 8
    completion = len(chat_text(request).split())
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": 2, "audio_tokens": 0},
        "completion_tokens_details": {"reasoning_tokens": 0, "audio_tokens": 0},
    }


def _chat_head(request: dict[str, Any], kind: str) -> dict[str, Any]:
    return {
        "id": f"chatcmpl-tests{next(_numbers):08d}",
        "object": kind,
        "created": CREATED,
        "model": answered_model(request["model"]),
        "system_fingerprint": "fp_tests",
    }


def answered_model(model: str) -> str:
    """The dated name of a model, which the service answers with."""
    return {"gpt-4o-mini": "gpt-4o-mini-2024-07-18", "gpt-4o": "gpt-4o-2024-08-06"}.get(model, model)


def _deltas(request: dict[str, Any]) -> tuple[list[dict[str, Any]], str]:
    if tool := _tool_call(request):
        opened = {"index": 0, **tool, "function": tool["function"] | {"arguments": ""}}
        pieces = _pieces(tool["function"]["arguments"])
        later = [{"tool_calls": [{"index": 0, "function": {"arguments": piece}}]} for piece in pieces]
        return [{"role": "assistant", "content": None, "tool_calls": [opened]}, *later], "tool_calls"
    texts = [{"content": piece} for piece in _pieces(chat_text(request))]
    return [{"role": "assistant", "content": "", "refusal": None}, *texts], "stop"


def _tool_call(request: dict[str, Any]) -> dict[str, Any] | None:
    """A call of the first tool, unless the conversation already has its result."""
    if not request.get("tools") or any(message["role"] == "tool" for message in request["messages"]):
        return None
    function = request["tools"][0]["function"]
    arguments = _text(_example(function.get("parameters") or {}))
    call = {"name": function["name"], "arguments": arguments}
    return {"id": f"call_tests{next(_numbers):08d}", "type": "function", "function": call}


def _example(schema: dict[str, Any]) -> Any:
    """Some value that fits a JSON schema."""
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object":
        return {name: _example(inner) for name, inner in schema.get("properties", {}).items()}
    return {"array": ["a"], "integer": 7, "number": 7.5, "boolean": True}.get(schema.get("type", ""), "Ulm, über")


def _pieces(text: str, size: int = 6) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


def _text(value: object) -> str:
    return dumps(value).decode()


# Other endpoints


async def completions(call: Call) -> None:
    await call.body()
    request = call.request.json()
    common = {"id": f"cmpl-tests{next(_numbers):08d}", "object": "text_completion", "created": CREATED}
    common["model"] = request["model"]
    choice = {"text": f"You said: {request['prompt']}", "index": 0, "logprobs": None, "finish_reason": "stop"}
    usage = {"prompt_tokens": 5, "completion_tokens": 7, "total_tokens": 12}
    if request.get("stream"):
        first = event(_text(common | {"choices": [choice]}))
        await stream([first, event("[DONE]")], SERVICE_HEADERS)(call)
    else:
        await send_json(call, common | {"choices": [choice], "usage": usage})


async def responses(call: Call) -> None:
    await call.body()
    request = call.request.json()
    whole = response_object(request)
    if request.get("stream"):
        await stream(response_events(whole), SERVICE_HEADERS)(call)
    else:
        await send_json(call, whole)


def response_object(request: dict[str, Any]) -> dict[str, Any]:
    last = request["input"] if isinstance(request["input"], str) else request["input"][-1]["content"]
    said = last if isinstance(last, str) else "".join(part.get("text", "") for part in last)
    text = {"type": "output_text", "text": f"You said: {said}", "annotations": [], "logprobs": []}
    message = {
        "id": f"msg_tests{next(_numbers)}",
        "type": "message",
        "status": "completed",
        "role": "assistant",
    }
    usage = {"input_tokens": 11, "output_tokens": 6, "total_tokens": 17}
    return {
        "id": f"resp_tests{next(_numbers):08d}",
        "object": "response",
        "created_at": CREATED,
        "status": "completed",
        "error": None,
        "incomplete_details": None,
        "instructions": None,
        "metadata": {},
        "model": answered_model(request["model"]),
        "output": [message | {"content": [text]}],
        "parallel_tool_calls": True,
        "temperature": 1.0,
        "tool_choice": "auto",
        "tools": [],
        "top_p": 1.0,
        "usage": usage
        | {"input_tokens_details": {"cached_tokens": 3}, "output_tokens_details": {"reasoning_tokens": 2}},
    }


def response_events(whole: dict[str, Any]) -> Iterator[bytes]:
    """A response as named events. The SDKs read it to the end of the stream; there is no [DONE]."""
    started = whole | {"status": "in_progress", "output": [], "usage": None}
    item = whole["output"][0]
    part = item["content"][0]
    position = {"item_id": item["id"], "output_index": 0, "content_index": 0}
    empty_item = item | {"status": "in_progress", "content": []}
    steps: list[dict[str, Any]] = [
        {"type": "response.created", "response": started},
        {"type": "response.in_progress", "response": started},
        {"type": "response.output_item.added", "output_index": 0, "item": empty_item},
        {"type": "response.content_part.added", **position, "part": part | {"text": ""}},
    ]
    for piece in _pieces(part["text"]):
        steps.append({"type": "response.output_text.delta", **position, "delta": piece, "logprobs": []})
    steps += [
        {"type": "response.output_text.done", **position, "text": part["text"], "logprobs": []},
        {"type": "response.content_part.done", **position, "part": part},
        {"type": "response.output_item.done", "output_index": 0, "item": item},
        {"type": "response.completed", "response": whole},
    ]
    for number, step in enumerate(steps):
        yield event(_text(step | {"sequence_number": number}), step["type"])


async def embeddings(call: Call) -> None:
    await call.body()
    request = call.request.json()
    inputs = request["input"] if isinstance(request["input"], list) else [request["input"]]
    vectors = [[0.25, -0.5, float(len(text))] for text in inputs]
    if request.get("encoding_format") == "base64":
        encoded: list[Any] = [base64.b64encode(struct.pack("<3f", *vector)).decode() for vector in vectors]
    else:
        encoded = vectors
    data = [{"object": "embedding", "index": index, "embedding": vector} for index, vector in enumerate(encoded)]
    usage = {"prompt_tokens": len(inputs) * 4, "total_tokens": len(inputs) * 4}
    await send_json(call, {"object": "list", "data": data, "model": request["model"], "usage": usage})


async def models(call: Call) -> None:
    names = ("gpt-4o-mini", "gpt-4o", "text-embedding-3-small")
    data = [{"id": name, "object": "model", "created": CREATED, "owned_by": "tests"} for name in names]
    await send_json(call, {"object": "list", "data": data})


async def files(call: Call) -> None:
    """Accepts a multipart upload and answers with the size of the form."""
    body = await call.body()
    assert (call.request.header("content-type") or "").startswith("multipart/form-data; boundary=")
    uploaded = {"id": "file-tests", "object": "file", "bytes": len(body), "created_at": CREATED}
    uploaded |= {"filename": "notes.jsonl", "purpose": "batch", "status": "processed"}
    await send_json(call, uploaded)


async def speech(call: Call) -> None:
    await call.body()
    await send_answer(call, 200, [("content-type", "audio/mpeg"), *SERVICE_HEADERS], AUDIO, framing="chunked")


async def transcriptions(call: Call) -> None:
    body = await call.body()
    await send_json(call, {"text": f"heard {len(body)} bytes"})
