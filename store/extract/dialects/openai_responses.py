"""OpenAI's Responses: `POST …/responses`.

The last event of a stream carries the whole response; only a cut stream is put together from its deltas.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.extract import messages, previews
from store.extract.bodies.parsing import Json, mapping, mappings, sequence, text
from store.extract.dialects.dialect import Dialect, JoinedStream, Parts

# Deltas are not coalesced: each event has a number of its own, so none repeats.
_RUNNING = frozenset({"queued", "in_progress"})
_FINAL = frozenset({"response.completed", "response.incomplete", "response.failed"})

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
    value = request.get("input")
    return value if isinstance(value, str) else previews.last_user(sequence(request, "input"))


def inputs(request: Json) -> Any:
    if request.get("input") is None and request.get("prompt") is None:
        return None
    # Earlier turns are named by id, not sent: the same last message after other turns is another input.
    keys = ("instructions", "input", "prompt", "previous_response_id", "conversation")
    return {key: request[key] for key in keys if request.get(key) is not None}


def split(inputs: Any) -> messages.Split:
    """Without instructions, the developer's items, and which stored prompt is used; its variables are the user's."""
    if inputs is None:
        return None, None
    asked, own = messages.split(inputs.get("input"))
    if own is None and "instructions" not in inputs and "prompt" not in inputs:
        return inputs, None
    earlier = {key: inputs[key] for key in ("previous_response_id", "conversation") if key in inputs}
    given = {"input": asked, "variables": mapping(inputs, "prompt").get("variables")}
    rest = earlier | {key: value for key, value in given.items() if value is not None}
    return rest or None, [inputs.get("instructions"), own, inputs.get("prompt")]


def last_user_message(request: Json) -> Any:
    asked = request.get("input")
    if isinstance(asked, str):
        return messages.said(asked) if asked else None
    return messages.last_user(asked)


def has_output(event: Json) -> bool:
    return text(event, "type").endswith(".delta") and bool(event.get("delta"))


def answer(response: Json) -> str:
    output = mappings(response, "output")
    shown = previews.flat([item for item in output if item.get("type") == "message"])
    return shown or " ".join(
        previews.call(text(item, "name"), item.get("arguments", item.get("input"))) for item in output if "name" in item
    )


def finish_reason(response: Json) -> str:
    status = text(response, "status")
    return text(mapping(response, "incomplete_details"), "reason") or ("" if status in _RUNNING else status)


def join(events: Sequence[Json]) -> JoinedStream:
    response: Json = {}
    items = Parts(lambda _: _Item())
    complete = False
    for event in events:
        kind = text(event, "type")
        if "response" in event:
            response = dict(mapping(event, "response"))
            complete = kind in _FINAL
        elif kind == "error":
            response["error"] = event.get("error") or {key: event.get(key) for key in ("code", "message")}
        elif "output_index" in event:
            items[_number(event, "output_index")].add(kind, event)
    if items and not response.get("output"):
        response = response | {"output": [items[index].whole() for index in sorted(items)]}
    return JoinedStream(response or None, complete)


class _Item:
    """One item of the output, put together piece by piece."""

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
            parent, index = _NEW_PARTS[kind]
            self._parts[parent, _number(event, index)] = dict(mapping(event, "part"))
        elif kind in _PARTS:
            parent, index, key = _PARTS[kind]
            part_key = parent, _number(event, index)
            if part_key not in self._parts:
                self._parts[part_key] = {"type": _PART_TYPES[kind]}
            self._texts.setdefault((*part_key, key), []).append(text(event, "delta"))
        elif kind in _ITEMS:
            self._texts.setdefault(("", 0, _ITEMS[kind]), []).append(text(event, "delta"))
        elif kind == "response.output_text.annotation.added":
            part = self._parts.setdefault(("content", _number(event, "content_index")), {"type": "output_text"})
            if not isinstance(part.get("annotations"), list):
                part["annotations"] = []
            part["annotations"].append(event.get("annotation"))

    def whole(self) -> Json:
        if self._done:
            return self._item
        for (parent, index, key), pieces in self._texts.items():
            owner = self._parts[parent, index] if parent else self._item
            owner[key] = text(owner, key) + "".join(pieces)
        for parent in ("content", "summary"):
            parts = [self._parts[part_key] for part_key in sorted(self._parts) if part_key[0] == parent]
            if parts:
                self._item[parent] = parts
        return self._item


def _number(event: Json, key: str) -> int:
    value = event.get(key)
    return value if isinstance(value, int) else 0


DIALECT = Dialect(
    name="openai_responses",
    prompt=prompt,
    inputs=inputs,
    split=split,
    last_user_message=last_user_message,
    answer=answer,
    finish_reason=finish_reason,
    join=join,
    has_output=has_output,
    final=_FINAL,
)
