"""The server's side of each connection: which heads it accepts, what answers one that it cannot read, and what ends
when it is lost.

aiohttp would answer in plain text, and log a traceback with the first bytes of the header's value, which may be a key.
Proxy workers have checked the heads of all requests; what is refused here comes from other readings of HTTP.
"""

from __future__ import annotations

import structlog
from aiohttp import http_exceptions, web
from aiohttp.web_protocol import RequestHandler

from api.http.errors import CHANGES_NOTHING, ApiError, BadRequest, HeaderFieldsTooLarge, InternalError
from api.http.replies import json_reply

log = structlog.get_logger()


class Runner(web.AppRunner):
    """Runs the application with one limit for all parts of a head: `max_head_bytes`."""

    __slots__ = ("_max_head_bytes",)

    def __init__(self, app: web.Application, max_head_bytes: int, shutdown_timeout_s: float) -> None:
        super().__init__(app, access_log=None, auto_decompress=False, shutdown_timeout=shutdown_timeout_s)
        self._max_head_bytes = max_head_bytes

    async def _make_server(self) -> web.Server:
        server = await super()._make_server()
        return _Server(server, self._max_head_bytes)


class _Server(web.Server):
    """Makes a `_Connection` for each connection, where aiohttp's makes a RequestHandler."""

    def __init__(self, server: web.Server, max_head_bytes: int) -> None:
        super().__init__(server.request_handler, request_factory=server.request_factory, **server._kwargs)
        self._max_head_bytes = max_head_bytes

    def __call__(self) -> RequestHandler:
        limit = self._max_head_bytes
        limits = {"max_line_size": limit, "max_field_size": limit, "max_headers": limit}
        return _Connection(self, loop=self._loop, **{**self._kwargs, **limits})


class _Connection(RequestHandler):
    __slots__ = ()

    def connection_lost(self, exc: BaseException | None) -> None:
        """aiohttp cancels the handlers of all connections that are lost, or those of none."""
        request, handling = self._current_request, self._task_handler
        super().connection_lost(exc)
        if handling is not None and request is not None and CHANGES_NOTHING in request:
            handling.cancel()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The answer to a head that cannot be read. Its text, and messages with parts of it, are neither shown nor
        logged."""
        if request.writer is not None and request.writer.output_size > 0:
            raise ConnectionError("an answer has begun: there cannot be another one")
        error: ApiError
        if isinstance(exc, http_exceptions.HttpProcessingError):
            log.warning("request_head_refused", error=type(exc).__name__)
            error = _head_error(exc, self.max_field_size)
        else:
            log.error("api_call_failed", exc_info=exc)
            error = InternalError()
        answer = json_reply(error.body(), status=error.status)
        answer.force_close()
        return answer


def _head_error(error: http_exceptions.HttpProcessingError, limit_bytes: int) -> ApiError:
    if isinstance(error, http_exceptions.LineTooLong) or "Too many headers" in error.message:
        return HeaderFieldsTooLarge(
            f"The request head is too large: the setting proxy.max_head_bytes allows {limit_bytes} bytes"
        )
    return BadRequest("The request head is not valid HTTP/1.1")
