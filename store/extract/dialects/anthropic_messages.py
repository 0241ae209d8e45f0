"""Anthropic's Messages: `POST …/messages`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from store.extract import messages, previews
from store.extract.bodies.parsing import Json, mapping, mappings, parse, sequence, text
from store.extract.dialects.dialect import Dialect, JoinedStream, Parts
from store.extract.tokens import merge

_DELTA = re.compile(
    rb'"delta"\s*:\s*\{\s*"type"\s*:\s*"(?:text|input_json|thinking)_delta"\s*,\s*'
    rb'"(?:text|partial_json|thinking)"\s*:\s*"((?:[^"\\\n]++|\\.)*+)"'
)

# Type of delta → (the key of its piece, the key of the block that the piece is added to).
_DELTAS = {
    "text_delta": ("text", "text"),
    "thinking_delta": ("thinking", "thinking"),
    "signature_delta": ("signature", "signature"),
    "input_json_delta": ("partial_json", "input"),
    "compaction_delta": ("content", "content"),
}


def prompt(request: Json) -> str:
    return previews.last_user(sequence(request, "messages"))


def inputs(request: Json) -> Any:
    asked = request.get("messages")
    return None if asked is None else {"system": request.get("system"), "messages": asked}


def split(inputs: Any) -> messages.Split:
    return messages.split_inputs(inputs, "messages")


def last_user_message(request: Json) -> Any:
    return messages.last_user(request.get("messages"))


def user(request: Json) -> Any:
    return mapping(request, "metadata").get("user_id")


def has_output(event: Json) -> bool:
    if event.get("type") == "content_block_delta":
        return any(value for key, value in mapping(event, "delta").items() if key != "type")
    # A tool call begins with its name, before any of its input.
    return event.get("type") == "content_block_start" and "name" in mapping(event, "content_block")


def answer(response: Json) -> str:
    blocks = mappings(response, "content")
    shown = " ".join(filter(None, [text(block, "text") for block in blocks if block.get("type") == "text"]))
    return shown or " ".join(
        previews.call(text(block, "name"), block.get("input")) for block in blocks if "input" in block
    )


def finish_reason(response: Json) -> str:
    return text(response, "stop_reason")


def join(events: Sequence[Json]) -> JoinedStream:
    message: Json = {}
    blocks = Parts(lambda _: _Block())
    complete = False
    for event in events:
        kind = event.get("type")
        if kind == "message_start":
            message = dict(mapping(event, "message"))
        elif kind == "content_block_start":
            blocks[_index(event)].start(mapping(event, "content_block"))
        elif kind == "content_block_delta":
            blocks[_index(event)].add(mapping(event, "delta"))
        elif kind == "message_delta":
            _end(message, event)
        elif kind == "message_stop":
            complete = True
        elif kind == "error":
            message["error"] = event.get("error")
    if blocks or message.keys() - {"error"}:
        message["content"] = [blocks[index].whole() for index in sorted(blocks)]
    elif message:
        message = {"type": "error"} | message
    return JoinedStream(message or None, complete)


class _Block:
    """One block of content, put together piece by piece."""

    def __init__(self) -> None:
        self.start({})

    def start(self, start: Json) -> None:
        self._block = dict(start)
        self._pieces: dict[str, list[str]] = {}
        self._citations: list[Any] = []

    def add(self, delta: Json) -> None:
        kind = text(delta, "type")
        if kind in _DELTAS:
            source, target = _DELTAS[kind]
            self._pieces.setdefault(target, []).append(text(delta, source))
        elif kind == "citations_delta":
            self._citations.append(delta.get("citation"))

    def whole(self) -> Json:
        block = self._block
        for key, pieces in self._pieces.items():
            joined = "".join(pieces)
            block[key] = _input(joined, block.get("input")) if key == "input" else text(block, key) + joined
        if self._citations:
            block["citations"] = [*sequence(block, "citations"), *self._citations]
        return block


def _input(fragments: str, start: Any) -> Any:
    """A tool's input; the text received so far when the stream was cut inside it."""
    if not fragments:
        return start
    value = parse(fragments.encode("utf-8", "replace"))
    return fragments if value is None else value


def _end(message: Json, event: Json) -> None:
    message.update(mapping(event, "delta"))
    # Running totals: each one replaces the one before it.
    if isinstance(message.get("usage"), dict):
        merge(message["usage"], mapping(event, "usage"))
    else:
        message["usage"] = dict(mapping(event, "usage"))


def _index(event: Json) -> int:
    index = event.get("index")
    return index if isinstance(index, int) else 0


def usage(response: Json) -> Json:
    stated = mapping(response, "usage")
    if response.get("stop_reason") is None:
        # A stream opens with the few tokens written so far; the total comes with the reason to stop.
        return {key: value for key, value in stated.items() if key != "output_tokens"}
    return stated


DIALECT = Dialect(
    name="anthropic_messages",
    prompt=prompt,
    inputs=inputs,
    split=split,
    last_user_message=last_user_message,
    user=user,
    answer=answer,
    finish_reason=finish_reason,
    usage=usage,
    join=join,
    has_output=has_output,
    delta=_DELTA,
)
