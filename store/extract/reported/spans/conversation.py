"""What a span says of a conversation, in the form of OpenAI's chat completions."""

from __future__ import annotations

from typing import Any, NamedTuple

import orjson

from store.extract.bodies.parsing import Json


class Conversation(NamedTuple):
    """Messages that were sent, and choices that were answered: `{"message", "finish_reason"}`."""

    messages: list[Json]
    choices: list[Json]
    tools: Any = None

    def __bool__(self) -> bool:
        return bool(self.messages or self.choices)


NOTHING = Conversation([], [])


def choice(message: Json, finish_reason: str = "") -> Json:
    return {"message": message, "finish_reason": finish_reason or None}


def tool_call(call_id: Any, name: Any, arguments: Any) -> Json:
    """Arguments are JSON in a text, as OpenAI has them."""
    return {
        "id": call_id if isinstance(call_id, str) else None,
        "type": "function",
        "function": {"name": name if isinstance(name, str) else "", "arguments": as_text(arguments)},
    }


def as_text(value: Any) -> str:
    """A text as it is, anything else as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # nested deeper than orjson writes
        return "…"
