"""The content of /openapi.json: OpenAPI 3.1, made from the table of operations, the models and examples.json."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import orjson
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from api.http.base_models import ErrorAnswer, Invalid, Unauthenticated
from api.http.operation import TEXT, Lazy, Operation, Schema
from api.http.operations import OPERATIONS
from api.queries.filter_models import FILTER_MARK
from api.queries.filter_schemas import NAME as FILTER
from api.queries.filter_schemas import filter_schemas

_EXAMPLES: dict[str, Any] = orjson.loads(files("api").joinpath("examples.json").read_bytes())
_REFERENCE = "#/components/schemas/{model}"
_PARAMETER = re.compile(r"\{(\w+)\}")
_ERRORS = {
    400: "The body can't be parsed.",
    401: "There is no API key, or an unknown one.",
    403: "The key lacks the scope, or a web page of another origin sent the request.",
    404: "Nothing has that name or id.",
    409: "The confirmed count is not the current one.",
    413: "The body is too large.",
    415: "The body is not declared as JSON, or its Content-Encoding is unknown.",
    421: "The Host header names another host.",
    422: "A field is missing or invalid; the answer names it.",
    429: "Too many scores wait for requests that were never logged.",
    503: "The store or the replica is unavailable; try again.",
}
_ERROR_MODELS: dict[int, tuple[type[BaseModel], ...]] = {401: (Unauthenticated,), 422: (Invalid, ErrorAnswer)}


class _Schemas(GenerateJsonSchema):
    """Without titles, which would repeat every name."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def document() -> dict[str, Any]:
    """OpenAPI 3.1 of every operation in the table."""
    bodies = {operation.body.load() for operation in OPERATIONS if operation.body}
    answers: set[type[BaseModel]] = {ErrorAnswer, Unauthenticated, Invalid}
    answers |= {operation.answer.load() for operation in OPERATIONS if operation.answer}
    _, schemas = models_json_schema(
        [*((one, "validation") for one in _sorted(bodies)), *((one, "serialization") for one in _sorted(answers))],
        ref_template=_REFERENCE,
        schema_generator=_Schemas,
    )
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described_operation(operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Gnomon",
            "version": "1",
            "description": "Logged LLM calls and their scores: add scores, query both.",
        },
        "paths": paths,
        "components": {
            "schemas": dict(sorted((_described(schemas["$defs"]) | filter_schemas()).items())),
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"key": []}],
    }


def _described_operation(operation: Operation) -> dict[str, Any]:
    example = _EXAMPLES.get(operation.id, {})
    in_path = dict.fromkeys(_PARAMETER.findall(operation.path), TEXT)
    described: dict[str, Any] = {
        "operationId": operation.id,
        "summary": operation.summary,
        "tags": [_tag(operation.path)],
        "parameters": [
            _parameter(place, name, schema, example.get(place, {}))
            for place, parameters in (("path", in_path), ("query", operation.query))
            for name, schema in parameters.items()
        ],
        "responses": _responses(operation, example),
    }
    if operation.body or operation.other_bodies:
        content = _json(operation.body, example, "body") if operation.body else {}
        for content_type, schema in operation.other_bodies.items():
            shown = {"example": example["body"]} if content_type == "application/json" and "body" in example else {}
            content[content_type] = {**schema, **shown}
        described["requestBody"] = {"required": True, "content": content}
    if operation.scope is None:
        described["security"] = [{}]
    return described


def _tag(path: str) -> str:
    parts = path.split("/")
    return parts[2] if parts[1] == "v1" else "server"


def _parameter(place: str, name: str, schema: Schema, examples: dict[str, Any]) -> dict[str, Any]:
    shown = {"example": examples[name]} if name in examples else {}
    return {"name": name, "in": place, "required": place == "path", "schema": schema, **shown}


def _responses(operation: Operation, example: dict[str, Any]) -> dict[str, Any]:
    content = {operation.status: _json(operation.answer, example, "answer")} if operation.answer else {}
    for status, more in operation.other_answers.items():
        content[status] = content.get(status, {}) | dict(more)
    responses = {str(status): {"description": "Success.", "content": kinds} for status, kinds in content.items()}
    for status in sorted(operation.error_statuses() - content.keys()):
        models = _ERROR_MODELS.get(status, (ErrorAnswer,))
        schemas = [{"$ref": _REFERENCE.format(model=model.__name__)} for model in models]
        schema = schemas[0] if len(schemas) == 1 else {"anyOf": schemas}
        kinds = operation.error_style.content if operation.error_style else {"application/json": {"schema": schema}}
        answer = {"description": _ERRORS[status], "content": dict(kinds)}
        responses[str(status)] = answer
    return responses


def _json(model: Lazy, example: dict[str, Any], part: str) -> dict[str, Any]:
    shown = {"example": example[part]} if part in example else {}
    return {"application/json": {"schema": {"$ref": _REFERENCE.format(model=model.load().__name__)}, **shown}}


def _described(schema: Any) -> Any:
    """Without the titles of models, and with a reference to the filter in place of its mark."""
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
