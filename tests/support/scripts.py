"""Ready-made scripts for the upstream: correct responses first, then every kind of misbehaviour.

Headers are sent in the given order and case; the script adds the framing header.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import zlib
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Sequence
from typing import Literal

import brotli
import zstandard

from tests.support.gate import Gate
from tests.support.upstream import Call, Script

Headers = Sequence[tuple[str, str]]
Framing = Literal["length", "chunked", "close"]

REASONS = {101: "Switching Protocols", 200: "OK", 204: "No Content", 304: "Not Modified", 404: "Not Found"}
_WEBSOCKET_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455 §1.3


def head(status: int = 200, headers: Headers = (), *, version: str = "1.1", reason: str | None = None) -> bytes:
    """The bytes of a response head, including its empty line."""
    phrase = REASONS.get(status, "Status") if reason is None else reason
    lines = [f"HTTP/{version} {status} {phrase}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join([*lines, "", ""]).encode("utf-8")


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def event(data: str, name: str | None = None) -> bytes:
    """One server-sent event."""
    return (f"event: {name}\n" if name else "").encode() + b"data: " + data.encode() + b"\n\n"


def compress(body: bytes, encoding: str) -> bytes:
    """A body in one of the content encodings: gzip, br, zstd, deflate (zlib's form), raw-deflate, identity."""
    match encoding:
        case "gzip":
            return _deflate(body, 31)
        case "deflate":
            return _deflate(body, 15)
        case "raw-deflate":
            return _deflate(body, -15)
        case "br":
            return bytes(brotli.compress(body, quality=4))
        case "zstd":
            return zstandard.compress(body)
    return body


def _deflate(body: bytes, window_bits: int) -> bytes:
    compressor = zlib.compressobj(wbits=window_bits)
    return compressor.compress(body) + compressor.flush()


# Correct responses


def answer(
    status: int = 200,
    headers: Headers = (),
    body: bytes = b"",
    *,
    framing: Framing = "length",
    chunks: Sequence[int] | None = None,
    trailers: Headers = (),
) -> Script:
    """A complete response. `chunks`: sizes into which a chunked body is cut; the rest is one chunk."""

    async def script(call: Call) -> None:
        await call.body()
        await send_answer(call, status, headers, body, framing=framing, chunks=chunks, trailers=trailers)

    return script


async def send_answer(
    call: Call,
    status: int = 200,
    headers: Headers = (),
    body: bytes = b"",
    *,
    framing: Framing = "length",
    chunks: Sequence[int] | None = None,
    trailers: Headers = (),
) -> None:
    """Send the response of `answer`; HEAD, 204 and 304 get a head only (RFC 9112 §6.3)."""
    bodiless = call.request.method == "HEAD" or status in (204, 304)
    if framing == "chunked":
        await call.send(head(status, [*headers, ("transfer-encoding", "chunked")]))
        if not bodiless:
            for piece in _cut(body, chunks or ()):
                await call.send(chunk(piece))
            await call.send(_end(trailers))
    elif framing == "close":
        await call.send(head(status, [*headers, ("connection", "close")]) + (b"" if bodiless else body))
        call.cut()
    else:
        length = [] if status == 204 else [("content-length", str(len(body)))]
        await call.send(head(status, [*headers, *length]) + (b"" if bodiless else body))


def _cut(body: bytes, sizes: Sequence[int]) -> list[bytes]:
    pieces = []
    for size in sizes:
        pieces.append(body[:size])
        body = body[size:]
    return [piece for piece in [*pieces, body] if piece]  # an empty chunk would be the end


def _end(trailers: Headers) -> bytes:
    return b"0\r\n" + b"".join(f"{name}: {value}\r\n".encode() for name, value in trailers) + b"\r\n"


def json_answer(body: bytes, status: int = 200, headers: Headers = ()) -> Script:
    return answer(status, [("content-type", "application/json"), *headers], body)


def generated(total_bytes: int, piece: bytes = b"x" * 65_536, *, framing: Framing = "length") -> Script:
    """A huge body, generated while it is sent."""

    async def script(call: Call) -> None:
        await call.body()
        framed = ("content-length", str(total_bytes)) if framing == "length" else ("transfer-encoding", "chunked")
        await call.send(head(200, [framed]))
        for start in range(0, total_bytes, len(piece)):
            data = piece[: total_bytes - start]
            await call.send(chunk(data) if framing == "chunked" else data)
        if framing == "chunked":
            await call.send(_end(()))

    return script


def stream(
    events: Iterable[bytes] | AsyncIterable[bytes],
    headers: Headers = (),
    *,
    gate: Gate | None = None,
    trailers: Headers = (),
    content_type: str = "text/event-stream",
) -> Script:
    """A chunked stream, one chunk per event.

    With a gate, the head is sent at once; each chunk and the end of the stream wait for a step.
    """

    async def script(call: Call) -> None:
        await call.body()
        await call.send(head(200, [("content-type", content_type), *headers, ("transfer-encoding", "chunked")]))
        async for data in _each(events):
            if gate:
                await gate.passed()
            await call.send(chunk(data))
        if gate:
            await gate.passed()
        await call.send(_end(trailers))

    return script


async def _each(events: Iterable[bytes] | AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    if isinstance(events, AsyncIterable):
        async for data in events:
            yield data
    else:
        for data in events:
            yield data


def in_turn(*scripts: Script) -> Script:
    """The first request gets the first script, and so on; further requests get the last one."""
    waiting = list(scripts)

    async def script(call: Call) -> None:
        await (waiting.pop(0) if len(waiting) > 1 else waiting[0])(call)

    return script


def after_informational(then: Script, *heads: bytes) -> Script:
    """Interim responses (100, 103 …) before the final one."""

    async def script(call: Call) -> None:
        for interim in heads:
            await call.send(interim)
        await then(call)

    return script


def http_1_0(body: bytes, headers: Headers = ()) -> Script:
    """An HTTP/1.0 server: no length, the body ends with the connection."""

    async def script(call: Call) -> None:
        await call.body()
        await call.send(head(200, headers, version="1.0") + body)
        call.cut()

    return script


def early_answer(status: int, body: bytes) -> Script:
    """Answers before it has read the request body, then closes."""

    async def script(call: Call) -> None:
        await call.send(head(status, [("content-length", str(len(body))), ("connection", "close")]) + body)
        await call.left()
        call.cut()

    return script


def websocket_echo() -> Script:
    """Accepts a WebSocket and sends every byte back unchanged."""

    async def script(call: Call) -> None:
        key = (call.request.header("sec-websocket-key") or "").encode()
        accept = base64.b64encode(hashlib.sha1(key + _WEBSOCKET_GUID).digest()).decode()
        await call.send(
            head(101, [("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", accept)])
        )
        while data := await call.reader.read(1 << 16):
            await call.send(data)
        call.cut()

    return script


# Misbehaviour


def raw(*pieces: bytes, then: Literal["keep", "cut", "reset", "hang"] = "cut") -> Script:
    """Sends these bytes, then keeps the connection, closes it, resets it, or sends nothing more."""

    async def script(call: Call) -> None:
        await call.body()
        for piece in pieces:
            await call.send(piece)
        if then == "cut":
            call.cut()
        elif then == "reset":
            call.reset()
        elif then == "hang":
            await call.left()
            call.cut()

    return script


def silent() -> Script:
    """Reads the request and never answers."""
    return raw(then="hang")


def dropped() -> Script:
    """Resets the connection instead of answering."""
    return raw(then="reset")


def garbage() -> Script:
    return raw(b"\x00\xff this is not HTTP at all\r\n\r\n")


def stalled(gate: Gate, then: Script) -> Script:
    """Sends nothing until the gate lets it pass."""

    async def script(call: Call) -> None:
        await call.body()
        await gate.passed()
        await then(call)

    return script


def stalled_body(gate: Gate, first: bytes, rest: bytes, headers: Headers = ()) -> Script:
    """Sends the head and `first` at once, and `rest` when the gate lets it pass."""

    async def script(call: Call) -> None:
        await call.body()
        length = ("content-length", str(len(first) + len(rest)))
        await call.send(head(200, [*headers, length]) + first)
        await gate.passed()
        await call.send(rest)

    return script


def wrong_length(body: bytes, declared: int) -> Script:
    """Declares another length than it sends, then closes."""
    return raw(head(200, [("content-length", str(declared))]) + body)


def extra_bytes(body: bytes, extra: bytes) -> Script:
    """A correct response with extra bytes after its end, in one write; the connection stays open."""
    return raw(head(200, [("content-length", str(len(body)))]) + body + extra, then="keep")


def cut_stream(events: Sequence[bytes], *, reset: bool = False) -> Script:
    """A chunked stream that ends without its last chunk."""
    first = head(200, [("content-type", "text/event-stream"), ("transfer-encoding", "chunked")])
    return raw(first, *(chunk(data) for data in events), then="reset" if reset else "cut")


def closes_idle(then: Script) -> Script:
    """Answers the first request of a connection, and resets it at the second: the race of every keep-alive client."""

    async def script(call: Call) -> None:
        if call.request.nth:
            call.reset()
        else:
            await then(call)

    return script


def dribbled(data: bytes, size: int = 1) -> Script:
    """A complete response in tiny writes, each in its own packet as far as the event loop allows."""

    async def script(call: Call) -> None:
        await call.body()
        for start in range(0, len(data), size):
            await call.send(data[start : start + size])
            await asyncio.sleep(0)  # let the transport write it before the next piece is added

    return script


def many_headers(count: int, size: int = 20) -> list[tuple[str, str]]:
    return [(f"x-many-{number}", "v" * size) for number in range(count)]
