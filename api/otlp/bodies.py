"""The body of an OTLP request: within bounds, and decoded beside the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from aiohttp import web

from api.http.errors import BadRequest, BodyTooLarge, TooManyRequests, UnsupportedMediaType, shown
from api.otlp import json_form, messages
from api.otlp.answers import is_protobuf
from api.otlp.batch import Malformed, RecordBatch
from store.extract.bodies.content_encoding import decode

MAX_DECODED_BYTES = 32 << 20
_AT_ONCE = 2  # bodies decoded at one time: some 150 MB of memory each at most
_WAITING_MOST = 64
_LARGE_BYTES = 32 << 10  # decoding more than this would hold the event loop up
_ENCODINGS = ("identity", "gzip", "deflate", "zstd", "br")

Decoder = Callable[[bytes], RecordBatch]
T = TypeVar("T")


class BatchReader:
    """Reads requests, a few at one time."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self._waiting = 0

    async def traces(self, request: web.Request, use: Callable[[RecordBatch], T]) -> tuple[bytes, T]:
        """The body as it was sent, and what `use` makes of its batch: beside the event loop, like decoding it."""
        return await self._read(request, messages.trace_batch, json_form.trace_batch, use)

    async def logs(self, request: web.Request, use: Callable[[RecordBatch], T]) -> tuple[bytes, T]:
        return await self._read(request, messages.log_batch, json_form.log_batch, use)

    async def _read(
        self, request: web.Request, protobuf: Decoder, json: Decoder, use: Callable[[RecordBatch], T]
    ) -> tuple[bytes, T]:
        decoder = protobuf if is_protobuf(request) else json
        if not is_protobuf(request) and request.content_type != "application/json":
            raise UnsupportedMediaType(
                f"Content-Type must be application/x-protobuf or application/json, got {shown(request.content_type)}"
            )
        encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
        if encoding not in _ENCODINGS:
            raise UnsupportedMediaType(f"Content-Encoding must be one of {', '.join(_ENCODINGS)}")
        body = await request.read()
        if len(body) <= _LARGE_BYTES and encoding == "identity":
            return body, use(_decoded(body, encoding, decoder))
        if self._waiting >= _WAITING_MOST:
            raise TooManyRequests("Too many large requests at one time: send this one again later")
        self._waiting += 1
        try:
            async with self._turn:
                return body, await asyncio.to_thread(lambda: use(_decoded(body, encoding, decoder)))
        finally:
            self._waiting -= 1


def _decoded(body: bytes, encoding: str, decoder: Decoder) -> RecordBatch:
    if encoding != "identity":
        body, whole = decode(body, encoding, MAX_DECODED_BYTES + 1)
        if len(body) > MAX_DECODED_BYTES:
            raise BodyTooLarge(f"The decompressed body is larger than {MAX_DECODED_BYTES} bytes; send smaller batches")
        if not whole:
            raise BadRequest(f"The body does not match its Content-Encoding ({encoding})")
    try:
        return decoder(body)
    except Malformed as error:
        raise BadRequest(f"The body cannot be read: {error}") from error
    except json_form.TooManyValues:
        raise BodyTooLarge("The body has too many values; send smaller batches") from None
