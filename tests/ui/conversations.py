"""Calls of every shape that the page of a request shows, and a dozen plain ones to label."""

from __future__ import annotations

import json
from typing import Any

from tests.support.anthropic_like import anthropic_like
from tests.support.openai_like import error, openai_like
from tests.support.scripts import json_answer
from tests.support.server import Gnomon
from tests.support.upstream import Upstream
from tests.ui.planted import HOSTILE

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
    _judge(gnomon)


def _judge(gnomon: Gnomon) -> None:
    definition = {"kind": "label", "labels": ["good", "poor"]}
    reply = gnomon.call(
        "PUT", "/v1/score-definitions/verdict", json.dumps(definition).encode(), {"content-type": "application/json"}
    )
    assert reply.status == 200, reply.body
    judged = {"request_id": "markdown", "source": "model", "evaluator": "judge"}
    scores = [
        {**judged, "name": "accuracy", "value": 61},
        {**judged, "name": "accuracy", "value": 72, "comment": f"much better {HOSTILE}"},
        {**judged, "name": "is_safe", "value": True},
        {**judged, "name": HOSTILE, "value": 0.25},
    ]
    for score in scores:  # one by one: the second of a name replaces the first
        assert gnomon.post("/v1/scores", score).status == 201


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
