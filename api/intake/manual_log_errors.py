"""Errors of Helicone's log endpoints, as Helicone answers them."""

from __future__ import annotations

from aiohttp import web

from api.http.errors import ApiError, BodyTooLarge, Unauthorized, ValidationFailed
from api.http.operation import ErrorStyle
from api.http.replies import PRIVATE, json_reply


def _reply(_request: web.Request, error: ApiError) -> web.Response:
    if isinstance(error, BodyTooLarge):
        return web.Response(status=400, text="Payload too large", headers=PRIVATE)
    if isinstance(error, Unauthorized) and str(error).startswith("No authorization"):
        return web.Response(status=401, text="Unauthorized", headers=PRIVATE | error.headers())
    status = 400 if isinstance(error, ValidationFailed) else error.status
    return json_reply({"error": str(error) or "Internal Server Error"}, status=status, headers=error.headers())


_ERROR = {"type": "object", "properties": {"error": {"type": "string"}}, "required": ["error"]}
STYLE = ErrorStyle(_reply, {"application/json": {"schema": _ERROR}, "text/plain": {}})
