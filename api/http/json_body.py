"""Reading a request's body that must be JSON."""

from __future__ import annotations

import asyncio
import re

from aiohttp import web

from api.http.errors import BadRequest, BodyTooLarge, UnsupportedMediaType, ValidationFailed, shown
from store.extract.content_encoding import decode

MAX_BODY_BYTES = 10 << 20  # as Helicone's
_JSON = re.compile(r"application/(json|[a-z0-9.!#$&^_-]+\+json)")
_ENCODINGS = frozenset({"identity", "gzip", "deflate", "br", "zstd"})


async def read_json(request: web.Request) -> bytes:
    """The body, its content encoding taken off.

    Raises UnsupportedMediaType unless it is declared as JSON: a web page of anybody can have a browser post any
    other type to us without asking first (CORS calls those requests simple).
    """
    if not request.can_read_body:
        raise ValidationFailed({"requestBody": {"message": "'requestBody' is required"}})
    content_type = request.headers.get("Content-Type", "")
    if not _JSON.fullmatch(content_type.partition(";")[0].strip().lower()):
        sent = f"not {shown(content_type)}" if content_type else "and there is none"
        raise UnsupportedMediaType(f"Content-Type must be application/json, {sent}.")
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in _ENCODINGS:
        raise UnsupportedMediaType(f"Content-Encoding must be one of {', '.join(sorted(_ENCODINGS))}.")
    body = await request.read()
    # Not left to aiohttp: damage in a compressed body would end the connection instead of being answered.
    return body if encoding == "identity" else await asyncio.to_thread(_decompressed, body, encoding)


def _decompressed(body: bytes, encoding: str) -> bytes:
    data, whole = decode(body, encoding, MAX_BODY_BYTES + 1)
    if len(data) > MAX_BODY_BYTES:
        raise BodyTooLarge(f"The body is larger than {MAX_BODY_BYTES} bytes.")
    if not whole:
        raise BadRequest(f"The body is not what its Content-Encoding says ({encoding}).")
    return data
