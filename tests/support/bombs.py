"""Small bodies that take much work to read."""

from __future__ import annotations

import gzip
from functools import cache
from typing import NamedTuple

import brotli  # type: ignore[import-untyped]  # it ships no types


class Bomb(NamedTuple):
    body: bytes
    encoding: str = ""
    error: str | None = "too_large"  # `extract_error` of a call with this body; None: it takes long, and can be read

    @property
    def headers(self) -> list[tuple[str, str]]:
        return [("Content-Encoding", self.encoding)] if self.encoding else []


def compressed(data: bytes, encoding: str) -> Bomb:
    return Bomb(gzip.compress(data) if encoding == "gzip" else brotli.compress(data, quality=5), encoding)


def choices(number: int) -> bytes:
    return b"".join(b'data: {"choices":[{"index":%d,"delta":{"content":"x"}}]}\n\n' % index for index in range(number))


def tool_calls(number: int) -> bytes:
    call = b'data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":%d,"function":{"arguments":""}}]}}]}\n\n'
    return b"".join(call % index for index in range(number))


@cache  # making them takes seconds, and several modules have them as parameters
def streams() -> dict[str, Bomb]:
    """Answers of type text/event-stream."""
    return {
        "60 MB of line feeds, br": compressed(b"\n" * 60_000_000, "br"),
        "6 MB of line feeds, br": compressed(b"\n" * 6_000_000, "br"),
        "63 MB of line feeds, gzip": compressed(b"\n" * 63_000_000, "gzip"),
        "9 MB of line feeds": Bomb(b"\n" * 9_000_000),
        "140,000 choices": Bomb(choices(140_000)),
        "300,000 choices, gzip": compressed(choices(300_000), "gzip"),
        "a million empty events": Bomb(b"event: x\n\n" * 1_000_000),
        "400,000 data lines that end in CR": Bomb(b"data: {}\r" * 400_000, error=None),
        "1.2 million data lines": Bomb(b"data: 1\n" * 1_200_000),
        "90,000 tool calls": Bomb(tool_calls(90_000)),
    }


@cache
def requests() -> dict[str, Bomb]:
    """Requests in JSON."""
    return {
        "20 million objects, br": compressed(b'{"messages":[' + b"{}," * 20_000_000 + b"{}]}", "br"),
        "20 million arrays, br": compressed(b'{"messages":[' + b"[]," * 20_000_000 + b"[]]}", "br"),
        "3 million objects": Bomb(b'{"messages":[' + b"{}," * 3_000_000 + b"{}]}"),
        "100,000 levels": Bomb(b'{"messages":' + b"[" * 100_000, error="too_deep"),
    }
