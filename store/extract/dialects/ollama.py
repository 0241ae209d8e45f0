"""Ollama's own API: `POST /api/chat`, `/api/generate`, `/api/embed`; streams are lines of JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.extract import messages, previews
from store.extract.bodies import event_stream
from store.extract.bodies.parsing import Json, mapping, mappings, sequence, text
from store.extract.dialects.dialect import Dialect, JoinedStream


def prompt(request: Json) -> str:
    if "messages" in request:
        return previews.last_user(sequence(request, "messages"))
    asked = request.get("prompt", request.get("input"))
    return previews.flat(asked)


def inputs(request: Json) -> Any:
    if "messages" in request:
        return request.get("messages")
    asked = request.get("prompt", request.get("input"))
    images = {"images": request["images"]} if request.get("images") else {}
    return None if asked is None else {"system": request.get("system"), "prompt": asked, **images}


def split(inputs: Any) -> messages.Split:
    if isinstance(inputs, dict):
        return inputs | {"system": None}, inputs["system"]
    return messages.split(inputs)


def last_user_message(request: Json) -> Any:
    if "messages" in request:
        return messages.last_user(request["messages"])
    asked = request.get("prompt", request.get("input"))
    return messages.last_user([{"role": "user", "content": asked, "images": request.get("images")}])


def answer(response: Json) -> str:
    message = mapping(response, "message")
    said = text(message, "content") or text(response, "response")
    return said or " ".join(previews.tool(call) for call in mappings(message, "tool_calls"))


def finish_reason(response: Json) -> str:
    return text(response, "done_reason") or ("stop" if response.get("done") is True else "")


def join(events: Sequence[Json]) -> JoinedStream:
    """The last object has the counts; texts and tool calls are spread over all of them."""
    whole: Json = {}
    message: Json = {}
    texts: dict[str, list[str]] = {}
    calls: list[Any] = []
    for event in events:
        whole.update(event)
        piece = mapping(event, "message")
        message.update({key: value for key, value in piece.items() if key not in ("content", "thinking")})
        calls += sequence(piece, "tool_calls")
        for key, value in (
            ("response", event.get("response")),
            *((key, piece.get(key)) for key in ("content", "thinking")),
        ):
            if isinstance(value, str):
                texts.setdefault(key, []).append(value)
    grown = {key: "".join(pieces) for key, pieces in texts.items()}
    if "response" in grown:
        whole["response"] = grown.pop("response")
    if message or grown:
        whole["message"] = message | grown | ({"tool_calls": calls} if calls else {})
    return JoinedStream(whole or None, whole.get("done") is True)


def has_output(event: Json) -> bool:
    message = mapping(event, "message")
    return bool(
        text(event, "response") or text(message, "content") or text(message, "thinking") or message.get("tool_calls")
    )


DIALECT = Dialect(
    name="ollama",
    prompt=prompt,
    inputs=inputs,
    split=split,
    last_user_message=last_user_message,
    answer=answer,
    finish_reason=finish_reason,
    usage=lambda response: response,  # its counts stand beside the answer
    join=join,
    has_output=has_output,
    events=event_stream.json_lines,
)
