"""Answers as providers put them on the wire."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest

from store.models import ExchangeRow

MESSAGES = [{"role": "user", "content": "When is noon?"}]
CHAT = {"model": "gpt-4o-mini", "messages": MESSAGES}
USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
JSON_TYPE = {"content-type": "application/json"}


def sse(*events: Any, done: bool = True, named: bool = False) -> bytes:
    lines = []
    for event in events:
        if isinstance(event, bytes):
            lines.append(event)
            continue
        name = f"event: {event['type']}\n" if named else ""
        lines.append(f"{name}data: {json.dumps(event)}\n\n".encode())
    return b"".join(lines) + (b"data: [DONE]\n\n" if done else b"")


def chunk(delta: Any = None, finish: str | None = None, **fields: Any) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta or {}, "finish_reason": finish}
    return {"id": "c1", "object": "chat.completion.chunk", "model": "gpt-4o-mini", "choices": [choice]} | fields


def message(usage: Any, **fields: Any) -> dict[str, Any]:
    whole = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-4-5-20250929",
        "content": [{"type": "text", "text": "a"}],
        "stop_reason": "end_turn",
        "usage": usage,
    }
    return whole | fields


def aws_frame(kind: str, payload: Any, *, exception: bool = False) -> bytes:
    names = {":exception-type" if exception else ":event-type": kind, ":content-type": "application/json"}
    names[":message-type"] = "exception" if exception else "event"
    headers = b"".join(
        bytes([len(name)]) + name.encode() + b"\7" + len(value).to_bytes(2, "big") + value.encode()
        for name, value in names.items()
    )
    data = json.dumps(payload).encode()
    prelude = (16 + len(headers) + len(data)).to_bytes(4, "big") + len(headers).to_bytes(4, "big")
    start = prelude + zlib.crc32(prelude).to_bytes(4, "big") + headers + data
    return start + zlib.crc32(start).to_bytes(4, "big")


def check(row: ExchangeRow, right: dict[str, Any]) -> None:
    for name, value in right.items():
        seen = getattr(row.usage, name) if hasattr(row.usage, name) else getattr(row, name)
        assert seen == (pytest.approx(value) if isinstance(value, float) else value), name
