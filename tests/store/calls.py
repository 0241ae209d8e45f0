"""Calls as a worker would log them, written by hand into real segment files."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

import orjson

from store.ids import uuid7
from store.models import ExchangeRow
from store.settings import DataDir
from store.spool.frames import Kind, encode
from store.spool.segment_files import segment_name
from store.spool.segment_writer import SegmentWriter

REQUEST = orjson.dumps({"model": "gpt-4o-mini", "messages": [{"role": "user", "content": "Hello"}]})
HEADERS = {"content-type": "application/json"}


def answer(text: str = "Good day", upstream_id: str = "chatcmpl-1") -> bytes:
    return orjson.dumps(
        {
            "id": upstream_id,
            "object": "chat.completion",
            "model": "gpt-4o-mini-2024-07-18",
            "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12},
        }
    )


def frame_with(header: bytes, seed: int) -> bytes:
    """An opening without a body. The program itself writes no header but an object."""
    checked = struct.pack("<4sB3xIII", b"GNM1", Kind.OPENING, len(header), 0, 0)
    return checked + crc32(header, crc32(checked, seed)).to_bytes(4, "little") + header


def exchange(exchange_id: str, **changes: Any) -> ExchangeRow:
    """An exchange that ended well, unless `changes` say otherwise."""
    fields: dict[str, Any] = {
        "exchange_id": exchange_id,
        "request_id": exchange_id,
        "project": 1,
        "writer": "writer",
        "node": "here",
        "key_name": None,
        "started_at_us": 1_000,
        "method": "POST",
        "path": "/v1/chat/completions",
        "upstream": "openai",
        "target_url": "https://api.openai.com",
        "request_size_bytes": 10,
        "outcome": "ok",
        "status": 200,
        "response_size_bytes": 10,
        "latency_ms": 1.5,
    }
    return ExchangeRow(**(fields | changes))


class Worker:
    """Writes frames like a worker: `lets_go` is its end, clean or not."""

    def __init__(self, data_dir: DataDir) -> None:
        data_dir.spool.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.id = uuid7()
        self._directory = data_dir.spool
        self._number = 1
        self._segment = SegmentWriter(data_dir.spool, segment_name(self.id, 1))
        self._holds = True

    @property
    def path(self) -> Path:
        return self._directory / segment_name(self.id, self._number)

    def opens(self, exchange_id: str, body: bytes = REQUEST, **changes: Any) -> None:
        header = {
            "exchange_id": exchange_id,
            "request_id": exchange_id,
            "project": 1,
            "key_name": None,
            "node": "here",
            "started_at_us": 1_700_000_000_000_000,
            "method": "POST",
            "path": "/v1/chat/completions",
            "upstream": "openai",
            "target_url": "https://api.openai.com",
            "request_headers": HEADERS,
            "helicone_headers": [("Helicone-Property-Env", "test")],
            "request_omitted": False,
            "response_omitted": False,
            "request_size_bytes": len(body),
            "request_truncated": False,
        }
        self.writes(Kind.OPENING, header | changes, body)

    def sends(self, exchange_id: str, body: bytes, *, complete: bool = True) -> None:
        header = {
            "exchange_id": exchange_id,
            "request_size_bytes": len(body),
            "request_truncated": False,
            "request_complete": complete,
        }
        self.writes(Kind.REQUEST, header, body)

    def closes(self, exchange_id: str, body: bytes | None = None, **changes: Any) -> None:
        body = answer() if body is None else body
        header: dict[str, Any] = {
            "exchange_id": exchange_id,
            "request_id": exchange_id,
            "outcome": "ok",
            "error": None,
            "status": 200,
            "response_headers": HEADERS,
            "response_size_bytes": len(body),
            "response_truncated": False,
            "duration_us": 2_500,
            "first_byte_us": 1_500,
            "chunks": [],
            "connect_attempts": 1,
            "served_by": None,
        }
        self.writes(Kind.CLOSING, header | changes, body)

    def calls(self, exchange_id: str, **changes: Any) -> None:
        self.opens(exchange_id, **changes)
        self.closes(exchange_id, request_id=changes.get("request_id", exchange_id))

    def writes(self, kind: Kind, header: Mapping[str, Any], body: bytes = b"") -> None:
        self.writes_bytes(b"".join(encode(kind, header, body, self._segment.seed)))  # type: ignore[arg-type]

    def writes_header(self, header: bytes) -> None:
        """A frame with any header, whatever it says, and with a right checksum."""
        self.writes_bytes(frame_with(header, self._segment.seed))

    def writes_bytes(self, data: bytes) -> None:
        assert self._segment.append([(data, b"")]) == [True]

    def rotates(self) -> None:
        following = SegmentWriter(self._directory, segment_name(self.id, self._number + 1))
        self._segment.release()
        self._segment = following
        self._number += 1

    def lets_go(self) -> None:
        if self._holds:
            self._holds = False
            with suppress(OSError):
                self._segment.release()
