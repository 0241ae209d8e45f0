"""Answers of OTLP's endpoints, in the encoding of the request (https://opentelemetry.io/docs/specs/otlp/#otlphttp)."""

from __future__ import annotations

from typing import Any

import orjson
from aiohttp import web

from api.http.errors import ApiError
from api.http.operation import ErrorStyle
from api.http.replies import PRIVATE
from api.otlp.protobuf import encoded_bytes, encoded_varint

PROTOBUF = "application/x-protobuf"
_JSON = "application/json"
# google.rpc.Code by HTTP status
_CODES = {400: 3, 401: 16, 403: 7, 404: 5, 409: 10, 413: 3, 415: 3, 422: 3, 429: 8, 500: 13, 503: 14}
_UNKNOWN = 2


def is_protobuf(request: web.Request) -> bool:
    return request.content_type in (PROTOBUF, "application/protobuf")


def success(request: web.Request, refused: int, message: str, json_name: str) -> web.Response:
    """`json_name`: of the count in JSON, "rejectedSpans"."""
    if is_protobuf(request):
        partial = encoded_varint(1, refused) + encoded_bytes(2, message.encode("utf-8", "replace"))
        return _reply(PROTOBUF, encoded_bytes(1, partial) if refused else b"", 200)
    answer: dict[str, Any] = {}
    if refused:  # 64-bit numbers are texts in protobuf's JSON
        answer = {"partialSuccess": {json_name: str(refused), "errorMessage": message}}
    return _reply(_JSON, orjson.dumps(answer), 200)


def _error(request: web.Request, error: ApiError) -> web.Response:
    code = _CODES.get(error.status, _UNKNOWN)
    message = str(error) or "Internal Server Error"
    if is_protobuf(request):
        status = encoded_varint(1, code) + encoded_bytes(2, message.encode("utf-8", "replace"))
        return _reply(PROTOBUF, status, error.status, error.headers())
    return _reply(_JSON, orjson.dumps({"code": code, "message": message}), error.status, error.headers())


def _reply(content_type: str, body: bytes, status: int, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(body=body, status=status, headers=PRIVATE | (headers or {}), content_type=content_type)


_STATUS = {
    "type": "object",
    "properties": {"code": {"type": "integer"}, "message": {"type": "string"}},
    "required": ["message"],
}
STYLE = ErrorStyle(_error, {_JSON: {"schema": _STATUS}, PROTOBUF: {}})
