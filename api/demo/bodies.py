"""Bodies of the demo's calls, as the providers have them on the wire. Pure."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from typing import Any

import orjson

from api.demo.team import DISTRACTIONS, RULES, TOPICS
from api.demo.traffic import DemoCall

_ANSWERED = {
    "gpt-4o-mini": "gpt-4o-mini-2024-07-18",
    "gpt-4o": "gpt-4o-2024-08-06",
    "gpt-5-nano": "gpt-5-nano-2025-08-07",
    "claude-sonnet-4-5": "claude-sonnet-4-5-20250929",
}
TOOLS = {"/agent/look-up-order": "look_up_order", "/agent/search-handbook": "search_handbook"}


def request_of(call: DemoCall, provider: str) -> dict[str, Any]:
    system = "\n".join(f"{number}. {rule}" for number, rule in enumerate(RULES[call.prompt], 1))
    messages = [*_earlier(call), {"role": "user", "content": _user_content(call)}]
    body: dict[str, Any] = {"model": call.model}
    if provider == "anthropic":
        body |= {"max_tokens": 400, "system": system, "messages": messages}
    else:
        body["messages"] = [{"role": "system", "content": system}, *messages]
    if call.kind == "plan":
        body["tools"] = [_tool(name) for name in TOOLS.values()]
    if call.streamed:
        body["stream"] = True
        if provider == "openai":
            body["stream_options"] = {"include_usage": True}
    return body


def _earlier(call: DemoCall) -> list[dict[str, Any]]:
    """The turns of the conversation before this one."""
    if call.session_name != "Support chat":
        return []
    turns: list[dict[str, Any]] = []
    for topic in range(call.topic - call.turn, call.topic):
        earlier = TOPICS[topic % len(TOPICS)]
        turns += [
            {"role": "user", "content": earlier.question[call.language]},
            {"role": "assistant", "content": earlier.answer[call.language]},
        ]
    return turns


def _user_content(call: DemoCall) -> Any:
    topic = TOPICS[call.topic]
    if call.kind == "picture":
        text = "What is broken on this tool? Name the spare part."
        url = f"data:image/png;base64,{b64encode(_picture(call.number)).decode()}"
        return [{"type": "text", "text": text}, {"type": "image_url", "image_url": {"url": url}}]
    if call.kind == "plan":
        return f"A customer writes: {topic.question[call.language]}\nDecide what to look up next."
    pages = [DISTRACTIONS[(call.number + offset) % len(DISTRACTIONS)] for offset in range(2)]
    if not call.faulty:
        pages[0] = (topic.page, topic.passage)
    context = "\n".join(f"[{number}] {page}: {text}" for number, (page, text) in enumerate(pages, 1))
    return f"CONTEXT\n{context}\n\nQUESTION\n{topic.question[call.language]}"


def answer_of(call: DemoCall) -> str:
    topic = TOPICS[call.topic]
    if call.kind == "picture":
        return "The picture shows a cracked blade cover. The spare part is **GF-BC-220**."
    return (topic.answer if call.grounded >= 0.62 else topic.invented)[call.language]


def response_of(call: DemoCall, provider: str) -> tuple[bytes, list[tuple[int, int]]]:
    """The body, and when its chunks came; none unless it is a stream."""
    prompt_tokens = 420 + 60 * call.turn + (190 if call.prompt == "v2" else 0) + 400 * (call.kind == "picture")
    text = answer_of(call)
    tokens = (prompt_tokens, max(8, len(text) // 4))
    if provider == "anthropic":
        return _anthropic(call, text, tokens)
    message: dict[str, Any] = {"role": "assistant", "content": text}
    reason = "stop"
    if call.kind == "plan":
        name = "look_up_order" if call.path == "/agent/plan" else "search_handbook"
        arguments = orjson.dumps({"query": TOPICS[call.topic].question[call.language]}).decode()
        asked = {"id": f"call_{call.number}", "type": "function", "function": {"name": name, "arguments": arguments}}
        message, reason = {"role": "assistant", "content": None, "tool_calls": [asked]}, "tool_calls"
    usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1], "total_tokens": sum(tokens)}
    head = {
        "id": f"chatcmpl-demo-{call.number}",
        "created": call.started_at_us // 10**6,
        "model": _ANSWERED[call.model],
    }
    if not call.streamed:
        choice = {"index": 0, "message": message, "finish_reason": reason}
        return orjson.dumps({**head, "object": "chat.completion", "choices": [choice], "usage": usage}), []
    head["object"] = "chat.completion.chunk"
    events: list[Any] = [
        {**head, "choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}, "finish_reason": None}]}
        for piece in _pieces(text)
    ]
    events.append({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    events.append({**head, "choices": [], "usage": usage})
    return _stream(call, [b"data: " + orjson.dumps(event) + b"\n\n" for event in events] + [b"data: [DONE]\n\n"])


def _anthropic(call: DemoCall, text: str, tokens: tuple[int, int]) -> tuple[bytes, list[tuple[int, int]]]:
    usage = {"input_tokens": tokens[0], "output_tokens": tokens[1]}
    message: dict[str, Any] = {
        "id": f"msg_demo_{call.number}",
        "type": "message",
        "role": "assistant",
        "model": _ANSWERED[call.model],
    }
    if not call.streamed:
        content = [{"type": "text", "text": text}]
        return orjson.dumps(message | {"content": content, "stop_reason": "end_turn", "usage": usage}), []
    started = message | {"content": [], "stop_reason": None, "usage": usage | {"output_tokens": 1}}
    events: list[dict[str, Any]] = [
        {"type": "message_start", "message": started},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
    ]
    for piece in _pieces(text):
        events.append({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": piece}})
    end = {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": tokens[1]}}
    events += [{"type": "content_block_stop", "index": 0}, end, {"type": "message_stop"}]
    return _stream(
        call, [f"event: {event['type']}\ndata: ".encode() + orjson.dumps(event) + b"\n\n" for event in events]
    )


def _stream(call: DemoCall, events: list[bytes]) -> tuple[bytes, list[tuple[int, int]]]:
    """The first token comes after a third of the time, the others evenly after it."""
    total_us, chunks, size = call.latency_ms * 1000, [], 0
    for number, event in enumerate(events):
        size += len(event)
        chunks.append((size, round(total_us * (0.33 + 0.66 * number / len(events)))))
    return b"".join(events), chunks


def _pieces(text: str) -> list[str]:
    words = text.split(" ")
    return [" ".join(words[start : start + 3]) + " " for start in range(0, len(words), 3)]


def error_body(provider: str, kind: str, code: str, message: str) -> bytes:
    if provider == "anthropic":
        return orjson.dumps({"type": "error", "error": {"type": code, "message": message}})
    return orjson.dumps({"error": {"message": message, "type": kind, "param": None, "code": code}})


def _tool(name: str) -> dict[str, Any]:
    parameters = {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}
    return {"type": "function", "function": {"name": name, "parameters": parameters}}


def _picture(number: int) -> bytes:
    """A PNG: a tool before a lawn, with a crack."""
    size = 160
    rows = bytearray()
    for y in range(size):
        rows.append(0)
        for x in range(size):
            if abs(x - 60 - (y + number * 7) % 25) < 2 and 60 < y < 110:
                rows += bytes((190, 40, 40))
            elif 40 < x < 120 and 50 < y < 115:
                rows += bytes((90, 96, 104))
            else:
                rows += bytes((120, 160 + (x * 3 + y * 5) % 30, 90))
    header = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    parts = (b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
