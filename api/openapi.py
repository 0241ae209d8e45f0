"""GET /openapi.json, made of the route table and the models; and /docs, a page that shows it."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

from aiohttp import web
from pydantic.json_schema import models_json_schema

from api.auth import Caller
from api.replies import json_reply
from api.route_docs import TOLD, Told

_PARAMETER = re.compile(r"\{(\w+)\}")
_REFERENCE = "#/components/schemas/{model}"
_PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_QUERY = {
    "/v1/request/{request_id}": ("includeBody",),
    "/v1/request/{request_id}/bodies": ("project", "expires", "signature"),
    "/v1/scores": ("request_id", "session_id", "name", "include_superseded"),
}
_ERRORS = {
    "400": "The body can't be read.",
    "401": "No key, or an unknown one.",
    "403": "The key lacks the scope.",
    "404": "Nothing of that name.",
    "409": "What was confirmed is not what there is.",
    "413": "The body is too large.",
    "415": "The body is not declared as JSON.",
    "421": "The Host header is not ours.",
    "422": "A field can't be taken; the answer names it.",
    "429": "Too many scores wait for their calls.",
    "503": "The store, or the tables for questions, can't answer now.",
}


class Docs:
    def __init__(self) -> None:
        self._document = document()

    async def openapi(self, _request: web.Request, _caller: Caller) -> web.Response:
        return json_reply(self._document)

    async def page(self, _request: web.Request, _caller: Caller) -> web.Response:
        return _file("docs.html", "text/html")

    async def script(self, _request: web.Request, _caller: Caller) -> web.Response:
        return _file("docs.js", "text/javascript")

    async def style(self, _request: web.Request, _caller: Caller) -> web.Response:
        return _file("docs.css", "text/css")


def document() -> dict[str, Any]:
    """OpenAPI 3.1 of every route in the table."""
    models = sorted({told.body for told in TOLD.values() if told.body}, key=lambda model: model.__qualname__)
    names, schemas = models_json_schema([(model, "validation") for model in models], ref_template=_REFERENCE)
    paths: dict[str, dict[str, Any]] = {}
    for (method, path), told in TOLD.items():
        schema = names[told.body, "validation"] if told.body else None
        paths.setdefault(path, {})[method.lower()] = _operation(method, path, told, schema)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Gnomon",
            "version": "1",
            "description": "Logged LLM calls, their scores, and questions on them.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas.get("$defs", {}),
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"key": []}],
    }


def _operation(method: str, path: str, told: Told, schema: Any) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "summary": told.summary,
        "operationId": f"{method.lower()} {path}",
        "parameters": [_parameter("path", name) for name in _PARAMETER.findall(path)],
        "responses": {"2XX": {"description": "Done."}}
        | {status: {"description": text} for status, text in _ERRORS.items()},
    }
    if method == "GET":
        operation["parameters"] += [_parameter("query", name) for name in _QUERY.get(path, ())]
    if schema:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return operation


def _parameter(place: str, name: str) -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": {"type": "string", "minLength": 1}}


def _file(name: str, content_type: str) -> web.Response:
    content = files("api").joinpath("pages", name).read_bytes()
    return web.Response(body=content, content_type=content_type, charset="utf-8", headers=_PAGE_HEADERS)
