"""OpenAI's Responses: `POST …/responses`.

The last event of a stream carries the whole object; only a cut stream is put together from its deltas.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from store.extract import previews
from store.extract import usage as counts
from store.extract.dialects.dialect import Joined
from store.extract.parsing import Json, mapping, mappings, sequence, text
from store.models import Usage

NAME = "openai_responses"
DELTA = re.compile(rb"(?!)()")  # matches nothing: each event has a number of its own, so none repeats

FINAL = frozenset({"response.completed", "response.incomplete", "response.failed"})

# Kind of delta → (the list its part is in, the index of the part, the key that grows).
_PARTS = {
    "response.output_text.delta": ("content", "content_index", "text"),
    "response.refusal.delta": ("content", "content_index", "refusal"),
    "response.reasoning_text.delta": ("content", "content_index", "text"),
    "response.reasoning_summary_text.delta": ("summary", "summary_index", "text"),
}
# Kind of delta → the key of the item that grows.
_ITEMS = {
    "response.function_call_arguments.delta": "arguments",
    "response.mcp_call_arguments.delta": "arguments",
    "response.custom_tool_call_input.delta": "input",
    "response.code_interpreter_call_code.delta": "code",
}
_NEW_PARTS = {
    "response.content_part.added": ("content", "content_index"),
    "response.reasoning_summary_part.added": ("summary", "summary_index"),
}
_PART_TYPES = {
    "response.output_text.delta": "output_text",
    "response.refusal.delta": "refusal",
    "response.reasoning_text.delta": "reasoning_text",
    "response.reasoning_summary_text.delta": "summary_text",
}


def prompt(request: Json) -> str:
    asked = request.get("input")
    return asked if isinstance(asked, str) else previews.last_user(sequence(request, "input"))


def inputs(request: Json) -> Any:
    if request.get("input") is None and request.get("prompt") is None:
        return None
    # What came before is named, not sent: the same last words after another talk are another input.
    keys = ("instructions", "input", "prompt", "previous_response_id", "conversation")
    return {key: request[key] for key in keys if request.get(key) is not None}


def user(request: Json) -> Any:
    return request.get("user")


def says(event: Json) -> bool:
    return text(event, "type").endswith(".delta") and bool(event.get("delta"))


def answer(response: Json) -> str:
    output = mappings(response, "output")
    said = previews.flat([item for item in output if item.get("type") == "message"])
    return said or " ".join(
        previews.call(text(item, "name"), item.get("arguments", item.get("input"))) for item in output if "name" in item
    )


def finish_reason(response: Json) -> str:
    return text(mapping(response, "incomplete_details"), "reason") or text(response, "status")


def usage(response: Json) -> Usage:
    return counts.responses(mapping(response, "usage"))


def join(events: Sequence[Json]) -> Joined:
    response: Json = {}
    items: dict[int, _Item] = {}
    complete = False
    for event in events:
        kind = text(event, "type")
        if "response" in event:
            response = mapping(event, "response")
            complete = kind in FINAL
        elif kind == "error":
            response = response | {"error": event.get("error") or {key: event.get(key) for key in ("code", "message")}}
        elif "output_index" in event:
            index = event["output_index"] if isinstance(event["output_index"], int) else 0
            if index not in items:
                items[index] = _Item()
            items[index].add(kind, event)
    if items and not response.get("output"):
        response = response | {"output": [items[index].whole() for index in sorted(items)]}
    return Joined(response or None, complete)


class _Item:
    """One item of the output, growing."""

    def __init__(self) -> None:
        self._item: Json = {}
        self._parts: dict[tuple[str, int], Json] = {}
        self._texts: dict[tuple[str, int, str], list[str]] = {}  # of parts; of the item itself under ("", 0, key)
        self._done = False

    def add(self, kind: str, event: Json) -> None:
        if kind in ("response.output_item.added", "response.output_item.done"):
            self._item = dict(mapping(event, "item"))
            self._done = kind.endswith("done")
        elif kind in _NEW_PARTS:
            where, index = _NEW_PARTS[kind]
            self._parts[where, _number(event, index)] = dict(mapping(event, "part"))
        elif kind in _PARTS:
            where, index, key = _PARTS[kind]
            at = where, _number(event, index)
            if at not in self._parts:
                self._parts[at] = {"type": _PART_TYPES[kind]}
            self._texts.setdefault((*at, key), []).append(text(event, "delta"))
        elif kind in _ITEMS:
            self._texts.setdefault(("", 0, _ITEMS[kind]), []).append(text(event, "delta"))
        elif kind == "response.output_text.annotation.added":
            part = self._parts.setdefault(("content", _number(event, "content_index")), {"type": "output_text"})
            part["annotations"] = [*sequence(part, "annotations"), event.get("annotation")]

    def whole(self) -> Json:
        if self._done:
            return self._item
        for (where, index, key), pieces in self._texts.items():
            grown = self._parts[where, index] if where else self._item
            grown[key] = text(grown, key) + "".join(pieces)
        for where in ("content", "summary"):
            parts = [self._parts[at] for at in sorted(self._parts) if at[0] == where]
            if parts:
                self._item[where] = parts
        return self._item


def _number(event: Json, key: str) -> int:
    value = event.get(key)
    return value if isinstance(value, int) else 0
