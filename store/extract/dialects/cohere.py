"""Cohere's chat, version 2: `POST /v2/chat`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.extract import previews
from store.extract.bodies.parsing import Json, mapping, mappings, sequence, text
from store.extract.dialects.dialect import Dialect, JoinedStream

_GROWING = {"text": "text", "thinking": "thinking"}


def prompt(request: Json) -> str:
    return text(request, "message") or previews.last_user(sequence(request, "messages"))


def inputs(request: Json) -> Any:
    return request.get("messages") or request.get("message")


def answer(response: Json) -> str:
    message = mapping(response, "message")
    blocks = [block for block in mappings(message, "content") if block.get("type") != "thinking"]
    said = previews.flat(blocks) or text(response, "text")
    return said or " ".join(previews.tool(call) for call in mappings(message, "tool_calls"))


def finish_reason(response: Json) -> str:
    return text(response, "finish_reason")


def join(events: Sequence[Json]) -> JoinedStream:
    whole: Json = {}
    message: Json = {"role": "assistant"}
    blocks: dict[int, Json] = {}
    calls: dict[int, Json] = {}
    for event in events:
        kind, delta = text(event, "type"), mapping(event, "delta")
        index = event["index"] if type(event.get("index")) is int else 0
        piece = mapping(delta, "message")
        if kind == "message-start":
            whole = {"id": event.get("id")}
            message = message | {key: value for key, value in piece.items() if key == "role"}
        elif kind in ("content-start", "content-delta"):
            _grow(blocks.setdefault(index, {}), mapping(piece, "content"))
        elif kind in ("tool-call-start", "tool-call-delta"):
            _grow_call(calls.setdefault(index, {}), mapping(piece, "tool_calls"))
        elif kind == "tool-plan-delta":
            message["tool_plan"] = text(message, "tool_plan") + text(piece, "tool_plan")
        elif kind == "message-end":
            whole |= delta
    if blocks:
        message["content"] = [blocks[index] for index in sorted(blocks)]
    if calls:
        message["tool_calls"] = [calls[index] for index in sorted(calls)]
    return JoinedStream(whole | {"message": message} if whole or blocks or calls else None, "finish_reason" in whole)


def _grow(block: Json, piece: Json) -> None:
    for key, value in piece.items():
        block[key] = text(block, key) + value if key in _GROWING and isinstance(value, str) else value
    if "type" not in block:
        block["type"] = "text"


def _grow_call(call: Json, piece: Json) -> None:
    function = mapping(call, "function") | {}
    for key, value in mapping(piece, "function").items():
        function[key] = text(function, key) + value if key == "arguments" and isinstance(value, str) else value
    call.update({key: value for key, value in piece.items() if key != "function"})
    call["function"] = function


def has_output(event: Json) -> bool:
    return text(event, "type") in ("content-delta", "tool-call-start", "tool-call-delta", "tool-plan-delta")


DIALECT = Dialect(
    name="cohere_chat",
    prompt=prompt,
    inputs=inputs,
    answer=answer,
    finish_reason=finish_reason,
    join=join,
    has_output=has_output,
)
