"""JSON answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from aiohttp import web

# What is logged is private, and must be read as what it is (never sniffed to be a page).
PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def json_reply(body: dict[str, Any], *, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.Response(
        body=orjson.dumps(body),
        status=status,
        headers={**PRIVATE, **(headers or {})},
        content_type="application/json",
    )
