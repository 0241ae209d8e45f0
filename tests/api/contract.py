"""What /openapi.json promises of an answer, held against one."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

import jsonschema_rs

from api.http.openapi import document

_JSON = "application/json"


@cache
def promised() -> Contract:
    """The same for all tests of a process: to make one takes half a second."""
    return Contract()


class Contract:
    def __init__(self) -> None:
        self.document = document()
        strict = _strict(deepcopy(self.document["components"]["schemas"]))
        self._components = {"components": {"schemas": strict}}
        self._validators: dict[tuple[str, int], jsonschema_rs.Draft202012Validator] = {}
        self.operations: dict[str, tuple[str, str, dict[str, Any]]] = {
            operation["operationId"]: (method.upper(), path, operation)
            for path, ways in self.document["paths"].items()
            for method, operation in ways.items()
        }

    def schema(self, name: str, status: int, content_type: str = _JSON) -> Any:
        """Of the answer with that status; None where it says no more than its type."""
        responses = self.operations[name][2]["responses"]
        assert str(status) in responses, f"{name} does not say that it answers {status}"
        content = responses[str(status)]["content"]
        assert content_type in content, f"{name} does not say that it answers {content_type}"
        return content[content_type].get("schema")

    def check(self, name: str, status: int, body: Any) -> None:
        """Every field that is there is promised, and every field that is promised is there."""
        if (name, status) not in self._validators:
            schema = self.schema(name, status) | self._components
            self._validators[name, status] = jsonschema_rs.Draft202012Validator(schema)
        validator = self._validators[name, status]
        wrong = [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(body)]
        assert not wrong, (name, status, wrong[:5])

    def shape(self, name: str) -> Any:
        """A component by its name, with the others."""
        return self._components["components"]["schemas"][name] | self._components


def _strict(schema: Any) -> Any:
    """With nothing allowed beside what is described."""
    if isinstance(schema, dict):
        schema = {key: _strict(value) for key, value in schema.items()}
        if "properties" in schema and isinstance(schema["properties"], dict) and schema.get("type") == "object":
            schema.setdefault("additionalProperties", False)
    elif isinstance(schema, list):
        schema = [_strict(one) for one in schema]
    return schema
