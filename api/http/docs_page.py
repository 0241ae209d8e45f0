"""GET /openapi.json, and /docs, a page that displays it."""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from typing import Any, Protocol

import orjson
from aiohttp import web

from api.http.auth import Caller
from api.http.replies import bytes_reply

_PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class OpenApiDocument(Protocol):
    """Makes the document. That takes longer than all else at the start, and few ask for it."""

    def __call__(self) -> dict[str, Any]: ...


class DocsHandlers:
    def __init__(self, document: OpenApiDocument) -> None:
        self._document = document

    @cached_property
    def _openapi(self) -> bytes:
        return orjson.dumps(self._document())

    async def openapi(self, _request: web.Request, _caller: Caller) -> web.Response:
        return bytes_reply(self._openapi)

    async def page(self, _request: web.Request, _caller: Caller) -> web.Response:
        return _file("docs.html", "text/html")

    async def script(self, _request: web.Request, _caller: Caller) -> web.Response:
        return _file("docs.js", "text/javascript")

    async def style(self, _request: web.Request, _caller: Caller) -> web.Response:
        return _file("docs.css", "text/css")


def _file(name: str, content_type: str) -> web.Response:
    content = files("api.http").joinpath("pages", name).read_bytes()
    return web.Response(body=content, content_type=content_type, charset="utf-8", headers=_PAGE_HEADERS)
