"""HTTP responses with JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from aiohttp import web
from pydantic import BaseModel

# Logged data is private, and must never be sniffed to be a web page.
PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def json_reply(body: dict[str, Any], *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    return bytes_reply(orjson.dumps(body), status=status, headers=headers)


def model_reply(answer: BaseModel, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    return bytes_reply(answer.model_dump_json().encode(), status=status, headers=headers)


def bytes_reply(body: bytes, *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """`body` is JSON already."""
    return web.Response(
        body=body, status=status, headers={**PRIVATE, **(headers or {})}, content_type="application/json"
    )
