"""The filter tree as /openapi.json describes it, made from the tables and operators of the parser. Pure."""

from __future__ import annotations

from typing import Any

from store.filter.columns import MAPS, TABLES, Column, Kind
from store.filter.values import OPERATORS

NAME = "Filter"
_SCHEMAS = "#/components/schemas/"
_VALUES: dict[Kind, dict[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": ["number", "string"]},
    "boolean": {"type": "boolean"},
    "timestamp": {"type": "string", "description": "ISO 8601"},
    "property": {"type": "string"},
    "score": {"type": ["number", "string", "boolean"]},
    "has_property": {"type": "string", "description": "Name of a property."},
    "all_scores": {"const": "{}"},
    "feedback": {"type": "boolean"},
    "score_text": {"type": "string", "description": '"null": no score has such a text.'},
    "score_texts": {"type": "string", "description": '"null": no score of that name has such a text.'},
}


def filter_schemas() -> dict[str, Any]:
    """Name → schema, for the tree and its parts."""
    node = {"$ref": _SCHEMAS + NAME}
    operator = {"type": "string", "enum": ["and", "or"]}
    return {
        NAME: {
            "anyOf": [{"const": "all"}, {"$ref": _SCHEMAS + "FilterLeaf"}, {"$ref": _SCHEMAS + "FilterBranch"}],
            "description": 'Selects requests: "all", {}, a leaf, or two filters joined by and/or.',
        },
        "FilterBranch": _object({"left": node, "operator": operator, "right": node}, required=True),
        "FilterLeaf": _object({name: _table(columns) for name, columns in TABLES.items()})
        | {"description": "All conditions in it must hold."},
    } | {_name(kind): _tests(kind) for kind in _VALUES}


def _table(columns: dict[str, Column] | Column) -> dict[str, Any]:
    if isinstance(columns, Column):
        return _column(columns)
    return _object({name: _column(column) for name, column in columns.items()})


def _column(column: Column) -> dict[str, Any]:
    tests = {"$ref": _SCHEMAS + _name(column.kind)}
    return {"type": "object", "additionalProperties": tests} if column.kind in MAPS else tests


def _tests(kind: Kind) -> dict[str, Any]:
    return _object(dict.fromkeys(OPERATORS[kind], _VALUES[kind]))


def _object(properties: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | {"required": list(properties)} if required else schema


def _name(kind: Kind) -> str:
    return "Filter" + "".join(word.capitalize() for word in kind.split("_"))
