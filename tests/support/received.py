"""A request as the upstream received it, and the code that reads it from a socket."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Received:
    """A request as it arrived. The body grows while the script reads it."""

    raw_head: bytes
    method: str
    target: str
    version: str
    headers: list[tuple[str, str]]
    connection: int  # number of the connection, from 0 in the order of acceptance
    nth: int  # number of the request on its connection, from 0
    at: float  # time.monotonic() when the head was complete
    body: bytes = b""
    body_complete: bool = False
    trailers: list[tuple[str, str]] = field(default_factory=list)

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    def header(self, name: str) -> str | None:
        """The values of a header, joined with a comma; None when it was not sent."""
        values = self.header_values(name)
        return ", ".join(values) if values else None

    def header_values(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def json(self) -> Any:
        return json.loads(self.body)


class ClientClosed(Exception):
    """The client closed its side before the request was complete."""


def says_close(request: Received) -> bool:
    connection = (request.header("connection") or "").lower()
    return "close" in connection or (request.version == "HTTP/1.0" and "keep-alive" not in connection)


async def read_head(reader: asyncio.StreamReader, connection: int, nth: int) -> Received | None:
    try:
        raw = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise
        return None  # closed between two requests, as usual
    first, *lines = raw[:-4].decode("latin-1").split("\r\n")
    method, target, version = first.split(" ")
    return Received(raw, method, target, version, _fields(lines), connection, nth, time.monotonic())


def _fields(lines: list[str]) -> list[tuple[str, str]]:
    pairs = (line.partition(":") for line in lines)
    return [(name, value.strip(" \t")) for name, _, value in pairs]


async def read_body(request: Received, reader: asyncio.StreamReader) -> None:
    if "chunked" in (request.header("transfer-encoding") or ""):
        while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
            request.body += await reader.readexactly(size)
            await reader.readexactly(2)
        while (line := await reader.readuntil(b"\r\n")) != b"\r\n":
            request.trailers += _fields([line[:-2].decode("latin-1")])
    else:
        pieces: list[bytes] = []
        missing = int(request.header("content-length") or 0)
        while missing:
            piece = await reader.read(min(missing, 1 << 18))
            if not piece:
                request.body = b"".join(pieces)
                raise ClientClosed
            pieces.append(piece)
            missing -= len(piece)
        request.body = b"".join(pieces)
    request.body_complete = True
