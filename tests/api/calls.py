"""Calls as a worker writes them down."""

from __future__ import annotations

import json
import time
from typing import Any

from store.ids import uuid7
from store.spool.frames import ClosingHeader, OpeningHeader

CHAT = json.dumps(
    {"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Explain quantum computing"}]}
).encode()
ANSWER = json.dumps(
    {
        "id": "chatcmpl-abc123",
        "object": "chat.completion",
        "model": "gpt-4o-mini-2024-07-18",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": "Qubits, mostly."},
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": 12, "completion_tokens": 5, "total_tokens": 17},
    }
).encode()
STREAM = b"".join(
    b"data: " + piece + b"\n\n"
    for piece in [
        b'{"id":"chatcmpl-s","object":"chat.completion.chunk","model":"gpt-4o-mini","choices":'
        b'[{"index":0,"delta":{"role":"assistant","content":"Qu"},"finish_reason":null}]}',
        b'{"id":"chatcmpl-s","object":"chat.completion.chunk","model":"gpt-4o-mini","choices":'
        b'[{"index":0,"delta":{"content":"bits"},"finish_reason":"stop"}]}',
        b"[DONE]",
    ]
)


def opening(request_id: str = "", body: bytes = CHAT, **changes: Any) -> OpeningHeader:
    exchange_id = uuid7()
    header: dict[str, Any] = {
        "exchange_id": exchange_id,
        "request_id": request_id or exchange_id,
        "project": 1,
        "key_name": None,
        "node": "here",
        "started_at_us": time.time_ns() // 1000,
        "method": "POST",
        "path": "/v1/chat/completions",
        "upstream": "openai",
        "target_url": "https://api.openai.com/v1/chat/completions",
        "request_headers": {"content-type": "application/json"},
        "helicone_headers": [],
        "request_omitted": False,
        "response_omitted": False,
        "request_size_bytes": len(body),
        "request_truncated": False,
    }
    return header | changes  # type: ignore[return-value]  # tests leave the shape where they mean to


def closing(exchange_id: str, request_id: str, body: bytes = ANSWER, **changes: Any) -> ClosingHeader:
    header: dict[str, Any] = {
        "exchange_id": exchange_id,
        "request_id": request_id,
        "outcome": "ok",
        "error": None,
        "status": 200,
        "response_headers": {"content-type": "application/json"},
        "response_size_bytes": len(body),
        "response_truncated": False,
        "duration_us": 250_000,
        "first_byte_us": 120_000,
        "chunks": [],
        "connect_attempts": 1,
        "served_by": None,
    }
    return header | changes  # type: ignore[return-value]  # tests leave the shape where they mean to
