"""The description of the API in /openapi.json: OpenAPI 3.1, made of the route table and the models."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import orjson
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from api.http.answer_models import ErrorAnswer, Invalid, Unauthenticated
from api.http.operations import ROUTES, Route
from api.http.route_docs import TOLD, Told
from api.queries.filter_models import FILTER_MARK
from api.queries.filter_schemas import NAME as FILTER
from api.queries.filter_schemas import filter_schemas

_EXAMPLES: dict[str, Any] = orjson.loads(files("api").joinpath("examples.json").read_bytes())
_REFERENCE = "#/components/schemas/{model}"
_PARAMETER = re.compile(r"\{(\w+)\}")
_TEXT = {"type": "string", "minLength": 1}
_FLAG = {"type": "boolean"}
_QUERY: dict[str, dict[str, Any]] = {
    "getRequest": {"includeBody": _FLAG},
    "getRequestBodies": {"project": _TEXT, "expires": _TEXT, "signature": _TEXT},
    "listScores": {"request_id": _TEXT, "session_id": _TEXT, "name": _TEXT, "include_superseded": _FLAG},
}
_LINES = "application/x-ndjson"
_OTHER_BODIES = {
    "addScores": {_LINES: {"schema": {"type": "string", "description": "One score per line, without end."}}}
}
_OTHER_ANSWERS: dict[str, dict[str, dict[str, Any]]] = {
    "addScores": {"200": {_LINES: {"schema": {"type": "string", "description": "To lines: a line for each."}}}},
    "querySql": {"200": {"text/csv": {}, "application/vnd.apache.arrow.stream": {}}},
    "getOpenapi": {"200": {"application/json": {"schema": {"type": "object"}}}},
    "getDocs": {"200": {"text/html": {}}},
    "getDocsScript": {"200": {"text/javascript": {}}},
    "getDocsStyle": {"200": {"text/css": {}}},
    "getHealth": {"503": {"application/json": {"schema": {"$ref": _REFERENCE.format(model="Health")}}}},
}
_ERRORS = {
    400: "The body can't be read.",
    401: "No key, or an unknown one.",
    403: "The key lacks the scope, or a web page of another origin is asking.",
    404: "Nothing of that name.",
    409: "What was confirmed is not what there is.",
    413: "The body is too large.",
    415: "The body is not declared as JSON.",
    421: "The Host header is not ours.",
    422: "A field can't be taken; the answer names it.",
    429: "Too many scores wait for their calls.",
    503: "The store, or the tables for questions, can't answer now.",
}
_ERROR_MODELS: dict[int, tuple[type[BaseModel], ...]] = {401: (Unauthenticated,), 422: (Invalid, ErrorAnswer)}


class _Schemas(GenerateJsonSchema):
    """Without titles, which would say every name twice."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def document() -> dict[str, Any]:
    """OpenAPI 3.1 of every route in the table."""
    bodies = {told.body for told in TOLD.values() if told.body}
    answers: set[type[BaseModel]] = {ErrorAnswer, Unauthenticated, Invalid}
    answers |= {told.answer for told in TOLD.values() if told.answer}
    _, schemas = models_json_schema(
        [*((one, "validation") for one in _sorted(bodies)), *((one, "serialization") for one in _sorted(answers))],
        ref_template=_REFERENCE,
        schema_generator=_Schemas,
    )
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        told = TOLD[route.method, route.path]
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, told)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Gnomon",
            "version": "1",
            "description": "Logged LLM calls, their scores, and questions on them.",
        },
        "paths": paths,
        "components": {
            "schemas": dict(sorted((_described(schemas["$defs"]) | filter_schemas()).items())),
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"key": []}],
    }


def _operation(route: Route, told: Told) -> dict[str, Any]:
    example = _EXAMPLES.get(told.name, {})
    in_path = dict.fromkeys(_PARAMETER.findall(route.path), _TEXT)
    operation: dict[str, Any] = {
        "operationId": told.name,
        "summary": told.summary,
        "tags": [_tag(route.path)],
        "parameters": [
            _parameter(place, name, schema, example.get(place, {}))
            for place, parameters in (("path", in_path), ("query", _QUERY.get(told.name, {})))
            for name, schema in parameters.items()
        ],
        "responses": _responses(route, told, example),
    }
    if told.body:
        content = _json(told.body, example, "body") | _OTHER_BODIES.get(told.name, {})
        operation["requestBody"] = {"required": True, "content": content}
    if route.scope is None:
        operation["security"] = [{}]
    return operation


def _tag(path: str) -> str:
    parts = path.split("/")
    return parts[2] if parts[1] == "v1" else "server"


def _parameter(place: str, name: str, schema: dict[str, Any], examples: dict[str, Any]) -> dict[str, Any]:
    shown = {"example": examples[name]} if name in examples else {}
    return {"name": name, "in": place, "required": place == "path", "schema": schema, **shown}


def _responses(route: Route, told: Told, example: dict[str, Any]) -> dict[str, Any]:
    content = {str(told.status): _json(told.answer, example, "answer")} if told.answer else {}
    for status, more in _OTHER_ANSWERS.get(told.name, {}).items():
        content[status] = content.get(status, {}) | more
    responses = {status: {"description": "Done.", "content": kinds} for status, kinds in content.items()}
    for number in sorted(_errors(route, told) - {int(status) for status in content}):
        models = _ERROR_MODELS.get(number, (ErrorAnswer,))
        schemas = [{"$ref": _REFERENCE.format(model=model.__name__)} for model in models]
        schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
        answer = {"description": _ERRORS[number], "content": {"application/json": {"schema": schema}}}
        responses[str(number)] = answer
    return responses


def _errors(route: Route, told: Told) -> set[int]:
    found = {403, 421, *told.errors}
    if route.path.startswith("/v1/"):
        found.add(503)
    if route.scope:
        found.add(401)
    if told.body:
        found |= {400, 413, 415, 422}
    if told.name in _QUERY or "{" in route.path:
        found.add(422)
    return found


def _json(model: type[BaseModel], example: dict[str, Any], part: str) -> dict[str, Any]:
    shown = {"example": example[part]} if part in example else {}
    return {"application/json": {"schema": {"$ref": _REFERENCE.format(model=model.__name__)}, **shown}}


def _described(schema: Any) -> Any:
    """Without the titles of models, and with the filter where it is marked."""
    if isinstance(schema, list):
        return [_described(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    marked = {"$ref": _REFERENCE.format(model=FILTER)} if FILTER_MARK in schema else {}
    is_model = isinstance(schema.get("title"), str)
    return marked | {
        key: _described(value)
        for key, value in schema.items()
        if key != FILTER_MARK and not (key == "title" and is_model)
    }


def _sorted(models: Iterable[type[BaseModel]]) -> list[type[BaseModel]]:
    return sorted(models, key=lambda model: model.__name__)
