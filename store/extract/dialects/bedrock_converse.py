"""Bedrock's Converse: `POST /model/id/converse` and `/converse-stream`, whose stream is binary frames."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from store.extract import messages, previews
from store.extract.bodies import event_stream
from store.extract.bodies.parsing import Json, mapping, mappings, parse, sequence, text
from store.extract.dialects.dialect import Dialect, JoinedStream, Parts


def prompt(request: Json) -> str:
    return previews.last_user([_plain(message) for message in mappings(request, "messages")])


def inputs(request: Json) -> Any:
    asked = request.get("messages")
    return None if asked is None else {"system": request.get("system"), "messages": asked}


def split(inputs: Any) -> messages.Split:
    return messages.split_inputs(inputs, "messages")


def last_user_message(request: Json) -> Any:
    return messages.last_user(request.get("messages"))


def user(request: Json) -> Any:
    return mapping(request, "requestMetadata").get("user_id")


def answer(response: Json) -> str:
    blocks = mappings(mapping(mapping(response, "output"), "message"), "content")
    said = " ".join(filter(None, [text(block, "text") for block in blocks]))
    uses = [mapping(block, "toolUse") for block in blocks if "toolUse" in block]
    return said or " ".join(previews.call(text(use, "name"), use.get("input")) for use in uses)


def finish_reason(response: Json) -> str:
    return text(response, "stopReason")


def join(events: Sequence[Json]) -> JoinedStream:
    whole: Json = {}
    message: Json = {"role": "assistant"}
    blocks = Parts(lambda _: _Block())
    for event in events:
        kind = text(event, "type")
        index = event["contentBlockIndex"] if type(event.get("contentBlockIndex")) is int else 0
        if kind == "messageStart":
            message["role"] = text(event, "role") or "assistant"
        elif kind == "contentBlockStart":
            blocks[index].start(mapping(event, "start"))
        elif kind == "contentBlockDelta":
            blocks[index].add(mapping(event, "delta"))
        elif kind in ("messageStop", "metadata"):
            whole |= {key: value for key, value in event.items() if key not in ("type", "p")}
        elif "error" in event:
            whole["error"] = event["error"]
    if blocks:
        message["content"] = [blocks[index].whole() for index in sorted(blocks)]
        whole["output"] = {"message": message}
    return JoinedStream(whole or None, "stopReason" in whole)


class _Block:
    """One block of content, growing."""

    def __init__(self) -> None:
        self._start: Json = {}
        self._texts: dict[str, list[str]] = {}

    def start(self, start: Json) -> None:
        self._start = start

    def add(self, delta: Json) -> None:
        for key, value in delta.items():
            piece = value if isinstance(value, str) else text(value, "input") or text(value, "text")
            self._texts.setdefault(key, []).append(piece)

    def whole(self) -> Json:
        block: Json = dict(self._start)
        for key, pieces in self._texts.items():
            grown = "".join(pieces)
            if key == "toolUse":
                value = parse(grown.encode("utf-8", "replace"))
                block[key] = mapping(block, key) | {"input": grown if value is None else value}
            elif key == "reasoningContent":
                block[key] = {"reasoningText": {"text": grown}}
            else:
                block[key] = grown
        return block


def has_output(event: Json) -> bool:
    return event.get("type") == "contentBlockDelta" or "toolUse" in mapping(event, "start")


def _plain(message: Json) -> Json:
    """A message as the previews know it: Converse names a block's kind by its key."""
    parts = [
        {"text": text(block, "text")} if "text" in block else {"type": next(iter(block), "")}
        for block in mappings(message, "content")
    ]
    return {"role": message.get("role"), "content": parts or sequence(message, "content")}


DIALECT = Dialect(
    name="bedrock_converse",
    prompt=prompt,
    inputs=inputs,
    split=split,
    tools=lambda request: mapping(request, "toolConfig").get("tools"),
    last_user_message=last_user_message,
    user=user,
    answer=answer,
    finish_reason=finish_reason,
    join=join,
    has_output=has_output,
    events=event_stream.aws_frames,
)
