"""Cohere's chat: `POST /v2/chat`, and of version 1 the request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.extract import messages, previews
from store.extract.bodies.parsing import Json, mapping, mappings, sequence, text
from store.extract.dialects.dialect import Dialect, JoinedStream, Parts

_GROWING = frozenset({"text", "thinking"})
_ARGUMENTS = frozenset({"arguments"})


def prompt(request: Json) -> str:
    return text(request, "message") or previews.last_user(sequence(request, "messages"))


def inputs(request: Json) -> Any:
    asked = request.get("messages") or request.get("message")
    earlier = {key: request[key] for key in ("preamble", "chat_history") if request.get(key)}
    return earlier | {"message": asked} if earlier and asked else asked


def split(inputs: Any) -> messages.Split:
    if not isinstance(inputs, dict):
        return messages.split(inputs)
    history, own = messages.split(inputs.get("chat_history"))
    if "preamble" not in inputs and own is None:
        return inputs, None
    rest = inputs["message"] if history is None else {"chat_history": history, "message": inputs["message"]}
    return rest, [inputs.get("preamble"), own]


def last_user_message(request: Json) -> Any:
    if request.get("message"):
        return messages.said(request["message"])
    return messages.last_user(request.get("messages"))


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
    blocks = Parts(lambda _: _Growing(_GROWING))
    calls = Parts(lambda _: _Call())
    plan: list[str] = []
    for event in events:
        kind, delta = text(event, "type"), mapping(event, "delta")
        index = event["index"] if type(event.get("index")) is int else 0
        piece = mapping(delta, "message")
        if kind == "message-start":
            whole = {"id": event.get("id")}
            message = message | {key: value for key, value in piece.items() if key == "role"}
        elif kind in ("content-start", "content-delta"):
            blocks[index].add(mapping(piece, "content"))
        elif kind in ("tool-call-start", "tool-call-delta"):
            calls[index].add(mapping(piece, "tool_calls"))
        elif kind == "tool-plan-delta":
            plan.append(text(piece, "tool_plan"))
        elif kind == "message-end":
            whole |= delta
    if plan:
        message["tool_plan"] = "".join(plan)
    if blocks:
        message["content"] = [{"type": "text"} | blocks[index].whole() for index in sorted(blocks)]
    if calls:
        message["tool_calls"] = [calls[index].whole() for index in sorted(calls)]
    return JoinedStream(whole | {"message": message} if whole or blocks or calls else None, "finish_reason" in whole)


class _Growing:
    """An object put together piece by piece: texts at some keys grow, of all other keys the last value counts."""

    def __init__(self, growing: frozenset[str]) -> None:
        self._growing = growing
        self._fields: Json = {}
        self._texts: dict[str, list[str]] = {}

    def add(self, piece: Json) -> None:
        for key, value in piece.items():
            if key in self._growing and isinstance(value, str):
                self._texts.setdefault(key, []).append(value)
            else:
                self._fields[key] = value

    def whole(self) -> Json:
        return self._fields | {key: "".join(pieces) for key, pieces in self._texts.items()}


class _Call:
    """A call of a tool, put together piece by piece."""

    def __init__(self) -> None:
        self._fields: Json = {}
        self._function = _Growing(_ARGUMENTS)

    def add(self, piece: Json) -> None:
        self._function.add(mapping(piece, "function"))
        self._fields.update({key: value for key, value in piece.items() if key != "function"})

    def whole(self) -> Json:
        return self._fields | {"function": self._function.whole()}


def has_output(event: Json) -> bool:
    return text(event, "type") in ("content-delta", "tool-call-start", "tool-call-delta", "tool-plan-delta")


DIALECT = Dialect(
    name="cohere_chat",
    prompt=prompt,
    inputs=inputs,
    split=split,
    last_user_message=last_user_message,
    answer=answer,
    finish_reason=finish_reason,
    join=join,
    has_output=has_output,
)
