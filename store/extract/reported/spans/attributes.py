"""Values of a span's attributes. Instrumentations differ in the types that they write for one attribute."""

from __future__ import annotations

from typing import Any

import orjson

from store.extract.bodies.parsing import Json

_MAX_STEPS = 8  # in the name of an attribute; deeper ones are no convention's


def word(attributes: Json, *names: str) -> str:
    """The first of these attributes that is a text and not empty; a number as text; ""."""
    for name in names:
        value = attributes.get(name)
        if isinstance(value, str) and value:
            return value
        if type(value) is int:
            return str(value)
    return ""


def words(attributes: Json, name: str) -> list[str]:
    """A list of texts; a single text is a list of one."""
    value = attributes.get(name)
    if isinstance(value, str) and value.startswith("["):
        value = json_value(value)
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def number(attributes: Json, *names: str) -> int | None:
    """The first of these attributes that is a whole number, as number or as text; None."""
    for name in names:
        value = attributes.get(name)
        if type(value) is int:
            return value
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 16:
            return int(value)
    return None


def decimal(attributes: Json, *names: str) -> float | None:
    """The first of these attributes that is a number; None."""
    for name in names:
        value = attributes.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
    return None


def json_value(value: Any) -> Any:
    """The value of JSON in a text; anything else as it is."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        try:
            return orjson.loads(value)
        except (orjson.JSONDecodeError, UnicodeEncodeError):
            return value
    return value


def below(attributes: Json, prefix: str) -> Json:
    """The attributes whose names begin with `prefix.`, as a tree: `a.0.b` of the prefix `a` is `["0"]["b"]`."""
    tree: Json = {}
    start = f"{prefix}."
    for name, value in attributes.items():
        if not name.startswith(start):
            continue
        *outer, last = name[len(start) :].split(".", _MAX_STEPS)
        node = tree
        for step in outer:
            inner = node.get(step)
            if not isinstance(inner, dict):
                inner = node[step] = {}
            node = inner
        node[last] = value
    return tree


def items(tree: Any) -> list[Json]:
    """The objects of a tree of `below` whose names are numbers, in their order."""
    if not isinstance(tree, dict):
        return []
    indices = sorted((name for name in tree if name.isascii() and name.isdecimal()), key=lambda name: (len(name), name))
    return [tree[index] for index in indices if isinstance(tree[index], dict)]
