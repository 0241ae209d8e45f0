"""The filter tree as /openapi.json describes it: made of the tables and operators that filters are read with. Pure."""

from __future__ import annotations

from typing import Any

from store.filter.columns import MAPS, TABLES, Column, Kind
from store.filter.values import OPERATORS

NAME = "Filter"
_PLACE = "#/components/schemas/"
_VALUES: dict[Kind, dict[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": ["number", "string"]},
    "boolean": {"type": "boolean"},
    "timestamp": {"type": "string", "description": "ISO 8601"},
    "property": {"type": "string"},
    "score": {"type": ["number", "string", "boolean"]},
    "has_property": {"type": "string", "description": "A property's name."},
    "all_scores": {"const": "{}"},
    "feedback": {"type": "boolean"},
}


def filter_schemas() -> dict[str, Any]:
    """Name → schema: of the tree, and of what it is made of."""
    node = {"$ref": _PLACE + NAME}
    operator = {"type": "string", "enum": ["and", "or"]}
    return {
        NAME: {
            "anyOf": [{"const": "all"}, {"$ref": _PLACE + "FilterLeaf"}, {"$ref": _PLACE + "FilterBranch"}],
            "description": 'Which calls: "all", {}, a leaf, or two filters joined.',
        },
        "FilterBranch": _object({"left": node, "operator": operator, "right": node}, required=True),
        "FilterLeaf": _object({name: _table(columns) for name, columns in TABLES.items()})
        | {"description": "Everything in it holds."},
    } | {_name(kind): _tests(kind) for kind in _VALUES}


def _table(columns: dict[str, Column] | Column) -> dict[str, Any]:
    if isinstance(columns, Column):
        return _column(columns)
    return _object({name: _column(column) for name, column in columns.items()})


def _column(column: Column) -> dict[str, Any]:
    tests = {"$ref": _PLACE + _name(column.kind)}
    return {"type": "object", "additionalProperties": tests} if column.kind in MAPS else tests


def _tests(kind: Kind) -> dict[str, Any]:
    return _object(dict.fromkeys(OPERATORS[kind], _VALUES[kind]))


def _object(properties: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | {"required": list(properties)} if required else schema


def _name(kind: Kind) -> str:
    return "Filter" + "".join(word.capitalize() for word in kind.split("_"))
