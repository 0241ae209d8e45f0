"""Calls of every shape that the page of a request shows, and a dozen plain ones to label."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import Any

from tests.support.anthropic_like import anthropic_like
from tests.support.openai_like import error, openai_like
from tests.support.scripts import json_answer
from tests.support.server import Gnomon
from tests.support.upstream import Upstream
from tests.ui.planted import HOSTILE

# One pixel
PICTURE = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")
# An eighth of a second of silence: 8,000 samples per second, one byte each
SOUND = (
    b"RIFF\x0c\x04\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00@\x1f\x00\x00@\x1f\x00\x00\x01\x00\x08\x00"
    b"data\xe8\x03\x00\x00" + bytes([128]) * 1000
)
TO_LABEL = [f"label-{number:02}" for number in range(12)]
MARKDOWN = f"""## Why the sky is blue

Light is *scattered*: **blue** more than red.

| Colour | nm |
|---|---|
| blue | 450 |

```python
print("sky")
```

[A link](https://example.com/sky), [another](javascript:alert(3)), ![a picture](https://example.com/tracker.png)

{HOSTILE}
"""
_WEATHER = {
    "type": "function",
    "function": {"name": "weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}},
}
_CALL = {"id": "call_1", "type": "function", "function": {"name": "weather", "arguments": '{"city":"Ulm"}'}}
_IMAGE = {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{'A' * 4000}"}}


def plant(gnomon: Gnomon, upstream: Upstream) -> None:
    openai_like(upstream)
    anthropic_like(upstream)
    for request_id in TO_LABEL:
        _chat(gnomon, request_id, [_user(f"Is this answer good? ({request_id})")])
    _chat(gnomon, "stream", [_user("Count to ten")], stream=True, stream_options={"include_usage": True})
    upstream.next(json_answer(json.dumps(_answer(MARKDOWN)).encode()))
    _chat(gnomon, "markdown", [{"role": "system", "content": "You explain.\nBriefly."}, _user("Why is the sky blue?")])
    thought = _answer("Noon.", reasoning_content=f"The sun is high. {HOSTILE}")
    upstream.next(json_answer(json.dumps(thought).encode()))
    _chat(gnomon, "reasoning", [_user([{"type": "text", "text": "When is this?"}, _IMAGE])])
    _chat(
        gnomon,
        "tools",
        [
            _user("How is the weather in Ulm?"),
            {"role": "assistant", "content": None, "tool_calls": [_CALL]},
            {"role": "tool", "tool_call_id": "call_1", "content": '{"degrees": 21}'},
        ],
        tools=[_WEATHER],
        temperature=0.2,
    )
    upstream.next(error(500))
    _chat(gnomon, "retried", [_user("Once more")])
    _chat(gnomon, "retried", [_user("Once more")])
    _call(gnomon, "/v1/responses", "responses", {"model": "gpt-5-nano", "instructions": "Be brief.", "input": "Hello"})
    _call(gnomon, "/v1/completions", "completion", {"model": "gpt-3.5-turbo-instruct", "prompt": "Once upon"})
    _call(gnomon, "/v1/embeddings", "embeddings", {"model": "text-embedding-3-small", "input": ["one", "two"]})
    claude = {"model": "claude-sonnet-4-5", "max_tokens": 10, "system": "Be brief.", "messages": [_user("Hello")]}
    _call(gnomon, "/v1/messages", "anthropic", claude, {"anthropic-version": "2023-06-01"})
    _talk_at_length(gnomon, upstream)
    _show_media(gnomon, upstream)
    _judge(gnomon)


def _talk_at_length(gnomon: Gnomon, upstream: Upstream) -> None:
    """A session of three calls: a plan, an answer from a long context, and one that goes on from it."""
    system = {"role": "system", "content": "You are the support of a shop.\n" + "- Be short and polite.\n" * 79}
    asked = _user(f"CONTEXT\n[1] returns.md\n{'Send it back within 30 days. ' * 40}\n\nMay I use it in winter?")
    said = "You can send it back **for free** within 30 days [1]."
    for name, path, messages, answer in (
        ("plan", "/plan", [system, _user("What is wanted?")], '{"intent": "use", "steps": [1, 2]}'),
        ("grounded", "/plan/answer", [system, asked], said),
        ("goes on", "/plan/more", [system, asked, _said(said), _user("And in summer?")], "In summer too."),
    ):
        session = {"helicone-session-id": "talk", "helicone-session-name": "support", "helicone-session-path": path}
        headers = session | {"helicone-user-id": "ann@example.com", "helicone-prompt-id": "support-v2"}
        upstream.next(json_answer(json.dumps(_answer(answer)).encode()))
        body = {"model": "gpt-4o-mini", "messages": messages, "temperature": 0.2}
        _call(gnomon, "/v1/chat/completions", name.replace(" ", "-"), body, headers)


def _show_media(gnomon: Gnomon, upstream: Upstream) -> None:
    picture, sound = b64encode(PICTURE).decode(), b64encode(SOUND).decode()
    parts = [
        {"type": "text", "text": "What is this?"},
        {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{picture}"}},
        {"type": "image_url", "image_url": {"url": "https://pictures.example/lamp.png"}},
        {"type": "input_audio", "input_audio": {"data": sound, "format": "wav"}},
        {"type": "file", "file": {"filename": "manual.txt", "file_data": "data:text/plain;base64,UmVhZCBtZQ=="}},
    ]
    upstream.next(json_answer(json.dumps(_answer('{"lamp": {"colours": ["red", "green"]}}')).encode()))
    _chat(gnomon, "media", [_user(parts)])


def _judge(gnomon: Gnomon) -> None:
    _define(gnomon, "verdict", {"kind": "label", "labels": ["good", "poor"]})
    _define(gnomon, "exact", {"kind": "float", "minimum": 0, "maximum": 100, "pass_threshold": 70})
    for name in ("quality", "corrected", "lost"):
        _define(gnomon, name, {"kind": "integer", "minimum": 1, "maximum": 9})
    judged = {"request_id": "markdown", "source": "model", "evaluator": "judge"}
    scores = [
        {**judged, "name": "accuracy", "value": 61},
        {**judged, "name": "accuracy", "value": 72, "comment": f"much better {HOSTILE}"},
        {**judged, "name": "is_safe", "value": True},
        {**judged, "name": HOSTILE, "value": 0.25},
        {**judged, "name": "exact", "value": 66, "comment": "Cites [1], but answers another question."},
    ]
    for score in scores:  # one by one: the second of a name replaces the first
        assert gnomon.post("/v1/scores", score).status == 201


def _define(gnomon: Gnomon, name: str, definition: dict[str, Any]) -> None:
    body, headers = json.dumps(definition).encode(), {"content-type": "application/json"}
    reply = gnomon.call("PUT", f"/v1/score-definitions/{name}", body, headers)
    assert reply.status == 200, reply.body


def _said(content: str) -> dict[str, Any]:
    return {"role": "assistant", "content": content}


def _user(content: Any) -> dict[str, Any]:
    return {"role": "user", "content": content}


def _answer(text: str, **more: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text, **more}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "model": "gpt-4o-mini-2024-07-18",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 20, "completion_tokens": 40, "total_tokens": 60},
    }


def _chat(gnomon: Gnomon, request_id: str, messages: list[Any], **more: Any) -> None:
    _call(gnomon, "/v1/chat/completions", request_id, {"model": "gpt-4o-mini", "messages": messages, **more})


def _call(gnomon: Gnomon, path: str, request_id: str, body: dict[str, Any], more: dict[str, str] | None = None) -> None:
    headers = {
        "content-type": "application/json",
        "authorization": "Bearer sk-test",
        "helicone-request-id": request_id,
        "helicone-property-kind": "to label" if request_id in TO_LABEL else "shape",
        "helicone-property-note": HOSTILE,
        **(more or {}),
    }
    gnomon.call("POST", path, json.dumps(body).encode(), headers)
